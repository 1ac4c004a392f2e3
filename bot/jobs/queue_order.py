"""Pure: the order of the queue, fair between guilds, then between members: whose last turn is longest ago is next."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, TypeVar

from data.ids import GuildId, JobId, UserId
from data.jobs.queue import MemberLine

Key = TypeVar("Key", bound=Hashable)
# Who never had a turn comes first, then whose last one is longest ago; ends with the oldest job, which decides a tie.
_Turn: TypeAlias = tuple[bool | float | JobId, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """So many jobs of one that takes turns with others, and when its first turn comes, beside theirs."""

    count: int
    turn: _Turn


def place_in_queue(lines: Iterable[MemberLine], guild_id: GuildId, user_id: UserId, ahead: int) -> int | None:
    """The place, counted from 1, of a member's job with so many of the same member in that guild `ahead`.

    None: the member has no line there. In every round each guild has one turn, and gives it to its members in turn; a
    member's job has the turn after those of their `ahead` others.
    """
    by_guild: dict[GuildId, dict[UserId, MemberLine]] = {}
    for line in lines:
        by_guild.setdefault(line.guild_id, {})[line.user_id] = line
    members = by_guild.get(guild_id, {})
    own = {member: _Line(line.count, _turn_of_member(line)) for member, line in members.items()}
    place = _place(own, user_id, ahead)
    if place is None:
        return None
    guilds = {guild: _line_of_guild(of_guild.values()) for guild, of_guild in by_guild.items()}
    return _place(guilds, guild_id, place - 1)


def _place(lines: Mapping[Key, _Line], whose: Key, ahead: int) -> int | None:
    """The place of somebody's job with so many of the same `ahead`, where everybody has one turn in every round."""
    own = lines.get(whose)
    if own is None:
        return None
    others = [line for key, line in lines.items() if key != whose]
    rounds_before = sum(min(line.count, ahead) for line in others)
    same_round = sum(line.count > ahead and line.turn < own.turn for line in others)
    return ahead + rounds_before + same_round + 1


def _line_of_guild(lines: Iterable[MemberLine]) -> _Line:
    members = list(lines)
    first = min(_turn_of_member(line) for line in members)
    return _Line(sum(line.count for line in members), (*_since(members[0].guild_turn_at), *first))


def _turn_of_member(line: MemberLine) -> _Turn:
    return (*_since(line.member_turn_at), line.oldest)


def _since(turn_at: datetime | None) -> tuple[bool, float]:
    return turn_at is not None, turn_at.timestamp() if turn_at else 0.0
