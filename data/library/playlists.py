"""Playlists: a member's own lists of a guild's clips, in an order of theirs; a deleted clip leaves its place empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select, update

from data import tables
from data.engine.dialects import insert_into, insert_once
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer, seen_by
from data.ids import ClipId, GuildId, PlaylistId, UserId
from data.library.search import Song, columns_of
from data.rows import ClipState

MOST: Final = 24  # of one member in one guild: as many as a menu shows beside a new one
MOST_CLIPS: Final = 100  # of one playlist

_lists, _clips = tables.playlists.c, tables.playlist_clips.c


@dataclass(frozen=True, slots=True)
class Playlist:
    """A member's list; `clips` counts all of its places."""

    id: PlaylistId
    guild_id: GuildId
    user_id: UserId
    name: str
    clips: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a playlist; without a song, its clip was deleted or is not to be seen by whoever asks any more."""

    clip_id: ClipId
    song: Song | None


async def make(tx: Transaction, *, guild_id: GuildId, user_id: UserId, name: str, now: datetime) -> PlaylistId | None:
    """Make an empty playlist; None: the member has one of that name there, or as many as there may be."""
    if len(await of_member(tx, guild_id=guild_id, user_id=user_id)) >= MOST:
        return None
    row = await insert_once(tx, tables.playlists, guild_id=guild_id, user_id=user_id, name=name, created_at=now)
    return None if row is None else PlaylistId(row.id)


async def of_member(tx: Transaction, *, guild_id: GuildId, user_id: UserId) -> list[Playlist]:
    """Return a member's playlists of a guild, by name."""
    return await _read(tx, guild_id, user_id, None)


async def get(tx: Transaction, playlist_id: PlaylistId, *, guild_id: GuildId, user_id: UserId) -> Playlist | None:
    """Return a member's own playlist of this guild; None: there is no such."""
    found = await _read(tx, guild_id, user_id, playlist_id)
    return found[0] if found else None


async def rename(tx: Transaction, playlist: Playlist, name: str) -> bool:
    """Call a playlist so; False: the member has another one of that name there."""
    same = (_lists.guild_id == playlist.guild_id, _lists.user_id == playlist.user_id, _lists.name == name)
    if (await tx.execute(select(_lists.id).where(*same, _lists.id != playlist.id))).first() is not None:
        return False
    await tx.execute(update(tables.playlists).where(_lists.id == playlist.id).values(name=name))
    return True


async def remove(tx: Transaction, playlist: Playlist) -> None:
    """Forget a playlist; its clips stay."""
    await tx.execute(delete(tables.playlist_clips).where(_clips.playlist_id == playlist.id))
    await tx.execute(delete(tables.playlists).where(_lists.id == playlist.id))


async def add(tx: Transaction, playlist: Playlist, clip_id: ClipId, *, now: datetime) -> bool:
    """Put a clip at the end of a playlist, where it is not in it yet; False: the playlist is full."""
    if playlist.clips >= MOST_CLIPS:
        return False
    last = select(func.coalesce(func.max(_clips.place), 0)).where(_clips.playlist_id == playlist.id)
    place = int((await tx.execute(last)).scalar_one()) + 1
    row = {"playlist_id": playlist.id, "clip_id": clip_id, "place": place, "added_at": now}
    await tx.execute(insert_into(tx, tables.playlist_clips).values(row).on_conflict_do_nothing())
    return True


async def take_out(tx: Transaction, playlist: Playlist, clip_id: ClipId) -> None:
    """Take a clip out of a playlist, where it is in it."""
    here = (_clips.playlist_id == playlist.id, _clips.clip_id == clip_id)
    await tx.execute(delete(tables.playlist_clips).where(*here))


async def move_up(tx: Transaction, playlist: Playlist, clip_id: ClipId) -> None:
    """Let a clip and the one before it change places; the first one stays."""
    ordered = select(_clips.clip_id).where(_clips.playlist_id == playlist.id).order_by(_clips.place, _clips.clip_id)
    order = list((await tx.execute(ordered)).scalars())
    if clip_id not in order or (index := order.index(clip_id)) == 0:
        return
    order[index - 1], order[index] = order[index], order[index - 1]
    for place, each in enumerate(order, 1):
        here = (_clips.playlist_id == playlist.id, _clips.clip_id == each, _clips.place != place)
        await tx.execute(update(tables.playlist_clips).where(*here).values(place=place))


async def places(tx: Transaction, playlist: Playlist, viewer: Viewer, *, limit: int, offset: int = 0) -> list[Place]:
    """Return the places of a playlist, in order; whatever the viewer may not see now is empty."""
    page = select(_clips.clip_id).where(_clips.playlist_id == playlist.id).order_by(_clips.place, _clips.clip_id)
    ids = list((await tx.execute(page.limit(limit).offset(offset))).scalars())
    clips = tables.clips.c
    made_by = tables.clips.join(tables.jobs, clips.job_id == tables.jobs.c.id)
    heard = (clips.guild_id == playlist.guild_id, clips.state == ClipState.SUCCEEDED, clips.deleted_at.is_(None))
    statement = select(*columns_of(viewer)).select_from(made_by).where(clips.id.in_(ids), *heard, seen_by(viewer))
    songs = {song.clip_id: song for song in (Song(*row) for row in await tx.execute(statement))}
    return [Place(clip_id, songs.get(clip_id)) for clip_id in ids]


async def _read(tx: Transaction, guild_id: GuildId, user_id: UserId, playlist_id: PlaylistId | None) -> list[Playlist]:
    counted = select(func.count()).select_from(tables.playlist_clips).where(_clips.playlist_id == _lists.id)
    statement = select(_lists.id, _lists.guild_id, _lists.user_id, _lists.name, counted.scalar_subquery())
    statement = statement.where(_lists.guild_id == guild_id, _lists.user_id == user_id).order_by(_lists.name)
    if playlist_id is not None:
        statement = statement.where(_lists.id == playlist_id)
    return [Playlist(*row) for row in await tx.execute(statement)]
