"""GUM news as readings, attributions and coreference chains.

The text is put together from the words of the dependency files (one paragraph for each new
paragraph mark); an attribution is a verb with a subject and a clausal complement, or with speech
set beside it (``ccomp``, or ``parataxis`` of quoted words). Chains are those of the annotators,
with the mentions that are proper names of persons.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.brat import quote
from sayso import extract
from sayso.records import Attribution, Reading
from sayso.settings import DEFAULT
from sayso.spans import Span, covers

Document = tuple[str, Reading, tuple[Attribution, ...], list[Span], list[list[Span]]]
VERBS = frozenset(
    re.findall(
        r"\w+",
        "say tell add claim believe think report state note announce explain argue suggest insist "
        "warn declare describe confirm acknowledge deny admit promise hope expect fear ask call "
        "write tweet reply respond reveal stress express know feel show find estimate predict "
        "conclude",
    )
)


@dataclass
class Word:
    """One word of a dependency file, with where it lies in the text."""

    form: str
    lemma: str
    upos: str
    head: int
    relation: str
    span: Span
    below: list[int] = field(default_factory=list)


def documents(folder: Path) -> Iterator[Document]:
    """Each document: name, reading, attributions, spans of people's names, chains."""
    for path in sorted((folder / "dep").glob("GUM_news_*.conllu")):
        text, sentences = _text(path)
        reading = extract.read(text, DEFAULT)
        words = [w for sentence in sentences for w in sentence]
        tsv = folder / "coref" / "gum" / "tsv" / f"{path.stem}.tsv"
        mentions, chains = _chains(tsv, words)
        people = [
            span for span, kind in mentions
            if kind == "person" and _proper(span, words)
        ]  # fmt: skip
        yield path.stem, reading, tuple(_attributions(sentences, reading)), people, chains


def _text(path: Path) -> tuple[str, list[list[Word]]]:
    text, sentences, current = "", [], []
    glue, blank = True, 0
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and text:
            text, glue = text.rstrip() + "\n", True
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if not cells[0].isdigit():
                blank = int(cells[0].split("-")[1]) if "-" in cells[0] else blank
                continue
            if not glue:
                text += " "
            start = len(text)
            text += cells[1]
            inside = blank > int(cells[0])
            glue = "SpaceAfter=No" in cells[9] or inside
            current.append(
                Word(cells[1], cells[2], cells[3], int(cells[6]), cells[7], Span(start, len(text)))
            )
        elif not line and current:
            for number, word in enumerate(current):
                if word.head:
                    current[word.head - 1].below.append(number)
            sentences.append(current)
            current, blank = [], 0
    if current:
        sentences.append(current)
    return text + "\n", sentences


def _under(sentence: list[Word], top: int) -> Span:
    todo, spans = [top], []
    while todo:
        number = todo.pop()
        spans.append(sentence[number].span)
        todo.extend(sentence[number].below)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _attributions(sentences: list[list[Word]], reading: Reading) -> Iterator[Attribution]:
    for sentence in sentences:
        for word in sentence:
            if word.upos != "VERB" or word.lemma not in VERBS:
                continue
            subject = next((n for n in word.below if sentence[n].relation == "nsubj"), None)
            content = next(
                (n for n in word.below if sentence[n].relation in ("ccomp", "parataxis")), None
            )
            if subject is not None and content is not None:
                spans = (_under(sentence, content),)
                yield Attribution(
                    (_under(sentence, subject),), (word.span,), spans, quote(reading, spans), 1.0
                )


def _proper(span: Span, words: list[Word]) -> bool:
    inside = [w for w in words if covers((span,), (w.span,))]
    return bool(inside) and any(w.upos == "PROPN" for w in inside) and len(inside) <= 6


def _chains(tsv: Path, words: list[Word]) -> tuple[list[tuple[Span, str]], list[list[Span]]]:
    """Mentions with their kinds, and the chains that the links (coref, ana, appos) make."""
    extent: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    number = 0
    for line in tsv.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        position, here = cells[0], number
        number += 1
        for part in cells[3].split("|"):
            if part == "_":
                continue
            kind, _, rest = part.partition("[")
            name = rest.rstrip("]") or f"@{position}"
            extent[name].append(here)
            kinds[name] = kind
        if len(cells) > 9 and cells[9] != "_":
            for relation, arrow in zip(cells[8].split("|"), cells[9].split("|"), strict=False):
                target, _, pair = arrow.partition("[")
                to, _, own = pair.rstrip("]").partition("_")
                if relation.startswith(("coref", "ana", "appos", "cata")):
                    left = own if own not in ("", "0") else f"@{position}"
                    right = to if to not in ("", "0") else f"@{target}"
                    links.append((left, right))
    spans = {
        name: Span(words[at[0]].span.start, words[at[-1]].span.end)
        for name, at in extent.items()
        if at[-1] < len(words)
    }
    group = {name: name for name in spans}

    def top(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for left, right in links:
        if left in group and right in group:
            group[top(left)] = top(right)
    chains: dict[str, list[Span]] = defaultdict(list)
    for name, span in spans.items():
        chains[top(name)].append(span)
    return [(spans[n], kinds[n]) for n in spans], list(chains.values())
