"""Use cases of playlists: a member's own, in one guild; what is added is what they may see at that moment.

Nobody else sees them, so whoever is blocked keeps theirs as they like.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.context import Context
from bot.errors import ClipGone, PersonError, Problem
from bot.library.songs import Asker
from bot.orders import listed_words
from data.engine.transaction import Transaction
from data.ids import ClipId, PlaylistId
from data.library import playlists, search
from data.library.playlists import Place, Playlist

PAGE: Final = 6  # places, each with its buttons
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlaylistPage:
    """Some places of a playlist, counted from `first`; pages count from 0."""

    playlist: Playlist
    page: int
    places: tuple[Place, ...]
    has_more: bool

    @property
    def first(self) -> int:
        """The number of the first place of the page, from 1."""
        return self.page * PAGE + 1


async def load_all(context: Context, asker: Asker) -> list[Playlist]:
    """The person's own playlists of this guild, by name."""
    return await context.database.read(playlists.of_member, guild_id=asker.guild_id, user_id=asker.viewer.user_id)


async def load_page(context: Context, asker: Asker, playlist_id: PlaylistId, page: int) -> PlaylistPage:
    """A page of one's own playlist, the first one where there is no such page; raises PersonError."""

    async def work(tx: Transaction) -> PlaylistPage:
        return await _page(tx, asker, await _own(tx, asker, playlist_id), page)

    return await context.database.read(work)


async def make(context: Context, asker: Asker, name: str, clip_id: ClipId) -> Playlist:
    """Make a playlist that begins with a clip; raises PersonError where it cannot be made, ClipGone."""

    async def work(tx: Transaction) -> Playlist:
        await _check_heard(tx, asker, clip_id)
        await listed_words.check_name(tx, asker.guild_id, name)
        guild_id, user_id = asker.guild_id, asker.viewer.user_id
        made = await playlists.make(tx, guild_id=guild_id, user_id=user_id, name=name, now=context.now())
        if made is None:
            full = len(await playlists.of_member(tx, guild_id=guild_id, user_id=user_id)) >= playlists.MOST
            raise PersonError(Problem.PLAYLISTS_FULL if full else Problem.PLAYLIST_NAME_TAKEN)
        await playlists.add(tx, await _own(tx, asker, made), clip_id, now=context.now())
        return await _own(tx, asker, made)

    return await context.database.write_urgently(work)


async def add(context: Context, asker: Asker, playlist_id: PlaylistId, clip_id: ClipId) -> Playlist:
    """Put a clip at the end of a playlist, once; raises PersonError or ClipGone."""

    async def work(tx: Transaction) -> Playlist:
        await _check_heard(tx, asker, clip_id)
        if not await playlists.add(tx, await _own(tx, asker, playlist_id), clip_id, now=context.now()):
            raise PersonError(Problem.PLAYLIST_FULL)
        return await _own(tx, asker, playlist_id)

    return await context.database.write_urgently(work)


async def take_out(context: Context, asker: Asker, playlist_id: PlaylistId, clip_id: ClipId, page: int) -> PlaylistPage:
    """Take a clip out of a playlist, if it is there; raises PersonError."""
    return await _change(context, asker, playlist_id, page, lambda tx, own: playlists.take_out(tx, own, clip_id))


async def move_up(context: Context, asker: Asker, playlist_id: PlaylistId, clip_id: ClipId, page: int) -> PlaylistPage:
    """Let a clip and the one before it change places; raises PersonError."""
    return await _change(context, asker, playlist_id, page, lambda tx, own: playlists.move_up(tx, own, clip_id))


async def rename(context: Context, asker: Asker, playlist_id: PlaylistId, name: str) -> PlaylistPage:
    """Call a playlist otherwise; raises PersonError."""

    async def change(tx: Transaction, own: Playlist) -> None:
        await listed_words.check_name(tx, asker.guild_id, name)
        if not await playlists.rename(tx, own, name):
            raise PersonError(Problem.PLAYLIST_NAME_TAKEN)

    return await _change(context, asker, playlist_id, 0, change)


async def remove(context: Context, asker: Asker, playlist_id: PlaylistId) -> list[Playlist]:
    """Forget a playlist, and return those that are left; raises PersonError."""

    async def work(tx: Transaction) -> list[Playlist]:
        await playlists.remove(tx, await _own(tx, asker, playlist_id))
        return await playlists.of_member(tx, guild_id=asker.guild_id, user_id=asker.viewer.user_id)

    return await context.database.write_urgently(work)


async def _change(
    context: Context,
    asker: Asker,
    playlist_id: PlaylistId,
    page: int,
    change: Callable[[Transaction, Playlist], Awaitable[None]],
) -> PlaylistPage:
    async def work(tx: Transaction) -> PlaylistPage:
        await change(tx, await _own(tx, asker, playlist_id))
        return await _page(tx, asker, await _own(tx, asker, playlist_id), page)

    return await context.database.write_urgently(work)


async def _page(tx: Transaction, asker: Asker, own: Playlist, page: int) -> PlaylistPage:
    for number in dict.fromkeys((page, 0)):
        found = await playlists.places(tx, own, asker.viewer, limit=PAGE + 1, offset=number * PAGE)
        if found:
            return PlaylistPage(own, number, tuple(found[:PAGE]), len(found) > PAGE)
    return PlaylistPage(own, 0, (), has_more=False)


async def _own(tx: Transaction, asker: Asker, playlist_id: PlaylistId) -> Playlist:
    own = await playlists.get(tx, playlist_id, guild_id=asker.guild_id, user_id=asker.viewer.user_id)
    if own is None:
        raise PersonError(Problem.PLAYLIST_GONE)
    return own


async def _check_heard(tx: Transaction, asker: Asker, clip_id: ClipId) -> None:
    song = await search.get(tx, clip_id, guild_id=asker.guild_id, viewer=asker.viewer)
    if song is None or song.deleted_at is not None:
        raise ClipGone(Problem.CLIP_UNKNOWN if song is None else Problem.CLIP_DELETED)
