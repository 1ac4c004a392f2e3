"""What can be seen of jobs and money at one moment, read in one snapshot; nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.context import next_month
from bot.errors import ClipGone, PersonaGone
from bot.jobs import cadence, queue_order
from bot.musicapi.offers import Operation
from bot.orders import candidates
from bot.status.job_status import JobStatus, elapsed, stage_of
from data import clips, guilds, ledger, lineage, members, personas, retirements
from data.jobs import queries, queue
from data.rows import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.context import Context
    from bot.musicapi.offers import Family, Model, Typical
    from bot.orders.candidates import Candidate
    from data.engine.database import Transaction
    from data.ids import ClipId, GuildId, JobId, PersonaId, UserId
    from data.lineage import LineageRow
    from data.members import DefaultModels
    from data.rows import Account, Clip, Job, Movement, Persona


@dataclass(frozen=True, slots=True)
class Statement:
    """A guild's month: the account, when it is whole again, and the last movements, newest first."""

    account: Account
    resets_at: datetime
    entries: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What something would cost and what the guild has left."""

    price: int
    account: Account


class Queries:
    """Reads what people see."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def job_status(self, job_id: JobId, *, posting: bool = False) -> JobStatus | None:
        """The job with everything that its card shows, or None where there is no such job."""
        async with self._context.database.reading() as tx:
            job = await queries.get(tx, job_id)
            if job is None:
                return None
            return await self._view(tx, job, await self._account(tx, job.guild_id, job.month), posting=posting)

    async def first_status(self, job: Job, account: Account) -> JobStatus:
        """The card of a job that was just written down; its person waits, so little is read."""
        async with self._context.database.reading() as tx:
            return await self._view(tx, job, account, posting=False)

    async def statement(self, guild_id: GuildId, *, limit: int = 10) -> Statement:
        """The guild's month."""
        async with self._context.database.reading() as tx:
            account = await self._account(tx, guild_id, self._context.month)
            entries = await ledger.entries(tx, guild_id, limit=limit)
        return Statement(account, next_month(self._context.now()), tuple(entries))

    async def quote(self, guild_id: GuildId, price: int) -> Quote:
        """What the guild has left beside a price."""
        async with self._context.database.reading() as tx:
            return Quote(price, await self._account(tx, guild_id, self._context.month))

    async def clip(self, clip_id: ClipId, guild_id: GuildId) -> Clip:
        """A clip of this guild; raises ClipGone where it was deleted, is another guild's or never was."""
        async with self._context.database.reading() as tx:
            clip = await clips.get(tx, clip_id, guild_id=guild_id)
        if clip is None:
            raise ClipGone("This button belongs to no song of this server; nothing was charged.")
        if clip.deleted_at is not None:
            raise ClipGone("This clip was deleted, so it cannot be used any more; nothing was charged.")
        return clip

    async def job_of(self, clip: Clip) -> Job | None:
        """The job that made a clip."""
        async with self._context.database.reading() as tx:
            return await queries.get(tx, clip.job_id)

    async def menu(self, clip: Clip) -> list[Candidate]:
        """Everything that can be done with this clip now, but to extend and to cover it."""
        async with self._context.database.reading() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            made_by = await self._made_by(tx, clip)
        return candidates.for_menu(clip, made_by, self._context.catalog, retired, self._context.now())

    async def choice(self, clip: Clip, operation: Operation) -> Candidate:
        """What an operation on a clip costs and takes; raises ModelUnavailable or ClipUnfit where it cannot be."""
        async with self._context.database.reading() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            made_by = await self._made_by(tx, clip)
        return candidates.for_clip(clip, operation, made_by, self._context.catalog, retired, self._context.now())

    async def choice_for(
        self, operation: Operation, model: str = "", *, guild_id: GuildId | None = None, user_id: UserId | None = None
    ) -> Candidate:
        """What an operation that starts from no clip costs and takes; raises ModelUnavailable where it cannot be.

        `model` is `family/model`, a family or empty; then the defaults of the member and the server count, if named.
        """
        return (await self.choices_for(operation, model, guild_id=guild_id, user_id=user_id))[0]

    async def choices_for(
        self, operation: Operation, model: str = "", *, guild_id: GuildId | None = None, user_id: UserId | None = None
    ) -> list[Candidate]:
        """Like `choice_for`, everyone who can do it, in the order in which they are asked."""
        async with self._context.database.reading() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            preferred: tuple[str, ...] = ()
            if not model and guild_id is not None and user_id is not None:
                preferred = (await members.defaults(tx, guild_id=guild_id, user_id=user_id)).in_order
        return candidates.for_operation(operation, model, self._context.catalog, retired, preferred)

    async def typical(self, wanted: Sequence[Candidate]) -> list[Typical]:
        """How long each of these takes: what was learnt here, or what the catalog says while too little was."""
        async with self._context.database.reading() as tx:
            return [await self._typical(tx, each.family, each.model, each.offer.operation) for each in wanted]

    async def recent_clips(self, guild_id: GuildId, family: str | None = None, *, limit: int = 25) -> list[Clip]:
        """The guild's newest clips that can be heard, of one family or of all, for a list: without their words."""
        async with self._context.database.reading() as tx:
            return await clips.recent(tx, guild_id, family=family, limit=limit)

    async def lineage(self, clip_id: ClipId, guild_id: GuildId) -> list[LineageRow]:
        """Every job and clip of the tree that holds this clip; raises ClipGone where it is no clip of this guild."""
        async with self._context.database.reading() as tx:
            rows = await lineage.of(tx, clip_id, guild_id=guild_id)
        if not rows:
            raise ClipGone("This button belongs to no song of this server; nothing was charged.")
        return rows

    async def personas(self, guild_id: GuildId) -> list[Persona]:
        """The guild's personas and voices, by name."""
        async with self._context.database.reading() as tx:
            return await personas.of_guild(tx, guild_id)

    async def persona(self, persona_id: PersonaId, guild_id: GuildId) -> Persona:
        """A persona of this guild; raises PersonaGone where it was deleted, is another guild's or never was."""
        async with self._context.database.reading() as tx:
            persona = await personas.get(tx, persona_id, guild_id=guild_id)
        if persona is None or persona.deleted_at is not None:
            raise PersonaGone("This server has no such persona; nothing was charged.")
        return persona

    async def defaults(self, guild_id: GuildId, user_id: UserId) -> DefaultModels:
        """The default models of the member and of the server."""
        async with self._context.database.reading() as tx:
            return await members.defaults(tx, guild_id=guild_id, user_id=user_id)

    async def models_offered(self) -> list[tuple[Family, Model, int]]:
        """The models that can make new songs now, with the price of one."""
        async with self._context.database.reading() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
        return [
            (family, model, family.offers[Operation.CREATE].price)
            for family, model in self._context.catalog.models()
            if Operation.CREATE in family.offers and (family.name, Operation.CREATE) not in retired
        ]

    async def _view(self, tx: Transaction, job: Job, account: Account, *, posting: bool) -> JobStatus:
        context = self._context
        begun = job.started_at is not None  # before that there is nothing to hear and no clock to show
        made = tuple(await clips.of_job(tx, job.id)) if begun or job.state is JobState.DONE else ()
        parent = await clips.get(tx, job.brief.source, guild_id=job.guild_id) if job.brief.source else None
        second = job.brief.details.other_clip
        other = await clips.get(tx, second, guild_id=job.guild_id) if second else None
        family = context.catalog.family(job.family)
        model = next((model for model in family.models if model.name == job.model), family.models[0])
        typical = await self._typical(tx, family, model, job.operation) if begun else None
        return JobStatus(
            job=job,
            clips=made,
            parent=parent,
            parent_job=await queries.get(tx, parent.job_id) if parent else None,
            account=account,
            family=family,
            model=model,
            stage=stage_of(job, made, posting=posting),
            place=queue_order.place_in_queue(await queue.queued_jobs(tx), job.id)
            if job.state is JobState.QUEUED
            else None,
            progress=cadence.progress(elapsed(job, context.now()), typical) if typical else 0.0,
            expected_at=cadence.expected_at(job.started_at, typical) if job.started_at and typical else None,
            offer=context.catalog.offer(job.family, job.operation),
            other=other,
            other_job=await queries.get(tx, other.job_id) if other else None,
            singer=await self._singer(tx, job),
        )

    async def _singer(self, tx: Transaction, job: Job) -> str:
        """What the server calls the persona that sings; empty where none does, or it was deleted."""
        wanted = job.brief.details.persona_id
        living = await personas.of_guild(tx, job.guild_id) if wanted else []
        return next((persona.name for persona in living if persona.vendor_id == wanted), "")

    async def _typical(self, tx: Transaction, family: Family, model: Model, operation: str) -> Typical:
        past = await queries.recent_durations(tx, family=family.name, model=model.name, operation=operation)
        return cadence.typical_from(past) or candidates.documented_typical(
            model, self._context.catalog.offer(family.name, operation)
        )

    async def _made_by(self, tx: Transaction, clip: Clip) -> str:
        job = await queries.get(tx, clip.job_id)
        return job.operation if job else ""

    async def _account(self, tx: Transaction, guild_id: GuildId, month: str) -> Account:
        return await guilds.account(tx, guild_id, month, default_allowance=self._context.default_allowance)
