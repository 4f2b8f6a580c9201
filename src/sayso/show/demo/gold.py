"""What was planted in the demo's reports, by hand (`gold.json`), tied to their characters.

The file holds, beside the ``reports`` with their claims:

``sources``        every source with the names it may have, its kind, and how identified it is
``propositions``   claims that say one thing; on how many words (``origins``) and texts they rest
``conflicts``      pairs of claims that cannot both be true: ``denial``, ``figure`` or ``date``; one
                   that is another's dispute told ``again`` needs no link of its own
``decoys``         pairs that only look like one: ``scope``, ``time``, ``update``, ``overlap``
``undecided``      pairs that a reader may judge either way; they count for nothing
``parts``          claims that say what another says, and more: linked, but not one proposition
``lookalikes``     pairs that look the same and are not
``copies``         files that reprint another, with or without credit, and what was changed
``siblings``       files that copy the same third one, and not each other
``series``         one thing counted again and again, each step with the kind of its change; a step
                   that is ``undecided`` may be read as of this series or not, and is not judged
``quotations``     one quotation in the versions in which it travelled, and what it lost
``sources_apart``  sources that must never be taken for one
``records``        sources that are ``one`` record wherever a report names them, and such that
                   reports alone cannot tie, so that a person is asked (``suggested``)
``traps``          each planted difficulty in one line, and the ids that it concerns

A role of a claim is a list of fragments: words that stand once in the report, or the words and
which of their occurrences is meant, counted from 0. A field that a claim lacks is not judged.
``chain`` are source ids from whom the report cites to the origin; ``origin`` alone is given where
the way there may be read in more than one way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from sayso.collect import gather
from sayso.records import Attribution, Report, Span, Spans

FOLDER = files(__package__)
ROLES = ("content", "source", "cue")


@cache
def gold() -> dict[str, Any]:
    """All of `gold.json`, as written; treat it as read-only.

    >>> gold()["copies"][0]["credited"]
    True
    """
    data: dict[str, Any] = json.loads((FOLDER / "gold.json").read_text("utf-8"))
    return data


@cache
def reports() -> dict[str, Report]:
    """The demo's reports by the name of their file.

    >>> reports()["0306-ministry-denial.txt"].outlet
    'Ministry of Defence'
    """
    with as_file(FOLDER / "reports") as folder:
        return {
            Path(item.path or "").name: item
            for item in gather([str(folder)])
            if isinstance(item, Report)
        }


def locate(text: str, fragments: Sequence[str | list[Any]]) -> Spans:
    """The spans of a role's fragments.

    Raises:
        ValueError: a fragment does not stand in the text, or stands there more than once and it
            is not said which is meant.

    >>> locate("He said he left.", [["he", 0]]), locate("He said he left.", ["left"])
    ((Span(start=8, end=10),), (Span(start=11, end=15),))
    """
    spans = []
    for fragment in fragments:
        words, number = (fragment, None) if isinstance(fragment, str) else fragment
        starts = list(_starts(text, words))
        if not starts or (number is None and len(starts) > 1) or (number or 0) >= len(starts):
            raise ValueError(f"“{words}” stands {len(starts)} times in the report")
        spans.append(Span(starts[number or 0], starts[number or 0] + len(words)))
    return tuple(spans)


def attributions(entry: dict[str, Any]) -> tuple[Attribution, ...]:
    """The planted claims of one entry of ``gold()["reports"]``, as the extract step gives them."""
    text = reports()[entry["file"]].text
    order = [claim["id"] for claim in entry["claims"]]
    return tuple(
        Attribution(
            source=locate(text, claim["source"]),
            cue=locate(text, claim["cue"]),
            content=locate(text, claim["content"]),
            quote=claim["quote"],
            confidence=1.0,
            nested_in=order.index(claim["nested_in"]) if "nested_in" in claim else None,
        )
        for claim in entry["claims"]
    )


def _starts(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
