"""Pure: what a person ordered, and which family and model will make it at what price."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import BadWords, ModelUnavailable
from bot.musicapi.catalog import Operation
from bot.musicapi.requests import SongRequest
from bot.words import TITLE_LIMIT, many_lines, one_line
from data.rows import NewJob

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.musicapi.catalog import Catalog, Family, Offer
    from data.rows import Clip, Job


@dataclass(frozen=True, slots=True)
class Order:
    """A press of Enter: who asked for what, where; `model` is `family/model` or empty for the first that can."""

    interaction_id: int
    guild_id: int
    channel_id: int
    user_id: int
    token: str = field(repr=False)
    token_expires_at: datetime
    file_limit: int
    prompt: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    model: str = ""
    parent: Clip | None = None
    continue_at: float | None = None

    @property
    def operation(self) -> Operation:
        """Create without a parent; with one, extend from a moment or cover the whole."""
        if self.parent is None:
            return Operation.CREATE
        return Operation.COVER if self.continue_at is None else Operation.EXTEND


@dataclass(frozen=True, slots=True)
class Plan:
    """Who makes it at what price."""

    request: SongRequest
    offer: Offer


def tidy(order: Order) -> Order:
    """The order with its words checked and tidied; raises BadWords."""
    tidied = replace(
        order,
        prompt=one_line(order.prompt, "prompt"),
        title=one_line(order.title, "title"),
        style=one_line(order.style, "style"),
        lyrics=many_lines(order.lyrics, "lyrics"),
    )
    if len(tidied.title) > TITLE_LIMIT:
        raise BadWords(
            f"A title may have {TITLE_LIMIT} characters, this one has {len(tidied.title)}; nothing was charged."
        )
    if tidied.parent is None and not (tidied.prompt or tidied.lyrics):
        raise BadWords("Please say what the song should be like, such as “r&b pop”; nothing was charged.")
    if tidied.instrumental and tidied.lyrics:
        raise BadWords(
            "An instrumental has no words, so leave out either the lyrics or the instrumental; nothing was charged."
        )
    return tidied


def plan(order: Order, catalog: Catalog, retired: AbstractSet[tuple[str, str]]) -> Plan:
    """The plan of a tidied order; raises BadWords or ModelUnavailable, in the words of the family that was wanted."""
    if order.parent is not None:
        return _planned(order, catalog, retired, order.parent.family, order.parent.model)
    if order.model:
        family, _, model = order.model.partition("/")
        return _planned(order, catalog, retired, family, model)
    return _first_that_can(order, catalog, retired)


def next_plan(job: Job, catalog: Catalog, retired: AbstractSet[tuple[str, str]]) -> Plan | None:
    """Who makes the job instead of the family that refused it, or None where no later one can."""
    names = [family.name for family in catalog.families]
    # Only ever forward, so that two families that both refuse do not send a job to and fro.
    for family in catalog.families[names.index(job.family) + 1 :] if job.family in names else ():
        if (family.name, Operation.CREATE) in retired:
            continue
        candidate = replace(request_of(job, None), family=family.name, model=family.default_model)
        if catalog.can_take(candidate) is None:
            return Plan(candidate, family.offers[Operation.CREATE])
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
        source_clip_id=parent.clip_id if parent else None,
        continue_at=job.continue_at,
        source_duration=parent.duration if parent else None,
    )


def new_job(order: Order, plan: Plan) -> NewJob:
    """The row to be written for an order."""
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
        clips_expected=plan.offer.clips,
        prompt=order.prompt,
        title=order.title,
        style=order.style,
        lyrics=order.lyrics,
        instrumental=order.instrumental,
        parent_id=order.parent.id if order.parent else None,
        continue_at=order.continue_at,
    )


def _first_that_can(order: Order, catalog: Catalog, retired: AbstractSet[tuple[str, str]]) -> Plan:
    refusal: Exception = ModelUnavailable(
        "No model can make new songs at the moment; nothing was charged, please try later."
    )
    for family in catalog.families:
        try:
            return _planned(order, catalog, retired, family.name, family.default_model)
        except BadWords as too_much:
            refusal = too_much  # the last family's limits are the ones that nobody could take
        except ModelUnavailable:
            continue
    raise refusal


def _planned(order: Order, catalog: Catalog, retired: AbstractSet[tuple[str, str]], family: str, model: str) -> Plan:
    known = _family(catalog, family, order)
    if known is None or known.model(model) is None or order.operation not in known.offers:
        raise ModelUnavailable("That model is not available here; nothing was charged, please choose another one.")
    if (family, order.operation) in retired:
        raise ModelUnavailable(
            f"{known.label} no longer offers this; nothing was charged, please choose another model."
        )
    request = SongRequest(
        operation=order.operation,
        family=family,
        model=model,
        prompt=order.prompt,
        title=order.title,
        style=order.style,
        lyrics=order.lyrics,
        instrumental=order.instrumental,
        source_clip_id=order.parent.clip_id if order.parent else None,
        continue_at=order.continue_at,
        source_duration=order.parent.duration if order.parent else None,
    )
    refusal = catalog.can_take(request)
    if refusal:
        raise BadWords(f"{refusal.rstrip('.')}; nothing was charged.")
    return Plan(request, known.offers[order.operation])


def _family(catalog: Catalog, name: str, order: Order) -> Family | None:
    """A family that the operator chose; for what is made from a clip, the clip's own, chosen or not."""
    if order.parent is not None:
        return catalog.family(name)
    return next((family for family in catalog.families if family.name == name), None)
