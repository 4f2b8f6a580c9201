"""Listening: on this machine only, unless a token is demanded."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.show.web.app import application

if TYPE_CHECKING:
    from sayso.ledger import Ledger

LEAST_TOKEN = 16
"""Characters; a shorter secret could be guessed within the limits on the rate of asking."""


def run(
    ledger: Ledger, host: str, port: int, token: str | None, say: Callable[[str], object]
) -> None:
    """Serve the ledger until stopped; ``say`` gets the address to open.

    Raises:
        UsageError: another address than this machine's own without a token, or a port in use.
    """
    import uvicorn

    check(host, token)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"Cannot listen on {host}, port {port} ({error.strerror}); choose another --port."
            ) from error
    shown = f"[{host}]" if ":" in host else host
    key = f"?token={token}" if token else ""
    say(f"Open http://{shown}:{port}/{key} in a browser; stop with Control-C.")
    uvicorn.run(
        application(ledger, token=token),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        limit_concurrency=64,
        h11_max_incomplete_event_size=64 * 1024,
    )


def check(host: str, token: str | None) -> None:
    """Whether one may listen there.

    >>> check("127.0.0.1", None)
    """
    if token is not None and len(token) < LEAST_TOKEN:
        raise UsageError(f"The token is too short; take {LEAST_TOKEN} characters or more.")
    if token is None and not own(host):
        raise UsageError(
            f"{host} can be reached from other machines; give a --token that visitors must have."
        )


def own(host: str) -> bool:
    """Whether only this machine reaches the address.

    >>> own("127.0.0.1"), own("localhost"), own("0.0.0.0"), own("example.org")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
