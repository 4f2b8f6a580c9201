"""A web page becomes its article and what the page says about it. The only door to trafilatura."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from sayso.collect.dates import iso
from sayso.collect.metadata import Detail, Field, sound
from sayso.records import Reason

LARGEST = 8 * 2**20
"""Bytes of the largest page that is parsed: its tree takes some forty times as much memory, and
articles with everything around them are below 2 MB."""

SHORTEST = 60
"""Characters from which a body counts as found (trafilatura's MIN_EXTRACTED_SIZE). With its own
250, the paragraphs of a statement of two sentences ran together into one, and with 60 they do
not; with 20, bodies of a few words in menus would count."""

_DATES: tuple[tuple[Field, str, str], ...] = (
    ("published", "//meta[@property='article:published_time']/@content", "its published_time tag"),
    ("published", "//meta[@itemprop='datePublished']/@content", "its datePublished tag"),
    ("published", "//*[@itemprop='datePublished']/@datetime", "its datePublished tag"),
    ("published", "//meta[@name='DC.date.issued' or @name='date']/@content", "its date tag"),
    ("published", "//article//time[@pubdate]/@datetime", "its time tag"),
    ("published", "(//article//time/@datetime)[1]", "the first time tag of its article"),
    ("modified", "//meta[@property='article:modified_time']/@content", "its modified_time tag"),
    ("modified", "//*[@itemprop='dateModified']/@datetime", "its dateModified tag"),
)
"""Where pages state their dates, the surest first. trafilatura's own date is not used: it depends
on the day on which it runs, and takes a year in a copyright line for 1 January."""

_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])", re.ASCII)
_LINES = re.compile(r"\n+")


class Page(NamedTuple):
    """The article's text, one blank line between paragraphs, and what the page says about it."""

    text: str
    details: tuple[Detail, ...]
    notes: tuple[Reason, ...] = ()


def article(html: str) -> Page | None:
    """The article of a page, or None where there is none.

    >>> body = "<p>The council of Vell voted on Tuesday to keep the old bridge.</p>" * 3
    >>> page = article(f"<html><title>Vell votes</title><article>{body}</article></html>")
    >>> page.text.partition(".")[0], page.details[0].value
    ('The council of Vell voted on Tuesday to keep the old bridge', 'Vell votes')
    """
    import trafilatura  # takes half a second, and most inputs are plain text
    from trafilatura.metadata import extract_metadata

    try:
        found = trafilatura.bare_extraction(
            html, include_comments=False, with_metadata=False, config=_config()
        )
        text = _LINES.sub("\n\n", getattr(found, "text", None) or "").strip()
        tree = trafilatura.load_html(html)
        if not text or tree is None:
            return None
        dates = tuple(_dates(tree))
        said = extract_metadata(tree, extensive=False)
    except Exception:  # whatever a broken page does to the parser, the page has no article
        return None
    url_day = _URL_DAY.search(said.url or "")
    details = (
        Detail("title", said.title or "", "the page's title"),
        Detail("outlet", said.sitename or "", "the page's name of its site"),
        Detail("url", said.url or "", "the page's own address"),
        *(Detail("authors", name, "the page's byline") for name in (said.author or "").split(";")),
        *dates,
        *([Detail("published", "-".join(url_day.groups()), "its own address")] if url_day else []),
    )
    return Page(text, _first_of_each(sound(details)))


@cache
def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # it is our place to say what failed
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(SHORTEST)
    return config


def _dates(tree: Any) -> Iterator[Detail]:
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _linked_data(str(block))
    for field, path, origin in _DATES:
        for value in tree.xpath(path):
            if iso(str(value)):
                yield Detail(field, str(value), origin)


def _linked_data(block: str) -> Iterator[Detail]:
    try:
        data = json.loads(block)
    except (ValueError, RecursionError):
        return
    items = data.get("@graph", [data]) if isinstance(data, dict) else data
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and "headline" in item:
            for key, field in (("datePublished", "published"), ("dateModified", "modified")):
                if iso(str(item.get(key))):
                    yield Detail(field, str(item[key]), f"its {key}")  # type: ignore[arg-type]


def _first_of_each(details: tuple[Detail, ...]) -> tuple[Detail, ...]:
    """A page says the same thing in many tags; the first of each field counts, and all authors."""
    seen: set[str] = set()
    kept: list[Detail] = []
    for detail in details:
        if detail.field == "authors" or detail.field not in seen:
            seen.add(detail.field)
            kept.append(detail)
    return tuple(kept)
