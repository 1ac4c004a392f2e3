"""What one process changes, another acts upon at once: the clock stands still, so no look at the table is due."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event, text

from bot.jobs import news
from bot.jobs.news import JobNews
from data.engine.address import PostgreSQLAddress
from data.engine.database import Database
from data.ids import ChannelId, JobId, MessageId, TaskId
from data.jobs import leases, notices, schedule, transitions
from data.rows import FailureKind, JobState
from tests.bot.conftest import Studio, open_studio
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator

    from data.engine.transaction import Transaction
    from data.rows import Job

TIMEOUT = 30.0
HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'encore notices'"

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


class Heard:
    """What a process was told of jobs, whoever changed them."""

    def __init__(self, studio: Studio) -> None:
        self.jobs: list[Job] = []
        self.freed = self.missed = 0
        self._woken = asyncio.Event()
        studio.lifecycle.changes.listen(self._hear, freed=self._hear_freed, missed=self._hear_missed)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Return when it is so, which is looked at whenever something was told."""
        async with asyncio.timeout(TIMEOUT):
            while not is_so():
                self._woken.clear()
                await self._woken.wait()

    async def of(self, job: Job) -> Job:
        """The job, as the next change says."""
        self.jobs.clear()
        await self.until(lambda: any(told.id == job.id for told in self.jobs))
        return next(told for told in self.jobs if told.id == job.id)

    def _hear(self, job: Job) -> None:
        self.jobs.append(job)
        self._woken.set()

    def _hear_freed(self) -> None:
        self.freed += 1
        self._woken.set()

    def _hear_missed(self) -> None:
        self.missed += 1
        self._woken.set()


@asynccontextmanager
async def hearing(studio: Studio) -> AsyncGenerator[Heard]:
    """Let this process hear of the others, as it does while it runs."""
    told, stop, listener = Heard(studio), asyncio.Event(), JobNews(studio.context, studio.lifecycle.changes)
    running = asyncio.create_task(listener.run(stop))
    async with asyncio.timeout(TIMEOUT):
        await listener.is_listening.wait()
    try:
        yield told
    finally:
        stop.set()
        async with asyncio.timeout(TIMEOUT):
            await running


