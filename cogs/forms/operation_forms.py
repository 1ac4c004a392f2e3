"""The forms below More…: each asks what its operation takes, as far as the clip's family takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.musicapi.operations import SectionRule
from bot.orders.user_text import TITLE_LIMIT, clock_time
from cogs.forms.modals import A_STYLE, Form, money
from cogs.forms.section_menus import each
from cogs.text.escape import short
from cogs.text.operation_words import words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.musicapi.operations import Operation, OperationSpec
    from bot.orders.candidates import Candidate
    from bot.orders.sections import Section
    from bot.status.queries import Quote
    from cogs.components.replies import Interaction
    from data.rows import Clip

    Sent = Callable[[Interaction, Mapping[str, str]], Awaitable[None]]

CHEAP = 2  # credits; what costs more is asked for twice: in the menu and in a form that says the price
OPTION_LIMIT = 100  # Discord's, for an option's label and for the line below it

VARIATIONS = {"subtle": "Subtle", "normal": "Normal", "high": "High"}


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

    @property
    def spec(self) -> OperationSpec:
        """What the operation takes."""
        return self.operation.spec


def needs_no_form(choice: Candidate) -> bool:
    """Whether an operation begins as soon as it is chosen: it takes no words and costs next to nothing."""
    return choice.offer.operation.spec.takes_nothing and choice.offer.price <= CHEAP


def form_for(sent: Sent, ask: Ask) -> Form:
    """The form of an operation; its fields arrive under the names of an order's and of its details."""
    form = Form(f"{words_for(ask.operation).name}: {ask.clip.title or 'Untitled'}", sent)
    limits, spec, words = ask.choice.limits, ask.spec, words_for(ask.operation)
    lyrics = limits.lyrics if spec.asks_lyrics else 0
    style = limits.style if spec.asks_style else 0
    parts = each(ask.parts, ask.choice.offer.longest_section) if spec.section is not SectionRule.NONE else []
    price = money(ask.quote)
    if not (parts and lyrics and style):  # a form has five places; those three, and from where to where, fill it
        form.say(f"{price} {ask.advice}".strip())
        price = ""
    if spec.section is not SectionRule.NONE:
        _ask_stretch(form, ask, parts, price.replace("**", ""))
    else:
        _ask_first(form, ask)
    if lyrics:
        needed = "lyrics" in ask.choice.offer.needs
        form.ask("lyrics", words.lyrics_label, hint=words.lyrics_hint, limit=lyrics, long=True, needed=needed)
    if style:
        default = ask.clip.style if spec.shows_style else ""
        needed = ask.style_needed or spec.keeps_lyrics
        hint = words.style_hint if spec.keeps_lyrics or not needed else A_STYLE
        form.ask("style", words.style_label, hint=hint, limit=style, default=default, needed=needed)
    return form


def _ask_first(form: Form, ask: Ask) -> None:
    """What only this operation takes; where it takes nothing at all, the title of what comes of it."""
    if ask.spec.takes_nothing:
        form.ask("title", "Title", hint="Names what comes of it", limit=TITLE_LIMIT, default=ask.clip.title)
    elif "variation" in ask.choice.offer.takes:
        form.choose("variation", "How far it may go", _options(VARIATIONS), hint="Left empty, MusicAPI decides")
    elif ask.choice.offer.formats:
        formats = {name: name.upper() for name in ask.choice.offer.formats}
        form.choose("format", "As what", _options(formats), needed=True)
    elif ask.spec.needs_second_clip:
        form.choose("other_clip", "Mixed with", [_clip_option(clip) for clip in ask.others], needed=True)
    elif ask.spec.makes_persona:
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
    is_required = ask.spec.section is SectionRule.REQUIRED
    whole = "" if is_required else f"; left empty, {left}"
    needed = is_required and not parts
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
