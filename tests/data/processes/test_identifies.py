"""When sessions may begin: apart in a bucket, and so that no day's sessions are used up, whoever asks and restarts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from data.processes import identifies, shards
from data.processes.identifies import SessionPace
from tests.data.making import NOW, after

if TYPE_CHECKING:
    from data.engine.database import Database

APP = 7
DAY = 86_400.0
PACE = SessionPace(timedelta(seconds=5.5), at_once=100.0, per_second=500 / DAY, spare=10)


class Door:
    """One application's way to its sessions."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def wait(self, seconds: float, bucket: int = 0, pace: SessionPace = PACE, *, counts: bool = True) -> float:
        """Seconds until a session may begin, as asked so many seconds after `NOW`; 0: it has begun."""
        moment = await self.database.write(
            identifies.acquire, APP, bucket=bucket, pace=pace, now=after(seconds), counts=counts
        )
        return 0.0 if moment is None else (moment - after(seconds)).total_seconds()

    async def allow(self, remaining: int, reset_after: float, seconds: float = 0.0) -> None:
        """Let Discord say how many are left."""
        until = timedelta(seconds=reset_after)
        await self.database.write(
            identifies.note_limit, APP, remaining=remaining, reset_after=until, now=after(seconds)
        )


@pytest.fixture
async def door(database: Database) -> Door:
    await database.write(shards.want, APP, 4, now=NOW)
    return Door(database)


async def test_two_of_a_bucket_are_apart_and_of_two_buckets_are_not(door: Door) -> None:
    assert [await door.wait(0, bucket) for bucket in (0, 1, 0)] == [0, 0, 5.5]
    assert await door.wait(2) == 3.5
    assert [await door.wait(5.5), await door.wait(5.5)] == [0, 5.5]


async def test_who_only_asks_takes_no_turn(door: Door) -> None:
    assert [await door.wait(0, counts=False) for _ in range(3)] == [0, 0, 0]
    assert [await door.wait(0), await door.wait(1, counts=False)] == [0, 4.5]


async def test_the_last_of_a_day_are_left_alone_until_discord_counts_anew(door: Door) -> None:
    await door.allow(12, 3600)
    assert [await door.wait(0, 0), await door.wait(0, 1)] == [0, 0]
    assert await door.wait(1, 2) == 3599
    assert await door.wait(3600, 2) == 0
    assert await door.wait(3600, 3) == 0
    await door.allow(10, 60, 3700)  # as Discord says once it is asked again
    assert await door.wait(3700) == 60


async def test_a_clock_that_was_set_back_keeps_nobody_waiting_for_long(door: Door) -> None:
    assert await door.wait(2 * DAY) == 0
    assert await door.wait(0) == 0


@pytest.mark.parametrize("a_day", [100, 200])
async def test_sessions_that_break_all_the_time_do_not_use_up_the_day(door: Door, a_day: int) -> None:
    pace = SessionPace(timedelta(seconds=5.5), at_once=a_day * 0.1, per_second=a_day * 0.5 / DAY, spare=0)
    now, begun = 0.0, 0
    while now < DAY:
        wait = await door.wait(now, pace=pace)
        begun += wait == 0
        now += wait
    assert a_day // 2 < begun < a_day * 0.65
