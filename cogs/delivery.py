"""Turns a job into its message: the only editor of a promised message, by the way that still leads there.

While an interaction's token lives, its own rate-limit bucket and its reach into channels that the bot cannot see make
it the best way. Then the bot's own hands: edit the message, post anew where it was deleted, write to the person where
the channel is closed. Every step but the last two can be repeated without harm; those carry a nonce.

What is refused for what it says is said more plainly; `cogs/refusals.py` knows which refusal means what.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from dataclasses import replace
from typing import Any, cast

import aiohttp
import discord

from bot.delivery import refresh
from bot.delivery.attachments import ClipAttachment, FileAttachment
from bot.delivery.transport import DeliveryDelayed, TooLarge, Undeliverable
from bot.gateway.client import Encore
from bot.jobs.privacy import is_private
from bot.status.job_status import JobStatus
from cogs.cards.message import Message, job_message
from cogs.cards.plain import plainer
from cogs.notices import mention_only, notice_text, send_notice
from cogs.refusals import Meaning, meaning_of, wait_of
from cogs.text.catalog import ENGLISH, say, speaking
from cogs.text.languages import known
from data.ids import ChannelId, MessageId
from data.rows import Job

log = logging.getLogger(__name__)

# Discord takes this word in place of the id of the message that answered an interaction.
_ORIGINAL = cast("int", "@original")
DELIVERY_TIMEOUT = 120.0  # seconds for one upload, so that a connection that stands still ends
REASON_SHOWN = 300  # characters of Discord's own words for a refusal
NONCE_BYTES = 12  # in hexadecimal; Discord takes 25 characters


class _CannotReach(Exception):
    """This way does not lead there; the next one may. `for_good`: nor will it ever."""

    def __init__(self, why: str, *, for_good: bool = True) -> None:
        super().__init__(why)
        self.for_good = for_good


class _DeadToken(_CannotReach):
    """The interaction's token is no longer taken."""


class _ContentRefused(Exception):
    """The way is open, and what was to be said there is refused."""


class _Unauthorized(DeliveryDelayed):
    """The bot's own token is not taken, by no way that needs it."""


