"""What people see: marks, colours, amounts; and nothing of a report steers the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from rich.console import Console

from sayso.records import Claim, Figure, Report
from sayso.show import terminal
from sayso.show.record import claim_record
from sayso.show.views import amount
from sayso.show.words import one_line, shorten
from tests.strategies import kept, texts

AMOUNTS = [
    (2000, 2000, None, "exact", "2,000"),
    (2000, 2000, None, "approximate", "about 2,000"),
    (16, None, None, "at least", "at least 16"),
    (None, 40, None, "at most", "at most 40"),
    (2000, 9999, None, "approximate", "about 2,000 to 9,999"),
    (1, 1, "percent", "only", "only 1%"),
    (2.5, 2.5, "USD", "exact", "2.5 USD"),
]


@pytest.mark.parametrize(("low", "high", "unit", "modifier", "words"), AMOUNTS)
def test_amounts(
    low: float | None, high: float | None, unit: str | None, modifier: str, words: str
) -> None:
    figure = Figure(low=low, high=high, unit=unit, modifier=modifier, of=None, place=None)  # type: ignore[arg-type]
    assert amount(figure) == words


def screen() -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, force_terminal=True, color_system=None, width=100), out


@given(kept())
def test_every_claim_can_be_shown_and_nothing_in_it_steers_the_terminal(
    item: tuple[Report, tuple[Claim, ...]],
) -> None:
    report, claims = item
    for claim in claims:
        console, out = screen()
        record = claim_record(claim, report, None)
        terminal.print_claim(console, claim, record, report, why=True)
        terminal.print_table(console, ("", "a", "b", "c", "d", "e"), terminal.claim_rows([record]))
        assert all(c.isprintable() or c in "\n\t" for c in out.getvalue())


@given(texts)
def test_one_line_is_one_line(words: str) -> None:
    assert len(one_line(words).splitlines()) <= 1
    assert len(shorten(words, 20)) <= 20


def test_a_line_break_of_any_system_is_white_space() -> None:
    assert one_line("one,\r\ntwo,\rthree") == "one, two, three"


def test_the_colour_of_a_source_never_changes() -> None:
    assert terminal.colour("3f2a") == terminal.colour("3f2a")
    assert terminal.colour(None) == "white"
