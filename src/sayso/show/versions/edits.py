"""What changed between two texts, sentence by sentence; trivial edits are none.

White space, letter case, punctuation, the style of quotation marks and "2000" for "2,000" are
trivial. Sentences are aligned first, then the words inside those that changed (longest matching
blocks after Ratcliff and Obershelp, as in `difflib`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sayso.extract.segment import paragraphs, sentences
from sayso.spans import Span, Spans

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['’\-]\w+)*|[%$€£]")
_ALIKE = 0.5
"""Share of words that two sentences have in common to be one sentence, edited."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence added, removed or changed; spans of the old and the new text.

    ``words`` are the runs of words that went and came, as written, each pair at one place; one of a
    pair may be empty.
    """

    kind: Literal["added", "removed", "changed"]
    before: Span | None
    after: Span | None
    words: tuple[tuple[str, str], ...] = ()


def normal(words: str) -> tuple[str, ...]:
    """The words without what is trivial.

    >>> normal("“About 2,000,” he said.") == normal('"about 2000" he said')
    True
    """
    return tuple(_plain(match.group()) for match in _WORD.finditer(words))


def edits(old: str, new: str) -> list[Edit]:
    """Every edit from ``old`` to ``new``, in the order of the text.

    >>> [(e.kind, e.words) for e in edits("It may shut. Good.", "It will shut. Good.")]
    [('changed', (('may', 'will'),))]
    """
    before, after = _sentences(old), _sentences(new)
    keys = (
        [normal(old[s.start : s.end]) for s in before],
        [normal(new[s.start : s.end]) for s in after],
    )
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            found += _block(old, new, before[i1:i2], after[j1:j2])
    return found


def changed_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The runs of words that went and came, in the order of the text.

    >>> changed_words("At least 500 boats sank", "About 800 boats may have sunk")
    (('At least 500', 'About 800'), ('sank', 'may have sunk'))
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    keys = [[_plain(m.group()) for m in side] for side in (before, after)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    return tuple(
        (_run(old, before[i1:i2]), _run(new, after[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _run(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of words in common, in order: 0 to 1.

    >>> likeness(("a", "b"), ("a", "c"))
    0.5
    """
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _block(old: str, new: str, before: Spans, after: Spans) -> list[Edit]:
    """The edits of a stretch where nothing is equal: likely sentences are paired, in order."""
    words = [normal(old[s.start : s.end]) for s in before]
    found: list[Edit] = []
    waiting = 0
    for span in after:
        mine = normal(new[span.start : span.end])
        scores = [likeness(words[i], mine) for i in range(waiting, len(before))]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] < _ALIKE:
            if mine:
                found.append(Edit("added", None, span))
            continue
        found += [Edit("removed", gone, None) for gone in before[waiting : waiting + best]]
        one = before[waiting + best]
        if changed := changed_words(old[one.start : one.end], new[span.start : span.end]):
            found.append(Edit("changed", one, span, changed))
        waiting += best + 1
    return found + [
        Edit("removed", gone, None) for i, gone in enumerate(before) if i >= waiting and words[i]
    ]


def _sentences(text: str) -> Spans:
    return sentences(text, paragraphs(text))


def _plain(word: str) -> str:
    if word[0].isdigit():
        return re.sub(r"(?<=\d),(?=\d{3}\b)", "", word)
    return word.casefold().replace("’", "'")
