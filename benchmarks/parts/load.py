"""Many songs asked for at the same moment: when they are posted, and what they cost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.load import Load, measure_load
from benchmarks.outside import OURS, PLAIN
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, milliseconds, quantile


async def measure(sizes: Sizes) -> Part:
    """Let the same load come to ours and to the plain bot."""
    ours, plain = [await _measure(module, sizes) for module in (OURS, PLAIN)]
    songs, ready = sizes.load_songs, " to ".join(f"{seconds:g}" for seconds in sizes.load_ready)
    return Part(
        f"{songs} songs at once, ready after {ready} s, polled every 0.5 s",
        (
            Row("ready to posted: median, s", quantile(ours.lags, 0.5), quantile(plain.lags, 0.5)),
            Row("ready to posted: worst, s", quantile(ours.lags, 1.0), quantile(plain.lags, 1.0)),
            Row("all posted after, s", ours.seconds, plain.seconds),
            Row("posted, songs", len(ours.lags), len(plain.lags)),
            Row(
                "answer: 99th percentile, ms",
                *(milliseconds(quantile(each.answers.seconds, 0.99)) for each in (ours, plain)),
            ),
            Row("polls a song", ours.polls, plain.polls),
            Row("CPU, s", ours.cpu, plain.cpu),
            Row("CPU a song, ms", ours.cpu * 1000 / songs, plain.cpu * 1000 / songs),
            Row("memory at most, MiB", ours.usage.peak, plain.usage.peak),
            Row("event loop blocked longest, ms (0: less than 50)", max(ours.blocked, default=0)),
        ),
    )


async def _measure(module: str, sizes: Sizes) -> Load:
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        return await measure_load(module, Path(folder), sizes.load_songs, ready=sizes.load_ready)
