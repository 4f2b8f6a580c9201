from __future__ import annotations

from click.testing import CliRunner

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.show.demo import REPORTS
from sayso.show.springs import drawn


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
        of = {claim.id: claim.report for claim in ledger.store.claims()}
        for row in rows:  # every report once, whatever says it twice
            lines = [x for x in drawn(ledger.springs(row["claims"])) if "└" in x]
            assert len(lines) == len({of[c] for c in row["claims"]})
    shown = CliRunner().invoke(main, ["origins", wire["id"], "--why", "--ledger", path])
    assert shown.exit_code == 0
    assert "└ Northern Wire" in shown.output
    assert "    └ Coast Evening Post" in shown.output
