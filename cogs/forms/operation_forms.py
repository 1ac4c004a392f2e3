"""The forms below More…: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.errors import PersonError
from bot.musicapi.operations import Operation, SectionRule
from bot.orders.sections import sections
from bot.orders.user_text import TITLE_LIMIT, clock_time
from cogs.forms.clip_forms import (
    about,
    cover_form,
    cover_words,
    extend_form,
    extend_words,
    inherited_style,
    needs_style,
    section_advice,
)
from cogs.forms.form import Form
from cogs.forms.section_menus import each, stretch
from cogs.text import discord_limits
from cogs.text.escape import shorten
from cogs.text.form_words import A_STYLE
from cogs.text.operation_words import words_for
from cogs.text.sentences import NO_SECTION, NOT_OFFERED, price_line
from data.brief import Details
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.orders.candidates import Candidate
    from bot.orders.sections import Section
    from bot.status.snapshots import ClipOperation
    from data.rows import Clip

CHEAP = 2  # credits; what costs more is asked for twice: in the menu and in a form that says the price

VARIATIONS = {"subtle": "Subtle", "normal": "Normal", "high": "High"}


def needs_no_form(candidate: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return candidate.offer.operation.spec.takes_nothing and candidate.offer.price <= CHEAP


def form_for(asked: ClipOperation) -> Form:
    """The form of any operation on a clip, with its sections where they are known and can be chosen."""
    operation = asked.candidate.offer.operation
    if operation is Operation.COVER:
        return cover_form(asked)
    parts = sections(asked.clip.timeline, asked.clip.duration)
    if operation is Operation.EXTEND:
        return extend_form(asked, parts=parts)
    return operation_form(asked, parts=parts if operation.spec.section is not SectionRule.NONE else ())


def words_of(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of a sent form says, whatever the operation; raises PersonError."""
    match asked.candidate.offer.operation:
        case Operation.EXTEND:
            return extend_words(asked, fields)
        case Operation.COVER:
            return cover_words(asked, fields)
        case _:
            return operation_words(asked, fields)


def operation_form(asked: ClipOperation, *, parts: Sequence[Section] = ()) -> Form:
    """The form of an operation below More…; its fields arrive under the names of an order's and of its details."""
    candidate, operation = asked.candidate, asked.candidate.offer.operation
    spec, words = operation.spec, words_for(operation)
    has_section = spec.section is not SectionRule.NONE
    form = Form(about(asked), f"{words.name}: {asked.title or 'Untitled'}")
    lyrics = candidate.limits.lyrics if spec.asks_lyrics else 0
    style = candidate.limits.style if spec.asks_style else 0
    options = each(parts, candidate.offer.longest_section) if has_section else []
    advice = section_advice(asked) if has_section else ""
    price = price_line(candidate.offer.price, asked.account.left)
    if not (options and lyrics and style):  # a form has five places; those three, and from where to where, fill it
        form.say(f"{price} {advice}".strip())
        price = ""
    if has_section:
        _ask_stretch(form, asked, options, price.replace("**", ""))
    else:
        _ask_first(form, asked)
    if lyrics:
        needed = "lyrics" in candidate.offer.needs
        form.ask("lyrics", words.lyrics_label, hint=words.lyrics_hint, limit=lyrics, long=True, needed=needed)
    if style:
        default = asked.clip.style if spec.shows_style else ""
        needed = needs_style(asked) or spec.keeps_lyrics
        hint = words.style_hint if spec.keeps_lyrics or not needed else A_STYLE
        form.ask("style", words.style_label, hint=hint, limit=style, default=default, needed=needed)
    return form


def operation_words(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of an operation below More… says; what was left empty is as it is in the clip.

    Raises PersonError for what no form offers.
    """
    words: dict[str, Any] = {"details": _details(asked, fields)}
    for name in ("title", "prompt"):
        if fields.get(name, "").strip():
            words[name] = fields[name].strip()
    if "lyrics" in fields:
        words |= {"lyrics": fields["lyrics"], "instrumental": not fields["lyrics"].strip()}
    if "style" in fields:
        inherited = inherited_style(asked.clip, asked.made_by, asked.candidate.limits)
        words["style"] = fields["style"].strip() or inherited
    return words


def _details(asked: ClipOperation, fields: Mapping[str, str]) -> Details:
    """What only this operation takes, as it was chosen and typed."""
    spec = asked.candidate.offer.operation.spec
    details: dict[str, Any] = {}
    for name, offered in (("variation", VARIATIONS), ("format", asked.candidate.offer.formats)):
        if value := fields.get(name, ""):
            if value not in offered:
                raise PersonError(NOT_OFFERED)
            details[name] = value
    if spec.section is not SectionRule.NONE:
        part = stretch(fields, asked.clip.duration)
        if part is None and spec.section is SectionRule.REQUIRED:
            raise PersonError(NO_SECTION)
        details["starts_at"], details["ends_at"] = part or (None, None)
    if spec.needs_second_clip:
        other = fields.get("other_clip", "")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            raise PersonError(NOT_OFFERED)
        details["other_clip"] = ClipId(int(other))
    return Details(**details)


def _ask_first(form: Form, asked: ClipOperation) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    spec = asked.candidate.offer.operation.spec
    if spec.takes_nothing:
        form.ask("title", "Title", hint="Names what comes of it", limit=TITLE_LIMIT, default=asked.title)
    elif "variation" in asked.candidate.offer.takes:
        form.choose("variation", "How far it may go", _options(VARIATIONS), hint="Left empty, MusicAPI decides")
    elif asked.candidate.offer.formats:
        formats = {name: name.upper() for name in asked.candidate.offer.formats}
        form.choose("format", "As what", _options(formats), needed=True)
    elif spec.needs_second_clip:
        form.choose("other_clip", "Mixed with", [_clip_option(clip) for clip in asked.others], needed=True)
    elif spec.makes_persona:
        limit = min(asked.candidate.limits.title or TITLE_LIMIT, TITLE_LIMIT)
        form.ask("title", "Name", hint="What it is called in /song", limit=limit, needed=True)
        if asked.candidate.limits.prompt:
            form.ask("prompt", "What it sounds like", hint="Optional", limit=asked.candidate.limits.prompt, long=True)


def _ask_stretch(form: Form, asked: ClipOperation, parts: Sequence[discord.SelectOption], price: str) -> None:
    """From where to where; `price` where no other place of the form is left for it."""
    offer = asked.candidate.offer
    longest, is_required = offer.longest_section, offer.operation.spec.section is SectionRule.REQUIRED
    length = f"The clip is {clock_time(asked.clip.duration)} long" if asked.clip.duration else "Its length is not known"
    most = f"; at most {longest:.0f} s" if longest else ""
    if parts:
        form.choose("section", "Which part", parts, hint=price or "Or as the next two lines say")
    begin = "Or from which second" if parts else "From which second"
    left = "MusicAPI chooses" if longest else "all of it"
    whole = "" if is_required else f"; left empty, {left}"
    needed = is_required and not parts
    form.ask("starts_at", begin, hint=f"{length}{most}. Such as 95 or 1:35{whole}", limit=10, needed=needed)
    end = "; left empty, the clip's end" if asked.clip.duration else ""
    hint = f"Such as 110 or 1:50{end}"
    form.ask("ends_at", "To which second", hint=hint, limit=10, needed=needed and not end)


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
