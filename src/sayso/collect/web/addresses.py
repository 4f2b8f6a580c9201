"""Which addresses may be asked: those of the public internet, unless the user allows others."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from sayso.errors import UnreadableInput

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]
"""host, port -> the addresses that the host has, as text; raises OSError where it has none."""

_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, also inside of another notation.

    >>> [is_public(ip_address(a)) for a in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def address_of(url: str, resolver: Resolver, *, allow_private: bool) -> str:
    """The address to connect to for this URL; the connection is then made to it and no other.

    A host of which even one address is private is refused: it could answer with that one next time.

    Raises:
        UnreadableInput: no http(s) URL, no such host, or an address that may not be asked.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableInput(url, "only http:// and https:// addresses are fetched; check it.")
    try:
        port = port_of(url)
        found = [ip_address(a.partition("%")[0]) for a in resolver(parts.hostname, port)]
    except (OSError, ValueError, UnicodeError):
        raise UnreadableInput(url, f"there is no host {parts.hostname}; check the name.") from None
    if not found:
        raise UnreadableInput(url, f"there is no host {parts.hostname}; check the name.")
    if not allow_private and not all(map(is_public, found)):
        raise UnreadableInput(
            url,
            f"{parts.hostname} is an address of this machine or a private network, and nothing was"
            " sent there; allow it with --allow-private if you mean it.",
        )
    return str(found[0])


def port_of(url: str) -> int:
    """The port of a URL.

    Raises:
        ValueError: it is no number that a port can have.

    >>> port_of("https://vell.example/a"), port_of("http://vell.example:8080/")
    (443, 8080)
    """
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)
