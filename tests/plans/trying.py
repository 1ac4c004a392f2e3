"""How much each statement of a running bot looks at, where there are many songs: counted, and never guessed by time.

On PostgreSQL it is the rows that the server says that it read, with those that it left out again. SQLite does not say;
there it is the steps of its virtual machine, of which a row that is looked at takes some ten.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, event, text

from data import ledger
from data.engine.address import PostgreSQLAddress
from data.engine.database import Database
from data.ids import TaskId
from data.jobs import queue, transitions
from tests.data.making import LEASE, NOW, OWNER, after, queued
from tests.plans.statements import everything

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.engine.transaction import Transaction
    from data.rows import Job

KINDS = ("SELECT", "UPDATE", "INSERT", "DELETE", "WITH")
MORE = {"sqlite": 2_000, "postgresql": 100}  # steps, or rows, that a statement may look at whatever it returns
EACH = {"sqlite": 300, "postgresql": 4}  # and for each row that it returns or changes
# What looks at more and is bounded by something else than the number of songs, by a part of its text.
BOUNDED = {
    "AS sides": "what 1,000 servers ordered in two months, once at a start and in the background",
    "FROM jobs JOIN guilds": "the line, which has at most 1,000 songs",
    "count(*) AS count_1 FROM jobs WHERE jobs.state =": "the line",
    "max(anon_1.finished_at)": "the last 1,000 failures",
    "count(*) OVER () AS members": "what a server ordered in two months",
    "AS day, sum(": "what a server ordered in a month",
    "held.month = ? AND entry.id >= ?": "what a server ordered in a month that is over",
    "SELECT jobs.operation, count(*)": "what a member ordered in a month",
    "jobs.started_at IS NOT NULL ORDER BY jobs.id DESC": "the line, behind which is the newest that was started",
    "lower(jobs.state)": "what is not delivered yet, for whoever watches the bot",
    "FROM accounts WHERE accounts.month": "this month's accounts, for whoever watches the bot",
    "jobs.id >= ": "the last 500 orders",
    "clips.id IN (SELECT": "the newest 500 clips of a server",
    "WITH RECURSIVE places": "the channels of a server that somebody can read",
    "SELECT clips.id, clips.job_id FROM clips": "the newest 500 clips of a server",
}
STEPS = 10  # of SQLite's machine between two counts


class _TakeBack(Exception):
    """Ends the transaction, so that the database stays as it was."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A statement with its plan, what it looked at and how many rows it returned or changed."""

    statement: str
    plan: tuple[str, ...]
    looked_at: int
    returned: int
    seconds: float


def looks_at_more(kind: str, tried: Tried) -> bool:
    """Whether a statement looks at far more than it returns or changes."""
    return tried.looked_at > MORE[kind] + EACH[kind] * tried.returned


def why_bounded(tried: Tried) -> str:
    """What bounds a statement that looks at more; empty where nothing does but the number of songs."""
    return next((why for part, why in BOUNDED.items() if part in " ".join(tried.statement.split())), "")


async def try_all(url: str, *, by_index: bool = False) -> list[Tried]:
    """Make every statement once, and take all of it back; of a statement that is made often, the costliest time.

    `by_index`: PostgreSQL reads a few rows faster without any index, and is told not to.
    """
    database = await Database.open(url)
    watch = _WatchPostgreSQL() if isinstance(database.address, PostgreSQLAddress) else _WatchSQLite()
    try:
        async with database.transaction() as tx:
            if by_index and tx.dialect.name == "postgresql":
                await tx.execute(text("SET LOCAL enable_seqscan = off"))
            job = await _running_job(tx)
            connection = _connection(tx)
            event.listen(connection, "before_cursor_execute", watch.before)
            event.listen(connection, "after_cursor_execute", watch.after)
            await everything(tx, job)
            event.remove(connection, "before_cursor_execute", watch.before)
            event.remove(connection, "after_cursor_execute", watch.after)
            raise _TakeBack
    except _TakeBack:
        worst = dict[str, Tried]()
        for each in watch.tried:
            known = worst.get(each.statement)
            if known is None or known.looked_at < each.looked_at:
                worst[each.statement] = each
        return list(worst.values())
    finally:
        await database.close()


