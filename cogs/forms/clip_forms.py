"""The forms of what is made of a clip: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.errors import PersonError
from bot.musicapi.operations import Entry, Operation, SectionRule
from bot.orders.candidates import Candidate
from bot.orders.sections import Section, sections
from bot.orders.user_text import TITLE_LIMIT, clock_time, seconds
from bot.status.snapshots import ClipOperation
from cogs.components.custom_id import ClipForm
from cogs.forms.form import Form, hint_for, is_untouched, shown_text, whole_text
from cogs.forms.section_menus import after_each, each, stretch
from cogs.text import discord_limits, sentences
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from data.brief import Details
from data.ids import ClipId
from data.rows import Clip

CHEAP = 2  # credits; what costs more is asked for twice: in the menu and in a form that says the price

VARIATIONS = {"subtle": "Subtle", "normal": "Normal", "high": "High"}


def needs_no_form(candidate: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return candidate.offer.operation.spec.takes_nothing and candidate.offer.price <= CHEAP


def form_for(asked: ClipOperation) -> Form:
    """The form of any operation on a clip, with its sections where they are known and can be chosen."""
    if asked.candidate.offer.operation is Operation.COVER:
        return _cover_form(asked)
    return operation_form(asked, sections(asked.clip.timeline, asked.clip.duration))


def operation_form(asked: ClipOperation, parts: Sequence[Section]) -> Form:
    """The form of an operation but Cover; its fields arrive under the names of an order's and of its details."""
    offer, limits, spec = asked.candidate.offer, asked.candidate.limits, asked.candidate.offer.operation.spec
    words, form = words_for(offer.operation), _empty_form(asked)
    has_section = spec.section is not SectionRule.NONE
    lyrics = limits.lyrics if spec.asks_lyrics or spec.extends else 0
    style = limits.style if spec.asks_style or spec.extends else 0
    options = each(parts, offer.longest_section) if has_section else []
    advice = section_advice(asked) if has_section or spec.extends else ""
    price = _price_line(asked)
    if not (options and lyrics and style):  # a form has five places; those three, and from where to where, fill it
        form.say(f"{price} {advice}".strip())
        price = ""
    if spec.extends:
        _ask_moment(form, asked.clip, parts)
    elif has_section:
        _ask_stretch(form, asked, options, price.replace("**", ""))
    else:
        _ask_first(form, asked)
    if lyrics:
        needed = "lyrics" in offer.needs
        form.ask("lyrics", words.lyrics_label, hint=words.lyrics_hint, limit=lyrics, long=True, needed=needed)
    if style:
        default = asked.clip.style if spec.shows_style or spec.extends else ""
        needed = _needs_style(asked) or spec.keeps_lyrics
        hint = words.style_hint if spec.keeps_lyrics or not needed else sentences.A_STYLE
        form.ask("style", words.style_label, hint=hint, limit=style, default=default, needed=needed)
    return form


def _cover_form(asked: ClipOperation) -> Form:
    """In which style, and with which lyrics, a clip is sung again."""
    clip, limits, needed, form = asked.clip, asked.candidate.limits, _needs_style(asked), _empty_form(asked)
    form.say(_price_line(asked))
    hint = "Such as: acoustic folk, slower" + ("" if needed else "; left empty, as before")
    form.ask("style", "New style", hint=hint, limit=limits.style, needed=needed)
    if limits.lyrics:
        hint = hint_for(clip.lyrics, limits.lyrics, "Keep them, change them, or leave none for an instrumental")
        form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=clip.lyrics, long=True)
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
    return sentences.TIMELINE_TEACHES if tells else ""


def _empty_form(asked: ClipOperation) -> Form:
    offer, clip = asked.candidate.offer, asked.clip
    name = words_for(offer.operation).name
    which = f"{clip.position} " if offer.operation.spec.entry is Entry.BUTTON else ""
    return Form(ClipForm(offer.operation, clip.id, offer.price), f"{which}{name}: {asked.title or 'Untitled'}")


def _price_line(asked: ClipOperation) -> str:
    return sentences.price_line(asked.candidate.offer.price, asked.account.left)


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
        if value := fields.get(name, ""):
            if value not in offered:
                raise PersonError(sentences.NOT_OFFERED)
            details[name] = value
    if spec.section is not SectionRule.NONE:
        part = stretch(fields, asked.clip.duration)
        if part is None and spec.section is SectionRule.REQUIRED:
            raise PersonError(sentences.NO_SECTION)
        details["starts_at"], details["ends_at"] = part or (None, None)
    if spec.needs_second_clip:
        other = fields.get("other_clip", "")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            raise PersonError(sentences.NOT_OFFERED)
        details["other_clip"] = ClipId(int(other))
    return Details(**details)


