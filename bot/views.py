"""What can be seen of jobs and money at one moment, read in one snapshot; nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import cadence, turns
from bot.cadence import Typical
from bot.errors import ClipGone, ModelUnavailable
from bot.musicapi.catalog import Operation
from bot.songs import next_month
from data import clips, guilds, jobs, ledger, retirements
from data.rows import ClipState, JobState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.musicapi.catalog import Family, Limits, Model, Offer
    from bot.songs import House
    from data.database import Transaction
    from data.rows import Account, Clip, Job, LedgerEntry


class Stage(StrEnum):
    """What a card says is going on."""

    QUEUED = "queued"
    SENDING = "sending"
    COMPOSING = "composing"
    ONE_READY = "one ready"
    POSTING = "posting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its card shows it; `place` counts from 1 and is None once the job left the line."""

    job: Job
    clips: tuple[Clip, ...]
    parent: Clip | None
    parent_job: Job | None
    account: Account
    family: Family
    model: Model
    stage: Stage
    place: int | None
    progress: float
    expected_at: datetime | None

    @property
    def arrived(self) -> tuple[Clip, ...]:
        """The clips that can be heard."""
        return tuple(clip for clip in self.clips if clip.state is ClipState.SUCCEEDED)


@dataclass(frozen=True, slots=True)
class Statement:
    """A guild's month: the account, when it is whole again, and the last movements, newest first."""

    account: Account
    resets_at: datetime
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What something would cost and what the guild has left."""

    price: int
    account: Account


class Views:
    """Reads what people see."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def job(self, job_id: int, *, posting: bool = False) -> JobView | None:
        """The job with everything that its card shows, or None where there is no such job."""
        async with self._house.database.reading() as tx:
            job = await jobs.get(tx, job_id)
            if job is None:
                return None
            return await self._view(tx, job, await self._account(tx, job.guild_id, job.month), posting=posting)

    async def first(self, job: Job, account: Account) -> JobView:
        """The card of a job that was just written down; its person waits, so little is read."""
        async with self._house.database.reading() as tx:
            return await self._view(tx, job, account, posting=False)

    async def statement(self, guild_id: int, *, limit: int = 10) -> Statement:
        """The guild's month."""
        async with self._house.database.reading() as tx:
            account = await self._account(tx, guild_id, self._house.month)
            entries = await ledger.entries(tx, guild_id, limit=limit)
        return Statement(account, next_month(self._house.now()), tuple(entries))

    async def quote(self, guild_id: int, price: int) -> Quote:
        """What the guild has left beside a price."""
        async with self._house.database.reading() as tx:
            return Quote(price, await self._account(tx, guild_id, self._house.month))

    async def clip(self, clip_id: int, guild_id: int) -> Clip:
        """A clip of this guild; raises ClipGone where it was deleted, is another guild's or never was."""
        async with self._house.database.reading() as tx:
            clip = await clips.get(tx, clip_id, guild_id=guild_id)
        if clip is None:
            raise ClipGone("This button belongs to no song of this server; nothing was charged.")
        if clip.deleted_at is not None:
            raise ClipGone("This clip was deleted, so it cannot be used any more; nothing was charged.")
        return clip

    async def job_of(self, clip: Clip) -> Job | None:
        """The job that made a clip."""
        async with self._house.database.reading() as tx:
            return await jobs.get(tx, clip.job_id)

    async def model_named(self, named: str) -> tuple[Family, Model]:
        """The family and model of `family/model`, or the first that can make new songs; raises ModelUnavailable."""
        for family, model, _ in await self.models_offered():
            if named in ("", f"{family.name}/{model.name}"):
                return family, model
        raise ModelUnavailable("That model is not available here; nothing was charged, please choose another one.")

    async def models_offered(self) -> list[tuple[Family, Model, int]]:
        """The models that can make new songs now, with the price of one."""
        async with self._house.database.reading() as tx:
            retired = await retirements.known(tx, host=self._house.musicapi_host)
        return [
            (family, model, family.offers[Operation.CREATE].price)
            for family, model in self._house.catalog.models()
            if Operation.CREATE in family.offers and (family.name, Operation.CREATE) not in retired
        ]

    async def _view(self, tx: Transaction, job: Job, account: Account, *, posting: bool) -> JobView:
        house = self._house
        begun = job.started_at is not None  # before that there is nothing to hear and no clock to show
        made = tuple(await clips.of_job(tx, job.id)) if begun else ()
        parent = await clips.get(tx, job.parent_id, guild_id=job.guild_id) if job.parent_id else None
        family = house.catalog.family(job.family)
        model = next((model for model in family.models if model.name == job.model), family.models[0])
        past: list[float] = []
        if begun:
            past = await jobs.recent_durations(tx, family=job.family, model=job.model, operation=job.operation)
        typical = cadence.learnt(past) or Typical(*model.typical)
        return JobView(
            job=job,
            clips=made,
            parent=parent,
            parent_job=await jobs.get(tx, parent.job_id) if parent else None,
            account=account,
            family=family,
            model=model,
            stage=stage_of(job, made, posting=posting),
            place=turns.place_in_line(await jobs.line(tx), job.id) if job.state is JobState.QUEUED else None,
            progress=cadence.progress(elapsed(job, house.now()), typical) if job.started_at else 0.0,
            expected_at=cadence.expected_at(job.started_at, typical) if job.started_at else None,
        )

    async def _account(self, tx: Transaction, guild_id: int, month: str) -> Account:
        return await guilds.account(tx, guild_id, month, default_allowance=self._house.default_allowance)

    def offer_for(self, clip: Clip, operation: Operation) -> tuple[Offer, Limits]:
        """What an operation on a clip costs and takes; raises ModelUnavailable where its family lost it."""
        family = self._house.catalog.family(clip.family)
        offer = family.offers.get(operation)
        if offer is None:
            raise ModelUnavailable(f"{family.label} no longer offers this; nothing was charged.")
        return offer, family.limits(operation, clip.model)


def stage_of(job: Job, made: tuple[Clip, ...], *, posting: bool) -> Stage:
    """What is going on with a job, from its row and its clips."""
    match job.state:
        case JobState.QUEUED:
            return Stage.QUEUED
        case JobState.SUBMITTING:
            return Stage.SENDING
        case JobState.RUNNING:
            ready = any(clip.state is ClipState.SUCCEEDED for clip in made)
            return Stage.ONE_READY if ready else Stage.COMPOSING
        case JobState.DONE:
            return Stage.DONE if job.delivered_at or not posting else Stage.POSTING
        case JobState.FAILED:
            return Stage.FAILED


def elapsed(job: Job, now: datetime) -> float:
    """Seconds since the vendor accepted the job."""
    return (now - (job.started_at or now)).total_seconds()
