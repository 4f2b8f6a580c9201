"""The demo's planted traps, linked as its gold says (`sayso.show.demo.gold`)."""

from __future__ import annotations

from itertools import combinations

import pytest

from sayso.records import Proposition
from sayso.show.demo.gold import gold, reports
from tests.link.planted import linked, planted

UNJOINED = {
    "H0325.1": "“that he had signed an order” names nobody; what it shares could be said of anyone",
    "R0307.5": "“you will be gone by the end of June” does not say who goes, nor from where",
}
"""Planted claims that this room leaves by themselves, by choice."""


def name_of() -> dict[str, str]:
    return {claim.id: name for name, claim in planted().items()}


def groups() -> dict[str, Proposition]:
    """The proposition of each planted claim."""
    names = name_of()
    return {names[id_]: found for found in linked().propositions for id_ in found.claims}


def pairs(kind: str) -> set[frozenset[str]]:
    names = name_of()
    return {
        frozenset((names[x.a], names[x.b]))
        for x in linked().links
        if x.kind == kind and x.of == "claims"
    }


@pytest.mark.parametrize("entry", gold()["propositions"], ids=lambda e: e["id"])
def test_propositions_with_their_origins_and_texts(entry: dict[str, object]) -> None:
    found, names = groups(), entry["claims"]
    assert isinstance(names, list)
    left = [name for name in names if name in UNJOINED]
    (whole,) = {found[name].id: found[name] for name in names if name not in UNJOINED}.values()
    for count in ("origins", "texts"):
        bounds = entry[count]
        assert isinstance(bounds, dict)
        low, high = (max(1, bounds[end] - len(left)) for end in ("low", "high"))  # a report each
        known = getattr(whole, count)
        assert (known.low, known.high) == (low, high), count


def test_nothing_else_is_joined() -> None:
    found = groups()
    want = {frozenset(p) for e in gold()["propositions"] for p in combinations(e["claims"], 2)}
    of = {name: whole.id for name, whole in found.items()}
    got = {frozenset(p) for p in combinations(sorted(of), 2) if of[p[0]] == of[p[1]]}
    unplanted = {  # the same in the gold's texts, though it names no proposition for them
        frozenset(("R0307.1", "S0308.3")), frozenset(("M0306.2", "T0309.7")),
        frozenset(("T0309.6", "R0307.5")), frozenset(("N0314.2", "N0315.2")),
    }  # fmt: skip
    assert got - want <= unplanted
    for pair in gold()["lookalikes"]:
        assert of[pair["a"]] != of[pair["b"]]


@pytest.mark.parametrize("entry", gold()["conflicts"], ids=lambda e: e["id"])
def test_conflicts(entry: dict[str, str]) -> None:
    told = {entry["id"], entry.get("again", entry["id"])}
    either = [x for x in gold()["conflicts"] if x["id"] in told]
    assert any(frozenset((x["a"], x["b"])) in pairs("conflict") for x in either)


@pytest.mark.parametrize("entry", gold()["decoys"], ids=lambda e: e["id"])
def test_decoys_are_no_conflicts(entry: dict[str, str]) -> None:
    assert frozenset((entry["a"], entry["b"])) not in pairs("conflict")


def test_no_other_conflict_is_called() -> None:
    """A conflict may be told by any claims that say the same as those of the gold."""
    kin = {name: {name} for name in planted()}
    for entry in gold()["propositions"]:
        for name in entry["claims"]:
            kin[name] |= set(entry["claims"])
    for entry in gold()["parts"]:
        kin[entry["of"]] |= {entry["part"]}
    known = [(x["a"], x["b"]) for x in (*gold()["conflicts"], *gold()["undecided"])]
    known = [*known, *((b, a) for a, b in known)]
    for pair in pairs("conflict"):
        one, other = sorted(pair)
        assert any(kin[one] & kin[a] and kin[other] & kin[b] for a, b in known), pair


@pytest.mark.parametrize("entry", gold()["parts"], ids=lambda e: e["part"])
def test_a_part_is_linked_and_not_joined(entry: dict[str, str]) -> None:
    found = groups()
    assert found[entry["of"]].id != found[entry["part"]].id
    assert frozenset((entry["of"], entry["part"])) in pairs("same")


def test_copies() -> None:
    file_of = {report.id: name for name, report in reports().items()}
    got = {frozenset((file_of[x.a], file_of[x.b])) for x in linked().links if x.kind == "copy"}
    want = {frozenset((x["of"], x["by"])) for x in gold()["copies"]}
    siblings = {frozenset((x["a"], x["b"])) for x in gold()["siblings"]}
    assert want <= got <= want | siblings


def test_every_trap_of_this_room_is_named() -> None:
    known = {x["id"] for kind in ("conflicts", "decoys", "copies") for x in gold()[kind]}
    known |= {x["id"] for x in gold()["propositions"]}
    asked = {i for trap in gold()["traps"] for i in trap["ids"] if i[0] in "xdkp" and "." not in i}
    assert asked <= known
