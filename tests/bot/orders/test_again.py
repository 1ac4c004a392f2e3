"""A job asked for again: the same words, paid for anew, by the same model or by one that can."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import ClipGone, ClipUnfit, ModelUnavailable, PersonError, PriceRose, Problem
from bot.jobs.approvals import WAITS, end_forgotten
from bot.musicapi.operations import Operation
from bot.orders.again import edited_brief, expires_at, has_lost_its_recording, is_worth_asking, order_again
from bot.orders.order import order_from_words, order_words
from bot.status.past_orders import find_past_order, find_past_song, find_shown_job
from data import personas
from data.brief import Details
from data.guilds.viewers import Viewer
from data.ids import ChannelId, JobId, UserId
from data.rows import JobState
from tests.bot.conftest import CHANNEL, GUILD, MEMBER, OTHER_GUILD, SONIC, VIEWER, open_studio
from tests.bot.jobs.test_approvals import approve, ask_first, case_of, reject
from tests.cogs.making import job as made_job
from tests.data.making import NOW, delete_clip

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio


async def _again(studio: Studio, job: Job, *, agreed_price: int | None = None, **how: Any) -> Job:
    order = order_again(job, studio.order(""), **how)

    async def only_the_job(_tx: object, placed: Job, _account: object) -> Job:
        return placed

    return await studio.lifecycle.place(order, only_the_job, agreed_price=agreed_price, repeatable=False)


async def test_another_take_has_the_same_words_and_the_same_model_and_is_paid_for_anew(studio: Studio) -> None:
    first, _ = await studio.song("r&b pop", title="Late", style="soul", model="sonic")
    again = await studio.finish(await _again(studio, first, by_same_model=True))
    assert (again.brief, again.family, again.model) == (first.brief, first.family, first.model)
    assert again.family_chosen
    bodies = [create.body for create in studio.vendor.accepted]
    assert bodies[0] == bodies[1]
    assert await studio.spent() == 30


async def test_another_take_of_what_was_made_of_a_clip_is_made_of_that_clip(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    mixed = await studio.done(
        Operation.MASHUP, clip, style="pop", lyrics="[Verse]\nLa", details=Details(other_clip=other.id)
    )
    again = await studio.finish(await _again(studio, mixed, by_same_model=True))
    assert again.brief == mixed.brief
    bodies = [create.body for create in studio.vendor.accepted]
    assert bodies[1] == bodies[2]
    async with studio.database.transaction() as tx:
        await delete_clip(tx, other.id)
    with pytest.raises(ClipGone, match=Problem.SECOND_CLIP_GONE):
        await _again(studio, mixed)


async def test_a_failed_song_is_asked_for_once_more_by_its_own_model_first_or_another_that_can(
    database: Database,
) -> None:
    async with open_studio(database) as studio:
        studio.vendor.orders.fail_next("boom")
        failed = await studio.finish(await studio.place(replace(studio.order(), prefers=SONIC)))
        assert (failed.state, failed.family, failed.family_chosen) == (JobState.FAILED, "sonic", False)
        again = await _again(studio, failed, agreed_price=15)
        assert (again.family, again.family_chosen, again.brief) == ("sonic", False, failed.brief)
        assert (await studio.finish(again)).state is JobState.DONE
        assert await studio.spent() == 15
        async with open_studio(database, families=("riffusion",), beside=studio) as smaller:
            assert (await _again(smaller, failed, agreed_price=15)).family == "riffusion"
            with pytest.raises(ModelUnavailable):
                await _again(smaller, failed, by_same_model=True)


async def test_a_price_that_rose_is_not_charged(studio: Studio) -> None:
    first, _ = await studio.song()
    with pytest.raises(PriceRose):
        await _again(studio, first, agreed_price=11)
    assert (await studio.account()).held == 0


async def test_the_second_of_two_presses_within_moments_is_none(studio: Studio) -> None:
    first, _ = await studio.song()
    studio.clock.advance(60)
    await _again(studio, first)
    with pytest.raises(ClipUnfit, match=Problem.ASKED_JUST_NOW):
        await _again(studio, first)
    assert (await studio.account()).held == 12
    studio.clock.advance(60)
    await _again(studio, first)


async def test_after_the_month_has_turned_the_new_one_pays(studio: Studio) -> None:
    first, _ = await studio.song()
    studio.clock.advance(11 * 24 * 3600)
    again = await _again(studio, first, agreed_price=12)
    assert (first.month, again.month) == ("2026-11", "2026-12")
    await studio.finish(again)
    assert await studio.spent() == 12


async def test_a_second_try_without_credits_is_refused_and_costs_nothing(database: Database) -> None:
    async with open_studio(database, allowance=14) as studio:
        studio.vendor.orders.fail_next("boom")
        failed = await studio.finish(await studio.place(studio.order()))
        await studio.finish(await studio.place(studio.order("jazz")))
        with pytest.raises(PersonError, match=Problem.OUT_OF_CREDITS_FOR_A_SONG):
            await _again(studio, failed, agreed_price=12)
        assert await studio.spent() == 12


async def test_a_song_whose_persona_was_deleted_is_not_sung_by_nobody(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC, lyrics="[Verse]\nLa")
    made = await studio.done(Operation.PERSONA, clip, title="Mara")
    (mara,) = await studio.queries.personas(GUILD)
    sung = await studio.place(
        studio.order("pop", operation=Operation.PERSONA_SONG, details=Details(persona_id=mara.vendor_id))
    )
    assert made.state is JobState.DONE
    await studio.finish(sung)
    assert (await find_past_song(studio.context, sung.id, GUILD, MEMBER, VIEWER)).song.job == await studio.job(sung.id)
    async with studio.database.transaction() as tx:
        assert await personas.delete(tx, mara.id, guild_id=GUILD, now=NOW)
    with pytest.raises(PersonError, match=Problem.PERSONA_UNKNOWN):
        await _again(studio, sung)
    with pytest.raises(PersonError, match=Problem.PERSONA_UNKNOWN):
        await find_past_song(studio.context, sung.id, GUILD, MEMBER, VIEWER)


async def test_a_job_is_found_in_its_server_by_whoever_may_see_it(studio: Studio) -> None:
    job = await studio.place(studio.order())
    found = await find_past_order(studio.context, job.id, GUILD, Viewer(UserId(5), frozenset({CHANNEL})))
    assert (found.job, found.account.left) == (job, 228)
    for job_id, guild_id, viewer in (
        (job.id, OTHER_GUILD, VIEWER),
        (JobId(job.id + 1), GUILD, VIEWER),
        (job.id, GUILD, Viewer(UserId(5), frozenset({ChannelId(CHANNEL + 1)}))),
        (job.id, GUILD, Viewer(MEMBER, closed=frozenset({CHANNEL}))),
    ):
        with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
            await find_past_order(studio.context, job_id, guild_id, viewer)
        with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
            await find_past_song(studio.context, job_id, guild_id, MEMBER, viewer)


@pytest.mark.promise(key="unapproved-words")
@pytest.mark.parametrize("end", ["", "cancelled", "rejected", "expired"])
async def test_what_no_moderator_let_through_is_its_members_and_can_be_taken_back(studio: Studio, end: str) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    if end == "cancelled":
        assert await studio.lifecycle.cancel(job, "5")
    elif end == "rejected":
        await reject(studio, await case_of(studio, job))
    elif end == "expired":
        studio.clock.advance(WAITS.total_seconds() + 1)
        await end_forgotten(studio.context, studio.lifecycle.changes)
    other = Viewer(UserId(5), frozenset({CHANNEL}))
    with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
        await find_past_order(studio.context, job.id, GUILD, other)
    with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
        await find_past_song(studio.context, job.id, GUILD, other.user_id, other)
    with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
        await studio.queries.new_song(GUILD, other.user_id, job_id=job.id, viewer=other)
    assert (await find_past_order(studio.context, job.id, GUILD, VIEWER)).job.brief == job.brief
    assert (await find_past_song(studio.context, job.id, GUILD, MEMBER, VIEWER)).job.brief == job.brief
    # Its card stands there: whoever manages messages takes it out of the line.
    assert (await find_shown_job(studio.context, job.id, GUILD, other)).id == job.id
    with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):
        await find_shown_job(studio.context, job.id, GUILD, Viewer(UserId(5)))


async def test_what_was_let_through_is_anybodys_again(studio: Studio) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    await approve(studio, await case_of(studio, job))
    other = Viewer(UserId(5), frozenset({CHANNEL}))
    assert (await find_past_order(studio.context, job.id, GUILD, other)).job.brief == job.brief
    assert await studio.lifecycle.cancel(job, "")
    assert (await find_past_song(studio.context, job.id, GUILD, other.user_id, other)).job.brief == job.brief


async def test_what_is_changed_begins_with_the_model_that_made_it(database: Database) -> None:
    async with open_studio(database) as studio:
        chosen = await studio.place(studio.order(model=SONIC))
        studio.clock.advance(60)
        free = await studio.place(studio.order(prefers=SONIC))
        for job, model in ((chosen, SONIC), (free, "")):
            past = await find_past_song(studio.context, job.id, GUILD, MEMBER, VIEWER)
            assert (past.model, past.is_model_gone) == (model, False)
            assert past.song.candidates[0].model.name == "sonic-v5"
        written = await studio.place(studio.order("rain", operation=Operation.WRITE_LYRICS))
        with pytest.raises(PersonError, match=Problem.JOB_NOT_HERE):  # that is no song
            await find_past_song(studio.context, written.id, GUILD, MEMBER, VIEWER)
    async with open_studio(database, families=("riffusion",)) as smaller:
        past = await find_past_song(smaller.context, chosen.id, GUILD, MEMBER, VIEWER)
        assert (past.model, past.is_model_gone) == ("", True)
        assert past.song.candidates[0].family.name == "riffusion"


async def test_what_an_order_prefers_is_kept_with_it(studio: Studio) -> None:
    order = replace(studio.order("pop"), prefers=SONIC)
    assert order_from_words(order_words(order), studio.order("")).prefers == SONIC
    assert "prefers" not in order_words(studio.order("pop"))


def test_what_is_changed_keeps_all_else_and_sings_the_lyrics_that_were_typed() -> None:
    job = made_job(prompt="pop", instrumental=True, details=Details(gender="f"))
    assert edited_brief(job.brief, {"prompt": "jazz", "lyrics": " "}).instrumental
    changed = edited_brief(job.brief, {"prompt": "jazz", "lyrics": "La"})
    assert (changed.prompt, changed.instrumental, changed.details.gender) == ("jazz", False, "f")


@pytest.mark.parametrize(
    ("price", "left", "asks"),
    [(12, 240, False), (12, 25, False), (12, 24, True), (12, 11, False), (25, 240, True), (75, 74, False)],
)
def test_a_take_is_asked_about_where_it_costs_much_or_little_is_left(price: int, left: int, asks: bool) -> None:
    assert is_worth_asking(price, left) is asks


def test_an_address_of_discords_says_until_when_it_works() -> None:
    address = "https://cdn.discordapp.com/attachments/1/2/a.mp3?ex=65d903de&is=65c68ede&hm=2481f30d&"
    assert expires_at(address) == datetime(2024, 2, 23, 20, 45, 18, tzinfo=UTC)
    for other in ("", "https://mine.test/a.mp3", "https://mine.test/a?ex=65d903de", address.replace("65d903de", "x")):
        assert expires_at(other) is None
    assert has_lost_its_recording(made_job(details=Details(url=address)), NOW)
    assert not has_lost_its_recording(made_job(details=Details(url="https://mine.test/a.mp3")), NOW)
