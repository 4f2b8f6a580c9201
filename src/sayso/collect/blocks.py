"""All visible text of a piece of HTML, block by block: for feeds, mail and posts, whose HTML is
all article. (Pages are read by `sayso.collect.page`, which tells the article from the rest.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "canvas",
        "audio",
        "video",
    ]
)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TAG = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|span|ul|li|blockquote|h[1-6]|table)\b[^<>]*>", re.I
)


def is_html(text: str) -> bool:
    """Whether a text holds tags, as the text of feeds and tables often does.

    >>> is_html("<p>Vell voted."), is_html("a < b and b > c")
    (True, False)
    """
    return bool(_TAG.search(text))


def text_of(html: str) -> str:
    """The visible text, a blank line between blocks; "" where there is none.

    >>> text_of("<p>Vell <b>voted</b>.</p><blockquote>“Good,”<br>she said.</blockquote>")
    'Vell voted.\\n\\n“Good,”\\nshe said.'
    """
    tree = tree_of(html)
    return "" if tree is None else "\n\n".join(block for _, block in blocks(tree))


def tree_of(html: str) -> Any:
    """The tree of a piece of HTML, or None where there is none."""
    from lxml import etree
    from lxml import html as parser

    try:
        return parser.document_fromstring(f"<div>{_clean(html)}</div>")
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _clean(html: str) -> str:
    """Without a declaration of encoding, which lxml refuses in text, and without NUL."""
    return re.sub(r"<\?xml[^>]*\?>", "", html.replace("\0", ""))


def blocks(tree: Any) -> Iterator[tuple[Any, str]]:
    """(the element that the block begins in, its text), in the order of the page."""
    words: list[str] = []
    holder = tree

    def end() -> Iterator[tuple[Any, str]]:
        lines = (_WHITE.sub(" ", line).strip() for line in "".join(words).split("\x1e"))
        text = "\n".join(line for line in lines if line)
        words.clear()
        if text:
            yield holder, text

    # A stack and no recursion: pages can be nested deeper than Python's stack.
    stack: list[tuple[str, Any]] = [("open", tree)]
    while stack:
        what, element = stack.pop()
        if what == "words":
            words.append(element)
            continue
        if what == "end":
            yield from end()
            holder = element
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        tail = [("words", element.tail)] if element.tail and element is not tree else []
        if not tag or tag in HIDDEN or _is_hidden(element):
            stack += tail
            continue
        if tag == "br":
            words.append("\x1e")
            stack += tail
            continue
        is_block = tag in BLOCKS
        if is_block:
            yield from end()
            holder = element
        stack += tail
        if is_block:
            parent = element.getparent()
            stack.append(("end", element if parent is None else parent))
        stack += [("open", child) for child in reversed(element)]
        if element.text:
            words.append(element.text)
    yield from end()


DEEPEST = 250
"""Elements in each other that the parser takes (256); what lies deeper is not in the tree."""


def is_cut(tree: Any) -> bool:
    """Whether a page is nested as deep as the parser goes, so that the rest of it is lost."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(element.get("style") or ""))
    )
