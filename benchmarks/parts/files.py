"""Large clips, all ready at the same moment: how quickly they come from the vendor to Discord."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.load import Load, run_songs
from benchmarks.outside import OURS, PLAIN, open_outside
from benchmarks.sizes import MIB, Sizes
from benchmarks.table import Part, Row
from benchmarks.vendor import CLIPS


async def measure(sizes: Sizes) -> Part:
    """Let ours and the plain bot carry the same songs."""
    ours, plain = [await _measure(module, sizes) for module in (OURS, PLAIN)]
    size = f"{CLIPS} clips of {sizes.clip_bytes / MIB:.1f} MiB"
    return Part(
        f"{sizes.large_songs} songs at once, each with {size}, ready after {sizes.large_ready:g} s",
        (
            Row("from vendor to Discord, MiB a second", *(_speed(each, sizes) for each in (ours, plain))),
            Row("CPU, ms a MiB", *(_cpu(each, sizes) for each in (ours, plain))),
            Row("memory at most, MiB", ours.usage.peak, plain.usage.peak),
            Row("posted, songs", len(ours.lags), len(plain.lags)),
        ),
    )


async def _measure(module: str, sizes: Sizes) -> Load:
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        async with open_outside(
            module, Path(folder), seconds=lambda _: sizes.large_ready, clip_bytes=sizes.clip_bytes
        ) as outside:
            return await run_songs(outside, range(sizes.large_songs))


def _speed(load: Load, sizes: Sizes) -> float:
    return _carried(load, sizes) / load.posting


def _cpu(load: Load, sizes: Sizes) -> float | None:
    return load.cpu * 1000 / _carried(load, sizes) if load.lags else None


def _carried(load: Load, sizes: Sizes) -> float:
    return len(load.lags) * CLIPS * sizes.clip_bytes / MIB
