"""What was promised is brought: once, with its files where they fit, and no message that breaks stops the others."""

from __future__ import annotations

import asyncio
import os
import tempfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.concurrency.byte_budget import ByteBudget
from bot.delivery import courier, retries
from bot.delivery.transport import DeliveryDelayed, TooLarge, Undeliverable
from bot.jobs import settlement
from bot.jobs.lifecycle import JobLifecycle
from bot.media import fetch
from bot.media.spool import Spool
from data import clips
from data.ids import ChannelId, MessageId
from data.jobs import leases, queue, transitions
from data.library import changes
from data.privacy import removals
from data.rows import ClipState, FailureKind, JobState
from sandbox.wire.exchange import Answer
from tests.bot.conftest import open_studio
from tests.bot.media.test_fit import seconds
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.concurrency.byte_budget import Reservation
    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.media.sniff import Container
    from bot.status.job_status import JobStatus
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio

AUDIO, COVER = ".m4a", ".jpg"


@pytest.fixture
def hand(studio: Studio) -> Hand:
    taken = Hand()
    studio.courier.use_transport(taken)
    return taken


async def done(studio: Studio) -> Job:
    job = await studio.finish(await studio.place(studio.order()))
    assert job.state is JobState.DONE
    return job


def fetches(studio: Studio, ending: str = AUDIO) -> int:
    return sum(exchange.request.path.endswith(ending) for exchange in studio.transport.traffic)


async def half_done(studio: Studio) -> Job:
    """A song of which one clip is there and the other a long way off."""
    studio.vendor.orders.time_next_task(20, 400)
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await studio.create()
    for _ in range(8):
        await studio.look(5)
    assert [clip.state for clip in await studio.clips(job)].count(ClipState.SUCCEEDED) == 1
    return job


async def test_both_clips_are_posted_once(studio: Studio, hand: Hand) -> None:
    job = await done(studio)
    await deliver(studio)
    await deliver(studio, 60)
    ((posted, packed),) = hand.posts
    assert posted == job.id
    assert [clip.clip.position for clip in packed if clip.audio] == [1, 2]
    assert [clip.clip.position for clip in packed if clip.image] == [1]
    assert (fetches(studio), fetches(studio, COVER)) == (2, 1)  # no more pictures than the card shows
    assert (await studio.job(job.id)).delivered_at is not None
    assert all(clip.posted_at for clip in await studio.clips(job))


async def test_the_second_cover_is_fetched_where_the_first_is_not_to_be_had(studio: Studio, hand: Hand) -> None:
    await done(studio)
    studio.transport.trouble.answer_instead("GET", r"\.jpg$", Answer(404, b"", "text/plain"), times=1)
    await deliver(studio)
    ((_, packed),) = hand.posts
    assert [clip.clip.position for clip in packed if clip.audio] == [1, 2]
    assert [clip.clip.position for clip in packed if clip.image] == [2]


async def test_an_early_clip_is_posted_once_and_not_fetched_again_and_again(studio: Studio, hand: Hand) -> None:
    job = await half_done(studio)
    for _ in range(20):
        await deliver(studio, 1)
    assert [len(packed) for _, packed in hand.posts] == [1]
    assert fetches(studio) == 1
    ended = await studio.finish(job)
    await deliver(studio)
    assert ended.state is JobState.DONE
    assert [len(packed) for _, packed in hand.posts] == [1, 2]


@pytest.mark.parametrize("trouble", [DeliveryDelayed("busy"), TooLarge("413"), Undeliverable("gone"), ValueError("?")])
async def test_an_early_clip_that_cannot_be_posted_is_not_tried_every_second(
    studio: Studio, hand: Hand, trouble: Exception
) -> None:
    job = await half_done(studio)
    hand.troubles[job.id] = trouble
    for _ in range(20):
        await deliver(studio, 1)
    assert hand.tried == 1
    assert fetches(studio) == 1
    hand.troubles.clear()
    for _ in range(40):
        await deliver(studio, 1)
    assert [len(packed) for _, packed in hand.posts] == [1]


