"""Prepared statements mean the same by both ways to the database, and what goes wrong on the shorter one is told."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import tables
from data.brief import Details
from data.engine.database import DATABASE_TROUBLE, Database
from data.engine.prepared import DirectTransaction, Prepared
from data.engine.transaction import Transaction
from data.jobs import queries, transitions
from data.rows import Job
from tests.data.making import LEASE, MONTH, NOW, OWNER, new_job, queued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.engine.prepared import Row

TIMEOUT = 30.0
_values = tables.key_values.c
_put = Prepared(
    insert(tables.key_values).values(key=bindparam("name"), value=bindparam("words", type_=_values.value.type))
)
_get = Prepared(select(_values.value).where(_values.key == bindparam("name")))
_token = "a-secret-token"


async def put(tx: Transaction, name: str, words: str) -> None:
    await _put.run(tx, {"name": name, "words": words})


async def get(tx: Transaction, name: str) -> Sequence[Row]:
    return [tuple(row) for row in await _get.fetch(tx, {"name": name})]


async def is_direct(tx: Transaction) -> bool:
    return isinstance(tx, DirectTransaction)


async def test_use_cases_go_past_sqlalchemy_and_blocks_do_not(database: Database) -> None:
    assert await database.write(is_direct)
    assert await database.read(is_direct)
    async with database.transaction() as tx:
        assert not await is_direct(tx)


async def test_every_column_of_a_job_is_the_same_by_both_ways(database: Database) -> None:
    details = Details(starts_at=1.5, length=2.0, avoid="n\x00ne")
    new = new_job(continue_at=0.1 + 0.2, title="\x00 \ud800", source=7, instrumental=True, details=details)
    job = await database.write(transitions.add, new, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
    assert job is not None
    assert job.brief.details == replace(details, avoid="n\N{REPLACEMENT CHARACTER}ne")
    changes: dict[str, Any] = {"answer_lost_at": NOW, "submitted_at": NOW, "message_id": 2**62, "state": "submitting"}
    async with database.transaction() as tx:
        await queries.change(tx, [job.id], **changes)
        ours = await queries.get(tx, job.id)
    assert await database.write(queries.get, job.id) == await database.read(queries.get, job.id) == ours
    assert ours is not None
    for name in Job.__slots__:
        assert type(getattr(ours, name)) is type(getattr(await database.read(queries.get, job.id), name)), name


async def test_the_same_statement_serves_both_ways_in_turn(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, "a", "1")
        assert await get(tx, "a") == [("1",)]
    await database.write(put, "b", "\x00")
    assert await database.read(get, "b") == [("\N{REPLACEMENT CHARACTER}",)]
    assert await database.read(get, "c") == []


async def test_it_sees_what_its_own_use_case_wrote_by_the_other_way(database: Database) -> None:
    async def work(tx: Transaction) -> Sequence[Row]:
        await tx.execute(insert(tables.key_values), {"key": "a", "value": "1"})
        async with tx.begin_nested():
            await put(tx, "b", "2")
        with contextlib.suppress(ZeroDivisionError):
            async with tx.begin_nested():
                await put(tx, "c", "3")
                raise ZeroDivisionError
        return [*await get(tx, "a"), *await get(tx, "b"), *await get(tx, "c")]

    assert await database.write(work) == [("1",), ("2",)]
    assert await database.read(get, "c") == []


async def test_what_is_refused_is_told_in_sqlalchemys_words_without_the_row(database: Database) -> None:
    await database.write(put, "a", _token)
    with pytest.raises(IntegrityError) as refused:
        await database.write(put, "a", _token)
    with pytest.raises(DBAPIError) as denied:
        await database.read(put, "b", _token)
    for told in (refused.value, denied.value):
        assert isinstance(told, DATABASE_TROUBLE)
        assert _token not in f"{told!r} {told} {told.__cause__!r} {told.orig!r}"
    assert await database.read(get, "a") == [(_token,)]


async def test_a_list_as_a_parameter_is_not_for_it(database: Database) -> None:
    several = Prepared(select(_values.key).where(_values.key.in_(bindparam("names", expanding=True))))
    with pytest.raises(TypeError):
        await database.read(several.fetch, {"names": ["a"]})


async def test_nothing_can_be_run_once_its_use_case_is_over(database: Database) -> None:
    async def keep(tx: Transaction) -> Transaction:
        return tx

    tx = await database.write(keep)
    with pytest.raises((RuntimeError, *DATABASE_TROUBLE)):
        await put(tx, "a", "1")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_that_the_server_ended_cost_no_use_case_anything(
    database: Database, database_url: str
) -> None:
    await asyncio.gather(*(database.write(put, f"{number}", "1") for number in range(20)))
    other = await Database.open(database_url)
    async with other.transaction() as tx:
        hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        await tx.execute(text(f"{hang_up} AND datname = current_database()"))
    await other.close()
    await asyncio.gather(*(database.write(put, f"again {number}", "1") for number in range(20)))
    assert await database.read(get, "again 19") == [("1",)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_one_whose_connection_is_lost_half_way_is_told_and_the_next_is_well(database: Database) -> None:
    async def lose(tx: Transaction) -> None:
        await put(tx, "a", "1")
        await tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    async def lose_past_sqlalchemy(tx: Transaction) -> None:
        await put(tx, "a", "1")
        await Prepared(select(text("pg_terminate_backend(pg_backend_pid())"))).fetch(tx)

    for work in (lose, lose_past_sqlalchemy):
        with pytest.raises(DATABASE_TROUBLE):
            await database.write(work)
    assert await database.write(get, "a") == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_use_case_that_overlooks_a_refusal_is_told_that_nothing_is_kept(database: Database) -> None:
    async def overlook(tx: Transaction) -> None:
        await put(tx, "a", "1")
        with pytest.raises(IntegrityError):
            await put(tx, "a", "2")

    with pytest.raises(DATABASE_TROUBLE):
        await database.write(overlook)
    assert await database.read(get, "a") == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_one_that_is_cancelled_in_a_statement_is_undone_and_its_connection_used_again(database: Database) -> None:
    begun = asyncio.Event()

    async def wait(tx: Transaction) -> None:
        await put(tx, "a", "1")
        begun.set()
        await Prepared(select(text("pg_sleep(60)"))).fetch(tx)

    for _ in range(10):  # more often than there are connections
        begun.clear()
        waiting = asyncio.create_task(database.write(wait))
        async with asyncio.timeout(TIMEOUT):
            await begun.wait()
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert await database.write(get, "a") == []


async def test_queued_jobs_in_blocks_and_use_cases_are_one_line(database: Database) -> None:
    async with database.transaction() as tx:
        first = await queued(tx)
    second = await database.write(queued)
    assert second.id > first.id
