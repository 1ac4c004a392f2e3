"""Seconds, CPU and memory until Discord sees a bot ready, with an empty database and with one of long use."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.outside import LIMIT, OURS, PLAIN, open_outside
from benchmarks.process import Usage
from benchmarks.rows import fill
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until ready, and what was used a moment later."""

    seconds: float
    idle: Usage


async def measure(sizes: Sizes) -> Part:
    """Start each bot some times; ours also where there are many jobs, and where it makes the database first."""
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as name:
        folder = Path(name)
        new = await _start(OURS, folder, sizes.settle)
        ours, plain, limit = [
            [await _start(module, folder, sizes.settle) for _ in range(sizes.starts)] for module in (OURS, PLAIN, LIMIT)
        ]
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as name:
        await fill(Path(name) / "encore.db", open_jobs=sizes.open_jobs, finished_jobs=sizes.finished_jobs)
        full = [await _start(OURS, Path(name), sizes.settle) for _ in range(sizes.starts)]
    jobs = f"{sizes.open_jobs:,} open and {sizes.finished_jobs:,} finished jobs"
    return Part(
        f"From the start to ready, and {sizes.settle:.0f} s after it; filled: {jobs}",
        (
            Row("start to ready, s", *(median(_seconds(each)) for each in (ours, plain, limit))),
            Row("start to ready, the very first, s", new.seconds),
            Row("start to ready, filled, s", median(_seconds(full))),
            Row("CPU, s", *(median(_cpu(each)) for each in (ours, plain, limit))),
            Row("CPU, filled, s", median(_cpu(full))),
            Row("idle memory, MiB", *(median(_memory(each)) for each in (ours, plain, limit))),
            Row("idle memory, filled, MiB", median(_memory(full))),
        ),
    )


async def _start(module: str, folder: Path, settle: float) -> Start:
    async with open_outside(module, folder, POLL_INTERVAL="5") as outside:
        await asyncio.sleep(settle)
        return Start(outside.started_in, outside.process.usage())


def _seconds(starts: Sequence[Start]) -> list[float]:
    return [start.seconds for start in starts]


def _cpu(starts: Sequence[Start]) -> list[float]:
    return [start.idle.cpu for start in starts]


def _memory(starts: Sequence[Start]) -> list[float]:
    return [start.idle.memory for start in starts]
