"""An order is taken at the price that was agreed to, once, with what its card shows, all in one transaction."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import AlreadyAsked, ClipUnfit, PersonError, PriceRose, Problem
from bot.jobs.intake import DOUBLE_PRESS
from bot.musicapi.operations import Operation
from tests.bot.conftest import GUILD, MEMBER, SONIC, open_studio
from tests.telling import tells

if TYPE_CHECKING:
    from bot.orders.order import Order
    from bot.status.job_status import JobStatus
    from data.engine.database import Database
    from data.engine.transaction import Transaction
    from data.rows import Account, Job
    from tests.bot.conftest import Studio


async def _place(
    studio: Studio, order: Order, *, agreed_price: int | None = None, repeatable: bool = True
) -> JobStatus:
    status_in = studio.queries.status_in
    return await studio.lifecycle.place(order, status_in, agreed_price=agreed_price, repeatable=repeatable)


async def test_an_order_comes_with_what_its_card_shows(studio: Studio) -> None:
    status = await _place(studio, studio.order())
    assert (status.account.held, status.account.left, status.place) == (12, 228, 1)
    again = await studio.queries.job_status(status.job.id)
    assert again == status


@pytest.mark.promise(key="form-price")
async def test_a_price_that_rose_is_not_charged_and_one_that_fell_is(studio: Studio) -> None:
    with pytest.raises(PriceRose) as risen:
        await _place(studio, studio.order(), agreed_price=11)
    assert risen.value.price == 12
    assert (await studio.account()).held == 0
    assert (await _place(studio, studio.order(), agreed_price=12)).job.price == 12
    assert (await _place(studio, studio.order(), agreed_price=99)).job.price == 12


async def test_nothing_is_kept_where_the_snapshot_raises(studio: Studio) -> None:
    async def refuse(_tx: Transaction, _job: Job, _account: Account) -> None:
        raise ClipUnfit("nothing was charged")

    order = studio.order()
    with pytest.raises(ClipUnfit):
        await studio.lifecycle.place(order, refuse)
    assert (await studio.account()).held == 0
    assert (await _place(studio, order)).account.held == 12


@pytest.mark.parametrize("agreed_price", [None, 11])
async def test_an_interaction_that_was_taken_is_taken_by_nobody_else(
    studio: Studio, agreed_price: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = studio.order()
    await _place(studio, order)
    with pytest.raises(AlreadyAsked):
        await _place(studio, order, agreed_price=agreed_price, repeatable=False)
    monkeypatch.setattr("bot.jobs.shares.QUEUE_LIMIT", 1)
    with pytest.raises(AlreadyAsked):
        await _place(studio, order)
    assert (await studio.account()).held == 12


async def test_a_line_with_gaps_is_as_long_as_it_has_jobs(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.jobs.shares.QUEUE_LIMIT", 3)
    jobs = [(await _place(studio, studio.order())).job for _ in range(3)]
    with tells(PersonError, "queue|line|wait"):
        await _place(studio, studio.order())
    await studio.lifecycle.cancel(jobs[1], "")
    await _place(studio, studio.order())
    with tells(PersonError, "queue|line|wait"):
        await _place(studio, studio.order())


async def test_the_same_order_twice_within_moments_is_a_slip_of_the_finger(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    wav = {"operation": Operation.WAV, "source": clip.id}
    first = await _place(studio, studio.order("", **wav), repeatable=False)
    held = (await studio.account()).held
    with tells(ClipUnfit, "a moment ago"):
        await _place(studio, studio.order("", **wav), repeatable=False)
    assert (await studio.account()).held == held
    # Another member, another clip, other words, or a little later: that is meant.
    await _place(studio, studio.order("", **wav, user_id=MEMBER + 1), repeatable=False)
    await _place(studio, studio.order("", **{**wav, "source": other.id}), repeatable=False)
    await _place(studio, studio.order("", **wav, title="Mine"), repeatable=False)
    await _place(studio, studio.order("", **wav))  # a command that was typed again
    studio.clock.advance(DOUBLE_PRESS.total_seconds() + 1)
    await _place(studio, studio.order("", **wav), repeatable=False)
    assert first.job.operation == Operation.WAV


async def test_what_failed_a_moment_ago_can_be_ordered_again(studio: Studio) -> None:
    status = await _place(studio, studio.order(), repeatable=False)
    await studio.lifecycle.cancel(status.job, "")
    await _place(studio, studio.order(), repeatable=False)
    assert (await studio.account()).held == 12


async def test_presses_at_the_same_moment_are_one(studio: Studio) -> None:
    orders = [studio.order("the same") for _ in range(5)]
    placed = await asyncio.gather(
        *(_place(studio, order, repeatable=False) for order in orders), return_exceptions=True
    )
    assert sum(isinstance(one, ClipUnfit) for one in placed) == 4
    assert (await studio.account()).held == 12


async def test_two_processes_that_get_the_same_submit_take_it_once(database: Database) -> None:
    async with open_studio(database) as one, open_studio(database, worker_id="other") as two:
        order = replace(one.order(), guild_id=GUILD)
        placed = await asyncio.gather(
            *(_place(studio, order, agreed_price=12, repeatable=False) for studio in (one, two)),
            return_exceptions=True,
        )
        assert sum(isinstance(each, AlreadyAsked) for each in placed) == 1
        assert (await one.account()).held == 12


async def test_who_cannot_pay_is_told_so_and_not_that_it_was_asked_before(database: Database) -> None:
    async with open_studio(database, allowance=11) as studio:
        with pytest.raises(PersonError, match=Problem.OUT_OF_CREDITS_FOR_A_SONG):
            await _place(studio, studio.order(), agreed_price=12, repeatable=False)
