"""What an address leads to: this machine, or the world that the sandbox does not have."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

NUMBERS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this machine, by its name or its number alone (RFC 6761: all of localhost does)."""
    try:
        name = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class LoopbackResolver(AbstractResolver):
    """Every name that is asked for is this machine: no other is ever looked up."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """This machine's own numbers, of which a server may have either."""
        return [
            ResolveResult(
                hostname=host, host=number, port=port, family=of, proto=0, flags=socket.AddressInfo.AI_NUMERICHOST
            )
            for of, number in NUMBERS
            if family in (of, socket.AF_UNSPEC)
        ]

    async def close(self) -> None:
        """Nothing is held."""
