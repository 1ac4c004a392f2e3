"""Where the environment names a proxy, Discord is reached by it, as MusicAPI is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
from discord.http import Route

from bot.gateway.client import Encore, point_at

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

API = "https://discord.example/api/v10"
GATEWAY = "wss://gateway.discord.example/"


@pytest.fixture(autouse=True)
def discord_elsewhere() -> Iterator[None]:
    before = Route.BASE
    point_at(API)
    yield
    Route.BASE = before


@asynccontextmanager
async def proxy(answer: bytes) -> AsyncGenerator[tuple[str, list[str]]]:
    """A proxy that gives one answer to everything; its address, and the first line of each request."""
    lines = list[str]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        lines.append(asked.decode().splitlines()[0])
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}", lines


REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


async def test_requests_and_the_gateway_go_by_the_proxy() -> None:
    async with proxy(REFUSED) as (url, lines), Encore(proxy=url) as client:
        for ask in (client.login("token"), client.http.ws_connect(GATEWAY)):
            with pytest.raises(aiohttp.ClientHttpProxyError):
                await ask
    assert lines == ["CONNECT discord.example:443 HTTP/1.1", "CONNECT gateway.discord.example:443 HTTP/1.1"]
