"""A song is paid for by the month in which it was asked for: its card says so, and its end counts there alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.jobs import settlement
from data import ledger
from data.rows import EntryKind, FailureKind, JobState
from tests.bot.conftest import GUILD
from tests.data.making import ledger_entries

if TYPE_CHECKING:
    from data.engine.transaction import Transaction
    from data.rows import Account, Job
    from tests.bot.conftest import Studio

TO_THE_LAST_MINUTE = 10.5 * 24 * 3600 - 60  # of November


async def month(studio: Studio, name: str) -> tuple[int, int]:
    """What the guild holds and has spent in a month."""
    async with studio.database.reading() as tx:
        assert await ledger.imbalances(tx) == []
        account: Account = await ledger.account(tx, GUILD, name, default_allowance=240)
    return account.held, account.spent


async def one_of_each_month(studio: Studio) -> tuple[Job, Job]:
    """A song that was asked for a minute before December, and one a minute later; both are to be made."""
    studio.clock.advance(TO_THE_LAST_MINUTE)
    november = await studio.place(studio.order())
    studio.clock.advance(120)
    december = await studio.place(studio.order(model="sonic/sonic-v5"))
    assert (november.month, december.month) == ("2026-11", "2026-12")
    assert await month(studio, "2026-11") == (12, 0)
    assert await month(studio, "2026-12") == (15, 0)
    return november, december


async def test_a_song_shows_the_account_of_the_month_that_paid_however_late_the_song_is_done(studio: Studio) -> None:
    november, december = await one_of_each_month(studio)
    for job, month_name, left in ((november, "2026-11", 228), (december, "2026-12", 225)):
        await studio.finish(job)
        status = await studio.queries.job_status(job.id)
        assert status is not None
        assert status.job.state is JobState.DONE
        assert (status.account.month, status.account.left) == (month_name, left)


@pytest.mark.promise(key="month")
@pytest.mark.parametrize("settled", [True, False])
async def test_what_ends_counts_in_its_own_month_while_the_next_one_holds_as_well(
    studio: Studio, *, settled: bool
) -> None:
    november, december = await one_of_each_month(studio)

    async def end(tx: Transaction, job: Job) -> None:
        if settled:
            assert await ledger.settle(tx, job, credits=job.price, now=studio.context.now())
        else:
            assert await settlement.fail(tx, studio.context, job, FailureKind.LOST, "")

    await studio.database.write(end, november)
    assert await month(studio, "2026-11") == (0, 12 if settled else 0)
    assert await month(studio, "2026-12") == (15, 0)
    await studio.database.write(end, december)
    assert await month(studio, "2026-11") == (0, 12 if settled else 0)
    assert await month(studio, "2026-12") == (0, 15 if settled else 0)
    async with studio.database.reading() as tx:
        entries = await ledger_entries(tx, GUILD)
    closing = [(entry.month, entry.job_id) for entry in entries if entry.kind is not EntryKind.HOLD]
    assert closing == [("2026-12", december.id), ("2026-11", november.id)]


@pytest.mark.promise(key="month")
async def test_songs_of_two_months_are_made_side_by_side_and_each_is_charged_to_its_own(studio: Studio) -> None:
    november, december = await one_of_each_month(studio)
    await studio.finish(december)
    assert await month(studio, "2026-12") == (0, 15)
    await studio.finish(november)
    assert (await month(studio, "2026-11"), await month(studio, "2026-12")) == ((0, 12), (0, 15))
