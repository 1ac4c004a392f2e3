"""The forms of what is made of a clip: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.errors import PersonError, Problem
from bot.musicapi.operations import Entry, Operation, SectionRule
from bot.orders.candidates import Candidate
from bot.orders.sections import Section, sections
from bot.orders.user_text import TITLE_LIMIT, clock_time, seconds
from bot.status.snapshots import ClipOperation
from cogs.components.custom_id import ClipForm
from cogs.forms.form import Form, hint_for, is_untouched, shown_text, whole_text
from cogs.forms.section_menus import END, each, each_or_whole, goes_on, stretch
from cogs.text.catalog import say
from cogs.text.discord_limits import FORM_TITLE, OPTION
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from data.brief import Details
from data.ids import ClipId
from data.rows import Clip

CHEAP = 2  # credits; what costs more is asked for twice: in the menu and in a form that says the price
MOMENT_LIMIT, TIMES_LIMIT = 10, 24  # characters
STYLE_SHOWN = 80  # of what stays as before

VARIATIONS = ("subtle", "normal", "high")
ANY = "any"  # the choice of no variation in particular


def needs_no_form(candidate: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return candidate.offer.operation.spec.takes_nothing and candidate.offer.price <= CHEAP


def form_for(asked: ClipOperation, *, reason: str = "") -> Form:
    """The form of any operation on a clip, with its sections where they are known and can be chosen.

    Below its price stands the `reason` why another model takes it than the usual one, where there is any.
    """
    if asked.candidate.offer.operation is Operation.COVER:
        return _cover_form(asked, reason)
    return operation_form(asked, sections(asked.clip.timeline, asked.clip.duration), reason=reason)


def operation_form(asked: ClipOperation, parts: Sequence[Section], *, reason: str = "") -> Form:
    """The form of an operation but Cover; its fields arrive under the names of an order's and of its details."""
    offer, limits, spec = asked.candidate.offer, asked.candidate.limits, asked.candidate.offer.operation.spec
    words, form = words_for(offer.operation), _empty_form(asked)
    has_section = spec.section is not SectionRule.NONE
    lyrics = limits.lyrics if spec.asks_lyrics or spec.extends else 0
    style = limits.style if spec.asks_style or spec.extends else 0
    advice = section_advice(asked) if has_section or spec.extends else ""
    form.say_price(asked.candidate, asked.account.left, reason=reason, notes=[advice])
    if spec.extends:
        _ask_moment(form, asked.clip, parts)
    elif has_section:
        _ask_stretch(form, asked, parts)
    else:
        _ask_first(form, asked)
    if lyrics:
        needed = "lyrics" in offer.needs
        form.ask("lyrics", words.lyrics_label, hint=words.lyrics_hint, limit=lyrics, long=True, needed=needed)
    if style:
        needed, shows = _needs_style(asked) or spec.keeps_lyrics, spec.shows_style or spec.extends
        default = _inherited_style(asked) if shows else ""
        kept = "" if needed or shows else _as_before(asked)
        hint = say("form-style-hint") if shows else words.style_hint
        form.ask("style", words.style_label, hint=hint, example=kept, limit=style, default=default, needed=needed)
    return form


def _cover_form(asked: ClipOperation, reason: str) -> Form:
    """In which style, and with which lyrics, a clip is sung again."""
    clip, limits, needed, form = asked.clip, asked.candidate.limits, _needs_style(asked), _empty_form(asked)
    form.say_price(asked.candidate, asked.account.left, reason=reason)
    kept, hint = "" if needed else _as_before(asked), say("form-cover-style-hint")
    form.ask("style", say("form-cover-style"), hint=hint, example=kept, limit=limits.style, needed=needed)
    if limits.lyrics:
        hint = hint_for(clip.lyrics, limits.lyrics, say("form-cover-lyrics-hint"))
        label = say("form-cover-lyrics")
        form.ask("lyrics", label, hint=hint, limit=limits.lyrics, default=clip.lyrics, long=True)
    return form


