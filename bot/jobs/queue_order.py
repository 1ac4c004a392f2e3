"""Pure: the order of the queue, fair between guilds: the one whose last turn is longest ago is next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest

from data.ids import GuildId, JobId
from data.jobs.queue import Queued


def submit_order(queue: Iterable[Queued]) -> list[JobId]:
    """The ids of the queued jobs in the order of their turns, if no other job comes."""
    waiting: defaultdict[GuildId, list[Queued]] = defaultdict(list)
    for queued in queue:
        waiting[queued.guild_id].append(queued)
    rounds = zip_longest(*sorted(waiting.values(), key=lambda jobs: _turn(jobs[0])))
    return [queued.job_id for each in rounds for queued in each if queued is not None]


def _turn(oldest: Queued) -> tuple[bool, float, JobId]:
    # Guilds without a turn yet come first, then by their last turn; within a tie, by their oldest job.
    last = oldest.last_turn_at
    return last is not None, last.timestamp() if last else 0.0, oldest.job_id


def place_in_queue(queue: Iterable[Queued], job_id: JobId) -> int | None:
    """The job's place, counted from 1, or None where it is not queued."""
    order = submit_order(queue)
    return order.index(job_id) + 1 if job_id in order else None
