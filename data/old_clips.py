"""Clips that a viewer may see among the older ones of a server, however many songs others made there since.

They are looked for where they can be: among the viewer's own, and in every channel that the viewer can read. Each of
these is read by an index, each family for itself, newest first, and no further than until there are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import CTE, BigInteger, ColumnElement, Select, and_, column, func, select, union_all, values

from data import tables
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer
from data.ids import ChannelId, ClipId, GuildId
from data.rows import ClipState

CHANNELS_AT_ONCE: Final = 500  # in one statement: as many as a server may have, besides a thousand threads
SEARCHES_AT_ONCE: Final = 50  # in one statement, of which SQLite takes 500

_jobs, _clips = tables.jobs.c, tables.clips.c
_is_over = _jobs.finished_at.is_not(None)


async def find(
    tx: Transaction, guild_id: GuildId, *, viewer: Viewer, family: str | None, before: ClipId, limit: int
) -> list[ClipId]:
    """Return the ids below `before` of the last clips that the viewer may see, newest first, deleted ones left out.

    No `family`: of every family.
    """
    own = and_(_jobs.guild_id == guild_id, _jobs.user_id == viewer.user_id)
    own_open = and_(own, _jobs.channel_id.not_in(sorted(viewer.closed)))
    searches = [
        _newest(own_open, each, before, limit) for each in await _families_of(tx, own) if family in (None, each)
    ]
    readable = sorted(viewer.readable)
    for begin in range(0, len(readable), CHANNELS_AT_ONCE):
        for channel_id, each in await _families_in(tx, readable[begin : begin + CHANNELS_AT_ONCE]):
            if family in (None, each):
                place = and_(_jobs.guild_id == guild_id, _jobs.channel_id == channel_id)
                searches.append(_newest(place, each, before, limit))
    found = set[ClipId]()
    for begin in range(0, len(searches), SEARCHES_AT_ONCE):
        some = (select(each.subquery()) for each in searches[begin : begin + SEARCHES_AT_ONCE])
        found.update((await tx.execute(union_all(*some))).scalars())
    return sorted(found, reverse=True)[:limit]


def _newest(place: ColumnElement[bool], family: str, before: ClipId, limit: int) -> Select[ClipId]:
    """The ids of the last clips of one family that are in one place."""
    jobs_clips = tables.jobs.join(tables.clips, _clips.job_id == _jobs.id)
    living = (_clips.id < before, _clips.state == ClipState.SUCCEEDED, _clips.deleted_at.is_(None))
    statement = select(_clips.id).select_from(jobs_clips).where(place, _jobs.family == family, _is_over, *living)
    return statement.order_by(_jobs.id.desc(), _clips.id.desc()).limit(limit)


async def _families_of(tx: Transaction, own: ColumnElement[bool]) -> Sequence[str]:
    """The families of all songs that somebody made, of which one entry each is read."""
    start = select(func.min(_jobs.family).label("family")).where(own, _is_over).cte("families", recursive=True)
    families = start.union_all(select(_next_family(start, own)).where(start.c.family.is_not(None)))
    return (await tx.execute(select(families.c.family).where(families.c.family.is_not(None)))).scalars().all()


async def _families_in(tx: Transaction, channel_ids: Sequence[ChannelId]) -> Sequence[tuple[ChannelId, str]]:
    """The channels in which songs were made and their families, of which one entry each is read."""
    channels = (
        values(column("channel_id", BigInteger), name="channels").data([(each,) for each in channel_ids]).cte("places")
    )
    first = select(func.min(_jobs.family)).where(_jobs.channel_id == channels.c.channel_id, _is_over)
    start = select(channels.c.channel_id, first.scalar_subquery().label("family")).cte("families", recursive=True)
    following = _next_family(start, _jobs.channel_id == start.c.channel_id)
    families = start.union_all(select(start.c.channel_id, following).where(start.c.family.is_not(None)))
    rows = await tx.execute(select(families).where(families.c.family.is_not(None)))
    return [(ChannelId(channel_id), family) for channel_id, family in rows]


def _next_family(before: CTE, place: ColumnElement[bool]) -> ColumnElement[str | None]:
    """The first family in a place that comes after one that was found."""
    return select(func.min(_jobs.family)).where(place, _is_over, _jobs.family > before.c.family).scalar_subquery()
