"""“Download all”: the songs of a list as zips, for whoever asked alone, one list of theirs at a time.

Discord takes answers for fifteen minutes, so no song is begun late in them. Whom a process left in the middle is told
by its next start, or by another process.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never, cast

import discord
from discord.ext import commands

from bot.delivery.song_zips import Missing, Outcome, Why
from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.library import downloads
from bot.library.downloads import Selection, Wanted
from bot.library.songs import Asker
from bot.media.spool import SpooledFile
from cogs.cog import Cog
from cogs.commands.songs import asker_of
from cogs.components.download_ids import DownloadPlaylist, DownloadShelf
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.text.catalog import say
from data.ids import InteractionId
from data.messages.downloads import Download
from data.rows import Clip

log = logging.getLogger(__name__)

LAST_BEGIN: Final = timedelta(minutes=9)  # a song may take five minutes to fetch and to make smaller
LONGEST: Final = 14 * 60.0  # seconds; Discord takes answers for a minute more
BETWEEN_EDITS: Final = timedelta(seconds=3)
TOO_LARGE: Final = 413
# Discord takes this word in place of the id of the message that answered an interaction.
_ORIGINAL = cast("int", "@original")


async def download_shelf(bot: Encore, interaction: Interaction, button: DownloadShelf) -> None:
    """Send the songs of a shelf, from the page that the button is on."""
    asker = asker_of(interaction)
    found = await downloads.select_of_shelf(bot.services.context, asker, button.shelf, button.typed, button.page)
    await _download(bot, interaction, asker, found)


async def download_playlist(bot: Encore, interaction: Interaction, button: DownloadPlaylist) -> None:
    """Send the songs of the person's own playlist, from the page that the button is on."""
    asker = asker_of(interaction)
    found = await downloads.select_of_playlist(bot.services.context, asker, button.playlist_id, button.page)
    await _download(bot, interaction, asker, found)


async def _download(bot: Encore, interaction: Interaction, asker: Asker, found: Selection) -> None:
    context = bot.services.context
    if not found.wanted:
        raise PersonError(Problem.DOWNLOAD_EMPTY)
    begun_at = context.now()
    who, id_ = asker.viewer.user_id, InteractionId(interaction.id)
    download = Download(who, id_, interaction.token, context.worker_id, begun_at)
    await downloads.begin(context, download)
    # Where the process ends in the middle, it stays written down, and the next one tells.
    try:
        await _send(bot, interaction, asker, found, begun_at)
    except Exception:
        await downloads.end(context, download)
        raise
    await downloads.end(context, download)


async def _send(bot: Encore, interaction: Interaction, asker: Asker, found: Selection, begun_at: datetime) -> None:
    receiver = _Member(bot, interaction, asker, len(found.wanted), begun_at)
    begun = f"{say('download-begun', count=len(found.wanted))}\n-# {say('download-stuck')}"
    await interaction.response.send_message(begun, ephemeral=True)
    try:
        async with asyncio.timeout(LONGEST):
            outcome = await bot.services.song_zips.deliver(found.wanted, interaction.filesize_limit, receiver)
        said = _say_end(outcome, has_more=found.has_more)
    except (*NOT_TAKEN, TimeoutError) as error:
        log.warning("download_refused interaction=%s error=%s", interaction.id, type(error).__name__)
        said = say("download-refused")
    else:
        log.info(
            "downloaded interaction=%s songs=%s zips=%s missing=%s",
            *(interaction.id, outcome.songs, outcome.zips, len(outcome.missing)),
        )
    with contextlib.suppress(*NOT_TAKEN):  # the parts are there, and nobody is left to be told of them
        await interaction.edit_original_response(content=said)


def _say_end(outcome: Outcome, *, has_more: bool) -> str:
    lines = [say("download-done", count=outcome.songs)]
    lines += [say("download-missing", count=len(outcome.missing))] if outcome.missing else []
    lines += [say("download-more")] if has_more else []
    return "\n".join(lines)


class _Member:
    """Whoever asked: loads what they may see at that moment, and sends it to them alone."""

    def __init__(self, bot: Encore, interaction: Interaction, asker: Asker, count: int, begun_at: datetime) -> None:
        self._context, self._interaction, self._asker = bot.services.context, interaction, asker
        self._count, self._begun_at, self._edited_at = count, begun_at, begun_at

    async def load(self, wanted: Wanted) -> Clip | None:
        """The clip, if they may see it still."""
        return await downloads.load_clip(self._context, self._asker, wanted.clip_id)

    async def send(self, zipped: SpooledFile, number: int, songs: int) -> bool:
        """Send a zip; False: Discord calls it too large."""
        said = say("download-part", number=number, count=songs) if songs else ""
        file = discord.File(zipped.open(), f"songs-{number}.zip")
        try:
            await self._interaction.followup.send(said, file=file, ephemeral=True)
        except discord.HTTPException as error:
            if error.status != TOO_LARGE:
                raise
            return False
        return True

    async def tell(self, done: int) -> None:
        """Say how far it is, every few seconds; a word that is not taken keeps no song back."""
        now = self._context.now()
        if now - self._edited_at < BETWEEN_EDITS:
            return
        self._edited_at = now
        said = f"{say('download-progress', done=done, count=self._count)}\n-# {say('download-stuck')}"
        with contextlib.suppress(*NOT_TAKEN):
            await self._interaction.edit_original_response(content=said)

    def is_late(self) -> bool:
        """Whether Discord might take no answer any more when a further song is there."""
        return self._context.now() - self._begun_at >= LAST_BEGIN

    def list_missing(self, missing: Sequence[Missing]) -> str:
        """A line for each song, as plain text."""
        return "\n".join([say("missing-heading"), "", *map(_say_missing, missing), ""])


def _say_missing(missing: Missing) -> str:
    title = " ".join(missing.wanted.title.split()) or say("untitled")
    song = say("missing-song", number=missing.wanted.number, title=title)
    match missing.why:
        case Why.GONE:
            return say("missing-gone", song=song)
        case Why.UNREACHABLE:
            return say("missing-unreachable", song=song)
        case Why.LATE:
            return say("missing-late", song=song)
        case _:
            assert_never(missing.why)


class Downloads(Cog):
    """Tells those whose download a process left that is gone."""

    _telling: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Tell them, while the bot starts."""
        self._telling = asyncio.create_task(self._tell_all([self._bot.services.context.worker_id]))

    @commands.Cog.listener()
    async def on_processes_gone(self, worker_ids: Collection[str]) -> None:
        """Tell whom processes left that are not heard of any more."""
        await self._tell_all(worker_ids)

    async def cog_unload(self) -> None:
        """Leave the rest to nobody: they were told what to do if nothing moves."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.wait([self._telling])

    async def _tell_all(self, owners: Collection[str]) -> None:
        try:
            for left in await downloads.take_interrupted(self._bot.services.context, owners):
                await self._tell(left)
        except Exception as error:
            # A sentence that is missing is not worth the process.
            log.error("downloads_untold", exc_info=error)

    async def _tell(self, left: Download) -> None:
        webhook = discord.Webhook.partial(self._bot.application_id or 0, left.token, client=self._bot)
        nobody = discord.AllowedMentions.none()
        try:
            await webhook.edit_message(_ORIGINAL, content=say("download-interrupted"), allowed_mentions=nobody)
        except NOT_TAKEN as error:  # whoever took the message away needs no word
            log.warning("download_not_told interaction=%s error=%s", left.interaction_id, type(error).__name__)
        else:
            log.warning("download_interrupted interaction=%s", left.interaction_id)
