"""Answers of MusicAPI that are cut off at every byte, drip, never end or are absurd: only a whole one is believed."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from bot.musicapi import client
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import MusicAPIError, NotSent, RateLimited, Unanswered
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import AcceptedTask
from tests.bot.http.test_transport import serving
from tests.bot.musicapi.asking import ask

if TYPE_CHECKING:
    from tests.bot.http.test_transport import Behave, Writer

KEY = "sk-very-secret-0123456789"
TASK = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"
SONG = ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="r&b pop")
BODY = json.dumps({"message": "success", "task_id": TASK}).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
SIZED = HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n0\r\n\r\n"
TO_THE_END = HEAD + b"Connection: close\r\n\r\n" + BODY  # as long as the connection stands


async def _at_once(_seconds: float) -> None:
    return


def cutting(answer: bytes, offsets: list[int], *, reset: bool) -> Behave:
    """Answers each request with as much of the answer as the next offset says, and breaks the connection there."""
    left = iter(offsets)

    async def behave(writer: Writer) -> None:
        writer.write(answer[: next(left)])
        await writer.drain()
        if reset:
            writer.transport.abort()
        else:
            writer.close()

    return behave


@pytest.mark.parametrize("reset", [True, False], ids=["reset", "closed"])
@pytest.mark.parametrize("answer", [SIZED, CHUNKED, TO_THE_END], ids=["sized", "chunked", "to the end"])
async def test_a_create_whose_answer_is_cut_at_any_byte_is_unanswered_and_sent_once(
    answer: bytes, *, reset: bool
) -> None:
    offsets = list(range(len(answer)))
    async with serving(cutting(answer, offsets, reset=reset)) as server, MusicAPI(server.url, KEY) as musicapi:
        for sent, offset in enumerate(offsets, 1):
            try:
                accepted = await musicapi.create(SONG)
            except Unanswered:
                pass
            else:  # the last bytes of a chunked answer say nothing more, and were not waited for
                assert accepted == AcceptedTask(TASK), answer[:offset]
                assert answer is CHUNKED
                assert answer[:offset].find(BODY + b"\r\n0\r\n") > 0
            assert len(server.requests) == sent, answer[:offset]


async def test_a_poll_whose_answer_is_cut_is_asked_again_and_says_nothing_of_the_song() -> None:
    offsets = [0, 9, 40, len(SIZED) - 1] * 6
    async with serving(cutting(SIZED, offsets, reset=False)) as server:
        async with MusicAPI(server.url, KEY, sleep=_at_once) as musicapi:
            for _ in range(3):
                with pytest.raises(Unanswered):
                    await musicapi.task("riffusion", TASK, Operation.CREATE, expected=2)
        # A connection that breaks before the answer's first byte is opened again at once, the first time.
        assert 3 * client.TRIES <= len(server.requests) <= 6 * client.TRIES


async def test_an_answer_that_comes_a_byte_at_a_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "WHOLE_EXCHANGE", 0.3)
    dripped = 0

    async def drip(writer: Writer) -> None:
        nonlocal dripped
        for byte in SIZED:
            writer.write(bytes([byte]))
            await writer.drain()
            dripped += 1
            await asyncio.sleep(0.01)  # each byte comes long before a read would time out

    async with serving(drip) as server, MusicAPI(server.url, KEY) as musicapi:
        with pytest.raises(Unanswered, match="TimeoutError"):
            await musicapi.create(SONG)
        assert len(server.requests) == 1
    assert dripped > 1


@pytest.mark.parametrize("announced", [True, False])
async def test_an_answer_of_hundreds_of_megabytes_takes_a_few_of_them(*, announced: bool) -> None:
    piece = b" " * 65_536
    length = b"Content-Length: 300000000\r\n" if announced else b"Connection: close\r\n"

    async def flood(writer: Writer) -> None:
        writer.write(HEAD + length + b"\r\n")
        for _ in range(300_000_000 // len(piece)):
            writer.write(piece)
            await writer.drain()

    async with serving(flood) as server, MusicAPI(server.url, KEY) as musicapi:
        tracemalloc.start()
        try:
            with pytest.raises(Unanswered, match="too large"):
                await musicapi.create(SONG)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 5 * client.LARGEST_BODY


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        ("", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("9" * 400, None),
        ("0", 0.0),
        ("1e3", 1_000.0),
        ("99999999999", 99_999_999_999.0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),  # without the answer's own date nobody knows how long that is
    ],
)
async def test_a_429_names_a_wait_or_none(wait: str, seconds: float | None) -> None:
    head = f"HTTP/1.1 429 Too Many Requests\r\nRetry-After: {wait}\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(cutting(head, [len(head)], reset=False)) as server, MusicAPI(server.url, KEY) as musicapi:
        with pytest.raises(RateLimited) as limited:
            await musicapi.create(SONG)
    assert limited.value.retry_after == seconds


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"\x00" * 200,
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(20_000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nnoway",
        b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
    ids=lambda head: repr(head[:40]),
)
async def test_what_is_hardly_http_leaves_a_create_unanswered_and_sent_once(head: bytes) -> None:
    async with serving(cutting(head, [len(head)], reset=False)) as server, MusicAPI(server.url, KEY) as musicapi:
        with pytest.raises(MusicAPIError) as raised:
            await musicapi.create(SONG)
        assert isinstance(raised.value, Unanswered), raised.value
        assert not isinstance(raised.value, NotSent)
        assert KEY not in repr(raised.value)
        assert len(server.requests) == 1
