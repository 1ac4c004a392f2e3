"""Use cases of downloads: which songs of a list somebody is sent, and that it is one list of theirs at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.library import playlists, songs
from bot.library.songs import Asker
from data import clips
from data.engine.transaction import Transaction
from data.ids import ClipId, PlaylistId
from data.library import playlists as lists
from data.library import search
from data.library.search import Shelf
from data.messages import downloads
from data.messages.downloads import Download
from data.rows import Clip, ClipState

MOST_SONGS: Final = 25  # of one download, so that it ends while Discord takes an answer


@dataclass(frozen=True, slots=True)
class Wanted:
    """A song of a list; `number` counts from 1, as the list does. What is gone or hidden has no title."""

    number: int
    clip_id: ClipId
    title: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The songs of one download, in the order of their list, and whether that goes on behind them."""

    wanted: tuple[Wanted, ...]
    has_more: bool


async def select_of_shelf(context: Context, asker: Asker, shelf: Shelf, typed: str, page: int) -> Selection:
    """The songs of a shelf that say what was typed, from the top of this page on."""
    first = page * songs.PAGE
    found = await context.database.read(
        search.find, asker.guild_id, asker.viewer, shelf, typed, limit=MOST_SONGS + 1, offset=first
    )
    wanted = [Wanted(number, song.clip_id, song.title) for number, song in enumerate(found, first + 1)]
    return Selection(tuple(wanted[:MOST_SONGS]), len(found) > MOST_SONGS)


async def select_of_playlist(context: Context, asker: Asker, playlist_id: PlaylistId, page: int) -> Selection:
    """The songs of one's own playlist, from the top of this page on; raises PersonError."""
    first = page * playlists.PAGE

    async def work(tx: Transaction) -> Selection:
        own = await lists.get(tx, playlist_id, guild_id=asker.guild_id, user_id=asker.viewer.user_id)
        if own is None:
            raise PersonError(Problem.PLAYLIST_GONE)
        found = await lists.places(tx, own, asker.viewer, limit=MOST_SONGS + 1, offset=first)
        wanted = [
            Wanted(number, place.clip_id, place.song.title if place.song else "")
            for number, place in enumerate(found, first + 1)
        ]
        return Selection(tuple(wanted[:MOST_SONGS]), len(found) > MOST_SONGS)

    return await context.database.read(work)


async def load_clip(context: Context, asker: Asker, clip_id: ClipId) -> Clip | None:
    """The clip, if it can still be heard and the person may see it at this moment."""
    clip = await context.database.read(clips.get, clip_id, guild_id=asker.guild_id, viewer=asker.viewer)
    is_heard = clip is not None and clip.state is ClipState.SUCCEEDED and clip.deleted_at is None
    return clip if is_heard else None


async def begin(context: Context, download: Download) -> None:
    """Begin a member's download; raises PersonError while another one is under way, in any process."""
    under_way = await context.database.write_urgently(downloads.claim, download)
    if under_way != download:
        raise PersonError(Problem.DOWNLOAD_UNDER_WAY, resets=int((under_way.begun_at + downloads.LIFETIME).timestamp()))


async def end(context: Context, download: Download) -> None:
    """Let the member begin another one."""
    await context.database.write(downloads.end, download)


async def take_interrupted(context: Context, owners: Collection[str]) -> list[Download]:
    """The downloads that these workers left, each returned once, to whoever tells its member."""
    return await context.database.write(downloads.take_interrupted, owners=owners, now=context.now())
