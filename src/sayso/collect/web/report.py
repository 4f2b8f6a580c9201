"""What was fetched becomes reports that say when, from where, and under which address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.collect.metadata import Detail, Metadata
from sayso.collect.part import Asked, Part
from sayso.collect.unpack import Found, made, unpacked
from sayso.collect.web.fetch import Fetched, Fetcher, plain
from sayso.errors import InputError, UnreadableInput
from sayso.records import Reason, Report
from sayso.settings import DEFAULT, Settings

MOST_FOLLOWED = 1000
"""Links of one feed or sitemap that are fetched: at one page a second, a quarter of an hour."""

TOO_MANY = "..."
"""Among the links seen: that the limit was said."""

TOO_DEEP = "it lies more than two feeds deep; name its address itself."

DEEPEST = 2
"""A sitemap index leads to sitemaps, and these to pages; further on are loops."""


def is_address(item: str) -> bool:
    """Whether the user named something on a network, rather than a file.

    >>> is_address("https://vell.example/a"), is_address("ftp://x"), is_address("C:/a.txt")
    (True, True, False)
    """
    return "://" in item[:12]


def from_url(
    url: str, metadata: Metadata, fetcher: Fetcher, settings: Settings = DEFAULT
) -> Report:
    """The one report behind a URL; for feeds and archives use `reports_at`.

    Raises:
        InputError: it cannot be fetched, or what came is no report, or several.
    """
    items = list(reports_at(url, metadata, fetcher, settings))
    found = [item for item in items if isinstance(item, Report)]
    if len(found) > 1:
        raise UnreadableInput(url, "it holds several reports.")
    if not found:
        raise next(item for item in items if isinstance(item, InputError))
    return found[0]


def reports_at(
    url: str, metadata: Metadata, fetcher: Fetcher, settings: Settings = DEFAULT
) -> Iterator[Report | InputError]:
    """The reports behind a URL; with ``settings.follow`` also those that a feed links to.

    A report's address is what the user says, else what the page says of itself, else where it was
    found.
    """
    yield from _at(url, metadata, fetcher, settings, {plain(url)}, ())


def followed(
    parts: Iterator[Found], asked: Asked, metadata: Metadata, fetcher: Fetcher
) -> Iterator[Report | InputError]:
    """The parts of a feed that lies here; where they are addresses, the pages there."""
    yield from _parts(parts, asked, metadata, fetcher, set(), None)


def _at(
    url: str, metadata: Metadata, fetcher: Fetcher, settings: Settings, seen: set[str],
    about: tuple[Detail, ...], depth: int = 0,
) -> Iterator[Report | InputError]:  # fmt: skip
    try:
        came = fetcher.fetch(url)
    except InputError as error:
        yield error
        return
    asked = Asked(
        name=url, path=url, media_type=came.media_type, depth=depth, settings=settings
    )  # fmt: skip
    found = ((replace(p, details=(*p.details, *about)), n) for p, n in unpacked(asked, came.data))
    yield from _parts(found, asked, metadata, fetcher, seen, came)


def _parts(
    parts: Iterator[Found], asked: Asked, metadata: Metadata, fetcher: Fetcher, seen: set[str],
    came: Fetched | None,
) -> Iterator[Report | InputError]:  # fmt: skip
    for part, note in parts:
        if asked.settings.follow and part.link and asked.depth < DEEPEST:
            yield from _linked(part, note, asked, metadata, fetcher, seen, came)
        elif asked.settings.follow and part.link and part.text is None:
            yield UnreadableInput(part.link, TOO_DEEP)
        else:
            yield _stamped(made(part, note, asked, metadata), came)


def _linked(
    part: Part, note: Reason | None, asked: Asked, metadata: Metadata, fetcher: Fetcher,
    seen: set[str], came: Fetched | None,
) -> Iterator[Report | InputError]:  # fmt: skip
    link = plain(part.link or "")
    if link in seen:  # a feed that names a page twice, or itself
        return
    if len(seen) >= MOST_FOLLOWED:
        if TOO_MANY not in seen:
            seen.add(TOO_MANY)
            words = f"only {MOST_FOLLOWED:,} links were fetched; name the other pages themselves."
            yield UnreadableInput(asked.name, words)
        return
    seen.add(link)
    read = False
    for item in _at(
        link, metadata, fetcher, asked.settings, seen, part.details, asked.depth + 1
    ):  # fmt: skip
        read = read or isinstance(item, Report)
        yield item
    if not read and part.text is not None:  # what the feed itself has is better than nothing
        yield _stamped(made(part, note, asked, metadata), came)


def _stamped(item: Report | InputError, came: Fetched | None) -> Report | InputError:
    if came is None or isinstance(item, InputError):
        return item
    notes = [
        Reason(
            field="fetched", name="fetched", words=f"Fetched at {came.at} from {came.url}."
        )
    ]  # fmt: skip
    if item.url and plain(item.url) != plain(came.url):
        words = f"“{item.url}” is used, although it was found at “{came.url}”."
        notes.append(Reason(field="url", name="disagreement", words=words, weight=-0.5))
    return replace(
        item,
        url=item.url or came.url,
        fetched=item.fetched or came.at,
        notes=(*item.notes, *notes),
    )
