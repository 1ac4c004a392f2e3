"""From an order to a plan: who makes it at what price, with what only the database knows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.context import Context, next_month
from bot.errors import ClipGone, ClipUnfit, PersonError, Problem, RequestRefused
from bot.musicapi import answers
from bot.musicapi.answers import PickedVoice
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Offer
from bot.musicapi.operations import Operation, spec_of
from bot.musicapi.requests import NO_SOURCE, SongRequest, SourceClip
from bot.orders.candidates import TRIED_AGAIN_AFTER, Candidate, Market, retired_name
from bot.orders.needed_versions import needed_version
from bot.orders.order import Order
from bot.orders.passed_over import Reason, defaults_unavailable, refusing, unavailable
from data import clips, ledger, personas, retirements
from data.brief import Details, PassedOver
from data.engine.transaction import Transaction
from data.jobs import queries
from data.jobs.placing import OrderFacts
from data.rows import Account, Clip, Job, NewJob


@dataclass(frozen=True, slots=True)
class Plan:
    """Who makes it at what price; the request's details say which models were passed over, and why."""

    request: SongRequest
    offer: Offer
    musicapi_key: str | None = None  # the name of the only key that knows what it is made of; None: any will do


async def plan_order(tx: Transaction, context: Context, order: Order, facts: OrderFacts) -> Plan:
    """Decide who makes a tidied order at what price, with all that its request needs; raises PersonError."""
    source = await _load_source(tx, order)
    order = await _with_voice(tx, await _with_other_clip(tx, order, source), source)
    spec = order.operation.spec
    if spec.makes_persona or spec.needs_persona:
        await _check_personas(tx, order)
    origin = await queries.get(tx, source.job_id) if source is not None else await _maker_of_persona(tx, order)
    key = None if origin is None else _require_key(context, context.key_of(origin))
    made_by = origin.operation if spec.needs_extension and origin is not None else ""
    defaults = facts.defaults.in_order if spec.is_new_song and not order.model else ()
    preferred = (order.prefers, *defaults)
    retired = facts.retired
    while True:
        plan = _choose_plan(order, source, Market(context.catalog, retired, context.now()), made_by, preferred)
        asked = (plan.request.family, retired_name(order.operation, uploaded=plan.request.source.uploaded))
        if asked not in facts.on_trial or await _take_trial(tx, context, *asked):
            return replace(plan, musicapi_key=key)
        retired |= {asked}


async def _maker_of_persona(tx: Transaction, order: Order) -> Job | None:
    """Return the job that made the persona which is to sing, None where there is none."""
    wanted = order.brief.details.persona_id
    living = await personas.of_guild(tx, order.guild_id) if wanted else []
    persona = next((each for each in living if each.vendor_id == wanted), None)
    return None if persona is None else await queries.get(tx, persona.job_id)


def _require_key(context: Context, key: str) -> str:
    """Return the name of a key; raises ClipUnfit where the operator took it away: no other account knows the clip."""
    if key not in context.musicapi_keys:
        raise ClipUnfit(Problem.KEY_GONE)
    return key


async def _take_trial(tx: Transaction, context: Context, family: str, operation: str) -> bool:
    """Let the order be the one that asks again for what MusicAPI took away; False: there is one already."""
    now = context.now()
    return await retirements.take_trial(
        tx, host=context.musicapi_host, family=family, operation=operation, since=now - TRIED_AGAIN_AFTER, now=now
    )


async def load_request(context: Context, job: Job) -> SongRequest:
    """Return what MusicAPI is asked for a job, its source clip included; raises ClipGone where that was deleted."""
    if job.brief.source is None:
        return request_of(job, None)
    source = await context.database.read(clips.get, job.brief.source, guild_id=job.guild_id, viewer=None)
    if source is not None and source.deleted_at is not None:
        raise ClipGone(Problem.CLIP_DELETED)
    return request_of(job, source)


async def out_of_credits(tx: Transaction, context: Context, job: Job) -> PersonError:
    """What the person is told whose server cannot pay for the job."""
    account = await ledger.account(tx, job.guild_id, job.month, default_allowance=context.default_allowance)
    return _too_few_credits(context, account, job.operation, job.price)


