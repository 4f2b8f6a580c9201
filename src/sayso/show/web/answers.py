"""What each address under /api answers: plain records, from plain questions.

Each takes the ledger, the request and its body, and raises `UsageError` with one sentence for a
question that makes no sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import PurePosixPath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, cast, get_args
from weakref import WeakKeyDictionary

import msgspec
from starlette.requests import Request

from sayso.errors import UsageError
from sayso.keep import Query, part, speakers, whole
from sayso.keep.parts import Only
from sayso.records import Decision
from sayso.show.page import as_slice, listed
from sayso.show.page.slice import replayed_day, series, series_of_part
from sayso.show.record import Json
from sayso.show.web.jobs import Jobs

if TYPE_CHECKING:
    from sayso.ledger import Ledger

WHOLE = 4_000
"""Claims; a ledger up to here goes to the page whole, and every filter is instant there."""

MOST = 1_000
"""Claims of a larger ledger that are shown at a time."""

WORDS = ("by", "outlet", "text", "act", "certainty", "polarity", "stage", "quote")
DAYS = ("as_of", "since", "until")
LONGEST = 300
SUGGESTED = 200
MOST_IDS = 200
"""Claims that are asked for by name: those of a brief."""
MOST_SUBJECTS = 300
"""Subjects of a decision; undoing what was decided of alike cases names each."""
LARGE = 256 * 1024
"""Bytes; a file from here on, and an address, is read by a process of its own."""


class Judged(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a decision."""

    verb: str
    subjects: list[str]
    value: str = ""
    note: str = ""
    by: str = "page"


def slice_(ledger: Ledger, request: Request, _: bytes) -> Json:
    """The slice of the ledger that the filters ask for."""
    asked = request.query_params
    chosen: dict[str, str] = {name: words(asked, name) for name in WORDS if asked.get(name)}
    chosen.update({name: day(asked, name) for name in DAYS if asked.get(name)})
    if chosen.get("by", "").startswith("?"):  # an unresolved speaker, known by the report's words
        chosen["by"] = chosen["by"][1:]
    only = asked.get("only") or None
    if only not in (None, *get_args(Only)):
        raise UsageError(f"only is one of: {', '.join(get_args(Only))}.")
    near = words(asked, "near") if asked.get("near") else None
    ids = words(asked, "ids", MOST_IDS * 17).split(",") if asked.get("ids") else None
    after = words(asked, "after") if asked.get("after") else None
    offset = number(asked, "offset", 0, 10**9)
    limit = number(asked, "limit", 0, 10_000)
    ledger.link()
    query = Query(**chosen)  # type: ignore[arg-type]
    filtered = bool(chosen or only or near or ids)
    holds = inventory(ledger)
    entire = not filtered and holds["claims"] <= WHOLE
    found = part(
        ledger.store, query, limit=limit or (WHOLE if entire else MOST), offset=offset,
        only=cast("Only | None", only), near=near, ids=ids, after=after, likes=True,
    )  # fmt: skip
    told: list[Json] | None = None
    if found.of == len(found.claims) <= WHOLE:
        told = series(ledger) if holds["claims"] <= WHOLE else series_of_part(found)
    elif asked.get("figures"):
        told = series_of_part(found)
    made = as_slice(ledger, found, texts=False, replay={}, told=told)
    made["totals"]["last"] = found.last
    return {**made, "ledger": holds}


_held: WeakKeyDictionary[object, tuple[int, Json]] = WeakKeyDictionary()


def inventory(ledger: Ledger) -> Json:
    """How much the ledger holds in all, and on which days; kept until it changes."""
    now = ledger.store.changes()
    known = _held.get(ledger)
    if known is None or known[0] != now:
        known = (now, asdict(whole(ledger.store)))
        _held[ledger] = known
    return known[1]


def sources(ledger: Ledger, request: Request, _: bytes) -> Json:
    """The sources of the whole ledger, the most heard first."""
    asked = request.query_params
    ledger.link()
    offset, limit = number(asked, "offset", 0, 10**9), number(asked, "limit", 0, 1_000)
    found = speakers(ledger.store, words(asked, "text"), limit=limit or 200, offset=offset)
    return {
        "sources": [listed(one, claims) for one, claims in found],
        "of": inventory(ledger)["sources"],
    }


