"""A bot as a child process whose work is measured; Linux only, since the figures are those of /proc."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
STOP_TIMEOUT = 15.0
LOOK_AGAIN = 0.1


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used: seconds of CPU since its start, MiB in memory now and at most."""

    cpu: float
    memory: float
    peak: float


class MeasuredProcess:
    """`python -m module` with this environment; what it says goes to `log`. Stopped at the end of its `async with`."""

    def __init__(self, module: str, env: Mapping[str, str], log: Path) -> None:
        self._module, self._env, self._log = module, dict(env), log
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", self._module), cwd=ROOT, env=self._env, stdout=log, stderr=log
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        process = self._started()
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
            try:
                await asyncio.wait_for(process.wait(), STOP_TIMEOUT)
            except TimeoutError:
                process.kill()
                await process.wait()

    def usage(self) -> Usage:
        """What it has used so far, its children aside."""
        proc = Path("/proc") / str(self._started().pid)
        fields = (proc / "stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
        resident, peak = (int(status[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return Usage((int(fields[11]) + int(fields[12])) / TICKS, resident, peak)

    def blocked(self) -> list[int]:
        """Milliseconds of every stretch in which it said that its event loop stood still."""
        lines = self._log.read_text(errors="replace").splitlines()
        return [int(line.rpartition("ms=")[2]) for line in lines if "loop_blocked" in line]

    async def until_said(self, words: str) -> None:
        """Return once these words stand in what it said."""
        while words not in self._log.read_text(errors="replace"):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(LOOK_AGAIN)

    def _started(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the process was never started")
        return self._process

    def last_words(self) -> str:
        """The end of what it said."""
        return self._log.read_text(errors="replace")[-2000:]