def _ask_first(form: Form, asked: ClipOperation) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    offer, limits = asked.candidate.offer, asked.candidate.limits
    spec = offer.operation.spec
    if spec.takes_nothing:
        form.ask("title", "Title", hint="Names what comes of it", limit=TITLE_LIMIT, default=asked.title)
    elif "variation" in offer.takes:
        form.choose("variation", "How far it may go", _options(VARIATIONS), hint="Left empty, MusicAPI decides")
    elif offer.formats:
        form.choose("format", "As what", _options({name: name.upper() for name in offer.formats}), needed=True)
    elif spec.needs_second_clip:
        form.choose("other_clip", "Mixed with", [_clip_option(clip) for clip in asked.others], needed=True)
    elif spec.makes_persona:
        limit = min(limits.title or TITLE_LIMIT, TITLE_LIMIT)
        form.ask("title", "Name", hint="What it is called in /song", limit=limit, needed=True)
        if limits.prompt:
            form.ask("prompt", "What it sounds like", hint="Optional", limit=limits.prompt, long=True)


def _ask_moment(form: Form, clip: Clip, parts: Sequence[Section]) -> None:
    """From which moment a clip goes on."""
    length = _length(clip, f" ({_shown_end(clip)} s)")
    if parts:
        form.choose("section", "After which part", after_each(parts), hint="Left empty, as the next line says")
        end = ", or from the end" if clip.duration else ""
        hint = f"{length}; such as 95 or 1:35. Left empty: after the part{end}"
        form.ask("moment", "Or from which second", hint=hint, limit=10)
    else:
        end = "; left as it is, from its end" if clip.duration else ""
        hint, shown = f"{length}{end}. Such as 95 or 1:35", _shown_end(clip)
        form.ask("moment", "From which second", hint=hint, limit=10, default=shown, needed=not shown)


def _ask_stretch(form: Form, asked: ClipOperation, parts: Sequence[discord.SelectOption], price: str) -> None:
    """From where to where; `price` where no other place of the form is left for it."""
    offer = asked.candidate.offer
    longest, is_required = offer.longest_section, offer.operation.spec.section is SectionRule.REQUIRED
    most = f"; at most {longest:.0f} s" if longest else ""
    if parts:
        form.choose("section", "Which part", parts, hint=price or "Or as the next two lines say")
    begin = "Or from which second" if parts else "From which second"
    left = "MusicAPI chooses" if longest else "all of it"
    whole = "" if is_required else f"; left empty, {left}"
    needed = is_required and not parts
    hint = f"{_length(asked.clip)}{most}. Such as 95 or 1:35{whole}"
    form.ask("starts_at", begin, hint=hint, limit=10, needed=needed)
    end = "; left empty, the clip's end" if asked.clip.duration else ""
    hint = f"Such as 110 or 1:50{end}"
    form.ask("ends_at", "To which second", hint=hint, limit=10, needed=needed and not end)


def _length(clip: Clip, exactly: str = "") -> str:
    return f"The clip is {clock_time(clip.duration)}{exactly} long" if clip.duration else "Its length is not known"


def _shown_end(clip: Clip) -> str:
    """The end of a clip in whole seconds, as a form shows it; empty where it is not known."""
    return f"{int(clip.duration)}" if clip.duration else ""


def _moment(clip: Clip, fields: Mapping[str, str]) -> float:
    typed = fields.get("moment", "")
    if not typed.strip():
        typed = fields.get("section", "")
    elif is_untouched(typed, _shown_end(clip)):  # shown in whole seconds; meant is the very end
        typed = ""
    return seconds(typed, clip.duration)


def _options(named: Mapping[str, str]) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=label, value=value) for value, label in named.items()]


def _clip_option(clip: Clip) -> discord.SelectOption:
    length = f" · {clock_time(clip.duration)}" if clip.duration else ""
    title = shorten(clip.title, discord_limits.OPTION - 30) or "Untitled"
    return discord.SelectOption(
        label=f"{title} · clip {clip.position}{length}",
        value=str(clip.id),
        description=shorten(clip.style, discord_limits.OPTION) or None,
    )