class DiscordTransport:
    """Carries cards and clips to Discord."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    def file_limit(self, job: Job) -> int:
        """What the interaction said that Discord takes for one file, in bytes; whoever posts need not know the guild.

        Where the guild's boosts ended meanwhile, Discord refuses what is too large, and less is tried then.
        """
        return job.file_limit

    async def show(self, status: JobStatus) -> None:
        """Edit the card; a refusal or a lost connection only means that it stays as it was.

        One whose message nobody knows is found and written down alone, and whoever hears of its message looks at it
        again: a database that is away is waited for, and by then another process may have told how the job ended.
        """
        try:
            if status.job.message_id is None:
                await self._find_by_token(status.job)
            else:
                await self._edit(status.job, job_message(status, ()))
        except (_CannotReach, _ContentRefused, DeliveryDelayed, TooLarge) as error:
            self._tell_operator(error)
            log.info("card_not_shown job=%s why=%r", status.job.id, str(error))

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        """Put the card, the clips and the files where they were promised, by the first way that leads there.

        Returns whether who asked was told by a new message.
        """
        message = job_message(status, clips, files)
        may_open: _CannotReach | None = None
        for way in self._ways_to(status.job):
            if way == self._post_anew:  # at a new message hangs nothing that was posted before
                message = job_message(status, [_as_unposted(each) for each in clips], files)
                message = replace(message, content=_said_anew(status))
            elif way == self._write_to_person:
                unposted = clips if is_private(status.job) else [_as_unposted(each) for each in clips]
                message = job_message(status, unposted, files, language=known(status.job.member_language))
            try:
                await self._say(way, status.job, message)
            except _CannotReach as error:
                if way == self._edit_by_token:  # which always ends some day
                    log.info("token_no_way job=%s why=%r", status.job.id, str(error))
                else:
                    log.warning("delivery_no_way job=%s way=%s why=%r", status.job.id, way.__name__, str(error))
                may_open = may_open or (None if error.for_good else error)
            else:
                return way not in (self._edit_by_token, self._edit_by_bot)
        if may_open is not None:
            raise DeliveryDelayed(str(may_open)) from may_open
        raise Undeliverable("the message, the channel and the person are out of reach")

    async def tell(self, status: JobStatus) -> None:
        """Reply to the promised message that it has ended."""
        await send_notice(self._bot, status, _nonce(status.job, "notice", status.job.state))

    def _ways_to(self, job: Job) -> tuple[Callable[[Job, Message], Awaitable[None]], ...]:
        """The ways to whom it was promised, the best one first; what is for one person alone goes into no channel."""
        if is_private(job):
            return self._edit_by_token, self._write_to_person
        return self._edit_by_token, self._edit_by_bot, self._post_anew, self._write_to_person

    async def _say(self, way: Callable[[Job, Message], Awaitable[None]], job: Job, message: Message) -> None:
        """Say it by this way, as plainly as Discord wants it; raises DeliveryDelayed where no wording is taken."""
        refusal: _ContentRefused | None = None
        for wording in (message, *plainer(message)):
            try:
                await asyncio.wait_for(way(job, wording), DELIVERY_TIMEOUT)
            except _ContentRefused as error:
                refusal = error
                log.warning("delivery_refused job=%s way=%s why=%r", job.id, way.__name__, str(error))
            except _Unauthorized as error:
                self._tell_operator(error)
                raise
            except TimeoutError as error:
                raise DeliveryDelayed("Discord took too long") from error
            else:
                return
        raise DeliveryDelayed(f"refused in every wording: {refusal}") from refusal

    def _tell_operator(self, error: Exception) -> None:
        if isinstance(error, _Unauthorized):
            with speaking(ENGLISH):  # whoever was answered in this task
                self._bot.services.alerts.send("discord_token", say("bot-refused"))

    async def _edit(self, job: Job, message: Message) -> None:
        try:
            await self._edit_by_token(job, message)
        except _CannotReach:
            await self._edit_by_bot(job, message)

    async def _edit_by_token(self, job: Job, message: Message) -> None:
        async with self._by_token(job) as webhook:
            if job.message_id is None:
                found = await self._find(webhook, job)
                message_id, hanging = found.id, found.attachments
            else:
                message_id = job.message_id
                hanging = (await webhook.fetch_message(message_id)).attachments if message.keeps else ()
            # What nobody has shown yet may say that whoever began it was stopped.
            whole = is_private(job) or job.message_id is None
            await webhook.edit_message(message_id, **message.edit(hanging, whole=whole))

    async def _find_by_token(self, job: Job) -> None:
        async with self._by_token(job) as webhook:
            await self._find(webhook, job)

    @contextlib.asynccontextmanager
    async def _by_token(self, job: Job) -> AsyncGenerator[discord.Webhook]:
        """What answers the job's interaction; turns what Discord says into what is to be done about it."""
        if not refresh.is_token_alive(job, self._bot.services.context.now()):
            raise _CannotReach("the interaction is over")
        try:
            with _sorting_errors(by_token=True):
                yield discord.Webhook.partial(self._bot.application_id or 0, job.token or "", client=self._bot)
        except _DeadToken:
            await self._bot.services.lifecycle.forget_token(job)
            raise

    async def _find(self, webhook: discord.Webhook, job: Job) -> discord.WebhookMessage:
        """Find the job's message and write it down, where a process was killed between the answer and its id."""
        found = await webhook.fetch_message(_ORIGINAL)  # the interaction itself still knows it
        if found.flags.ephemeral and not is_private(job):  # another process answered first, in private
            raise _CannotReach("the answer is somebody else's")
        channel_id = None if found.flags.ephemeral else ChannelId(found.channel.id)
        await self._bot.services.lifecycle.record_message(job, channel_id, MessageId(found.id))
        return found

    async def _edit_by_bot(self, job: Job, message: Message) -> None:
        self._check_refusals()
        if job.message_id is None or job.message_channel_id is None:
            raise _CannotReach("there is no message yet")
        with _sorting_errors():
            channel = self._bot.get_partial_messageable(job.message_channel_id, guild_id=job.guild_id)
            promised = channel.get_partial_message(job.message_id)
            hanging = (await promised.fetch()).attachments if message.keeps else ()
            try:
                await promised.edit(**message.edit(hanging))
            except discord.RateLimited as error:
                # Of an old message Discord takes a few edits an hour (30046), and a new message at once.
                if self._bot.services.context.now() - job.created_at < refresh.OLD_MESSAGE:
                    raise
                raise _CannotReach("429, of an old message", for_good=False) from error

    async def _post_anew(self, job: Job, message: Message) -> None:
        self._check_refusals()
        with _sorting_errors():
            channel = self._bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
            # The nonce makes Discord answer with the message of a first try whose answer was lost.
            says: dict[str, Any] = message.send() | {"allowed_mentions": mention_only(job.user_id)}
            posted = await channel.send(nonce=_nonce(job, "instead of", job.message_id), **says)
        where = ChannelId(posted.channel.id), MessageId(posted.id)
        await self._bot.services.lifecycle.record_message(job, *where, is_new=True)
        if not message.is_said_by(posted):  # that first try knew of one clip alone
            with _sorting_errors():
                await posted.edit(**message.edit(posted.attachments))

    async def _write_to_person(self, job: Job, message: Message) -> None:
        self._check_refusals()
        with _sorting_errors():
            person = self._bot.get_user(job.user_id) or await self._bot.fetch_user(job.user_id)
            with speaking(known(job.member_language)):
                letter = message.to_person(job)
                if is_private(job):  # nothing was to be written in the channel
                    letter = replace(letter, content=say("small-letter", channel=f"<#{job.channel_id}>"))
            await person.send(nonce=_nonce(job, "letter", job.state), **letter.send())

    def _check_refusals(self) -> None:
        """Raise DeliveryDelayed where Discord has refused so much that more of it would close its door to everybody."""
        if (wait := self._bot.refusals.seconds_left()) > 0:
            raise DeliveryDelayed("Discord has refused too much lately", wait)


