"""From an order to a plan: who makes it at what price, with what only the database knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.context import next_month
from bot.errors import BadWords, ClipGone, ClipUnfit, OutOfCredits, PersonaGone, RequestRefused
from bot.musicapi import answers
from bot.musicapi.answers import PickedVoice
from bot.musicapi.operations import Operation, spec_of
from bot.musicapi.requests import Details, SongRequest
from bot.orders import candidates
from data import clips, guilds, members, personas, retirements
from data.jobs import queries
from data.rows import NewJob

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.context import Context
    from bot.musicapi.catalog import Catalog
    from bot.musicapi.offers import Offer
    from bot.orders.candidates import Candidate
    from bot.orders.order import Order
    from data.engine.database import Transaction
    from data.rows import Account, Clip, Job


@dataclass(frozen=True, slots=True)
class Plan:
    """Who makes it at what price."""

    request: SongRequest
    offer: Offer


async def plan_order(tx: Transaction, context: Context, order: Order) -> tuple[Order, Plan]:
    """The order with all that it needs, and who makes it at what price; raises PersonError."""
    order = await _with_voice(tx, await _with_other_clip(tx, order))
    spec = order.operation.spec
    if spec.makes_persona:
        await _check_name(tx, order)
    if spec.needs_persona:
        await _check_persona(tx, order)
    made_by, preferred = "", ()
    if spec.needs_extension and order.parent is not None:
        origin = await queries.get(tx, order.parent.job_id)
        made_by = origin.operation if origin else ""
    if spec.is_new_song and not order.model:
        preferred = await members.defaults(tx, guild_id=order.guild_id, user_id=order.user_id)
    retired = await retirements.known(tx, host=context.musicapi_host)
    return order, choose_plan(
        order,
        context.catalog,
        retired,
        now=context.now(),
        made_by=made_by,
        preferred=[name for name in preferred if name],
    )


async def load_request(context: Context, job: Job) -> SongRequest:
    """What MusicAPI is asked for a job, its source clip included."""
    if job.parent_id is None:
        return request_of(job, None)
    async with context.database.reading() as tx:
        return request_of(job, await clips.get(tx, job.parent_id, guild_id=job.guild_id))


async def out_of_credits(tx: Transaction, context: Context, job: Job) -> OutOfCredits:
    """What the person is told whose server cannot pay for the job."""
    account: Account = await guilds.account(tx, job.guild_id, job.month, default_allowance=context.default_allowance)
    resets = int(next_month(context.now()).timestamp())
    spec = spec_of(job.operation)
    this = "a song" if spec.is_new_song and not spec.needs_persona else "this"
    credits = "credit" if account.left == 1 else "credits"
    return OutOfCredits(
        f"This server has {account.left} {credits} left and {this} costs {job.price}; nothing was charged, "
        f"and new credits come <t:{resets}:R>."
    )


def choose_plan(
    order: Order,
    catalog: Catalog,
    retired: AbstractSet[tuple[str, str]],
    *,
    now: datetime,
    made_by: str = "",
    preferred: Sequence[str] = (),
) -> Plan:
    """The plan of a tidied order; raises PersonError, in the words of the family that was wanted.

    `made_by` is the operation that the parent came of, `preferred` the models of whoever names none.
    """
    if order.parent is not None:
        chosen = candidates.for_clip(order.parent, order.operation, made_by, catalog, retired, now, order.model)
        return _planned(order, chosen, catalog)
    refusals: list[tuple[int, RequestRefused]] = []
    for chosen in candidates.for_operation(order.operation, order.model, catalog, retired, preferred):
        try:
            return _planned(order, chosen, catalog)
        except RequestRefused as too_much:
            refusals.append((chosen.limits.prompt + chosen.limits.style + chosen.limits.lyrics, too_much))
    # Whoever takes the most texts would have been the easiest to please: the others ask for more than is needed.
    raise max(refusals, key=lambda refusal: refusal[0])[1]


def next_plan(job: Job, catalog: Catalog, retired: AbstractSet[tuple[str, str]]) -> Plan | None:
    """Who makes the job instead of the family that refused it, or None where no later one can."""
    if job.family_chosen:
        return None
    names = [family.name for family in catalog.families]
    # Only ever forward, so that two families that both refuse do not send a job to and fro.
    later = names[names.index(job.family) + 1 :] if job.family in names else []
    for name in later:
        for chosen in candidates.for_model(Operation(job.operation), name, catalog, retired):
            candidate = replace(request_of(job, None), family=name, model=chosen.model.name)
            if catalog.find_violation(candidate) is None:
                return Plan(candidate, chosen.offer)
    return None


def request_of(job: Job, parent: Clip | None) -> SongRequest:
    """What MusicAPI is asked for a job; `parent` is the clip that it extends or covers."""
    return SongRequest(
        operation=Operation(job.operation),
        family=job.family,
        model=job.model,
        prompt=job.prompt,
        title=job.title,
        style=job.style,
        lyrics=job.lyrics,
        instrumental=job.instrumental,
        continue_at=job.continue_at,
        details=Details.from_json(job.details),
        **_source(parent),
    )


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
        family_chosen=bool(order.model) or order.parent is not None,
        price=plan.offer.price,
        clips_expected=clips_expected(plan.offer),
        prompt=order.prompt,
        title=order.title,
        style=order.style,
        lyrics=order.lyrics,
        instrumental=order.instrumental,
        parent_id=order.parent.id if order.parent else None,
        continue_at=order.continue_at,
        details=order.details.as_json(),
        webhook_token=webhook_token,
    )


def clips_expected(offer: Offer) -> int:
    """How many clips the row of a job expects; one that gives none has one result."""
    return max(1, offer.clips)


async def _with_other_clip(tx: Transaction, order: Order) -> Order:
    """The order with MusicAPI's name for its second clip, which has to be of the same server and family."""
    if order.details.other_clip is None:
        return order
    other = await clips.get(tx, order.details.other_clip, guild_id=order.guild_id)
    if other is None or other.deleted_at is not None:
        raise ClipGone("The second clip is no clip of this server any more; nothing was charged.")
    if order.parent is not None and other.family != order.parent.family:
        raise ClipUnfit("Both clips must come from the same family of models; nothing was charged.")
    return replace(order, details=replace(order.details, other_clip_id=other.clip_id))


