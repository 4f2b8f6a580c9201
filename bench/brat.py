"""Reading annotated attributions (brat stand-off) into Sayso's own records, for measurements that
give a room the attributions of people instead of a tagger's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sayso import extract
from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs, sentences, words
from sayso.records import Attribution, Quote, Reading
from sayso.settings import DEFAULT, Settings
from sayso.spans import Span, Spans, hull

SPAN = re.compile(r"^(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t")
EVENT = re.compile(r"^E\d+\t(.+)$")


def spans_of(words: str) -> Spans:
    """``"3 5;8 9"`` -> two spans."""
    return tuple(Span(*map(int, part.split())) for part in words.split(";"))


def attributions(ann: Path, reading: Reading) -> tuple[Attribution, ...]:
    """The relations of one annotator in text order; the quote kind is read off the marks."""
    marked: dict[str, Spans] = {}
    events: list[dict[str, list[str]]] = []
    for line in ann.read_text("utf-8").splitlines():
        if match := SPAN.match(line):
            marked[match[1]] = spans_of(match[3])
        elif match := EVENT.match(line):
            roles: dict[str, list[str]] = {}
            for part in match[1].split():
                name, _, target = part.partition(":")
                roles.setdefault(re.sub(r"\d+$", "", name), []).append(target)
            events.append(roles)
    found = []
    for roles in events:
        source, cue, content = (
            tuple(sorted(s for t in roles.get(role, []) for s in marked.get(t, ())))
            for role in ("Source", "Cue", "Content")
        )
        if content:
            found.append(Attribution(source, cue, content, quote(reading, content), 1.0))
    return tuple(sorted(found, key=lambda a: (hull(a.content), a.source, a.cue)))


def untagged(text: str, settings: Settings) -> Reading:
    """Paragraphs, sentences, words and quotations of a text."""
    blocks = paragraphs(text)
    return Reading(text, blocks, sentences(text, blocks), words(text), quotations(text, blocks))


def quote(reading: Reading, content: Spans) -> Quote:
    """Direct if (nearly) all of it stands in quotation marks, mixed if some, else indirect."""
    inside = sum(
        max(0, min(c.end, q.outer.end) - max(c.start, q.outer.start))
        for c in content
        for q in reading.quotations
    )
    size = sum(c.end - c.start for c in content)
    return "direct" if inside >= 0.9 * size else "mixed" if inside > 2 else "indirect"


def documents(
    folder: Path, tagged: bool = True
) -> Iterator[tuple[str, Reading, tuple[Attribution, ...]]]:
    """Name, reading and attributions (of the first annotator) of each text of a PolNeAR part.

    Without ``tagged`` the readings have no mentions, and no model is run.
    """
    for path in sorted((folder / "text").glob("*.txt")):
        anns = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if anns:
            reading = (extract.read if tagged else untagged)(path.read_text("utf-8"), DEFAULT)
            yield path.stem, reading, attributions(anns[0], reading)
