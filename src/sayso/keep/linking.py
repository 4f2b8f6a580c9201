"""The tables of linking (see ``schema``), read and written inside one change of the ledger.

What the rows mean is the linking room's business (see `sayso.index`). Lists of numbers travel as
one JSON value, so that a question is one statement however long the list.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sayso.index import Kept, Met, Overlap, Posting, Text
from sayso.records import Link, Proposition, Report

__all__ = ["Linking"]

MANY = "(SELECT value FROM json_each(?))"
PAIRS = "(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?))"
TABLES = (
    "linked_claim", "posting", "met", "tie", "linked_report", "passages", "passage", "overlap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linking:
    """`sayso.index.Index` over an open transaction."""

    sql: sqlite3.Connection

    def clear(self) -> None:
        """Forget everything but propositions and links."""
        for table in TABLES:
            self.sql.execute(f"DELETE FROM {table}")

    # Who is in which bucket

    def first(self, bucket: int, count: int) -> list[Posting]:
        """The first so many of a bucket."""
        return self._postings("bucket = ? ORDER BY moment, claim LIMIT ?", bucket, count)

    def before(self, posting: Posting, count: int) -> list[Posting]:
        """The so many before a place in its bucket, the nearest first."""
        there = "bucket = ? AND (moment, claim) < (?, ?)"
        return self._postings(f"{there} ORDER BY moment DESC, claim DESC LIMIT ?", *posting, count)

    def after(self, posting: Posting, count: int) -> list[Posting]:
        """The so many after a place in its bucket."""
        there = "bucket = ? AND (moment, claim) > (?, ?)"
        return self._postings(f"{there} ORDER BY moment, claim LIMIT ?", *posting, count)

    def _postings(self, where: str, *values: int) -> list[Posting]:
        rows = self.sql.execute(f"SELECT bucket, moment, claim FROM posting WHERE {where}", values)
        return list(map(Posting._make, rows))

    def post(self, postings: Iterable[Posting]) -> None:
        """Put claims into buckets."""
        self.sql.executemany("INSERT INTO posting VALUES (?, ?, ?)", postings)

    def unpost(self, postings: Iterable[Posting]) -> None:
        """Take claims out of buckets."""
        self.sql.executemany(
            "DELETE FROM posting WHERE bucket = ? AND moment = ? AND claim = ?", postings
        )

    # Claims as they are compared

    def claims(self, numbers: Iterable[int]) -> list[Kept]:
        """The claims of these numbers that there are."""
        rows = self._many(f"SELECT * FROM linked_claim WHERE number IN {MANY}", numbers)
        return list(map(Kept._make, rows))

    def claims_in(self, reports: Iterable[int]) -> list[Kept]:
        """The claims of these reports."""
        rows = self._many(f"SELECT * FROM linked_claim WHERE report IN {MANY}", reports)
        return list(map(Kept._make, rows))

    def claims_until(self, moment: int) -> list[Kept]:
        """The claims of up to this moment."""
        rows = self.sql.execute("SELECT * FROM linked_claim WHERE moment <= ?", (moment,))
        return list(map(Kept._make, rows))

    def reports_after(self, moment: int) -> set[int]:
        """The reports with claims of after this moment."""
        found = "SELECT DISTINCT report FROM linked_claim WHERE moment > ?"
        return {report for (report,) in self.sql.execute(found, (moment,))}

    def keep_claims(self, claims: Iterable[Kept]) -> None:
        """Add claims."""
        self.sql.executemany("INSERT INTO linked_claim VALUES (?, ?, ?, ?, ?, ?)", claims)

    def drop_claims(self, numbers: Iterable[int]) -> None:
        """Take claims away."""
        self.sql.executemany(
            "DELETE FROM linked_claim WHERE number = ?", [(number,) for number in numbers]
        )

    # Judgements

    def met(self, numbers: Iterable[int], same: bool = False) -> list[Met]:
        """The judgements with one of these claims in them; all, or those of `same` only."""
        listed = _listed(numbers)
        only = " AND same" if same else ""
        rows = self.sql.execute(
            f"SELECT * FROM met WHERE a IN {MANY}{only}"
            f" UNION ALL SELECT * FROM met WHERE b IN {MANY}{only}",
            (listed, listed),
        )
        return list(map(Met._make, rows))

    def all_met(self) -> Iterator[Met]:
        """Every judgement."""
        return map(Met._make, self.sql.execute("SELECT * FROM met"))

    def met_pairs(self, pairs: Iterable[tuple[int, int]]) -> list[Met]:
        """The judgements on these pairs that there are."""
        rows = self._many(
            f"SELECT met.* FROM {PAIRS} p JOIN met ON met.a = p.a AND met.b = p.b", pairs
        )
        return list(map(Met._make, rows))

    def keep_met(self, rows: Iterable[Met]) -> None:
        """Add or replace judgements."""
        self.sql.executemany("INSERT OR REPLACE INTO met VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_met(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take judgements away."""
        self.sql.executemany("DELETE FROM met WHERE a = ? AND b = ?", pairs)

    def tied(self, ties: Iterable[int]) -> list[tuple[int, int]]:
        """The clashing pairs that are folded by one of these ties."""
        return list(self._many(f"SELECT DISTINCT a, b FROM tie WHERE tie IN {MANY}", ties))

    def ties(self, pairs: Iterable[tuple[int, int]]) -> list[int]:
        """What these pairs are folded by."""
        rows = self._many(
            f"SELECT DISTINCT tie FROM {PAIRS} p JOIN tie ON tie.a = p.a AND tie.b = p.b", pairs
        )
        return [tie for (tie,) in rows]

    def tie(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add (tie, a, b)."""
        self.sql.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", rows)

    def untie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take the ties of these pairs away."""
        self.sql.executemany("DELETE FROM tie WHERE a = ? AND b = ?", pairs)

    # Reports as they are compared

    def texts(self, numbers: Iterable[int]) -> list[Text]:
        """The reports of these numbers that there are."""
        rows = self._many(f"SELECT * FROM linked_report WHERE number IN {MANY}", numbers)
        return list(map(Text._make, rows))

    def keep_texts(self, texts: Iterable[Text]) -> None:
        """Add or replace reports."""
        self.sql.executemany(
            "INSERT OR REPLACE INTO linked_report VALUES (?, ?, ?, ?, ?, ?)", texts
        )

    def sequences(self, number: int) -> bytes:
        """The word sequences of a report, as they were kept."""
        row = self.sql.execute("SELECT sequences FROM passages WHERE number = ?", (number,))
        return next((bytes(found) for (found,) in row), b"")

    def keep_sequences(self, number: int, sequences: bytes) -> None:
        """Keep the word sequences of a report (64 bits each) beside it."""
        self.sql.execute("INSERT OR REPLACE INTO passages VALUES (?, ?)", (number, sequences))

    def drop_texts(self, numbers: Iterable[int]) -> None:
        """Take reports away."""
        for number in numbers:
            self.sql.execute("DELETE FROM linked_report WHERE number = ?", (number,))
            self.sql.execute("DELETE FROM passages WHERE number = ?", (number,))

    def outlets(self) -> dict[str, int]:
        """How many reports each outlet has."""
        return dict(
            self.sql.execute(
                "SELECT outlet, count(*) FROM linked_report WHERE outlet <> '' GROUP BY outlet"
            )
        )

    def report(self, number: int) -> Report | None:
        """A report of the ledger."""
        rows = self.sql.execute(
            "SELECT r.record FROM linked_report l JOIN report r ON r.id = l.id WHERE l.number = ?",
            (number,),
        )
        return next((msgspec.json.decode(record, type=Report) for (record,) in rows), None)

    def naming(self, words: str) -> list[int]:
        """The reports in whose text or metadata these characters stand."""
        written = msgspec.json.encode(words).decode()[1:-1]
        rows = self.sql.execute(
            "SELECT l.number FROM report r JOIN linked_report l ON l.id = r.id"
            " WHERE instr(r.record, ?)",
            (written,),
        )
        return [number for (number,) in rows]

    def owners(self, sequences: Sequence[int]) -> dict[int, list[int]]:
        """Which reports have each of these word sequences, in order; none for most."""
        found: dict[int, list[int]] = defaultdict(list)
        for sequence, report in self._many(
            f"SELECT sequence, report FROM passage WHERE sequence IN {MANY}"
            " ORDER BY sequence, report",
            sequences,
        ):
            found[sequence].append(report)
        return found

    def own(self, rows: Iterable[tuple[int, int]]) -> None:
        """Add (word sequence, report)."""
        self.sql.executemany("INSERT INTO passage VALUES (?, ?)", rows)

    def disown(self, report: int, sequences: Sequence[int]) -> None:
        """Take a report's word sequences away."""
        self.sql.executemany(
            "DELETE FROM passage WHERE sequence = ? AND report = ?",
            [(sequence, report) for sequence in sequences],
        )

    def overlaps(self, reports: Iterable[int]) -> list[Overlap]:
        """What these reports share with any other."""
        listed = _listed(reports)
        rows = self.sql.execute(
            f"SELECT * FROM overlap WHERE a IN {MANY}"
            f" UNION ALL SELECT * FROM overlap WHERE b IN {MANY}",
            (listed, listed),
        )
        return list(map(Overlap._make, rows))

    def keep_overlaps(self, rows: Iterable[Overlap]) -> None:
        """Add or replace overlaps; one of no sequences goes."""
        for row in rows:
            if row.shared > 0:
                self.sql.execute("INSERT OR REPLACE INTO overlap VALUES (?, ?, ?, ?, ?)", row)
            else:
                self.sql.execute("DELETE FROM overlap WHERE a = ? AND b = ?", row[:2])

    def drop_overlaps(self, reports: Iterable[int]) -> None:
        """Take all overlaps of these reports away."""
        pairs = [(row.a, row.b) for row in self.overlaps(reports)]
        self.sql.executemany("DELETE FROM overlap WHERE a = ? AND b = ?", pairs)

    # What follows

    def replace_all(self, propositions: Sequence[Proposition], links: Sequence[Link]) -> None:
        """Make these all the propositions and links; what is the same stays as it is."""
        known = dict(self.sql.execute("SELECT id, record FROM proposition"))
        self._drop_propositions(known.keys() - {p.id for p in propositions})
        self._write(propositions, known, dict(self.sql.execute("SELECT * FROM member")))
        had = dict(self.sql.execute("SELECT id, record FROM link"))
        new = {link.id: (_json(link), link) for link in links}
        self.sql.executemany(
            "DELETE FROM link WHERE id = ?", [(i,) for i in had.keys() - new.keys()]
        )
        self._link(link for id_, (record, link) in new.items() if had.get(id_) != record)

    def replace_propositions(
        self, claims: Collection[int], propositions: Sequence[Proposition]
    ) -> None:
        """Put propositions in the place of those that these claims were in."""
        ids = json.dumps([f"{number + 2**63:016x}" for number in claims])
        known = dict(
            self.sql.execute(
                "SELECT DISTINCT p.id, p.record FROM member m JOIN proposition p"
                f" ON p.id = m.proposition WHERE m.claim IN {MANY}",
                (ids,),
            )
        )
        self._drop_propositions(known.keys() - {p.id for p in propositions})
        self._write(propositions, known, {})

    def drop_orphans(self) -> None:
        """Take away propositions none of whose claims is in the ledger any more."""
        self.sql.execute(
            "DELETE FROM proposition WHERE NOT EXISTS"
            " (SELECT 1 FROM member WHERE proposition = proposition.id)"
        )

    def _drop_propositions(self, ids: Iterable[str]) -> None:
        self.sql.executemany("DELETE FROM proposition WHERE id = ?", [(id_,) for id_ in ids])

    def _write(
        self, made: Iterable[Proposition], known: Mapping[str, str], member: Mapping[str, str]
    ) -> None:
        for p in made:
            record = _json(p)
            if known.get(p.id) != record:
                self.sql.execute(
                    "INSERT INTO proposition VALUES (?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET record = excluded.record",
                    (p.id, record),
                )
            self.sql.executemany(
                "INSERT OR REPLACE INTO member VALUES (?, ?)",
                [(claim, p.id) for claim in p.claims if member.get(claim) != p.id],
            )

    def replace_links(self, old: Iterable[Link], new: Iterable[Link]) -> None:
        """Put links in the place of others."""
        had = {link.id: link for link in old}
        made = {link.id: link for link in new}
        gone = [(id_,) for id_ in had.keys() - made.keys()]
        self.sql.executemany("DELETE FROM link WHERE id = ?", gone)
        self._link(link for id_, link in made.items() if had.get(id_) != link)

    def links_with(self, ids: Iterable[str], kinds: Sequence[str]) -> list[Link]:
        """The links of these kinds (of all if none is named) with one of these claims."""
        listed = _listed(ids)
        rows = self.sql.execute(
            f"SELECT record, kind FROM link WHERE a IN {MANY}"
            f" UNION ALL SELECT record, kind FROM link WHERE b IN {MANY}",
            (listed, listed),
        )
        return [
            msgspec.json.decode(record, type=Link)
            for record, kind in rows
            if not kinds or kind in kinds
        ]

    def _link(self, links: Iterable[Link]) -> None:
        self.sql.executemany(
            "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)",
            ((link.id, link.a, link.b, link.kind, _json(link)) for link in links),
        )

    def _many(self, statement: str, values: Iterable[object]) -> Iterator[tuple]:  # type: ignore[type-arg]
        return self.sql.execute(statement, (_listed(values),))


def _listed(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()
