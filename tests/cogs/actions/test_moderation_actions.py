"""“Delete song” below a report: what was reported is gone when the card says so, and not before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.library import songs
from cogs.servers.moderators import post_cases
from data import tables
from data.guilds import cases, limits
from data.guilds.cases import CaseKind, Outcome
from data.ids import ChannelId, GuildId, MessageId, UserId
from data.privacy.erasures import Posted
from data.rows import JobState
from sandbox.discord.entities import Overwrite
from sandbox.discord.invocations import until
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.wire.exchange import json_answer
from tests.cogs.live import WAIT, open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.entities import Channel, Message
    from tests.cogs.live import Live

NOT_YET, STAYS = "still being made", "cannot delete"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        await opened.client.remove_cog("Moderators")  # whose own looks would come in between
        yield opened


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its card shows it in the moderators' channel."""

    live: Live
    job: Job
    card: Message

    async def delete(self, name: str = "admin") -> str:
        """Press “Delete song”; returns what the moderator is told alone, empty where the card says it all."""
        asked = self.live.sandbox.person(name).press(self.card, "Delete song")

        def told() -> str | None:
            alone = [each.content for each in (asked.message, *asked.followups) if each and each.private_to]
            return alone[-1] if alone else "" if "deleted by" in str(self.card.embeds) else None

        async with asyncio.timeout(WAIT):
            said = await until(self.live.sandbox.world, lambda: None if told() is None else (told(),))
        return str(said[0])

    async def outcome(self) -> Outcome | None:
        """What became of the case."""
        async with self.live.database.reading() as tx:
            of_job = select(tables.moderation_cases.c.outcome).where(tables.moderation_cases.c.job_id == self.job.id)
            return (await tx.execute(of_job)).scalar_one()


async def report(live: Live, job: Job) -> Report:
    """Report what mia asked for, whatever became of it."""
    guild, mods = GuildId(live.sandbox.studio.id), live.sandbox.world.add_channel(live.sandbox.studio, "mods")
    moderator = live.sandbox.world.add_role(live.sandbox.studio, "moderator", EVERYDAY)
    allowed = Overwrite(moderator.id, 0, allow=Permission.MANAGE_MESSAGES, deny=Permission(0))
    live.sandbox.world.set_overwrite(mods, allowed)
    live.sandbox.studio.members[live.sandbox.noah.id].role_ids[:] = [moderator.id]
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild)
        await limits.put_values(tx, guild, {"moderation_channel_id": mods.id})
        noah = UserId(live.sandbox.noah.id)
        assert await cases.add(tx, CaseKind.REPORT, guild, job.id, noah, words="x", now=live.studio.context.now())
    await post_cases(live.client)
    (card,) = mods.messages.values()
    return Report(live, job, card)


