"""Answers of Discord that are cut off at drawn bytes: what took effect is not done twice, and every song is posted."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.gateway.client import point_at
from data import tables
from data.ids import GuildId, JobId
from data.rows import JobState
from sandbox.wire.server import HOST
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.e2e.conftest import audio, title
from tests.relay import serving, until_one_ends

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live

LONGEST_OFFSET = 700  # bytes: every answer that is cut here is longer
OFFSETS = (0, 1, 17, *sorted(random.Random(7).sample(range(18, LONGEST_OFFSET), 5)))


class CuttingProxy:
    """Passes everything on, but breaks the answer to the next request that begins with `start` off."""

    def __init__(self, to: int) -> None:
        self.port = 0
        self._to = to
        self._start: bytes | None = None
        self._offset = 0
        self.cut = asyncio.Event()

    def order(self, start: bytes, offset: int) -> None:
        """Break the next such answer off after so many bytes."""
        self._start, self._offset = start, offset
        self.cut.clear()

    @asynccontextmanager
    async def serve(self) -> AsyncGenerator[CuttingProxy]:
        async with serving(partial(asyncio.start_server, host=HOST, port=0), self._pass_on) as listening:
            self.port = listening.sockets[0].getsockname()[1]
            yield self

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(HOST, self._to)
        left: int | None = None  # bytes of the answer that still get through; None: all of them

        async def pass_requests() -> None:
            nonlocal left
            while said := await reader.read(65536):
                if self._start is not None and said.startswith(self._start):
                    self._start, left = None, self._offset
                to_server.write(said)
                await to_server.drain()

        async def pass_answers() -> None:
            nonlocal left
            while said := await from_server.read(65536):
                writer.write(said if left is None else said[:left])
                await writer.drain()
                if left is not None:
                    left -= len(said)
                    if left <= 0:
                        self.cut.set()
                        return

        try:
            await until_one_ends(pass_requests(), pass_answers())
        finally:
            to_server.transport.abort()


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


@pytest.fixture
async def proxy(live: Live) -> AsyncIterator[CuttingProxy]:
    async with CuttingProxy(live.sandbox.discord.port).serve() as serving:
        point_at(f"http://{HOST}:{serving.port}/api/v10")
        yield serving


def ask(live: Live, number: int) -> Invocation:
    live.database.reset()
    return live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": f"pop {number}"})


async def made(live: Live, number: int, *, token_lives: bool) -> None:
    """A song that is done, and not posted yet."""
    over = live.studio.context.now() + timedelta(hours=1 if token_lives else -1)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id == number).values(token_expires_at=over))
    job = await live.studio.finish(await live.studio.job(JobId(number)))
    assert job.state is JobState.DONE


@pytest.mark.promise(key="posted-once")
@pytest.mark.parametrize("way", ["token", "bot", "anew"])
async def test_a_song_whose_answer_is_cut_off_is_posted_once(live: Live, proxy: CuttingProxy, way: str) -> None:
    offsets = OFFSETS if way == "token" else OFFSETS[1::2]
    for number, offset in enumerate(offsets, 1):
        message = (await ask(live, number).answered()).message
        assert message is not None
        await live.database.written(2)
        await made(live, number, token_lives=way == "token")
        if way == "anew":
            live.sandbox.person("admin").delete(message)
        start = {
            "token": b"PATCH /api/v10/webhooks/",
            "bot": b"PATCH /api/v10/channels/",
            "anew": b"POST /api/v10/chan",
        }
        proxy.order(start[way], offset)
        async with asyncio.timeout(WAIT):
            await deliver(live.studio)
            await proxy.cut.wait()
            await deliver(live.studio, 6)
        job = await live.studio.job(JobId(number))
        assert job.delivered_at is not None, offset
        posted = live.sandbox.songs.messages
        assert len(audio(posted[job.message_id or 0])) == 2
        assert sum(each.reply_to is None for each in posted.values()) == number, offset  # replies say that it is ready
    assert (await live.studio.account(GuildId(live.sandbox.studio.id))).spent == 12 * len(offsets)


async def test_a_card_whose_answer_is_cut_off_is_shown_once_and_known(live: Live, proxy: CuttingProxy) -> None:
    for number, offset in enumerate(OFFSETS, 1):
        proxy.order(b"POST /api/v10/interactions/", offset)
        asked = ask(live, number)
        async with asyncio.timeout(WAIT):
            await proxy.cut.wait()
        await live.database.written(2)
        job = await live.studio.job(JobId(number))
        assert asked.message is not None
        assert title(asked.message)
        assert job.message_id == asked.message.id, offset
        assert asked.followups == []
    assert len(live.sandbox.songs.messages) == len(OFFSETS)
