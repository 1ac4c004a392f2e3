"""Whoever waited long is told by a mention that it has ended: once, by whichever way leads there, at no song's cost."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.delivery import notices
from bot.jobs.verdicts import UNDECIDED, rejection
from data import ledger, tables
from data.ids import GuildId, JobId, UserId
from data.jobs import transitions
from data.rows import FailureKind, JobState
from sandbox.discord import errors
from sandbox.discord.entities import Overwrite
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.e2e.conftest import audio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.wire.trouble import Moment
    from tests.cogs.live import Live

JOB = JobId(1)
NEW = r"/channels/\d+/messages$"
TITLE = "Harbor *Lights*"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def card(live: Live, *, token_lives: bool = True) -> Message:
    """A card that promises a song, whose interaction can still be answered, or no longer."""
    options = {"prompt": "pop", "title": TITLE}
    answer = await live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", options).answered()
    assert answer.message is not None
    await live.database.written(2)
    over = live.studio.context.now() + timedelta(hours=1 if token_lives else -1)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(token_expires_at=over))
    return answer.message


async def bring(live: Live, seconds: float = 120.0) -> None:
    """Let the song be made, and be brought so many seconds after it was asked for, or a little later."""
    job = await live.studio.finish(await live.studio.job(JOB))
    assert job.state is JobState.DONE
    waited = (live.studio.context.now() - job.created_at).total_seconds()
    await deliver(live.studio, max(0.0, seconds - waited))
    assert (await live.studio.job(JOB)).delivered_at is not None


async def fail(live: Live, kind: FailureKind = FailureKind.LOST) -> None:
    live.studio.clock.advance(120.0)
    await live.studio.lifecycle.give_up(await live.studio.job(JOB), kind)
    await deliver(live.studio)


def said(live: Live) -> list[Message]:
    """What the bot said in the channel besides the card."""
    return [message for message in live.sandbox.songs.messages.values() if message.content]


def pinged(message: Message) -> list[str]:
    return [user.name for user in message.mentions]


@pytest.mark.promise(key="told")
@pytest.mark.parametrize("token_lives", [False, True])
async def test_who_waited_more_than_a_minute_is_told_once_by_a_reply(live: Live, token_lives: bool) -> None:
    promised = await card(live, token_lives=token_lives)
    await bring(live)
    (notice,) = said(live)
    assert (notice.reply_to, pinged(notice)) == (promised.id, ["mia"])
    first, small = notice.content.split("\n")
    assert first == f"<@{live.sandbox.mia.id}>, **Harbor \\*Lights\\*** is ready."
    assert small.startswith("-# ")
    assert "/settings" in small
    await deliver(live.studio, 60.0)
    assert said(live) == [notice]


async def test_who_waited_less_is_not(live: Live) -> None:
    await card(live)
    async with live.database.transaction() as tx:  # it was asked for just now, however long it took
        now = live.studio.context.now() + timedelta(hours=1)
        await tx.execute(update(tables.jobs).values(created_at=now))
    await live.studio.finish(await live.studio.job(JOB))
    await deliver(live.studio)
    assert said(live) == []


@pytest.mark.promise(key="told")
@pytest.mark.parametrize("whose", ["mine", "the server's"])
async def test_who_turned_it_off_is_not(live: Live, whose: str) -> None:
    await card(live)
    context = live.studio.context
    if whose == "mine":
        await notices.set_member_notices(context, UserId(live.sandbox.mia.id), on=False)
    else:
        await notices.set_server_notices(context, GuildId(live.sandbox.studio.id), UserId(1), on=False)
    await bring(live)
    assert said(live) == []


@pytest.mark.promise(key="told")
async def test_a_failure_is_told_as_well_with_the_credits_back(live: Live) -> None:
    promised = await card(live)
    await fail(live)
    (notice,) = said(live)
    assert (notice.reply_to, pinged(notice)) == (promised.id, ["mia"])
    assert "**Harbor \\*Lights\\*** did not work out. The 12 credits are back." in notice.content


@pytest.mark.promise(key="unapproved-words")
@pytest.mark.parametrize("reason", [rejection("not here"), UNDECIDED])
async def test_what_no_moderator_let_through_is_told_without_its_title(live: Live, reason: str) -> None:
    await card(live)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(awaits_approval=True))
        live.studio.clock.advance(120.0)
        now = live.studio.context.now()
        ended = await transitions.reject(tx, JOB, FailureKind.CANCELLED, reason, now=now)
        assert ended is not None
        await ledger.refund(tx, ended, now=now)
    live.studio.lifecycle.changes.tell(ended)
    await deliver(live.studio)
    (notice,) = said(live)
    assert "Harbor" not in notice.content
    assert "The 12 credits are back." in notice.content


async def test_what_was_cancelled_is_not_told(live: Live) -> None:
    await card(live)
    await fail(live, FailureKind.CANCELLED)
    assert said(live) == []


@pytest.mark.promise(key="harmless")
async def test_a_title_mentions_nobody(live: Live) -> None:
    stranger = live.sandbox.person("noah").user
    await card(live)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(title=f"<@{stranger.id}> @everyone"))
    await bring(live)
    (notice,) = said(live)
    assert (pinged(notice), notice.mention_everyone) == (["mia"], False)


async def test_without_the_right_to_write_it_follows_by_the_interactions_token(live: Live) -> None:
    promised = await card(live)
    forbid(live, Permission.SEND_MESSAGES)
    await bring(live)
    (notice,) = said(live)
    assert (notice.reply_to, pinged(notice)) == (promised.id, ["mia"])
    assert len(audio(promised)) == 2


async def test_where_no_way_leads_there_the_song_is_there_all_the_same(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    promised = await card(live, token_lives=False)
    forbid(live, Permission.READ_MESSAGE_HISTORY)  # which a reply takes, and an edit does not
    await bring(live)
    assert len(audio(promised)) == 2
    assert said(live) == []
    assert "notice_no_way job=1" in caplog.text


@pytest.mark.promise(key="told")
@pytest.mark.parametrize("refusal", [DiscordError(400, 50035, "Invalid Form Body"), errors.unknown_channel()])
async def test_a_reply_that_is_refused_is_logged_and_nothing_else(
    live: Live, refusal: DiscordError, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    promised = await card(live)
    live.sandbox.discord.trouble.answer_instead("POST", NEW, refusal.answer(), times=100)
    await bring(live)
    assert len(audio(promised)) == 2
    assert said(live) == []
    assert "notice_not_sent job=1" in caplog.text


@pytest.mark.promise(key="told")
async def test_a_reply_whose_answer_was_lost_is_not_said_twice(live: Live) -> None:
    """Whatever repeats it, such as discord.py: it carries the same nonce, and is the same message."""
    promised = await card(live)
    job = await live.studio.finish(await live.studio.job(JOB))
    pause = live.sandbox.discord.trouble.pause("POST", NEW, "after")
    delivering = asyncio.create_task(deliver(live.studio, 120.0))
    async with asyncio.timeout(WAIT):
        await pause.reached()
        pause.drop()
        await delivering
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(delivered_at=None, deliver_at=live.studio.context.now()))
    await live.studio.courier._deliver(job.id)
    (notice,) = said(live)
    assert notice.reply_to == promised.id


@pytest.mark.promise(key="told")
@pytest.mark.parametrize("way", ["by the bot", "by the token"])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_whoever_is_killed_while_a_notice_is_sent_has_it_said_once_or_never(
    live: Live, way: str, moment: Moment
) -> None:
    await card(live)
    if way == "by the token":  # which knows no nonce
        forbid(live, Permission.SEND_MESSAGES)
    await live.studio.finish(await live.studio.job(JOB))
    where = NEW if way == "by the bot" else r"/webhooks/\d+/[^/]+$"
    pause = live.sandbox.discord.trouble.pause("POST", where, moment)
    delivering = asyncio.create_task(deliver(live.studio, 120.0))
    async with asyncio.timeout(WAIT):
        await pause.reached()
    said_at_the_kill = len(said(live))
    assert said_at_the_kill == (moment == "after")
    assert (await live.studio.job(JOB)).delivered_at is not None
    delivering.cancel()
    await live.studio.courier._deliver(JOB)  # by the next process, minutes later
    assert len(said(live)) == said_at_the_kill
    pause.drop()


async def test_a_song_that_is_posted_anew_tells_by_itself(live: Live) -> None:
    promised = await card(live)
    live.sandbox.person("admin").delete(promised)
    await bring(live)
    (anew,) = said(live)
    assert len(audio(anew)) == 2
    assert pinged(anew) == ["mia"]
    assert "is ready" in anew.content
    assert "first message was gone" in anew.content


async def test_a_song_that_is_posted_anew_pings_nobody_who_turned_it_off(live: Live) -> None:
    promised = await card(live)
    await notices.set_member_notices(live.studio.context, UserId(live.sandbox.mia.id), on=False)
    live.sandbox.person("admin").delete(promised)
    await bring(live)
    (anew,) = said(live)
    assert (len(audio(anew)), pinged(anew)) == (2, [])
    assert "first message was gone" in anew.content


async def test_a_letter_tells_by_itself(live: Live) -> None:
    await card(live, token_lives=False)
    forbid(live, Permission.VIEW_CHANNEL)
    await bring(live)
    assert said(live) == []
    (letter,) = live.sandbox.world.dms[live.sandbox.mia.id].messages.values()
    assert f"<#{live.sandbox.songs.id}>" in letter.content


def forbid(live: Live, right: Permission) -> None:
    """Take a right in the channel away from the bot."""
    live.sandbox.world.set_overwrite(live.sandbox.songs, Overwrite(live.sandbox.world.bot.id, 1, deny=right))
