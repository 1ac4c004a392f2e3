"""Songs a second of one, two and four workers on one PostgreSQL database."""

from __future__ import annotations

from statistics import median

from benchmarks.parts.holds import NoServer, postgresql
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row
from benchmarks.turns import songs_a_second


async def measure(sizes: Sizes) -> Part:
    """Let so many workers send what waits in line, a few times, each time from a new database."""
    title = (
        f"Songs sent by several workers: {sizes.orders:,} in line, PostgreSQL, no interval, a vendor that never waits"
    )
    rows = list[Row]()
    try:
        with postgresql() as server:
            for workers in sizes.workers:
                found = list[float]()
                for number in range(sizes.repeats):
                    server.psql(f"CREATE DATABASE turns_{workers}_{number}")
                    url = server.get_uri(f"turns_{workers}_{number}")
                    found.append(await songs_a_second(url, workers, sizes.orders))
                rows.append(Row(f"{workers} workers, songs a second", median(found)))
    except NoServer as error:
        rows.append(Row("songs a second", note=f"skipped: {error}"))
    return Part(title, tuple(rows))
