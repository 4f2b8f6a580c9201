"""The text of an HTML mail, with what it quotes marked by ">" as in plain mail."""

from __future__ import annotations

import re
from typing import Any

from sayso.collect.blocks import blocks, tree_of

_QUOTES = re.compile(r"\b(?:gmail_quote|moz-cite|yahoo_quoted|protonmail_quote|tutanota_quote)\b")
_WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|écrit|escribió|scritto|schreef|skrev)\b.{0,80}:$", re.S
)


def text_with_quotes(html: str) -> str:
    """The visible text, a blank line between blocks; quoted blocks begin with ">".

    A block quote counts as quoted mail where the program that wrote it says so, or where the line
    before it says who wrote it: others belong to the message.

    >>> text_with_quotes("<p>Agreed.</p><blockquote type=cite>We <i>leave</i>.</blockquote>")
    'Agreed.\\n\\n> We leave.'
    """
    tree = tree_of(html)
    if tree is None:
        return ""
    cited: dict[Any, bool] = {}
    lines: list[str] = []
    before = ""
    for element, block in blocks(tree):
        depth = 0
        for holder in (element, *element.iterancestors("blockquote")):
            if holder.tag == "blockquote":
                if holder not in cited:
                    cited[holder] = _is_cited(holder, before)
                depth += cited[holder]
        mark = ">" * depth + " " if depth else ""
        lines.append("\n".join(mark + line for line in block.splitlines()))
        before = block
    return "\n\n".join(lines)


def _is_cited(quote: Any, before: str) -> bool:
    named = f"{quote.get('class') or ''} {quote.get('id') or ''}"
    return (
        (quote.get("type") or "").lower() == "cite"
        or bool(_QUOTES.search(named))
        or bool(_WROTE.search(before))
    )
