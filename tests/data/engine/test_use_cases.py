"""Use cases that go to the database as a whole: all or nothing each, whoever else shares their commit."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import key_values, tables
from data.engine import sqlite_pool
from data.engine.address import SQLiteAddress
from data.engine.database import READERS, Database
from data.engine.sqlite_thread import SQLiteThread

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from sqlalchemy import Connection

    from data.engine.transaction import Transaction

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def putting(key: str, value: str = "1") -> Callable[[Transaction], Coroutine[Any, Any, str]]:
    async def put(tx: Transaction) -> str:
        await key_values.put(tx, key, value)
        return key

    return put


def failing(key: str, error: Exception) -> Callable[[Transaction], Coroutine[Any, Any, str]]:
    async def fail(tx: Transaction) -> str:
        await key_values.put(tx, key, "1")
        raise error

    return fail


async def keys(database: Database) -> list[str]:
    async def read(tx: Transaction) -> list[str]:
        found = await tx.execute(select(tables.key_values.c.key).order_by(tables.key_values.c.key))
        return list(found.scalars())

    return await database.read(read)


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every step that any thread was given."""
    given: list[Any] = []
    do = SQLiteThread.do

    async def count(self: SQLiteThread, step: Callable[..., Any]) -> Any:
        given.append(step)
        return await do(self, step)

    monkeypatch.setattr(SQLiteThread, "do", count)
    return given


async def test_what_a_use_case_wrote_is_kept_and_what_it_found_returned(database: Database) -> None:
    assert await database.write(putting("a")) == "a"
    assert await keys(database) == ["a"]


async def test_one_that_raises_undoes_itself_alone(database: Database) -> None:
    asked = [putting("a"), failing("b", ValueError("no")), putting("c"), failing("d", KeyError("no"))]
    told = await asyncio.gather(*(database.write(work) for work in asked), return_exceptions=True)
    assert told[0] == "a"
    assert told[2] == "c"
    assert [type(each) for each in told] == [str, ValueError, str, KeyError]
    assert await keys(database) == ["a", "c"]


async def test_a_statement_that_is_refused_undoes_its_use_case_alone(database: Database) -> None:
    async def twice(tx: Transaction) -> None:
        await tx.execute(insert(tables.key_values), {"key": "b", "value": "1"})
        await tx.execute(insert(tables.key_values), {"key": "b", "value": "2"})

    told = await asyncio.gather(
        database.write(putting("a")), database.write(twice), database.write(putting("c")), return_exceptions=True
    )
    assert isinstance(told[1], IntegrityError)
    assert await keys(database) == ["a", "c"]


async def test_a_part_can_be_undone_by_itself(database: Database) -> None:
    async def partly(tx: Transaction) -> None:
        await key_values.put(tx, "a", "1")
        with pytest.raises(IntegrityError):
            async with tx.begin_nested():
                await tx.execute(insert(tables.key_values), {"key": "a", "value": "again"})
        await key_values.put(tx, "b", "1")

    await database.write(partly)
    assert await keys(database) == ["a", "b"]


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(putting("a"))
    assert await keys(database) == []


async def test_none_begins_inside_of_another(database: Database) -> None:
    async with database.transaction():
        with pytest.raises(RuntimeError, match="open in this task"):
            await database.write(putting("a"))


async def test_none_begins_once_the_database_is_closed(database: Database) -> None:
    await database.close()
    with pytest.raises(RuntimeError, match="closed"):
        await database.write(putting("a"))


async def test_those_under_way_end_before_the_database_closes(database: Database) -> None:
    written = [asyncio.create_task(database.write(putting(f"{number:02}"))) for number in range(20)]
    await asyncio.sleep(0)
    await database.close()
    assert [await each for each in written] == [f"{number:02}" for number in range(20)]


@sqlite_only
async def test_one_that_waits_for_anything_else_is_refused_and_undone(database: Database) -> None:
    async def wait(tx: Transaction) -> None:
        await key_values.put(tx, "a", "1")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="waited for something else"):
        await database.write(wait)
    assert await keys(database) == []


