"""The forms of Extend and Cover, and the format that they share with everything below More…."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from bot.musicapi.operations import Operation
from bot.orders.user_text import clock_time, seconds
from cogs.components.custom_id import ROW_ID, CustomId
from cogs.forms.form import Form
from cogs.forms.long_text import hint_for, is_untouched, shown_text, whole_text
from cogs.forms.section_menus import after_each
from cogs.forms.song_form import PRICE
from cogs.text.form_words import A_STYLE, TIMELINE_TEACHES
from cogs.text.sentences import price_line
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.musicapi.offers import Limits
    from bot.orders.sections import Section
    from bot.status.snapshots import ClipOperation
    from data.rows import Clip, Job


@dataclass(frozen=True, slots=True)
class ClipForm(CustomId):
    """`form:v1:clip:<operation>:<clips.id>:<price>`: what is made of a clip."""

    operation: Operation
    clip_id: ClipId
    price: int

    pattern: ClassVar[re.Pattern[str]] = re.compile(
        rf"form:v1:clip:(?P<operation>{'|'.join(Operation)}):(?P<clip>{ROW_ID}):(?P<price>{PRICE})"
    )

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"form:v1:clip:{self.operation}:{self.clip_id}:{self.price}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(Operation(match["operation"]), ClipId(int(match["clip"])), int(match["price"]))


def about(asked: ClipOperation) -> ClipForm:
    """What the form of an operation says of itself."""
    return ClipForm(asked.candidate.offer.operation, asked.clip.id, asked.candidate.offer.price)


def extend_form(asked: ClipOperation, *, parts: Sequence[Section] = ()) -> Form:
    """From which moment, with which lyrics and style, a clip goes on; `parts` are its sections as far as known."""
    clip, limits, style_needed = asked.clip, asked.candidate.limits, needs_style(asked)
    form = Form(about(asked), f"Extend clip {clip.position}: {asked.title or 'Untitled'}")
    form.say(f"{price_line(asked.candidate.offer.price, asked.account.left)} {section_advice(asked)}".strip())
    length = (
        f"The clip is {clock_time(clip.duration)} ({int(clip.duration)} s) long"
        if clip.duration
        else "Its length is not known"
    )
    if parts:
        form.choose("section", "After which part", after_each(parts), hint="Left empty, as the next line says")
        end = ", or from the end" if clip.duration else ""
        hint = f"{length}; such as 95 or 1:35. Left empty: after the part{end}"
        form.ask("moment", "Or from which second", hint=hint, limit=10)
    else:
        end = "; left as it is, from its end" if clip.duration else ""
        hint = f"{length}{end}. Such as 95 or 1:35"
        unknown = not clip.duration
        form.ask("moment", "From which second", hint=hint, limit=10, default=shown_end(clip), needed=unknown)
    if limits.lyrics:
        form.ask("lyrics", "New lyrics", hint="Left empty, it goes on without words", limit=limits.lyrics, long=True)
    hint = A_STYLE if style_needed else "Left empty, as before"
    form.ask("style", "Style", hint=hint, limit=limits.style, default=clip.style, needed=style_needed)
    return form


def cover_form(asked: ClipOperation) -> Form:
    """In which style, and with which lyrics, a clip is sung again."""
    clip, limits, style_needed = asked.clip, asked.candidate.limits, needs_style(asked)
    form = Form(about(asked), f"Cover clip {clip.position}: {asked.title or 'Untitled'}")
    form.say(price_line(asked.candidate.offer.price, asked.account.left))
    hint = "Such as: acoustic folk, slower" + ("" if style_needed else "; left empty, as before")
    form.ask("style", "New style", hint=hint, limit=limits.style, needed=style_needed)
    if limits.lyrics:
        hint = hint_for(clip.lyrics, limits.lyrics, "Keep them, change them, or leave none for an instrumental")
        form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=clip.lyrics, long=True)
    return form


def extend_words(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of an extension says; raises PersonError for a moment that is none."""
    lyrics = fields.get("lyrics", "")
    return {
        "continue_at": _moment(asked.clip, fields),
        "lyrics": lyrics,
        "instrumental": not lyrics.strip() and "lyrics" in fields,
        "style": fields.get("style", "").strip() or inherited_style(asked.clip, asked.made_by, asked.candidate.limits),
    }


def cover_words(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of a cover says; lyrics too long to be shown to their end are kept whole if left alone."""
    lyrics = fields.get("lyrics", "")
    if lyrics.strip():
        lyrics = whole_text(lyrics, asked.clip.lyrics, asked.candidate.limits.lyrics)
    return {
        "lyrics": lyrics,
        "instrumental": not lyrics.strip() and "lyrics" in fields,
        "style": fields.get("style", "").strip() or inherited_style(asked.clip, asked.made_by, asked.candidate.limits),
    }


def inherited_style(clip: Clip, made_by: Job | None, limits: Limits) -> str:
    """How a clip sounds, for what is made of it when no other style was typed."""
    # It was written for another model or by the vendor: it may be longer than this one takes.
    return shown_text(clip.style or (made_by.brief.style or made_by.brief.prompt if made_by else ""), limits.style)


def needs_style(asked: ClipOperation) -> bool:
    """Whether a style has to be typed: the family cannot do without one, and the clip has none, as a recording may."""
    inherited = inherited_style(asked.clip, asked.made_by, asked.candidate.limits)
    return "style" in asked.candidate.offer.needs and not inherited


def section_advice(asked: ClipOperation) -> str:
    """How the bot can learn a clip's sections, where it does not know them and its family could tell."""
    clip, offers = asked.clip, asked.candidate.family.offers
    tells = any(operation.spec.times_lyrics for operation in offers) and bool(clip.lyrics) and not clip.timeline
    return TIMELINE_TEACHES if tells else ""


def shown_end(clip: Clip) -> str:
    """The end of a clip in whole seconds, as a form shows it; empty where it is not known."""
    return f"{int(clip.duration)}" if clip.duration else ""


def _moment(clip: Clip, fields: Mapping[str, str]) -> float:
    typed = fields.get("moment", "")
    if not typed.strip():
        typed = fields.get("section", "")
    elif is_untouched(typed, shown_end(clip)):  # shown in whole seconds; meant is the very end
        typed = ""
    return seconds(typed, clip.duration)
