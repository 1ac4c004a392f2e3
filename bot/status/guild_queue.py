"""What is being made on one server, as far as whoever asks may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.jobs.privacy import may_be_told
from bot.musicapi.offers import Typical
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from data import ledger
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer
from data.ids import GuildId
from data.jobs import overview

SHOWN: Final = 10  # each with a button: more of them have no room in one message


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A job that is not over: how it stands, and how long such jobs take once they have begun.

    Whoever asks may not see its channel where `is_hidden`, and not read its words unless it `is_told`.
    """

    status: JobStatus
    typical: Typical
    is_hidden: bool
    is_told: bool


@dataclass(frozen=True, slots=True)
class GuildQueue:
    """What is being made, what was asked for first at the top; `count` in all, as it stood at `read_at`."""

    lines: Sequence[QueueLine]
    count: int
    read_at: datetime


async def read_guild_queue(queries: Queries, guild_id: GuildId, viewer: Viewer) -> GuildQueue:
    """What is in line and under way on the server at one moment."""
    context = queries.context

    async def work(tx: Transaction) -> GuildQueue:
        jobs, count = await overview.of_guild(tx, guild_id, limit=SHOWN)
        lines = list[QueueLine]()
        for job in jobs:
            account = await ledger.account(tx, guild_id, job.month, default_allowance=context.default_allowance)
            status = await queries.status_in(tx, job, account)
            typical = await queries.typical_in(tx, status.family, status.model, job.operation)
            is_hidden = not viewer.can_see(job.channel_id, job.user_id)
            lines.append(QueueLine(status, typical, is_hidden, may_be_told(job, viewer.user_id)))
        return GuildQueue(lines, count, context.now())

    return await context.database.read(work)
