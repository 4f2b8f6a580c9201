"""One request over the wire, to one address. The only door to urllib3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from sayso.collect.web.addresses import port_of

if TYPE_CHECKING:
    import urllib3

CHUNK = 2**14


@dataclass(frozen=True, slots=True)
class Response:
    """What a server began to answer: status, headers (names in lower case), bytes as they come."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


class Transport(Protocol):
    """How a request is sent. Tests put their own here, so that nothing leaves the machine."""

    def __call__(
        self, url: str, address: str, headers: Mapping[str, str], seconds: float
    ) -> AbstractContextManager[Response]:
        """Ask ``address`` for ``url``; no step may take longer than ``seconds``.

        Raises OSError or urllib3's errors, which are made of it.
        """
        ...


@contextmanager
def send(url: str, address: str, headers: Mapping[str, str], seconds: float) -> Iterator[Response]:
    """Ask the given address, whatever the name would resolve to by now; no proxy, no redirects.

    Certificates are checked against the host's name, not the address.
    """
    import certifi
    import urllib3

    parts = urlsplit(url)
    host = parts.hostname or ""
    timeout = urllib3.Timeout(connect=seconds, read=seconds)
    if parts.scheme == "https":
        pool: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
            address, port_of(url), timeout=timeout, retries=False, ca_certs=certifi.where(),
            cert_reqs="CERT_REQUIRED", server_hostname=host, assert_hostname=host,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(address, port_of(url), timeout=timeout, retries=False)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    name = f"[{host}]" if ":" in host else host
    asked = {**headers, "Host": f"{name}:{parts.port}" if parts.port else name}
    with pool:
        try:
            response = pool.request(
                "GET", target, headers=asked,
                preload_content=False, decode_content=False, redirect=False,
            )  # fmt: skip
            try:
                names = {key.lower(): value for key, value in response.headers.items()}
                yield Response(response.status, names, _as_they_come(response))
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, UnicodeError) as error:
            raise OSError(_sentence(error)) from error


def _as_they_come(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """No waiting until a chunk is full: a server that drips must not hold the reader."""
    while chunk := response.read1(CHUNK, decode_content=False):
        yield chunk


def _sentence(error: Exception) -> str:
    """The kind of failure in a few words; urllib3's own have object addresses in them."""
    names = {
        "NewConnectionError": "nobody answers there",
        "ConnectTimeoutError": "nobody answers in time",
        "ReadTimeoutError": "it stopped answering",
        "SSLError": "its certificate does not hold",
        "ProtocolError": "it broke off its answer",
        "LocationParseError": "its name cannot be a host",
    }
    return names.get(type(error).__name__, f"it failed: {type(error).__name__}")
