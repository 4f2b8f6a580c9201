"""What is known about a report beside its text: given by the user, or found in the file.

The user's word wins; the file's is used where the user gives none; `Report.notes` say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

from sayso.collect.dates import iso, written
from sayso.errors import UsageError
from sayso.records import Reason

Field = Literal[
    "title", "outlet", "authors", "published", "modified", "url", "note",
    "fetched", "language", "original_outlet",
]  # fmt: skip
NOBODY = frozenset([
    "admin", "administrator", "anonymous", "(anonymous)", "author", "root", "unknown",
    "(unspecified)", "user", "microsoft office user", "windows user",
])  # fmt: skip
"""What programs write where nobody gave an author's name."""
DATES = ("published", "modified", "fetched")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the user says about a report. Empty values count as not given.

    ``published`` is an ISO 8601 day or date and time and is kept in one spelling.

    Raises:
        UsageError: ``published`` is no such date, or a value holds broken characters.

    >>> Metadata(outlet="Vell Courier", published="20310304").published
    '2031-03-04'
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        authors = (self.authors,) if isinstance(self.authors, str) else self.authors
        clean = tuple(name for author in authors or () if (name := _given("authors", author)))
        object.__setattr__(self, "authors", clean)
        for field in ("published", "outlet", "title", "url"):
            object.__setattr__(self, field, _given(field, getattr(self, field)))
        if self.published is not None:
            day = iso(self.published)
            if day is None:
                raise UsageError(
                    f"“{self.published}” is no date that can be read; "
                    "write the day of publication as 2031-03-04."
                )
            object.__setattr__(self, "published", day)


class Detail(NamedTuple):
    """One piece of metadata found in a file: of which field, as written there, and where."""

    field: Field
    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The metadata that a report gets, and notes on where each piece came from."""

    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    fetched: str | None = None
    language: str | None = None
    original_outlet: str | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()


def settle(given: Metadata, found: Sequence[Detail] = ()) -> Settled:
    """Bring together what the user gave and what the file says, first things first.

    >>> found = Detail("published", "4 March 2031", "the header")
    >>> settled = settle(Metadata(outlet="Courier"), [found])
    >>> settled.published, [note.words for note in settled.notes]
    ('2031-03-04', ['Given by the user.', 'Found in the header: “4 March 2031”.'])
    """
    values: dict[str, str] = {}
    authors: list[str] = list(given.authors)
    notes: list[Reason] = []
    for name in ("published", "outlet", "title", "url"):
        if value := getattr(given, name):
            values[name] = value
    notes += [
        Reason(field=field.name, name="given by the user", words="Given by the user.")
        for field in fields(Metadata)
        if getattr(given, field.name)
    ]
    for detail in found:
        value = detail.value.strip()
        if detail.field == "original_outlet" and value.casefold() == (
            values.get("outlet", "").casefold()
        ):
            continue  # an outlet's own name in its dateline says nothing of another
        if detail.field == "note":
            notes.append(Reason(field="note", name="note in the file", words=value))
        elif detail.field == "authors":
            if given.authors:
                if value.casefold() not in {author.casefold() for author in given.authors}:
                    notes.append(_disagreement(detail, ", ".join(given.authors)))
            elif value not in authors:
                authors.append(value)
                notes.append(_found(detail))
        else:
            read = written(value) if detail.field in DATES else value
            if not read:
                notes.append(_unread(detail))
            elif (known := values.get(detail.field)) is None:
                values[detail.field] = read
                notes.append(_found(detail))
            elif not _agree(known, read):
                notes.append(_disagreement(detail, known))
    return Settled(
        published=values.get("published"),
        modified=values.get("modified"),
        outlet=values.get("outlet"),
        title=values.get("title"),
        url=values.get("url"),
        fetched=values.get("fetched"),
        language=values.get("language"),
        original_outlet=values.get("original_outlet"),
        authors=tuple(authors),
        notes=tuple(notes),
    )


def _given(field: str, value: str | None) -> str | None:
    text = (value or "").strip()
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError(f"The {field} that was given holds broken characters; write it in UTF-8.")
    return text or None


def _agree(known: str, other: str) -> bool:
    """Whether two values are the same, or one is the day of the other."""
    one, two = known.casefold(), other.casefold()
    return one == two or (
        bool(iso(known)) and (one[:10] == two[:10]) and min(len(one), len(two)) == 10
    )


def _found(detail: Detail) -> Reason:
    words = f"Found in {detail.origin}: “{detail.value.strip()}”."
    return Reason(field=detail.field, name="found in the file", words=words, weight=0.9)


def _unread(detail: Detail) -> Reason:
    words = f"“{detail.value.strip()}” in {detail.origin} is no date that can be read."
    return Reason(field=detail.field, name="unread date", words=words, weight=0.0)


def _disagreement(detail: Detail, used: str) -> Reason:
    words = f"“{used}” is used, although {detail.origin} says “{detail.value.strip()}”."
    return Reason(field=detail.field, name="disagreement", words=words, weight=-0.5)


def sound(details: Iterable[Detail]) -> tuple[Detail, ...]:
    """The details with something in them, in one line each, without characters of no encoding.

    >>> sound([Detail("title", " A \\n B ", "x"), Detail("url", " ", "x")])
    (Detail(field='title', value='A B', origin='x'),)
    """
    lines = (
        Detail(d.field, " ".join(d.value.encode(errors="ignore").decode().split()), d.origin)
        for d in details
    )
    return tuple(
        line for line in lines
        if line.value and not (line.field == "authors" and line.value.casefold() in NOBODY)
    )  # fmt: skip
