"""What small operations found out: to be posted for everybody, shown once more, or sung with."""

from __future__ import annotations

from bot.errors import AlreadyAsked, PersonError, Problem
from bot.musicapi.operations import SONG_WITH_PERSONA, SectionRule, spec_of
from bot.orders.accounts import current_account
from bot.orders.candidates import Market
from bot.orders.order import Order, tidy
from bot.status.early_limits import read_standing
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from bot.status.snapshots import NewSong
from data import clips, ledger, personas
from data.brief import Brief
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer
from data.ids import GuildId, JobId, UserId
from data.jobs import queries as jobs
from data.messages import unreached
from data.rows import Job, JobState, Persona


async def small_result(queries: Queries, job_id: JobId, guild_id: GuildId, viewer: Viewer) -> JobStatus:
    """What a small job of this guild found out, for its person, or for whoever is told the same of its clip for free.

    Raises PersonError where there is no such job, or the viewer is neither.
    """

    async def work(tx: Transaction) -> JobStatus:
        job = await jobs.get(tx, job_id)
        is_here = job is not None and job.guild_id == guild_id and job.state is JobState.DONE
        if job is None or not is_here or not spec_of(job.operation).is_small or not await _may_see(tx, job, viewer):
            raise PersonError(Problem.JOB_NOT_HERE)
        return await _status(tx, queries, job)

    return await queries.context.database.read(work)


async def unreached_result(queries: Queries, order: Order) -> JobStatus | None:
    """What the same order found out for this member before, without ever reaching them; None: nothing waits for them.

    Raises PersonError for words that no order may have, AlreadyAsked where this interaction was answered with it.
    """
    wanted = _words_of(order.operation, tidy(order).brief)

    async def work(tx: Transaction) -> JobStatus | None:
        if await unreached.is_answered(tx, order.guild_id, order.user_id, order.interaction_id):
            raise AlreadyAsked(Problem.ALREADY_ASKED)
        waiting = await unreached.of_member(tx, order.guild_id, order.user_id)
        same = [job for job in waiting if _words_of(job.operation, job.brief) == wanted]
        return await _status(tx, queries, same[-1]) if same else None

    return await queries.context.database.read(work)


async def persona_song(queries: Queries, job_id: JobId, guild_id: GuildId, user_id: UserId) -> tuple[Persona, NewSong]:
    """The persona that a job made for this guild, and who can make a song in its voice for this member now.

    Raises PersonError where the guild has it no longer, and ModelUnavailable where nobody can.
    """

    async def work(tx: Transaction) -> tuple[Persona, NewSong]:
        context = queries.context
        made = [each for each in await personas.of_guild(tx, guild_id) if each.job_id == job_id]
        if not made:
            raise PersonError(Problem.PERSONA_UNKNOWN)
        found = (await Market.load(tx, context)).for_operation(SONG_WITH_PERSONA, made[0].family)
        account = await current_account(tx, context, guild_id)
        asked, maker = (guild_id, user_id, account.month), made[0].user_id
        standing = await read_standing(tx, context, *asked, maker=maker)
        return made[0], NewSong(tuple(found), account, standing=standing)

    return await queries.context.database.read(work)


async def _may_see(tx: Transaction, job: Job, viewer: Viewer) -> bool:
    if job.user_id == viewer.user_id:
        return True
    source = job.brief.source if spec_of(job.operation).takes_nothing else None
    return source is not None and await clips.get(tx, source, guild_id=job.guild_id, viewer=viewer) is not None


async def _status(tx: Transaction, queries: Queries, job: Job) -> JobStatus:
    default = queries.context.default_allowance
    account = await ledger.account(tx, job.guild_id, job.month, default_allowance=default)
    return await queries.status_in(tx, job, account)


def _words_of(operation: str, brief: Brief) -> tuple[object, ...]:
    """What a person asks for; the rest of a brief is found out when the order is placed."""
    has_section = spec_of(operation).section is not SectionRule.NONE
    section = (brief.details.starts_at, brief.details.ends_at) if has_section else ()
    return str(operation), brief.source, brief.prompt, brief.title, brief.style, brief.lyrics, section