async def test_an_early_clip_whose_file_is_missing_is_not_fetched_every_second(studio: Studio, hand: Hand) -> None:
    await half_done(studio)
    studio.transport.trouble.answer_instead("GET", r"\.m4a$", Answer(404, b"", "text/plain"), times=1_000)
    for _ in range(20):
        await deliver(studio, 1)
    assert fetches(studio) == 1
    assert hand.posts == []


async def test_whatever_size_is_refused_the_song_arrives_at_least_as_a_link(studio: Studio, hand: Hand) -> None:
    job = await done(studio)
    hand.room = 0
    await deliver(studio)
    ((_, packed),) = hand.posts
    assert [(clip.clip.position, clip.audio, clip.image) for clip in packed] == [(1, None, None), (2, None, None)]
    assert (await studio.job(job.id)).delivered_at is not None


async def test_a_song_that_is_refused_in_every_size_that_it_can_have_arrives_as_a_link(database: Database) -> None:
    async with open_studio(database, clip_seconds=16.0) as studio:
        hand = Hand()
        studio.courier.use_transport(hand)
        hand.room = 0
        job = await done(studio)
        await deliver(studio)
        ((_, packed),) = hand.posts
        assert [clip.audio for clip in packed] == [None, None]
        assert hand.tried > 2  # smaller and smaller before that
        assert (await studio.job(job.id)).delivered_at is not None


async def test_a_smaller_limit_than_published_is_found_without_fetching_anew(database: Database) -> None:
    async with open_studio(database, clip_seconds=16.0) as studio:
        hand = Hand()
        studio.courier.use_transport(hand)
        job = await studio.finish(await studio.place(studio.order(model="sonic/sonic-v5")))
        async with Spool() as spool:
            whole = [
                (await studio.courier._fetcher.fetch_audio(clip.audio_url, spool, limit_bytes=2**25)).data.size
                for clip in await studio.clips(job)
            ]
        hand.room = int(0.76 * max(whole))
        await deliver(studio)
        ((_, packed),) = hand.posts
        assert all(clip.audio is not None and 0 < clip.audio.data.size <= hand.room for clip in packed)
        assert all(seconds(sound) == pytest.approx(16, abs=0.5) for sound in hand.sounds)
        assert fetches(studio, ".mp3") == 4  # two of them the test's


async def test_what_discord_refuses_in_any_size_is_tried_again_and_stays_in_the_library_at_last(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "MAX_TRIES", 2)
    job = await done(studio)
    hand.troubles[job.id] = TooLarge("413")
    await deliver(studio)
    assert (await studio.job(job.id)).delivered_at is None
    await deliver(studio, 6)
    assert (await studio.job(job.id)).delivered_at is not None
    assert not any(clip.posted_at for clip in await studio.clips(job))


async def test_a_message_that_breaks_stops_nobody_else(studio: Studio, hand: Hand) -> None:
    broken, sound = await done(studio), await done(studio)
    hand.troubles[broken.id] = ValueError("this embed cannot be")
    await deliver(studio)
    await deliver(studio)
    assert [job for job, _ in hand.posts] == [sound.id]
    assert (await studio.job(broken.id)).delivered_at is None
    tried = hand.tried
    await deliver(studio, 1)
    assert hand.tried == tried  # later, not at once
    hand.troubles.clear()
    await deliver(studio, 10)
    assert [job for job, _ in hand.posts] == [sound.id, broken.id]


async def test_a_delivery_is_not_tried_for_ever(studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "MAX_TRIES", 4)
    job = await done(studio)
    hand.troubles[job.id] = DeliveryDelayed("Discord is busy")
    for _ in range(6):
        await deliver(studio, 400)
    assert (await studio.job(job.id)).delivered_at is not None
    assert hand.tried == 4


