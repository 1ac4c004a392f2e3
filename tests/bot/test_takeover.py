"""One process is killed, another takes over: what runs, what is owed and which card moves is in the table alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.delivery import overtaken
from bot.musicapi.client import WHOLE_EXCHANGE
from bot.musicapi.operations import Operation
from data import tables
from data.ids import ERASED_MEMBER, MessageId
from data.jobs import leases
from data.rows import ClipState, FailureKind, JobState
from tests.bot.conftest import CHANNEL, SONIC, open_studio
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.status.job_status import JobStatus
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio


class SlowHand(Hand):
    """Discord takes a post only once `open` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.open = asyncio.Event(), asyncio.Event()

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        self.begun.set()
        await self.open.wait()
        return await super().post(status, clips, files)


class CardHand(Hand):
    """What Discord shows at the card, by whomever it was told last; of edits, the answer may be lost."""

    def __init__(self, card: list[JobState], *, loses_answers: bool = False) -> None:
        super().__init__()
        self.card, self._loses_answers = card, loses_answers

    async def show(self, status: JobStatus) -> None:
        await super().show(status)
        self.card.append(status.job.state)
        if self._loses_answers:
            raise TimeoutError

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        told = await super().post(status, clips, files)
        self.card.append(status.job.state)
        return told


@asynccontextmanager
async def two(database: Database) -> AsyncGenerator[tuple[Studio, Studio]]:
    """Two processes on one database, with one MusicAPI and one clock."""
    async with (
        open_studio(database, allowance=1_000) as first,
        open_studio(database, allowance=1_000, worker_id="other", seed=1) as second,
    ):
        for shared in ("tasks", "clips", "files"):
            setattr(second.vendor, shared, getattr(first.vendor, shared))
        yield first, second


def let_time_pass(seconds: float, *studios: Studio) -> None:
    for studio in studios:
        studio.clock.advance(seconds)


async def carded(studio: Studio, prompt: str) -> Job:
    job = await studio.place(studio.order(prompt))
    await studio.lifecycle.record_message(job, CHANNEL, MessageId(4000 + job.id))
    return job


async def started(studio: Studio, other: Studio, prompt: str, *ends: float) -> Job:
    """A running job whose clips are there so many seconds after it began."""
    studio.vendor.orders.time_next_task(*ends)
    job = await carded(studio, prompt)
    await studio.create()
    assert (await studio.job(job.id)).state is JobState.RUNNING
    let_time_pass(4, studio, other)
    return job


async def test_what_a_killed_process_had_under_way_comes_to_its_end_once_in_another(database: Database) -> None:
    async with two(database) as (first, second):
        ours, theirs = Hand(), Hand()
        first.courier.use_transport(ours)
        second.courier.use_transport(theirs)
        _, (clip, _) = await first.song(model=SONIC)
        await deliver(first)
        let_time_pass(first.clock.now() - second.clock.now(), second)
        ours.posts.clear()

        # In every state at once; nothing of it is delivered yet.
        done = await started(first, second, "done", 1, 2)
        files = await first.place(first.order("", operation=Operation.WAV, source=clip.id))
        await first.create()
        let_time_pass(4, first, second)
        early = await started(first, second, "one clip", 2, 600)
        far = await started(first, second, "running", 500, 500)
        for _ in range(10):
            await first.look(3)
            let_time_pass(3, second)
        assert {(await first.job(job.id)).state for job in (done, files)} == {JobState.DONE}
        assert [clip.state for clip in await first.clips(early)].count(ClipState.SUCCEEDED) == 1
        unanswered = await carded(first, "on its way")
        assert isinstance(await first.queue._take_turn(), type(unanswered))
        queued = await carded(first, "queued")
        jobs = (done, files, early, far, unanswered, queued)

        # From here on the first one is dead; while its leases last, nobody touches what it owns.
        await second.look()
        await deliver(second)
        assert (theirs.posts, theirs.shown) == ([], [])
        assert {(await second.job(job.id)).owner for job in jobs} == {"worker"}

        let_time_pass(100, first, second)
        for _ in range(250):
            await second.create()
            await second.look(3)
            await deliver(second)
        ends = {job.id: await second.job(job.id) for job in jobs}
        assert all(job.delivered_at is not None for job in ends.values())
        assert ends[unanswered.id].failure is FailureKind.LOST
        assert {job.state for job in ends.values() if job.id != unanswered.id} == {JobState.DONE}
        whole = Counter(job for job, packed in theirs.posts if len(packed) != 1)
        assert whole == {job.id: 1 for job in jobs}
        assert [job for job, packed in theirs.posts if len(packed) == 1] == [early.id]
        assert far.id in theirs.shown  # its bar went on to move
        assert ours.posts == []
        prompts = [create.body.get("prompt") for studio in (first, second) for create in studio.vendor.accepted]
        assert Counter(prompts)["queued"] == 1
        assert "on its way" not in prompts
        spent = sum(job.price for job in ends.values() if job.state is JobState.DONE)
        account = await second.account()
        assert (account.held, account.spent) == (0, spent + 15)


