"""Pure: what a person ordered, and which family and model will make it at what price."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot import choices
from bot.errors import BadWords
from bot.musicapi.catalog import Operation
from bot.musicapi.requests import Details, SongRequest
from bot.words import TITLE_LIMIT, many_lines, one_line
from data.rows import NewJob

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.choices import Choice
    from bot.musicapi.catalog import Catalog, Offer
    from data.rows import Clip, Job

NO_DETAILS = Details()
SUNG = frozenset({Operation.CREATE, Operation.PERSONA_SONG})  # what begins with nothing but words


@dataclass(frozen=True, slots=True)
class Order:
    """A press of Enter: who asked for what, where.

    `model` is `family/model`, a family, or empty for the member's default or the first that can; an order with a
    `parent` is made by the parent's family. `details.length` of an upload is how long the recording is.
    """

    interaction_id: int
    guild_id: int
    channel_id: int
    user_id: int
    token: str = field(repr=False)
    token_expires_at: datetime
    file_limit: int
    operation: Operation = Operation.CREATE
    prompt: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    model: str = ""
    parent: Clip | None = None
    continue_at: float | None = None  # seconds, of an extension; None: from the clip's end
    details: Details = NO_DETAILS


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
    if tidied.operation in SUNG and not (tidied.prompt or tidied.lyrics):
        raise BadWords("Please say what the song should be like, such as “r&b pop”; nothing was charged.")
    if tidied.instrumental and tidied.lyrics:
        raise BadWords(
            "An instrumental has no words, so leave out either the lyrics or the instrumental; nothing was charged."
        )
    return tidied


def plan(
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
        chosen = choices.of_clip(order.parent, order.operation, made_by, catalog, retired, now, order.model)
        return _planned(order, chosen, catalog)
    refusals: list[tuple[int, BadWords]] = []
    for chosen in choices.candidates(order.operation, order.model, catalog, retired, preferred):
        try:
            return _planned(order, chosen, catalog)
        except BadWords as too_much:
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
        for chosen in choices.named(Operation(job.operation), name, catalog, retired):
            candidate = replace(request_of(job, None), family=name, model=chosen.model.name)
            if catalog.can_take(candidate) is None:
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


def _planned(order: Order, chosen: Choice, catalog: Catalog) -> Plan:
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
    refusal = catalog.can_take(request)
    if refusal:
        raise BadWords(f"{refusal.rstrip('.')}; nothing was charged.")
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