@sqlite_only
async def test_a_use_case_is_one_visit_and_those_that_wait_share_theirs(
    database: Database, visits: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", 3600.0)  # on a slow machine not all of them would fit into one
    await database.write(putting("first"))  # opens the connection
    visits.clear()

    async def several(tx: Transaction) -> None:
        for number in range(5):
            await key_values.put(tx, f"{number}", "1")

    await database.write(several)
    assert len(visits) == 1
    visits.clear()
    await asyncio.gather(*(database.write(putting(f"{number}")) for number in range(10)))
    assert len(visits) == 1
    assert len(await keys(database)) == 11


@sqlite_only
async def test_a_visit_ends_once_it_has_taken_long_and_the_urgent_go_first_then(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", -1.0)  # each has been too long
    order: list[str] = []
    urgent: list[asyncio.Task[None]] = []

    async def note(_: Transaction, name: str) -> None:
        order.append(name)

    async def first() -> None:
        await database.write(note, "first")
        urgent.append(asyncio.create_task(database.write_urgently(note, "urgent")))

    async with database.transaction():
        waiting = [asyncio.create_task(first())]
        waiting += [asyncio.create_task(database.write(note, "usual")) for _ in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    await asyncio.gather(*urgent)
    assert order[0] == "first"
    assert sorted(order[1:]) == ["urgent", *["usual"] * 5]
    assert order.index("urgent") <= 3  # one visit may have begun before it came


@sqlite_only
async def test_the_urgent_go_first(database: Database) -> None:
    order: list[str] = []

    def noting(name: str) -> Callable[[Transaction], Coroutine[Any, Any, None]]:
        async def note(_: Transaction) -> None:
            order.append(name)

        return note

    async with database.transaction():
        waiting = [asyncio.create_task(database.write(noting("usual"))) for _ in range(3)]
        waiting += [asyncio.create_task(database.write_urgently(noting("urgent"))) for _ in range(2)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert order == ["urgent"] * 2 + ["usual"] * 3


@sqlite_only
async def test_a_read_sees_what_was_written_before_it_was_asked_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", 3600.0)
    looked, go_on = threading.Semaphore(0), threading.Event()

    async def look(tx: Transaction) -> None:
        await tx.execute(select(tables.key_values))
        looked.release()
        assert go_on.wait(20)

    looking = [asyncio.create_task(database.read(look)) for _ in range(READERS)]
    try:
        for _ in range(READERS):  # each of them sees its moment
            assert await asyncio.to_thread(looked.acquire, timeout=20)
        await database.write(putting("a"))
        late = [asyncio.create_task(keys(database)) for _ in range(3)]
        await asyncio.sleep(0)
    finally:
        go_on.set()
    await asyncio.gather(*looking)
    assert await asyncio.gather(*late) == [["a"]] * 3


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happened in the thread that writes; every commit is a line of it."""
    lines: list[str] = []
    commit = sqlite_pool.commit

    def note(connection: Connection) -> None:
        commit(connection)
        lines.append("commit")

    monkeypatch.setattr(sqlite_pool, "commit", note)
    return lines


@sqlite_only
async def test_no_urgent_one_shares_its_commit_with_others(
    database: Database, log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", 3600.0)

    async def note(_: Transaction, name: str) -> None:
        log.append(name)

    async with database.transaction():
        waiting = [asyncio.create_task(database.write(note, "usual")) for _ in range(2)]
        waiting += [asyncio.create_task(database.write_urgently(note, "urgent")) for _ in range(2)]
        await asyncio.sleep(0)
        log.clear()
    await asyncio.gather(*waiting)
    assert log == ["commit", "urgent", "urgent", "commit", "usual", "usual", "commit"]


@sqlite_only
async def test_others_that_share_a_commit_end_it_early_for_an_urgent_one(
    database: Database, log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_pool, "LONGEST_VISIT", 3600.0)
    loop, urgent = asyncio.get_running_loop(), list[asyncio.Task[None]]()

    async def note(_: Transaction, name: str) -> None:
        log.append(name)

    async def ask(asked: threading.Event) -> None:
        urgent.append(asyncio.create_task(database.write_urgently(note, "urgent")))
        await asyncio.sleep(0)
        asked.set()

    async def meanwhile(_: Transaction) -> None:
        asked = threading.Event()
        asyncio.run_coroutine_threadsafe(ask(asked), loop)
        asked.wait()
        log.append("first")

    await asyncio.gather(database.write(meanwhile), *(database.write(note, "usual") for _ in range(2)))
    await asyncio.gather(*urgent)
    assert log == ["first", "commit", "urgent", "commit", "usual", "usual", "commit"]


@sqlite_only
async def test_one_that_is_cancelled_before_its_turn_never_begins(database: Database) -> None:
    async with database.transaction():
        waiting = asyncio.create_task(database.write(putting("a")))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await database.write(putting("b"))
    assert await keys(database) == ["b"]


@sqlite_only
async def test_one_that_is_cancelled_at_any_moment_is_whole_or_not_there(database: Database) -> None:
    async def both(tx: Transaction) -> None:
        await key_values.put(tx, "a", "1")
        await key_values.put(tx, "b", "1")

    for pause in range(20):
        task = asyncio.create_task(database.write(both))
        for _ in range(pause):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await keys(database) in ([], ["a", "b"])


@sqlite_only
async def test_a_full_disk_undoes_all_that_share_a_commit_and_says_so_to_each(database: Database) -> None:
    async def shrink(tx: Transaction) -> None:
        pages = (await tx.execute(text("PRAGMA page_count"))).scalar_one()
        await tx.execute(text(f"PRAGMA max_page_count = {pages}"))

    async def much(tx: Transaction) -> None:
        await key_values.put(tx, "much", "x" * 5_000_000)

    await database.write(shrink)
    asked = [putting("a"), much, putting("c")]
    told = await asyncio.gather(*(database.write(work) for work in asked), return_exceptions=True)
    kept = [name for name, each in zip(("a", "much", "c"), told, strict=True) if not isinstance(each, BaseException)]
    assert isinstance(told[1], DBAPIError)
    assert await keys(database) == kept  # whoever was told that it is kept finds it kept


async def test_where_the_file_cannot_be_opened_each_is_told(tmp_path: Path) -> None:
    database = Database(SQLiteAddress(tmp_path), busy_timeout=0.05)
    told = await asyncio.gather(database.write(putting("a")), database.write(putting("b")), return_exceptions=True)
    assert [isinstance(each, OSError) for each in told] == [True, True]
    await database.close()


@sqlite_only
async def test_where_another_process_writes_too_long_each_is_told(database: Database, database_url: str) -> None:
    impatient = await Database.open(database_url, busy_timeout=0.05)
    try:
        async with database.transaction() as tx:
            await key_values.put(tx, "a", "1")
            waiting = [asyncio.create_task(impatient.write(putting(key))) for key in "bc"]
            told = await asyncio.gather(*waiting, return_exceptions=True)
        assert [isinstance(each, DBAPIError) for each in told] == [True, True]
        assert await impatient.write(putting("d")) == "d"
        assert await keys(database) == ["a", "d"]
    finally:
        await impatient.close()


@sqlite_only
async def test_a_statement_by_itself_comes_back_with_its_rows(database: Database, visits: list[Any]) -> None:
    rows = [{"key": key, "value": "x"} for key in "abc"]
    async with database.transaction() as tx:
        visits.clear()
        assert (await tx.execute(insert(tables.key_values), rows)).rowcount == 3
        changed = await tx.execute(update(tables.key_values).where(tables.key_values.c.key != "a").values(value="y"))
        assert changed.rowcount == 2
        found = await tx.execute(select(tables.key_values).order_by(tables.key_values.c.key))
        assert len(visits) == 3
        assert list(found.keys()) == ["key", "value"]
        assert found.fetchmany(2) == [("a", "x"), ("b", "y")]
        assert found.fetchone() == ("c", "y")
        assert found.fetchone() is None
    assert len(visits) == 5  # and the commit, and the end
