"""The HTTP server that both simulators stand behind."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING

import pytest

from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import EMPTY, Answer
from sandbox.wire.server import HOST, LoopbackServer

if TYPE_CHECKING:
    from sandbox.wire.exchange import Request

BODY = b"half of it"
HEAD = b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
RESET_AT_CLOSE = struct.pack("ii", 1, 0)


@pytest.mark.parametrize("resets", [True, False])
async def test_a_client_that_is_killed_in_the_middle_of_a_request_is_no_error(
    caplog: pytest.LogCaptureFixture, *, resets: bool
) -> None:
    heard: list[Request] = []

    async def handle(request: Request) -> Answer:
        heard.append(request)
        return EMPTY

    async with LoopbackServer(handle, RunningClock()) as server:
        _, killed = await asyncio.open_connection(HOST, server.port)
        killed.write(HEAD % (2 * len(BODY)) + BODY)
        await killed.drain()
        if resets:  # as the kernel does where the killed one had not read everything
            killed.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        killed.transport.abort()
        reader, alive = await asyncio.open_connection(HOST, server.port)
        alive.write(HEAD % len(BODY) + BODY)
        assert (await reader.readline()).startswith(b"HTTP/1.1 204")
        alive.close()
        await alive.wait_closed()
    assert [request.body for request in heard] == [BODY]
    assert [record.getMessage() for record in caplog.records if record.name.startswith("aiohttp")] == []


@pytest.mark.parametrize(("version", "chunked"), [(b"1.1", True), (b"1.0", False)])
async def test_an_answer_that_drips_comes_in_chunks_where_those_are_known(version: bytes, *, chunked: bool) -> None:
    async def handle(_: Request) -> Answer:
        return Answer(200, b"0123456789" * 5, headers={"X-Kind": "odd"}, drip=0.01)

    async with LoopbackServer(handle, RunningClock()) as server:
        reader, client = await asyncio.open_connection(HOST, server.port)
        client.write(b"GET / HTTP/%s\r\nHost: localhost\r\nConnection: close\r\n\r\n" % version)
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        client.close()
        await client.wait_closed()
    assert head.startswith(b"HTTP/%s 200" % version)
    assert b"X-Kind: odd" in head
    assert (b"Transfer-Encoding: chunked" in head, b"Content-Length" in head) == (chunked, not chunked)
    assert (body == b"0123456789" * 5) is not chunked
    assert body.count(b"\r\n8\r\n") + body.startswith(b"8\r\n") == (6 if chunked else 0)
