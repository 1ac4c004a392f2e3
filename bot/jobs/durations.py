"""How long jobs of a kind take here, remembered until the next one of that kind is done."""

from __future__ import annotations

from typing import TypeAlias

from bot.context import Context
from bot.jobs import cadence
from bot.musicapi.offers import Typical
from bot.orders.candidates import documented_typical_of
from data.engine.transaction import Transaction
from data.jobs import queries
from data.rows import Job

Kind: TypeAlias = tuple[str, str, str]  # family, model, operation

KINDS = 1_000  # more than the catalog has; names of retired models may be in the rows as well


class Durations:
    """Reads how long jobs took, and asks the database again only when there is more to learn."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[Kind, Typical | None] = {}

    async def typical(self, job: Job) -> Typical | None:
        """How long jobs like this one take: learnt here, else by the catalog; None where nobody knows."""
        kind = _kind(job)
        if kind not in self._known:
            if len(self._known) >= KINDS:
                self._known.clear()
            self._known[kind] = await self._context.database.read(learnt, job)
        return self._known[kind] or documented_typical_of(job, self._context.catalog)

    def forget(self, job: Job) -> None:
        """Read anew what is known of this job's kind: there is one more."""
        self._known.pop(_kind(job), None)


async def learnt(tx: Transaction, job: Job) -> Typical | None:
    """How long jobs of this kind took here, None where there were too few."""
    past = await queries.recent_durations(tx, family=job.family, model=job.model, operation=job.operation)
    return cadence.typical_from(past)


def _kind(job: Job) -> Kind:
    return job.family, job.model, job.operation