@pytest.fixture
async def other(studio: Studio, database_url: str) -> AsyncIterator[Studio]:
    """Another process on the same database, with connections of its own and the same vendor and time."""
    database = await Database.open(database_url)
    async with open_studio(database, worker_id="other") as made:
        made.vendor.tasks, made.vendor.clips, made.vendor.files = (
            *(studio.vendor.tasks, studio.vendor.clips, studio.vendor.files),
        )
        made.clock.advance(studio.clock.now() - made.clock.now())
        yield made
    await database.close()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """All that is asked of the database by way of SQLAlchemy."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield said
    event.remove(Engine, "before_cursor_execute", note)


async def running(studio: Studio) -> Job:
    """A job whose next poll is some seconds away, and whose process has just looked at the table."""
    studio.vendor.orders.stall_next_task()
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await studio.create()
    await studio.look()
    await studio.look()
    assert studio.polls() == 0
    return await studio.job(job.id)


async def test_a_task_that_another_process_has_news_of_is_polled_at_once(studio: Studio, other: Studio) -> None:
    job = await running(studio)
    async with hearing(studio) as told:
        await asyncio.gather(told.of(job), other.lifecycle.poll_now(job))
        await studio.look()
    assert (studio.polls(), other.polls()) == (1, 0)


async def test_a_task_that_a_webhook_names_elsewhere_is_polled_at_once(studio: Studio, other: Studio) -> None:
    job = await studio.place(studio.order())
    turn = await studio.queue._take_turn()
    assert not isinstance(turn, float | int)
    await studio.look()
    async with hearing(studio) as told:
        await asyncio.gather(told.of(job), other.lifecycle.adopt_task(turn, TaskId("a-task")))
        await studio.look()
    assert studio.polls() == 1


async def test_a_job_that_another_process_ends_is_delivered_at_once(studio: Studio, other: Studio) -> None:
    hand = Hand()
    studio.courier.use_transport(hand)
    job = await running(studio)
    await deliver(studio)
    async with hearing(studio) as told:
        _, ended = await asyncio.gather(other.lifecycle.give_up(job, FailureKind.FAILED), told.of(job))
        assert ended.state is JobState.FAILED
        await deliver(studio)
    assert (await studio.job(job.id)).delivered_at is not None
    assert [posted for posted, _ in hand.posts] == [job.id]
    assert (await studio.account()).left == 240


async def test_jobs_that_are_handed_back_at_a_stop_go_on_at_once(studio: Studio, other: Studio) -> None:
    job = await running(studio)
    async with hearing(other) as told:
        await other.look()
        await studio.database.write(leases.release, owner=studio.context.worker_id)
        await told.until(lambda: told.freed > 0)
        await other.look()
    assert (await studio.job(job.id)).owner == "other"


async def test_a_queued_job_that_is_handed_back_wakes_whoever_waits_for_one(studio: Studio, other: Studio) -> None:
    job = await studio.place(studio.order())
    async with hearing(other) as told:
        other.queue._wake.clear()
        await studio.database.write(leases.release, owner=studio.context.worker_id)
        await told.until(lambda: told.freed > 0)
        assert other.queue._wake.is_set()
        await other.create()
    assert (await studio.job(job.id)).state is JobState.RUNNING


async def test_what_was_undone_is_told_to_nobody(studio: Studio, other: Studio) -> None:
    job = await running(studio)
    async with hearing(studio) as told:

        async def undone(tx: Transaction) -> None:
            await transitions.fail(tx, job.id, FailureKind.FAILED, None, now=other.context.now())
            raise ValueError

        with pytest.raises(ValueError):
            await other.lifecycle._write(job, undone)
        told.jobs.clear()
        await asyncio.gather(told.of(job), other.lifecycle.poll_now(job))
    assert [each.state for each in told.jobs] == [JobState.RUNNING]


async def test_a_change_that_was_not_heard_is_found_as_soon_as_the_connection_is_back(
    studio: Studio, other: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "FIRST_PAUSE", 0.01)
    hand = Hand()
    studio.courier.use_transport(hand)
    job, left = await running(studio), await other.place(other.order(interaction_id=1))
    await deliver(studio)
    async with hearing(studio) as told:
        async with other.database.transaction() as tx:
            await tx.execute(text(HANG_UP))
            # As if their notices had been sent before the connection was back: these changes are announced to nobody.
            await schedule.poll_now(tx, job.id, now=other.context.now())
            await leases.release(tx, owner="other")
        await told.until(lambda: told.missed > 0)
        await studio.look()
        assert studio.polls() == 1
        assert (await studio.job(left.id)).owner == studio.context.worker_id
        await asyncio.gather(told.of(job), other.lifecycle.give_up(job, FailureKind.FAILED))  # it hears again
        await deliver(studio)
    assert [posted for posted, _ in hand.posts] == [job.id]


async def test_a_delivery_that_was_not_heard_of_is_made_as_soon_as_the_connection_is_back(
    studio: Studio, other: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "FIRST_PAUSE", 0.01)
    hand = Hand()
    studio.courier.use_transport(hand)
    job = await running(studio)
    await deliver(studio)
    async with hearing(studio) as told:
        async with other.database.transaction() as tx:
            await tx.execute(text(HANG_UP))
            await transitions.fail(tx, job.id, FailureKind.LOST, None, now=other.context.now())
        await told.until(lambda: told.missed > 0)
        await deliver(studio)
    assert [posted for posted, _ in hand.posts] == [job.id]


async def test_a_server_that_is_not_there_is_tried_again_until_the_stop(studio: Studio) -> None:
    nowhere = Database(PostgreSQLAddress("postgresql://nobody@127.0.0.1:1/nothing"), busy_timeout=1.0)
    async with open_studio(nowhere) as away, asyncio.timeout(TIMEOUT):
        stop, listener = asyncio.Event(), JobNews(away.context, away.lifecycle.changes)
        running = asyncio.create_task(listener.run(stop))
        await listener.has_tried.wait()
        assert not listener.is_listening.is_set()
        stop.set()
        await running
    await nowhere.close()


async def test_many_changes_at_once_are_read_by_one_statement(
    studio: Studio, other: Studio, statements: list[str]
) -> None:
    jobs = [await studio.place(studio.order()) for _ in range(8)]
    async with hearing(studio) as told:
        statements.clear()

        async def announce(tx: Transaction) -> None:
            for job in jobs:
                await notices.tell_owner(tx, studio.context.worker_id, [job.id])

        await other.database.write(announce)
        await told.until(lambda: {job.id for job in jobs} <= {job.id for job in told.jobs})
    assert sum("FROM jobs" in statement for statement in statements) == 1


async def test_more_than_anybody_should_keep_is_looked_up_in_the_table_instead(
    studio: Studio, other: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "MOST_WAITING", 10)
    async with hearing(studio) as told:
        many = [JobId(number) for number in range(11)]
        await other.database.write(notices.tell_owner, studio.context.worker_id, many)
        await told.until(lambda: told.missed > 0)
    assert told.jobs == []


async def test_a_process_that_is_alone_announces_nothing(studio: Studio, statements: list[str]) -> None:
    await studio.song()
    assert not [statement for statement in statements if "pg_notify" in statement]


async def test_nothing_is_kept_of_what_this_process_told_itself(studio: Studio) -> None:
    listener = JobNews(studio.context, studio.lifecycle.changes)
    for number in range(5):
        await studio.lifecycle.cancel(await studio.place(studio.order(user_id=1000 + number)), "")
    assert not listener._told
    await listener.work()
    assert not listener._told
