"""When a shard may begin a session at Discord's gateway: one place for all processes, which no restart forgets.

Discord wants some seconds between two sessions of one bucket (documentation: Gateway, Max Concurrency), and resets the
token of a bot that begins more in a day than it may (Session Start Limit).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction

_gateways, _buckets = tables.gateways.c, tables.identify_buckets.c
_LONGEST = timedelta(days=1)  # that anybody ever waits: Discord's day


@dataclass(frozen=True, slots=True)
class SessionPace:
    """How sessions may follow each other.

    `apart` lies between two of one bucket; `at_once` may begin one after the other, and `per_second` after those; the
    last `spare` of Discord's day are left alone.
    """

    apart: timedelta
    at_once: float
    per_second: float
    spare: int


async def note_limit(
    tx: Transaction, application_id: int, *, remaining: int, reset_after: timedelta, now: datetime
) -> None:
    """Remember how many sessions Discord still allows, and that it counts anew after so long."""
    told = update(tables.gateways).where(_gateways.application_id == application_id)
    await tx.execute(told.values(sessions_remaining=remaining, sessions_reset_at=now + reset_after))


async def acquire(
    tx: Transaction, application_id: int, *, bucket: int, pace: SessionPace, now: datetime, counts: bool = True
) -> datetime | None:
    """Count a session of this bucket that begins now; or return before when none may, and count nothing.

    Where it does not count, it only tells.
    """
    row = select(
        _gateways.sessions_spent,
        _gateways.sessions_counted_at,
        _gateways.sessions_remaining,
        _gateways.sessions_reset_at,
    )
    row = row.where(_gateways.application_id == application_id).with_for_update()  # one after the other
    spent, counted_at, remaining, reset_at = (await tx.execute(row)).one()
    spent = max(0.0, spent - max(0.0, (now - counted_at).total_seconds()) * pace.per_second)
    free_at = select(_buckets.next_at).where(_buckets.application_id == application_id, _buckets.bucket == bucket)
    moments = [(await tx.execute(free_at)).scalar_one_or_none()]
    if remaining is not None and remaining <= pace.spare:
        moments.append(reset_at)
    if spent + 1 > pace.at_once:
        moments.append(now + timedelta(seconds=(spent + 1 - pace.at_once) / pace.per_second))
    # What is further away than any wait was written down before the clock was set back.
    waits = [each for each in moments if each is not None and now < each <= now + _LONGEST]
    if waits:
        return max(waits)
    if not counts:
        return None
    left = None if remaining is None or (reset_at is not None and reset_at <= now) else remaining - 1
    counted = {"sessions_spent": spent + 1, "sessions_counted_at": now, "sessions_remaining": left}
    await tx.execute(update(tables.gateways).where(_gateways.application_id == application_id).values(counted))
    await upsert(tx, tables.identify_buckets, application_id=application_id, bucket=bucket, next_at=now + pace.apart)
    return None
