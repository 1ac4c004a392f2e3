"""Pure: what a small operation found out, or how far it is, as a few lines for whoever asked."""

from __future__ import annotations

import discord

from bot.status.job_status import JobStatus, Stage
from cogs.cards.results import result_of
from cogs.cards.status import colour_of, relative, why_failed, with_chosen_title
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from data.rows import Clip

TITLE_SHOWN = 100
WORDS_SHOWN = 120


def small_card(status: JobStatus, note: str = "", *, has_buttons: bool = True, is_known: bool = False) -> discord.Embed:
    """What came of it, and in small letters of what it was made and what it cost; `note` is one more such line.

    Without buttons below, as in a letter, it names none of them. What `is_known` already is free.
    """
    lines = [*_said(status, has_buttons=has_buttons), _origin(status, is_known), note]
    card = discord.Embed(
        title=_heading(status),
        description="\n".join(line for line in lines if line),
        colour=colour_of(status.stage),
    )
    if status.stage is Stage.DONE:
        for name, value, inline in result_of(status).fields:
            if inline:  # what stands side by side
                card.add_field(name=name, value=value)
    return card


def _heading(status: JobStatus) -> str:
    words = words_for(status.job.operation)
    match status.stage:
        case Stage.QUEUED | Stage.APPROVAL:
            return words.waiting
        case Stage.SENDING | Stage.ANSWER_LOST:
            return words.sending
        case Stage.DONE:
            return words.ready
        case Stage.FAILED:
            return words.failed
        case Stage.POSTING:
            return words.posting
        case Stage.COMPOSING | Stage.ONE_READY:
            return words.making


def _said(status: JobStatus, *, has_buttons: bool) -> list[str]:
    match status.stage:
        case Stage.FAILED:
            return [why_failed(status, has_buttons=has_buttons)]
        case Stage.DONE:
            return [value for _, value, inline in result_of(status).fields if not inline]
        case Stage.ANSWER_LOST:
            return [say("answer-lost")]
        case _ if status.asked_again_at is not None:
            return [say("small-pause", when=relative(status.asked_again_at))]
        case _:
            return []


def _origin(status: JobStatus, is_known: bool) -> str:
    """What it was made of, and its price, of which a failure speaks already."""
    price, brief = status.job.price, status.job.brief
    if status.stage is Stage.FAILED:
        return ""
    words = escape_markdown(brief.prompt or brief.style, WORDS_SHOWN)
    origin = _clip(status, status.parent) if status.parent else say("asked-prompt", prompt=words) if words else ""
    if is_known:
        return say("small-known-of", origin=origin) if origin else say("small-known")
    return say("small-of", origin=origin, count=price) if origin else say("small-price", count=price)


def _clip(status: JobStatus, clip: Clip) -> str:
    """The clip that it was made of; one of another channel is not called by its title, which not everybody may know."""
    made_by = status.parent_job
    if made_by is not None and made_by.channel_id != status.job.channel_id:
        name = say("lineage-elsewhere", number=clip.position)
    else:
        title = escape_markdown(with_chosen_title(clip, made_by).title, TITLE_SHOWN) or say("untitled")
        name = say("lineage-clip", number=clip.position, title=title)
    verb = words_for(status.job.operation).lineage
    return say("lineage-from", verb=verb, clip=name, where="") if verb else say("lineage-of", clip=name)
