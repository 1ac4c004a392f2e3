"""Cancelled in the middle of its commit: what was kept is heard by nobody in the process, and found in the table."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from data import ledger
from data.engine import sqlite_pool
from data.ids import ChannelId, JobId, MessageId
from data.jobs import queries
from data.rows import Job, JobState
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from tests.bot.conftest import Studio

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def hand(studio: Studio) -> Hand:
    taken = Hand()
    studio.courier.use_transport(taken)
    return taken


@asynccontextmanager
async def cancelled_in_its_commit(
    work: Coroutine[Any, Any, Any], monkeypatch: pytest.MonkeyPatch, when: Callable[[], bool] = lambda: True
) -> AsyncGenerator[None]:
    """Run `work`, and cancel it while the thread commits what it wrote, the first time that `when` is so."""
    loop, reached, go = asyncio.get_running_loop(), asyncio.Event(), threading.Event()
    kept, commit = asyncio.Event(), sqlite_pool.commit

    def commit_slowly(connection: Any) -> None:
        if not reached.is_set() and connection.connection.driver_connection.total_changes and when():
            loop.call_soon_threadsafe(reached.set)
            assert go.wait(30)
            commit(connection)
            loop.call_soon_threadsafe(kept.set)
            return
        commit(connection)

    monkeypatch.setattr(sqlite_pool, "commit", commit_slowly)
    task = asyncio.create_task(work)
    await asyncio.wait_for(reached.wait(), 30)
    task.cancel()
    await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(kept.wait(), 30)
    monkeypatch.undo()
    yield


async def ends_well(studio: Studio, hand: Hand) -> None:
    """The one job there is comes to its end, once."""
    async with studio.database.reading() as tx:
        (job,) = await queries.not_delivered(tx, owner="worker")
    for _ in range(60):
        await studio.create()
        await studio.look(5)
        await deliver(studio)
    assert (await studio.job(job.id)).delivered_at is not None
    assert [(posted, len(packed)) for posted, packed in hand.posts] == [(job.id, 2)]
    assert len(studio.vendor.creates) == 1
    assert await studio.spent() == 12
    assert studio.poller._running == {}


async def test_an_order_that_was_kept_though_its_caller_was_cancelled_comes_to_its_end(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    await studio.look()
    await deliver(studio)
    async with cancelled_in_its_commit(studio.place(studio.order()), monkeypatch):
        assert (await studio.account()).held == 12
    await ends_well(studio, hand)


async def test_an_order_whose_caller_was_cancelled_before_it_began_holds_nothing(studio: Studio) -> None:
    async with studio.database.transaction():
        placing = asyncio.create_task(studio.place(studio.order()))
        await asyncio.sleep(0)
        placing.cancel()
        await asyncio.gather(placing, return_exceptions=True)
    async with studio.database.reading() as tx:
        assert await queries.get(tx, JobId(1)) is None
        assert await ledger.imbalances(tx) == []
    assert (await studio.account()).held == 0


async def test_a_task_id_that_was_kept_unheard_is_polled(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await studio.place(studio.order())
    await studio.look()
    await deliver(studio)
    turn = await studio.queue._take_turn()
    assert isinstance(turn, Job)
    creating = studio.queue._submit(turn)
    async with cancelled_in_its_commit(creating, monkeypatch, lambda: bool(studio.vendor.accepted)):
        assert (await studio.job(job.id)).state is JobState.RUNNING
        assert studio.poller._running == {}
    await ends_well(studio, hand)


async def test_an_end_that_was_kept_unheard_is_delivered(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.vendor.orders.time_next_task(1, 2)
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await studio.create()
    await studio.look()
    await deliver(studio)
    studio.clock.advance(10)
    polls = studio.polls()
    polling = studio.poller._poll(await studio.job(job.id))
    async with cancelled_in_its_commit(polling, monkeypatch, lambda: studio.polls() > polls):
        assert (await studio.job(job.id)).state is JobState.DONE
        assert hand.posts == []
    await deliver(studio, 5)
    assert [posted for posted, _ in hand.posts] == [job.id]
    await studio.look(31)
    assert studio.poller._running == {}
