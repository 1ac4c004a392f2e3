"""The real client in the test's own process, before the simulated Discord, on a database that counts."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.delivery.song_files import SongFiles
from bot.delivery.song_zips import SongZips
from bot.gateway.client import Encore, Services, point_at
from bot.gateway.shard_leases import Gateway
from bot.media.fetch import Fetcher
from bot.orders.recordings import Recordings
from bot.privacy.eraser import Eraser
from data.engine.database import Database
from sandbox.world import Sandbox
from tests.bot.conftest import open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from data.engine.transaction import Transaction
    from tests.bot.conftest import Studio

WAIT = 20.0  # seconds for what must come


# Whether what runs belongs to the start or keeps up the connection, or grew out of that: all that Discord tells.
_is_of_connection = ContextVar("_is_of_connection", default=False)


def _is_answering() -> bool:
    """Whether discord.py runs this for an interaction: by the names of its tasks, which no loop beside them has."""
    task = asyncio.current_task()
    return task is not None and task.get_name().startswith(("discord.py: on_interaction", "CommandTree-invoker"))


class CountingDatabase(Database):
    """A real database that knows how often it was read to answer people, and how often anybody wrote.

    What belongs to the start, or keeps up the connection to Discord, is nobody: it may write at any moment of a test.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.reads = self.writes = 0
        self._changed = asyncio.Condition()

    async def write(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._counted(super().write(work, *args, **kwargs))

    async def write_urgently(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._counted(super().write_urgently(work, *args, **kwargs))

    @asynccontextmanager
    async def transaction(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        try:
            async with super().transaction(urgent=urgent) as tx:
                yield tx
        finally:
            await self._counted()

    async def read(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        if _is_answering():
            self.reads += 1
            async with self._changed:
                self._changed.notify_all()
        return await super().read(work, *args, **kwargs)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Transaction]:
        if _is_answering():
            self.reads += 1
        async with super().reading() as tx:
            yield tx

    async def _counted(self, writing: Awaitable[Any] | None = None) -> Any:
        try:
            return None if writing is None else await writing
        finally:  # one that came to nothing was one as well
            async with self._changed:
                self.writes += not _is_of_connection.get() or _is_answering()
                self._changed.notify_all()

    def reset(self) -> None:
        """Count from nothing again."""
        self.reads = self.writes = 0

    async def looked(self, times: int) -> None:
        """Wait until somebody has begun to read so often."""
        async with asyncio.timeout(WAIT), self._changed:
            await self._changed.wait_for(lambda: self.reads >= times)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until it is so; asked again whenever anything has been written."""
        async with asyncio.timeout(WAIT), self._changed:
            await self._changed.wait_for(is_so)

    async def written(self, times: int) -> None:
        """Wait until so many transactions have written."""
        await self.until(lambda: self.writes >= times)


@dataclass
class Live:
    """A client that is ready, and everything around it."""

    sandbox: Sandbox
    studio: Studio
    database: CountingDatabase
    client: Encore


@asynccontextmanager
async def open_live(folder: Path) -> AsyncGenerator[Live]:
    """The client, connected, with MusicAPI driven by hand; what it makes is never posted by itself."""
    base, built_in = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    database = await CountingDatabase.open(f"sqlite:///{folder}/encore.db")
    assert isinstance(database, CountingDatabase)
    files = Fetcher(None)
    try:
        families = ("riffusion", "sonic", "producer", "nuro")
        async with (
            Sandbox(identify_interval=0.0, answer_deadline=WAIT) as sandbox,
            open_studio(database, families=families) as studio,
        ):
            point_at(sandbox.discord.api_url)
            async with Encore() as client:
                client.services = Services(
                    context=studio.context,
                    lifecycle=studio.lifecycle,
                    queries=studio.queries,
                    courier=studio.courier,
                    recordings=Recordings(files),
                    song_files=SongFiles(files),
                    song_zips=SongZips(files),
                    alerts=studio.alerts,
                    eraser=Eraser(studio.context, studio.lifecycle),
                    operator_ids=(),
                )
                was = _is_of_connection.set(True)
                await client.login(sandbox.world.token)
                gateway, stop = Gateway(client, studio.context), asyncio.Event()
                await gateway.take()
                connected = asyncio.create_task(gateway.run(stop))
                _is_of_connection.reset(was)
                async with asyncio.timeout(WAIT):
                    await sandbox.discord.ready()
                yield Live(sandbox, studio, database, client)
                await client.close()
                await connected
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, built_in
        await files.__aexit__()
        await database.close()