async def _with_voice(tx: Transaction, order: Order) -> Order:
    """An order for a persona with the voice that was picked out of its clip last, if any was."""
    picking = order.operation.spec.takes_voice_of
    if picking is None or order.parent is None or order.details.vox_id:
        return order
    job = await queries.last_result(tx, order.guild_id, order.parent.id, operation=picking)
    voice = answers.from_json((job.result or {}).get("answer") or {}) if job else None
    if not isinstance(voice, PickedVoice) or not voice.vox_id:
        return order
    details = replace(order.details, vox_id=voice.vox_id)
    starts_at, ends_at = voice.starts_at, voice.ends_at
    # What MusicAPI says of the section may be half of it, or end past the clip: it knows the section by the voice's id.
    if starts_at is not None and ends_at is not None and starts_at + 1 <= ends_at <= (order.parent.duration or ends_at):
        details = replace(details, starts_at=starts_at, ends_at=ends_at)
    return replace(order, details=details)


async def _check_persona(tx: Transaction, order: Order) -> None:
    """Raise PersonaGone where the server has no such persona, by now or at all."""
    wanted = order.details.persona_id
    if wanted and wanted not in {persona.vendor_id for persona in await personas.of_guild(tx, order.guild_id)}:
        raise PersonaGone("This server has no such persona; nothing was charged.")


async def _check_name(tx: Transaction, order: Order) -> None:
    taken = {persona.name.casefold() for persona in await personas.of_guild(tx, order.guild_id)}
    if order.title.casefold() in taken:
        raise BadWords("This server has a persona of that name already; nothing was charged, please choose another.")


def _planned(order: Order, chosen: Candidate, catalog: Catalog) -> Plan:
    request = SongRequest(
        operation=order.operation,
        family=chosen.family.name,
        model=chosen.model.name,
        prompt=order.prompt,
        title=order.title,
        style=order.style,
        lyrics=order.lyrics,
        instrumental=order.instrumental,
        continue_at=order.continue_at,
        details=order.details,
        **_source(order.parent),
    )
    violation = catalog.find_violation(request)
    if violation is not None:
        raise RequestRefused(violation)
    return Plan(request, chosen.offer)


def _source(parent: Clip | None) -> dict[str, Any]:
    if parent is None:
        return {}
    return {
        "source_clip_id": parent.clip_id,
        "source_duration": parent.duration,
        "source_uploaded": parent.uploaded,
        "source_lyrics": parent.lyrics,
    }
