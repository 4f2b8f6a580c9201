from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.link.families import Family
from sayso.records import Claim, Link, Source
from sayso.show.demo import REPORTS
from sayso.show.record import Json
from sayso.show.springs import drawn, springs
from sayso.show.views import Found
from tests.link.ledgers import claim, report, source


def test_the_demo_s_echo_is_a_tree(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = str(tmp_path / "l.db")
    with Ledger(path) as ledger:
        ledger.read(str(REPORTS))
        rows = ledger.origins()
        wire = next(r for r in rows if "greasing axles" in r["text"])
        (spring,) = ledger.springs(wire["claims"])
        assert spring["origin"] == "Pavel Immer"
        (text,) = spring["texts"]
        assert text["outlet"] == "Northern Wire"
        (reprint,) = text["reprints"]
        assert reprint["outlet"] == "Coast Evening Post"
        assert "8-word sequences" in reprint["why"][0]
        for row in rows:  # every claim once, told or named as said again
            tree = ledger.springs(row["claims"])
            assert len(tree) == row["origins"]["high"], row["id"]
            texts = [text for spring in tree for text in spring["texts"]]
            assert sorted(held(texts)) == sorted(row["claims"])
            lines = "\n".join(drawn(tree))
            assert all(claim[:8] in lines for claim in row["claims"])
    shown = CliRunner().invoke(main, ["origins", wire["id"], "--why", "--ledger", path])
    assert shown.exit_code == 0
    assert "└ Northern Wire" in shown.output
    assert "    └ Coast Evening Post" in shown.output


def held(nodes: list[Json]) -> Iterator[str]:
    for node in nodes:
        yield from (node["id"], *node["again"])
        yield from held(node["reprints"])


FINCH, ORME = source("Dora Finch"), source("Nadia Orme")
DRIVER = source("a driver", "anonymous")
SOURCES = [FINCH, ORME, DRIVER, replace(FINCH, id="another Dora Finch"), None]


def tree_of(told: list[tuple[int, Source | None]]) -> tuple[list[Claim], list[Json]]:
    """Claims by the number of their report, the second of which is a reprint of the first."""
    texts = [report("The bridge was shut. " * 9 + str(n), f"Post {n}") for n in range(3)]
    claims = [
        claim(texts[n], place, place + 9, *([who] if who else []))
        for place, (n, who) in enumerate(told)
    ]
    held = Found(tuple(claims), {text.id: text for text in texts}, {})
    copy = Link(a=texts[0].id, b=texts[1].id, kind="copy", score=1.0, of="reports")
    both = frozenset((copy.a, copy.b))
    near = {text.id: both if text.id in both else frozenset([text.id]) for text in texts}
    family = Family(near, near, {text.id: text.outlet for text in texts})
    return claims, springs(claims, held, [copy], family)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(SOURCES)), max_size=12))
def test_every_claim_stands_once(told: list[tuple[int, Source | None]]) -> None:
    claims, tree = tree_of(told)
    texts = [text for spring in tree for text in spring["texts"]]
    assert sorted(held(texts)) == sorted(c.id for c in claims)


def test_each_source_of_a_report_has_its_spring() -> None:
    _, tree = tree_of([(0, FINCH), (0, ORME), (0, DRIVER), (0, FINCH)])
    assert {spring["origin"] for spring in tree} == {"Dora Finch", "Nadia Orme", "a driver"}
    assert sum(len(text["again"]) for spring in tree for text in spring["texts"]) == 1


def test_two_records_of_one_name_are_two_springs() -> None:
    _, tree = tree_of([(0, FINCH), (2, SOURCES[3])])
    assert [spring["origin"] for spring in tree] == ["Dora Finch", "Dora Finch"]
