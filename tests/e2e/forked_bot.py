"""The bot as a process that starts in a moment: forked from one that imported the libraries once for all of them.

Most of what a start of `python -m bot` costs is the import of discord.py, SQLAlchemy and their like. A process that did
this and nothing else forks a new one for every start; from there on it is `python -m bot`: our own modules are read,
the environment, the session and the working folder are its own, and signals and exit codes are those of any process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import connection
from typing import TYPE_CHECKING, NamedTuple, cast

from sandbox.bot_process import ROOT, BotProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.process import BaseProcess
    from pathlib import Path

# What the bot, its commands and the database import of others' work; a missing one would only cost time.
LIBRARIES = (
    "aiohttp.web",
    "aiosqlite",
    "alembic.command",
    "asyncpg",
    "av",
    "discord.ext.commands",
    "dotenv",
    "filelock",
    "httpx",
    "PIL.Image",
    "PIL.ImageDraw",
    "PIL.ImageFont",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "sqlalchemy.ext.asyncio",
    "zstandard",
)

_forks = multiprocessing.get_context("forkserver")


class Pace(NamedTuple):
    """Seconds between two sessions, and for which a shard is a process's own."""

    apart: float
    lease: float


class ForkedBot(BotProcess):
    """A bot process like any other, but quick to start; its `listeners` are told whatever comes into its log.

    What it shall suffer, `fate`, is called in the process before the bot begins; pickled, so a function of a module.
    Its `role` is a word of the command line. Sessions begin `apart` seconds from each other, where the sandbox demands
    so many: a bot that is started again and again would else wait for most of the test. Its shards are its own for
    `lease` seconds: where none is killed, for so long that it keeps them on a machine that is busy with other things.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        log: Path,
        fate: Callable[[], None] | None = None,
        *,
        role: str = "",
        apart: float = 0.0,
        lease: float = 60.0,
    ) -> None:
        super().__init__(env, log)
        self.listeners: list[Callable[[bytes], None]] = []
        self.fate = fate
        self.role = role
        self.pace = Pace(apart, lease)

    @property
    def pid(self) -> int:
        """The number of the process that runs."""
        return cast("_Forked", self._process).pid

    async def start(self) -> None:
        """Start it, again after an end."""
        if self.running:
            raise RuntimeError("the bot runs already")
        _forks.set_forkserver_preload(list(LIBRARIES))
        heard, said = connection.Pipe(duplex=False)
        forked = _forks.Process(target=_be_the_bot, args=(self.env, said, self.fate, self.role, self.pace))
        await asyncio.to_thread(forked.start)  # the very first one waits for the libraries
        said.close()
        self._process = cast("asyncio.subprocess.Process", _Forked(forked, heard, self._write_down))

    def _write_down(self, said: bytes) -> None:
        with self.log.open("ab") as log:
            log.write(said)
        for listener in self.listeners:
            listener(said)


class _Forked:
    """What `BotProcess` asks of a process."""

    def __init__(self, process: BaseProcess, heard: connection.Connection, write: Callable[[bytes], None]) -> None:
        self._process, self._heard, self._write = process, heard, write
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        os.set_blocking(heard.fileno(), False)
        self._loop.add_reader(heard.fileno(), self._listen)
        self._loop.add_reader(process.sentinel, self._end)

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode if self._ended.is_set() else None

    @property
    def pid(self) -> int:
        return cast("int", self._process.pid)

    async def wait(self) -> int:
        await self._ended.wait()
        return cast("int", self._process.exitcode)

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def _listen(self) -> bool:
        """Write down what the process said; False where it will say no more, or nothing for now."""
        try:
            said = os.read(self._heard.fileno(), 65536)
        except BlockingIOError:
            return False
        if not said:
            self._loop.remove_reader(self._heard.fileno())
            return False
        self._write(said)
        return True

    def _end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._process.join()
        # All that it said is in the pipe by now; whoever it started may hold the other end for longer.
        while self._listen():
            pass
        self._loop.remove_reader(self._heard.fileno())
        self._heard.close()
        self._ended.set()


def _be_the_bot(
    env: Mapping[str, str], said: connection.Connection, fate: Callable[[], None] | None, role: str, pace: Pace
) -> None:
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    os.setsid()
    os.chdir(ROOT)
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    said.close()
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["bot", role] if role else ["bot"]
    if fate is not None:
        fate()
    from bot.gateway import reconnect  # of ours, it imports nothing

    reconnect.APART, reconnect.SHARD_LEASE = pace.apart, pace.lease
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def _end_with_the_tests() -> None:
    # In a session of its own, nothing else would end it where the tests are killed.
    if (tests := multiprocessing.parent_process()) is not None:
        tests.join()
        os.kill(os.getpid(), signal.SIGKILL)
