"""What servers cost a bot that begins: seconds until it is ready, CPU and memory, with few of them and with many."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.outside import CHANNELS, LIMIT, OURS, PLAIN, ROLES, open_outside
from benchmarks.process import MeasuredProcess, Usage
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row

WHOLE = "benchmarks.whole_guilds"
LEAST = 0.05  # seconds of CPU: a bot that uses less in a while has nothing left to take in
READY_TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class _Begun:
    ready_in: float | None  # seconds; None: it does not say
    usage: Usage


async def measure(sizes: Sizes) -> Part:
    """Start each bot with so many servers: ours, ours with servers kept whole, the plain one and the limit."""
    rows = list[Row]()
    for count in sizes.guilds:
        ours, whole, plain, limit = [await _begin(module, count, sizes) for module in (OURS, WHOLE, PLAIN, LIMIT)]
        all_three = (ours.usage, plain.usage, limit.usage)
        rows += [
            Row(f"{count:,} of them: start to ready, s", ours.ready_in),
            Row(f"{count:,} of them: start to ready, kept whole, s", whole.ready_in),
            Row(f"{count:,} of them: CPU, s", *(each.cpu for each in all_three)),
            Row(f"{count:,} of them: CPU, kept whole, s", whole.usage.cpu),
            Row(f"{count:,} of them: memory, MiB", *(each.memory for each in all_three)),
            Row(f"{count:,} of them: memory, kept whole, MiB", whole.usage.memory),
        ]
    return Part(f"Servers of {CHANNELS} channels and {ROLES} roles each", tuple(rows))


async def _begin(module: str, count: int, sizes: Sizes) -> _Begun:
    ready_in: float | None = None
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as name:
        async with open_outside(module, Path(name), servers=count, are_furnished=True) as outside:
            process, heard_at = outside.process, time.monotonic()
            if module in (OURS, WHOLE):  # the others do not say when they have taken all servers in
                await asyncio.wait_for(process.until_said(f" guilds={count} "), READY_TIMEOUT)
                ready_in = outside.started_in + time.monotonic() - heard_at
            return _Begun(ready_in, await _usage_when_quiet(process, sizes.settle))


async def _usage_when_quiet(process: MeasuredProcess, settle: float) -> Usage:
    """What was used when hardly anything was added for `settle` seconds: everything is taken in."""
    before = process.usage()
    while True:
        await asyncio.sleep(settle)
        usage = process.usage()
        if usage.cpu - before.cpu <= LEAST:
            return usage
        before = usage
