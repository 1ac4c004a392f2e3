"""Creates are paced, fair, and never sent twice, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.status.job_status import Stage
from bot.workers import submitter
from bot.workers.vendor_stops import STOP_TIMEOUT
from data.engine.database import Database
from data.ids import ChannelId, MessageId
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, Studio, open_studio

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.wire.exchange import Request

CREATE = r"/create$"


async def test_creates_keep_the_interval_and_earn_no_429(studio: Studio) -> None:
    for _ in range(5):
        await studio.place(studio.order())
    for _ in range(40):
        await studio.create()
        studio.clock.advance(0.5)
    assert [create.status for create in studio.vendor.creates] == [200] * 5
    moments = [create.at for create in studio.vendor.creates]
    assert all(later - earlier >= 3.0 for earlier, later in itertools.pairwise(moments))


async def test_without_an_interval_nobody_waits(database: Database) -> None:
    async with open_studio(database, interval=0.0) as studio:
        studio.vendor.limit.interval = 0.0
        for _ in range(5):
            await studio.place(studio.order())
        await studio.create()
        assert len(studio.vendor.accepted) == 5


async def test_turns_are_fair_between_guilds(studio: Studio) -> None:
    for guild in (GUILD, GUILD, GUILD, OTHER_GUILD):
        await studio.place(studio.order(f"song of {guild}", guild_id=guild))
    for _ in range(4):
        await studio.create()
        studio.clock.advance(3.5)
    asked = [create.body["prompt"].split()[-1] for create in studio.vendor.accepted]
    assert asked == [str(GUILD), str(OTHER_GUILD), str(GUILD), str(GUILD)]


@pytest.mark.promise(key="sent-once")
@pytest.mark.parametrize("error", [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError])
@pytest.mark.parametrize("after", [False, True])
async def test_a_create_without_an_answer_is_lost_refunded_and_never_sent_again(
    studio: Studio, error: type[httpx.TransportError], after: bool
) -> None:
    studio.transport.raise_next(error, after=after)
    ended = await studio.finish(await studio.place(studio.order()))
    assert ended.failure is FailureKind.LOST
    assert len(studio.vendor.creates) == int(after)
    assert (await studio.account()).left == 240


async def test_a_create_without_an_answer_is_refunded_at_once_where_musicapi_does_not_call(studio: Studio) -> None:
    studio.transport.raise_next(httpx.ReadTimeout, after=True)
    job = await studio.place(studio.order())
    await studio.create()
    assert (await studio.job(job.id)).failure is FailureKind.LOST
    assert (await studio.account()).left == 240


@pytest.mark.parametrize(
    "answer",
    [
        json_answer(500, {"message": "internal error"}),
        Answer(502, b"<html>bad gateway</html>", "text/html"),
        Answer(200, b"not json", "text/plain"),
        json_answer(200, {"message": "success"}),
    ],
    ids=lambda answer: str(answer.status),
)
async def test_an_unreadable_answer_is_a_lost_create(studio: Studio, answer: Answer) -> None:
    studio.transport.trouble.answer_instead("POST", CREATE, answer)
    ended = await studio.finish(await studio.place(studio.order()))
    assert ended.failure is FailureKind.LOST
    assert studio.vendor.creates == []
    assert (await studio.account()).left == 240


async def test_a_create_that_never_left_waits_and_goes_again(studio: Studio) -> None:
    studio.transport.unreachable = True
    job = await studio.place(studio.order())
    await studio.create()
    assert ((await studio.job(job.id)).state, (await studio.job(job.id)).create_attempts) == (JobState.QUEUED, 1)
    studio.transport.unreachable = False
    assert (await studio.finish(job)).state is JobState.DONE
    assert len(studio.vendor.creates) == 1


async def test_a_vendor_out_of_reach_is_asked_more_and_more_rarely(studio: Studio) -> None:
    studio.transport.unreachable = True
    job = await studio.place(studio.order())
    for attempts, seconds in ((1, 5), (2, 10), (3, 20), (4, 40)):
        await studio.create()
        assert (await studio.job(job.id)).create_attempts == attempts
        studio.clock.advance(seconds - 1)
        await studio.create()
        assert (await studio.job(job.id)).create_attempts == attempts
        studio.clock.advance(1)


async def test_the_interval_is_counted_from_a_creates_answer(studio: Studio) -> None:
    """Nobody knows when a create arrived whose answer took two seconds: the next one is early for none of them."""

    def take_two_seconds(request: Request) -> None:
        if request.method == "POST":
            studio.clock.advance(2)

    studio.transport.guards.append(take_two_seconds)
    for _ in range(2):
        await studio.place(studio.order())
    await studio.create()
    studio.clock.advance(2.9)
    await studio.create()
    assert studio.posts("/create") == 1
    studio.clock.advance(0.1)
    await studio.create()
    assert studio.posts("/create") == 2


async def test_a_vendor_out_of_reach_for_hours_ends_in_a_refund(studio: Studio) -> None:
    studio.transport.unreachable = True
    ended = await studio.finish(await studio.place(studio.order()), step=60)
    assert ended.failure is FailureKind.NOT_SENT
    assert STOP_TIMEOUT <= studio.context.now() - ended.created_at < STOP_TIMEOUT + timedelta(minutes=5)
    assert (await studio.account()).left == 240


async def test_a_429_waits_as_long_as_it_says_and_is_no_failure(studio: Studio) -> None:
    studio.transport.trouble.answer_instead(
        "POST", CREATE, json_answer(429, {"message": "rate limit"}, retry_after="20")
    )
    job = await studio.place(studio.order())
    await studio.create()
    studio.clock.advance(19)
    await studio.create()
    assert studio.vendor.creates == []
    assert (await studio.finish(job)).state is JobState.DONE


@pytest.mark.parametrize(("said", "seconds"), [("300", 300), ("86400", 600)])
async def test_a_pause_of_minutes_is_kept_by_every_process_and_shown(studio: Studio, said: str, seconds: int) -> None:
    busy = json_answer(429, {"message": "rate limit"}, retry_after=said)
    studio.transport.trouble.answer_instead("POST", CREATE, busy)
    refused = await studio.place(studio.order())
    begun = studio.context.now()
    await studio.create()
    waiting = await studio.place(studio.order(guild_id=OTHER_GUILD))
    for job in (refused, waiting):
        status = await studio.queries.job_status(job.id)
        assert status is not None
        assert (status.stage, status.asked_again_at) == (Stage.QUEUED, begun + timedelta(seconds=seconds))
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        studio.clock.advance(seconds - 1)
        for process in (studio, another):
            await process.create()
        assert studio.posts("/create") == 1
        studio.clock.advance(1)
        await another.create()
    assert studio.posts("/create") == 2
    assert (await studio.finish(refused)).state is JobState.DONE
    status = await studio.queries.job_status(refused.id)
    assert status is not None
    assert status.asked_again_at is None


async def test_a_clock_that_is_set_back_by_minutes_is_no_pause(studio: Studio) -> None:
    for number in range(2):
        job = await studio.place(studio.order())
        await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001 + number))
    await studio.look()
    await studio.create()
    studio.clock.advance(-300)
    await studio.look()
    await studio.create()
    assert studio.posts("/create") == 2  # whatever the vendor says, whose clock went back as well


async def test_a_retired_family_moves_the_song_on_and_tells_the_operator_once(studio: Studio) -> None:
    studio.vendor.orders.retire("riffusion", "create_music")
    first = await studio.finish(await studio.place(studio.order()))
    second = await studio.finish(await studio.place(studio.order()))
    assert (first.family, first.state, first.price) == ("sonic", JobState.DONE, 12)
    assert (second.family, second.state, second.price) == ("sonic", JobState.DONE, 15)
    assert len(studio.told) == 1
    assert "riffusion" in studio.told[0]
    # The first cost what its card promised, the second what its own card says.
    assert (await studio.account()).spent == 27
    assert [create.status for create in studio.vendor.creates].count(410) == 1


async def test_a_chosen_model_that_retired_is_refunded_instead_of_replaced(studio: Studio) -> None:
    studio.vendor.orders.retire("riffusion", "create_music")
    ended = await studio.finish(await studio.place(studio.order(model="riffusion/FUZZ-1.1")))
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.REFUSED)
    assert (await studio.account()).left == 240


@pytest.mark.parametrize(
    ("status", "text", "persons"),
    [
        (403, "Song Description contains artist names: Somebody", True),
        (403, "The remaining credits are not enough. You can buy more one-time credit packs or subscribe.", False),
        (401, "Authorization header is missing.", False),
        (402, "insufficient credits", False),
        (400, "The title character length should be less than 80.", True),
    ],
)
async def test_the_person_is_not_blamed_for_the_operators_account(
    studio: Studio, status: int, text: str, persons: bool
) -> None:
    studio.vendor.orders.refuse_next_create(status, {"message": text})
    job = await studio.place(studio.order())
    await studio.create()
    after = await studio.job(job.id)
    assert after.state is (JobState.FAILED if persons else JobState.QUEUED)
    assert bool(after.reason) is persons
    assert bool(studio.told) is not persons
    ended = await studio.finish(job)
    assert (ended.state, (await studio.account()).left) == ((JobState.FAILED, 240) if persons else (JobState.DONE, 228))


async def test_a_restart_keeps_the_pace(studio: Studio) -> None:
    for _ in range(2):
        await studio.place(studio.order())
    await studio.create()
    async with open_studio(studio.database, seed=1) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now() + 1.0)
        await restarted.create()
        assert restarted.vendor.creates == []
        restarted.clock.advance(2.5)
        await restarted.create()
        assert len(restarted.vendor.creates) == 1


async def test_nothing_is_spent_before_the_person_was_shown_a_card(database: Database) -> None:
    async with open_studio(database, card_timeout=10.0) as studio:
        unseen = await studio.place(studio.order())
        seen = await studio.place(studio.order())
        await studio.create()
        assert studio.vendor.creates == []
        await studio.lifecycle.record_message(seen, ChannelId(2001), MessageId(4001))
        await studio.create()
        assert (await studio.job(seen.id)).state is JobState.RUNNING
        assert (await studio.job(unseen.id)).state is JobState.QUEUED
        studio.clock.advance(11)  # a crash left it behind: it goes on, and is posted anew
        await studio.create()
        assert (await studio.job(unseen.id)).state is JobState.RUNNING


async def test_a_task_id_that_belongs_to_another_song_is_a_lost_answer(studio: Studio) -> None:
    first = await studio.place(studio.order())
    await studio.create()
    taken = (await studio.job(first.id)).task_id
    studio.vendor.orders.muddle_next_answer(200, {"message": "success", "task_id": taken or ""})
    second = await studio.finish(await studio.place(studio.order()))
    assert (second.state, second.failure, second.task_id) == (JobState.FAILED, FailureKind.LOST, None)
    assert (await studio.finish(first)).state is JobState.DONE
    assert (await studio.account()).spent == 12


async def test_an_operator_who_cannot_be_reached_holds_nothing_up(studio: Studio) -> None:
    never = asyncio.Event()

    async def hang(_text: str) -> None:
        await never.wait()

    studio.alerts.transport = hang
    studio.vendor.orders.refuse_next_create(402, {"type": "insufficient_credits", "error": "empty"})
    job = await studio.place(studio.order())
    await asyncio.wait_for(studio.create(), 5)
    assert (await studio.job(job.id)).state is JobState.QUEUED


async def test_a_message_to_the_operator_that_breaks_breaks_nothing_else(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_text: str) -> None:
        raise RuntimeError("session is closed")

    studio.alerts.transport = broken
    studio.vendor.orders.refuse_next_create(401, {"type": "unauthorized", "error": "bad api key"})
    with caplog.at_level(logging.WARNING):
        ended = await studio.finish(await studio.place(studio.order()))
    assert ended.state is JobState.DONE
    assert (await studio.account()).left == 228
    assert "operator_not_reached error=RuntimeError" in caplog.text


async def test_no_turn_is_taken_after_the_stop(database: Database) -> None:
    async with open_studio(database, interval=0.0, allowance=1_000) as studio:
        studio.vendor.limit.interval = 0.0
        for number in range(30):
            await studio.place(studio.order(user_id=MEMBER + number))
        pause = studio.transport.trouble.pause("POST", CREATE, "after")
        stop = asyncio.Event()
        running = asyncio.create_task(studio.queue.run(stop))
        await asyncio.wait_for(pause.reached(), 5)
        stop.set()
        before = len(studio.vendor.accepted)
        pause.release()
        await asyncio.wait_for(running, 10)
        # Those that were on their way arrive, and no answer is lost.
        assert len(studio.vendor.accepted) <= before + submitter.MAX_CREATES
        assert len(studio.vendor.accepted) < 30


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_task_id_is_written_down_as_soon_as_the_database_takes_it(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitter, "WRITE_AGAIN", (0.05,) * 50)
    impatient = await Database.open(database_url, busy_timeout=0.02)
    other = sqlite3.connect(tmp_path / "encore.db", isolation_level=None)

    def lock_for_a_while(request: Request) -> None:
        if request.path.endswith("/create"):
            other.execute("BEGIN IMMEDIATE")
            asyncio.get_running_loop().call_later(0.2, other.execute, "ROLLBACK")

    async with open_studio(impatient) as studio:
        studio.transport.guards.append(lock_for_a_while)
        job = await studio.place(studio.order())
        await studio.create()
        assert (await studio.job(job.id)).state is JobState.RUNNING
    await impatient.close()
    other.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_task_id_that_cannot_be_written_down_is_in_the_log(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(submitter, "WRITE_AGAIN", (0.01,))
    impatient = await Database.open(database_url, busy_timeout=0.02)
    other = sqlite3.connect(tmp_path / "encore.db", isolation_level=None)

    def lock(request: Request) -> None:
        if request.path.endswith("/create"):
            other.execute("BEGIN IMMEDIATE")

    async with open_studio(impatient) as studio:
        studio.transport.guards.append(lock)
        await studio.place(studio.order())
        with pytest.raises(Exception, match="locked"):
            await studio.create()
        assert f"task={studio.vendor.accepted[0].task_id}" in caplog.text
    other.close()
    await impatient.close()


async def test_an_answer_that_takes_too_long_just_while_the_next_turn_is_looked_for_stops_nothing(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = itertools.count(0.0, 0.99 * submitter.TIMEOUT)  # between two looks at the clock
    monkeypatch.setattr(submitter.Submitter, "_now", lambda _self: next(moments))
    await studio.place(studio.order())
    pause = studio.transport.trouble.pause("POST", CREATE, "after")
    assert await studio.queue.tick() > 0
    await asyncio.wait_for(pause.reached(), 10)
    pause.release()
    await studio.queue.tasks.wait_until_empty()
    assert [create.status for create in studio.vendor.creates] == [200]
