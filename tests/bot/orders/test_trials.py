"""What MusicAPI took away is asked for again once a day, by one job, and is everybody's again when it is taken."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import ModelUnavailable, PersonError
from bot.musicapi.operations import Operation
from bot.orders.candidates import TRIED_AGAIN_AFTER
from data import retirements
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import OTHER_GUILD, SONIC, offered, open_studio
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Clip
    from tests.bot.conftest import Studio

GONE = {"type": "endpoint_retired", "error": "no more stems"}
DAY = TRIED_AGAIN_AFTER.total_seconds()


async def stems_are_gone(studio: Studio) -> Clip:
    """A clip, whose stems MusicAPI has just refused to make."""
    _, (clip, _) = await studio.song(model=SONIC)
    studio.vendor.orders.refuse_next_create(410, GONE)
    assert (await studio.done(Operation.STEMS_FULL, clip)).failure is FailureKind.REFUSED
    assert Operation.STEMS_FULL not in await offered(studio, clip)
    return clip


async def test_after_a_day_one_job_asks_again_and_others_wait_for_its_answer(studio: Studio) -> None:
    clip = await stems_are_gone(studio)
    studio.clock.advance(DAY - 60)
    assert Operation.STEMS_FULL not in await offered(studio, clip)
    studio.clock.advance(60)
    assert Operation.STEMS_FULL in await offered(studio, clip)
    trial = await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    assert Operation.STEMS_FULL not in await offered(studio, clip)
    with tells(ModelUnavailable, "no longer"):
        await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    assert (await studio.finish(trial)).state is JobState.DONE
    assert Operation.STEMS_FULL in await offered(studio, clip)
    assert (await studio.done(Operation.STEMS_FULL, clip)).state is JobState.DONE
    assert [text for text in studio.told if "again" in text] == ["MusicAPI offers stems_full on sonic again."]


async def test_a_trial_that_is_refused_is_refunded_and_the_next_is_a_day_later(studio: Studio) -> None:
    clip = await stems_are_gone(studio)
    before = await studio.spent()
    for _ in range(2):
        studio.clock.advance(DAY)
        studio.vendor.orders.refuse_next_create(410, GONE)
        ended = await studio.done(Operation.STEMS_FULL, clip)
        assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.REFUSED)
        assert await studio.spent() == before
        studio.clock.advance(DAY / 2)
        with tells(ModelUnavailable, "no longer"):
            await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    assert len(studio.told) == 1  # what the operator knows is not said every day


async def test_of_two_processes_one_sends_the_trial(database: Database) -> None:
    async with (
        open_studio(database, clip_seconds=8.0, allowance=1_000) as one,
        open_studio(database, beside=one, worker_id="another", allowance=1_000) as two,
    ):
        clip = await stems_are_gone(one)
        one.clock.advance(DAY)
        orders = [(each, each.order("", operation=Operation.STEMS_FULL, source=clip.id)) for each in (one, two)]
        placed = await asyncio.gather(*(each.place(order) for each, order in orders), return_exceptions=True)
        assert sorted(isinstance(found, ModelUnavailable) for found in placed) == [False, True], placed


async def test_an_order_that_cannot_be_paid_takes_no_trial(studio: Studio) -> None:
    clip = await stems_are_gone(studio)
    studio.clock.advance(DAY)
    while (await studio.account()).left >= 12:
        await studio.place(studio.order())
    with pytest.raises(PersonError, match="credits"):
        await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    assert Operation.STEMS_FULL in await offered(studio, clip)


async def test_a_new_song_tries_the_first_family_again_and_moves_on_where_it_is_gone_still(studio: Studio) -> None:
    studio.vendor.orders.retire("riffusion", "create_music")
    await studio.finish(await studio.place(studio.order()))
    studio.clock.advance(DAY)
    trial = await studio.place(studio.order())
    assert trial.family == "riffusion"
    assert (await studio.place(studio.order(guild_id=OTHER_GUILD))).family == "sonic"
    moved = await studio.finish(trial)
    assert (moved.family, moved.state) == ("sonic", JobState.DONE)
    assert (await studio.place(studio.order())).family == "sonic"


async def test_a_song_that_moves_on_is_no_trial_of_another_family(studio: Studio) -> None:
    now = studio.context.now()
    async with studio.database.transaction() as tx:
        long_ago = now - timedelta(days=30)
        host = studio.context.musicapi_host
        await retirements.add(tx, host=host, family="sonic", operation="create", reason="gone", now=long_ago)
    studio.vendor.orders.retire("riffusion", "create_music")
    moved = await studio.finish(await studio.place(studio.order()))
    assert moved.family == "producer"


@pytest.mark.parametrize(
    ("answer", "is_gone"),
    [
        (json_answer(404, {"message": "Not Found"}), False),
        (Answer(404, b"<html>not found</html>", "text/html"), False),
        (Answer(405, b"", "text/plain"), False),
        (json_answer(404, GONE), True),
        (json_answer(400, GONE), True),
        (Answer(410, b"Gone", "text/plain"), True),
    ],
    ids=["404", "404-page", "405", "404-says-so", "400-says-so", "410"],
)
async def test_a_path_that_is_not_found_once_is_not_gone(studio: Studio, answer: Answer, *, is_gone: bool) -> None:
    studio.transport.trouble.answer_instead("POST", r"/riffusion/create$", answer)
    first = await studio.finish(await studio.place(studio.order()))
    assert (first.family, first.state) == ("sonic", JobState.DONE)
    assert (await studio.place(studio.order())).family == ("sonic" if is_gone else "riffusion")
