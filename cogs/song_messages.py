"""Messages of songs that were made: brought back with their buttons, and changed where a clip was deleted."""

from __future__ import annotations

import contextlib
import logging
import re
from dataclasses import replace
from typing import Any

import discord

from bot.delivery.attachments import ClipAttachment
from bot.errors import ClipGone, Problem
from bot.gateway.client import Encore
from bot.library import showcase, songs
from bot.library.songs import Deleted, SongView
from bot.orders.intake import check_member
from cogs.cards.message import job_message, language_of_card
from cogs.components.custom_id import ClipButton
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.languages import language_here
from cogs.permissions import guild_of, is_open, user_of
from cogs.text.catalog import say, speaking, spoken
from cogs.thinking import show_thinking
from data.ids import ChannelId, MessageId
from data.privacy import erasures
from data.privacy.erasures import Posted
from data.rows import Job

log = logging.getLogger(__name__)


async def bring_back(bot: Encore, interaction: Interaction, view: SongView) -> None:
    """Post a song once more where somebody asks for it: for all who may see it, or for the person alone."""
    song, services = view.song, bot.services
    await services.context.database.read(check_member, guild_of(interaction), user_of(interaction))
    private = not is_open(interaction, {song.channel_id})
    await show_thinking(bot, interaction, ephemeral=private)
    status = await services.queries.job_status(song.job_id)
    if status is None:
        raise ClipGone(Problem.CLIP_DELETED)
    async with services.song_files.fetch(status.ready_clips, interaction.filesize_limit) as fetched:
        language = spoken() if private else await language_here(bot, interaction)
        message = job_message(status, [_as_unposted(each) for each in fetched], language=language)
        with speaking(language):
            said = say("song-brought", who=f"<@{interaction.user.id}>")
        arguments: dict[str, Any] = message.edit() | {"content": said}
        posted = await interaction.edit_original_response(**arguments)
    if not private:
        about = (song.job_id, guild_of(interaction), ChannelId(posted.channel.id), MessageId(posted.id))
        if not await songs.remember_copy(services.context, [clip.id for clip in status.ready_clips], Posted(*about)):
            with contextlib.suppress(*NOT_TAKEN):  # else the eraser takes it away
                await interaction.delete_original_response()
            raise ClipGone(Problem.CLIP_DELETED)


async def show_to_all(bot: Encore, interaction: Interaction, view: SongView) -> None:
    """Post a clip in its server's showcase, if the caller is to; a refusal leaves that to the next favourite."""
    services, song = bot.services, view.song
    status = await services.queries.job_status(song.job_id) if view.showcase is not None else None
    clips = tuple(clip for clip in status.ready_clips if clip.id == song.clip_id) if status is not None else ()
    if view.showcase is None or status is None or not clips:
        return
    channel = bot.get_partial_messageable(view.showcase, guild_id=status.job.guild_id)
    language = await language_here(bot, interaction)
    try:
        async with services.song_files.fetch(clips, status.job.file_limit) as fetched:
            unposted = [_as_unposted(each) for each in fetched]
            message = job_message(replace(status, clips=clips), unposted, language=language)
            with speaking(language):
                said = say("showcase-line", who=f"<@{song.user_id}>", count=song.hearts)
            arguments: dict[str, Any] = message.send() | {"content": said}
            posted = await channel.send(**arguments)
    except (discord.Forbidden, discord.NotFound) as error:
        log.warning("showcase_refused guild=%s error=%s", status.job.guild_id, type(error).__name__)
        await showcase.give_up(services.context, song.clip_id)
        return
    except NOT_TAKEN as error:  # it may be there: what is shown twice is worse than once too few
        log.warning("showcase_not_posted guild=%s error=%s", status.job.guild_id, type(error).__name__)
        return
    await showcase.mark_shown(services.context, song.clip_id, MessageId(posted.id))
    about = Posted(song.job_id, status.job.guild_id, view.showcase, MessageId(posted.id))
    if not await songs.remember_copy(services.context, [song.clip_id], about):
        with contextlib.suppress(*NOT_TAKEN):  # else the eraser takes it away
            await posted.delete()


async def take_away(bot: Encore, deleted: Deleted) -> list[str]:
    """Take a deleted clip out of its messages; returns the addresses of those that could not be changed."""
    job, taken_out = deleted.job, deleted if deleted.needs_messages else None
    posted = [Posted(job.id, job.guild_id, *where) for where in deleted.messages]
    stayed = [each for each in posted if not await _take_from(bot, each, taken_out)]
    return [f"https://discord.com/channels/{each.guild_id}/{each.channel_id}/{each.message_id}" for each in stayed]


async def remove_messages(bot: Encore, job: Job) -> bool:
    """Remove all messages of a job of which no clip can be heard; False: one of them stays, or none is known."""
    posted = await bot.services.context.database.read(erasures.messages, [job])
    gone = [await _take_from(bot, each, None) for each in posted]
    return bool(gone) and all(gone)


async def _take_from(bot: Encore, posted: Posted, taken_out: Deleted | None) -> bool:
    """Take a clip out of a message, or remove the message; False: Discord does not let it go."""
    channel = bot.get_partial_messageable(posted.channel_id, guild_id=posted.guild_id)
    try:
        if taken_out is not None:
            await _take_out(await channel.fetch_message(posted.message_id), taken_out)
        else:
            await channel.get_partial_message(posted.message_id).delete()
    except discord.NotFound:
        return True  # somebody was faster
    except NOT_TAKEN as error:
        log.warning("message_not_taken_away job=%s error=%s", posted.job_id, type(error).__name__)
        return False
    return True


async def _take_out(message: discord.Message, deleted: Deleted) -> None:
    """Leave a message without the sound and the buttons of one clip; one that has, and gets, no other clip goes."""
    gone, number = deleted.song.clip_id, deleted.song.position
    endings = f"-{number}"
    kept = [each for each in message.attachments if not each.filename.rpartition(".")[0].endswith(endings)]
    view = discord.ui.View(timeout=None)
    for row, line in enumerate(message.components):
        for part in getattr(line, "children", []):
            about = ClipButton.read(str(getattr(part, "custom_id", "")))
            if isinstance(part, discord.Button) and (about is None or about.clip_id != gone):
                made = discord.ui.Button[Any].from_component(part)
                made.row = row
                view.add_item(made)
    has_others = any(ClipButton.read(str(getattr(part, "custom_id", ""))) for part in view.children)
    if not has_others and deleted.job.delivered_at is not None:
        await message.delete()
        return
    view.stop()
    embeds = list(message.embeds)
    with speaking(language_of_card(deleted.job)):
        gone_words = say("song-deleted-field")
    for embed in embeds:
        for index, field in enumerate(embed.fields):
            if str(number) in re.findall(r"\d+", field.name or ""):  # in whichever language that card is
                embed.set_field_at(index, name=field.name, value=gone_words, inline=field.inline)
    nobody = discord.AllowedMentions.none()
    await message.edit(embeds=embeds, attachments=kept, view=view, allowed_mentions=nobody)


def _as_unposted(attached: ClipAttachment) -> ClipAttachment:
    """The same clip as if it had never been posted, so that its card says where it is if its file is missing."""
    return replace(attached, clip=replace(attached.clip, posted_at=None))
