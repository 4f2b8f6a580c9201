"""The Python API: open a ledger, read reports into it, ask it.

import sayso
with sayso.open("story.db") as ledger:
    ledger.read("reports/")
    for claim in ledger.claims(by="Dana"):
        print(claim["speaker"]["name"], claim["content"]["text"])
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sayso import pipeline
from sayso.collect import Metadata
from sayso.deciding import Deciding
from sayso.errors import UsageError
from sayso.ground.who import columns
from sayso.keep import Entry, Query, Store, Verdict, verify
from sayso.link import family_of
from sayso.link.history import histories, travels
from sayso.pipeline import Step
from sayso.settings import DEFAULT, Row, Settings
from sayso.shards import load
from sayso.show import export, history, sources, views
from sayso.show.pictures import picture
from sayso.show.record import Json
from sayso.show.springs import springs
from sayso.show.versions import of_one_document, versions

if TYPE_CHECKING:
    import pandas
    import polars

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a read did: how many reports were new, known before, and which inputs failed."""

    new: int
    known: int
    claims: int
    failures: tuple[tuple[str, str], ...]


class Records(list[Json]):
    """Claim records; a list that can also become a data frame."""

    def to_pandas(self) -> pandas.DataFrame:
        """One row for each claim, nested keys as dotted columns (needs pandas)."""
        import pandas

        return pandas.DataFrame([export.flatten(record) for record in self])

    def to_polars(self) -> polars.DataFrame:
        """One row for each claim, nested keys as dotted columns (needs polars)."""
        import polars

        return polars.DataFrame(
            [export.flatten(record) for record in self], infer_schema_length=None
        )


def _of_its_day(method: F) -> F:
    """A question that ``as_of`` puts to the ledger of that day."""

    @wraps(method)
    def asked(self: Ledger, *args: Any, as_of: str | None = None, **query: Any) -> Any:
        return method(self if as_of is None else self.as_of(as_of), *args, **query)

    return asked  # type: ignore[return-value]


