"""What goes wrong in SQLite is told to each whose work it undid, and to nobody else; the next one works again."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from data import key_values, tables
from data.engine import sqlite_pool
from data.engine.address import SQLiteAddress
from data.engine.database import DATABASE_TROUBLE, Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from sqlalchemy import CursorResult

    from data.engine.transaction import Transaction

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HUGE = "x" * 5_000_000


def putting(key: str, value: str = "1") -> Callable[[Transaction], Coroutine[Any, Any, str]]:
    async def put(tx: Transaction) -> str:
        await key_values.put(tx, key, value)
        return key

    return put


async def all_keys(tx: Transaction) -> list[str]:
    return list((await tx.execute(select(tables.key_values.c.key).order_by(tables.key_values.c.key))).scalars())


async def keys(database: Database) -> list[str]:
    return await database.read(all_keys)


async def fill_disk(tx: Transaction) -> None:
    """Let the file grow no more: SQLite says what it says of a full disk."""
    pages = (await tx.execute(text("PRAGMA page_count"))).scalar_one()
    await tx.execute(text(f"PRAGMA max_page_count = {pages}"))


async def write_orphan(tx: Transaction) -> None:
    """Write what SQLite refuses only when it is to be committed, with the transaction left open."""
    await tx.execute(text("PRAGMA defer_foreign_keys = ON"))
    await tx.execute(insert(tables.accounts), {"guild_id": 404, "month": "2026-11", "held": 0, "spent": 0})


@pytest.fixture(autouse=True)
def visits_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that wait at the same time share their commit, however slow the machine is."""
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", 3600.0)


@pytest.fixture
async def another(database_url: str) -> AsyncIterator[Database]:
    """The same file, as another process has it."""
    database = await Database.open(database_url, busy_timeout=0.05)
    yield database
    await database.close()


async def test_a_refused_commit_is_told_to_all_that_share_it_and_is_over(database: Database) -> None:
    told = await asyncio.gather(
        database.write(putting("a")), database.write(write_orphan), database.write(putting("b")), return_exceptions=True
    )
    kept = [each for each in told if isinstance(each, str)]
    assert isinstance(told[1], DBAPIError)
    assert await keys(database) == kept
    assert await database.write(putting("c")) == "c"
    assert await keys(database) == [*kept, "c"]


