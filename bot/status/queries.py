"""What can be seen of jobs and money: each method reads one moment in one transaction and changes nothing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.context import Context
from bot.errors import AlreadyAsked, ClipGone, PersonError, Problem
from bot.jobs import cadence
from bot.jobs.privacy import may_be_told
from bot.musicapi.offers import Family, Model, Typical
from bot.musicapi.operations import NEW_SONG, Operation
from bot.orders.accounts import current_account
from bot.orders.candidates import Candidate, Market, documented_typical
from bot.orders.passed_over import defaults_unavailable
from bot.status import snapshots
from bot.status.early_limits import Standing, read_standing
from bot.status.job_status import JobStatus, stage_of
from bot.status.known_answers import known_answer, known_operations
from bot.status.singers import singer_of
from bot.status.waiting import read_waiting
from data import clips, drafts, ledger, lineage, personas
from data.engine.transaction import Transaction
from data.guilds import default_models
from data.guilds.viewers import NOBODY, Viewer
from data.ids import ClipId, DraftId, GuildId, InteractionId, JobId, PersonaId, UserId
from data.jobs import queries
from data.library import favourites
from data.rows import Account, Clip, Consent, Draft, Job, JobState, Persona

P = ParamSpec("P")
T = TypeVar("T")

MIXABLE = 25  # clips that a mashup can choose from
MOST_JOINS = 10  # extensions of one tree that are looked at


def _reads(
    method: Callable[Concatenate[Queries, Transaction, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[Queries, P], Coroutine[Any, Any, T]]:
    """Give a method a transaction of its own, in which it sees one moment of the database."""

    @functools.wraps(method)
    async def read(self: Queries, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.context.database.read(lambda tx: method(self, tx, *args, **kwargs))

    return read


class Queries:
    """Reads what people see; no method is given a transaction by its caller, but for `status_in`."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @_reads
    async def job_status(self, tx: Transaction, job_id: JobId, *, posting: bool = False) -> JobStatus | None:
        """The job with everything that its card shows, or None where there is no such job."""
        job = await queries.get(tx, job_id)
        if job is None:
            return None
        return await self.status_in(tx, job, await self._account(tx, job.guild_id, job.month), posting=posting)

    @_reads
    async def status_asked_by(self, tx: Transaction, interaction_id: InteractionId) -> JobStatus | None:
        """The job that this interaction asked for, or None where it has none."""
        job = await queries.by_interaction(tx, interaction_id)
        return None if job is None else await self.status_in(tx, job, await self._account(tx, job.guild_id, job.month))

    @_reads
    async def clip_menu(
        self, tx: Transaction, clip_id: ClipId, guild_id: GuildId, viewer: Viewer
    ) -> snapshots.ClipMenu:
        """Everything that can be done with a clip that the viewer may see, but extend and cover; raises ClipGone."""
        context = self.context
        clip, made_by = await self._clip(tx, clip_id, guild_id, viewer)
        market = await Market.load(tx, context)
        account = await current_account(tx, context, guild_id)
        found = market.for_menu(clip, made_by.operation if made_by else "")
        known = await known_operations(tx, clip, (each.offer.operation for each in found))
        is_favourite = await favourites.is_among(tx, clip.id, viewer.user_id)
        standing = await self._standing(tx, account, viewer.user_id, made_by)
        return snapshots.ClipMenu(clip, made_by, account, tuple(found), known, is_favourite, standing=standing)

    @_reads
    async def clip_operation(
        self, tx: Transaction, clip_id: ClipId, guild_id: GuildId, viewer: Viewer, operation: Operation
    ) -> snapshots.ClipOperation:
        """An operation on a clip of this guild: what it costs and takes, and what it can be mixed with.

        Raises ClipGone where the clip was deleted, is hidden from the viewer, is another guild's or never was, and
        ModelUnavailable or ClipUnfit where the operation cannot be.
        """
        clip, made_by = await self._clip(tx, clip_id, guild_id, viewer)
        return await self._operation_on(tx, clip, made_by, viewer, operation)

    @_reads
    async def known_or_operation(
        self, tx: Transaction, clip_id: ClipId, guild_id: GuildId, viewer: Viewer, operation: Operation
    ) -> snapshots.KnownAnswer | snapshots.ClipOperation:
        """What the operation found out of this clip before, if it takes nothing else; like `clip_operation` if not."""
        clip, made_by = await self._clip(tx, clip_id, guild_id, viewer)
        if job := await known_answer(tx, clip, operation):
            account = await self._account(tx, guild_id, job.month)
            standing = await self._standing(tx, account, viewer.user_id, made_by)
            return snapshots.KnownAnswer(await self.status_in(tx, job, account), standing)
        return await self._operation_on(tx, clip, made_by, viewer, operation)

    async def _operation_on(
        self, tx: Transaction, clip: Clip, made_by: Job | None, viewer: Viewer, operation: Operation
    ) -> snapshots.ClipOperation:
        context, guild_id = self.context, clip.guild_id
        market = await Market.load(tx, context)
        candidate = market.for_clip(clip, operation, made_by.operation if made_by else "")
        account = await current_account(tx, context, guild_id)
        others: list[Clip] = []
        if operation.spec.needs_second_clip:
            others = await clips.recent(tx, guild_id, viewer=viewer, family=clip.family, limit=MIXABLE + 1)
        mixable = tuple(other for other in others if other.id != clip.id)[:MIXABLE]
        standing = await self._standing(tx, account, viewer.user_id, made_by)
        return snapshots.ClipOperation(clip, made_by, account, candidate, mixable, standing=standing)

    @_reads
    async def candidates_for(self, tx: Transaction, operation: Operation, model: str = "") -> list[Candidate]:
        """Who can do now what starts from no clip, in the order in which they are asked; raises ModelUnavailable."""
        market = await Market.load(tx, self.context)
        return market.for_operation(operation, model)

    @_reads
    async def new_song(
        self,
        tx: Transaction,
        guild_id: GuildId,
        user_id: UserId,
        *,
        model: str = "",
        job_id: JobId | None = None,
        draft_id: DraftId | None = None,
        viewer: Viewer = NOBODY,
    ) -> snapshots.NewSong:
        """Who can make a new song for this member now, and what it begins with: a job's answer, or a draft.

        `model` is `family/model`, a family or empty; then the defaults of the member and the server count. Raises
        ModelUnavailable, and PersonError where a job is not this guild's or hidden from the viewer, or a draft is gone.
        """
        context = self.context
        job = await queries.get(tx, job_id) if job_id is not None else None
        is_seen = job and job.guild_id == guild_id and viewer.can_see(job.channel_id, job.user_id)
        if job_id is not None and not (job and is_seen and may_be_told(job, user_id)):
            raise PersonError(Problem.JOB_NOT_HERE)
        draft = None
        if draft_id is not None:
            draft = await drafts.get(tx, draft_id, guild_id=guild_id, user_id=user_id, now=context.now())
            if draft is None:
                raise PersonError(Problem.DRAFT_GONE)
        market = await Market.load(tx, context)
        defaults = await default_models.get(tx, guild_id=guild_id, user_id=user_id)
        account = await current_account(tx, context, guild_id)
        preferred = () if model else defaults.in_order
        found = market.for_operation(NEW_SONG, model, preferred)
        gone = defaults_unavailable(market, NEW_SONG, preferred)
        standing = await self._standing(tx, account, user_id, job)
        return snapshots.NewSong(tuple(found), account, job, draft, tuple(gone), standing=standing)

    @_reads
    async def draft(
        self, tx: Transaction, draft_id: DraftId, guild_id: GuildId, user_id: UserId, interaction_id: InteractionId
    ) -> Draft:
        """A member's draft that waits for a word; raises PersonError if it is gone, AlreadyAsked if it just went."""
        draft = await drafts.get(tx, draft_id, guild_id=guild_id, user_id=user_id, now=self.context.now())
        if draft is not None:
            return draft
        if await queries.by_interaction(tx, interaction_id) is not None:
            raise AlreadyAsked(Problem.ALREADY_ASKED)
        raise PersonError(Problem.DRAFT_GONE)

    @_reads
    async def recent_clips(
        self, tx: Transaction, guild_id: GuildId, viewer: Viewer, family: str | None = None, *, limit: int = 25
    ) -> list[Clip]:
        """The newest clips that the viewer may hear, of one family or of all, for a list: without their words."""
        return await clips.recent(tx, guild_id, viewer=viewer, family=family, limit=limit)

    @_reads
    async def lineage(self, tx: Transaction, clip_id: ClipId, guild_id: GuildId, viewer: Viewer) -> snapshots.Lineage:
        """What the viewer may see of the tree that holds this clip; raises ClipGone where this clip is none of that.

        Whatever is hidden from them is left out as if it had never been: a place held free would tell that it is there.
        """
        context = self.context
        whole = await lineage.of(tx, clip_id, guild_id=guild_id)
        rows = [row for row in whole if viewer.can_see(row.channel_id, row.user_id)]
        if clip_id not in {row.clip_row_id for row in rows}:
            raise ClipGone(Problem.CLIP_UNKNOWN)
        market = await Market.load(tx, context)
        joins: dict[ClipId, Candidate] = {}
        for row_id in snapshots.joinable(rows)[:MOST_JOINS]:
            try:
                clip, made_by = await self._clip(tx, row_id, guild_id, viewer)
                joins[row_id] = market.for_clip(clip, Operation.FULL_SONG, made_by.operation if made_by else "")
            except PersonError:
                continue
        return snapshots.Lineage(clip_id, tuple(rows), joins)

    @_reads
    async def personas(self, tx: Transaction, guild_id: GuildId) -> list[Persona]:
        """The guild's personas and voices, by name."""
        return await personas.of_guild(tx, guild_id)

    @_reads
    async def consents(self, tx: Transaction, guild_id: GuildId) -> dict[PersonaId, Consent]:
        """What was agreed to for the guild's voices, by whom and when, as far as that was written down."""
        return await personas.consents(tx, guild_id)

    @_reads
    async def recording_families(
        self, tx: Transaction, operation: Operation
    ) -> list[tuple[Candidate, tuple[Operation, ...]]]:
        """Who takes a recording for this, and what each does then with one that was kept; raises ModelUnavailable."""
        market = await Market.load(tx, self.context)
        found = market.for_operation(operation, "")
        return [(each, tuple(market.for_recordings(each.family))) for each in found]

    @_reads
    async def recording_offers(
        self, tx: Transaction, guild_id: GuildId, operations: Iterable[Operation], model: str = ""
    ) -> snapshots.RecordingOffers:
        """Who does each of these with a recording first, where anybody does; raises ModelUnavailable for none of them.

        `model` is `family/model`, a family or empty.
        """
        offered = (await Market.load(tx, self.context)).first_of_each(operations, model)
        return snapshots.RecordingOffers(offered, await current_account(tx, self.context, guild_id))

    @_reads
    async def models(
        self, tx: Transaction, guild_id: GuildId | None = None, user_id: UserId | None = None
    ) -> snapshots.Models:
        """The models that can make new songs now, and the defaults of a member and a server, if named."""
        context = self.context
        market = await Market.load(tx, context)
        defaults = default_models.DefaultModels("", "")
        if guild_id is not None and user_id is not None:
            defaults = await default_models.get(tx, guild_id=guild_id, user_id=user_id)
        found = market.models_for_new_songs()
        typical = [await self.typical_in(tx, each.family, each.model, each.offer.operation) for each in found]
        return snapshots.Models(tuple(zip(found, typical, strict=True)), defaults)

    async def _clip(
        self, tx: Transaction, clip_id: ClipId, guild_id: GuildId, viewer: Viewer
    ) -> tuple[Clip, Job | None]:
        clip = await clips.get(tx, clip_id, guild_id=guild_id, viewer=viewer)
        if clip is None:
            raise ClipGone(Problem.CLIP_UNKNOWN)
        if clip.deleted_at is not None:
            raise ClipGone(Problem.CLIP_DELETED)
        return clip, await queries.get(tx, clip.job_id)

    async def status_in(self, tx: Transaction, job: Job, account: Account, *, posting: bool = False) -> JobStatus:
        """The status of a job in the caller's transaction; where that writes the job down, its person waits."""
        context = self.context
        started = job.started_at  # before that there is nothing to hear and no clock to show
        made = tuple(await clips.of_job(tx, job.id)) if started or job.state is JobState.DONE else ()
        source = job.brief.source
        parent = await clips.get(tx, source, guild_id=job.guild_id, viewer=None) if source else None
        second = job.brief.details.other_clip
        other = await clips.get(tx, second, guild_id=job.guild_id, viewer=None) if second else None
        family = context.catalog.family(job.family)
        model = next((model for model in family.models if model.name == job.model), family.models[0])
        typical = await self.typical_in(tx, family, model, job.operation) if started else None
        singer, consent = await singer_of(tx, job)
        waiting = await read_waiting(tx, context, job)
        return JobStatus(
            job=job,
            clips=made,
            parent=parent,
            parent_job=await queries.get(tx, parent.job_id) if parent else None,
            account=account,
            family=family,
            model=model,
            stage=stage_of(job, made, posting=posting),
            place=waiting.place,
            progress=cadence.progress((context.now() - started).total_seconds(), typical)
            if started and typical
            else 0.0,
            typical=typical,
            other=other,
            other_job=await queries.get(tx, other.job_id) if other else None,
            singer=singer,
            consent=consent,
            asked_again_at=waiting.asked_again_at,
            is_stopped=waiting.is_stopped,
            expected=waiting.expected,
        )

    async def typical_in(self, tx: Transaction, family: Family, model: Model, operation: str) -> Typical:
        """How long this takes: what was learnt here, or what the catalog says while too little was."""
        past = await queries.recent_durations(tx, family=family.name, model=model.name, operation=operation)
        return cadence.typical_from(past) or documented_typical(
            model, self.context.catalog.offer(family.name, operation)
        )

    async def _standing(self, tx: Transaction, account: Account, user_id: UserId, under: Job | None) -> Standing:
        """How the member stands with the server's limits, where a button `under` a job's song is pressed."""
        maker = under.user_id if under else None
        return await read_standing(tx, self.context, account.guild_id, user_id, account.month, maker=maker)

    async def _account(self, tx: Transaction, guild_id: GuildId, month: str) -> Account:
        return await ledger.account(tx, guild_id, month, default_allowance=self.context.default_allowance)
