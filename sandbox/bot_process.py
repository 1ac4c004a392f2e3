"""The real bot as a child process, started, watched and ended."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 12.0  # seconds from SIGTERM to SIGKILL; the bot itself takes less than 10
TAIL = 4000  # bytes of the log that say why a bot ended


class BotProcess:
    """`python -m bot` with this environment; what it says goes to `log`, one file for all starts.

    As an async context manager it is started at entry, and stopped at exit if it still runs.
    """

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self.env = dict(env)
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def running(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it, again after an end."""
        if self.running:
            raise RuntimeError("the bot runs already")
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                cwd=ROOT,
                env=self.env,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is ours alone: we then stop the bot in order
            )

    async def ended(self) -> int:
        """Return its exit code once it has ended; negative for a signal."""
        if self._process is None:
            raise RuntimeError("the bot was never started")
        return await self._process.wait()

    async def stop(self) -> int:
        """End it as `docker stop` does: SIGTERM, and SIGKILL where that does not help."""
        self._signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(self.ended(), TIMEOUT)
        except TimeoutError:
            return await self.kill()
        except asyncio.CancelledError:  # whoever stops us is in a hurry; nothing may stay behind
            self._signal(signal.SIGKILL)
            raise

    async def kill(self) -> int:
        """End it at once, as a power cut does."""
        self._signal(signal.SIGKILL)
        return await self.ended()

    def last_words(self) -> str:
        """The last line of its log, or an empty string."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(-min(TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
            lines = file.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)
