"""The demo's measurement gives the gold itself full marks, and sees what is taken away."""

from __future__ import annotations

from typing import Any

import pytest

from bench.demo import score
from sayso.show.demo.gold import ROLES, gold, locate, reports
from sayso.spans import cut

Json = dict[str, Any]


def perfect() -> tuple[list[Json], list[Json], list[Json]]:
    """The export that a flawless reading of the demo would give, as far as it is looked at."""
    sources = gold()["sources"]
    proposition = {c: p["id"] for p in gold()["propositions"] for c in p["claims"]}
    claims = []
    for entry in gold()["reports"]:
        report = reports()[entry["file"]]
        for planted in entry["claims"]:
            spans = {role: locate(report.text, planted[role]) for role in ROLES}
            roles = {
                role: {"spans": [list(span) for span in found], "text": cut(report.text, found)}
                for role, found in spans.items()
            }
            chain = [
                {"name": sources[id_]["name"][0], "identified": sources[id_]["identified"]}
                for id_ in planted.get("chain", ())
            ]
            fields = ("act", "certainty", "polarity", "stage", "hearsay", "channel", "quote")
            claims.append(
                {
                    "id": planted["id"],
                    "document": {"id": report.id, "path": entry["file"]},
                    **roles,
                    "chain": chain,
                    "said": {"edtf": planted["said"]} if "said" in planted else None,
                    "figures": planted.get("figures", []),
                    "places": [],
                    "proposition": proposition.get(planted["id"]),
                    **{field: planted.get(field) for field in fields},
                }
            )
    ids = {name: report.id for name, report in reports().items()}
    links = [{"a": x["a"], "b": x["b"], "kind": "conflict"} for x in gold()["conflicts"]]
    links += [{"a": ids[x["of"]], "b": ids[x["by"]], "kind": "copy"} for x in gold()["copies"]]
    return claims, links, gold()["propositions"]


def test_the_gold_itself_has_full_marks() -> None:
    figures = score(*perfect())
    assert {key: round(value, 6) for key, value in figures.items() if value < 100 - 1e-6} == {}
    assert len(figures) >= 20


@pytest.mark.parametrize("key", ["claims", "end.same", "end.conflicts"])
def test_nothing_has_no_marks(key: str) -> None:
    assert score([], [], [])[key] == 0


def test_a_wrong_name_a_wrong_figure_and_a_false_conflict_are_seen() -> None:
    claims, links, propositions = perfect()
    for claim in claims:
        claim["chain"] = [{"name": "Dana White", "identified": "named"}]
        claim["figures"] = [{"low": -1, "high": -1}]
        claim["proposition"] = None
    links += [{"a": x["a"], "b": x["b"], "kind": "conflict"} for x in gold()["decoys"]]
    figures = score(claims, links, propositions[:0])
    for key in ("speaker", "chain", "names.sound", "figures", "same.recall", "decoys.clean"):
        assert figures[key] == 0, key
    assert figures["claims"] == figures["conflicts.found"] == pytest.approx(100)
