"""A shard belongs to one process, and to the next one when the first gives it up or its lease is over."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from data.engine.database import Database
from data.engine.dialects import read_clock
from data.processes import shards
from tests.data.making import NOW, after

APP = 7
LEASE = timedelta(seconds=10)


class Fleet:
    """Processes that claim and renew, at moments that the test names."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.gone = set[str]()  # as the last claim told

    async def want(self, count: int, seconds: float = 0.0) -> int:
        return await self.database.write(shards.want, APP, count, now=after(seconds))

    async def claim(self, owner: str, seconds: float = 0.0, *, count: int = 4, at_most: int | None = None) -> list[int]:
        claimed = await self.database.write(
            shards.claim, APP, owner=owner, count=count, at_most=at_most, lease=LEASE, now=after(seconds)
        )
        self.gone = set(claimed.gone)
        return claimed.shard_ids

    async def renew(self, owner: str, seconds: float = 0.0) -> tuple[list[int], int]:
        held, count = await self.database.write(shards.renew, APP, owner=owner, lease=LEASE, now=after(seconds))
        return sorted(held), count

    async def free(self, seconds: float = 0.0) -> tuple[int, int]:
        return await self.database.read(shards.survey, APP, now=after(seconds))

    async def holders(self, seconds: float = 0.0) -> list[str]:
        return await self.database.read(shards.holders, APP, now=after(seconds))

    async def release(self, owner: str | None) -> None:
        await self.database.write(shards.release, APP, owner=owner)


@pytest.fixture
async def fleet(database: Database) -> Fleet:
    made = Fleet(database)
    assert await made.want(4) == 4
    return made


async def test_a_shard_has_one_owner_until_it_gives_it_up(fleet: Fleet) -> None:
    assert await fleet.claim("a") == [0, 1, 2, 3]
    assert (await fleet.free(1), await fleet.claim("b", 1), await fleet.holders(1)) == ((4, 0), [], ["a"])
    await fleet.release("a")
    assert await fleet.claim("b", 1) == [0, 1, 2, 3]
    assert await fleet.renew("a", 2) == ([], 4)
    assert await fleet.renew("b", 2) == ([0, 1, 2, 3], 4)


async def test_so_many_a_process_leave_the_rest_to_others(fleet: Fleet) -> None:
    assert await fleet.claim("a", at_most=2) == [0, 1]
    assert await fleet.claim("a", at_most=2) == []
    assert await fleet.claim("b", at_most=3) == [2, 3]
    assert (await fleet.holders(), await fleet.free()) == (["a", "b"], (4, 0))
    await fleet.release("b")
    assert await fleet.claim("a", 1, at_most=3) == [2]


@pytest.mark.promise(key="answered-once")
async def test_what_is_not_renewed_is_the_next_ones_when_its_lease_is_over_and_no_sooner(fleet: Fleet) -> None:
    assert await fleet.claim("a", at_most=2) == [0, 1]
    assert await fleet.claim("b", 1) == [2, 3]
    assert await fleet.renew("b", 9) == ([2, 3], 4)
    assert await fleet.claim("b", 10) == []
    assert await fleet.free(10.1) == (4, 2)
    assert await fleet.renew("a", 10.1) == ([], 4)  # and who comes too late has nothing, though nobody took it yet
    assert await fleet.claim("b", 10.1) == [0, 1]
    assert await fleet.holders(10.1) == ["b"]


async def test_whoever_takes_over_learns_who_was_not_heard_of_again(fleet: Fleet) -> None:
    await fleet.claim("a", at_most=1)
    await fleet.claim("b", at_most=1)
    await fleet.claim("c", at_most=1)
    await fleet.release("c")
    assert (await fleet.renew("b", 9), fleet.gone) == (([1], 4), set())
    assert (await fleet.claim("b", 10.1), fleet.gone) == ([0, 2, 3], {"a"})
    assert (await fleet.claim("d", 10.1), fleet.gone) == ([], set())
    await fleet.want(8, 20.2)  # and where nobody had one of that many before
    assert (len(await fleet.claim("d", 20.2, count=8)), fleet.gone) == (8, {"b"})


async def test_of_many_that_claim_at_once_each_shard_is_given_to_one(fleet: Fleet) -> None:
    claims = await asyncio.gather(*(fleet.claim(f"w{number}", at_most=1) for number in range(8)))
    assert sorted(shard for claim in claims for shard in claim) == [0, 1, 2, 3]


@pytest.mark.promise(key="answered-once")
async def test_of_two_counts_only_one_is_held_at_a_time(fleet: Fleet) -> None:
    assert await fleet.claim("a", at_most=2) == [0, 1]
    assert await fleet.claim("b") == [2, 3]
    assert await fleet.want(8) == 8
    assert await fleet.claim("c", 1, count=8) == []
    assert await fleet.claim("c", 1) == []  # nor any more of the old ones
    assert await fleet.renew("a", 2) == ([0, 1], 8)  # who then leaves them
    await fleet.release("a")
    assert await fleet.claim("a", 3, count=8) == []
    assert await fleet.claim("a", 10.1, count=8) == list(range(8))  # of the other one nothing was heard again
    assert await fleet.renew("b", 10.1) == ([], 8)


async def test_the_larger_count_is_wanted_until_nobody_has_a_shard(fleet: Fleet) -> None:
    assert await fleet.want(2) == 2  # nobody has one yet
    assert await fleet.want(4) == 4
    await fleet.claim("a", at_most=1)
    assert await fleet.want(2, 10) == 4
    assert await fleet.want(2, 10.1) == 2


async def test_it_is_known_who_has_a_shard(fleet: Fleet) -> None:
    await fleet.claim("a", at_most=2)
    assert [await fleet.database.read(shards.is_holder, owner) for owner in ("a", "b")] == [True, False]
    await fleet.release(None)
    assert not await fleet.database.read(shards.is_holder, "a")


async def test_two_bots_share_a_database_and_no_shards(fleet: Fleet) -> None:
    await fleet.claim("a")
    await fleet.database.write(shards.want, 8, 1, now=NOW)
    theirs = await fleet.database.write(shards.claim, 8, owner="b", count=1, at_most=None, lease=LEASE, now=NOW)
    assert (theirs.shard_ids, theirs.gone) == ([0], frozenset())
    assert await fleet.database.read(shards.holders, 8, now=NOW) == ["b"]
    await fleet.database.write(shards.release, 8, owner=None)
    assert await fleet.holders() == ["a"]


async def test_all_processes_read_one_clock(database: Database) -> None:
    ours = datetime.fromisoformat("2001-01-01T00:00:00+00:00")
    async with database.transaction() as tx:
        read, again = await read_clock(tx, ours), await read_clock(tx, ours)
        # SQLite has one process, whose clock is the only one; a server's goes on within a transaction.
        assert read == again == ours if tx.dialect.name == "sqlite" else ours < read < again
