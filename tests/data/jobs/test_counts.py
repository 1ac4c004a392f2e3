"""What waits is counted by state, with the oldest of each, and what was delivered is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data import ledger
from data.ids import GuildId
from data.jobs import counts, schedule
from data.jobs.counts import Waiting
from data.rows import JobState
from tests.data.making import GUILD, MONTH, NOW, after, job_in

if TYPE_CHECKING:
    from data.engine.database import Database


@pytest.mark.parametrize("state", JobState)
async def test_a_job_waits_in_its_state_until_it_is_delivered(database: Database, state: JobState) -> None:
    async with database.transaction() as tx:
        made = [await job_in(tx, state) for _ in range(2)]
        since = min((each.finished_at or NOW) if state.final else each.created_at for each in made)
        assert await counts.waiting(tx) == [Waiting(state, 2, since)]
        for each in made:
            await schedule.mark_delivered(tx, each.id, now=after(60))
        assert [each.count for each in await counts.waiting(tx)] == ([] if state.final else [2])


async def test_nothing_waits_in_a_new_database(database: Database) -> None:
    async with database.reading() as tx:
        assert await counts.waiting(tx) == []
        assert await ledger.totals(tx, MONTH) == (0, 0)


async def test_the_totals_are_those_of_all_guilds_and_of_one_month(database: Database) -> None:
    async with database.transaction() as tx:
        ours, theirs = [await job_in(tx, JobState.QUEUED, guild_id=guild_id) for guild_id in (GUILD, GuildId(77))]
        assert await ledger.totals(tx, MONTH) == (20, 0)
        await ledger.refund(tx, ours, now=NOW)
        assert await ledger.totals(tx, MONTH) == (10, 0)
        await ledger.settle(tx, theirs, credits=7, now=NOW)
        assert await ledger.totals(tx, MONTH) == (0, 7)
        assert await ledger.totals(tx, "2026-10") == (0, 0)
