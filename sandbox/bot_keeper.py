"""The real bot as the page keeps it: started, stopped, killed and watched."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from sandbox.bot_process import BotProcess
from sandbox.discord.server import DiscordServer
from sandbox.page.services import BotState
from sandbox.wire.failures import SandboxError

START_TIMEOUT = 30.0  # real seconds for the bot to be ready
DISCONNECT_TIMEOUT = 1.0  # real seconds for its connection to break


class BotKeeper:
    """One bot process at a time, with its environment made anew at every start; use as an async context manager.

    `env` raises SandboxError where the bot cannot be started at all; `changed` is told of every new state.
    """

    def __init__(self, discord: DiscordServer, env: Callable[[], Mapping[str, str]], log: Path) -> None:
        self._discord = discord
        self._env = env
        self._process = BotProcess({}, log)
        self._watch: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()  # what is asked of the bot is done one after the other
        self._asked_to_end = False
        self._settled = asyncio.Event()  # running or stopped, and not between them
        self.log = log
        self.state: BotState = "stopped"
        self.since = time.time()
        self.why = ""  # a sentence, where it ended by itself
        self.changed: list[Callable[[], None]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._asked_to_end = True
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._process.running:
            await self._process.stop()

    async def start(self) -> None:
        """Start the bot where it does not run; it is `starting` until it listens and has registered its commands."""
        async with self._turn:
            if self._process.running:
                return
            self._process.env = dict(self._env())
            await self._end_watch()
            await self._process.start()
            self._asked_to_end = False
            self._set("starting")
            self._watch = asyncio.create_task(self._follow())

    async def stop(self, *, kill: bool = False) -> None:
        """End the bot in order, or at once as a power cut does; nothing where it does not run."""
        async with self._turn:
            if not self._process.running:
                return
            self._asked_to_end = True
            await (self._process.kill() if kill else self._process.stop())
            await self._end_watch()
            await self._gone()
            self._set("stopped")

    async def restart(self) -> None:
        """End it in order and start it again."""
        await self.stop()
        await self.start()

    async def ready(self) -> None:
        """Wait for the bot that was started; raises SandboxError where it ends before, or is late."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), START_TIMEOUT)
        if self.state != "running":
            raise SandboxError(self.why or f"The bot was not ready after {START_TIMEOUT:.0f} seconds.")

    async def _follow(self) -> None:
        end, ready = asyncio.create_task(self._process.ended()), asyncio.create_task(self._discord.ready())
        try:
            await asyncio.wait((end, ready), return_when=asyncio.FIRST_COMPLETED)
            if not end.done():
                self._set("running")
            code = await end
        finally:
            for task in (end, ready):
                task.cancel()
            await asyncio.gather(end, ready, return_exceptions=True)
        if not self._asked_to_end:
            self._set("stopped", f"The bot stopped with exit code {code}: “{self._process.last_words()}”.")

    async def _gone(self) -> None:
        """Wait until Discord has seen the connection break; not for long, for other clients may be there too."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._discord.gone(), DISCONNECT_TIMEOUT)

    async def _end_watch(self) -> None:
        if self._watch is not None:
            await self._watch
            self._watch = None

    def _set(self, state: BotState, why: str = "") -> None:
        self.state, self.since, self.why = state, time.time(), why
        (self._settled.clear if state == "starting" else self._settled.set)()
        for tell in self.changed:
            tell()
