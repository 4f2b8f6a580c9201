"""What a person says of single claims: laid over them everywhere, undone, and kept when a report
is read again, corrected or edited.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.cli import main
from sayso.correcting import found_spans
from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.show import export
from sayso.spans import Span
from tests.test_laws import exported

QUAY = (
    "“We counted 40 boats,” harbour master Ada Quist said on Friday. He said that the pier was "
    "shut. The pier, he said, has 12 cranes and 7 lamps.\n\n"
    "Two officials denied that 60 boats were sold in Vell.\n"
)
GIVEN = {"published": "2031-03-04", "outlet": "Quay News"}


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    (tmp_path / "quay.txt").write_text(QUAY, "utf-8")
    with Ledger(str(tmp_path / "l.db")) as one:
        one.read(str(tmp_path / "quay.txt"), **GIVEN)
        yield one


def claim(ledger: Ledger, words: str) -> dict[str, Any]:
    [found] = [c for c in ledger.claims() if words in c["content"]["text"]]
    return found


def gaps(ledger: Ledger) -> list[dict[str, Any]]:
    return [g for g in export.rows(ledger.store, "gaps") if g["field"] in ("claim", "decision")]


def test_characters_are_moved_everywhere_and_brought_back(ledger: Ledger) -> None:
    before = exported(ledger)
    id_ = claim(ledger, "cranes")["id"]
    made = ledger.decide("content", id_, value="has  12 cranes", by="me")
    now = claim(ledger, "cranes")
    assert now["id"] == id_
    assert now["content"]["text"] == "has 12 cranes"
    assert [figure["of"] for figure in now["figures"]] == ["cranes"]
    assert now["corrected"][0] == {
        "field": "content", "by": "me", "at": made.at, "decision": made.number,
    }  # fmt: skip
    assert ledger.claims(text="lamps") == []
    assert [c["id"] for c in ledger.claims(text="cranes")] == [id_]
    assert not [row for row in ledger.figures() if row["of"] == "lamps"]
    assert ledger.verify().problems == ()
    ledger.decide("source", id_, value="harbour master Ada Quist", by="me")
    assert claim(ledger, "cranes")["speaker"]["name"] == "Ada Quist"
    ledger.decide("cue", id_, value="", by="me")
    assert claim(ledger, "cranes")["cue"] == {"spans": [], "text": ""}
    for decision in reversed(ledger.decisions()):
        ledger.decide("undo", str(decision.number), by="me")
    assert exported(ledger) == before
    assert ledger.verify().problems == ()


def test_a_checked_claim_says_by_whom_and_what_is_no_claim_is_a_gap(ledger: Ledger) -> None:
    before = exported(ledger)
    right = ledger.decide("right", claim(ledger, "40")["id"], by="Ada")
    assert claim(ledger, "40")["checked"] == {"by": "Ada", "at": right.at, "decision": 1}
    assert claim(ledger, "cranes")["checked"] is None
    struck = claim(ledger, "60")["id"]
    ledger.decide("not-a-claim", struck, by="Ada")
    assert struck not in {c["id"] for c in ledger.claims()}
    [gap] = gaps(ledger)
    assert (gap["subject"], gap["field"]) == (struck, "claim")
    assert "by Ada" in gap["reason"]
    assert ledger.verify().problems == ()
    ledger.decide("right", struck[:8], by="Ada")  # the later word wins
    assert claim(ledger, "60")["checked"]["decision"] == 3
    for number in (3, 2, 1):
        ledger.decide("undo", str(number), by="Ada")
    assert exported(ledger) == before


def test_what_is_said_inside_a_struck_claim_moves_up(tmp_path: Path) -> None:
    text = "Dana Okoro said that the mayor had promised that the quay would open in May.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with Ledger(":memory:") as ledger:
        ledger.read(str(tmp_path / "a.txt"))
        inner = [c for c in ledger.claims() if c["nested_in"]]
        for one in inner:
            ledger.decide("not-a-claim", one["nested_in"], by="me")
        held = {c["id"] for c in ledger.claims()}
        assert all(c["nested_in"] in (None, *held) for c in ledger.claims())
        assert ledger.verify().problems == ()


def test_somebody_else_says_it_there_and_in_alike_cases(ledger: Ledger) -> None:
    before = exported(ledger)
    first = claim(ledger, "pier was shut")
    assert first["speaker"] is None
    made = ledger.decide("speaker", first["id"], value="ada quist", by="me")
    speaker = claim(ledger, "pier was shut")["speaker"]
    assert speaker["id"] == claim(ledger, "40")["speaker"]["id"]
    assert ledger.alike(made.number) == [(claim(ledger, "cranes")["id"],)]
    [more] = ledger.as_decided(made.number, by="me")
    assert more.note == f"as decided for {first['id'][:8]} (decision {made.number})"
    assert claim(ledger, "cranes")["speaker"]["id"] == speaker["id"]
    assert ledger.alike(made.number) == []
    ledger.decide("undo", str(made.number), str(more.number), by="me")
    assert exported(ledger) == before


def test_a_name_that_nobody_has_yet(ledger: Ledger) -> None:
    for words in ("pier was shut", "cranes"):
        ledger.decide("speaker", claim(ledger, words)["id"], value="Oda Varn", by="me")
    assert [row["claims"] for row in ledger.who() if row["name"] == "Oda Varn"] == [2]


def test_a_pronoun_is_alike_in_its_own_report_only(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The ice, he said, will hold until May.\n", "utf-8")
    ledger.read(str(tmp_path / "b.txt"))
    made = ledger.decide("speaker", claim(ledger, "shut")["id"], value="Ada Quist", by="me")
    assert ledger.alike(made.number) == [(claim(ledger, "cranes")["id"],)]


def test_pairs_that_say_the_same_word_for_word_are_alike(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(
            f"Two officials said that 40 boats were sold in Vell. Quay paper {number}.\n", "utf-8"
        )
    (tmp_path / "x.txt").write_text("Sixty boats were sold in Vell, a clerk said.\n", "utf-8")
    with Ledger(":memory:") as ledger:
        ledger.read(str(tmp_path), published="2031-03-04")
        boats = [c["id"] for c in ledger.claims(text="40 boats")]
        [other] = [c["id"] for c in ledger.claims(by="clerk")]
        assert len(boats) == 3
        made = ledger.decide("same", boats[0], other, by="me")
        apart = ledger.decide("undo", str(made.number), by="me")
        assert apart.verb == "undo"
        made = ledger.decide("not-same", boats[0], boats[1], by="me")
        more = ledger.as_decided(made.number, by="me")
        assert {frozenset(d.subjects) for d in more} <= {
            frozenset((a, b)) for a in boats for b in boats
        }
        of = ledger.store.proposition_of()
        assert of.get(boats[0]) != of.get(boats[1])


@settings(max_examples=12, deadline=None)
@given(
    kept=st.booleans(),
    days=st.sampled_from(["Friday", "Monday"]),
    choice=st.sampled_from(["right", "not-a-claim", "content", "speaker", "source"]),
    title=st.sampled_from(["", "Boats", "Boats, corrected"]),
    again=st.booleans(),
)
def test_a_decision_stands_where_the_words_are_the_same_or_says_so(
    tmp_path_factory: pytest.TempPathFactory,
    kept: bool, days: str, choice: str, title: str, again: bool,
) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("edited") / "quay.txt"
    path.write_text(QUAY, "utf-8")
    with Ledger(":memory:") as ledger:
        ledger.read(str(path), **GIVEN)
        value = {"content": "12 cranes", "speaker": "Oda Varn", "source": "Ada Quist"}.get(choice)
        ledger.decide(choice, claim(ledger, "12 cranes")["id"], value=value, by="me")
        if again:
            ledger.read(str(path), **GIVEN)
        if title:  # the same text, its metadata corrected: ids change, the decision stands
            ledger.read(str(path), **GIVEN, title=title)
        done = len(decided(ledger))
        assert done == 1
        edited = QUAY.replace("Friday", days)
        edited = "Corrected on Tuesday.\n\n" + (
            edited if kept else edited.replace("12 cranes", "14 cranes")
        )
        path.write_text(edited, "utf-8")
        ledger.read(str(path), **GIVEN)
        assert len(decided(ledger)) == (2 if kept else 1)
        told = [g for g in gaps(ledger) if g["field"] == "decision"]
        assert len(told) == (0 if kept else 1)
        assert all("newer text" in gap["reason"] for gap in told)
        assert ledger.verify().problems == ()


def decided(ledger: Ledger) -> list[str]:
    marked = [c["id"] for c in ledger.claims() if c["checked"] or c["corrected"]]
    return [*marked, *(g["subject"] for g in gaps(ledger) if g["field"] == "claim")]


def test_a_decision_about_a_text_that_is_gone_waits_and_says_so(ledger: Ledger) -> None:
    ledger.decide("right", claim(ledger, "40")["id"], by="me")
    with Ledger(":memory:") as other:
        for decision in ledger.decisions():
            other.store.decide(decision)
        other.link()
        [gap] = gaps(other)
        assert "waits" in gap["reason"]


def test_the_order_of_reading_and_deciding_makes_no_difference(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.decide("content", claim(ledger, "cranes")["id"], value="12 cranes", by="me")
    ledger.decide("speaker", claim(ledger, "shut")["id"], value="Ada Quist", by="me")
    ledger.decide("not-a-claim", claim(ledger, "60")["id"], by="me")
    with Ledger(":memory:") as other:
        for decision in ledger.decisions():
            other.store.decide(decision)
        other.read(str(tmp_path / "quay.txt"), **GIVEN)
        assert exported(other) == exported(ledger)
        assert exported(other) == exported(ledger)


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        ("content", ""), ("content", "words that are not there"), ("content", "9-3"),
        ("content", "0-99999"), ("source", "5-9,7-12"), ("speaker", " "), ("right", "x"),
        ("same", None), ("unheard-of", None), ("cue", "\0"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_one_sentence(
    ledger: Ledger, verb: str, value: str | None
) -> None:
    with pytest.raises(UsageError):
        ledger.decide(verb, claim(ledger, "40")["id"], value=value, by="me")
    assert ledger.decisions() == []


def test_wrong_ids_are_one_sentence(ledger: Ledger) -> None:
    report = claim(ledger, "40")["document"]["id"]
    calls: list[Callable[[], object]] = [
        lambda: ledger.decide("right", "nothing", by="me"),
        lambda: ledger.decide("right", by="me"),
        lambda: ledger.decide("right", report, by="me"),
        lambda: ledger.decide("same", report, report, by="me"),
        lambda: ledger.decide("undo", "77", by="me"),
        lambda: ledger.alike(77),
        lambda: ledger.as_decided(77, by="me"),
    ]
    for call in calls:
        with pytest.raises(UsageError):
            call()


@given(st.text(max_size=40), st.text(max_size=20))
def test_found_characters_lie_in_the_text(text: str, value: str) -> None:
    try:
        spans = found_spans(text, value, (Span(0, 1),))
    except UsageError:
        return
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


def test_the_command(ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, first = str(tmp_path / "l.db"), claim(ledger, "shut")["id"]

    def run(*words: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(["decide", *words, "--ledger", path])
        assert left.value.code == 0
        return capsys.readouterr().out

    run("content", first, "--words", "the pier was shut")
    run("speaker", first, "--name", "Ada Quist")
    assert "12 cranes" in run("alike", "2", "--json")
    assert "as decided for" in run("as-decided", "2", "--by", "Ada")
    run("undo", "1", "2", "3")
    assert ledger.decisions() == []