def words_of(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of a sent form says; what was left empty is as it is in the clip.

    Raises PersonError for what no form offers, and for a moment that is none.
    """
    clip, operation = asked.clip, asked.candidate.offer.operation
    has_button = operation.spec.entry is Entry.BUTTON
    words: dict[str, Any] = {}
    if not has_button:
        words = {name: fields[name].strip() for name in ("title", "prompt") if fields.get(name, "").strip()}
        words["details"] = _details(asked, fields)
    if operation.spec.extends:
        words["continue_at"] = _moment(clip, fields)
    if "lyrics" in fields:
        lyrics = fields["lyrics"]
        if operation is Operation.COVER and lyrics.strip():  # the only form that shows those of the clip
            lyrics = whole_text(lyrics, clip.lyrics, asked.candidate.limits.lyrics)
        words |= {"lyrics": lyrics, "instrumental": not lyrics.strip()}
    if "style" in fields or has_button:
        words["style"] = fields.get("style", "").strip() or _inherited_style(asked)
    return words


def section_advice(asked: ClipOperation) -> str:
    """How the bot can learn a clip's sections, where it does not know them and its family could tell."""
    clip, offers = asked.clip, asked.candidate.family.offers
    tells = any(operation.spec.times_lyrics for operation in offers) and bool(clip.lyrics) and not clip.timeline
    return say("form-timeline-advice") if tells else ""


def _empty_form(asked: ClipOperation) -> Form:
    offer, clip = asked.candidate.offer, asked.clip
    # Fluent takes no more than a thousand characters of anything.
    name, title = words_for(offer.operation).name, shorten(asked.title, FORM_TITLE) or say("form-untitled")
    if offer.operation.spec.entry is Entry.BUTTON:
        heading = say("form-title-of-clip", number=str(clip.position), operation=name, title=title)
    else:
        heading = say("form-title", operation=name, title=title)
    return Form(ClipForm(offer.operation, clip.id, offer.price), heading)


def _as_before(asked: ClipOperation) -> str:
    """What an empty field for a style says: the style that stays."""
    style = _inherited_style(asked)
    return say("form-as-before", style=shorten(style, STYLE_SHOWN)) if style else ""


def _inherited_style(asked: ClipOperation) -> str:
    """How a clip sounds, for what is made of it when no other style was typed."""
    brief = asked.made_by.brief if asked.made_by else None
    # It was written for another model or by the vendor: it may be longer than this one takes.
    return shown_text(asked.clip.style or (brief.style or brief.prompt if brief else ""), asked.candidate.limits.style)


def _needs_style(asked: ClipOperation) -> bool:
    """Whether a style has to be typed: the family cannot do without one, and the clip has none, as a recording may."""
    return "style" in asked.candidate.offer.needs and not _inherited_style(asked)


def _details(asked: ClipOperation, fields: Mapping[str, str]) -> Details:
    """What only this operation takes, as it was chosen and typed."""
    spec = asked.candidate.offer.operation.spec
    details: dict[str, Any] = {}
    for name, offered in (("variation", VARIATIONS), ("format", asked.candidate.offer.formats)):
        if (value := fields.get(name, "")) and (name, value) != ("variation", ANY):
            if value not in offered:
                raise PersonError(Problem.NOT_IN_THE_MENU)
            details[name] = value
    if spec.section is not SectionRule.NONE:
        part = stretch(fields, asked.clip.duration)
        if part is None and spec.section is SectionRule.REQUIRED:
            raise PersonError(Problem.NO_SECTION)
        details["starts_at"], details["ends_at"] = part or (None, None)
    if spec.needs_second_clip:
        other = fields.get("other_clip", "")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            raise PersonError(Problem.NOT_IN_THE_MENU)
        details["other_clip"] = ClipId(int(other))
    return Details(**details)


def _ask_first(form: Form, asked: ClipOperation) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    offer, limits = asked.candidate.offer, asked.candidate.limits
    spec = offer.operation.spec
    if spec.takes_nothing:
        hint = say("form-result-title-hint")
        form.ask("title", say("form-result-title"), hint=hint, limit=TITLE_LIMIT, default=asked.title)
    elif "variation" in offer.takes:
        form.choose("variation", say("form-variation"), _variations())
    elif offer.formats:
        formats = [discord.SelectOption(label=name.upper(), value=name) for name in offer.formats]
        form.choose("format", say("form-format"), formats, needed=True)
    elif spec.needs_second_clip:
        form.choose("other_clip", say("form-second-clip"), [_clip_option(clip) for clip in asked.others], needed=True)
    elif spec.makes_persona:
        limit, hint = min(limits.title or TITLE_LIMIT, TITLE_LIMIT), say("form-persona-name-hint")
        form.ask("title", say("form-persona-name"), hint=hint, limit=limit, needed=True)
        if limits.prompt:
            hint = say("form-persona-prompt-hint")
            form.ask("prompt", say("form-persona-prompt"), hint=hint, limit=limits.prompt, long=True)


def _ask_moment(form: Form, clip: Clip, parts: Sequence[Section]) -> None:
    """From which moment a clip goes on."""
    ends = clip.duration is not None
    if parts and (options := goes_on(parts, clip.duration)):
        form.choose("section", say("form-continue"), options, needed=ends, as_menu=True)
        form.ask("moment", say("form-moment"), limit=MOMENT_LIMIT)
        return
    end = "" if clip.duration is None else say("form-moment-end", time=clock_time(clip.duration))
    hint = say("form-moment-hint" if ends else "form-moment-hint-unknown")
    form.ask("moment", say("form-moment-alone"), hint=hint, example=end, limit=MOMENT_LIMIT, needed=not ends)


def _ask_stretch(form: Form, asked: ClipOperation, parts: Sequence[Section]) -> None:
    """From where to where."""
    offer = asked.candidate.offer
    longest, is_required = offer.longest_section, offer.operation.spec.section is SectionRule.REQUIRED
    hint = say("form-times-hint-most", seconds=round(longest)) if longest else say("form-times-hint")
    if options := (each if is_required else each_or_whole)(parts, longest):
        example = say("form-part-choose")
        form.choose("section", say("form-part"), options, example=example, needed=not is_required, as_menu=True)
        form.ask("times", say("form-times"), hint=hint, limit=TIMES_LIMIT)
        return
    whole = "" if is_required else say("form-whole-chosen" if longest else "form-whole")
    form.ask("times", say("form-times-alone"), hint=hint, example=whole, limit=TIMES_LIMIT, needed=is_required)


def _shown_end(clip: Clip) -> str:
    """The end of a clip in whole seconds, as a form shows it; empty where it is not known."""
    return f"{int(clip.duration)}" if clip.duration else ""


def _moment(clip: Clip, fields: Mapping[str, str]) -> float:
    typed = fields.get("moment", "")
    if not typed.strip():
        chosen = fields.get("section", "")
        typed = "" if chosen == END else chosen
    elif is_untouched(typed, _shown_end(clip)):  # older forms showed it in whole seconds; meant is the very end
        typed = ""
    return seconds(typed, clip.duration)


def _variations() -> list[discord.SelectOption]:
    named = {
        ANY: say("form-variation-any"),
        "subtle": say("form-variation-subtle"),
        "normal": say("form-variation-normal"),
        "high": say("form-variation-high"),
    }
    return [discord.SelectOption(label=label, value=value, default=value == ANY) for value, label in named.items()]


def _clip_option(clip: Clip) -> discord.SelectOption:
    title, number = shorten(clip.title, OPTION - 30) or say("form-untitled"), str(clip.position)
    if clip.duration is None:
        label = say("form-clip-option", title=title, number=number)
    else:
        label = say("form-clip-option-timed", title=title, number=number, time=clock_time(clip.duration))
    description = shorten(clip.style, OPTION) or None
    return discord.SelectOption(label=label, value=str(clip.id), description=description)
