"""Use cases of the library: each checks at that moment who may see and change the clip, and changes it all or not."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.context import Context
from bot.errors import ClipGone, PersonError, Problem
from bot.orders import listed_words
from bot.orders.intake import check_member
from data.engine.transaction import Transaction
from data.guilds import admin_log
from data.guilds.viewers import Viewer
from data.ids import ChannelId, ClipId, GuildId, MessageId
from data.jobs import queries
from data.library import changes, favourites, search, showcase, votes
from data.library.search import Shelf, Song
from data.library.votes import Standing
from data.privacy import removals
from data.privacy.erasures import Posted
from data.rows import Job

PAGE: Final = 8  # songs, so that a page has room in one message whatever they are called


@dataclass(frozen=True, slots=True)
class SongPage:
    """Some songs of a shelf, newest first, that say what was `typed`; pages count from 0."""

    shelf: Shelf
    typed: str
    page: int
    songs: tuple[Song, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class SongView:
    """A song with what its viewer can do with it; `standings` are the votes for each clip that was made with it.

    `showcase` is where the caller is to show it now, since nobody else will.
    """

    song: Song
    standings: tuple[Standing, ...]
    can_change: bool
    showcase: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A clip that is gone, and where it can still be heard: messages with clips of the job, of which `left` stay."""

    song: Song
    job: Job
    left: tuple[ClipId, ...]
    messages: tuple[tuple[ChannelId, MessageId], ...]

    @property
    def needs_messages(self) -> bool:
        """Whether the messages stay without the clip: others are heard there, or are still to come."""
        return bool(self.left) or self.job.delivered_at is None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who does something in a guild, what they may see there, and whether they manage it."""

    guild_id: GuildId
    viewer: Viewer
    manages: bool = False


async def load_page(context: Context, asker: Asker, shelf: Shelf, typed: str, page: int) -> SongPage:
    """A page of a shelf; the first one where there is no such page."""

    async def work(tx: Transaction) -> SongPage:
        for number in dict.fromkeys((page, 0)):
            found = await search.find(
                tx, asker.guild_id, asker.viewer, shelf, typed, limit=PAGE + 1, offset=number * PAGE
            )
            if found:
                return SongPage(shelf, typed, number, tuple(found[:PAGE]), len(found) > PAGE)
        return SongPage(shelf, typed, 0, (), has_more=False)

    return await context.database.read(work)


async def suggest(context: Context, asker: Asker, typed: str, *, limit: int) -> Sequence[Song]:
    """The newest songs of the guild that say what was typed so far."""
    return await context.database.read(search.find, asker.guild_id, asker.viewer, Shelf.SERVER, typed, limit=limit)


async def load_song(context: Context, asker: Asker, clip_id: ClipId) -> SongView:
    """A song that the person may see; raises ClipGone."""
    return await context.database.read(_view, asker, clip_id)


async def put_heart(
    context: Context, asker: Asker, clip_id: ClipId, *, is_on: bool, open_channels: Container[ChannelId] = ()
) -> SongView:
    """Put a song among the person's favourites or take it away, however it stood; raises ClipGone.

    Only what was made in one of the `open_channels` may be shown to everybody.
    """

    async def work(tx: Transaction) -> SongView:
        await check_member(tx, asker.guild_id, asker.viewer.user_id)
        song, now = await _living(tx, asker, clip_id), context.now()
        guild_id, user_id = asker.guild_id, asker.viewer.user_id
        hearts = await favourites.put(tx, song.clip_id, guild_id=guild_id, user_id=user_id, is_on=is_on, now=now)
        where = None
        if is_on and song.channel_id in open_channels:
            where = await showcase.claim(tx, song.clip_id, guild_id=guild_id, hearts=hearts, now=now)
        return replace(await _view(tx, asker, clip_id), showcase=where)

    return await context.database.write_urgently(work)


async def put_vote(context: Context, asker: Asker, clip_id: ClipId, *, is_on: bool) -> SongView:
    """Let the person's one vote for a song be this clip's, or take it back; raises ClipGone."""

    async def work(tx: Transaction) -> SongView:
        await check_member(tx, asker.guild_id, asker.viewer.user_id)
        song = await _living(tx, asker, clip_id)
        await votes.put(
            tx,
            song.clip_id,
            job_id=song.job_id,
            guild_id=asker.guild_id,
            user_id=asker.viewer.user_id,
            is_on=is_on,
            now=context.now(),
        )
        return await _view(tx, asker, clip_id)

    return await context.database.write_urgently(work)


async def rename(context: Context, asker: Asker, clip_id: ClipId, title: str) -> SongView:
    """Give a clip another title, its own again if that is empty; raises ClipGone or PersonError."""

    async def work(tx: Transaction) -> SongView:
        await check_member(tx, asker.guild_id, asker.viewer.user_id)
        song, job = await _changeable(tx, context, asker, clip_id, "song.rename")
        await listed_words.check_name(tx, asker.guild_id, title)
        await changes.rename(tx, job, song.clip_id, title)
        return await _view(tx, asker, clip_id)

    return await context.database.write_urgently(work)


async def delete(context: Context, asker: Asker, clip_id: ClipId) -> Deleted:
    """Take a clip out of every list, for everybody and for good; raises ClipGone or PersonError."""

    async def work(tx: Transaction) -> Deleted:
        song, job = await _changeable(tx, context, asker, clip_id, "song.delete")
        # What is posted of it at this moment is found below, or finds it deleted.
        job = await queries.lock(tx, job.id) or job
        await changes.mark_deleted(tx, song.clip_id, now=context.now())
        left = [each.clip_id for each in await votes.of_song(tx, job.id, asker.viewer.user_id)]
        messages = await changes.copies(tx, job.id)
        if job.message_channel_id is not None and job.message_id is not None:
            messages = [(job.message_channel_id, job.message_id), *messages]
        return Deleted(song, job, tuple(left), tuple(dict.fromkeys(messages)))

    return await context.database.write_urgently(work)


async def remember_copy(context: Context, clip_ids: Collection[ClipId], posted: Posted) -> bool:
    """Remember that these clips of a job were posted once more, so that they go there as well when they are deleted.

    False: one was deleted while that was done. The message is taken away again, whatever becomes of this process.
    """

    async def work(tx: Transaction) -> bool:
        await queries.lock(tx, posted.job_id)  # whoever deletes a clip, or everything of a member's, waits or was first
        if not await changes.are_there(tx, clip_ids):
            await removals.add(tx, posted, now=context.now())
            return False
        await changes.add_copy(
            tx,
            posted.job_id,
            guild_id=posted.guild_id,
            channel_id=posted.channel_id,
            message_id=posted.message_id,
            now=context.now(),
        )
        return True

    return await context.database.write_urgently(work)


async def _changeable(
    tx: Transaction, context: Context, asker: Asker, clip_id: ClipId, action: str
) -> tuple[Song, Job]:
    """A song that the person may change, whose change by a manager is written down."""
    song = await _living(tx, asker, clip_id)
    is_own = song.user_id == asker.viewer.user_id
    job = await queries.get(tx, song.job_id)
    if job is None or not (is_own or asker.manages):
        raise PersonError(Problem.SONG_NOT_YOURS)
    if not is_own:
        facts = {"clip": str(song.clip_id), "member": str(song.user_id)}
        guild_id, user_id = asker.guild_id, asker.viewer.user_id
        await admin_log.record(tx, guild_id=guild_id, user_id=user_id, action=action, facts=facts, now=context.now())
    return song, job


async def _living(tx: Transaction, asker: Asker, clip_id: ClipId) -> Song:
    song = await search.get(tx, clip_id, guild_id=asker.guild_id, viewer=asker.viewer)
    if song is None:
        raise ClipGone(Problem.CLIP_UNKNOWN)
    if song.deleted_at is not None:
        raise ClipGone(Problem.CLIP_DELETED)
    return song


async def _view(tx: Transaction, asker: Asker, clip_id: ClipId) -> SongView:
    song = await _living(tx, asker, clip_id)
    standings = await votes.of_song(tx, song.job_id, asker.viewer.user_id)
    return SongView(song, tuple(standings), asker.manages or song.user_id == asker.viewer.user_id)
