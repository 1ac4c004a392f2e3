"""Who may see what was made in a channel: whoever can read that channel now, and its maker while nobody knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, and_, or_

from data import tables
from data.ids import ChannelId, UserId


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, and what is known of their server's channels at this moment.

    `readable` are the channels whose past messages they can read, `closed` those that they are known to be kept out of.
    A channel in neither is one that nothing is known of, such as a deleted one: what was made there is its maker's.
    """

    user_id: UserId
    readable: frozenset[ChannelId] = field(default=frozenset())
    closed: frozenset[ChannelId] = field(default=frozenset())

    def can_see(self, channel_id: ChannelId, maker: UserId) -> bool:
        """Whether they may see and hear what `maker` asked for in the channel."""
        return channel_id in self.readable or (maker == self.user_id and channel_id not in self.closed)


# For what starts from nothing that was made before; whoever forgets to name a viewer is shown nothing. Not an id that a
# job may have: 0 stands where a member's data was erased.
NOBODY: Final = Viewer(UserId(-1))


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """`Viewer.can_see` as a condition on the jobs' table, where only so many rows are wanted."""
    jobs = tables.jobs.c
    own = and_(jobs.user_id == viewer.user_id, jobs.channel_id.not_in(sorted(viewer.closed)))
    return or_(jobs.channel_id.in_(sorted(viewer.readable)), own)
