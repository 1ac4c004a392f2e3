"""Pure: the order of the queue, fair between guilds: the one whose last turn is longest ago is next."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from data.ids import GuildId, JobId
    from data.jobs.queue import Queued


def submit_order(queue: Iterable[Queued]) -> list[JobId]:
    """The ids of the queued jobs in the order of their turns, if no other job comes."""
    waiting: defaultdict[GuildId, deque[JobId]] = defaultdict(deque)
    last_turn: dict[GuildId, datetime | None] = {}
    for queued in queue:
        waiting[queued.guild_id].append(queued.job_id)
        last_turn[queued.guild_id] = queued.last_turn_at
    # Guilds without a turn yet come first, then by their last turn; within a tie, by their oldest job.
    guilds = deque(
        sorted(
            waiting,
            key=lambda guild: (
                (last := last_turn[guild]) is not None,
                last.timestamp() if last else 0.0,
                waiting[guild][0],
            ),
        )
    )
    order: list[JobId] = []
    while guilds:
        guild = guilds.popleft()
        order.append(waiting[guild].popleft())
        if waiting[guild]:
            guilds.append(guild)  # its turn is now the latest of all
    return order


def place_in_queue(queue: Iterable[Queued], job_id: JobId) -> int | None:
    """The job's place, counted from 1, or None where it is not queued."""
    order = submit_order(queue)
    return order.index(job_id) + 1 if job_id in order else None
