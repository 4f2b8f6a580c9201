"""What was fetched becomes a report that says when, from where, and under which address."""

from __future__ import annotations

from dataclasses import replace

from sayso.collect.metadata import Metadata
from sayso.collect.received import from_bytes
from sayso.collect.web.fetch import Fetcher, plain
from sayso.records import Reason, Report
from sayso.settings import DEFAULT, Settings


def is_address(item: str) -> bool:
    """Whether the user named something on a network, rather than a file.

    >>> is_address("https://vell.example/a"), is_address("ftp://x"), is_address("C:/a.txt")
    (True, True, False)
    """
    return "://" in item[:12]


def from_url(
    url: str, metadata: Metadata, fetcher: Fetcher, settings: Settings = DEFAULT
) -> Report:
    """The report behind a URL.

    Its address is what the user says, else what the page says of itself, else where it was found.

    Raises:
        InputError: it cannot be fetched, or what came is no report.
    """
    came = fetcher.fetch(url)
    report = from_bytes(
        came.data, url, media_type=came.media_type, metadata=metadata, settings=settings
    )
    words = f"Fetched at {came.at} from {came.url}."
    notes = [Reason(field="fetched", name="fetched", words=words)]
    if report.url and plain(report.url) != plain(came.url):
        words = f"“{report.url}” is used, although it was found at “{came.url}”."
        notes.append(Reason(field="url", name="disagreement", words=words, weight=-0.5))
    return replace(
        report, url=report.url or came.url, fetched=came.at, notes=(*report.notes, *notes)
    )
