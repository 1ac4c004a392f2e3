"""What the poller keeps in memory: no plan is lost, none makes it spin, and the table has the last word."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.workers import leases
from bot.workers.poller import Poller
from data.jobs import schedule
from data.rows import JobState
from sandbox.wire.exchange import Answer
from tests.bot.conftest import Studio, open_studio

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from data.engine.database import Database
    from data.rows import Job

POLL = r"/task/"


def run_at_once(tick: Coroutine[Any, Any, float]) -> float:
    """Run a tick that has nothing to wait for, here and now."""
    try:
        tick.send(None)
    except StopIteration as ended:
        return ended.value
    raise AssertionError("the tick waited")


async def running(studio: Studio) -> Job:
    """A job whose task was polled once, and has a long way to go."""
    studio.vendor.orders.time_next_task(400, 410)
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look(6)
    return await studio.job(job.id)


async def test_news_that_comes_while_a_task_is_polled_has_it_polled_once_more_right_after(studio: Studio) -> None:
    job = await running(studio)
    pause = studio.transport.trouble.pause("GET", POLL, "after")
    studio.clock.advance(6)
    await studio.poller.tick()
    await asyncio.wait_for(pause.reached(), 30)
    polls = studio.polls()
    studio.clock.advance(0.5)
    await studio.lifecycle.poll_now(job)  # MusicAPI answered before what it calls about
    assert await studio.poller.tick() > 0  # it cannot be polled twice at once, and is not asked for again and again
    pause.release()
    await studio.poller.tasks.wait_until_empty()
    assert await studio.poller.tick() > 0
    await studio.poller.tasks.wait_until_empty()
    assert studio.polls() == polls + 1 + 1  # the one that was held is counted when it is answered


async def test_news_that_comes_in_the_very_step_in_which_a_poll_ends_is_not_lost(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await running(studio)
    poll, waits = studio.poller._poll, list[float]()

    async def poll_and_hear(polled: Job) -> None:
        monkeypatch.undo()
        await studio.lifecycle.poll_now(polled)  # planned before the poll plans the next one, which then does not
        await poll(polled)
        asyncio.get_running_loop().call_soon(lambda: waits.append(run_at_once(studio.poller.tick())))

    monkeypatch.setattr(studio.poller, "_poll", poll_and_hear)
    polls = studio.polls()
    await studio.look(6)
    assert len(waits) == 1  # a tick came between the end of the poll and the news of its end
    for _ in range(3):
        await studio.look(6)
    assert studio.polls() >= polls + 3
    assert (await studio.job(job.id)).state is JobState.RUNNING


async def test_a_running_job_without_a_plan_gets_one(studio: Studio) -> None:
    job = await running(studio)
    studio.poller._due.discard(job.id)  # however that may have come about
    polls = studio.polls()
    await studio.look(31)
    assert studio.polls() == polls + 1


async def test_a_poll_that_was_under_way_through_a_suspension_and_fails_is_not_the_end_of_a_song(
    studio: Studio,
) -> None:
    job = await running(studio)
    pause = studio.transport.trouble.pause("GET", POLL, "before")
    studio.clock.advance(6)
    await studio.poller.tick()
    await asyncio.wait_for(pause.reached(), 30)
    studio.transport.trouble.answer_instead("GET", POLL, Answer(502, b"", "text/html"), times=1_000)
    studio.clock.advance(20 * 60)  # the machine sleeps; the network is not there when it wakes, before anything else
    pause.release()
    await studio.poller.tasks.wait_until_empty()
    studio.transport.trouble.clear()
    assert (await studio.job(job.id)).state is JobState.RUNNING
    assert (await studio.finish(job)).state is JobState.DONE


class OneThread(dict[Any, Any]):
    """A dictionary of the event loop, which no other thread may look at: it changes while that would read it."""

    loop = threading.get_ident()

    def _check(self) -> None:
        assert threading.get_ident() == self.loop, "memory of the event loop is read in another thread"

    def get(self, key: Any, default: Any = None) -> Any:
        self._check()
        return super().get(key, default)

    def __getitem__(self, key: Any) -> Any:
        self._check()
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._check()
        return super().__contains__(key)

    def values(self) -> Any:
        self._check()
        return super().values()

    def items(self) -> Any:
        self._check()
        return super().items()


async def test_what_the_loop_remembers_is_not_read_in_the_databases_thread(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    OneThread.loop = threading.get_ident()
    for name in ("_running", "_heard", "_listening"):
        monkeypatch.setattr(studio.poller, name, OneThread())
    for name in ("_cards",):
        monkeypatch.setattr(studio.courier, name, OneThread())
    job = await running(studio)
    await studio.courier._catch_up()
    assert (await studio.finish(job)).state is JobState.DONE


async def test_what_changes_while_the_table_is_read_is_compared_as_it_was(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await running(studio)
    planned = schedule.planned_polls

    async def change_meanwhile(*given: Any, **named: Any) -> Any:
        studio.poller._running.pop(job.id, None)  # the event loop goes on while the thread reads
        return await planned(*given, **named)

    monkeypatch.setattr(schedule, "planned_polls", change_meanwhile)
    told: list[Job] = []
    studio.lifecycle.changes.listen(told.append)
    await studio.look(31)
    assert told == []  # what is known is what was known when the reading began


@pytest.mark.parametrize("bound", ["rate", "tasks"])
async def test_what_is_due_and_cannot_be_polled_yet_makes_nobody_spin(database: Database, bound: str) -> None:
    async with open_studio(database) as studio:
        bounds: dict[str, Any] = {"rate": {"per_second": 0.5}, "tasks": {"at_once": 1}}[bound]
        slow = Poller(studio.context, studio.lifecycle, studio.poller._musicapi, **bounds)
        studio.vendor.limit.interval = 0
        for _ in range(3):
            await studio.place(studio.order())
            await studio.create()
            studio.clock.advance(3)
        pause = studio.transport.trouble.pause("GET", POLL, "before")
        studio.clock.advance(10)
        for _ in range(3):
            assert await slow.tick() > 0.5  # while the clock stands still, nothing is to be gained by asking again
        pause.release()
        await slow.tasks.wait_until_empty()


async def test_a_loop_that_has_nothing_to_do_ticks_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    job = await running(studio)
    pause = studio.transport.trouble.pause("GET", POLL, "before")
    ticks, tick = Counter[str](), studio.poller.tick

    async def count() -> float:
        ticks["poller"] += 1
        return await tick()

    monkeypatch.setattr(studio.poller, "tick", count)
    stop = asyncio.Event()
    studio.clock.advance(6)
    loop = asyncio.create_task(studio.poller.run(stop))
    await asyncio.wait_for(pause.reached(), 30)
    await studio.lifecycle.poll_now(job)
    for _ in range(200):
        await asyncio.sleep(0)
    assert ticks["poller"] <= 3  # at the start, and once for the news
    pause.release()
    stop.set()
    await asyncio.wait_for(loop, 30)


async def test_more_than_one_process_hands_back_is_taken_over_without_a_pause(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "CLAIMED_AT_ONCE", 2)
    jobs = [await studio.place(studio.order()) for _ in range(5)]
    async with open_studio(studio.database, worker_id="other") as other:
        other.clock.advance(studio.clock.now() - other.clock.now() + timedelta(minutes=3).total_seconds())
        for _ in range(2):
            await other.poller.tick()
            assert other.poller._wake.is_set()  # its loop goes on at once
        await other.poller.tick()
        assert {(await other.job(job.id)).owner for job in jobs} == {"other"}
