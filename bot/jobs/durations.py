"""How long jobs of a kind take here, remembered until there is more to learn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.context import Context
from bot.jobs import cadence
from bot.jobs.cadence import PollPlan
from bot.musicapi.offers import Typical
from bot.orders.candidates import documented_typical_of
from data.engine.transaction import Transaction
from data.jobs import queries
from data.rows import Job, JobState

Kind: TypeAlias = tuple[str, str, str]  # family, model, operation

KINDS = 1_000  # more than the catalog has; names of retired models may be in the rows as well
# Another process's songs are heard of by reading alone; a few songs more hardly move what fifty tell.
STALE_AFTER = timedelta(minutes=5)
NEWS_AFTER = timedelta(seconds=10)  # of this process's own songs: where many end together, they are read together


@dataclass(frozen=True, slots=True)
class Past:
    """What was known of a kind at one moment; None where too few of it were done."""

    read_at: datetime
    typical: Typical | None
    plan: PollPlan | None


class Durations:
    """Remembers how long jobs took, and asks the database again only when there is more to learn: never once a poll."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[Kind, Past] = {}
        self._heard: dict[Kind, datetime] = {}  # when a job of the kind was done last, of those heard of

    def recall(self, job: Job) -> Past | None:
        """What is known of jobs like this one; None where it is to be read anew."""
        past, heard = self._known.get(_kind(job)), self._heard.get(_kind(job))
        if past is None:
            return None
        limit = STALE_AFTER
        if heard is not None and heard >= past.read_at:
            limit = NEWS_AFTER if past.plan else timedelta(0)  # of the first songs, each one counts
        return past if timedelta(0) <= self._context.now() - past.read_at < limit else None

    async def read(self, tx: Transaction, job: Job) -> Past:
        """Read what the last jobs like this one tell; whoever reads it gives it to `keep` after the transaction."""
        now, seen = self._context.now(), await queries.recently_ready(tx, *_kind(job))
        return Past(
            now, cadence.typical_from([by for _, by in seen]), cadence.plan_from(seen, self._context.poll_interval)
        )

    def keep(self, job: Job, past: Past) -> None:
        """Remember what was read of jobs like this one."""
        if len(self._known) >= KINDS:
            self._known.clear()
            self._heard.clear()
        self._known[_kind(job)] = past

    def hear(self, job: Job) -> None:
        """Let what is known of this job's kind be read anew soon if it is done: there is one more."""
        if job.state is JobState.DONE and _kind(job) in self._known:
            self._heard[_kind(job)] = self._context.now()

    async def next_delay(self, job: Job, elapsed: float) -> timedelta:
        """How long the job's next poll waits, `elapsed` seconds after its acceptance."""
        past = self.recall(job)
        if past is None:
            past = await self._context.database.read(self.read, job)
            self.keep(job, past)
        return self.delay(job, past, elapsed)

    def delay(self, job: Job, past: Past, elapsed: float = 0.0) -> timedelta:
        """How long the job's next poll waits, or its first, by what is known of its kind."""
        context, typical = self._context, past.typical or documented_typical_of(job, self._context.catalog)
        if context.webhook_for(job) is not None:
            seconds = cadence.check_delay(elapsed, typical, context.poll_interval, context.random())
        else:
            seconds = cadence.poll_delay(elapsed, past.plan, typical, context.poll_interval, context.random())
        return timedelta(seconds=seconds)


def _kind(job: Job) -> Kind:
    return job.family, job.model, job.operation
