"""The connections of this process's shards, each held by a task of its own, so that none waits for another.

discord.py 2.7.1 brings back the shards of a process one after the other, and knows all of them from the start. These
come and go while the process runs.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any, cast

import aiohttp
import discord
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.shard import EventItem, EventType, Shard

from bot.gateway.reconnect import PromptBackoff

log = logging.getLogger(__name__)

CONNECT_TIMEOUT = 180.0  # seconds for a connection and its turn to begin a session; discord.py's own
CLOSE_TIMEOUT = 1.0  # seconds for all goodbyes; nobody listens to a shard from the moment on that it is closed
RESUMABLE = 4000  # any code but 1000 and 1001 (documentation: Gateway, Disconnecting)
_AGAIN = (
    OSError,
    aiohttp.ClientError,
    TimeoutError,
    discord.ConnectionClosed,
    discord.HTTPException,
    ReconnectWebSocket,
)


class ShardConnections:
    """Opens shards and brings each back whenever its connection ends, until all are closed."""

    def __init__(self, client: discord.AutoShardedClient) -> None:
        self._client = client
        self._wait_for_turn: Callable[[int], Awaitable[None]]
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._shards: dict[int, Shard] = {}
        self._turns = defaultdict[int, asyncio.Lock](asyncio.Lock)
        self._sessions: dict[int, dict[str, Any]] = {}  # of closed shards, that can be resumed
        self._broken: asyncio.Queue[BaseException] = asyncio.Queue()
        self._closing = asyncio.Lock()

    def __contains__(self, shard_id: int) -> bool:
        return shard_id in self._tasks

    def __len__(self) -> int:
        return len(self._tasks)

    def open(
        self, shard_ids: Iterable[int], *, concurrency: int, wait_for_turn: Callable[[int], Awaitable[None]]
    ) -> None:
        """Open these shards; so many may begin a session side by side.

        `wait_for_turn` returns when a shard's session may begin soon: discord.py gives a connection up after a minute.
        """
        self._wait_for_turn = wait_for_turn
        for shard_id in shard_ids:
            # Whoever is not due yet opens no connection either: one that says nothing is closed by Discord.
            task = asyncio.create_task(self._hold(shard_id, self._turns[shard_id % concurrency]))
            task.add_done_callback(self._note_end)
            self._tasks[shard_id] = task

    async def wait_for_trouble(self) -> None:
        """Raise what ends the connection of a shard for good; waits for ever where nothing does."""
        raise await self._broken.get()

    def forget(self, kept: Collection[int] = ()) -> None:
        """Resume no session but those of the `kept` shards."""
        self._sessions = {shard_id: known for shard_id, known in self._sessions.items() if shard_id in kept}

    async def close(self, *, resumable: bool = False) -> None:
        """Hear nothing more, and say goodbye to Discord, as far as it listens.

        Where it is `resumable`, whoever opens these shards again soon goes on with the same sessions.
        """
        async with self._closing:  # whoever comes second may count on it as well
            tasks, shards = [*self._tasks.values()], [*self._shards.values()]
            self._tasks.clear()
            self._shards.clear()
            self._turns.clear()
            self._known_shards().clear()
            for task in tasks:
                task.cancel()
            self._sessions = {shard.id: found for shard in shards if (found := _session_of(shard))} if resumable else {}
            goodbyes = [asyncio.create_task(_leave(shard, resumable=resumable)) for shard in shards]
            if tasks:
                await asyncio.wait(tasks, timeout=CLOSE_TIMEOUT)
            if goodbyes:
                _, late = await asyncio.wait(goodbyes, timeout=CLOSE_TIMEOUT)
                for goodbye in late:
                    goodbye.cancel()
            await asyncio.gather(*goodbyes, return_exceptions=True)

    def _known_shards(self) -> dict[int, Shard]:
        """Those that discord.py takes for its own, by their numbers."""
        return cast("dict[int, Shard]", vars(self._client)["_AutoShardedClient__shards"])

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._broken.put_nowait(error)

    async def _hold(self, shard_id: int, turn: asyncio.Lock) -> None:
        news: asyncio.Queue[EventItem] = asyncio.Queue()
        async with turn:
            socket = await self._connect(shard_id)
        shard = Shard(socket, self._client, news.put_nowait)
        # A connection that is there at the very moment in which it is cancelled stays: asyncio's and discord.py's way.
        if self._is_mine(shard_id):
            self._shards[shard_id] = self._known_shards()[shard_id] = shard
            shard.launch()
        while self._is_mine(shard_id):
            item = await news.get()
            error: Any = item.error
            if item.type in (EventType.identify, EventType.reconnect):
                await self._wait_for_turn(shard_id)
            if item.type in (EventType.identify, EventType.resume):
                await shard.reidentify(error)
            elif item.type == EventType.reconnect:
                await shard.reconnect()
            else:
                raise error
        await shard.close()

    def _is_mine(self, shard_id: int) -> bool:
        """Whether the task that asks still holds this shard."""
        return self._tasks.get(shard_id) is asyncio.current_task()

    async def _connect(self, shard_id: int) -> DiscordWebSocket:
        backoff = PromptBackoff()
        known = self._sessions.pop(shard_id, {})
        while True:
            if not known:  # nothing is begun where a session goes on
                await self._wait_for_turn(shard_id)
            connecting = DiscordWebSocket.from_client(self._client, shard_id=shard_id, **known)
            try:
                return await asyncio.wait_for(connecting, CONNECT_TIMEOUT)
            except _AGAIN as error:
                if isinstance(error, discord.ConnectionClosed | ReconnectWebSocket):
                    known = {}  # Discord answered, and not with that session
                log.warning("shard_unreachable shard=%s error=%s", shard_id, type(error).__name__)
                await asyncio.sleep(backoff.delay())


def _session_of(shard: Shard) -> dict[str, Any]:
    """How discord.py goes on with the session of this shard; nothing where it has none."""
    socket = shard.ws
    if not socket.session_id:
        return {}
    given = {"session": socket.session_id, "sequence": socket.sequence, "gateway": socket.gateway}
    return {"resume": True, **given}


async def _leave(shard: Shard, *, resumable: bool) -> None:
    if not resumable:
        await shard.close()
        return
    shard._cancel_task()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - `close` ends the session for good
    await shard.ws.close(code=RESUMABLE)
