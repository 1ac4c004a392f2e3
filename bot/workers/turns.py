"""Whose turn it is, and with which of the operator's keys: each key at its own pace, in whichever process."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.jobs.lifecycle import LEASE
from bot.workers.rate_limit import TRAVEL, RateLimiter
from data.engine.transaction import Transaction
from data.jobs import queue
from data.jobs.queue import Sendable, Waiting
from data.processes import rate_limits
from data.processes.rate_limits import CreatePaces, Granted, NotBefore
from data.rows import Job

LOOK_AGAIN = 0.01  # seconds until another look where another process was faster
# How long others go first while MusicAPI refuses a key's account: one song of every ten minutes finds out whether it
# does still, and goes on with another key where it does.
REST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Turn:
    """A job that is about to be sent, and the name of the only key that it could be sent with; None: any.

    `turn_before` is when its guild had a turn before this one, None: never.
    """

    job: Job
    only_key: str | None
    turn_before: datetime | None


@dataclass(frozen=True, slots=True)
class _Claim:
    """What became of a claim of one key: the job that has its turn, or when to look again."""

    of: RateLimiter | None  # None: the key is gone, and nothing will be sent
    claimed: Granted | NotBefore
    turn: Turn | None
    look_at: datetime


class Turns:
    """Gives jobs their turns, at most one of each key every `interval` seconds."""

    def __init__(self, context: Context, interval: float, card_timeout: timedelta) -> None:
        self._context = context
        self._card_timeout = card_timeout
        self.limiters = {
            key: RateLimiter(context, interval, key, travel=TRAVEL * interval) for key in context.musicapi_keys
        }

    async def take(
        self, *, idle: float, busy: Collection[str], operations: AbstractSet[str], are_excluded: bool
    ) -> Turn | float:
        """Take the next turn, or return the seconds until there may be one, `idle` where nobody is in line.

        Not with a `busy` key; without the jobs of these operations, or only those, unless they `are_excluded`.
        """
        now = self._context.now()
        free = [limiter for key, limiter in self.limiters.items() if key not in busy]

        async def work(tx: Transaction) -> _Claim | float:
            look = _Look(await rate_limits.paces(tx), free, self.limiters, now)
            open_now = [limiter for limiter in free if limiter.is_open(look.paces, now)]
            # What may be sent now goes first. Else whoever is next in line waits for a moment of its key's, and has one
            # reserved where others are always faster.
            for limiters in [open_now] if open_now == free else [open_now, free]:
                sendable = look.sendable(limiters, operations, are_excluded=are_excluded)
                unseen_before = now - self._card_timeout
                waiting = await queue.next_job(tx, unseen_before=unseen_before, sendable=sendable) if limiters else None
                if waiting is not None:
                    return await self._claim(tx, waiting, look, limiters)
            return look.seconds_left(idle)

        claim = await self._context.database.write(work)
        if not isinstance(claim, _Claim):
            return claim
        if claim.of is not None:
            claim.of.note(claim.claimed, now)
        # From now on: a slow transaction would have us come late for a moment that is reserved for us.
        return claim.turn or max(LOOK_AGAIN, (claim.look_at - self._context.now()).total_seconds())

    async def _claim(self, tx: Transaction, waiting: Waiting, look: _Look, limiters: list[RateLimiter]) -> _Claim:
        now, limiter = look.now, look.fastest(limiters, waiting)
        claimed = Granted() if limiter is None else await limiter.queue_claim(now)(tx)
        if isinstance(claimed, NotBefore):
            return _Claim(limiter, claimed, None, min(claimed.moment, look.next_opening(limiters) or claimed.moment))
        key = waiting.musicapi_key if limiter is None else limiter.key
        owner, lease_until = self._context.worker_id, now + LEASE
        job = await queue.take_turn(tx, waiting.id, owner=owner, lease_until=lease_until, now=now, musicapi_key=key)
        return _Claim(
            limiter, claimed, None if job is None else Turn(job, waiting.musicapi_key, waiting.last_turn_at), now
        )

    async def rest(self, key: str) -> bool:
        """Let other keys go first for a while, because MusicAPI refuses this one's account; False: there are none."""
        now = self._context.now()

        async def work(tx: Transaction) -> bool:
            await rate_limits.rest(tx, key, now=now, until=now + REST)
            paces = await rate_limits.paces(tx)
            return not all(paces.is_rested(other, now) for other in self.limiters)

        return await self._context.database.write(work)


class _Look:
    """What each key may send at one moment."""

    def __init__(self, paces: CreatePaces, free: list[RateLimiter], known: Collection[str], now: datetime) -> None:
        self.paces, self._known, self.now = paces, frozenset(known), now
        self._pauses = {each.key: paces.family_pauses(each.key, now, each.furthest) for each in free}
        # Where MusicAPI refuses every account, each is as good as another.
        rested = frozenset(key for key in known if paces.is_rested(key, now))
        self._rested = frozenset[str]() if rested == self._known else rested

    def sendable(self, limiters: list[RateLimiter], operations: AbstractSet[str], *, are_excluded: bool) -> Sendable:
        """Which queued jobs these keys may send, as far as their families and accounts go."""
        keys = {limiter.key: frozenset(self._pauses[limiter.key]) for limiter in limiters}
        preferred = [shut for key, shut in keys.items() if key not in self._rested]
        shut = preferred[0].intersection(*preferred) if preferred else None
        return Sendable(keys, self._known | self.paces.held(self.now), shut, operations, are_excluded)

    def fastest(self, limiters: list[RateLimiter], waiting: Waiting) -> RateLimiter | None:
        """The key that may send this job first; None: the only one that could is gone."""
        if waiting.musicapi_key is not None:
            return next((limiter for limiter in limiters if limiter.key == waiting.musicapi_key), None)
        able = [
            limiter
            for limiter in limiters
            if limiter.key not in self._rested and waiting.family not in self._pauses[limiter.key]
        ]
        first = datetime.min.replace(tzinfo=self.now.tzinfo)
        return min(able, key=lambda limiter: self.paces.key_at(limiter.key) or first)

    def next_opening(self, limiters: list[RateLimiter]) -> datetime | None:
        """When the next of these keys may send; None: nobody knows.

        Now, where another process was faster with one of several that may: another one may be left.
        """
        if len(limiters) > 1 and all(limiter.is_open(self.paces, self.now) for limiter in limiters):
            return self.now
        moments = (self.paces.key_at(limiter.key) for limiter in limiters)
        return min((at for at in moments if at is not None and at > self.now), default=None)

    def seconds_left(self, most: float) -> float:
        """Seconds until a pause of a family ends, at most `most`."""
        ends = (until for pauses in self._pauses.values() for until in pauses.values())
        return min((most, *((until - self.now).total_seconds() for until in ends)))