def check_credits(context: Context, account: Account, candidate: Candidate) -> None:
    """Raise PersonError where the server has not the credits for it now, so that nobody fills in a form in vain.

    The hold decides: others may spend what is left meanwhile.
    """
    if account.left < candidate.offer.price:
        raise _too_few_credits(context, account, candidate.offer.operation, candidate.offer.price)


def _too_few_credits(context: Context, account: Account, operation: str, price: int) -> PersonError:
    resets = int(next_month(context.now(), account.time_zone).timestamp())
    spec = spec_of(operation)
    problem = (
        Problem.OUT_OF_CREDITS_FOR_A_SONG if spec.is_new_song and not spec.needs_persona else Problem.OUT_OF_CREDITS
    )
    return PersonError(problem, left=account.left, price=price, resets=resets)


def _choose_plan(order: Order, source: Clip | None, market: Market, made_by: str, preferred: Sequence[str]) -> Plan:
    """The plan of a tidied order; raises PersonError, in the words of the family that was wanted.

    `source` is the clip that it is made of and `made_by` the operation that made that clip; `preferred` are the models
    to try first where the order names none.
    """
    if source is not None:
        candidate = market.for_clip(source, order.operation, made_by, order.model)
        return _plan(order, candidate, source, market.catalog)
    refusals: list[tuple[int, RequestRefused]] = []
    passed = defaults_unavailable(market, order.operation, preferred)
    for candidate in market.for_operation(order.operation, order.model, preferred):
        try:
            return _plan(order, candidate, None, market.catalog, passed)
        except RequestRefused as too_much:
            passed.append(refusing(candidate, too_much))
            limits = candidate.limits
            refusals.append((limits.prompt + limits.style + limits.lyrics, too_much))
    # The family that takes the longest texts asks for the smallest change.
    raise max(refusals, key=lambda refusal: refusal[0])[1]


def next_plan(job: Job, market: Market) -> Plan | None:
    """Who makes the job instead of the family that refused it, or None where none is left that did not.

    The job remembers who refused it, so that two families do not send it to and fro: their order alone, which for a
    recording changes with what MusicAPI takes away, would not tell.
    """
    if job.family_chosen:
        return None
    passed = (*job.brief.details.passed_over, unavailable(f"{job.family}/{job.model}"))
    brief = job.brief.with_passed_over(passed)
    refused = {job.family} | _families_that_refused(passed, market.catalog)
    left = [family.name for family in market.families_for(Operation(job.operation)) if family.name not in refused]
    for name in left:
        for candidate in market.for_model(Operation(job.operation), name):
            request = replace(request_of(job, None), family=name, model=candidate.model.name, brief=brief)
            with suppress(RequestRefused):
                market.catalog.check_request(request)
                return Plan(request, candidate.offer)
    return None


def _families_that_refused(passed_over: Sequence[PassedOver], catalog: Catalog) -> set[str]:
    """The families of the models that could not be had, but for models that the family does not even know."""
    names = [each.model.partition("/") for each in passed_over if each.why == Reason.NOT_AVAILABLE]
    found = [(catalog.find_family(family), model) for family, _, model in names]
    return {family.name for family, model in found if family is not None and family.model(model) is not None}


def request_of(job: Job, source: Clip | None) -> SongRequest:
    """What MusicAPI is asked for a job; `source` is the clip that it is made of."""
    return SongRequest(Operation(job.operation), job.family, job.model, job.brief, _source_clip(source))


