"""A web page becomes its article and what the page says about it. The only door to trafilatura."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from sayso.collect.blocks import is_cut, text_of, tree_of
from sayso.collect.dates import written
from sayso.collect.lost import whole
from sayso.collect.metadata import DATES, Detail, Field, sound
from sayso.collect.tables import rows
from sayso.collect.top import top
from sayso.records import Reason

LARGEST = 8 * 2**20
"""Bytes of the largest page that is parsed: its tree takes some forty times as much memory, and
articles with everything around them are below 2 MB."""

SHORTEST = 60
"""Characters from which a body counts as found (trafilatura's MIN_EXTRACTED_SIZE). With its own
250, the paragraphs of a statement of two sentences ran together into one, and with 60 they do
not; with 20, bodies of a few words in menus would count."""

_TAGGED: tuple[tuple[Field, str, str], ...] = (
    ("published", "//*[@itemprop='datePublished']/@datetime", "its datePublished"),
    ("published", "//article//time[@pubdate]/@datetime", "its time tag"),
    ("published", "(//article//time/@datetime)[1]", "the first time tag of its article"),
    ("modified", "//*[@itemprop='dateModified']/@datetime", "its dateModified"),
)
"""Where pages state their dates beside meta tags (data/page_dates.tsv), the surest first.
trafilatura's own date is not used: it depends on the day on which it runs, and takes a year in a
copyright line for 1 January."""

TOO_DEEP = "The page's elements are nested too deep: what lies deeper was not read."
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])", re.ASCII)
_LINES = re.compile(r"\n+")
_RULE = re.compile(r"^\|(?:-+\|)+[ \t]*$", re.M)
"""The line that trafilatura draws under the head of a table; the page has none."""
_ROWS = re.compile(r"^(\|.*\|)[ \t]*\n\n(?=\|)", re.M)
"""Rows of one table stand together."""


_SAVED = (
    re.compile(r"<!-- saved from url=\(\d{4}\)(?P<url>https?://[^\s<>]{1,2000}) -->"),
    re.compile(r"Page saved with SingleFile\s+url: (?P<url>https?://[^\s<>]{1,2000})\s+"
               r"saved date: \w{3} (?P<day>\w{3} \d\d \d{4})"),
)  # fmt: skip
"""What browsers, and SingleFile, write at the top of a page that they save."""
_TOP = 4000


class Page(NamedTuple):
    """The article's text, one blank line between paragraphs, and what the page says about it."""

    text: str
    details: tuple[Detail, ...]
    notes: tuple[Reason, ...] = ()


def missing(html: str) -> str:
    """Why there is no article in a page."""
    tree = tree_of(html)
    if tree is not None and is_cut(tree):
        return "its elements are nested too deep to be read; save its text as a .txt file."
    return "no article was found in this page; save its text as a .txt file."


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
        text = _RULE.sub("", getattr(found, "text", None) or "")
        text = _ROWS.sub(r"\1\n", _LINES.sub("\n\n", text)).strip()
        tree = trafilatura.load_html(html)
        if tree is None:
            return None
        above, notes = "", tuple(_notes(tree))
        if is_cut(tree):
            notes += (Reason(field="text", name="cut", words=TOO_DEEP, weight=-0.5),)
        if text:
            text, above, count, left_out = whole(text, trafilatura.load_html(html))
            if count:
                words = f"{count} visible passages of the article that are not in its main flow."
                notes += (Reason(field="text", name="passages", words=words, weight=0.8),)
            if left_out:
                shown = "; ".join(f"“{block[:90]}”" for block in left_out[:6])
                words = f"{len(left_out)} passages in boxes of the page were left out: {shown}."
                notes += (Reason(field="text", name="boxes", words=words, weight=0.9),)
        else:
            text = _body(tree)
        if not text:
            return None
        dates = tuple(_dates(tree))
        said = extract_metadata(tree, extensive=False)
        origins = tuple(_origins(tree, text))
        language = str(tree.get("lang") or "")
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
        Detail("language", language, "the page's lang"),
        *_saved(html),
        *origins,
        *top(f"{above}\n\n{text}" if above else text),
    )
    return Page(text, _first_of_each(sound(details)), notes)


def _saved(html: str) -> Iterator[Detail]:
    """From where a page was saved, and on which day."""
    for pattern in _SAVED:
        if found := pattern.search(html, 0, _TOP):
            yield Detail("url", found["url"], "what saved the page")
            if day := found.groupdict().get("day"):
                yield Detail("fetched", day, "what saved the page")


