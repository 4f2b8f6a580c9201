"""Who may ask, how much, and what a browser may do with the answer.

Every request passes here first. A page of another site can neither read (no cross-origin header is
sent, foreign host names are refused) nor write (a write needs the secret that only our own page
holds). All state is in memory and of this process.
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict, deque
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from anyio import move_on_after
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 16 * 2**20
"""Bytes of one request: a long report with room to spare."""

BODY_SECONDS = 60.0
"""A body that takes longer holds its place for nothing."""

REQUESTS = 600
WRITES = 120
WINDOW_SECONDS = 60.0
"""A person and a page that draws itself stay far below; a loop does not."""

VISITORS = 1024
"""Addresses whose rate is remembered at a time."""

COOKIE = "sayso"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """An ASGI layer around the application; see the module."""

    def __init__(self, app: ASGIApp, *, secret: str, token: str | None) -> None:
        """``secret`` comes with each write of our own page; ``token`` lets a visitor in."""
        self.app = app
        self.secret = secret
        self.token = token
        self.seen: OrderedDict[str, deque[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with a bounded body; every answer gets the headers."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", ()) if pair[0] != b"server"]
                added = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        refusal = self.refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answered)
            return
        body, too_long = b"", True
        with move_on_after(BODY_SECONDS) as waited:
            body, too_long = await _body(receive)
        if waited.cancelled_caught:
            await _no(408, "The body did not come.")(scope, receive, answered)
            return
        if too_long:
            await _no(413, "That is more than this server takes at once.")(scope, receive, answered)
            return

        async def replay() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, answered)

    def refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that may not go on; None for one that may."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        writes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if self.token is None and not _local(host):
            return _no(421, "This server answers to its own address only.")
        if not self._allowed(scope, writes):
            return _no(429, "Too many requests; wait a minute.")
        if self.token is not None and not self._known(headers):
            return self._welcome(scope)
        if writes:
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc != host:
                return _no(403, "Another site may not write here.")
            given = headers.get("x-sayso-token", "")
            if not hmac.compare_digest(given.encode(), self.secret.encode()):
                return _no(403, "This needs the page's own token; open the page again.")
        return None

    def _known(self, headers: Headers) -> bool:
        assert self.token is not None
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        given = [bearer.strip()] if kind.lower() == "bearer" else []
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            cookie = None
        given += [cookie.value] if cookie else []
        return any(hmac.compare_digest(one.encode(), self.token.encode()) for one in given)

    def _welcome(self, scope: Scope) -> Response:
        """Let in by the address with the token, which then goes out of the address."""
        assert self.token is not None
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20)
        given = query.get("token", [""])[0]
        if scope["path"] == "/" and hmac.compare_digest(given.encode(), self.token.encode()):
            response = RedirectResponse("/", status_code=303)
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return response
        return _no(401, "This ledger needs a token; ask whoever serves it.")

    def _allowed(self, scope: Scope, writes: bool) -> bool:
        client = (scope.get("client") or ("?",))[0]
        return all(
            self._within(f"{client} {kind}", most)
            for kind, most in [("all", REQUESTS), *([("writes", WRITES)] if writes else [])]
        )

    def _within(self, visitor: str, most: int) -> bool:
        now = time.monotonic()
        times = self.seen.setdefault(visitor, deque())
        self.seen.move_to_end(visitor)
        while len(self.seen) > VISITORS:
            self.seen.popitem(last=False)
        while times and now - times[0] > WINDOW_SECONDS:
            times.popleft()
        if len(times) >= most:
            return False
        times.append(now)
        return True


async def _body(receive: Receive) -> tuple[bytes, bool]:
    """The whole body, and whether it is longer than allowed (then it is not read on)."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"", False
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return b"", True
        if not message.get("more_body", False):
            return b"".join(parts), False


def _local(host: str) -> bool:
    """Whether a Host header names this machine: no other site's name can be made to point here.

    >>> _local("127.0.0.1:8765"), _local("[::1]:8765"), _local("evil.example")
    (True, True, False)
    """
    try:
        return urlsplit(f"//{host}").hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


def _no(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"error": sentence}, status_code=status)