async def test_a_refused_commit_of_a_block_is_told_and_is_over(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.transaction() as tx:
            await write_orphan(tx)
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
    assert await keys(database) == ["a"]


async def test_a_block_that_goes_on_after_a_full_disk_is_told_that_nothing_is_kept(database: Database) -> None:
    await database.write(fill_disk)

    async def go_on() -> None:
        async with database.transaction() as tx:
            await key_values.put(tx, "a", "1")
            with pytest.raises(DBAPIError):
                await key_values.put(tx, "much", HUGE)
            with pytest.raises(DATABASE_TROUBLE):
                await key_values.put(tx, "b", "1")
            with pytest.raises(DATABASE_TROUBLE):
                async with tx.begin_nested():
                    pass

    with pytest.raises(DATABASE_TROUBLE):
        await go_on()
    assert await keys(database) == []
    assert await database.write(putting("c")) == "c"


async def test_a_full_disk_is_named_also_in_a_part(database: Database) -> None:
    await database.write(fill_disk)

    async def in_a_part(tx: Transaction) -> None:
        async with tx.begin_nested():
            await key_values.put(tx, "much", HUGE)

    for work in (putting("much", HUGE), in_a_part):
        with pytest.raises(DBAPIError, match="full"):
            await database.write(work)
    with pytest.raises(DBAPIError, match="full"):
        async with database.transaction() as tx:
            await in_a_part(tx)
    assert await database.write(putting("a")) == "a"


async def test_nobody_is_told_what_another_made_of_a_full_disk(database: Database) -> None:
    await database.write(fill_disk)

    class NotFound(Exception):
        """What one use case tells its own caller."""

    async def translate(tx: Transaction) -> None:
        try:
            await key_values.put(tx, "much", HUGE)
        except DBAPIError as error:
            raise NotFound from error

    async def overlook(tx: Transaction) -> str:
        with contextlib.suppress(DBAPIError):
            await key_values.put(tx, "much", HUGE)
        with contextlib.suppress(*DATABASE_TROUBLE):
            await key_values.put(tx, "more", "1")
        with contextlib.suppress(*DATABASE_TROUBLE):
            async with tx.begin_nested():
                await key_values.put(tx, "most", "1")
        return "all is well"

    told = await together(database, putting("a"), translate, putting("b"))
    assert isinstance(told[0], DATABASE_TROUBLE)
    assert isinstance(told[1], NotFound)
    assert told[2] == "b"  # it had not begun
    told = await together(database, putting("c"), overlook, putting("d"))
    assert [isinstance(each, DATABASE_TROUBLE) for each in told] == [True, True, False]
    assert await keys(database) == ["b", "d"]


async def together(database: Database, *asked: Callable[[Transaction], Coroutine[Any, Any, Any]]) -> list[Any]:
    """What came of use cases that wait for the same visit."""
    async with database.transaction():
        waiting = [asyncio.create_task(database.write(work)) for work in asked]
        await asyncio.sleep(0)
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_one_that_raises_half_way_through_its_rows_keeps_nothing_open(
    database: Database, another: Database
) -> None:
    await database.write(putting("a"))
    await database.write(putting("b"))

    async def stop_half_way(tx: Transaction) -> None:
        found = await tx.execute(select(tables.key_values))
        for row in found:
            raise ValueError(row.key)

    with pytest.raises(ValueError, match="a") as kept:  # its traceback holds what was read half way
        await database.write(stop_half_way)
    assert await another.write(putting("c")) == "c"
    assert await database.write(putting("d")) == "d"
    assert kept.value.args == ("a",)
    with pytest.raises(ValueError, match="a") as kept:
        await database.read(stop_half_way)
    assert await another.write(putting("e")) == "e"
    found = await asyncio.gather(*(database.read(all_keys) for _ in range(8)))
    assert found == [["a", "b", "c", "d", "e"]] * 8


async def test_rows_must_be_read_before_the_use_case_ends(database: Database, another: Database) -> None:
    await database.write(putting("a"))

    async def unread(tx: Transaction) -> CursorResult[Any]:
        return await tx.execute(select(tables.key_values))

    result: CursorResult[Any] = await database.read(unread)
    with pytest.raises(ResourceClosedError):
        result.all()
    assert await another.write(putting("b")) == "b"
    assert await keys(database) == ["a", "b"]


async def test_a_file_that_is_locked_when_it_is_first_used_is_used_later(database_url: str) -> None:
    database = await Database.open(database_url, busy_timeout=0.05)
    path = database_url.removeprefix("sqlite:///")
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            alone.execute("BEGIN EXCLUSIVE")
            for attempt in (database.write(putting("a")), keys(database)):
                with pytest.raises(DATABASE_TROUBLE):
                    await attempt
            with pytest.raises(DATABASE_TROUBLE):
                async with database.transaction():
                    pass
            alone.execute("COMMIT")
        assert await database.write(putting("b")) == "b"
        assert await keys(database) == ["b"]
    finally:
        await database.close()


async def test_one_that_is_cancelled_while_the_file_cannot_be_opened_is_cancelled(
    database_url: str, tmp_path: Path
) -> None:
    database = Database(SQLiteAddress(tmp_path), busy_timeout=0.05)  # a folder

    async def write() -> None:
        async with database.transaction():
            pass

    for pause in range(10):
        task = asyncio.create_task(write())
        for _ in range(pause):
            await asyncio.sleep(0)
        if task.cancel():
            with pytest.raises(asyncio.CancelledError):
                await task
    await database.close()


@pytest.mark.parametrize("pauses", range(12))
def test_those_that_tidy_up_while_the_loop_ends_are_told(database_url: str, pauses: int) -> None:
    tidied: list[str] = []

    async def work(database: Database) -> None:
        try:
            while True:
                await database.write(putting("a"))
        finally:
            tidied.append(await database.write(putting("b")))
            if len(tidied) == 3:
                await database.close()

    working: list[asyncio.Task[None]] = []

    async def main() -> None:
        database = await Database.open(database_url)
        working.extend(asyncio.create_task(work(database)) for _ in range(3))
        await database.write(putting("c"))
        for _ in range(pauses):
            await asyncio.sleep(0)

    asyncio.run(main())
    assert tidied == ["b"] * 3


async def test_a_work_that_is_cancelled_by_itself_undoes_itself_alone(database: Database) -> None:
    async def cancel(tx: Transaction) -> None:
        await key_values.put(tx, "b", "1")
        raise asyncio.CancelledError

    told = await together(database, putting("a"), cancel, putting("c"))
    assert [told[0], type(told[1]), told[2]] == ["a", asyncio.CancelledError, "c"]
    assert await keys(database) == ["a", "c"]


async def test_a_use_case_begins_no_other(database: Database) -> None:
    async def outer(tx: Transaction) -> None:
        await key_values.put(tx, "a", "1")
        await database.write(putting("b"))

    async def block(tx: Transaction) -> None:
        async with database.reading():
            pass

    for work in (outer, block):
        with pytest.raises(RuntimeError, match="open in this task"):
            await database.write(work)
    with pytest.raises(RuntimeError, match="open in this task"):
        await database.read(block)
    assert await keys(database) == []


@pytest.mark.parametrize("longest_visit", [-1.0, 0.005, 3600.0])
async def test_none_is_run_twice_and_each_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch, longest_visit: float
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", longest_visit)
    begun: list[int] = []

    def counting(number: int) -> Callable[[Transaction], Coroutine[Any, Any, int]]:
        async def count(tx: Transaction) -> int:
            begun.append(number)
            await key_values.put(tx, f"{number:03}", "x" * 20_000)
            if number % 3 == 0:
                raise ValueError(number)
            return number

        return count

    tasks = [asyncio.create_task(database.write(counting(number))) for number in range(100)]
    await asyncio.sleep(0)
    for number in range(0, 100, 7):
        tasks[number].cancel()
    told = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 60)
    assert len(begun) == len(set(begun))
    kept = {f"{each:03}" for each in told if isinstance(each, int)}
    assert kept == {f"{number:03}" for number in begun if number % 3}
    assert set(await keys(database)) == kept
