"""Tasks are looked at when due, by whoever owns them, and a poll that fails is not a song that fails."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.concurrency import task_set
from bot.jobs.lifecycle import LEASE, JobLifecycle
from bot.workers.poller import SOON, Poller
from data.ids import ChannelId, MessageId, TaskId
from data.jobs import leases, queries, queue, transitions
from data.processes import heartbeats
from data.rows import ClipState, FailureKind, Job, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import GUILD, MEMBER, SONIC, Studio, open_studio

if TYPE_CHECKING:
    from bot.musicapi.responses.reports import TaskReport
    from data.engine.database import Database
    from data.engine.transaction import Transaction

POLL = r"/task/"


async def test_polls_come_at_the_interval(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    await studio.place(studio.order())
    await studio.create()
    for _ in range(60):
        await studio.look(1.0)
    assert 10 <= studio.polls() <= 13


@pytest.mark.parametrize(
    "answer",
    [
        json_answer(500, {"message": "internal error"}),
        Answer(502, b"<html></html>", "text/html"),
        Answer(200, b"<html>maintenance</html>", "text/html"),
        json_answer(429, {"message": "rate limit"}),
        json_answer(401, {"type": "unauthorized", "error": "bad api key"}),
        Answer(0, drop=True),
    ],
    ids=["500", "502", "no-json", "429", "401", "dropped"],
)
async def test_failing_polls_do_not_fail_the_song(studio: Studio, answer: Answer) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    studio.transport.trouble.answer_instead("GET", POLL, answer, times=2)
    assert (await studio.finish(job)).state is JobState.DONE
    assert len(studio.vendor.creates) == 1


async def test_a_timeout_that_says_refunded_is_the_end(studio: Studio) -> None:
    studio.vendor.orders.fail_next(kind="http504")
    ended = await studio.finish(await studio.place(studio.order()))
    assert ended.failure is FailureKind.FAILED
    assert (await studio.account()).left == 240


async def test_an_unknown_task_is_given_a_grace_before_it_is_given_up(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    unknown = json_answer(400, {"message": "task not found."})
    studio.transport.trouble.answer_instead("GET", POLL, unknown, times=1_000)
    await studio.look(30)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    ended = await studio.finish(job)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.FAILED)
    assert (await studio.account()).left == 240


async def test_after_a_restart_the_song_goes_on_at_once(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    async with open_studio(studio.database) as restarted:
        restarted.vendor.tasks, restarted.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        restarted.vendor.files = studio.vendor.files
        await restarted.poller.take_back()
        assert (await restarted.finish(job)).state is JobState.DONE
        assert restarted.vendor.creates == []


async def test_what_is_heard_while_many_are_taken_back_is_newer_than_what_was_read(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_set, "BETWEEN_YIELDS", 1)
    jobs = [await studio.place(studio.order()) for _ in range(2)]
    for _ in jobs:
        await studio.create()
        studio.clock.advance(5)
    first, second = [await studio.job(job.id) for job in jobs]
    assert first.state is second.state is JobState.RUNNING
    async with open_studio(studio.database) as restarted:
        changes, heard = restarted.lifecycle.changes, list[Job]()
        ended = replace(second, state=JobState.DONE, poll_at=None)

        def hear(job: Job) -> None:
            heard.append(job)
            if job.id == first.id:
                asyncio.get_running_loop().call_soon(changes.tell, ended)

        changes.listen(hear)
        await restarted.poller.take_back()
        assert [(job.id, job.state) for job in heard] == [(first.id, JobState.RUNNING), (second.id, JobState.DONE)]


async def test_a_create_whose_answer_nobody_wrote_down_is_refunded_at_the_start(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.queue._take_turn()  # killed between the commit and the answer
    assert (await studio.job(job.id)).state is JobState.SUBMITTING
    async with open_studio(studio.database) as restarted:
        await restarted.poller.take_back()
        ended = await restarted.job(job.id)
        assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.LOST)
        await restarted.create()
        assert restarted.vendor.creates == []
        assert (await restarted.account()).left == 240


async def test_another_process_takes_over_when_the_lease_ran_out(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    async with open_studio(studio.database, worker_id="other") as other:
        other.vendor.tasks, other.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        other.vendor.files = studio.vendor.files
        await other.look()
        assert (await other.job(job.id)).owner == "worker"
        await other.look(100)
        assert (await other.job(job.id)).owner == "other"
        assert (await other.finish(job)).state is JobState.DONE


async def test_the_past_teaches_when_to_look_first(studio: Studio) -> None:
    for _ in range(5):
        await studio.finish(await studio.place(studio.order()))
    before = studio.polls()
    await studio.place(studio.order())
    await studio.create()
    await studio.look(6)
    assert studio.polls() == before
    await studio.look(120)
    assert studio.polls() > before


async def test_songs_that_are_ready_before_the_first_poll_move_it_forward(studio: Studio) -> None:
    for number, seconds in enumerate([60] * 8 + [15] * 24):
        studio.vendor.orders.time_next_task(seconds, seconds)
        await studio.finish(await studio.place(studio.order(guild_id=GUILD + number % 3)))
    studio.vendor.orders.time_next_task(15, 15)
    job = await studio.place(studio.order(guild_id=GUILD + 3))
    await studio.create()
    await studio.look(25)
    assert (await studio.job(job.id)).state is JobState.DONE


async def test_a_song_is_remembered_as_an_interval_between_two_polls(studio: Studio) -> None:
    studio.vendor.orders.time_next_task(12, 12)
    job = await studio.place(studio.order())
    await studio.create()
    for _ in range(3):
        await studio.look(5.5)
    async with studio.database.reading() as tx:
        ((after, by),) = await queries.recently_ready(tx, job.family, job.model, job.operation)
    assert after == pytest.approx(11, abs=0.1)
    assert by == pytest.approx(16.5, abs=0.1)


async def test_a_webhook_says_exactly_when_a_song_was_ready(database: Database) -> None:
    async with open_studio(database, callbacks=True) as studio:
        studio.vendor.orders.time_next_task(12, 12)
        job = await studio.place(studio.order(model="sonic/sonic-v5"))
        await studio.create()
        await studio.look()
        studio.clock.advance(13)
        await studio.lifecycle.poll_now(await studio.job(job.id))
        await studio.look()
        assert (await studio.job(job.id)).state is JobState.DONE
        async with database.reading() as tx:
            assert await queries.recently_ready(tx, job.family, job.model, job.operation) == [(13.0, 13.0)]


async def test_what_another_process_learnt_is_read_within_minutes_and_not_at_every_poll(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, read = list[str](), queries.recently_ready

    async def count(tx: Transaction, *kind: Any) -> Any:
        reads.append("read")
        return await read(tx, *kind)

    monkeypatch.setattr(queries, "recently_ready", count)
    studio.vendor.orders.stall_next_task()
    await studio.place(studio.order())
    await studio.create()
    for _ in range(48):
        await studio.look(5.5)
    assert (len(reads), studio.polls() > 20) == (1, True)
    for _ in range(12):
        await studio.look(5.5)
    assert len(reads) == 2


async def test_both_kinds_of_database_tell_the_same_story(database: Database) -> None:
    async with open_studio(database) as studio:
        done = await studio.finish(await studio.place(studio.order(model="producer/FUZZ-2.0")))
        assert (done.state, done.clips_expected, len(await studio.clips(done))) == (JobState.DONE, 1, 1)


async def test_a_song_that_finished_while_the_bot_was_away_is_posted_however_long_that_was(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    studio.clock.advance(2 * 3600)  # the vendor made it within minutes; nobody looked
    async with open_studio(studio.database) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now())
        restarted.vendor.tasks, restarted.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        restarted.vendor.files = studio.vendor.files
        await restarted.poller.take_back()
        await restarted.look()
        assert (await restarted.job(job.id)).state is JobState.DONE


async def test_what_is_half_done_after_a_long_absence_is_waited_for(studio: Studio) -> None:
    studio.vendor.orders.time_next_task(20, 900)
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look(660)  # nobody has looked for longer than a stall may last, and there is a clip now
    assert (await studio.job(job.id)).state is JobState.RUNNING
    ended = await studio.finish(job)
    assert [clip.state for clip in await studio.clips(ended)] == [ClipState.SUCCEEDED, ClipState.SUCCEEDED]


def stand_in_for(killed: Studio, restarted: Studio) -> None:
    """Let the next process meet the world as the killed one left it."""
    restarted.clock.advance(killed.clock.now() - restarted.clock.now())
    for shared in ("tasks", "clips", "files"):
        setattr(restarted.vendor, shared, getattr(killed.vendor, shared))


@pytest.mark.parametrize("how", ["killed", "handed back", "taken over"])
async def test_with_webhooks_what_finished_while_nobody_listened_is_found_within_seconds(
    database: Database, how: str
) -> None:
    async with open_studio(database, callbacks=True) as studio:
        studio.vendor.orders.time_next_task(12, 12)
        job = await studio.place(studio.order(model=SONIC))
        await studio.create()
        planned = (await studio.job(job.id)).poll_at
        if how == "handed back":
            async with database.transaction() as tx:
                await leases.release(tx, owner=studio.context.worker_id)
        studio.clock.advance(100 if how == "taken over" else 20)  # its webhook was refused: nobody was there
        worker_id = "other" if how == "taken over" else studio.context.worker_id
        async with open_studio(database, callbacks=True, worker_id=worker_id) as restarted:
            stand_in_for(studio, restarted)
            await restarted.poller.take_back()
            await restarted.look()
            await restarted.look(SOON)
            assert planned is not None
            assert restarted.context.now() < planned - timedelta(seconds=30)  # it did not wait for its turn
            assert (await restarted.job(job.id)).state is JobState.DONE


async def test_with_webhooks_what_finished_while_the_process_was_suspended_is_found_within_seconds(
    database: Database,
) -> None:
    async with open_studio(database, callbacks=True) as studio:
        studio.vendor.orders.time_next_task(12, 12)
        job = await studio.place(studio.order(model=SONIC))
        await studio.create()
        await studio.look()
        planned = (await studio.job(job.id)).poll_at
        studio.clock.advance(LEASE.total_seconds() + 10)  # its webhook was refused: nobody was awake
        await studio.look()
        await studio.look(SOON)
        assert planned is not None
        assert studio.context.now() < planned - timedelta(seconds=20)  # it did not wait for its turn
        assert (await studio.job(job.id)).state is JobState.DONE


async def test_polls_after_a_restart_are_spread_over_the_first_seconds(database: Database) -> None:
    async with open_studio(database, callbacks=True) as studio:
        for number in range(5):
            studio.vendor.orders.stall_next_task()
            await studio.place(studio.order(f"song {number}", model=SONIC))
            await studio.create()
            studio.clock.advance(3)
        async with open_studio(database, callbacks=True, random=random.Random(1).random) as restarted:
            stand_in_for(studio, restarted)
            await restarted.poller.take_back()
            polls = list[int]()
            for _ in range(6):
                await restarted.look(SOON / 6)
                polls.append(restarted.polls())
            assert polls[0] < polls[2] < polls[-1] == 5


async def test_a_vendor_that_is_silent_after_a_long_absence_gets_some_time(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    studio.clock.advance(2 * 3600)
    async with open_studio(studio.database) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now())
        restarted.vendor.tasks, restarted.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        restarted.vendor.files = studio.vendor.files
        restarted.transport.trouble.answer_instead("GET", POLL, Answer(502, b"<html></html>", "text/html"), times=9)
        await restarted.poller.take_back()
        for _ in range(12):
            await restarted.look(20)
        assert (await restarted.job(job.id)).state is JobState.DONE


async def test_a_vendor_that_never_answers_again_ends_in_a_refund(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    studio.transport.trouble.answer_instead("GET", POLL, Answer(502, b"<html></html>", "text/html"), times=10_000)
    ended = await studio.finish(job)
    assert ended.failure is FailureKind.TIMED_OUT
    assert (await studio.account()).left == 240


async def test_a_clip_that_arrived_is_kept_when_the_vendor_forgets_the_task(studio: Studio) -> None:
    studio.vendor.orders.time_next_task(20, 4_000)
    job = await studio.place(studio.order())
    await studio.create()
    for _ in range(14):
        await studio.look(5)
    unknown = json_answer(400, {"message": "task not found."})
    studio.transport.trouble.answer_instead("GET", POLL, unknown, times=1_000)
    ended = await studio.finish(job)
    assert ended.state is JobState.DONE
    assert (await studio.account()).spent == 12


async def test_a_late_task_of_an_unknown_kind_is_asked_about_less_and_less(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    await studio.place(studio.order())
    await studio.create()
    for _ in range(300):
        await studio.look(1.0)
    early = studio.polls()
    for _ in range(200):
        await studio.look(1.0)
    assert studio.polls() - early <= 10


async def test_a_clock_that_was_set_back_stops_nothing(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look()
    other = await studio.place(studio.order())
    await studio.lifecycle.record_message(other, ChannelId(2001), MessageId(4001))
    studio.clock.advance(-3600)
    studio.vendor.limit._last = float("-inf")  # the vendor's clock is its own
    await studio.look()
    async with studio.database.reading() as tx:
        beat = await heartbeats.last(tx, "worker")
        assert beat == studio.context.now()
    assert ((await studio.job(job.id)).poll_at or studio.context.now()) - studio.context.now() < timedelta(seconds=60)
    await studio.create()
    assert (await studio.job(other.id)).state is JobState.RUNNING


async def test_tokens_are_forgotten_when_they_are_dead(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look(14 * 60)
    assert (await studio.job(job.id)).token is not None
    await studio.look(61)
    assert (await studio.job(job.id)).token is None


async def test_everything_that_another_process_handed_back_is_taken_over_at_once(studio: Studio) -> None:
    for _ in range(20):
        await studio.place(studio.order(guild_id=GUILD))
    for guild in range(1, 81):
        await studio.place(studio.order(guild_id=GUILD + guild, user_id=MEMBER + guild))
    async with studio.database.transaction() as tx:
        assert await leases.release(tx, owner="worker") == 100
    await studio.look()
    async with studio.database.reading() as tx:
        assert len(await queries.not_delivered(tx, owner="worker")) == 100


async def test_a_poll_that_brings_no_news_writes_nothing_and_is_counted_with_the_next(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look()
    before = await studio.job(job.id)
    polls = studio.polls()
    for _ in range(2):
        await studio.look(5.5)
    assert studio.polls() == polls + 2
    assert await studio.job(job.id) == before
    done = await studio.finish(job)
    assert done.polls == studio.polls()


async def test_a_poller_that_was_just_made_finds_what_is_running_in_the_table(studio: Studio) -> None:
    await studio.place(studio.order())
    await studio.create()
    polls = studio.polls()
    fresh = Poller(studio.context, JobLifecycle(studio.context), studio.poller._musicapi)
    studio.clock.advance(6)
    await fresh.tick()
    await fresh.tasks.wait_until_empty()
    assert studio.polls() == polls + 1


async def test_the_rate_of_polls_is_bounded(studio: Studio) -> None:
    slow = Poller(studio.context, JobLifecycle(studio.context), studio.poller._musicapi, per_second=2)
    studio.vendor.limit.interval = 0
    for _ in range(5):
        await studio.place(studio.order())
        await studio.create()
        studio.clock.advance(3)
    studio.clock.advance(6)
    polls, counts = studio.polls(), list[int]()
    for _ in range(3):
        wait = await slow.tick()
        await slow.tasks.wait_until_empty()
        counts.append(studio.polls() - polls)
        assert 0 < wait <= 5
        studio.clock.advance(1)
    assert counts == [2, 4, 5]


async def test_one_answer_of_too_many_pauses_the_polls_of_all(studio: Studio) -> None:
    for _ in range(3):
        studio.vendor.orders.stall_next_task()
        await studio.place(studio.order())
        await studio.create()
    await studio.look(10)
    asked = studio.polls()
    too_many = json_answer(429, {"message": "rate limit"}, Retry_After="30")
    studio.transport.trouble.answer_instead("GET", POLL, too_many, times=1)
    while studio.polls() == asked:
        await studio.look(1)
    asked = studio.polls()
    for _ in range(28):
        await studio.look(1)
    assert studio.polls() == asked
    await studio.look(3)
    assert studio.polls() > asked
    assert (await studio.account()).left == 240 - 3 * 12


async def test_the_loop_polls_when_news_comes_and_not_in_steps(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, ask = asyncio.Event(), studio.poller._ask

    async def tell(job: Job) -> TaskReport:
        asked.set()
        return await ask(job)

    monkeypatch.setattr(studio.poller, "_ask", tell)
    job = await studio.place(studio.order())
    await studio.create()
    stop = asyncio.Event()
    running = asyncio.create_task(studio.poller.run(stop))  # the clock is held: nothing is due by itself
    await studio.lifecycle.poll_now(await studio.job(job.id))
    await asyncio.wait_for(asked.wait(), 30)
    stop.set()
    await asyncio.wait_for(running, 30)


async def test_what_is_heard_while_the_table_is_read_is_newer_than_what_is_read(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    planned = await studio.job(job.id)
    read = studio.context.database.read

    async def read_slowly(work: Any, *args: Any, **kwargs: Any) -> Any:
        found = await read(work, *args, **kwargs)
        monkeypatch.setattr(studio.context.database, "read", read)
        await studio.lifecycle.poll_now(planned)  # committed after the table was read, and heard before
        return found

    fresh = Poller(studio.context, studio.lifecycle, studio.poller._musicapi)
    polls = studio.polls()
    monkeypatch.setattr(studio.context.database, "read", read_slowly)
    await fresh.tick()
    await fresh.tasks.wait_until_empty()
    assert studio.polls() == polls + 1


async def test_a_create_that_is_under_way_while_the_process_overslept_is_not_judged_lost(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.look()
    now = studio.context.now()
    async with studio.database.transaction() as tx:
        await queue.take_turn(tx, job.id, owner=studio.context.worker_id, lease_until=now + LEASE, now=now)
    await studio.look(LEASE.total_seconds() + 10)  # a machine that was suspended, say
    assert (await studio.job(job.id)).state is JobState.SUBMITTING


async def test_a_job_that_another_process_started_long_ago_is_found_all_the_same(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.look()
    now = studio.context.now()
    async with studio.database.transaction() as tx:  # its clock is slow, or its database was
        await queue.take_turn(tx, job.id, owner=studio.context.worker_id, lease_until=now + LEASE, now=now)
        await transitions.accept(tx, job.id, task_id=TaskId("t"), poll_at=now - timedelta(minutes=9), now=now)
    await studio.look(31)
    assert studio.polls() == 1


async def test_a_job_that_another_process_took_over_is_polled_no_more(studio: Studio) -> None:
    await studio.place(studio.order())
    await studio.create()
    await studio.look(6)
    async with studio.database.transaction() as tx:
        await leases.release(tx, owner=studio.context.worker_id)
        far = studio.context.now() + timedelta(hours=1)
        await leases.claim_expired(tx, owner="w2", lease_until=far, now=studio.context.now(), limit=9)
    await studio.look(31)
    polls = studio.polls()
    for _ in range(6):
        await studio.look(6)
    assert studio.polls() == polls


async def test_after_a_suspension_a_poll_that_fails_is_not_the_end_of_a_song(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    await studio.look(6)
    studio.transport.trouble.answer_instead("GET", POLL, Answer(502, b"", "text/html"), times=4)
    await studio.look(20 * 60)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    assert (await studio.finish(job)).state is JobState.DONE