async def test_an_encoder_that_breaks_leaves_a_link(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> Container:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.delivery.attachments.fit_apart", full)
    job = await studio.finish(await studio.place(studio.order(file_limit=5_000)))
    await deliver(studio)
    assert (await studio.job(job.id)).delivered_at is not None
    assert [clip.audio for clip in hand.posts[0][1]] == [None, None]


async def test_a_file_that_is_not_there_yet_is_waited_for(studio: Studio, hand: Hand) -> None:
    job = await done(studio)
    studio.transport.trouble.answer_instead("GET", r"\.m4a$", Answer(404, b"", "text/plain"), times=2)
    await deliver(studio)
    assert hand.posts == []
    await deliver(studio, 6)
    assert all(clip.audio for clip in hand.posts[0][1])
    assert (await studio.job(job.id)).delivered_at is not None


async def test_a_file_that_never_comes_is_waited_for_twice_and_then_left_to_its_address(
    studio: Studio, hand: Hand
) -> None:
    await done(studio)
    studio.transport.trouble.answer_instead("GET", r"\.m4a$", Answer(404, b"", "text/plain"), times=1_000)
    for wait in (0, 6):
        await deliver(studio, wait)
        assert hand.posts == []
    await deliver(studio, 11)
    assert [clip.audio for clip in hand.posts[0][1]] == [None, None]


class Shy(Hand):
    """A hand that breaks on every message with a sound in it."""

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        if any(clip.audio for clip in clips):
            self.tried += 1
            raise ValueError("nobody foresaw this")
        return await super().post(status, clips, files)


async def test_files_that_break_the_message_again_and_again_are_left_out_of_it(studio: Studio) -> None:
    shy = Shy()
    studio.courier.use_transport(shy)
    job = await done(studio)
    for tried in range(1, 4):
        await deliver(studio, 60)
        assert (shy.tried, shy.posts) == (tried, [])
    await deliver(studio, 60)
    assert [clip.audio for clip in shy.posts[0][1]] == [None, None]
    assert (await studio.job(job.id)).delivered_at is not None


@pytest.mark.parametrize("moment", ["GET", "post"])
async def test_a_delivery_that_is_cancelled_leaves_no_file_behind(studio: Studio, hand: Hand, moment: str) -> None:
    job = await done(studio)
    pause = studio.transport.trouble.pause("GET", r"\.m4a$", "after") if moment == "GET" else None
    hand.held = asyncio.Event() if moment == "post" else None
    delivering = asyncio.create_task(studio.courier._deliver(job.id))
    await asyncio.wait_for(pause.reached() if pause else hand.reached.wait(), 10)
    delivering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering
    assert (await studio.job(job.id)).delivered_at is None
    studio.transport.trouble.clear()
    hand.held = None
    await deliver(studio)
    assert len(hand.sounds) == 2


async def test_a_disk_that_cannot_be_written_to_loses_no_song(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    job = await done(studio)
    await deliver(studio)
    assert (await studio.job(job.id)).delivered_at is not None
    assert [len(sound) > 1_000 for sound in hand.sounds] == [True, True]
    assert "files_in_memory folder=/nowhere" in caplog.text


async def test_without_disk_and_memory_the_song_waits_and_comes_as_its_address_at_last(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    monkeypatch.delattr(os, "memfd_create")
    job = await done(studio)
    await deliver(studio)
    assert hand.posts == []
    for _ in range(3):
        await deliver(studio, 20)
    assert [clip.audio for clip in hand.posts[0][1]] == [None, None]
    assert (await studio.job(job.id)).delivered_at is not None


async def test_a_card_whose_edit_hangs_does_not_hold_up_the_song(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "SHOW_TIMEOUT", 0.02)
    hand.stuck = asyncio.Event()
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await asyncio.wait_for(deliver(studio), 5)
    assert hand.shown == [job.id]
    await studio.finish(job)
    await asyncio.wait_for(deliver(studio), 5)
    assert len(hand.posts) == 1


async def test_a_delivery_that_was_done_meanwhile_is_not_done_again(studio: Studio, hand: Hand) -> None:
    stale = await done(studio)  # as a tick read it before another delivery ended
    await deliver(studio)
    await studio.courier._deliver(stale.id)
    delayed = await done(studio)
    await studio.lifecycle.delay_delivery(delayed, 60)
    await studio.courier._deliver(delayed.id)
    assert [job for job, _ in hand.posts] == [stale.id]


async def delete(studio: Studio, job: Job, *positions: int) -> None:
    async with studio.database.transaction() as tx:
        for clip in await clips.of_job(tx, job.id):
            if clip.position in positions:
                await changes.mark_deleted(tx, clip.id, now=studio.context.now())


async def removed(studio: Studio) -> list[MessageId]:
    return [each.posted.message_id for each in await studio.database.read(removals.every)]


async def with_card(studio: Studio) -> Job:
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    return await studio.finish(job)


@pytest.mark.parametrize(("deleted", "then"), [((1,), [[1, 2], [2]]), ((2,), [[1, 2], [1]]), ((1, 2), [[1, 2]])])
async def test_a_clip_that_is_deleted_while_it_is_posted_is_taken_out_again(
    studio: Studio, hand: Hand, deleted: tuple[int, ...], then: list[list[int]]
) -> None:
    job = await with_card(studio)
    hand.held = asyncio.Event()
    await studio.courier.tick()
    await asyncio.wait_for(hand.reached.wait(), 30)
    await delete(studio, job, *deleted)
    hand.held.set()
    await studio.courier.wait_until_idle()
    await deliver(studio)
    assert [[clip.clip.position for clip in packed] for _, packed in hand.posts] == then
    assert (await studio.job(job.id)).delivered_at is not None
    assert await removed(studio) == ([MessageId(4001)] if len(deleted) == 2 else [])


async def test_a_song_that_was_deleted_before_it_was_posted_is_not_posted_and_its_card_goes(
    studio: Studio, hand: Hand
) -> None:
    job = await with_card(studio)
    await delete(studio, job, 1, 2)
    await deliver(studio)
    assert hand.posts == []
    assert (await studio.job(job.id)).delivered_at is not None
    assert await removed(studio) == [MessageId(4001)]


async def test_memory_is_bounded_by_the_deliveries_under_way(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Early clips count as deliveries, or many of them at once would hold their files in memory."""
    at_once, most = 0, 0
    fetch_audio = fetch.Fetcher.fetch_audio

    async def counted(self: fetch.Fetcher, url: str, spool: Spool, *, limit_bytes: int) -> fetch.FetchedFile[Container]:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        try:
            await asyncio.sleep(0.01)
            return await fetch_audio(self, url, spool, limit_bytes=limit_bytes)
        finally:
            at_once -= 1

    monkeypatch.setattr(fetch.Fetcher, "fetch_audio", counted)
    monkeypatch.setattr(studio.courier, "_budget", ByteBudget(1_700_000))  # room for two clips of 8 s
    studio.vendor.limit.interval = 0
    for _ in range(5):
        await half_done(studio)
    for _ in range(10):
        await deliver(studio, 1)
    assert len(hand.posts) == 5
    assert most <= 2


async def test_the_clip_of_a_song_that_failed_after_it_waits_for_room_as_well(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserved: list[int] = []
    budget = ByteBudget(100_000_000)
    reserve = budget.reserve

    def counted(size: int) -> AbstractAsyncContextManager[Reservation]:
        reserved.append(size)
        return reserve(size)

    monkeypatch.setattr(budget, "reserve", counted)
    job = await half_done(studio)
    for _ in range(20):
        await deliver(studio, 1)
    await studio.database.write(settlement.fail, studio.context, job, FailureKind.FAILED, "boom")
    monkeypatch.setattr(studio.courier, "_budget", budget)
    await deliver(studio, 6)  # it looks at the table
    assert [len(packed) for _, packed in hand.posts] == [1, 1]
    assert len(reserved) == 1
    assert reserved[0] > 0


async def test_a_fetch_that_breaks_is_one_missing_file(
    studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **_limit: int) -> fetch.FetchedFile[Container]:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(fetch.Fetcher, "fetch_audio", broken)
    monkeypatch.setattr(fetch.Fetcher, "fetch_image", broken)
    job = await done(studio)
    for _ in range(3):
        await deliver(studio, 20)
    assert [(clip.audio, clip.image) for clip in hand.posts[0][1]] == [(None, None)] * 2
    assert (await studio.job(job.id)).delivered_at is not None


async def test_the_loop_delivers_at_the_moment_at_which_a_song_is_there(studio: Studio, hand: Hand) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(studio.courier.run(stop))  # the clock is held: nothing is due by itself
    job = await studio.finish(await studio.place(studio.order()))
    await asyncio.wait_for(hand.posted.wait(), 30)
    stop.set()
    await asyncio.wait_for(running, 30)
    assert [posted for posted, _ in hand.posts] == [job.id]
    assert (await studio.job(job.id)).delivered_at is not None


async def test_a_courier_that_was_just_made_finds_what_is_owed_in_the_table(studio: Studio, hand: Hand) -> None:
    owed = await done(studio)
    lifecycle = JobLifecycle(studio.context)
    fresh = courier.Courier(studio.context, lifecycle, studio.queries, studio.courier._fetcher)
    fresh.use_transport(hand)
    await fresh.tick()
    await fresh.wait_until_idle()
    assert [posted for posted, _ in hand.posts] == [owed.id]


async def test_a_song_that_fell_due_while_its_card_was_edited_is_delivered_after_it(studio: Studio, hand: Hand) -> None:
    hand.stuck = asyncio.Event()
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await studio.courier.tick()  # the edit hangs at Discord
    await studio.finish(job)
    await studio.courier.tick()
    assert hand.posts == []
    hand.stuck.set()
    await studio.courier.wait_until_idle()
    await studio.courier.tick()
    await studio.courier.wait_until_idle()
    assert [posted for posted, _ in hand.posts] == [job.id]


async def test_a_card_of_a_job_that_another_process_took_over_is_forgotten(studio: Studio, hand: Hand) -> None:
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    await deliver(studio)
    assert job.id in studio.courier._cards
    async with studio.database.transaction() as tx:
        await leases.release(tx, owner=studio.context.worker_id)
        await leases.claim_expired(
            tx, owner="w2", lease_until=studio.context.now() + timedelta(hours=1), now=studio.context.now(), limit=9
        )
    await deliver(studio, 11)
    assert job.id not in studio.courier._cards
    assert hand.shown == [job.id]


async def test_a_song_that_another_process_took_over_is_left_to_it(studio: Studio, hand: Hand) -> None:
    job = await done(studio)
    async with studio.database.transaction() as tx:  # of which this process has not heard
        await leases.release(tx, owner=studio.context.worker_id)
        await leases.claim_expired(
            tx, owner="w2", lease_until=studio.context.now() + timedelta(hours=1), now=studio.context.now(), limit=9
        )
    await studio.courier._deliver(job.id)
    assert hand.posts == []
    assert (await studio.job(job.id)).delivered_at is None


async def test_a_delivery_is_tried_again_when_discord_says(studio: Studio, hand: Hand) -> None:
    job = await done(studio)
    hand.troubles[job.id] = DeliveryDelayed("429", retry_after=100.0)
    await deliver(studio)
    hand.troubles.clear()
    await deliver(studio, 99)
    assert hand.posts == []
    await deliver(studio, 1)
    assert [job_id for job_id, _ in hand.posts] == [job.id]


async def test_a_card_says_that_an_answer_was_lost(studio: Studio, hand: Hand) -> None:
    job = await studio.place(studio.order())
    await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001))
    now = studio.context.now()
    async with studio.database.transaction() as tx:
        await queue.take_turn(tx, job.id, owner=studio.context.worker_id, lease_until=now + timedelta(hours=1), now=now)
    submitting = await studio.job(job.id)
    studio.lifecycle.changes.tell(submitting)
    await deliver(studio)
    async with studio.database.transaction() as tx:
        lost = await transitions.mark_answer_lost(tx, job.id, now=now)
    assert lost is not None
    studio.lifecycle.changes.tell(lost)  # the state is the same, and the stage another one
    await deliver(studio, 2)
    assert hand.shown == [job.id, job.id]
