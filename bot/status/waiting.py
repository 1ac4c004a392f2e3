"""How a job stands that waits in line: its place, when it is likely to begin and to be ready, and what holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.jobs import cadence
from bot.jobs.expected_times import KNOWN_FOR, Expected, Pace, expect
from bot.jobs.queue_order import place_in_queue
from bot.status.vendor_state import WORTH_SAYING
from data.engine.transaction import Transaction
from data.jobs import queries, queue
from data.processes import rate_limits, vendor_stops
from data.rows import Job, JobState


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in line, counted from 1; None, and nothing else, for what is not in line.

    `asked_again_at` is when MusicAPI is asked again, where that is longer away than a usual turn. While it takes
    nothing from anybody the line `is_stopped`, and nothing is expected.
    """

    place: int | None = None
    asked_again_at: datetime | None = None
    is_stopped: bool = False
    expected: Expected | None = None


async def read_waiting(tx: Transaction, context: Context, job: Job) -> Waiting:
    """How a job stands in line at this moment."""
    if job.state is not JobState.QUEUED or job.awaits_approval:
        return Waiting()
    now = context.now()
    lines, ahead = await queue.member_lines(tx), await queue.count_ahead(tx, job)
    place = place_in_queue(lines, job.guild_id, job.user_id, ahead)
    paces = await rate_limits.paces(tx)
    next_at = paces.next_at((job.musicapi_key,) if job.musicapi_key else context.musicapi_keys, job.family)
    asked_again_at = next_at if next_at is not None and next_at > now + WORTH_SAYING else None
    if await _is_stopped(tx, context):
        return Waiting(place, asked_again_at, is_stopped=True)
    took = await queries.durations_since(
        tx, now - KNOWN_FOR, family=job.family, model=job.model, operation=job.operation
    )
    lately = cadence.typical_from(took)
    keys = sum(not paces.is_rested(key, now) for key in context.musicapi_keys)
    pace = Pace(context.create_interval, keys or len(context.musicapi_keys), next_at)
    return Waiting(place, asked_again_at, expected=expect(place, pace, lately, now))


async def _is_stopped(tx: Transaction, context: Context) -> bool:
    # Once its time is over, the next of the line finds out whether MusicAPI is back: until then nobody knows.
    until = await vendor_stops.stopped_until(tx, context.musicapi_host)
    return until is not None and until > context.now() - vendor_stops.FORGOTTEN_AFTER
