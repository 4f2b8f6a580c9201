"""The demo's gold agrees with its reports and with itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from sayso.records import Certainty, Identified, Kind, Modifier, Polarity, Quote, Stage
from sayso.show.demo.gold import ROLES, attributions, gold, locate, reports
from sayso.spans import covers

GOLD = gold()
ENTRIES: list[dict[str, Any]] = GOLD["reports"]
CLAIMS: dict[str, dict[str, Any]] = {c["id"]: c for e in ENTRIES for c in e["claims"]}
REPORT_OF: dict[str, dict[str, Any]] = {c["id"]: e for e in ENTRIES for c in e["claims"]}
PAIRS = ("conflicts", "decoys", "undecided", "lookalikes")
FIELDS = {
    "quote": get_args(Quote),
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
    "stage": get_args(Stage),
    "hearsay": (True, False),
}
LINE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\.\.")


def key(entry: dict[str, Any]) -> str:
    return str(entry["key"])


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def numbers(text: str) -> Iterator[float]:
    """The numbers that a text writes in digits."""
    for match in re.finditer(r"\d[\d,]*", text):
        yield float(match[0].replace(",", ""))


def test_every_report_has_an_entry_and_says_that_it_is_invented() -> None:
    assert {entry["file"] for entry in ENTRIES} == set(reports())
    assert len(ENTRIES) >= 16
    assert sum(name.endswith(".html") for name in reports()) == 2
    for report in reports().values():
        with open(report.path or "", encoding="utf-8") as file:
            head = file.read()[:1500]
        assert "This report is invented." in head


def test_the_story_runs_over_six_weeks_and_many_outlets() -> None:
    days = [date.fromisoformat(report.published or "") for report in reports().values()]
    assert timedelta(weeks=5) < max(days) - min(days) <= timedelta(weeks=6)
    assert len({report.outlet for report in reports().values()}) >= 9
    assert len({report.id for report in reports().values()}) == len(reports())


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_metadata_agree_with_the_file(entry: dict[str, Any]) -> None:
    report = reports()[entry["file"]]
    assert (report.outlet, report.published) == (entry["outlet"], entry["published"])
    assert report.title
    assert report.url
    assert report.language == "en"


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_every_text_stands_in_its_report(entry: dict[str, Any]) -> None:
    text = reports()[entry["file"]].text
    for claim in entry["claims"]:
        assert claim["content"], claim["id"]
        for role in ROLES:
            for span in locate(text, claim[role]):
                before, after = text[max(0, span.start - 1) : span.start], text[span.end :][:1]
                assert not (before + text[span.start]).isalnum() or not before, claim["id"]
                assert not (text[span.end - 1] + after).isalnum() or not after, claim["id"]
    assert len(attributions(entry)) == len(entry["claims"])


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_direct_quotations_have_marks_or_are_planted_without(entry: dict[str, Any]) -> None:
    text = reports()[entry["file"]].text
    for claim in entry["claims"]:
        for span in locate(text, claim["content"]):
            marked = text[span.start - 1] in '“"' and text[span.end] in '”"'
            if claim["quote"] == "direct":
                assert marked or claim["id"] == "A0324.1" or key(entry) == "R0307", claim["id"]
            elif claim["quote"] == "mixed":
                assert re.search(r"[“\"]", span.of(text)), claim["id"]


def test_claims_have_known_values() -> None:
    assert len(CLAIMS) >= 60
    assert len(CLAIMS) == sum(len(entry["claims"]) for entry in ENTRIES)
    for claim in CLAIMS.values():
        for field, values in FIELDS.items():
            assert claim.get(field, values[0]) in values, claim["id"]
        for source in (*claim.get("chain", ()), *filter(None, [claim.get("origin")])):
            assert source in GOLD["sources"], claim["id"]
        for field in ("said", "about"):
            for part in claim.get(field, "2031").split("/"):
                assert LINE.fullmatch(part), claim["id"]
        if "nested_in" in claim:
            assert CLAIMS[claim["nested_in"]] in REPORT_OF[claim["id"]]["claims"]
            assert claim["hearsay"]


def test_nested_claims_lie_inside_the_outer_content() -> None:
    for claim in CLAIMS.values():
        if "nested_in" in claim:
            text = reports()[REPORT_OF[claim["id"]]["file"]].text
            outer = locate(text, CLAIMS[claim["nested_in"]]["content"])
            inner = locate(text, claim["content"])
            assert covers(outer, inner), claim["id"]


def test_nothing_is_said_after_it_was_published() -> None:
    for name, claim in CLAIMS.items():
        if "said" in claim:
            assert claim["said"] <= REPORT_OF[name]["published"], name


def test_figures_stand_in_the_content() -> None:
    in_words = {"ten": 10, "eight": 8, "nine": 9, "two": 2, "eleven": 11, "fifteen": 15, "a": 1}
    for name, claim in CLAIMS.items():
        text = reports()[REPORT_OF[name]["file"]].text
        content = " ".join(span.of(text) for span in locate(text, claim["content"]))
        written = {*numbers(content)} | {value * 1e6 for value in numbers(content)}
        written |= {in_words[w] for w in content.casefold().split() if w in in_words}
        written |= {250} if "Two hundred and fifty" in content else set()
        for figure in claim.get("figures", ()):
            assert figure["modifier"] in get_args(Modifier), name
            bounds = [b for b in (figure["low"], figure["high"]) if b is not None]
            assert bounds, name
            assert set(bounds) <= written, name
            assert bounds == sorted(bounds), name
            assert ("of" not in figure) or words(figure["of"]) in words(content), name


def test_sources_have_names_and_kinds() -> None:
    for source in GOLD["sources"].values():
        assert source["name"]
        assert source["kind"] in get_args(Kind)
        assert source["identified"] in get_args(Identified)
    for group in GOLD["sources_apart"]:
        assert len(set(group)) == len(group) > 1
        assert set(group) <= set(GOLD["sources"])


@pytest.mark.parametrize("kind", PAIRS)
def test_pairs_are_of_two_known_claims(kind: str) -> None:
    for pair in GOLD[kind]:
        assert pair["a"] in CLAIMS
        assert pair["b"] in CLAIMS
        assert pair["a"] != pair["b"]
        assert pair["why"].endswith(".")


def test_no_pair_is_judged_twice() -> None:
    pairs = Counter(frozenset((pair["a"], pair["b"])) for kind in PAIRS for pair in GOLD[kind])
    assert set(pairs.values()) == {1}
    for proposition in GOLD["propositions"]:
        together = set(proposition["claims"])
        assert not [pair for pair in pairs if pair <= together]


def test_propositions_count_what_they_hold() -> None:
    seen = Counter(claim for p in GOLD["propositions"] for claim in p["claims"])
    assert set(seen) <= set(CLAIMS)
    assert set(seen.values()) == {1}
    for proposition in GOLD["propositions"]:
        origins, texts = proposition["origins"], proposition["texts"]
        assert set(origins["sources"]) <= set(GOLD["sources"])
        assert 1 <= origins["low"] <= origins["high"] == len(origins["sources"])
        written = {REPORT_OF[claim]["file"] for claim in proposition["claims"]}
        copied = {copy["by"] for copy in GOLD["copies"] if {copy["of"], copy["by"]} <= written}
        assert len(written - copied) >= texts["high"] - len(copied), proposition["id"]
        assert 1 <= texts["low"] <= texts["high"] <= len(written), proposition["id"]


def test_copies_share_long_passages_and_nothing_else_does() -> None:
    copied = {frozenset((copy["of"], copy["by"])) for copy in GOLD["copies"]}
    siblings = {frozenset((pair["a"], pair["b"])) for pair in GOLD["siblings"]}
    names = sorted(reports())
    for number, a in enumerate(names):
        for b in names[number + 1 :]:
            assert (_shared(a, b) >= 0.3) == (frozenset((a, b)) in copied | siblings), (a, b)
    for copy in GOLD["copies"]:
        assert (reports()[copy["of"]].published or "") < (reports()[copy["by"]].published or "")


def _shared(a: str, b: str) -> float:
    """The share of the shorter text's runs of eight words that the other has too."""
    runs = []
    for name in (a, b):
        tokens = words(reports()[name].text).split()
        runs.append({tuple(tokens[i : i + 8]) for i in range(len(tokens) - 7)})
    return len(runs[0] & runs[1]) / min(map(len, runs))


