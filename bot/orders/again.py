"""Pure: a job that is over as an order that can be placed again, and where that makes sense."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bot.musicapi.operations import Gives, Operation, OperationSpec, StartsFrom, spec_of
from bot.orders.order import Order
from data.brief import Brief
from data.rows import Job

ASKED_FROM: Final = 25  # credits; what costs as much is asked for before another take of it is made
FEW_LEFT: Final = 25  # credits; where a server has fewer, each press counts


def order_again(job: Job, asked: Order, *, by_same_model: bool = False) -> Order:
    """The order that made `job`, now placed by whoever `asked`.

    `by_same_model` means that no other model may make it. Without, another one may where the job's person had chosen
    none, and the job's own is asked first.
    """
    own, operation = model_of(job), Operation(job.operation)
    if operation.spec.starts_from is StartsFrom.CLIP:  # the family and the model of the clip make it
        return replace(asked, operation=operation, model="", brief=job.brief, pressed_under=job.user_id)
    named = {"model": own} if by_same_model or job.family_chosen else {"model": "", "prefers": own}
    return replace(asked, operation=operation, brief=job.brief, pressed_under=job.user_id, **named)


def model_of(job: Job) -> str:
    """The model that makes a job, such as `sonic/sonic-v5`."""
    return f"{job.family}/{job.model}"


def texts_of(brief: Brief) -> dict[str, str]:
    """What was typed, by the names of its fields."""
    return {"prompt": brief.prompt, "title": brief.title, "style": brief.style, "lyrics": brief.lyrics}


def edited_brief(brief: Brief, texts: dict[str, str]) -> Brief:
    """What was asked for, with other `texts`; lyrics that were typed for an instrumental are sung."""
    changed = replace(brief, **texts)
    return replace(changed, instrumental=changed.instrumental and not changed.lyrics.strip())


def is_worth_asking(price: int, left: int) -> bool:
    """Whether a press that costs `price` is asked about once more, of a server with `left` credits.

    Not where it cannot be paid: then there is nothing to agree to.
    """
    return left >= price and (price >= ASKED_FROM or left < FEW_LEFT)


def can_be_tried_again(job: Job, now: datetime) -> bool:
    """Whether a failed job can be asked for again as it was."""
    return is_known(job) and not has_lost_its_recording(job, now)


def can_have_another_take(job: Job, now: datetime) -> bool:
    """Whether asking for a finished job again gives something else: not the same once more."""
    spec = spec_of(job.operation)
    is_another = spec.gives is Gives.SONGS and not spec.is_upload and not spec.takes_nothing
    return is_known(job) and (is_another or _is_written(spec)) and not has_lost_its_recording(job, now)


def can_be_edited(job: Job, now: datetime) -> bool:
    """Whether there is a form for what was typed for a job."""
    spec = spec_of(job.operation)
    is_kept = spec.starts_from is StartsFrom.RECORDING and not has_lost_its_recording(job, now)
    return is_known(job) and (spec.is_new_song or _is_written(spec) or is_kept or _has_form(spec))


def is_known(job: Job) -> bool:
    """Whether this version knows what was asked for; a later one may have written it down."""
    return job.operation in set(Operation)


def has_lost_its_recording(job: Job, now: datetime) -> bool:
    """Whether the recording that a job was made of cannot be fetched any more, as far as its address tells."""
    expires = expires_at(job.brief.details.url)
    return expires is not None and expires <= now


def expires_at(url: str) -> datetime | None:
    """When an address of Discord's stops working, as its signature says (`ex`, in hexadecimal); None: it has none."""
    said = parse_qs(urlsplit(url).query)
    try:
        return datetime.fromtimestamp(int(said["ex"][0], 16), UTC) if said.keys() >= {"ex", "is", "hm"} else None
    except (ValueError, OverflowError, OSError):
        return None


def _is_written(spec: OperationSpec) -> bool:
    """Whether it is words that are made of words, and other ones each time."""
    return spec.is_small and spec.starts_from is StartsFrom.WORDS


def _has_form(spec: OperationSpec) -> bool:
    return spec.starts_from is StartsFrom.CLIP and not spec.takes_nothing
