"""A short reply that tells who asked that it is there: it mentions them and nobody else, and no song is lost by it."""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.delivery import refresh
from bot.gateway.client import Encore
from bot.jobs.verdicts import is_unapproved
from bot.musicapi.operations import Gives
from bot.status.job_status import JobStatus, Stage
from cogs.components.replies import NOT_TAKEN
from cogs.text.catalog import say, speaking
from cogs.text.escape import escape_markdown
from cogs.text.languages import known
from cogs.text.operation_words import words_for
from data.ids import UserId
from data.rows import Job

log = logging.getLogger(__name__)

NOTICE_TIMEOUT = 10.0  # seconds: others wait for the place that it takes among the deliveries
TITLE_SHOWN = 100


def notice_text(status: JobStatus) -> str:
    """How it ended, in one line that mentions who asked, and a small one that says how to be told no more."""
    with speaking(known(status.job.language)):  # everybody can read it
        return f"{_news(status)}\n{say('notice-off')}"


def mention_only(user_id: UserId) -> discord.AllowedMentions:
    """What lets a message ping this one person, and nobody else whatever it says."""
    return discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(user_id)], replied_user=False)


async def send_notice(bot: Encore, status: JobStatus, nonce: str) -> None:
    """Reply to a job's message that it has ended; whatever is in the way is logged, and nothing is raised.

    `nonce` is the same whenever this notice is sent: Discord makes one of a POST and its repeats, of which it answered
    none.
    """
    try:
        async with asyncio.timeout(NOTICE_TIMEOUT):
            await _send(bot, status, nonce)
    except (*NOT_TAKEN, TimeoutError) as error:
        log.info("notice_not_sent job=%s why=%r", status.job.id, str(error) or type(error).__name__)
    except Exception as error:
        # The song is posted: what breaks here must not end the process.
        log.error("notice_broken job=%s", status.job.id, exc_info=error)


async def _send(bot: Encore, status: JobStatus, nonce: str) -> None:
    job = status.job
    text, mentions = notice_text(status), mention_only(job.user_id)
    try:
        if bot.refusals.seconds_left() <= 0 and job.message_id is not None and job.message_channel_id is not None:
            channel = bot.get_partial_messageable(job.message_channel_id, guild_id=job.guild_id)
            replied = discord.MessageReference(
                message_id=job.message_id, channel_id=job.message_channel_id, guild_id=job.guild_id
            )
            await channel.send(text, reference=replied, nonce=nonce, allowed_mentions=mentions)
            return
    except discord.Forbidden as error:  # where the bot may not write, or sees nothing; all else is uncertain, or final
        log.info("notice_no_way job=%s why=%r", job.id, str(error))
    if refresh.is_token_alive(job, bot.services.context.now()):
        await _follow_up(bot, job, text, mentions)


async def _follow_up(bot: Encore, job: Job, text: str, mentions: discord.AllowedMentions) -> None:
    """Reply by the interaction's token, which needs no permission; Discord's document gives it no nonce."""
    webhook = discord.Webhook.partial(bot.application_id or 0, job.token or "", client=bot)
    await webhook.send(text, allowed_mentions=mentions)


def _news(status: JobStatus) -> str:
    words, who = words_for(status.job.operation), f"<@{status.job.user_id}>"
    title = _title(status)
    if status.stage is Stage.FAILED:
        failed = (
            say("notice-failed-song", who=who, title=title) if title else say("notice-ended", who=who, how=words.failed)
        )
        return f"{failed} {say('notice-credits-back', count=status.job.price)}"
    return say("notice-ready-song", who=who, title=title) if title else say("notice-ended", who=who, how=words.ready)


def _title(status: JobStatus) -> str:
    """What the song is called, safe to show; empty where it is none, nobody called it anything or let it be made."""
    if status.gives is not Gives.SONGS or is_unapproved(status.job):
        return ""
    known = [status.job.brief.title, *(clip.title for clip in status.ready_clips)]
    return escape_markdown(next(filter(None, known), ""), TITLE_SHOWN)