def test_series_follow_the_calendar_and_their_claims() -> None:
    for series in GOLD["series"]:
        days = [REPORT_OF[step["claim"]]["published"] for step in series["steps"]]
        assert days == sorted(days), series["id"]
        for step in series["steps"]:
            figures = CLAIMS[step["claim"]]["figures"]
            assert [f for f in figures if (f["low"], f["high"]) == (step["low"], step["high"])]
            assert step["why"]
        first, *later = [step for step in series["steps"] if step["change"] != "undecided"]
        assert first["change"] in ("first", "scope")
        values = {(first["low"], first["high"])}
        for step in later:
            value = (step["low"], step["high"])
            if step["change"] in ("none", "slip corrected"):
                assert value in values, (series["id"], step["claim"])
            else:
                assert value not in values, (series["id"], step["claim"])
            values.add(value)
    changes = {step["change"] for series in GOLD["series"] for step in series["steps"]}
    assert {"event", "recount", "scope", "slip", "slip corrected", "source"} <= changes


def test_a_travelling_quotation_only_loses_words() -> None:
    for quotation in GOLD["quotations"]:
        days = [REPORT_OF[claim]["published"] for claim in quotation["versions"]]
        assert days == sorted(days)
        assert len(quotation["lost"]) == len(quotation["versions"]) - 1
        assert quotation["disowned_in"] in CLAIMS
        texts = [
            words(
                " ".join(
                    span.of(reports()[REPORT_OF[name]["file"]].text)
                    for span in locate(
                        reports()[REPORT_OF[name]["file"]].text, CLAIMS[name]["content"]
                    )
                )
            )
            for name in quotation["versions"]
        ]
        hedges = [sum(hedge in text for hedge in ("if ", "perhaps", "could")) for text in texts]
        assert hedges == sorted(hedges, reverse=True)
        assert hedges[0] == 3
        assert hedges[-1] == 0


def test_every_trap_names_what_it_concerns() -> None:
    known = {*CLAIMS} | {
        item["id"]
        for kind in ("propositions", "conflicts", "decoys", "copies", "series", "quotations")
        for item in GOLD[kind]
    }
    assert len(GOLD["traps"]) >= 16
    for trap in GOLD["traps"]:
        assert trap["line"].endswith(".")
        assert trap["ids"]
        assert set(trap["ids"]) <= known, trap["name"]
