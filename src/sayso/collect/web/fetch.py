"""Fetching what the user named: limits on size, time, redirects, kinds; robots.txt; a polite rate.

Every hop is looked up, checked and then asked at the very address that was checked, so that neither
a redirect nor a second look-up can lead to a private network.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from sayso.collect.web.addresses import Resolver, address_of, port_of, resolve
from sayso.collect.web.transport import Response, Transport, send
from sayso.errors import InputError, OversizedInput, UnreadableInput
from sayso.version import __version__

AGENT = "sayso"
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
}
REDIRECTS = 5
ROBOTS_BYTES = 500 * 1024
"""As much of a robots.txt is read (RFC 9309, 2.5)."""
LONGEST_DELAY = 30.0
"""Seconds; a site that asks for longer pauses between requests gets these."""

KINDS = (
    "text/", "application/xhtml", "application/xml", "application/rss", "application/atom",
    "application/rdf", "application/json", "application/feed", "application/ld+json",
    "application/pdf", "application/zip", "application/gzip", "application/x-gzip",
    "application/warc", "application/msword", "application/vnd.", "application/mbox",
    "message/", "application/octet-stream", "application/x-ndjson", "application/jsonl",
)  # fmt: skip
"""Beginnings of the media types that can hold a report; octet-stream is what servers say of any."""

_REDIRECT = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, from which address in the end, what the server called them, when."""

    data: bytes
    url: str
    media_type: str
    at: str
    last_modified: str | None = None


