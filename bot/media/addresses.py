"""Which addresses are the open internet's, and which a name has."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from bot.media.errors import FileRefused, FileUnreachable, Obstacle

Resolve: TypeAlias = "Callable[[str, int], Awaitable[Sequence[str]]]"  # host, port -> addresses

_REFUSED4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # between a provider and its customers
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, where clouds keep their metadata
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays to 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_UNICAST6 = ipaddress.IPv6Network("2000::/3")  # all that was ever given out; the rest is local, multicast or nobody's
_REFUSED6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, which wraps two IPv4 addresses, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "3ffe::/16",  # the 6bone, given back
            "3fff::/20",  # documentation
        ),
    )
)
# IPv6 addresses that only wrap an IPv4 one, with the byte at which it begins.
_WRAPPERS = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 12),  # mapped
    (ipaddress.IPv6Network("64:ff9b::/96"), 12),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 2),  # 6to4
)


def is_public(address: str) -> bool:
    """Whether the IP address belongs to the open internet, also where an IPv6 address only wraps an IPv4 one.

    It is judged by IANA's registries of special-purpose addresses, not by `ipaddress`, which knows some of them only.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        start = next((start for network, start in _WRAPPERS if found in network), None)
        if start is None:
            return found in _UNICAST6 and not any(found in network for network in _REFUSED6)
        found = ipaddress.IPv4Address(found.packed[start : start + 4])
    return not any(found in network for network in _REFUSED4)


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
        raise FileRefused("the address is not a public one", Obstacle.PRIVATE)
    return found
