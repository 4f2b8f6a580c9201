"""RSS, RDF and Atom feeds, JSON feeds and sitemaps: one part for each entry.

An entry's text is the fullest that the feed has (content, else summary). A sitemap has none: its
entries are addresses, which ``--follow`` fetches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urljoin

from sayso.collect.blocks import is_html, text_of
from sayso.collect.formats.xml import local, parsed, words
from sayso.collect.metadata import Detail, Field, sound
from sayso.collect.part import Asked, Part, whole
from sayso.errors import EmptyInput, UnreadableInput

KIND = "application/feed"
ROOTS = ("rss", "rdf", "feed", "urlset", "sitemapindex")
_CONTENT = ("encoded", "content", "content_html", "description", "summary", "subtitle")
_DATES: tuple[tuple[str, Field], ...] = (
    ("pubdate", "published"), ("published", "published"), ("issued", "published"),
    ("publication_date", "published"), ("date", "published"),
    ("updated", "modified"), ("modified", "modified"), ("lastmod", "modified"),
)  # fmt: skip
ADDRESS_ONLY = "it is only an address here; read the feed with --follow to fetch the page."


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """Each entry of a feed or sitemap, in its order."""
    root, damage = parsed(whole(stream, asked).lstrip(), asked)
    kind = local(root)
    if kind not in ROOTS:
        raise UnreadableInput(
            asked.name, f"it is XML of another kind (<{kind}>); give a feed, a page or a text."
        )
    base = (asked.path or "") if "://" in (asked.path or "")[:12] else ""
    if kind in ("urlset", "sitemapindex"):
        entries, outlet = [e for e in root if local(e) in ("url", "sitemap")], None
    else:
        entries = [e for e in root.iter() if local(e) in ("item", "entry")]
        head = next((e for e in root if local(e) == "channel"), root)
        outlet = _plain(words(_child(head, "title")))
        base = _link(head) or base
    if not entries:
        empty = "there is no entry in this feed; look at it again later."
        raise EmptyInput(asked.name, damage or empty)
    for number, entry in enumerate(entries, 1):
        yield _part(entry, number, outlet, base)
    if damage:
        yield Part(failure=damage)


def _part(entry: Any, number: int, outlet: str | None, base: str) -> Part:
    link = _joined(base, _link(entry))
    name = link or words(_child(entry, "id", "guid")) or str(number)
    details = sound(_details(entry, link, outlet))
    text = _text(entry)
    if not text:
        return Part(name=name, failure=ADDRESS_ONLY if link else "this entry has no text.",
                    failed_as="empty", link=link, details=details)  # fmt: skip
    from lxml import etree

    raw = etree.tostring(entry, with_tail=False, encoding="utf-8")
    return Part(
        name=name, text=text, media_type=KIND, details=details, original=raw, link=link,
        encoding="utf-8",
    )  # fmt: skip


def _joined(base: str, link: str | None) -> str | None:
    """The link as an address: some feeds leave out their own host."""
    try:
        return urljoin(base, link) if link and base and "://" not in link[:12] else link
    except ValueError:
        return link


def _text(entry: Any) -> str:
    """The fullest text; of equal ones that of the surest element. Videos have theirs in a group."""
    within = [*entry, *(inner for group in entry if local(group) == "group" for inner in group)]
    found = [
        _plain(words(element) if not len(element) else _inner(element))
        for name in _CONTENT
        for element in within
        if local(element) == name and not element.get("src")
    ]
    return max(found, key=len, default="")


def _plain(text: str) -> str:
    return text_of(text) if is_html(text) or "&" in text else text.strip()


def _inner(element: Any) -> str:
    """The markup in an element, as with Atom's type="xhtml"."""
    from lxml import etree

    pieces = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return (element.text or "") + "".join(pieces)


def _link(entry: Any) -> str | None:
    for element in entry:
        name = local(element)
        if name == "loc" or (name == "link" and element.text and element.text.strip()):
            return words(element)
        if (
            name == "link"
            and element.get("rel", "alternate") == "alternate"
            and element.get("href")
        ):
            return str(element.get("href"))
    guid = words(_child(entry, "guid", "id"))
    return guid if guid.startswith(("http://", "https://")) else None


def _details(entry: Any, link: str | None, outlet: str | None) -> Iterator[Detail]:
    if link:
        yield Detail("url", link, "the feed's link")
    news = _child(entry, "news")
    within = [*entry, *(news if news is not None else ())]
    for element in within:
        if local(element) == "title":
            yield Detail("title", _plain(words(element)), "the feed's entry")
    publication = _child(news, "publication") if news is not None else None
    source = _child(entry, "source")
    named = words(_child(publication, "name")) if publication is not None else ""
    if outlet or named:
        yield Detail("outlet", named or outlet or "", "the feed's title")
    if source is not None:
        title = words(_child(source, "title")) if len(source) else words(source)
        yield Detail("original_outlet", title, "the feed's source")
    for wanted, field in _DATES:
        for element in within:
            if local(element) == wanted:
                yield Detail(field, words(element), f"the feed's {wanted}")
    for element in entry:
        if local(element) == "creator":
            yield Detail("authors", words(element), "the feed's creator")
        elif local(element) == "author":
            name = words(_child(element, "name")) or words(element)
            if "@" in name and "(" in name:  # RSS: "ana@courier.example (Ana Tamm)"
                name = name.partition("(")[2].rstrip(") ")
            yield Detail("authors", name, "the feed's author")


def _child(element: Any, *names: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if local(child) in names), None)