@dataclass
class Fetcher:
    """Remembers when each host was last asked, and what its robots.txt says.

    ``seconds`` bounds a whole fetch with its redirects, ``largest`` its bytes before and after
    decompression, ``pause`` is kept between two requests to one host.
    """

    largest: int
    seconds: float = 30.0
    pause: float = 1.0
    allow_private: bool = False
    resolver: Resolver = resolve
    transport: Transport = send
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | InputError] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The bytes behind a URL.

        Raises:
            UnreadableInput: it may not or cannot be fetched, or is of no kind that is read.
            OversizedInput: there is more of it than ``largest``.
        """
        deadline = self.clock() + self.seconds
        here, seen = plain(url), {plain(url)}
        try:
            for _ in range(REDIRECTS + 1):
                _sound(here)
                self._permitted(here, deadline)
                found, onward = self._ask(here, deadline, self.largest)
                if found is not None:
                    return found
                here = _onward(here, onward)
                if here in seen:
                    raise UnreadableInput(url, "its redirects go round in a circle.")
                seen.add(here)
        except InputError as error:
            reason = error.reason
            if here != plain(url) and error.path != url:
                reason = f"it leads to {here}: {reason}"
            raise type(error)(url, reason) from None
        raise UnreadableInput(url, f"it redirects more than {REDIRECTS} times.")

    def _ask(self, url: str, deadline: float, largest: int) -> tuple[Fetched | None, str]:
        """What a URL answers, or where it leads."""
        address = address_of(url, self.resolver, allow_private=self.allow_private)
        self._wait(urlsplit(url).hostname or "", url)
        try:
            with self.transport(url, address, HEADERS, self._left(url, deadline)) as response:
                if response.status in _REDIRECT and "location" in response.headers:
                    return None, response.headers["location"]
                if response.status != 200:
                    raise UnreadableInput(url, _refusal(response.status))
                kind = response.headers.get("content-type", "text/html").strip().lower()
                if not kind.startswith(KINDS):
                    raise UnreadableInput(
                        url, f"it is {kind.partition(';')[0]}, which is not read."
                    )
                data = self._body(url, response, deadline, largest)
                at = datetime.now(UTC).isoformat(timespec="seconds")
                return Fetched(data, url, kind, at, response.headers.get("last-modified")), ""
        except OSError as error:
            raise UnreadableInput(url, f"it could not be fetched: {_words(error)}.") from None

    def _body(self, url: str, response: Response, deadline: float, largest: int) -> bytes:
        too_large = OversizedInput(url, f"it is larger than {largest / 2**20:g} MiB; save a part.")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > largest:
            raise too_large
        packed = response.headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("gzip", "x-gzip", "identity", ""):
            raise UnreadableInput(url, f"it is packed as {packed}, which was not asked for.")
        unpack = zlib.decompressobj(31) if "gzip" in packed else None
        data = bytearray()
        for chunk in response.chunks:
            self._left(url, deadline)
            try:
                data += unpack.decompress(chunk, largest + 1 - len(data)) if unpack else chunk
            except zlib.error:
                raise UnreadableInput(url, "its compressed bytes are damaged.") from None
            if len(data) > largest:
                raise too_large
        return bytes(data)

    def _left(self, url: str, deadline: float) -> float:
        left = deadline - self.clock()
        if left <= 0:
            raise UnreadableInput(url, f"it took longer than {self.seconds:g} seconds.")
        return left

    def _permitted(self, url: str, deadline: float) -> None:
        """Ask the site's robots.txt, once (RFC 9309).

        Raises:
            UnreadableInput: it forbids this page, or cannot be had (which forbids all).
        """
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._robots:
            self._robots[site] = self._rules(f"{site}/robots.txt", deadline)
        rules = self._robots[site]
        if isinstance(rules, InputError):
            raise UnreadableInput(url, rules.reason)
        if not rules.can_fetch(AGENT, url):
            raise UnreadableInput(
                url, "the site's robots.txt does not allow it; save the page by hand."
            )

    def _rules(self, url: str, deadline: float) -> RobotFileParser | InputError:
        rules = RobotFileParser()
        here = url
        for _ in range(REDIRECTS + 1):
            try:
                _sound(here)
                found, onward = self._ask(here, deadline, ROBOTS_BYTES)
            except OversizedInput:
                return UnreadableInput(url, "its robots.txt is too large to be obeyed.")
            except UnreadableInput as error:
                if error.reason == _refusal(404):  # no rules, no limits
                    rules.parse([])
                    return rules
                return error
            if found is not None:
                rules.parse(found.data.decode(errors="replace").splitlines())
                return rules
            here = _onward(here, onward)
        rules.parse([])
        return rules

    def _wait(self, host: str, url: str) -> None:
        site = urlunsplit((*urlsplit(url)[:2], "", "", ""))
        rules = self._robots.get(site)
        asked = rules.crawl_delay(AGENT) if isinstance(rules, RobotFileParser) else None
        pause = min(max(self.pause, float(asked or 0)), LONGEST_DELAY)
        if host in self._asked:
            left = self._asked[host] + pause - self.clock()
            if left > 0:
                self.sleep(left)
        self._asked[host] = self.clock()


def _onward(here: str, onward: str) -> str:
    try:
        return plain(urljoin(here, onward))
    except ValueError:
        return onward


def _sound(url: str) -> None:
    """Raises UnreadableInput where this cannot be the address of anything."""
    try:
        urlsplit(url)
        port_of(url)
    except ValueError:
        raise UnreadableInput(url, "this cannot be the address of a page; check it.") from None


def plain(url: str) -> str:
    """A URL without a fragment, in ASCII, its host in lower case.

    >>> plain("HTTPS://Vell.example/ä b#top")
    'https://vell.example/%C3%A4%20b'
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower().encode("idna").decode() if parts.netloc else ""
    except (ValueError, UnicodeError):
        return url
    path = quote(parts.path, safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?")
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def _refusal(status: int) -> str:
    if 400 <= status < 500 and status not in (401, 402, 403, 407, 429, 451):
        return "there is no such page any more; check the address."
    if status == 429:
        return "the site asks for a pause (429); try again later."
    if 400 <= status < 500:
        return f"the site does not let it be read ({status}); save the page by hand."
    return f"the site answers with an error ({status}); try again later."


def _words(error: OSError) -> str:
    return str(error.strerror or error or type(error).__name__)
