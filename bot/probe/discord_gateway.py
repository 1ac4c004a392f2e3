"""Receives the interactions of the probe's button from Discord's gateway, by discord.py and without privileged intents.

discord.py asks Discord for the account and the application before it connects; these two are not recorded.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.gateway.client import point_at
from bot.http.transport import environment_proxy
from bot.musicapi.values import mapping
from bot.probe.discord_api import Sleep

CONNECT_TIMEOUT: Final = 60.0  # seconds until the session begins
CLOSE_TIMEOUT: Final = 5.0  # seconds for the goodbye
MOST_WAITING: Final = 100  # interactions that nobody has taken yet

Interaction = Mapping[str, Any]  # an interaction as the gateway sends it


class NoSession(Exception):
    """There is no session at the gateway, for this reason."""


class GatewaySession:
    """A session of the gateway; what is not for the probe is passed over, and answered by nobody."""

    def __init__(self, received: asyncio.Queue[Interaction], connection: asyncio.Task[None], sleep: Sleep) -> None:
        self._received, self._connection, self._sleep = received, connection, sleep

    async def wait_for(self, wanted: Callable[[Interaction], bool], seconds: float) -> Interaction | None:
        """The next interaction that is wanted; None after so many seconds. Raises NoSession where the session ends."""
        found = asyncio.create_task(self._next(wanted))
        waited = asyncio.ensure_future(self._sleep(seconds))
        try:
            await asyncio.wait((found, waited, self._connection), return_when=asyncio.FIRST_COMPLETED)
            if found.done():
                return found.result()
            if self._connection.done():
                raise NoSession("the connection to the gateway ended")
            return None
        finally:
            found.cancel()
            waited.cancel()
            await asyncio.gather(found, waited, return_exceptions=True)

    async def _next(self, wanted: Callable[[Interaction], bool]) -> Interaction:
        while not wanted(interaction := await self._received.get()):
            pass
        return interaction


@asynccontextmanager
async def open_session(
    token: str, *, api_url: str, gateway: str, shard: tuple[int, int], sleep: Sleep
) -> AsyncGenerator[GatewaySession]:
    """A session at the address `gateway`, from its READY on; raises NoSession where none begins.

    `shard` is its number and how many there are: Discord tells each of the servers that are its own.
    """
    received, is_ready = asyncio.Queue[Interaction](MOST_WAITING), asyncio.Event()
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    point_at(api_url)
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    # discord.py has complaints, such as of intents, that nobody can do anything about here.
    log = logging.getLogger("discord")
    level = log.level
    log.setLevel(logging.CRITICAL)
    number, count = shard
    client = discord.Client(
        intents=discord.Intents.none(),
        max_messages=None,
        shard_id=number,
        shard_count=count,
        proxy=environment_proxy(api_url),
    )
    parsers: dict[str, Callable[[Any], None]] = client._connection.parsers  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - where it looks up who is told of what
    parsers.clear()  # nothing else is of interest
    parsers["READY"] = lambda _: is_ready.set()
    parsers["INTERACTION_CREATE"] = lambda data: _keep(received, data)
    connection = asyncio.create_task(client.start(token, reconnect=False))
    try:
        await _until_ready(connection, is_ready)
        yield GatewaySession(received, connection, sleep)
    finally:
        connection.cancel()
        await asyncio.gather(connection, return_exceptions=True)
        if not client.is_closed():
            await asyncio.wait((asyncio.create_task(client.close()),), timeout=CLOSE_TIMEOUT)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        log.setLevel(level)


async def _until_ready(connection: asyncio.Task[None], is_ready: asyncio.Event) -> None:
    ready = asyncio.create_task(is_ready.wait())
    try:
        await asyncio.wait((ready, connection), timeout=CONNECT_TIMEOUT, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ready.cancel()
    if is_ready.is_set():
        return
    if not connection.done():
        raise NoSession("no session began in time")
    # An error may quote what was sent.
    raise NoSession(_reason(connection.exception()))


def _reason(error: BaseException | None) -> str:
    match error:
        case discord.LoginFailure():
            return "Discord does not take the token"
        case discord.ConnectionClosed():
            return f"the gateway closed the connection with code {error.code}"
        case aiohttp.ClientError() | OSError() | discord.DiscordServerError() | discord.GatewayNotFound():
            return "no connection to the gateway"
        case _:
            return "no session began"


def _keep(received: asyncio.Queue[Interaction], data: Any) -> None:
    interaction = mapping(data)
    ids = (interaction.get("id"), interaction.get("application_id"))
    can_be_answered = all(isinstance(each, str) and each.isdecimal() for each in ids)
    if can_be_answered and isinstance(interaction.get("token"), str) and not received.full():
        received.put_nowait(interaction)
