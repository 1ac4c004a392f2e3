"""What Discord sends by itself, over HTTP, to the endpoints of an application: signed, bounded, without redirects.

Nothing leaves this machine: an address that leads anywhere else is never asked. That also is why `http` is as good as
`https` here, which the real Discord insists on.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox.discord import limits
from sandbox.discord.entities import Payload
from sandbox.discord.signatures import Signer
from sandbox.wire.clock import Clock
from sandbox.wire.loopback import LoopbackResolver, is_loopback

log = logging.getLogger(__name__)

MOST = 1_000  # pieces of work under way; a bound, so that nobody who never answers fills the sandbox
CHUNK = 65_536  # bytes
# As applications see it (seen in what they log).
INTERACTIONS_AGENT = "Discord-Interactions/1.0 (+https://discord.com)"
EVENTS_AGENT = "Discord-Webhook/1.0 (+https://discord.com)"


class NoReplyError(Exception):
    """Nobody answered, or not in time, or with more than is read; its text says which."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answered."""

    status: int
    content_type: str
    body: bytes


class Outgoing:
    """Posts to the endpoints of one application; `seconds` are the world's."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.signer = Signer()
        self.is_down = False  # in an outage of Discord's, nothing goes out
        self._work: set[asyncio.Task[None]] = set()
        self._exchanges: set[asyncio.Task[Reply]] = set()
        self._broken: list[BaseException] = []

    async def post(self, url: str, payload: Payload, *, seconds: float, agent: str, is_wrong: bool = False) -> Reply:
        """Post a payload, and give back what was answered; with `is_wrong`, the signature proves nothing.

        Raises NoReplyError, also where Discord goes down or is stopped meanwhile.
        """
        if self.is_down:
            raise NoReplyError("Discord is down")
        if not is_loopback(url):
            raise NoReplyError("it is not on this machine")
        body = json.dumps(payload, separators=(",", ":")).encode()
        sign = self.signer.wrong_headers if is_wrong else self.signer.headers
        headers = {
            "Content-Type": "application/json",
            "User-Agent": agent,
            "Accept-Encoding": "gzip",
            **sign(body, self.clock.now()),
        }
        exchange = asyncio.create_task(_exchange(url, body, headers))
        deadline = asyncio.ensure_future(self.clock.sleep(seconds))
        self._exchanges.add(exchange)
        try:
            await asyncio.wait((exchange, deadline), return_when=asyncio.FIRST_COMPLETED)
            in_time = exchange.done()
        finally:
            self._exchanges.discard(exchange)
            for waiting in (exchange, deadline):
                waiting.cancel()
            await asyncio.gather(exchange, deadline, return_exceptions=True)
        if exchange.cancelled():
            raise NoReplyError("it was broken off" if in_time else f"no answer within {seconds:g} seconds")
        return exchange.result()

    def break_off(self) -> None:
        """Leave everybody who was posted to alone, whatever they were about to answer."""
        for exchange in self._exchanges:
            exchange.cancel()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something in the background, until it is done or the sandbox stops."""
        if len(self._work) >= MOST:
            log.warning("outgoing_full most=%d", MOST)
            work.close()
            return
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._end)

    async def done(self) -> None:
        """Return once nothing is under way."""
        while self._work:
            await asyncio.wait(self._work)

    async def close(self) -> None:
        """End all that is under way; raises what broke in the background, which is not to pass for silence."""
        self.break_off()
        for task in self._work:
            task.cancel()
        if under_way := [*self._work, *self._exchanges]:
            await asyncio.wait(under_way)
        broken, self._broken = self._broken, []
        for error in broken:
            raise error

    def _end(self, task: asyncio.Task[None]) -> None:
        self._work.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._broken.append(error)
            log.error("outgoing_broken", exc_info=error)


async def _exchange(url: str, body: bytes, headers: dict[str, str]) -> Reply:
    no_limit = aiohttp.ClientTimeout(total=None, sock_connect=None)  # whoever waits has a clock of their own
    connector = aiohttp.TCPConnector(resolver=LoopbackResolver(), force_close=True)
    jar = aiohttp.DummyCookieJar()
    try:
        async with (
            aiohttp.ClientSession(connector=connector, cookie_jar=jar, timeout=no_limit) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            read = bytearray()
            async for chunk in response.content.iter_chunked(CHUNK):
                read += chunk
                if len(read) > limits.INLINE_RESPONSE:
                    raise NoReplyError(f"more than {limits.INLINE_RESPONSE} bytes")
            return Reply(response.status, response.headers.get("Content-Type", ""), bytes(read))
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise NoReplyError(f"{type(error).__name__}: {error}") from error
