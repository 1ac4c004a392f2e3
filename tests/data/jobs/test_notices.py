"""What a process announces reaches the one that it concerns, at the commit, and nobody where nothing was kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from data.engine.database import Database
from data.engine.notices import channel_of, notify
from data.ids import JobId
from data.jobs import leases, notices
from tests.data.making import OWNER, after, queued

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.engine.transaction import Transaction

TIMEOUT = 30.0
END = JobId(2**63 - 1)  # notices come in the order of the commits: once this one is heard, all before it were

only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def heard(database: Database, begin: Callable[[], object], *, owner: str = OWNER) -> tuple[list[JobId], int]:
    """Which jobs the owner hears of, and how often that jobs are free, while `begin` does its work."""
    ids, freed, over = list[JobId](), list[None](), asyncio.Event()

    def changed(job_ids: list[JobId]) -> None:
        ids.extend(job_ids)
        if END in job_ids:
            over.set()

    hearing = notices.hear(database, owner, changed, lambda: freed.append(None))
    assert hearing is not None
    async with hearing:
        await begin()  # pyright: ignore[reportGeneralTypeIssues] - any of three kinds of coroutine
        await database.write(notices.tell_owner, owner, [END])
        async with asyncio.timeout(TIMEOUT):
            await over.wait()
    assert ids.pop() == END
    return ids, len(freed)


@only_postgresql
async def test_only_what_is_kept_is_told_and_only_to_the_owner(database: Database) -> None:
    async def begin() -> None:
        await database.write(notices.tell_owner, OWNER, [JobId(1), JobId(2)])
        await database.write(notices.tell_owner, "another", [JobId(3)])

        async def undone(tx: Transaction) -> None:
            await notices.tell_owner(tx, OWNER, [JobId(4)])
            await notices.tell_freed(tx)
            raise ValueError

        with pytest.raises(ValueError):
            await database.write(undone)
        async with database.transaction() as tx:
            await notices.tell_owner(tx, OWNER, [JobId(5)])
            await notices.tell_freed(tx)

    assert await heard(database, begin) == ([1, 2, 5], 1)


@only_postgresql
async def test_any_number_of_the_largest_ids_is_told_in_notices_that_postgresql_takes(database: Database) -> None:
    many = [JobId(2**63 - 2 - number) for number in range(1_000)]
    told, _ = await heard(database, lambda: database.write(notices.tell_owner, OWNER, many))
    assert told == many


@only_postgresql
async def test_what_anybody_else_says_there_is_not_taken_for_a_job(database: Database) -> None:
    async def begin() -> None:
        for words in ("", "one", "-1", "7,x,²,8", str(2**63)):
            await database.write(notify, channel_of(OWNER), words)

    assert await heard(database, begin) == ([7, 8], 0)


@only_postgresql
async def test_jobs_that_are_given_up_or_taken_over_are_told(database: Database) -> None:
    async with database.transaction() as tx:
        taken = [await queued(tx), await queued(tx)]
        other = await queued(tx, owner="another")

    async def begin() -> None:
        await database.write(leases.release, owner="another")
        await database.write(leases.release, owner="another")  # has none, and says nothing
        await database.write(leases.claim_expired, owner="w3", lease_until=after(99), now=after(31), limit=9)

    told, freed = await heard(database, begin)
    assert (sorted(told), freed) == ([job.id for job in taken], 1)
    assert other.id not in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_sqlite_has_no_notices_and_needs_none(database: Database) -> None:
    assert notices.hear(database, OWNER, print, print) is None
    await database.write(notices.tell_owner, OWNER, [JobId(1)])
    await database.write(notices.tell_freed)