async def test_a_song_that_is_taken_over_while_it_is_delivered_is_charged_and_marked_once(database: Database) -> None:
    async with two(database) as (first, second):
        slow, theirs = SlowHand(), Hand()
        first.courier.use_transport(slow)
        second.courier.use_transport(theirs)
        job = await started(first, second, "r&b pop", 1, 2)
        await first.look(10)
        let_time_pass(10, second)
        await first.courier.tick()
        await asyncio.wait_for(slow.begun.wait(), 30)
        let_time_pass(100, first, second)  # the first one is suspended in the middle of its upload
        await second.look()
        await deliver(second)
        delivered = await second.job(job.id)
        assert delivered.delivered_at is not None
        slow.open.set()  # it wakes: the same edit of the same message once more
        await first.courier.wait_until_idle()
        assert await first.job(job.id) == delivered
        await first.look()
        await deliver(first, 30)
        assert ([posted for posted, _ in slow.posts], [posted for posted, _ in theirs.posts]) == ([job.id], [job.id])
        account = await first.account()
        assert (account.held, account.spent) == (0, 12)
        assert first.poller._running == {}


async def test_a_process_that_stops_in_order_hands_everything_over_at_once(database: Database) -> None:
    async with two(database) as (first, second):
        hand = Hand()
        second.courier.use_transport(hand)
        await second.look()  # it has looked at the table before
        await deliver(second)
        running = await started(first, second, "running", 30, 31)
        done = await started(first, second, "done", 1, 2)
        for _ in range(2):
            await first.look(3)
            let_time_pass(3, second)
        assert (await first.job(done.id)).state is JobState.DONE
        async with database.transaction() as tx:
            await leases.release(tx, owner="worker")
        let_time_pass(31, second)
        for _ in range(5):
            await second.look(6)
            await deliver(second)
        assert sorted(posted for posted, _ in hand.posts) == sorted([running.id, done.id])
        assert len(first.vendor.accepted) == 2
        assert second.vendor.creates == []


async def test_a_create_is_nobody_elses_for_as_long_as_its_answer_may_take(database: Database) -> None:
    async with two(database) as (first, second):
        await second.look()
        pause = first.transport.trouble.pause("POST", r"/create$", "after")
        job = await carded(first, "slowly")
        creating = asyncio.create_task(first.create())
        await asyncio.wait_for(pause.reached(), 30)
        let_time_pass(WHOLE_EXCHANGE, first, second)  # in which the first one renewed nothing
        await second.look()
        found = await second.job(job.id)
        assert (found.state, found.owner) == (JobState.SUBMITTING, "worker")
        pause.release()
        await asyncio.wait_for(creating, 30)
        assert (await first.job(job.id)).state is JobState.RUNNING