@contextlib.contextmanager
def _sorting_errors(*, by_token: bool = False) -> Generator[None]:
    """Turns what Discord says into what is to be done about it."""
    try:
        yield
    except discord.HTTPException as error:
        why = f"{error.status} {error.code} {error.text[:REASON_SHOWN]}"
        match meaning_of(error, by_token=by_token):
            case Meaning.CLOSED:
                raise _CannotReach(why) from error
            case Meaning.BARRED:
                raise _CannotReach(why, for_good=False) from error
            case Meaning.DEAD_TOKEN:
                raise _DeadToken(why) from error
            case Meaning.UNAUTHORIZED:
                raise _Unauthorized(why) from error
            case Meaning.CONTENT:
                raise _ContentRefused(why) from error
            case Meaning.TOO_LARGE:
                raise TooLarge(why) from error
            case Meaning.LATER:
                raise DeliveryDelayed(why, wait_of(error)) from error
    except discord.RateLimited as error:
        raise DeliveryDelayed("429", error.retry_after) from error
    except (OSError, aiohttp.ClientError) as error:
        raise DeliveryDelayed(type(error).__name__) from error


def _said_anew(status: JobStatus) -> str:
    """What stands above a song that is posted anew: the news for who asked, if they are told, and why it is new."""
    notice = [notice_text(status)] if status.tells_asker else []
    with speaking(known(status.job.language)):
        return "\n".join([*notice, say("posted-anew")])


def _as_unposted(attached: ClipAttachment) -> ClipAttachment:
    """The same clip as if it had never been posted, so that its card says where it is if its file is missing."""
    return replace(attached, clip=replace(attached.clip, posted_at=None))


def _nonce(job: Job, *purpose: object) -> str:
    """A word for one message of this job: the same whenever it is tried, in whatever process."""
    what = f"{job.interaction_id} {purpose}".encode()
    return hashlib.blake2s(what, digest_size=NONCE_BYTES).hexdigest()
