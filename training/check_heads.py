"""Span F1 of the mention heads on documents that were never trained on.

    python -m training.check_heads --gold GOLD --artefacts src/sayso/artefacts

Time expressions and toponyms: the held-out quarter of their corpora (`corpora.held_out`). Entities:
PolNeAR dev, against its silver annotation, which is itself a machine's.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from sayso import models
from sayso.extract.heads import ENTITIES, PLACES, TIMES
from sayso.extract.network import scan
from training import corpora
from training.corpora import Document, Mentions
from training.examples import encode

Annotated = list[tuple[Document, Mentions]]


def compare(
    model: models.AttributionModel, documents: Annotated, names: tuple[str, ...]
) -> dict[str, float]:
    """F1 of spans with their labels, of each label, and of overlap whatever the label."""
    counts: Counter[tuple[str, str]] = Counter()
    for document, gold in documents:
        found = scan(model, encode(document.text, model.tokenizer))[1]
        ours = {(m.span.start, m.span.end, m.label) for m in found if m.label in names}
        theirs = {(*_trim(document.text, start, end), label) for start, end, label in gold}
        for label in names:
            counts[label, "hit"] += len({m for m in ours & theirs if m[2] == label})
            counts[label, "all"] += sum(m[2] == label for m in [*ours, *theirs])
        for one, two in ((ours, theirs), (theirs, ours)):
            counts["any", "half"] += sum(any(a[0] < b[1] and b[0] < a[1] for b in two) for a in one)
        counts["any", "all"] += len(ours) + len(theirs)
    figures = {n: 2 * counts[n, "hit"] / max(1, counts[n, "all"]) for n in names}
    hits, everything = (sum(counts[n, k] for n in names) for k in ("hit", "all"))
    figures["all labels, exact"] = 2 * hits / max(1, everything)
    figures["overlap"] = counts["any", "half"] / max(1, counts["any", "all"])
    return figures


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--artefacts", type=Path, required=True)
    options = parser.parse_args()
    model = models.load(options.artefacts)
    times = corpora.timeml(options.gold / "tempeval3" / "TBAQ-cleaned")
    places = corpora.geowebnews(options.gold / "geo" / "GeoWebNews.xml")
    news = corpora.polnear(options.gold / "polnear" / "dev")
    for title, documents, names in (
        ("times", [(d, d.times or []) for d in times if corpora.held_out(d.name)], TIMES),
        ("places", [(d, d.places or []) for d in places if corpora.held_out(d.name)], PLACES),
        ("entities (silver)", [(d, d.entities or []) for d in news], ENTITIES),
    ):
        figures = compare(model, documents, names)
        print(title, "  ".join(f"{name} {100 * value:.1f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
