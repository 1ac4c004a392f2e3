"""Reports reach the moderators once, blocked members make and change nothing, and each step is written down."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.errors import PersonError, Problem
from bot.library import playlists, reports, songs
from bot.library.reports import COOLDOWN
from bot.library.songs import Asker
from bot.orders.intake import is_blocked
from bot.status.early_limits import check_early
from bot.status.server_settings import Changes, change_settings, read_server_settings
from data.guilds import admin_log, cases, intake, limits
from data.guilds.cases import Case, Outcome
from data.guilds.intake import BlockKind
from data.ids import ChannelId, UserId
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, VIEWER
from tests.bot.jobs.test_limits import processes

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from data.engine.database import Database
    from tests.bot.conftest import Studio

MODERATOR, OTHER = UserId(MEMBER + 500), UserId(MEMBER + 1)


def anywhere(_channel_id: ChannelId) -> bool:
    return True


async def watch(studio: Studio) -> None:
    async with studio.database.transaction() as tx:
        await limits.lock(tx, GUILD)
        await limits.put_values(tx, GUILD, {"moderation_channel_id": ChannelId(77)})


async def open_cases(studio: Studio) -> list[Case]:
    async with studio.database.reading() as tx:
        return await cases.find_unposted(tx, now=studio.context.now(), limit=100)


async def problem_of(work: Awaitable[object]) -> Problem | str:
    with pytest.raises(PersonError) as refused:
        await work
    return refused.value.problem


async def actions(studio: Studio) -> list[str]:
    async with studio.database.reading() as tx:
        return [entry.action for entry in await admin_log.of_guild(tx, GUILD, limit=20)]


async def test_a_report_needs_moderators_words_a_song_of_this_server_and_a_pause(studio: Studio) -> None:
    job, _ = await studio.song()
    other, _ = await studio.song("other")
    context = studio.context
    assert await problem_of(reports.check_report(context, GUILD, OTHER, anywhere)) is Problem.NO_MODERATORS
    await watch(studio)
    await reports.check_report(context, GUILD, OTHER, anywhere)
    assert await problem_of(reports.report(context, GUILD, OTHER, job.id, " \n ", anywhere)) is Problem.REPORT_EMPTY
    async with studio.database.transaction() as tx:
        await limits.put_values(tx, OTHER_GUILD, {"log_channel_id": 78})
    assert (
        await problem_of(reports.report(context, OTHER_GUILD, OTHER, job.id, "x", anywhere)) is Problem.REPORT_NO_SONG
    )
    await reports.report(context, GUILD, OTHER, job.id, "too loud " * 200, anywhere)
    (case,) = await open_cases(studio)
    assert (case.job_id, case.user_id, len(case.words)) == (job.id, OTHER, 600)
    assert await problem_of(reports.report(context, GUILD, OTHER, other.id, "x", anywhere)) is Problem.REPORTED_JUST_NOW
    studio.clock.advance(COOLDOWN.total_seconds())
    assert await problem_of(reports.report(context, GUILD, OTHER, job.id, "x", anywhere)) is Problem.REPORTED_ALREADY
    await reports.report(context, GUILD, OTHER, other.id, "x", anywhere)
    await reports.report(context, GUILD, UserId(MEMBER), job.id, "x", anywhere)  # another member
    closed = await reports.close_report(context, GUILD, case.id, Outcome.DISMISSED, by=MODERATOR)
    assert (closed.outcome, closed.closed_by) == (Outcome.DISMISSED, MODERATOR)
    again = await reports.close_report(context, GUILD, case.id, Outcome.DELETED, by=OTHER)
    assert again.outcome is Outcome.DISMISSED
    studio.clock.advance(COOLDOWN.total_seconds())
    await reports.report(context, GUILD, OTHER, job.id, "once more", anywhere)
    assert await actions(studio) == ["report.dismissed"]
    assert await problem_of(reports.close_report(context, OTHER_GUILD, case.id, Outcome.DELETED, by=OTHER)) is (
        Problem.CASE_GONE
    )


async def test_nobody_is_told_that_moderators_look_at_what_none_of_them_is_shown(studio: Studio) -> None:
    job, _ = await studio.song()
    context, gone, log_channel = studio.context, ChannelId(77), ChannelId(78)
    await watch(studio)
    for there in ((), (log_channel,)):
        asked = (context, GUILD, OTHER)
        assert await problem_of(reports.check_report(*asked, there.__contains__)) is Problem.NO_MODERATORS
        assert await problem_of(reports.report(*asked, job.id, "x", there.__contains__)) is Problem.NO_MODERATORS
    async with studio.database.transaction() as tx:
        await limits.put_values(tx, GUILD, {"moderation_channel_id": gone, "log_channel_id": log_channel})
    await reports.report(context, GUILD, OTHER, job.id, "x", (log_channel,).__contains__)
    assert len(await open_cases(studio)) == 1


@pytest.mark.promise(key="blocked-here")
async def test_whom_the_operator_blocked_is_refused_the_same_by_another_sentence(studio: Studio) -> None:
    _, (clip, _) = await studio.song(user_id=MEMBER)
    await watch(studio)
    context, asker, now = studio.context, Asker(GUILD, VIEWER), studio.context.now()
    assert await studio.database.write(intake.block, BlockKind.MEMBER, MEMBER, user_id=OTHER, now=now)
    for work in (
        studio.place(studio.order()),
        check_early(context, studio.order()),
        songs.put_heart(context, asker, clip.id, is_on=True),
        songs.put_vote(context, asker, clip.id, is_on=True),
        songs.rename(context, asker, clip.id, "mine"),
        reports.check_report(context, GUILD, MEMBER, anywhere),
    ):
        assert await problem_of(work) is Problem.MEMBER_BLOCKED
    assert (await songs.load_song(context, asker, clip.id)).song.clip_id == clip.id
    assert not await is_blocked(context, GUILD, OTHER)
    assert await is_blocked(context, OTHER_GUILD, MEMBER)


async def test_of_two_reports_at_once_one_is_taken(database: Database, database_url: str) -> None:
    async with processes(database, database_url) as studios:
        studio = studios[0]
        await watch(studio)
        jobs = [(await studio.song(f"song {number}"))[0] for number in range(2)]
        asked = [
            reports.report(studios[number % len(studios)].context, GUILD, OTHER, job.id, "loud", anywhere)
            for number, job in enumerate(jobs * 2)
        ]
        done = await asyncio.gather(*asked, return_exceptions=True)
        assert done.count(None) == 1
        assert len(await open_cases(studio)) == 1


@pytest.mark.promise(key="blocked-here")
async def test_a_blocked_member_makes_and_changes_nothing_in_that_server_alone(studio: Studio) -> None:
    _, (clip, _) = await studio.song(user_id=MEMBER)
    await watch(studio)
    context, asker = studio.context, Asker(GUILD, VIEWER)
    assert await reports.block_member(context, GUILD, MEMBER, by=MODERATOR)
    assert not await reports.block_member(context, GUILD, MEMBER, by=OTHER)
    before = await studio.account()
    for work in (
        studio.place(studio.order()),
        check_early(context, studio.order()),
        songs.put_heart(context, asker, clip.id, is_on=True),
        songs.put_vote(context, asker, clip.id, is_on=True),
        songs.rename(context, asker, clip.id, "mine"),
        reports.check_report(context, GUILD, MEMBER, anywhere),
    ):
        assert await problem_of(work) is Problem.BLOCKED_HERE
    assert await studio.account() == before
    # They look, and keep and delete what is their own: nobody else sees their playlists.
    assert (await songs.load_song(context, asker, clip.id)).song.clip_id == clip.id
    assert (await playlists.make(context, asker, "mine", clip.id)).name == "mine"
    assert (await songs.delete(context, asker, clip.id)).song.clip_id == clip.id
    await studio.place(studio.order(guild_id=OTHER_GUILD))
    await studio.place(studio.order(user_id=OTHER))
    lets_go = Changes(unblocked=(MEMBER,), blocked=(OTHER,))
    assert await change_settings(context, GUILD, MODERATOR, "settings.blocked", lambda _: lets_go)
    await studio.place(studio.order())
    stands = await read_server_settings(context, GUILD, MODERATOR)
    assert [(each.user_id, each.by_id) for each in stands.blocks] == [(OTHER, MODERATOR)]
    assert stands.block_count == 1
    async with studio.database.reading() as tx:
        log = await admin_log.of_guild(tx, GUILD, limit=9)
    assert [(entry.action, entry.facts) for entry in log] == [
        ("settings.blocked", {"blocked": [str(OTHER)], "unblocked": [str(MEMBER)]}),
        ("member.block", {"member": str(MEMBER)}),
    ]
