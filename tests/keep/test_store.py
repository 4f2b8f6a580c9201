"""Laws 2 and 4 for the ledger: order does not matter, twice is once, all or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.keep import Query, Store, verify
from sayso.records import Claim, Decision, Link, Proposition, Range, Report, Span
from tests.strategies import kept, report_of

Kept = tuple[Report, tuple[Claim, ...]]


def fill(store: Store, items: list[Kept]) -> None:
    for report, claims in items:
        store.add(report, claims, "v1")


def contents(store: Store) -> tuple[list[Report], list[Claim]]:
    return list(store.reports()), list(store.claims())


def unique(items: list[Kept]) -> list[Kept]:
    """One entry for each report id and for each path with the same bytes."""
    by_id = {report.id: (report, claims) for report, claims in items}
    by_path = {(r.path or r.id, r.sha256_bytes): (r, c) for r, c in by_id.values()}
    return list(by_path.values())


@given(st.lists(kept(), max_size=4).map(unique))
def test_what_goes_in_comes_out(items: list[Kept]) -> None:
    with Store() as store:
        fill(store, items)
        reports, claims = contents(store)
        assert {r.id: r for r in reports} == {r.id: r for r, _ in items}
        assert {c.id: c for c in claims} == {c.id: c for _, cs in items for c in cs}
        assert verify(store).problems == ()


@given(st.lists(kept(), max_size=4).map(unique), st.randoms())
def test_order_of_arrival_does_not_matter(items: list[Kept], random: object) -> None:
    with Store() as one, Store() as other:
        fill(one, items)
        fill(other, items[::-1])
        assert contents(one) == contents(other)


@given(st.lists(kept(), max_size=3).map(unique))
def test_keeping_twice_changes_nothing(items: list[Kept]) -> None:
    with Store() as store:
        fill(store, items)
        once = contents(store)
        fill(store, items)
        for report, _ in items:
            store.receive(report)
        assert contents(store) == once


def claim_in(report: Report, **fields: object) -> Claim:
    from sayso.records import Firmness, Voice

    claim = Claim(
        report=report.id, content=(Span(0, 4),), source=(), cue=(), quote="direct", voice=Voice(),
        said=None, about=None, firmness=Firmness(), figures=(), places=(), nested_in=None,
        confidence=0.5, made_by="v1",
    )  # fmt: skip
    return replace(claim, **fields)  # type: ignore[arg-type]


def test_half_a_report_is_never_kept() -> None:
    report = report_of("Some text")
    twice = claim_in(report)
    with Store() as store:
        with pytest.raises(Exception, match="UNIQUE"):
            store.add(report, (twice, twice), "v1")
        assert contents(store) == ([], [])


def test_same_bytes_from_the_same_path_with_other_metadata_replace_the_earlier_report() -> None:
    first = report_of("Some text", path="a.txt")
    corrected = replace(first, outlet="The Lamp", published="2031-03-04")
    with Store() as store:
        store.add(first, (claim_in(first),), "v1")
        store.add(corrected, (claim_in(corrected),), "v1")
        assert [r.outlet for r in store.reports()] == ["The Lamp"]
        assert len(list(store.claims())) == 1
        assert verify(store).problems == ()


def test_the_same_text_in_two_outlets_is_two_reports() -> None:
    with Store() as store:
        for outlet in ("The Lamp", "The Tide"):
            report = report_of("Some text", outlet=outlet, path=f"{outlet}.txt")
            store.add(report, (), "v1")
        assert len(list(store.reports())) == 2


def test_of_two_receptions_the_path_that_sorts_first_is_shown() -> None:
    one, other = (report_of("Some text", path=path) for path in ("b.txt", "a.txt"))
    with Store() as store:
        store.add(one, (), "v1")
        store.receive(other)
        assert [r.path for r in store.reports()] == ["a.txt"]


def test_a_new_version_replaces_its_predecessors_claims() -> None:
    report = report_of("Some text")
    with Store() as store:
        store.add(report, (claim_in(report),), "v1")
        assert store.has(report, "v1")
        assert not store.has(report, "v2")
        store.add(report, (claim_in(report, content=(Span(5, 9),)),), "v2")
        assert [c.content for c in store.claims()] == [(Span(5, 9),)]
        assert not list(store.claims(Query(text="Some")))


def test_a_failure_is_kept_until_the_input_is_read() -> None:
    with Store() as store:
        store.fail("a.txt", "It is empty.")
        assert store.failures() == [("a.txt", "It is empty.")]
        store.add(report_of("Some text", path="a.txt"), (), "v1")
        assert store.failures() == []


def test_decisions_are_numbered_and_survive_a_new_reading() -> None:
    report = report_of("Some text")
    with Store() as store:
        store.add(report, (), "v1")
        made = store.decide(
            Decision(verb="same", subjects=("a", "b"), value=None, by="me", at="2031-01-01")
        )
        store.add(report, (), "v2")
        assert store.decisions() == [made]
        assert made.number == 1


def test_what_came_or_went_is_noted_until_it_is_linked() -> None:
    report, other = report_of("Some text"), report_of("Other text")
    claim = claim_in(report)
    proposition = Proposition(claims=(claim.id,), origins=Range(1, 1), texts=Range(1, 1))
    link = Link(a="x", b="y", kind="copy", score=1.0, of="reports")
    with Store() as store:
        store.add(report, (claim,), "v1")
        store.add(other, (), "v1")
        assert store.touched() == sorted((report.id, other.id))
        with store.linking() as index:
            index.replace_all((proposition,), (link,))
            store.linked(7, ())
        assert not store.stale
        assert store.linked_by(7)
        assert store.propositions() == [proposition]
        assert store.links() == [link]
        assert store.proposition_of() == {claim.id: proposition.id}
        store.add(report, (claim,), "v2")
        assert store.touched() == [report.id]


def test_linking_that_breaks_off_leaves_nothing_behind() -> None:
    report = report_of("Some text")
    with Store() as store:
        store.add(report, (claim_in(report),), "v1")

        def broken_off() -> None:
            with store.linking() as index:
                index.replace_all((), (Link(a="x", b="y", kind="same", score=1.0),))
                store.linked(7, ())
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            broken_off()
        assert store.stale
        assert store.links() == []
        assert not store.linked_by(7)


@given(st.text())
def test_no_words_of_a_user_break_a_search(words: str) -> None:
    with Store() as store:
        try:
            list(store.claims(Query(text=words, by=words, outlet=words)))
            store.search_reports(words)
            store.find(words)
        except (SaysoError, UnicodeEncodeError):  # lone surrogates are no text
            assert any(0xD800 <= ord(c) < 0xE000 for c in words)


@pytest.mark.parametrize("words", ["95.1%", "Ministère", "ministere", '"per cent of"', "MINISTERE"])
def test_search_finds_words_as_people_type_them(words: str) -> None:
    report = report_of("The Ministère counted 95.1% per cent of them.")
    with Store() as store:
        store.add(report, (claim_in(report, content=(Span(0, len(report.text)),)),), "v1")
        assert len(list(store.claims(Query(text=words)))) == 1
        assert store.search_reports(words) == [report.id]
