"""What a job asked for, read again for whoever wants it once more, changed or cancelled; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.jobs.privacy import may_be_shown, may_be_told
from bot.musicapi.operations import Operation
from bot.orders.accounts import current_account
from bot.orders.again import is_known, model_of
from bot.orders.candidates import Candidate, Market
from bot.orders.fitting import find_fit
from bot.status.early_limits import NO_STANDING, Standing, read_standing
from bot.status.snapshots import NewSong
from data import personas
from data.engine.transaction import Transaction
from data.guilds import default_models
from data.guilds.viewers import Viewer
from data.ids import GuildId, JobId, UserId
from data.jobs import queries
from data.rows import Account, Job


@dataclass(frozen=True, slots=True)
class PastOrder:
    """A job whose words the person may read, what their server has this month, and how they stand with its limits."""

    job: Job
    account: Account
    standing: Standing = NO_STANDING


@dataclass(frozen=True, slots=True)
class PastSong:
    """A new song that was asked for, and who can make it now, its own model first where that is still there.

    `model` is the one that alone may make it, as its person had chosen; empty where none was chosen or it is gone.
    """

    job: Job
    song: NewSong
    model: str
    is_model_gone: bool


async def find_past_order(context: Context, job_id: JobId, guild_id: GuildId, viewer: Viewer) -> PastOrder:
    """A job of this server whose words the viewer may read; raises PersonError for any other."""

    async def work(tx: Transaction) -> PastOrder:
        job = await _find(tx, job_id, guild_id, viewer)
        account = await current_account(tx, context, guild_id)
        asked = guild_id, viewer.user_id, account.month
        return PastOrder(job, account, await read_standing(tx, context, *asked, maker=job.user_id))

    return await context.database.read(work)


async def find_shown_job(context: Context, job_id: JobId, guild_id: GuildId, viewer: Viewer) -> Job:
    """A job of this server whose message the viewer may see, though perhaps none of its words, for whoever cancels it.

    Raises PersonError for any other.
    """

    async def work(tx: Transaction) -> Job:
        job = await _find_shown(tx, job_id, guild_id, viewer)
        if job is None:
            raise PersonError(Problem.JOB_NOT_HERE)
        return job

    return await context.database.read(work)


async def find_past_song(
    context: Context, job_id: JobId, guild_id: GuildId, user_id: UserId, viewer: Viewer
) -> PastSong:
    """A new song of this server whose words the viewer may read, to be changed by this member.

    Raises PersonError for any other job, and where the persona that sang it was deleted; ModelUnavailable where nobody
    makes new songs.
    """

    async def work(tx: Transaction) -> PastSong:
        job = await _find(tx, job_id, guild_id, viewer)
        operation, own = Operation(job.operation), model_of(job)
        if not operation.spec.is_new_song:
            raise PersonError(Problem.JOB_NOT_HERE)
        singer = job.brief.details.persona_id
        if singer and singer not in {each.vendor_id for each in await personas.of_guild(tx, guild_id)}:
            raise PersonError(Problem.PERSONA_UNKNOWN)
        market = await Market.load(tx, context)
        account = await current_account(tx, context, guild_id)
        defaults = await default_models.get(tx, guild_id=guild_id, user_id=user_id)
        is_gone = not market.for_model(operation, own)
        model = own if job.family_chosen and not is_gone else ""
        found = market.for_operation(operation, model, (own, *defaults.in_order))
        fit = find_fit(found, operation, job.brief, market.catalog)
        # What its own model was taken for is written down with the job.
        is_own = not model and _name(fit.candidate) == own
        passed = job.brief.details.passed_over if is_own else fit.passed_over
        song = NewSong(tuple(found), account, job, passed_over=passed, fitting=fit.candidate)
        return PastSong(job, song, model, is_gone)

    return await context.database.read(work)


def _name(candidate: Candidate) -> str:
    return f"{candidate.family.name}/{candidate.model.name}"


async def _find(tx: Transaction, job_id: JobId, guild_id: GuildId, viewer: Viewer) -> Job:
    job = await _find_shown(tx, job_id, guild_id, viewer)
    if job is None or not may_be_told(job, viewer.user_id):
        raise PersonError(Problem.JOB_NOT_HERE)
    return job


async def _find_shown(tx: Transaction, job_id: JobId, guild_id: GuildId, viewer: Viewer) -> Job | None:
    job = await queries.get(tx, job_id)
    is_seen = job is not None and job.guild_id == guild_id and viewer.can_see(job.channel_id, job.user_id)
    if job is None or not is_seen or not is_known(job):
        return None
    return job if may_be_shown(job, viewer.user_id) else None
