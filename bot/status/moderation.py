"""What moderators are to decide, as their card shows it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from data import ledger
from data.engine.transaction import Transaction
from data.guilds import cases, limits
from data.guilds.cases import Case
from data.ids import CaseId, ChannelId, GuildId
from data.jobs import queries as job_queries


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with the job that it is about, and where the server wants its cases, the best place first.

    `language` is what everybody in the server reads, such as `de`; None: nobody knows.
    """

    case: Case
    status: JobStatus
    places: tuple[ChannelId, ...]
    language: str | None = None


async def read_case(queries: Queries, guild_id: GuildId, case_id: CaseId) -> CaseView | None:
    """A case of this server as it is now; None where the server has none such."""
    context = queries.context

    async def work(tx: Transaction) -> CaseView | None:
        case = await cases.get(tx, case_id, guild_id=guild_id)
        job = None if case is None else await job_queries.get(tx, case.job_id)
        if case is None or job is None:
            return None
        account = await ledger.account(tx, guild_id, job.month, default_allowance=context.default_allowance)
        decided = await limits.read(tx, guild_id)
        places = (decided.moderation_channel_id, decided.log_channel_id)
        status = await queries.status_in(tx, job, account)
        chosen = decided.language or job.language  # what Discord said of the server when the song was asked for
        return CaseView(case, status, tuple(dict.fromkeys(each for each in places if each is not None)), chosen)

    return await context.database.read(work)