def replay(ledger: Ledger, request: Request, _: bytes) -> Json:
    """What had been repeated by a day, with its origins as of then."""
    asked = day(request.query_params, "as_of")
    if not asked:
        raise UsageError("as_of is a day, such as 2018-12-19.")
    return {"rows": replayed_day(ledger, asked)}


def report_(ledger: Ledger, request: Request, _: bytes) -> Json:
    """A report's text."""
    found = ledger.store.reports_of([request.path_params["id"][:LONGEST]])
    if not found:
        raise UsageError("There is no such report in this ledger.")
    [one] = found.values()
    return {"id": one.id, "text": one.text}


def decisions(ledger: Ledger, _: Request, __: bytes) -> Json:
    """Every decision that stands."""
    return {"decisions": [decided(one) for one in ledger.decisions()]}


_likely: WeakKeyDictionary[object, tuple[object, Json]] = WeakKeyDictionary()
_PAIRS = frozenset(["same", "not-same", "conflict", "not-conflict", "right"])


def suggestions(ledger: Ledger, request: Request, __: bytes) -> Json:
    """Sources that may be one, the likeliest first; kept until reports or sources change.

    All sources are compared for it, which takes seconds in a large ledger: it is done beside.
    """
    lock: Lock = request.app.state.lock
    with lock:
        stands = tuple(one.number for one in ledger.decisions() if one.verb not in _PAIRS)
        now = (inventory(ledger)["reports"], stands)
        known = _likely.get(ledger)
    if known is not None and known[0] == now:
        return known[1]
    path = ledger.store.path
    if path == ":memory:":
        with lock:
            found = suggested(ledger)
    else:
        with type(ledger)(path, create=False) as beside:
            found = suggested(beside)
    _likely[ledger] = (now, found)
    return found


def suggested(ledger: Ledger) -> Json:
    """Pairs of sources with their names and why they may be one."""
    likely = ledger.suggestions()[:SUGGESTED]
    names = {r.id: r.name for r in ledger.store.who.records()} if likely else {}
    return {
        "suggestions": [
            {
                "a": one.a,
                "b": one.b,
                "names": [names.get(one.a, one.a), names.get(one.b, one.b)],
                "score": round(one.score, 4),
                "reasons": list(one.reasons),
            }
            for one in likely
        ],
    }


def decide(ledger: Ledger, _: Request, body: bytes) -> Json:
    """Keep a decision; what follows from it is recomputed at once."""
    try:
        judged = msgspec.json.decode(body, type=Judged)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"This is no decision: {error}") from error
    texts = (judged.verb, judged.value, judged.note, judged.by, *judged.subjects)
    if len(judged.subjects) > MOST_SUBJECTS or any(len(one) > LONGEST for one in texts):
        raise UsageError("This decision is longer than any that makes sense.")
    by = judged.by.strip() or "page"
    if judged.verb == "as-decided":
        made = ledger.as_decided(count(judged.subjects), by=by, note=judged.note)
        return {"number": None, "verb": judged.verb, "made": [decided(one) for one in made]}
    act = SOURCES.get(judged.verb)
    if act is None:
        value = judged.value
        return decided(
            ledger.decide(judged.verb, *judged.subjects, by=by, note=judged.note, value=value)
        )
    wanted, needs_value = NEEDS[judged.verb]
    if len(judged.subjects) != wanted or bool(judged.value) != needs_value:
        raise UsageError(f"{judged.verb!r} needs {wanted} ids{' and a value' * needs_value}.")
    return decided(act(ledger, judged, by))


def alike(ledger: Ledger, request: Request, _: bytes) -> Json:
    """The cases of which a decision could be said too, and what their claims say."""
    cases = ledger.alike(count([words(request.query_params, "number")]))
    return {"cases": [{"subjects": ids, "words": [ledger.words_of(i) for i in ids]}
                      for ids in cases]}  # fmt: skip


def count(numbers: list[str]) -> int:
    """The number of one decision."""
    if len(numbers) != 1 or not re.fullmatch(r"[0-9]{1,9}", numbers[0]):
        raise UsageError("Say which decision, by its number.")
    return int(numbers[0])


