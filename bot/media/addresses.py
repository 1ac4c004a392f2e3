"""Which addresses are this machine's, which are the open internet's, and which a name has."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from bot.media.errors import FileRefused, FileUnreachable

Resolve: TypeAlias = "Callable[[str, int], Awaitable[Sequence[str]]]"  # host, port -> addresses

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last four bytes


def is_loopback(url: str) -> bool:
    """Whether `url` names this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(address: str) -> bool:
    """Whether the IP address belongs to the open internet, also where an IPv6 address only wraps an IPv4 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            found = ipaddress.IPv4Address(found.packed[-4:])
        else:
            found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`; raises FileUnreachable where it has none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # UnicodeError: a label that is no host name
        raise FileUnreachable("the host has no address") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def public_addresses(host: str, port: int, look_up: Resolve = resolve) -> Sequence[str]:
    """The addresses of `host` to connect to; raises FileRefused where any of them is private.

    The caller connects to one of these and not to the name, or a second look-up could answer with a private address.
    """
    found = await look_up(host, port)
    if not all(is_public(address) for address in found):
        raise FileRefused("the address is not a public one")
    return found
