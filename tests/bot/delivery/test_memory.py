"""What the courier keeps in memory: nothing owed is lost at any moment, and nothing that must wait makes it spin."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.concurrency.task_set import TaskSet
from bot.concurrency.token_bucket import TokenBucket
from bot.delivery import courier
from bot.delivery.courier import Courier
from bot.delivery.transport import DeliveryDelayed
from bot.jobs.lifecycle import JobLifecycle
from data.ids import ChannelId, JobId, MessageId, TaskId
from data.rows import ClipState, Job
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.status.job_status import JobStatus
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


@pytest.fixture
def hand(studio: Studio) -> SlowHand:
    taken = SlowHand()
    studio.courier.use_transport(taken)
    return taken


async def shown(studio: Studio) -> Job:
    """A queued job whose card is there."""
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001 + job.id))
    await deliver(studio)
    return job


async def half_done(studio: Studio) -> Job:
    """A song of which one clip is there and the other a long way off."""
    studio.vendor.orders.time_next_task(20, 400)
    job = await shown(studio)
    await studio.create()
    for _ in range(8):
        await studio.look(5)
    assert [clip.state for clip in await studio.clips(job)].count(ClipState.SUCCEEDED) == 1
    return job


def restarted(studio: Studio, hand: Hand) -> Courier:
    """The courier of a process that has just started."""
    fresh = Courier(studio.context, JobLifecycle(studio.context), studio.queries, studio.courier._fetcher)
    fresh.use_transport(hand)
    return fresh


async def test_a_card_that_was_cut_off_by_a_kill_is_shown_by_the_next_start(studio: Studio, hand: SlowHand) -> None:
    job = await studio.place(studio.order())  # killed between the “thinking…” and the card, or before its id was known
    fresh = restarted(studio, hand)
    await fresh.tick()
    await fresh.wait_until_idle()
    assert hand.shown == []  # whoever answers may be at it
    studio.clock.advance(10)
    await fresh.tick()
    await fresh.wait_until_idle()
    assert hand.shown == [job.id]
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))  # which is all that its look is for
    for _ in range(5):
        studio.clock.advance(5)
        await fresh.tick()
        await fresh.wait_until_idle()
    assert hand.shown == [job.id, job.id]


async def test_a_card_that_was_not_found_is_looked_for_again_while_its_token_lives(
    studio: Studio, hand: SlowHand
) -> None:
    """Discord had trouble when it was answered, and still has when it is looked for: “thinking…” is no card."""
    job = await studio.place(studio.order())
    looked: list[int] = []
    for _ in range(200):
        await deliver(studio, 5)
        looked.append(len(hand.shown))
    assert looked[5] < looked[20] < looked[100]
    assert len(hand.shown) <= 15 * 60 / 10
    assert looked[-1] == looked[-10]  # its token is dead
    assert (await studio.job(job.id)).message_id is None


async def test_a_card_whose_token_is_dead_is_not_looked_for(studio: Studio, hand: SlowHand) -> None:
    await studio.place(studio.order(token_expires_at=studio.context.now() + timedelta(seconds=30)))
    await deliver(studio, 11)
    assert hand.shown == []


async def test_a_card_that_was_shown_in_time_is_not_read_again_for_it(
    studio: Studio, hand: SlowHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, look = Counter[JobId](), studio.queries.job_status

    async def count(job_id: JobId) -> JobStatus | None:
        looks[job_id] += 1
        return await look(job_id)

    monkeypatch.setattr(studio.queries, "job_status", count)
    job = await studio.place(studio.order())
    status = await look(job.id)
    assert status is not None
    studio.courier.remember_card(status)
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await deliver(studio, 9.9)
    assert looks == {}
    for _ in range(3):
        await deliver(studio, 0.1)  # its place in the queue may be another one
    assert looks == {job.id: 1}
    assert hand.shown == []


async def test_after_the_clock_was_set_back_a_card_goes_on_to_change(studio: Studio, hand: SlowHand) -> None:
    job = await shown(studio)
    turn = await studio.queue._take_turn()
    assert isinstance(turn, Job)
    await deliver(studio, 2)
    await deliver(studio, 12)
    assert hand.shown == [job.id, job.id]  # it is being sent, which is nothing that changes by itself
    studio.clock.advance(-3600)
    await deliver(studio)
    await studio.lifecycle.record_task(turn, TaskId("t"))
    await deliver(studio, 1)
    assert hand.shown == [job.id] * 3


async def test_an_early_clip_does_not_stand_behind_bars(
    studio: Studio, hand: SlowHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.open.set()
    studio.vendor.orders.time_next_task(20, 400)
    await shown(studio)
    await studio.create()
    pace = TokenBucket(1.0)
    pace.seconds_left(studio.context.now())
    for _ in range(1_000):
        pace.take()  # edits of bars that were made just now
    monkeypatch.setattr(studio.courier, "_pace", pace)
    for _ in range(40):
        await studio.look(1)
        await deliver(studio)
    assert [len(packed) for _, packed in hand.posts] == [1]


async def test_an_early_clip_for_which_there_is_no_room_is_posted_once_there_is(
    studio: Studio, hand: SlowHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio.courier, "_deliveries", TaskSet(1, studio.courier._wake))
    early = await half_done(studio)
    studio.vendor.orders.time_next_task(20, 25)
    other = await studio.finish(await studio.place(studio.order()))
    studio.courier._cards_changed.schedule(early.id, studio.context.now() + timedelta(seconds=1))
    await studio.courier.tick()
    await asyncio.wait_for(hand.begun.wait(), 30)
    for _ in range(8):
        studio.clock.advance(2)
        assert await studio.courier.tick() > 0
        await studio.courier._refreshes.wait_until_empty()
    assert hand.posts == []
    hand.open.set()
    await studio.courier.wait_until_idle()
    for _ in range(3):
        await deliver(studio, 1.5)  # not only half a minute later
    assert [(job, len(packed)) for job, packed in hand.posts] == [(other.id, 2), (early.id, 1)]


async def test_a_song_that_ends_while_its_first_clip_is_posted_follows_right_after(
    studio: Studio, hand: SlowHand
) -> None:
    job = await half_done(studio)
    for _ in range(3):
        studio.clock.advance(2)
        await studio.courier.tick()
        await studio.courier._refreshes.wait_until_empty()
    await asyncio.wait_for(hand.begun.wait(), 30)
    await studio.finish(job)
    for _ in range(3):
        assert await studio.courier.tick() > 0  # owed, and held as long as the first clip is on its way
    hand.open.set()
    await studio.courier.wait_until_idle()
    await deliver(studio)
    assert [len(packed) for _, packed in hand.posts] == [1, 2]
    await deliver(studio, 60)
    assert len(hand.posts) == 2
    assert studio.courier._held == {}


async def test_a_delivery_that_is_put_off_is_not_brought_forward_by_what_was_held(
    studio: Studio, hand: SlowHand
) -> None:
    job = await studio.finish(await studio.place(studio.order()))
    hand.troubles[job.id] = DeliveryDelayed("busy")
    await studio.courier.tick()
    await asyncio.wait_for(hand.begun.wait(), 30)
    studio.lifecycle.changes.tell(job)  # heard while the delivery is under way
    assert await studio.courier.tick() > 0
    hand.open.set()
    await studio.courier.wait_until_idle()
    for _ in range(3):
        await deliver(studio)
    assert hand.tried == 1
    assert studio.courier._songs_owed.next_at() == (await studio.job(job.id)).deliver_at
    hand.troubles.clear()
    await deliver(studio, 6)
    assert [posted for posted, _ in hand.posts] == [job.id]


@pytest.mark.parametrize("what", ["songs", "cards", "moving"])
async def test_what_is_due_and_finds_no_room_makes_nobody_spin(
    studio: Studio, hand: SlowHand, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bounds = {"songs": "_deliveries", "cards": "_refreshes", "moving": "_refreshes"}
    monkeypatch.setattr(studio.courier, bounds[what], TaskSet(1, studio.courier._wake))
    jobs = [await shown(studio) for _ in range(3)]
    if what == "songs":
        for job in jobs:
            await studio.finish(job)
    elif what == "cards":
        await studio.create()
        studio.clock.advance(3)
        await studio.create()
    hand.stuck = asyncio.Event()
    studio.clock.advance(11)
    ticks, tick, full = 0, studio.courier.tick, asyncio.Event()

    async def count() -> float:
        nonlocal ticks
        ticks += 1
        wait = await tick()
        if getattr(studio.courier, bounds[what]).is_full:
            full.set()
        return wait

    monkeypatch.setattr(studio.courier, "tick", count)
    stop = asyncio.Event()
    running = asyncio.create_task(studio.courier.run(stop))
    await asyncio.wait_for(full.wait(), 30)
    ticks = 0
    for _ in range(300):  # whoever spins has a turn in every second of these
        await asyncio.sleep(0)
    assert ticks < 20
    hand.stuck.set()
    hand.open.set()
    stop.set()
    await asyncio.wait_for(running, 30)


async def test_what_is_owed_is_not_begun_twice_by_a_look_at_the_table(studio: Studio, hand: SlowHand) -> None:
    job = await studio.finish(await studio.place(studio.order()))
    await studio.courier.tick()
    await asyncio.wait_for(hand.begun.wait(), 30)
    for _ in range(4):
        studio.clock.advance(courier.CATCH_UP)
        await studio.courier.tick()
    hand.open.set()
    await studio.courier.wait_until_idle()
    await deliver(studio, 30)
    assert [posted for posted, _ in hand.posts] == [job.id]
    assert hand.tried == 1