_ORIGINS = (
    ("//meta[@name='syndication-source']/@content", "its syndication-source tag"),
    ("//meta[@name='original-source']/@content", "its original-source tag"),
)
_CREDIT = re.compile(
    r"\b[Tt]his (?:article|story|report|piece|post) (?:was |has been )?(?:first |originally )"
    r"(?:published|appeared|posted|written|produced) (?:by|in|on|at|for) "
    r"((?:[Tt]he )?[A-Z][\w&’'.-]*(?: (?:of |the |and |& )?[A-Z][\w&’'-]*){0,5})"
)


def _origins(tree: Any, text: str) -> Iterator[Detail]:
    """Who published first, where the page says so."""
    for path, origin in _ORIGINS:
        for value in tree.xpath(path):
            host = urlsplit(str(value)).hostname or str(value)
            yield Detail("original_outlet", host.removeprefix("www."), origin)
    ends = text[:400], text[-400:], "".join(tree.itertext())[-20_000:]
    for part in ends:
        if credit := _CREDIT.search(part):
            yield Detail("original_outlet", credit[1].rstrip("."), f"the words “{credit[0]}”")


def _notes(tree: Any) -> Iterator[Reason]:
    for item in _items(tree):
        if str(item.get("isAccessibleForFree")).lower() == "false":
            words = "The page is not free to read: only the beginning of its article may be here."
            yield Reason(field="text", name="paywall", words=words, weight=-0.5)
            return


def _body(tree: Any) -> str:
    """The article as the page's linked data has it, for pages that are drawn by scripts."""
    bodies = (str(item.get("articleBody") or "") for item in _items(tree))
    return text_of(max(bodies, key=len, default=""))


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
    items = list(_items(tree))
    articles = [item for item in items if "headline" in item]
    for item in articles:
        yield from _linked_data(item)
    stated: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        named = {str(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        for name in named:
            stated.setdefault(name, []).append(str(meta.get("content") or ""))
    for name, field in rows("page_dates"):
        for value in stated.get(name.lower(), ()):
            if written(value):
                yield Detail(cast(Field, field), value, f"its {name} tag")
    for field, path, origin in _TAGGED:
        for value in tree.xpath(path):
            if written(str(value)):
                yield Detail(field, str(value), origin)
    for item in items:
        if item not in articles and item.get("@type") in _PAGES:
            yield from _linked_dates(item, "the page's ")


_PAGES = ("WebPage", "ItemPage", "AboutPage", "ProfilePage")
_NESTED = ("mainEntity", "mainEntityOfPage")


def _items(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects in a page's linked data, and the articles that it says it is about."""
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        bare = _COMMENT.sub("", str(block))
        try:
            data = json.loads(bare, strict=False)  # titles with line breaks in them are common
        except (ValueError, RecursionError):
            continue
        items = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict):
                yield item
                yield from (item[key] for key in _NESTED if isinstance(item.get(key), dict))


_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)[\s;]*$")
_LINKED: tuple[tuple[str, Field], ...] = (
    ("datePublished", "published"), ("dateCreated", "published"), ("dateModified", "modified"),
)  # fmt: skip
_NAMED: tuple[tuple[str, Field], ...] = (
    ("author", "authors"), ("creator", "authors"), ("publisher", "outlet"),
    ("sourceOrganization", "original_outlet"),
)  # fmt: skip


def _linked_data(item: dict[str, Any]) -> Iterator[Detail]:
    yield from _linked_dates(item, "its ")
    for key, field in _NAMED:
        if key == "creator" and item.get("author"):
            continue
        named = item.get(key)
        for one in named if isinstance(named, list) else [named]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str):
                yield Detail(field, name, f"its {key}")


def _linked_dates(item: dict[str, Any], whose: str) -> Iterator[Detail]:
    for key, field in _LINKED:
        if key == "dateCreated" and item.get("datePublished"):
            continue
        value = item.get(key)
        if isinstance(value, str | int) and written(str(value)):
            yield Detail(field, str(value), f"{whose}{key}")


def _first_of_each(details: tuple[Detail, ...]) -> tuple[Detail, ...]:
    """A page says the same in many tags: each value of a field once, its first mention first."""
    seen: set[tuple[str, str]] = set()
    kept: list[Detail] = []
    for detail in details:
        value = (
            (written(detail.value) or detail.value)[:10] if detail.field in DATES else detail.value
        )
        key = (detail.field, value.casefold())
        if key not in seen:
            seen.add(key)
            kept.append(detail)
    return tuple(kept)
