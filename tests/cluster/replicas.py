"""The processes of a trial, each kept running by a supervisor as an orchestrator keeps its replicas."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.forked_bot import ForkedBot
from tests.torture.load import HURRY
from tests.torture.reckoning import NEVER_LOGGED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.e2e.forked_bot import Pace

# Said at the end of every start: by a worker, by a gateway whose shards are there, and by one that finds none free; and
# by each after a restart of the database.
WORKS = (b" worker_ready ", b" ready user=", b" gateway_taken by=", b" name_taken_again ")
# Whoever supervises starts a process again that ends so. A machine that has too much to do brings each of them about: a
# lease that could not be renewed in time is given up, and PostgreSQL may not know yet that the one before is dead.
EXPECTED_ENDS = ("could not renew its shards", "some of this one's shards", " worker_already_running ")
BEFORE_A_START = 0.5  # seconds, after an end that nobody asked for


@dataclass
class Life:
    """One process, from its start to its end."""

    bot: ForkedBot
    is_told: bool = False  # to end
    is_excused: bool = False  # it ended by itself, as it should

    def said(self) -> str:
        """Its log."""
        return self.bot.log.read_text(errors="replace") if self.bot.log.exists() else ""


class Replica:
    """Runs a role of the bot again and again until `finish`; `may_end` says whether it may just now end by itself."""

    def __init__(
        self,
        name: str,
        role: str,
        env: Mapping[str, str],
        folder: Path,
        *,
        pace: Pace,
        may_end: Callable[[], bool],
    ) -> None:
        self.name, self.role = name, role
        self.kills = self.stops = self.ends = 0
        self.peak_memory = 0  # bytes
        self.flaws: list[str] = []
        self.lives: list[Life] = []
        self._env, self._folder, self._pace, self._may_end = env, folder, pace, may_end
        self._called = name  # the worker's id of the next life
        self._works = asyncio.Event()
        self._supervisor: asyncio.Task[None] | None = None
        self._is_over = False

    def begin(self) -> None:
        """Start it, and start it again whenever it ends."""
        self._supervisor = asyncio.create_task(self._supervise())

    @property
    def works(self) -> bool:
        """Whether its start is over."""
        return self._works.is_set()

    async def wait_until_it_works(self) -> None:
        """Return when its start is over."""
        await self._works.wait()

    def expect_to_lose_its_name(self) -> None:
        """Take it for working again only once it has its name again, or was started again."""
        self._works.clear()

    async def kill(self, *, renamed: bool) -> None:
        """End it as a power cut does. It is started again, under a new name if it is `renamed`."""
        self._note_memory()
        life = self._tell_to_end()
        if renamed:
            self._called = f"{self.name}-{len(self.lives)}"
        await life.bot.kill()
        self.kills += 1

    async def stop(self) -> None:
        """End it in order; it is started again."""
        self._note_memory()
        life = self._tell_to_end()
        code = await life.bot.stop()
        self.stops += 1
        if code != 0:
            self.flaws.append(f"{self.name} ended with code {code} when it was told to stop: {life.bot.last_words()}")

    async def finish(self) -> None:
        """End it in order for good, and look through what it said."""
        self._is_over = True
        if self.lives and self.lives[-1].bot.running:
            await self.stop()
        await self.abandon()
        for life in self.lives:
            self._look_through(life)

    async def abandon(self) -> None:
        """End it at once for good."""
        self._is_over = True
        if self._supervisor is not None:
            self._supervisor.cancel()
            await asyncio.gather(self._supervisor, return_exceptions=True)
        for life in self.lives:
            if life.bot.running:
                await life.bot.kill()

    def _tell_to_end(self) -> Life:
        life = self.lives[-1]
        life.is_told = True
        self._works.clear()
        return life

    async def _supervise(self) -> None:
        while not self._is_over:
            env = {**self._env, "WORKER_ID": self._called}
            log = self._folder / f"{self.name}-{len(self.lives)}.log"
            life = Life(ForkedBot(env, log, HURRY, role=self.role, apart=self._pace.apart, lease=self._pace.lease))
            life.bot.listeners.append(self._hear)
            self.lives.append(life)
            await life.bot.start()
            code = await life.bot.ended()
            self._works.clear()
            if life.is_told or self._is_over:
                continue
            said = life.bot.last_words()
            life.is_excused = self._may_end() or any(words in said for words in EXPECTED_ENDS)
            self.ends += 1
            if not life.is_excused:
                self.flaws.append(f"{self.name} ended by itself with code {code}: {said}")
            await asyncio.sleep(BEFORE_A_START)

    def _hear(self, said: bytes) -> None:
        if any(words in said for words in WORKS):
            self._works.set()

    def _look_through(self, life: Life) -> None:
        said = life.said()
        if not life.is_excused:
            wrong = [line for line in said.splitlines() if any(word in line for word in NEVER_LOGGED)]
            self.flaws += [f"{self.name}: {line}" for line in wrong]
        secrets = (self._env["DISCORD_TOKEN"], self._env["MUSICAPI_KEY"])
        self.flaws += [f"{self.name}: a secret is in the log" for secret in secrets if secret in said]

    def _note_memory(self) -> None:
        with suppress(OSError, ValueError):  # it has just ended, or the system has no such file
            status = Path(f"/proc/{self.lives[-1].bot.pid}/status").read_text()
            if (found := re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)) is not None:
                self.peak_memory = max(self.peak_memory, int(found[1]) * 1024)
