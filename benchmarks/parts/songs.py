"""Songs that take as long as the vendor's do, one after the other: how often they are polled, how late they come."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.load import Load, run_songs
from benchmarks.outside import OURS, PLAIN, open_outside
from benchmarks.polling import MEDIAN, draw_seconds
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, quantile

SPEED = 10.0  # times as fast as it would be: the songs, the questions and POLL_INTERVAL
INTERVAL = 5.0  # the default of POLL_INTERVAL
APART = 2.0  # seconds from one question to the next


async def measure(sizes: Sizes) -> Part:
    """Let some songs teach the bot how long songs take, then measure."""
    ours, plain = [await _measure(module, sizes) for module in (OURS, PLAIN)]
    return Part(
        f"Songs of {MEDIAN:.0f} s in the median, polled every {INTERVAL:.0f} s, all of it {SPEED:.0f} times as fast",
        (
            Row("polls a song", ours.polls, plain.polls),
            Row("ready to known: mean, s", _mean(ours.known), _mean(plain.known)),
            Row("ready to known: 95th percentile, s", quantile(ours.known, 0.95), quantile(plain.known, 0.95)),
            Row("ready to posted: median, s", quantile(ours.lags, 0.5), quantile(plain.lags, 0.5)),
            Row("ready to posted: worst, s", quantile(ours.lags, 1.0), quantile(plain.lags, 1.0)),
            Row("posted, songs", len(ours.lags), len(plain.lags)),
        ),
    )


def _draw_quickly(chance: random.Random) -> float:
    return draw_seconds(chance) / SPEED


def _mean(lags: Sequence[float]) -> float | None:
    return sum(lags) / len(lags) if lags else None


async def _measure(module: str, sizes: Sizes) -> Load:
    first, last = sizes.learning_songs, sizes.learning_songs + sizes.typical_songs
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        async with open_outside(
            module, Path(folder), seconds=_draw_quickly, POLL_INTERVAL=f"{INTERVAL / SPEED}"
        ) as outside:
            await run_songs(outside, range(first), apart=APART / SPEED)
            return await run_songs(outside, range(first, last), apart=APART / SPEED)