async def _running_job(tx: Transaction) -> Job:
    job = await queued(tx)
    await ledger.hold(tx, job, default_allowance=10**9, now=NOW)
    await queue.take_turn(tx, job.id, owner=OWNER, lease_until=LEASE, now=NOW)
    running = await transitions.accept(tx, job.id, task_id=TaskId(f"task {job.id}"), poll_at=after(5), now=NOW)
    assert running is not None
    return running


def _connection(tx: Transaction) -> Connection:
    if tx.dialect.name == "postgresql":
        return cast("AsyncConnection", tx).sync_connection or _missing()
    return tx.sync_connection or _missing()


def _missing() -> Connection:
    raise RuntimeError("the transaction has no connection")


class _WatchSQLite:
    """Counts the machine's steps."""

    def __init__(self) -> None:
        self.tried = list[Tried]()
        self._steps, self._began = 0, 0.0

    def before(self, connection: Connection, _cursor: Any, *_rest: Any) -> None:
        """Begin to count."""
        self._steps, self._began = 0, time.perf_counter()
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(self._count, STEPS)

    def after(self, connection: Connection, cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        """Read what is left to read, note what was counted, and ask for the plan."""
        driver: Any = connection.connection.driver_connection
        if not statement.startswith(KINDS):
            driver.set_progress_handler(None, STEPS)
            return
        # SQLite finds rows as they are read: on a cursor of its own all of them are, of what only reads.
        returned = max(0, cursor.rowcount)
        if not statement.startswith(("UPDATE", "INSERT", "DELETE")):
            self._steps, self._began = 0, time.perf_counter()
            returned = len(driver.execute(statement, parameters).fetchall())
        seconds = time.perf_counter() - self._began
        driver.set_progress_handler(None, STEPS)
        many = isinstance(parameters, list)
        plan = driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters[0] if many else parameters).fetchall()
        steps = tuple(str(row[3]) for row in plan)
        self.tried.append(Tried(statement, steps, self._steps * STEPS, returned, seconds))

    def _count(self) -> None:
        self._steps += 1


class _WatchPostgreSQL:
    """Has each statement carried out once more before, by the server that explains it, and takes that back."""

    def __init__(self) -> None:
        self.tried = list[Tried]()

    def before(
        self, connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        """Let the server say what it looks at."""
        if not statement.startswith(KINDS):
            return
        cursor: Any = connection.connection.cursor()
        cursor.execute("SAVEPOINT explained")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters[0] if many else parameters)
        ((said,),) = cursor.fetchall()
        cursor.execute("ROLLBACK TO SAVEPOINT explained")
        cursor.close()
        (explained,) = json.loads(said) if isinstance(said, str) else said
        nodes = list(_nodes(explained["Plan"]))
        looked_at = sum(map(_rows_read, nodes))
        # What changes rows and returns none is told by what it is given.
        is_told_below = nodes[0]["Node Type"] == "ModifyTable" and len(nodes) > 1
        returned = round(nodes[1 if is_told_below else 0]["Actual Rows"])
        seconds = (explained["Planning Time"] + explained["Execution Time"]) / 1000
        self.tried.append(Tried(statement, tuple(map(_said, nodes)), looked_at, returned, seconds))

    def after(self, *_: Any) -> None:
        """All is known before."""


def _nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _rows_read(node: Mapping[str, Any]) -> int:
    if "Relation Name" not in node or node["Node Type"] == "ModifyTable":
        return 0
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return round((node["Actual Rows"] + removed) * node["Actual Loops"])


def _said(node: Mapping[str, Any]) -> str:
    by = f" by {node['Index Name']}" if "Index Name" in node else ""
    on = f" of {node['Relation Name']}" if "Relation Name" in node else ""
    return f"{node['Node Type']}{on}{by}"