class Ledger(Deciding):
    """An open ledger. Use it in a ``with`` block, or call `close`."""

    def __init__(
        self, path: str = "sayso.db", settings: Settings = DEFAULT, *, create: bool = True
    ) -> None:
        """Open ``path``, or make it.

        Raises:
            LedgerError: it cannot be used; the message says why and what to do.
        """
        self.settings = settings
        self.store = Store(path, create=create)
        self._past: tuple[tuple[str, int], Ledger] | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        if self._past:
            self._past[1].close()
        self.store.close()

    def as_of(self, day: str) -> Ledger:
        """The ledger as it would have been at the end of a day ("2031-03-14"), to ask and not to
        change: only what had been published and said by then, with the sources, propositions and
        links that follow from it. It is kept in memory while this ledger is open and unchanged.
        """
        key = (day, self.store.changes())
        if self._past is None or self._past[0] != key:
            if self._past:
                self._past[1].close()
            then = Ledger(":memory:", self.settings)
            pipeline.past(self.store, day, then.store)
            self._past = (key, then)
        return self._past[1]

    def steps(
        self, inputs: Iterable[str], *, link: bool = True, **metadata: Any
    ) -> Generator[Step, None, None]:
        """Read files, folders or "-", one `Step` for each input as it is done; then `link`."""
        settings = replace(self.settings, tables=(*self.rows(), *self.settings.tables))
        yield from pipeline.read(tuple(inputs), self.store, Metadata(**metadata), settings)
        if link:
            self.link()

    def rows(self) -> tuple[Row, ...]:
        """The rows that this ledger adds to the tables by which sources are known."""
        return self.store.rows.all()

    def add_row(self, table: str, *cells: str) -> Row:
        """Add a row to a table: ``add_row("bodies", "Harbour Safety Board", "HSB")``.

        Empty cells get their usual values; the row is given back as it is kept.

        Reports that are read again after this are read by it.

        Raises:
            UsageError: there is no such table, or a cell is missing or has no such value.
        """
        made = columns.row(table, cells)
        self.store.rows.add(made)
        return made

    def load_rows(self, folder: str) -> int:
        """Add the rows of a folder of tables (``bodies.tsv``, ...); how many there were.

        Raises:
            UsageError: it is no such folder, or a row is malformed; nothing is added then.
        """
        made = list(columns.folder(Path(folder)))
        for row in made:
            self.store.rows.add(row)
        return len(made)

    def remove_row(self, table: str, name: str) -> None:
        """Remove a row that was added, by its table and first cell.

        Raises:
            UsageError: there is none.
        """
        if not self.store.rows.remove(table, name):
            raise UsageError(f"No row {name!r} was added to {table!r}.")

    def load(self, shards: Iterable[str], *, link: bool = True) -> Generator[Step, None, None]:
        """Import shards that other machines read, one `Step` for each report; then `link`."""
        yield from load(shards, self.store)
        if link:
            self.link()

    def read(self, *inputs: str, **metadata: Any) -> Outcome:
        """Read files and folders; ``published``, ``outlet``, ``title``, ``url`` where not in them.

        Inputs that cannot be read are named in the outcome and kept in the ledger with the reason;
        they never stop the others. Reading a report twice changes nothing.
        """
        steps = list(self.steps([str(item) for item in inputs], **metadata))
        return Outcome(
            new=sum(step.is_new for step in steps),
            known=sum(step.known for step in steps),
            claims=sum(step.claims for step in steps),
            failures=tuple((step.path, step.failure) for step in steps if step.failure),
        )

    @_of_its_day
    def found(self, **query: Any) -> views.Found:
        """The claims of a query, for the views."""
        self.link()
        return views.found(self.store, Query(**query))

    @_of_its_day
    def claims(self, **query: Any) -> Records:
        """Claim records. The query's fields are those of `sayso.keep.Query`: by, text, act, ..."""
        self.link()
        return Records(export.rows(self.store, "claims", Query(**query)))

    @_of_its_day
    def who(self, **query: Any) -> list[Json]:
        """Sources, the most heard first."""
        return sources.listing(self.found(**query))

    def card(self, name: str, *, as_of: str | None = None, **query: Any) -> Json:
        """One source (id or name): roles, figures of what it said, who repeated or denied it.

        ``as_of`` shows what had been said by then; an id of today still means the source of its
        name.

        Raises:
            UsageError: the name means no source, or several.
        """
        if as_of is not None:
            then = self.as_of(as_of)
            return then.card(name if then.sources_named(name) else self.source(name).name, **query)
        record = self.source(name)
        return sources.card(
            record,
            self.found(**query),
            self.store.propositions(),
            self.store.links(),
            self.store.who.named_in(record.id),
        )

    @_of_its_day
    def timeline(self, **query: Any) -> list[Json]:
        """Claims in the order in which they were said."""
        return views.timeline(self.found(**query))

    @_of_its_day
    def figures(self, **query: Any) -> list[Json]:
        """Figures by what is counted and where, in order of time, one row for each."""
        return views.figures(self.found(**query))

    @_of_its_day
    def histories(self, **query: Any) -> list[Json]:
        """Figures as series of one thing counted again, each change with its kind.

        The query chooses which series are shown, not what they are compared with: a series that
        holds one of the claims is given whole, as of the day asked for.
        """
        whole, shown = self._whole(query)
        return history.series_rows(histories(whole.claims, whole.reports), whole, shown=shown)

    @_of_its_day
    def travels(self, **query: Any) -> list[Json]:
        """Propositions that several reports carry, with what wording and firmness lost on the way.

        The query chooses which are shown, as in `histories`.
        """
        whole, shown = self._whole(query)
        told = travels(self.store.propositions(), whole.claims, whole.reports)
        return history.travel_rows(told, whole, shown=shown)

    def _whole(self, query: dict[str, Any]) -> tuple[views.Found, frozenset[str] | None]:
        """All claims, and which of them the query chooses (None for all)."""
        whole = self.found()
        if not query:
            return whole, None
        return whole, frozenset(claim.id for claim in self.found(**query).claims)

    @_of_its_day
    def origins(self, **query: Any) -> list[Json]:
        """What is said in more than one claim, and on whose word it finally rests.

        ``limit`` and ``offset`` choose a page of what is repeated, the most repeated first.
        """
        self.link()
        asked, whole = _paged(query)
        edited = of_one_document(self.store)
        said = self.store.repeated(asked, edited)
        ids = [claim for proposition in said for claim in proposition.claims]
        return views.origins(said, views.found_of(self.store, ids, whole), edited)

    def springs(self, claims: Iterable[str]) -> list[Json]:
        """Claims that say one thing as a tree, from whose word it is down to the reprints.

        Takes the claim ids of a proposition, as `origins` gives them under "claims".
        """
        self.link()
        found = views.found_of(self.store, list(claims), Query())
        reports = {claim.report for claim in found.claims}
        copies = [x for x in self.store.links() if x.of == "reports" and {x.a, x.b} <= reports]
        return springs(found.claims, found, copies, family_of(self.store.index, reports))

    @_of_its_day
    def conflicts(self, **query: Any) -> list[Json]:
        """Pairs of claims that do not agree; ``limit`` and ``offset`` choose a page of pairs."""
        self.link()
        asked, whole = _paged(query)
        links = self.store.against(asked)
        ids = {claim for link in links for claim in (link.a, link.b)}
        return views.conflicts(links, views.found_of(self.store, ids, whole))

    def picture(self, what: str, rows: list[Json], *, as_of: str | None = None) -> Json:
        """A Vega-Lite specification of rows that `origins`, `conflicts`, `histories`, `timeline`
        or `who` gave; `sayso.show.pictures.write` draws it.

        Raises:
            UsageError: ``what`` is none of "origins", "conflicts", "figures", "timeline", "who".
        """
        then = self if as_of is None else self.as_of(as_of)
        return picture(what, rows, then.claims(), then.links() if what == "origins" else ())

    def links(self) -> list[Json]:
        """Every link between claims, and every copy among reports."""
        self.link()
        return list(export.rows(self.store, "links"))

    def propositions(self) -> list[Json]:
        """Every proposition with its origins."""
        self.link()
        return list(export.rows(self.store, "propositions"))

    @_of_its_day
    def sources(self) -> list[Json]:
        """Every source record with its names, roles over time and mentions (see the export)."""
        self.link()
        return list(export.rows(self.store, "sources"))

    def failures(self) -> list[tuple[str, str]]:
        """What could not be read, and why."""
        return self.store.failures()

    def verify(self, noted: str | None = None) -> Verdict:
        """Re-hash every report, re-slice every span, follow the log from seal to seal.

        ``noted`` is a seal that was written down earlier; the log must still hold it.
        """
        return verify(self.store, noted)

    def custody(self, subject: str | None = None) -> list[Entry]:
        """What came in, was read, failed or was decided; of one report (id) or path if named."""
        report = self.store.find(subject)[:1] if subject else []
        return [
            entry
            for entry in self.store.custody()
            if subject is None or subject == entry.path or entry.report in report
        ]

    def versions(self) -> list[Json]:
        """Documents seen with more than one text: what was edited, and which claims it touched."""
        return versions(self.store)

    def original(self, report: str) -> bytes:
        """The bytes of a report as they were received.

        Raises:
            UsageError: there is no such report, or its bytes were not kept.
        """
        full = self.identify(report)
        for entry in reversed(self.custody(full)):
            if (data := self.store.original(entry.sha256)) is not None:
                return data
        raise UsageError(f"The bytes of {report} were not kept; only their hash was.")

    def link(self) -> None:
        """Bring the links up to date; does nothing where they are."""
        pipeline.relink(self.store, self.settings)

    def identify(self, prefix: str) -> str:
        """The full id that begins with these characters.

        Raises:
            UsageError: none does, or several do.
        """
        ids = self.store.find(prefix.strip())
        if not ids:
            raise UsageError(f"{prefix!r} is not the id of anything in {self.store.path}.")
        if len(ids) > 1:
            raise UsageError(f"{prefix!r} is the beginning of several ids; give more of it.")
        return ids[0]


def _paged(query: dict[str, Any]) -> tuple[Query, Query]:
    """A query, and the same without its page."""
    asked = Query(**query)
    return asked, replace(asked, limit=None, offset=0)


def open(path: str = "sayso.db", settings: Settings = DEFAULT) -> Ledger:
    """Open a ledger, or make it: ``with sayso.open("story.db") as ledger: ...``."""
    return Ledger(path, settings)
