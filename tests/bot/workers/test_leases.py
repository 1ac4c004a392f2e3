"""What is done as often as the leases are renewed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.jobs.lifecycle import LEASE, JobLifecycle
from bot.workers.leases import RENEW_EVERY, LeaseKeeper
from data import key_values
from data.ids import MessageId
from data.messages import menus, unreached

if TYPE_CHECKING:
    from data.engine.transaction import Transaction
    from data.rows import Account, Job
    from tests.bot.conftest import Studio


async def test_dead_tokens_of_menus_are_forgotten_though_nobody_opens_another_menu(studio: Studio) -> None:
    keeper, database = LeaseKeeper(studio.context), studio.database
    await database.write(menus.keep, MessageId(1), "secret", now=studio.context.now())
    await keeper.renew()
    assert await database.read(menus.token_of, MessageId(1), now=studio.context.now()) == "secret"
    studio.clock.advance(15 * 60)
    await keeper.renew()
    assert await database.read(key_values.starting_with, menus.PREFIX) == {}


async def test_results_that_reached_nobody_are_forgotten_after_a_month(studio: Studio) -> None:
    keeper, database = LeaseKeeper(studio.context), studio.database
    job = await studio.place(studio.order())
    await database.write(unreached.add, job, now=studio.context.now())
    await keeper.renew()
    assert await database.read(unreached.of_member, job.guild_id, job.user_id) == [job]
    studio.clock.advance(31 * 24 * 60 * 60)
    await keeper.renew()
    assert await database.read(key_values.starting_with, unreached.PREFIX) == {}


async def test_what_a_gateway_placed_is_taken_over_at_once_and_nothing_else_is_done(studio: Studio) -> None:
    async def only_the_job(_tx: Transaction, job: Job, _account: Account) -> Job:
        return job

    keeper, own = LeaseKeeper(studio.context), await studio.place(studio.order())
    await keeper.renew()
    gateway = JobLifecycle(replace(studio.context, worker_id="gateway", has_workers=False))
    placed = await gateway.place(studio.order("another"), only_the_job)
    assert (placed.owner, placed.lease_until) == (None, None)
    studio.clock.advance(10)
    assert await keeper.renew() is None  # it is found in time, and sooner where it is told of
    now = studio.context.now()
    for taken in ([placed.id], []):
        keeper.hasten()
        renewal = await keeper.renew()
        assert renewal is not None
        assert [job.id for job in renewal.taken] == taken
    job = await studio.job(placed.id)
    assert (job.owner, job.lease_until) == (studio.context.worker_id, now + LEASE)
    assert (await studio.job(own.id)).lease_until == now - RENEW_EVERY / 3 + LEASE
    studio.clock.advance(RENEW_EVERY.total_seconds() - 10)
    await keeper.renew()
    assert (await studio.job(own.id)).lease_until == studio.context.now() + LEASE
