"""Tasks that run and run: what it costs to ask about them."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import ask
from benchmarks.outside import OURS, PLAIN, Outside, open_outside
from benchmarks.rows import fill
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row

INTERVAL = 5.0  # the default of POLL_INTERVAL
# The plain bot keeps no jobs: its own are asked for, so many at a time; more of them than this takes too long.
WAVE, PLAIN_AT_MOST = 50, 1_000


@dataclass(frozen=True, slots=True)
class Flight:
    """What a bot did and used while so many tasks ran."""

    polls: float  # a second
    cpu: float  # seconds a second
    memory: float  # MiB
    blocked: int  # milliseconds, the longest


async def measure(sizes: Sizes) -> Part:
    """Let ours find that many running tasks in its database, and the plain bot be asked for as many songs."""
    rows = list[Row]()
    for jobs in sizes.in_flight:
        ours = await _measure_ours(jobs, sizes)
        plain = await _measure_plain(jobs, sizes) if jobs <= PLAIN_AT_MOST else None
        rows += [
            Row(f"{jobs:,} in flight: polls a second, {jobs / INTERVAL:,.0f} due", ours.polls, plain and plain.polls),
            Row(f"{jobs:,} in flight: CPU, % of a core", ours.cpu * 100, plain and plain.cpu * 100),
            Row(f"{jobs:,} in flight: CPU a job and minute, ms", *(_a_job(each, jobs) for each in (ours, plain))),
            Row(f"{jobs:,} in flight: CPU a poll, ms", *(_a_poll(each) for each in (ours, plain))),
            Row(f"{jobs:,} in flight: memory, MiB", ours.memory, plain and plain.memory),
            Row(f"{jobs:,} in flight: loop blocked longest, ms (0: < 50)", ours.blocked),
        ]
    return Part(f"Tasks in flight, none of them ready, POLL_INTERVAL {INTERVAL:.0f} s", tuple(rows))


async def _measure_ours(jobs: int, sizes: Sizes) -> Flight:
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        await fill(Path(folder) / "encore.db", open_jobs=jobs, finished_jobs=0)
        async with open_outside(OURS, Path(folder), POLL_INTERVAL=f"{INTERVAL}") as outside:
            return await _watch(outside, sizes)


async def _measure_plain(jobs: int, sizes: Sizes) -> Flight:
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        async with open_outside(PLAIN, Path(folder), seconds=lambda _: 3600.0, POLL_INTERVAL=f"{INTERVAL}") as outside:
            for first in range(0, jobs, WAVE):
                await ask(outside, range(first, min(jobs, first + WAVE)))
            return await _watch(outside, sizes)


async def _watch(outside: Outside, sizes: Sizes) -> Flight:
    await asyncio.sleep(sizes.warm_up)
    polls, cpu = outside.vendor.tasks.polls, outside.process.usage().cpu
    await asyncio.sleep(sizes.window)
    usage = outside.process.usage()
    return Flight(
        polls=(outside.vendor.tasks.polls - polls) / sizes.window,
        cpu=(usage.cpu - cpu) / sizes.window,
        memory=usage.memory,
        blocked=max(outside.process.blocked(), default=0),
    )


def _a_job(flight: Flight | None, jobs: int) -> float | None:
    return flight and flight.cpu * 60_000 / jobs


def _a_poll(flight: Flight | None) -> float | None:
    return flight.cpu * 1000 / flight.polls if flight and flight.polls else None
