"""The gazetteer: what its tables promise."""

from __future__ import annotations

import pytest

from sayso.ground.gazetteer import adjective, country, entries, is_known, short_form
from sayso.ground.gazetteer.fold import fold


@pytest.mark.parametrize(
    ("name", "first", "code"),
    [
        ("Ukraine", "country", "UA"),
        ("USA", "country", "US"),
        ("Tijuana", "city", "MX"),
        ("Ohio", "region", "US"),
        ("Red Sea", "water", ""),
        ("Africa", "continent", ""),
    ],
)
def test_the_first_entry_of_a_name(name: str, first: str, code: str) -> None:
    entry = entries(name)[0]
    assert (entry.kind, entry.country) == (first, code)


def test_a_name_has_all_its_places() -> None:
    codes = {(e.country, e.region) for e in entries("Paris")}
    assert ("US", "Texas") in codes
    assert any(code == "FR" for code, _ in codes)


def test_spelling_does_not_matter() -> None:
    assert entries("Sao Paulo")[0] == entries("São Paulo")[0] == entries("SÃO PAULO")[0]
    assert fold("Saint-Étienne") == fold("saint etienne")


def test_points_lie_on_the_earth() -> None:
    for name in ("Suva", "Fiji", "Alaska", "Pacific", "Chukotka", "Springfield", "Georgia"):
        assert all(-90 <= e.lat <= 90 and -180 <= e.lon <= 180 for e in entries(name))


def test_every_state_has_its_postal_code() -> None:
    codes = ["AL", "AK", "CA", "DE", "GA", "HI", "IA", "ME", "NJ", "NY", "TX", "VT", "WV", "WY"]
    found = [short_form(code) for code in codes]
    assert all(e is not None and e.country == "US" and e.kind == "region" for e in found)


def test_adjectives_and_codes() -> None:
    french, france = adjective("French"), country("FR")
    assert french == france
    assert adjective("french") is None
    assert not is_known("Zzyrkoven")
    assert entries("Zzyrkoven") == ()
