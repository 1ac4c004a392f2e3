"""Several keys of the operator's: each at its own pace, and each song with the account that knows it."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from bot.errors import ClipUnfit, Problem
from bot.jobs.lifecycle import LEASE
from bot.musicapi.operations import Operation
from bot.workers.turns import REST
from data import personas, tables
from data.brief import Details
from data.processes import rate_limits
from data.processes.rate_limits import HELD_FOR
from data.rows import FailureKind, Job, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import GUILD, OTHER_GUILD, SONIC, open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.engine.database import Database
    from tests.bot.conftest import Studio

CREATE = r"/create$"
EMPTY = json_answer(402, {"type": "insufficient_credits", "error": "empty"})
BUSY = json_answer(429, {"message": "rate limit"}, retry_after="60")
RIFFUSION = "riffusion/FUZZ-1.1"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[Studio]:
    """A studio with two accounts."""
    async with open_studio(database, accounts=("second",), allowance=1_000) as made:
        yield made


def created(studio: Studio) -> dict[str, int]:
    """How many creates each account took."""
    return {name: len(account.vendor.accepted) for name, account in studio.accounts.items()}


def statuses(studio: Studio) -> Counter[int]:
    """What all creates were answered with."""
    return Counter(create.status for account in studio.accounts.values() for create in account.vendor.creates)


async def key_of(studio: Studio, job: Job) -> str | None:
    return (await studio.job(job.id)).musicapi_key


async def test_two_keys_make_twice_as_many_songs_at_the_pace_of_each(studio: Studio) -> None:
    jobs = [await studio.place(studio.order(f"song {number}")) for number in range(6)]
    for seconds in range(1, 4):
        await studio.create()
        assert created(studio) == {"default": seconds, "second": seconds}
        studio.clock.advance(3)
    assert statuses(studio) == {200: 6}
    assert {await key_of(studio, job) for job in jobs} == {"default", "second"}
    ended = [await studio.finish(job) for job in jobs]
    assert {job.state for job in ended} == {JobState.DONE}  # each was polled with its own key


async def test_what_is_made_of_a_song_is_asked_for_with_the_songs_own_key(studio: Studio) -> None:
    songs = [await studio.place(studio.order(model=SONIC)) for _ in range(2)]
    for job in songs:
        await studio.finish(job)
    made = dict[str | None, Job]()
    for job in songs:
        key, (clip, _) = await key_of(studio, job), await studio.clips(job)
        for operation in (Operation.EXTEND, Operation.COVER):
            made[key] = await studio.done(operation, clip)
            assert (made[key].state, made[key].musicapi_key) == (JobState.DONE, key)
    assert set(made) == {"default", "second"}
    assert created(studio) == {"default": 3, "second": 3}


async def test_what_one_key_alone_can_send_waits_for_it_while_others_go_on(studio: Studio) -> None:
    song, (clip, _) = await studio.song(model=SONIC)
    assert song.musicapi_key == "default"
    studio.clock.advance(10)
    extensions = [await studio.place(studio.order("", operation=Operation.EXTEND, source=clip.id)) for _ in range(2)]
    other = await studio.place(studio.order(guild_id=OTHER_GUILD))
    before = created(studio)
    await studio.create()
    assert created(studio) == {"default": before["default"] + 1, "second": before["second"] + 1}
    assert [(await studio.job(job.id)).state for job in (*extensions, other)] == [
        JobState.RUNNING,
        JobState.QUEUED,
        JobState.RUNNING,
    ]
    assert (await studio.finish(extensions[1])).musicapi_key == "default"
    assert statuses(studio)[429] == 0


async def test_a_family_that_is_asked_too_often_waits_and_the_rest_of_the_line_goes_on(database: Database) -> None:
    async with open_studio(database) as studio:
        studio.transport.trouble.answer_instead("POST", r"riffusion/create$", BUSY)
        busy = await studio.place(studio.order(model=RIFFUSION))
        await studio.create()
        waiting = await studio.place(studio.order(model=RIFFUSION))
        others = [await studio.place(studio.order(model=SONIC, guild_id=OTHER_GUILD)) for _ in range(2)]
        for _ in others:
            studio.clock.advance(3)
            await studio.create()
        assert [(await studio.job(job.id)).state for job in others] == [JobState.RUNNING] * 2
        studio.clock.advance(53.5)
        await studio.create()
        assert [(await studio.job(job.id)).state for job in (busy, waiting)] == [JobState.QUEUED] * 2
        assert studio.posts("riffusion/create") == 1
        studio.clock.advance(0.5)
        await studio.create()
        assert studio.posts("riffusion/create") == 2
        assert (await studio.finish(waiting)).state is JobState.DONE
        assert (await studio.finish(busy)).state is JobState.DONE


async def test_a_family_that_waits_on_one_key_is_asked_for_with_another(studio: Studio) -> None:
    studio.accounts["default"].trouble.answer_instead("POST", CREATE, BUSY)
    jobs = [await studio.place(studio.order(model=RIFFUSION)) for _ in range(3)]
    for _ in jobs:
        await studio.create()
        studio.clock.advance(3)
    assert created(studio) == {"default": 0, "second": 3}
    other = await studio.place(studio.order(model=SONIC))
    await studio.create()
    assert await key_of(studio, other) == "default"  # which is left alone by riffusion only


async def test_a_family_that_an_answer_names_waits_as_well(database: Database) -> None:
    async with open_studio(database) as studio:
        said = json_answer(429, {"message": "sonic rate limit"}, retry_after="60")
        studio.transport.trouble.answer_instead("POST", r"riffusion/create$", said)
        await studio.place(studio.order(model=RIFFUSION))
        await studio.create()
        jobs = [await studio.place(studio.order(model=model)) for model in (SONIC, "producer")]
        for _ in range(3):
            studio.clock.advance(3)
            await studio.create()
        assert [(await studio.job(job.id)).state for job in jobs] == [JobState.QUEUED, JobState.RUNNING]


@pytest.mark.parametrize("refusal", [EMPTY, json_answer(401, {"type": "unauthorized", "error": "bad api key"})])
async def test_a_key_whose_account_is_refused_rests_while_others_go_on(studio: Studio, refusal: Any) -> None:
    first = studio.accounts["default"]
    first.trouble.answer_instead("POST", CREATE, refusal, times=2)
    jobs = [await studio.finish(await studio.place(studio.order())) for _ in range(3)]
    assert [(job.state, job.musicapi_key) for job in jobs] == [(JobState.DONE, "second")] * 3
    assert len(first.vendor.creates) == 0
    assert len([exchange for exchange in first.traffic if exchange.request.method == "POST"]) == 1
    assert len(studio.told) == 1
    assert "key default" in studio.told[0]
    assert "Other keys" in studio.told[0]
    assert await studio.spent() == 36
    studio.clock.advance(REST.total_seconds())
    again = await studio.finish(await studio.place(studio.order()))
    assert again.musicapi_key == "second"  # one song found out that it is refused still
    assert len([exchange for exchange in first.traffic if exchange.request.method == "POST"]) == 2


async def test_a_rest_holds_for_every_process(studio: Studio) -> None:
    first = studio.accounts["default"]
    first.trouble.answer_instead("POST", CREATE, EMPTY)
    await studio.finish(await studio.place(studio.order()))
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        assert (await another.finish(await another.place(another.order()))).musicapi_key == "second"


async def test_where_every_account_is_refused_the_line_waits_until_one_is_not(studio: Studio) -> None:
    for account in studio.accounts.values():
        account.trouble.answer_instead("POST", CREATE, EMPTY)
    ended = await studio.finish(await studio.place(studio.order()))
    assert (ended.state, ended.create_attempts) == (JobState.DONE, 0)
    assert await studio.spent() == 12
    assert [told for told in studio.told if "No new songs" in told] == studio.told[1:2]
    assert "takes songs again" in studio.told[-1]


async def test_what_only_a_refused_account_knows_is_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    spent = await studio.spent()
    studio.accounts["default"].trouble.answer_instead("POST", CREATE, EMPTY)
    ended = await studio.done(Operation.EXTEND, clip)
    assert (ended.failure, ended.musicapi_key) == (FailureKind.REFUSED, "default")
    assert await studio.spent() == spent
    assert created(studio)["second"] == 0


async def test_what_was_made_before_there_were_names_belongs_to_the_first_key(studio: Studio) -> None:
    running = await studio.place(studio.order(model=SONIC))
    await studio.create()
    async with studio.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(musicapi_key=None))
    done = await studio.finish(running)
    assert done.state is JobState.DONE
    (clip, _) = await studio.clips(done)
    assert (await studio.done(Operation.EXTEND, clip)).musicapi_key == "default"


async def test_a_key_that_was_taken_away_costs_nobody_anything(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    await studio.place(studio.order(model=SONIC))
    song = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert song.musicapi_key == "second"
    clip, spent = (await studio.clips(song))[0], await studio.spent()
    queued = await studio.place(studio.order("", operation=Operation.EXTEND, source=clip.id))
    await studio.create()
    running, queued = queued, await studio.place(studio.order("", operation=Operation.COVER, source=clip.id))
    assert (await studio.job(running.id)).state is JobState.RUNNING
    async with open_studio(studio.database, beside=studio, keys=("default",)) as smaller:
        await smaller.poller.take_back()
        with caplog.at_level(logging.ERROR):
            for job in (queued, running):
                ended = await smaller.finish(job)
                assert (ended.failure, ended.reason) == (FailureKind.REFUSED, Problem.KEY_GONE)
        assert caplog.text.count("key=second") == 2
        assert await smaller.spent() == spent
        with pytest.raises(ClipUnfit, match=Problem.KEY_GONE):
            await smaller.place(smaller.order("", operation=Operation.EXTEND, source=clip.id))
        assert (await smaller.finish(await smaller.place(smaller.order()))).state is JobState.DONE


async def test_a_worker_without_a_key_leaves_its_songs_to_one_that_has_it(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    await studio.place(studio.order(model=SONIC))
    song = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert song.musicapi_key == "second"
    clip = (await studio.clips(song))[0]
    running = await studio.place(studio.order("", operation=Operation.EXTEND, source=clip.id))
    await studio.create()
    queued = await studio.place(studio.order("", operation=Operation.COVER, source=clip.id))
    # The settings change while both processes are started anew: the first one is back, without the second key.
    async with (
        open_studio(studio.database, beside=studio, keys=("default",)) as without,
        open_studio(studio.database, beside=studio, worker_id="another") as having,
    ):
        with caplog.at_level(logging.WARNING):
            await without.poller.take_back()
            for _ in range(10):
                await without.create()
                await without.look(6.0)
        assert ((await studio.job(running.id)).owner, (await studio.job(queued.id)).state) == (None, JobState.QUEUED)
        assert (caplog.text.count("key_elsewhere"), caplog.text.count("key_gone")) == (1, 0)
        for job in (running, queued):
            assert (await having.finish(job)).state is JobState.DONE


async def test_what_runs_with_a_key_that_nobody_had_for_minutes_is_refunded_by_whoever_comes(
    studio: Studio,
) -> None:
    await studio.place(studio.order(model=SONIC))
    song = await studio.finish(await studio.place(studio.order(model=SONIC)))
    clip, spent = (await studio.clips(song))[0], await studio.spent()
    running = await studio.place(studio.order("", operation=Operation.EXTEND, source=clip.id))
    await studio.create()
    async with open_studio(studio.database, beside=studio, keys=("default",), worker_id="another") as without:
        begun = studio.context.now()
        await studio.database.write(rate_limits.hold, ["second"], now=begun)
        while (await studio.job(running.id)).state is JobState.RUNNING:
            await without.look(30.0)
        assert HELD_FOR <= studio.context.now() - begun <= HELD_FOR + 2 * LEASE
        assert (await studio.job(running.id)).reason == Problem.KEY_GONE
        assert await studio.spent() == spent


async def test_a_persona_sings_with_the_key_that_made_it(studio: Studio) -> None:
    await studio.place(studio.order(model=SONIC))
    song = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert song.musicapi_key == "second"
    made = await studio.done(Operation.PERSONA, (await studio.clips(song))[0], title="Ada")
    assert made.state is JobState.DONE
    async with studio.database.reading() as tx:
        (persona,) = await personas.of_guild(tx, GUILD)
    persona_id = persona.vendor_id
    studio.clock.advance(10)
    sung = await studio.place(studio.order(operation=Operation.PERSONA_SONG, details=Details(persona_id=persona_id)))
    assert sung.musicapi_key == "second"
    assert (await studio.finish(sung)).state is JobState.DONE