def ordered(live: Live, where: Channel | None = None) -> dict[str, Any]:
    """Where mia asks, and that it is she."""
    channel, user = ChannelId((where or live.sandbox.songs).id), UserId(live.sandbox.mia.id)
    return {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": channel, "user_id": user}


async def say(live: Live, where: Channel) -> MessageId:
    """A message of the bot's own."""
    sent = await live.client.get_partial_messageable(where.id, guild_id=where.guild_id).send("offensive words")
    return MessageId(sent.id)


async def put_message(live: Live, job: Job, where: Channel | None = None) -> MessageId:
    """Post the job's message, as its card and then as its end."""
    channel = where or live.sandbox.songs
    message_id = await say(live, channel)
    await live.studio.lifecycle.record_message(job, ChannelId(channel.id), message_id)
    return message_id


async def failed(live: Live) -> tuple[Job, MessageId]:
    """An order that came to nothing, and its message, which says so."""
    job = await live.studio.place(live.studio.order("offensive words", **ordered(live)))
    message_id = await put_message(live, job)
    live.studio.vendor.orders.fail_next("boom")
    ended = await live.studio.finish(job)
    assert ended.state is JobState.FAILED
    await live.studio.lifecycle.mark_delivered(ended)
    return ended, message_id


async def test_what_came_to_nothing_is_deleted_wherever_it_stands(live: Live) -> None:
    job, message_id = await failed(live)
    copy = await say(live, live.sandbox.songs)
    about = Posted(job.id, job.guild_id, ChannelId(live.sandbox.songs.id), copy)
    assert await songs.remember_copy(live.studio.context, [], about)
    reported = await report(live, job)
    assert await reported.delete() == ""
    assert not {message_id, copy} & set(live.sandbox.songs.messages)
    assert await reported.outcome() == Outcome.DELETED


async def test_what_discord_does_not_delete_is_not_called_deleted(live: Live) -> None:
    job, message_id = await failed(live)
    reported = await report(live, job)
    forbidden = json_answer(403, {"message": "Missing Permissions", "code": 50013})
    live.sandbox.discord.trouble.answer_instead("DELETE", rf"/messages/{message_id}$", forbidden)
    assert STAYS in await reported.delete()
    assert await reported.outcome() is None
    assert await reported.delete() == ""
    assert message_id not in live.sandbox.songs.messages


async def test_what_somebody_removed_already_counts_as_deleted(live: Live) -> None:
    job, message_id = await failed(live)
    reported = await report(live, job)
    del live.sandbox.songs.messages[message_id]
    assert await reported.delete() == ""
    assert await reported.outcome() == Outcome.DELETED


async def test_a_song_that_is_being_made_is_deleted_once_it_is_there(live: Live) -> None:
    job = await live.studio.place(live.studio.order("loud", **ordered(live)))
    message_id = await put_message(live, job)
    await live.studio.create()
    reported = await report(live, job)
    assert NOT_YET in await reported.delete()
    assert await reported.outcome() is None
    ended = await live.studio.finish(job)
    made = await live.studio.clips(ended)
    await live.studio.lifecycle.mark_delivered(ended, [clip.id for clip in made])
    assert await reported.delete() == ""
    assert all(clip.deleted_at for clip in await live.studio.clips(ended))
    assert message_id not in live.sandbox.songs.messages


async def test_what_came_to_nothing_and_is_not_said_yet_is_not_deleted_before(live: Live) -> None:
    job = await live.studio.place(live.studio.order("offensive words", **ordered(live)))
    message_id = await put_message(live, job)
    live.studio.vendor.orders.fail_next("boom")
    ended = await live.studio.finish(job)
    reported = await report(live, ended)
    assert NOT_YET in await reported.delete()
    await live.studio.lifecycle.mark_delivered(ended)
    assert await reported.delete() == ""
    assert message_id not in live.sandbox.songs.messages


async def test_of_two_clips_one_of_which_failed_the_other_is_deleted(live: Live) -> None:
    live.studio.vendor.orders.fail_next_clip(1)
    job, made = await live.studio.song("loud", **ordered(live))
    assert len({clip.state for clip in made}) == 2
    message_id = await put_message(live, job)
    await live.studio.lifecycle.mark_delivered(job, [clip.id for clip in made])
    reported = await report(live, job)
    assert await reported.delete() == ""
    assert message_id not in live.sandbox.songs.messages


async def test_who_moderates_deletes_a_song_of_a_channel_that_is_closed_to_them(live: Live) -> None:
    private = live.sandbox.private
    job, made = await live.studio.song("loud", **ordered(live, private))
    bot = Overwrite(live.sandbox.world.bot.id, 1, allow=Permission.VIEW_CHANNEL, deny=Permission(0))
    live.sandbox.world.set_overwrite(private, bot)
    message_id = await put_message(live, job, private)
    await live.studio.lifecycle.mark_delivered(job, [clip.id for clip in made])
    reported = await report(live, job)
    assert await reported.delete("noah") == ""
    assert all(clip.deleted_at for clip in await live.studio.clips(job))
    assert message_id not in private.messages
