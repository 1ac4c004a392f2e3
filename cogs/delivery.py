"""Turns a job into its message: the only editor of a promised message, by the way that still leads there.

While an interaction's token lives, its own rate-limit bucket and its reach into channels that the bot cannot see make
it the best way. Then the bot's own hands: edit the message, post anew where it was deleted, write to the person where
the channel is closed. Every step but the last two can be repeated without harm; those carry a nonce.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Generator, Sequence
from typing import cast

import aiohttp
import discord

from bot.client import Encore
from bot.delivery import refresh
from bot.delivery.attachments import ClipAttachment, FileAttachment
from bot.delivery.posting import UNBOOSTED
from bot.delivery.transport import DeliveryDelayed, TooLarge, Undeliverable
from bot.status.job_status import JobStatus
from cogs.cards.message import Message, job_message
from data.ids import ChannelId, MessageId
from data.rows import Job

log = logging.getLogger(__name__)

TOO_LARGE = 40005
DEAD_TOKEN = (10015, 50027)  # Unknown Webhook, Invalid Webhook Token
# Discord takes this word in place of the id of the message that answered an interaction.
_ORIGINAL = cast("int", "@original")
DELIVERY_TIMEOUT = 120.0  # seconds for one upload, so that a connection that stands still ends
REASON_SHOWN = 300  # characters of Discord's own words for a refusal


class _CannotReach(Exception):
    """This way does not lead there; the next one may."""


class DiscordTransport:
    """Carries cards and clips to Discord."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    def file_limit(self, job: Job) -> int:
        """The smaller of what the interaction and the guild allow for one file, in bytes."""
        guild = self._bot.get_guild(job.guild_id)
        return min(job.file_limit, guild.filesize_limit if guild else UNBOOSTED)

    async def show(self, status: JobStatus) -> None:
        """Edit the card; a refusal or a lost connection only means that it stays as it was."""
        try:
            await self._edit(status, job_message(status, ()))
        except (_CannotReach, DeliveryDelayed, TooLarge) as error:
            log.info("card_not_shown job=%s why=%r", status.job.id, str(error))

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> None:
        """Put the card, the clips and the files where they were promised, by the first way that leads there."""
        message = job_message(status, clips, files)
        for way in (self._edit, self._post_anew, self._write_to_person):
            try:
                await asyncio.wait_for(way(status, message), DELIVERY_TIMEOUT)
            except _CannotReach as error:
                log.warning("delivery_no_way job=%s way=%s why=%r", status.job.id, way.__name__, str(error))
            except TimeoutError as error:
                raise DeliveryDelayed("Discord took too long") from error
            else:
                return
        raise Undeliverable("the message, the channel and the person are out of reach")

    async def _edit(self, status: JobStatus, message: Message) -> None:
        if refresh.is_token_alive(status.job, self._bot.services.context.now()):
            try:
                await self._edit_by_token(status.job, message)
            except _CannotReach as error:
                log.info("token_no_way job=%s why=%r", status.job.id, str(error))
                if _says_that_the_token_is_dead(error.__cause__):
                    await self._bot.services.lifecycle.forget_token(status.job)
            else:
                return
        await self._edit_by_bot(status.job, message)

    async def _edit_by_token(self, job: Job, message: Message) -> None:
        webhook = discord.Webhook.partial(self._bot.application_id or 0, job.token or "", client=self._bot)
        with _sorting_errors():
            if job.message_id is None:
                # Killed between the answer and its id: the interaction itself still knows its message.
                found = await webhook.fetch_message(_ORIGINAL)
                if found.flags.ephemeral:  # another process answered first, in private
                    raise _CannotReach("the answer is somebody else's")
                await self._bot.services.lifecycle.record_message(job, ChannelId(found.channel.id), MessageId(found.id))
                await webhook.edit_message(found.id, **message.edit(found.attachments))
                return
            hanging = (await webhook.fetch_message(job.message_id)).attachments if message.keeps else ()
            await webhook.edit_message(job.message_id, **message.edit(hanging))

    async def _edit_by_bot(self, job: Job, message: Message) -> None:
        if job.message_id is None or job.message_channel_id is None:
            raise _CannotReach("there is no message yet")
        with _sorting_errors():
            channel = self._bot.get_partial_messageable(job.message_channel_id, guild_id=job.guild_id)
            promised = channel.get_partial_message(job.message_id)
            hanging = (await promised.fetch()).attachments if message.keeps else ()
            await promised.edit(**message.edit(hanging))

    async def _post_anew(self, status: JobStatus, message: Message) -> None:
        with _sorting_errors():
            channel = self._bot.get_partial_messageable(status.job.channel_id, guild_id=status.job.guild_id)
            # The nonce makes Discord answer with the message of a first try whose answer was lost.
            posted = await channel.send(nonce=_nonce(status.job), **message.send())
        await self._bot.services.lifecycle.record_message(
            status.job, ChannelId(posted.channel.id), MessageId(posted.id)
        )

    async def _write_to_person(self, status: JobStatus, message: Message) -> None:
        with _sorting_errors():
            person = self._bot.get_user(status.job.user_id) or await self._bot.fetch_user(status.job.user_id)
            await person.send(nonce=_nonce(status.job), **message.to_person(status.job).send())


@contextlib.contextmanager
def _sorting_errors() -> Generator[None]:
    """Sorts what Discord says into: no way, not now, too large."""
    try:
        yield
    except discord.HTTPException as error:
        if error.status == 413 or error.code == TOO_LARGE:
            raise TooLarge(str(error)) from error
        if isinstance(error, discord.DiscordServerError):
            raise DeliveryDelayed(type(error).__name__) from error
        if error.status == 429:
            raise DeliveryDelayed("rate limited") from error
        raise _CannotReach(f"{error.status} {error.code} {error.text[:REASON_SHOWN]}") from error
    except (discord.RateLimited, OSError, aiohttp.ClientError) as error:
        raise DeliveryDelayed(type(error).__name__) from error


def _says_that_the_token_is_dead(refusal: BaseException | None) -> bool:
    return isinstance(refusal, discord.HTTPException) and (refusal.status == 401 or refusal.code in DEAD_TOKEN)


def _nonce(job: Job) -> str:
    return f"job-{job.id}-{job.state}"[:25]