async def test_an_answer_that_comes_after_another_process_gave_it_up_is_told_to_the_operator_alone(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with two(database) as (first, second):
        pause = first.transport.trouble.pause("POST", r"/create$", "after")
        job = await carded(first, "very slowly")
        creating = asyncio.create_task(first.create())
        await asyncio.wait_for(pause.reached(), 30)
        let_time_pass(100, first, second)  # the first one is suspended
        await second.look()
        refunded = await second.job(job.id)
        assert (refunded.owner, refunded.failure) == ("other", FailureKind.LOST)
        pause.release()
        await asyncio.wait_for(creating, 30)
        assert await first.job(job.id) == refunded
        account = await first.account()
        assert (account.held, account.spent) == (0, 0)
        task_id = first.vendor.accepted[0].task_id
        assert f"create_orphaned job={job.id} task={task_id}" in caplog.text


async def test_what_was_taken_over_is_not_delivered_by_who_had_it_before(database: Database) -> None:
    async with two(database) as (first, second):
        ours, theirs = Hand(), Hand()
        first.courier.use_transport(ours)
        second.courier.use_transport(theirs)
        job = await started(first, second, "r&b pop", 1, 2)
        await first.look(10)
        let_time_pass(110, second)
        await second.look()
        assert (await second.job(job.id)).owner == "other"
        await deliver(first)  # as it still knows it: it was suspended before its first look
        assert ours.posts == []
        await deliver(second)
        assert [posted for posted, _ in theirs.posts] == [job.id]


@pytest.mark.parametrize("loses_answers", [False, True])
@pytest.mark.parametrize("operation", [Operation.CREATE, Operation.WRITE_LYRICS])
async def test_an_edit_that_comes_late_does_not_cover_what_another_process_told_meanwhile(
    database: Database, operation: Operation, loses_answers: bool
) -> None:
    card = list[JobState]()
    async with two(database) as (first, second):
        ours, theirs = CardHand(card, loses_answers=loses_answers), CardHand(card)
        ours.stuck = asyncio.Event()
        first.courier.use_transport(ours)
        second.courier.use_transport(theirs)
        job = await first.place(first.order("a lighthouse", operation=operation))
        is_song = operation is Operation.CREATE
        await first.lifecycle.record_message(job, CHANNEL if is_song else None, MessageId(4001))
        await first.courier.tick()  # its edit stands still on its way to Discord
        assert (await second.finish(job)).state is JobState.DONE
        await deliver(second)
        ours.stuck.set()
        await first.courier.wait_until_idle()
        assert (card.count(JobState.QUEUED), card[-1]) == (1, JobState.DONE)
        assert [len(clips) for _, clips in ours.posts] == [2 if is_song else 0]
        assert ours.told == []


async def test_a_first_clip_that_is_posted_late_takes_nothing_off_the_song_that_another_process_posted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overtaken, "SLOW_EDIT", 0.0)
    card = list[JobState]()
    async with two(database) as (first, second):
        ours, theirs = CardHand(card), CardHand(card)
        first.courier.use_transport(ours)
        second.courier.use_transport(theirs)
        job = await started(first, second, "r&b pop", 10, 60)
        ours.held = asyncio.Event()
        for _ in range(20):
            await first.look(3)
            let_time_pass(3, second)
            await first.courier.tick()
            if ours.reached.is_set():
                break
        await asyncio.wait_for(ours.reached.wait(), 30)
        let_time_pass(110, first, second)  # the first one is suspended in the middle of its upload
        await second.look()
        await deliver(second)
        assert (await second.job(job.id)).delivered_at is not None
        ours.held.set()
        await first.courier.wait_until_idle()
        assert card[-2:] == [JobState.RUNNING, JobState.DONE]
        assert [len(clips) for _, clips in ours.posts] == [1, 2]


async def test_what_was_erased_while_its_card_was_edited_is_not_said_again(database: Database) -> None:
    card = list[JobState]()
    async with two(database) as (first, second):
        ours = CardHand(card)
        ours.stuck = asyncio.Event()
        first.courier.use_transport(ours)
        second.courier.use_transport(CardHand(card))
        job = await carded(first, "a lighthouse")
        await first.courier.tick()
        await second.finish(job)
        await deliver(second)
        async with database.transaction() as tx:
            await tx.execute(update(tables.jobs).values(user_id=ERASED_MEMBER))
        ours.stuck.set()
        await first.courier.wait_until_idle()
        assert ours.posts == []


async def test_an_edit_that_nobody_overtook_is_made_once(database: Database) -> None:
    card = list[JobState]()
    async with two(database) as (first, second):
        first.courier.use_transport(CardHand(card))
        second.courier.use_transport(CardHand(card))
        job = await carded(first, "ours")
        await deliver(first)
        await deliver(second)
        await first.create()
        await deliver(first, 30)
        assert card == [JobState.QUEUED, JobState.RUNNING]
        assert (await first.job(job.id)).owner == first.context.worker_id
