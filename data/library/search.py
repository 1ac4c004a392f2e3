"""Songs that are found again: a page of a server's, by who asks, whose they are and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from data import tables
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer, seen_by
from data.ids import ChannelId, ClipId, GuildId, JobId, MessageId, UserId
from data.library.words import Typed, guild_word, read_typed
from data.rows import ClipState

MOST_OFFSET = 100_000  # songs that a page may pass over; a forged button may name more


class Shelf(StrEnum):
    """Which of a server's songs are looked through."""

    MINE = "mine"
    SERVER = "server"
    FAVOURITES = "favourites"


@dataclass(frozen=True, slots=True)
class Song:
    """A clip as a list shows it; the message is where it was posted, and may be gone."""

    clip_id: ClipId
    job_id: JobId
    position: int
    title: str
    family: str
    duration: float | None
    created_at: datetime
    deleted_at: datetime | None
    user_id: UserId
    channel_id: ChannelId
    message_channel_id: ChannelId | None
    message_id: MessageId | None
    hearts: int
    is_favourite: bool


_clips, _jobs = tables.clips.c, tables.jobs.c
_hearts = tables.favourites.alias("hearts")
_mine = tables.favourites.alias("mine")
_search = table("clip_search", column("clip_id"))
# Named like a column on PostgreSQL, like the row on SQLite.
_found_id = {"sqlite": "clip_search.rowid", "postgresql": "clip_search.clip_id"}


def title_now() -> ColumnElement[str]:
    """What a clip is called: by whoever renamed it, else by who asked for it, else by MusicAPI."""
    return func.coalesce(_clips.given_title, func.nullif(_jobs.title, ""), _clips.title)


def is_favourite(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer put a clip among their favourites."""
    return exists().where(_mine.c.clip_id == _clips.id, _mine.c.user_id == viewer.user_id)


def columns_of(viewer: Viewer) -> list[ColumnElement[Any]]:
    """The columns of a Song, in its order."""
    hearts = select(func.count()).select_from(_hearts).where(_hearts.c.clip_id == _clips.id)
    return [
        *(_clips.id, _clips.job_id, _clips.position, title_now(), _clips.family, _clips.duration, _clips.created_at),
        *(_clips.deleted_at, _jobs.user_id, _jobs.channel_id, _jobs.message_channel_id, _jobs.message_id),
        *(hearts.scalar_subquery(), is_favourite(viewer)),
    ]


async def find(
    tx: Transaction, guild_id: GuildId, viewer: Viewer, shelf: Shelf, typed: str = "", *, limit: int, offset: int = 0
) -> list[Song]:
    """Return the guild's finished clips of a shelf that the viewer may see, newest first; `typed`: what they must say.

    Every word typed must begin one of the song's, in any order. Nothing typed: all of them.
    """
    asked = read_typed(typed)
    statement = select(*columns_of(viewer)).select_from(_source(tx, asked)).where(*_living(guild_id, viewer))
    statement = _on_shelf(_saying(tx, statement, guild_id, asked), guild_id, viewer, shelf)
    # By the id of what was found: FTS5 hands that out in order, and ends where the page does.
    newest: ColumnElement[Any] = _clips.id
    if asked.words and shelf is not Shelf.FAVOURITES:
        newest = literal_column(_found_id[tx.dialect.name])
    statement = statement.order_by(newest.desc()).limit(limit).offset(min(offset, MOST_OFFSET))
    return [Song(*row) for row in await tx.execute(statement)]


async def get(tx: Transaction, clip_id: ClipId, *, guild_id: GuildId, viewer: Viewer) -> Song | None:
    """Return one clip of the guild that the viewer may see, a deleted one too; None: there is no such."""
    source = tables.clips.join(tables.jobs, _clips.job_id == _jobs.id)
    statement = select(*columns_of(viewer)).select_from(source)
    statement = statement.where(_clips.id == clip_id, _clips.guild_id == guild_id, seen_by(viewer))
    row = (await tx.execute(statement)).one_or_none()
    return None if row is None else Song(*row)


def _source(tx: Transaction, asked: Typed) -> FromClause:
    if not asked.words:
        return tables.clips.join(tables.jobs, _clips.job_id == _jobs.id)
    found = _search.join(tables.clips, literal_column(_found_id[tx.dialect.name]) == _clips.id)
    found = found.join(tables.jobs, _clips.job_id == _jobs.id)
    if asked.runs:
        found = found.join(tables.clip_words, tables.clip_words.c.clip_id == _clips.id)
    return found


def _living(guild_id: GuildId, viewer: Viewer) -> list[ColumnElement[bool]]:
    living = [_clips.guild_id == guild_id, _clips.state == ClipState.SUCCEEDED, _clips.deleted_at.is_(None)]
    return [*living, seen_by(viewer)]


def _saying(tx: Transaction, statement: Select[Any], guild_id: GuildId, asked: Typed) -> Select[Any]:
    if not asked.words:
        return statement
    if tx.dialect.name == "sqlite":
        matches = text("clip_search MATCH :typed").bindparams(typed=_for_sqlite(guild_id, asked))
    else:
        matches = text("clip_search.words @@ CAST(:typed AS tsquery)").bindparams(
            typed=_for_postgresql(guild_id, asked)
        )
    whole = tables.clip_words.c.words + " "
    runs = [whole.contains(f" {run} ", autoescape=True) for run in asked.runs]
    return statement.where(matches, *runs)


def _on_shelf(statement: Select[Any], guild_id: GuildId, viewer: Viewer, shelf: Shelf) -> Select[Any]:
    match shelf:
        case Shelf.SERVER:
            return statement
        case Shelf.MINE:
            return statement.where(_jobs.user_id == viewer.user_id)
        case Shelf.FAVOURITES:
            mine = select(_mine.c.clip_id).where(_mine.c.user_id == viewer.user_id, _mine.c.guild_id == guild_id)
            return statement.where(_clips.id.in_(mine))


def _for_sqlite(guild_id: GuildId, asked: Typed) -> str:
    """FTS5's language; no word has a quote in it."""
    return " ".join([f'"{guild_word(guild_id)}"', *(f'"{word}" *' for word in asked.words)])


def _for_postgresql(guild_id: GuildId, asked: Typed) -> str:
    """A tsquery; no word has a quote in it, and a backslash is written twice."""
    quoted = (word.replace("\\", "\\\\") for word in asked.words)
    return " & ".join([f"'{guild_word(guild_id)}'", *(f"'{word}':*" for word in quoted)])
