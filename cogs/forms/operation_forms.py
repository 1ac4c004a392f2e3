"""The forms below More…: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.musicapi.offers import Operation
from bot.orders.user_text import TITLE_LIMIT, clock_time
from cogs.forms.modals import A_STYLE, Form, money
from cogs.forms.section_menus import each
from cogs.text.escape import short
from cogs.text.operation_words import words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.orders.candidates import Candidate
    from bot.orders.sections import Section
    from bot.status.queries import Quote
    from cogs.components.replies import Interaction
    from data.rows import Clip

    Sent = Callable[[Interaction, Mapping[str, str]], Awaitable[None]]

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
OPTION_LIMIT = 100  # Discord's, for an option's label and for the line below it

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


@dataclass(frozen=True, slots=True)
class Ask:
    """What a form is about: the operation, its clip under the title that people know, and what there is to choose."""

    choice: Candidate
    clip: Clip
    quote: Quote
    parts: Sequence[Section] = ()
    others: Sequence[Clip] = ()  # for a mashup
    advice: str = ""
    style_needed: bool = False  # the clip has none that could be kept

    @property
    def operation(self) -> Operation:
        """What is asked for."""
        return self.choice.offer.operation


def needs_no_form(choice: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return choice.offer.operation in BARE and choice.offer.price <= CHEAP


def form_for(sent: Sent, ask: Ask) -> Form:
    """The form of an operation; its fields arrive under the names of an order's and of its details."""
    form = Form(f"{words_for(ask.operation).name}: {ask.clip.title or 'Untitled'}", sent)
    limits = ask.choice.limits
    lyrics = limits.lyrics if ask.operation in SUNG else 0
    style = limits.style if ask.operation in STYLED else 0
    parts = each(ask.parts, ask.choice.offer.longest_section) if ask.operation in STRETCHES else []
    price = money(ask.quote)
    if not (parts and lyrics and style):  # a form has five places; those three, and from where to where, fill it
        form.say(f"{price} {ask.advice}".strip())
        price = ""
    if ask.operation in STRETCHES:
        _ask_stretch(form, ask, parts, price.replace("**", ""))
    else:
        _ask_first(form, ask)
    if lyrics:
        label, hint = _LYRICS.get(ask.operation, ("Lyrics", "Left empty, it has no words"))
        form.ask("lyrics", label, hint=hint, limit=lyrics, long=True, needed="lyrics" in ask.choice.offer.needs)
    if style:
        label, hint = _STYLES.get(ask.operation, ("Style", "Such as: warm soul, 80 bpm; left empty, as before"))
        default = ask.clip.style if ask.operation is Operation.REPLACE_SECTION else ""
        needed = ask.style_needed or ask.operation in SWAPS
        hint = hint if ask.operation in SWAPS or not needed else A_STYLE
        form.ask("style", label, hint=hint, limit=style, default=default, needed=needed)
    return form


def _ask_first(form: Form, ask: Ask) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    if ask.operation in BARE:
        form.ask("title", "Title", hint="Names what comes of it", limit=TITLE_LIMIT, default=ask.clip.title)
    elif "variation" in ask.choice.offer.takes:
        form.choose("variation", "How far it may go", _options(VARIATIONS), hint="Left empty, MusicAPI decides")
    elif ask.choice.offer.formats:
        formats = {name: name.upper() for name in ask.choice.offer.formats}
        form.choose("format", "As what", _options(formats), needed=True)
    elif ask.operation is Operation.MASHUP:
        form.choose("other_clip", "Mixed with", [_clip_option(clip) for clip in ask.others], needed=True)
    elif ask.operation is Operation.PERSONA:
        limit = min(ask.choice.limits.title or TITLE_LIMIT, TITLE_LIMIT)
        form.ask("title", "Name", hint="What it is called in /song", limit=limit, needed=True)
        if ask.choice.limits.prompt:
            form.ask("prompt", "What it sounds like", hint="Optional", limit=ask.choice.limits.prompt, long=True)


def _ask_stretch(form: Form, ask: Ask, parts: Sequence[discord.SelectOption], price: str) -> None:
    """From where to where; `price` where no other place of the form is left for it."""
    longest = ask.choice.offer.longest_section
    length = f"The clip is {clock_time(ask.clip.duration)} long" if ask.clip.duration else "Its length is not known"
    most = f"; at most {longest:.0f} s" if longest else ""
    if parts:
        form.choose("section", "Which part", parts, hint=price or "Or as the next two lines say")
    begin = "Or from which second" if parts else "From which second"
    left = "MusicAPI chooses" if longest else "all of it"
    whole = "" if ask.operation in PARTED else f"; left empty, {left}"
    needed = ask.operation in PARTED and not parts
    form.ask("starts_at", begin, hint=f"{length}{most}. Such as 95 or 1:35{whole}", limit=10, needed=needed)
    end = "; left empty, the clip's end" if ask.clip.duration else ""
    hint = f"Such as 110 or 1:50{end}"
    form.ask("ends_at", "To which second", hint=hint, limit=10, needed=needed and not end)


def _options(named: Mapping[str, str]) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=label, value=value) for value, label in named.items()]


def _clip_option(clip: Clip) -> discord.SelectOption:
    length = f" · {clock_time(clip.duration)}" if clip.duration else ""
    title = short(clip.title, OPTION_LIMIT - 30) or "Untitled"
    return discord.SelectOption(
        label=f"{title} · clip {clip.position}{length}",
        value=str(clip.id),
        description=short(clip.style, OPTION_LIMIT) or None,
    )
