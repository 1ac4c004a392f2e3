"""Large files over real HTTP: what is held in memory does not grow with them, and room is kept for what is there."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import tracemalloc
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.concurrency.byte_budget import ByteBudget
from bot.media.errors import FileTooLarge, FileUnreachable
from bot.media.fetch import Fetcher
from bot.media.spool import Spool

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from bot.media.fetch import FetchedFile
    from bot.media.sniff import Container

MIB = 1024 * 1024
M4A = b"\0\0\0\x20ftypM4A "
PIECE = bytes(range(256)) * 256


class Shop:
    """A vendor and a Discord that hold no file in memory: one makes its bytes as they go, the other counts them."""

    def __init__(self) -> None:
        self.size = 8 * MIB
        self.announces = True
        self.breaks_off = False
        self.open = self.asked = 0  # connections that bring a file; requests for one
        self.uploaded: list[str] = []  # digests of the files that Discord was sent
        self.announced: int | None = None  # how much Discord was told would come
        app = web.Application(client_max_size=2**30)
        app.router.add_get("/song", self._song)
        app.router.add_post("/upload", self._upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.song, self.upload = f"http://{self.host}/song", f"http://{self.host}/upload"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def digest(self) -> str:
        whole = hashlib.sha256(M4A)
        for start in range(len(M4A), self.size, len(PIECE)):
            whole.update(PIECE[: self.size - start])
        return whole.hexdigest()

    async def _song(self, request: web.Request) -> web.StreamResponse:
        self.open, self.asked = self.open + 1, self.asked + 1
        try:
            answer = web.StreamResponse()
            if self.announces:
                answer.content_length = self.size
            await answer.prepare(request)
            await answer.write(M4A)
            for start in range(len(M4A), self.size, len(PIECE)):
                if self.breaks_off and start > self.size / 2 and request.transport is not None:
                    request.transport.abort()
                await answer.write(PIECE[: self.size - start])
            await answer.write_eof()
        finally:
            self.open -= 1
        return answer

    async def _upload(self, request: web.Request) -> web.Response:
        self.announced = request.content_length
        async for part in await request.multipart():
            assert isinstance(part, aiohttp.BodyPartReader)
            whole = hashlib.sha256()
            while piece := await part.read_chunk(64 * 1024):
                whole.update(piece)
            self.uploaded.append(whole.hexdigest())
        return web.Response(status=204)


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    opened = Shop()
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def files(shop: Shop) -> AsyncIterator[Fetcher]:
    async with Fetcher(shop.host) as opened:
        yield opened


async def fetch(files: Fetcher, shop: Shop, spool: Spool) -> FetchedFile[Container]:
    return await files.fetch_audio(shop.song, spool, limit_bytes=32 * MIB)


@contextlib.asynccontextmanager
async def most_memory() -> AsyncGenerator[list[int]]:
    """What Python held at most in the block, beside what it held before."""
    peak = list[int]()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        yield peak
        peak.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()


async def test_memory_does_not_grow_with_the_files_from_the_vendor_to_discord(
    files: Fetcher, shop: Shop, spool: Spool
) -> None:
    await fetch(files, shop, spool)  # modules, connections
    async with most_memory() as peak, aiohttp.ClientSession() as session:
        fetched = await asyncio.gather(*(fetch(files, shop, spool) for _ in range(10)))
        form = aiohttp.FormData(quote_fields=False)
        for number, file in enumerate(fetched):
            form.add_field(f"files[{number}]", discord.File(file.data.open(), "a.m4a").fp, filename="a.m4a")
        async with session.post(shop.upload, data=form) as answer:
            assert answer.status == 204
    assert shop.uploaded == [shop.digest()] * 10
    assert 80 * MIB < (shop.announced or 0) < 81 * MIB
    assert peak[0] < 40 * MIB  # half of the files; the pieces that are on their way take some 20


@pytest.mark.parametrize("announces", [True, False])
async def test_room_is_kept_for_what_is_there_and_no_more(files: Fetcher, shop: Shop, *, announces: bool) -> None:
    shop.announces = announces
    budget = ByteBudget(100 * MIB)
    async with budget.reserve(20 * MIB) as room, Spool(room) as spool:
        await fetch(files, shop, spool)
        assert room.taken == 8 * MIB
        spool.trim()
        assert room.size == 8 * MIB
        shop.size = 40 * MIB
        with pytest.raises(FileTooLarge):
            await fetch(files, shop, spool)
        shop.breaks_off, shop.size = True, 8 * MIB
        with pytest.raises(FileUnreachable):
            await fetch(files, shop, spool)
        assert room.size == room.taken == 8 * MIB


async def test_a_file_that_is_larger_than_expected_waits_for_room_without_a_connection(
    files: Fetcher, shop: Shop
) -> None:
    budget = ByteBudget(10 * MIB)
    async with contextlib.AsyncExitStack() as first:
        await first.enter_async_context(budget.reserve(4 * MIB))
        async with budget.reserve(MIB) as room, Spool(room) as spool:
            fetching = asyncio.create_task(fetch(files, shop, spool))
            async with asyncio.timeout(30):
                # Until it knows how large the file is, and has hung up.
                while room.taken == 0 or shop.open:  # noqa: ASYNC110 - neither tells
                    await asyncio.sleep(0.001)
            assert (shop.asked, fetching.done()) == (1, False)
            await first.aclose()
            assert (await fetching).data.size == 8 * MIB
            assert shop.asked == 2


async def test_songs_that_were_expected_to_be_small_keep_within_the_budget(files: Fetcher, shop: Shop) -> None:
    """Each expects next to nothing: what is on disk is bounded all the same, and everybody gets on."""
    budget, held, most = ByteBudget(20 * MIB), 0, 0

    async def carry() -> None:
        nonlocal held, most
        async with budget.reserve(1) as room, Spool(room) as spool:
            await asyncio.gather(fetch(files, shop, spool), fetch(files, shop, spool))
            held += 16 * MIB
            most = max(most, held)
            await asyncio.sleep(0.01)
            held -= 16 * MIB

    async with asyncio.timeout(60):
        await asyncio.gather(*(carry() for _ in range(6)))
    assert most <= 20 * MIB + 16 * MIB  # the budget, and what the first of them has beyond it
