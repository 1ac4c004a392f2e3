"""The forms below More…: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.errors import BadWords
from bot.musicapi.offers import Operation
from bot.musicapi.requests import Details
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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.orders.candidates import Candidate
    from bot.orders.sections import Section
    from bot.status.snapshots import ClipOperation
    from data.rows import Clip

CHEAP = 2  # credits; what costs more is asked for twice: in the menu and in a form that says the price
# What takes nothing but its clip.
BARE = frozenset(
    {
        Operation.FULL_SONG,
        Operation.STEMS_BASIC,
        Operation.STEMS_FULL,
        Operation.WAV,
        Operation.MIDI,
        Operation.VIDEO,
        Operation.BPM,
        Operation.LYRICS_TIMELINE,
    }
)
# About a part of the clip; the first two cannot do without.
PARTED = frozenset({Operation.REPLACE_SECTION, Operation.SAMPLE})
STRETCHES = PARTED | {Operation.VOX, Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL}
SWAPS = frozenset({Operation.SWAP_SOUND, Operation.SWAP_VOCALS})  # keep the words as they are
SUNG = frozenset({Operation.REPLACE_SECTION, Operation.SAMPLE, Operation.MASHUP, Operation.ADD_VOCALS})
STYLED = SUNG | SWAPS | {Operation.ADD_INSTRUMENTAL}

VARIATIONS = {"subtle": "Subtle", "normal": "Normal", "high": "High"}
_STYLES = {
    Operation.REPLACE_SECTION: ("Style", "Left empty, as before"),
    Operation.SWAP_SOUND: ("New sound", "Such as: string quartet, slower"),
    Operation.SWAP_VOCALS: ("New voice", "Such as: a raspy male voice"),
    Operation.ADD_VOCALS: ("Voice and style", "Such as: warm soul, female voice"),
    Operation.ADD_INSTRUMENTAL: ("Instruments and style", "Such as: big band, brushes on the drums"),
}
_LYRICS = {
    Operation.REPLACE_SECTION: ("New lyrics", "What is sung there; left empty, it has no words"),
    Operation.ADD_VOCALS: ("Lyrics", "Sections in brackets, such as [Verse] and [Chorus]"),
}


def needs_no_form(candidate: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return candidate.offer.operation in BARE and candidate.offer.price <= CHEAP


def form_for(asked: ClipOperation) -> Form:
    """The form of any operation on a clip, with its sections where they are known and can be chosen."""
    operation = asked.candidate.offer.operation
    if operation is Operation.COVER:
        return cover_form(asked)
    parts = sections(asked.clip.timeline, asked.clip.duration)
    if operation is Operation.EXTEND:
        return extend_form(asked, parts=parts)
    return operation_form(asked, parts=parts if operation in STRETCHES else ())


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
    form = Form(about(asked), f"{words_for(operation).name}: {asked.title or 'Untitled'}")
    lyrics = candidate.limits.lyrics if operation in SUNG else 0
    style = candidate.limits.style if operation in STYLED else 0
    options = each(parts, candidate.offer.longest_section) if operation in STRETCHES else []
    advice = section_advice(asked) if operation in STRETCHES else ""
    price = price_line(candidate.offer.price, asked.account.left)
    if not (options and lyrics and style):  # a form has five places; those three, and from where to where, fill it
        form.say(f"{price} {advice}".strip())
        price = ""
    if operation in STRETCHES:
        _ask_stretch(form, asked, options, price.replace("**", ""))
    else:
        _ask_first(form, asked)
    if lyrics:
        label, hint = _LYRICS.get(operation, ("Lyrics", "Left empty, it has no words"))
        form.ask("lyrics", label, hint=hint, limit=lyrics, long=True, needed="lyrics" in candidate.offer.needs)
    if style:
        label, hint = _STYLES.get(operation, ("Style", "Such as: warm soul, 80 bpm; left empty, as before"))
        default = asked.clip.style if operation is Operation.REPLACE_SECTION else ""
        needed = needs_style(asked) or operation in SWAPS
        hint = hint if operation in SWAPS or not needed else A_STYLE
        form.ask("style", label, hint=hint, limit=style, default=default, needed=needed)
    return form


def operation_words(asked: ClipOperation, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the order of an operation below More… says; what was left empty is as it is in the clip.

    Raises BadWords for what no form offers.
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
    operation = asked.candidate.offer.operation
    details: dict[str, Any] = {}
    for name, offered in (("variation", VARIATIONS), ("format", asked.candidate.offer.formats)):
        if value := fields.get(name, ""):
            if value not in offered:
                raise BadWords(NOT_OFFERED)
            details[name] = value
    if operation in STRETCHES:
        part = stretch(fields, asked.clip.duration)
        if part is None and operation in PARTED:
            raise BadWords(NO_SECTION)
        details["starts_at"], details["ends_at"] = part or (None, None)
    if operation is Operation.MASHUP:
        other = fields.get("other_clip", "")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            raise BadWords(NOT_OFFERED)
        details["other_clip"] = int(other)
    return Details(**details)


def _ask_first(form: Form, asked: ClipOperation) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    operation = asked.candidate.offer.operation
    if operation in BARE:
        form.ask("title", "Title", hint="Names what comes of it", limit=TITLE_LIMIT, default=asked.title)
    elif "variation" in asked.candidate.offer.takes:
        form.choose("variation", "How far it may go", _options(VARIATIONS), hint="Left empty, MusicAPI decides")
    elif asked.candidate.offer.formats:
        formats = {name: name.upper() for name in asked.candidate.offer.formats}
        form.choose("format", "As what", _options(formats), needed=True)
    elif operation is Operation.MASHUP:
        form.choose("other_clip", "Mixed with", [_clip_option(clip) for clip in asked.others], needed=True)
    elif operation is Operation.PERSONA:
        limit = min(asked.candidate.limits.title or TITLE_LIMIT, TITLE_LIMIT)
        form.ask("title", "Name", hint="What it is called in /song", limit=limit, needed=True)
        if asked.candidate.limits.prompt:
            form.ask("prompt", "What it sounds like", hint="Optional", limit=asked.candidate.limits.prompt, long=True)


def _ask_stretch(form: Form, asked: ClipOperation, parts: Sequence[discord.SelectOption], price: str) -> None:
    """From where to where; `price` where no other place of the form is left for it."""
    operation, longest = asked.candidate.offer.operation, asked.candidate.offer.longest_section
    length = f"The clip is {clock_time(asked.clip.duration)} long" if asked.clip.duration else "Its length is not known"
    most = f"; at most {longest:.0f} s" if longest else ""
    if parts:
        form.choose("section", "Which part", parts, hint=price or "Or as the next two lines say")
    begin = "Or from which second" if parts else "From which second"
    left = "MusicAPI chooses" if longest else "all of it"
    whole = "" if operation in PARTED else f"; left empty, {left}"
    needed = operation in PARTED and not parts
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
