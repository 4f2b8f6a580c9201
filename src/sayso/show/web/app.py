"""The application: the page, its script and style, and the JSON under /api.

Reads go to the ledger by the same records as the command line; the two writes, a decision and a
report, go through `Ledger` alone. One lock holds the ledger, since SQLite has one connection here.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sayso.errors import SaysoError
from sayso.show.page import live, outline, script, style
from sayso.show.web import answers
from sayso.show.web.guard import Guard
from sayso.show.web.jobs import Jobs
from sayso.show.web.openapi import description

if TYPE_CHECKING:
    from sayso.ledger import Ledger

T = TypeVar("T")
JSON = "application/json"
Endpoint = Callable[[Request], Awaitable[Response]]


def application(ledger: Ledger, *, token: str | None = None, secret: str | None = None) -> Any:
    """The ASGI application over an open ledger.

    ``token`` is what visitors must have (None: this machine only); ``secret`` what writes must
    carry, made anew for each start.
    """
    own = secret or secrets.token_urlsafe(24)
    lock = Lock()

    def asked(answer: Callable[[Ledger, Request, bytes], Any], *, held: bool = True) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            body = await request.body()

            def work() -> bytes:
                with lock if held else nullcontext():
                    found = answer(ledger, request, body)
                return msgspec.json.encode(found)

            return Response(await to_thread.run_sync(work), media_type=JSON)

        return endpoint

    def given(content: Callable[[], bytes | str], kind: str) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return Response(content(), media_type=kind)

        return endpoint

    jobs = Jobs()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await to_thread.run_sync(jobs.close)

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", given(lambda: live(own, "Sayso"), "text/html")),
            Route("/page.js", given(script, "text/javascript")),
            Route("/page.css", given(style, "text/css")),
            Route("/api/slice", asked(answers.slice_)),
            Route("/api/sources", asked(answers.sources)),
            Route("/api/replay", asked(answers.replay)),
            Route("/api/reports/{id}", asked(answers.report_)),
            Route("/api/outline", asked(lambda *_: outline())),
            Route("/api/decisions", asked(answers.decisions)),
            Route("/api/decisions", asked(answers.decide), methods=["POST"]),
            Route("/api/suggestions", asked(answers.suggestions, held=False)),
            Route("/api/alike", asked(answers.alike)),
            Route("/api/read", asked(answers.read), methods=["POST"]),
            Route("/api/jobs/{id}", asked(answers.job)),
            Route("/api/jobs/{id}", asked(answers.job), methods=["DELETE"]),
            Route("/api/openapi.json", asked(lambda *_: description())),
        ],
        middleware=[Middleware(Guard, secret=own, token=token)],
        exception_handlers={SaysoError: _sentence, HTTPException: _refused},
    )
    app.state.jobs = jobs
    app.state.lock = lock
    return app


async def _sentence(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse(
        {"error": error.detail}, status_code=error.status_code, headers=error.headers
    )
