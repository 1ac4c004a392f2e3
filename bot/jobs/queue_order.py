"""Pure: the order of the queue, fair between guilds: the one whose last turn is longest ago is next."""

from __future__ import annotations

from collections.abc import Iterable

from data.ids import GuildId, JobId
from data.jobs.queue import GuildLine


def place_in_queue(lines: Iterable[GuildLine], guild_id: GuildId, ahead: int) -> int | None:
    """The place, counted from 1, of a guild's job with so many of the same guild `ahead`; None: it has no line.

    In every round each guild has one turn. A job has its turn in the round after its guild's `ahead` others.
    """
    others = {line.guild_id: line for line in lines}
    own = others.pop(guild_id, None)
    if own is None:
        return None
    rounds_before = sum(min(line.count, ahead) for line in others.values())
    same_round = sum(line.count > ahead and _turn(line) < _turn(own) for line in others.values())
    return ahead + rounds_before + same_round + 1


def _turn(line: GuildLine) -> tuple[bool, float, JobId]:
    # Guilds without a turn yet come first, then by their last turn; within a tie, by their oldest job.
    last = line.last_turn_at
    return last is not None, last.timestamp() if last else 0.0, line.oldest