SOURCES: dict[str, Callable[[Ledger, Judged, str], Decision]] = {
    "merge": lambda ledger, j, by: ledger.merge(*j.subjects, by=by, note=j.note),
    "apart": lambda ledger, j, by: ledger.apart(*j.subjects, by=by, note=j.note),
    "rename": lambda ledger, j, by: ledger.rename(j.subjects[0], j.value, by=by, note=j.note),
}
NEEDS = {"merge": (2, False), "apart": (2, False), "rename": (1, True)}


def read(ledger: Ledger, request: Request, body: bytes) -> Json:
    """Read one report that was dropped or pasted, or the one at a URL that the person names.

    A dropped file's name says of what kind it is. The URL is fetched as `sayso read URL` does it.
    What takes its time is read beside: the answer is then ``{"job": id}``, see `job`.
    """
    asked = request.query_params
    url = words(asked, "url")
    if url and not re.match(r"https?://[^\s/]", url):
        raise UsageError("A URL begins with http:// or https://.")
    if not body and not url:
        raise UsageError("There is nothing in it to read.")
    given = {"outlet": words(asked, "outlet"), "published": day(asked, "published")}
    metadata = {name: value for name, value in given.items() if value}
    folder = TemporaryDirectory()
    try:
        path = f"{folder.name}/{safe(words(asked, 'name'))}"
        with open(path, "wb") as file:
            file.write(body)
        kept = ledger.store.path
        if (url or len(body) >= LARGE) and kept != ":memory:":
            jobs: Jobs = request.app.state.jobs
            id_ = jobs.start(kept, url or path, url or name_of(path), metadata, folder)
            folder = None  # type: ignore[assignment]  # it is the job's now
            return {"job": id_}
        outcome = ledger.read(url or path, **metadata)
    finally:
        if folder is not None:
            folder.cleanup()
    ledger.link()
    return {
        "new": outcome.new,
        "known": outcome.known,
        "claims": outcome.claims,
        "failures": [[name_of(where), reason] for where, reason in outcome.failures],
        "report": came(ledger, url or path),
    }


def came(ledger: Ledger, path: str) -> str | None:
    """The report that came last by this path."""
    entries = [entry.report for entry in ledger.custody(path) if entry.action == "received"]
    return entries[-1] if entries else None


def job(ledger: Ledger, request: Request, _: bytes) -> Json:
    """How far a reading is; with DELETE it is stopped."""
    jobs: Jobs = request.app.state.jobs
    id_ = request.path_params["id"][:LONGEST]
    told = jobs.stop(id_) if request.method == "DELETE" else jobs.look(id_)
    if told["state"] == "done" and "report" not in told:
        told["report"] = came(ledger, jobs.path(id_))
    return told


def decided(decision: Decision) -> Json:
    """A decision as JSON."""
    return {
        "number": decision.number,
        "verb": decision.verb,
        "subjects": list(decision.subjects),
        "value": decision.value,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
    }


def words(asked: Mapping[str, str], name: str, longest: int = LONGEST) -> str:
    """A parameter of bounded length; empty where it is not given."""
    value = asked.get(name) or ""
    if len(value) > longest:
        raise UsageError(f"{name} is longer than {longest} characters.")
    return value.replace("\0", " ")


def day(asked: Mapping[str, str], name: str) -> str:
    """A day as ISO 8601; empty where it is not given."""
    value = asked.get(name) or ""
    if value and not re.fullmatch(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", value):
        raise UsageError(f"{name} is a day, such as 2018-12-19.")
    return value


def number(asked: Mapping[str, str], name: str, least: int, most: int) -> int:
    """A whole number between two bounds; the least where it is not given."""
    value = asked.get(name) or str(least)
    if not re.fullmatch(r"[0-9]{1,10}", value) or not least <= int(value) <= most:
        raise UsageError(f"{name} is a whole number from {least} to {most}.")
    return int(value)


def safe(name: str) -> str:
    r"""A file name without a folder in it, whatever the browser sent.

    >>> safe("../../etc/passwd"), safe("a\\b.html"), safe("...")
    ('passwd', 'b.html', 'report.txt')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = re.sub(r"[^\w.() -]", "_", last).lstrip(". ")[-120:].lstrip(". ")
    return kept or "report.txt"


def name_of(path: str) -> str:
    """The name that the person knows, not the folder in which it passed through."""
    return PurePosixPath(path).name