def new_job(order: Order, plan: Plan, webhook_token: str | None = None) -> NewJob:
    """The row to be written for an order; `webhook_token` is in the address that MusicAPI calls."""
    return NewJob(
        interaction_id=order.interaction_id,
        guild_id=order.guild_id,
        channel_id=order.channel_id,
        user_id=order.user_id,
        token=order.token,
        token_expires_at=order.token_expires_at,
        file_limit=order.file_limit,
        operation=order.operation,
        family=plan.request.family,
        model=plan.request.model,
        family_chosen=bool(order.model) or order.brief.source is not None,
        price=plan.offer.price,
        clips_expected=clips_expected(plan.offer),
        brief=plan.request.brief,
        webhook_token=webhook_token,
        needs_version=needed_version(order.operation, plan.request.family, plan.request.brief.details),
        musicapi_key=plan.musicapi_key,
        language=order.server_language or None,
        member_language=order.member_language or None,
    )


def clips_expected(offer: Offer) -> int:
    """How many clips the row of a job expects; one that gives none has one result."""
    return max(1, offer.clips)


async def _load_source(tx: Transaction, order: Order) -> Clip | None:
    """Return the clip that the order is made of, None where it is made of none; raises ClipGone."""
    if order.brief.source is None:
        return None
    source = await clips.get(tx, order.brief.source, guild_id=order.guild_id, viewer=order.viewer)
    if source is None or source.deleted_at is not None:
        raise ClipGone(Problem.CLIP_NOT_HERE)
    return source


async def _with_other_clip(tx: Transaction, order: Order, source: Clip | None) -> Order:
    """Return the order with MusicAPI's id of its second clip, of the same server and family; raises PersonError."""
    other_id = order.brief.details.other_clip
    if other_id is None:
        return order
    other = await clips.get(tx, other_id, guild_id=order.guild_id, viewer=order.viewer)
    if other is None or other.deleted_at is not None:
        raise ClipGone(Problem.SECOND_CLIP_GONE)
    if source is not None and other.family != source.family:
        raise ClipUnfit(Problem.DIFFERENT_FAMILIES)
    return _with_details(order, replace(order.brief.details, other_clip_id=other.clip_id))


async def _with_voice(tx: Transaction, order: Order, source: Clip | None) -> Order:
    """Return an order for a persona with the voice that was last picked out of its clip, if there is one."""
    details, picking = order.brief.details, order.operation.spec.takes_voice_of
    if picking is None or source is None or details.vox_id:
        return order
    job = await queries.last_result(tx, order.guild_id, source.id, operation=picking)
    voice = answers.from_json((job.result or {}).get("answer") or {}) if job else None
    if not isinstance(voice, PickedVoice) or not voice.vox_id:
        return order
    details = replace(details, vox_id=voice.vox_id)
    starts_at, ends_at = voice.starts_at, voice.ends_at
    # What MusicAPI says of the section may be half of it, or end past the clip: it knows the section by the voice's id.
    if starts_at is not None and ends_at is not None and starts_at + 1 <= ends_at <= (source.duration or ends_at):
        details = replace(details, starts_at=starts_at, ends_at=ends_at)
    return _with_details(order, details)


def _with_details(order: Order, details: Details) -> Order:
    return replace(order, brief=replace(order.brief, details=details))


async def _check_personas(tx: Transaction, order: Order) -> None:
    """Raise PersonError where a new persona's name is taken, PersonError where the server has none that is to sing."""
    spec, living = order.operation.spec, await personas.of_guild(tx, order.guild_id)
    if spec.makes_persona and order.brief.title.casefold() in {persona.name.casefold() for persona in living}:
        raise PersonError(Problem.NAME_TAKEN)
    wanted = order.brief.details.persona_id
    if spec.needs_persona and wanted and wanted not in {persona.vendor_id for persona in living}:
        raise PersonError(Problem.PERSONA_UNKNOWN)


def _plan(
    order: Order, candidate: Candidate, source: Clip | None, catalog: Catalog, passed: Sequence[PassedOver] = ()
) -> Plan:
    brief = order.brief.with_passed_over(passed)
    request = SongRequest(order.operation, candidate.family.name, candidate.model.name, brief, _source_clip(source))
    catalog.check_request(request)
    return Plan(request, candidate.offer)


def _source_clip(clip: Clip | None) -> SourceClip:
    return SourceClip(clip.clip_id, clip.duration, uploaded=clip.uploaded, lyrics=clip.lyrics) if clip else NO_SOURCE
