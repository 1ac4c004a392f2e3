"""Hears the interactions of the probe's button at Discord's gateway, by discord.py and without privileged intents.

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
from bot.musicapi.values import mapping
from bot.probe.discord_api import Sleep

CONNECT_TIMEOUT: Final = 60.0  # seconds until the session begins
CLOSE_TIMEOUT: Final = 5.0  # seconds for the goodbye
MOST_WAITING: Final = 100  # interactions that nobody has taken yet

Heard = Mapping[str, Any]  # an interaction as the gateway sends it


class CannotHear(Exception):
    """The gateway says nothing, for this reason."""


class Hearing:
    """A session of the gateway; what is not for the probe is passed over, and answered by nobody."""

    def __init__(self, told: asyncio.Queue[Heard], session: asyncio.Task[None], sleep: Sleep) -> None:
        self._told, self._session, self._sleep = told, session, sleep

    async def wait_for(self, wanted: Callable[[Heard], bool], seconds: float) -> Heard | None:
        """The next interaction that is wanted; None after so many seconds. Raises CannotHear where the session ends."""
        found = asyncio.create_task(self._next(wanted))
        waited = asyncio.ensure_future(self._sleep(seconds))
        try:
            await asyncio.wait((found, waited, self._session), return_when=asyncio.FIRST_COMPLETED)
            if found.done():
                return found.result()
            if self._session.done():
                raise CannotHear("the connection to the gateway ended")
            return None
        finally:
            found.cancel()
            waited.cancel()
            await asyncio.gather(found, waited, return_exceptions=True)

    async def _next(self, wanted: Callable[[Heard], bool]) -> Heard:
        while not wanted(heard := await self._told.get()):
            pass
        return heard


@asynccontextmanager
async def hear(
    token: str, *, api_url: str, gateway: str, shard: tuple[int, int], sleep: Sleep
) -> AsyncGenerator[Hearing]:
    """A session at the address `gateway`, from its READY on; raises CannotHear where none begins.

    `shard` is its number and how many there are: Discord tells each of the servers that are its own.
    """
    told, is_ready = asyncio.Queue[Heard](MOST_WAITING), asyncio.Event()
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    point_at(api_url)
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    # discord.py has complaints, such as of intents, that nobody can do anything about here.
    log = logging.getLogger("discord")
    level = log.level
    log.setLevel(logging.CRITICAL)
    number, count = shard
    client = discord.Client(intents=discord.Intents.none(), max_messages=None, shard_id=number, shard_count=count)
    parsers: dict[str, Callable[[Any], None]] = client._connection.parsers  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - where it looks up who hears what
    parsers.clear()  # nothing else is of interest
    parsers["READY"] = lambda _: is_ready.set()
    parsers["INTERACTION_CREATE"] = lambda data: _keep(told, data)
    session = asyncio.create_task(client.start(token, reconnect=False))
    try:
        await _until_ready(session, is_ready)
        yield Hearing(told, session, sleep)
    finally:
        session.cancel()
        await asyncio.gather(session, return_exceptions=True)
        if not client.is_closed():
            await asyncio.wait((asyncio.create_task(client.close()),), timeout=CLOSE_TIMEOUT)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        log.setLevel(level)


async def _until_ready(session: asyncio.Task[None], is_ready: asyncio.Event) -> None:
    ready = asyncio.create_task(is_ready.wait())
    try:
        await asyncio.wait((ready, session), timeout=CONNECT_TIMEOUT, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ready.cancel()
    if is_ready.is_set():
        return
    if not session.done():
        raise CannotHear("no session began in time")
    # An error may quote what was sent.
    raise CannotHear(_reason(session.exception()))


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


def _keep(told: asyncio.Queue[Heard], data: Any) -> None:
    heard = mapping(data)
    ids = (heard.get("id"), heard.get("application_id"))
    can_be_answered = all(isinstance(each, str) and each.isdecimal() for each in ids)
    if can_be_answered and isinstance(heard.get("token"), str) and not told.full():
        told.put_nowait(heard)
