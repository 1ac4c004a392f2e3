"""What a section of `/settings` is: a name, how it stands in words, and what its button opens."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import discord

from bot.errors import PersonError
from bot.musicapi.catalog import Catalog
from bot.status.server_settings import NO_CHANGES, Changes, ServerSettings
from cogs.components.replies import Interaction
from cogs.components.settings_ids import SectionButton, SectionForm
from cogs.forms.form import Form
from cogs.permissions import can_manage
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten

_MARK: Final = 3  # bytes by which what a field showed is known again: nobody looks for another text with the same


class Tab(StrEnum):
    """A part of the panel: Discord takes 40 components in one message. The names are in published buttons."""

    GENERAL = "general"
    SPENDING = "spending"
    ACCESS = "access"
    MODERATION = "moderation"


@dataclass(frozen=True, slots=True)
class Shown:
    """How everything stands, as one person sees it."""

    settings: ServerSettings
    catalog: Catalog
    guild: discord.Guild | None  # None where the bot knows nothing of the server
    manages: bool
    now: datetime
    locale: discord.Locale | None = None  # which language Discord says that the server speaks

    def is_gone(self, subject: str) -> bool:
        """Whether a channel or a role is known not to be there any more."""
        guild = self.guild
        if guild is None or guild.get_role(guild.id) is None:  # nothing is known of the server
            return False
        return not is_there(guild, int(subject))


def is_there(guild: discord.Guild, number: int) -> bool:
    """Whether a server that is known has a channel or a role with this id, as far as the bot is told.

    A category of which it is told nothing is known by what lies in it.
    """
    if guild.get_channel_or_thread(number) is not None or guild.get_role(number) is not None:
        return True
    return any(channel.category_id == number for channel in guild.channels)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a section's form: what it shows, and what puts it there.

    `value` is what comes back where nobody touched it; ids and names in their order, with commas.
    """

    name: str
    value: str
    add: Callable[[Form], None]

    @property
    def mark(self) -> str:
        """What stands in the form's name for what the field shows."""
        return mark_of(self.value)


Decide = Callable[[Shown, Mapping[str, str]], Changes]


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the panel; without `fields`, its `button` is its own, and does something at once."""

    key: str
    tab: Tab
    name: Callable[[], str]
    state: Callable[[Shown], Iterable[str]]  # lines of markdown, the first beside the title
    fields: Callable[[Shown], Iterable[Field]] | None = None
    decide: Decide | None = None  # what was touched, by the names of the fields; raises PersonError
    button: Callable[[Shown], discord.ui.Button[Any]] | None = None
    is_for_members: bool = False

    def accessory(self, shown: Shown) -> discord.ui.Button[Any]:
        """The button beside it."""
        if self.button is not None:
            return self.button(shown)
        label = shorten(say("settings-change", what=self.name()), discord_limits.BUTTON_LABEL)
        style = discord.ButtonStyle.secondary
        return discord.ui.Button[Any](style=style, label=label, custom_id=SectionButton(self.key).custom_id)


def section_form(section: Section, shown: Shown) -> Form:
    """The form of a section, which remembers what it shows in its name alone."""
    fields = tuple(section.fields(shown)) if section.fields is not None else ()
    form = Form(SectionForm(section.key, "-".join(field.mark for field in fields)), section.name())
    for field in fields:
        field.add(form)
    return form


def changes_of(section: Section, shown: Shown, form: SectionForm, sent: Mapping[str, tuple[str, ...]]) -> Changes:
    """What a form changes of how everything stands now; raises PersonError.

    A field that came back as it was shown changes nothing, whatever somebody else made of it meanwhile. One that was
    touched and that somebody else changed meanwhile is refused, with all of its form.
    """
    if section.fields is None or section.decide is None:
        return NO_CHANGES
    marks = form.seen.split("-")
    touched: dict[str, str] = {}
    for place, field in enumerate(section.fields(shown)):
        value = ",".join(sorted(each.strip() for each in sent[field.name])) if field.name in sent else field.value
        was_shown = marks[place] if place < len(marks) else ""
        if mark_of(value) == was_shown or value == field.value:
            continue
        if field.mark != was_shown:
            raise PersonError(f"{say('settings-changed-meanwhile', what=section.name())}\n{say('nothing-changed')}")
        touched[field.name] = value
    return section.decide(shown, touched) if touched else NO_CHANGES


def mark_of(value: str) -> str:
    """What stands for a value in a form's name."""
    return hashlib.blake2b(value.encode(), digest_size=_MARK).hexdigest()


def require_manager(interaction: Interaction) -> None:
    """Raise PersonError for whoever may not change what holds for the server."""
    if not can_manage(interaction):
        raise PersonError(f"{say('settings-managers-only')}\n{say('nothing-changed')}")


def refuse(sentence: str) -> PersonError:
    """What was typed or chosen cannot be."""
    return PersonError(f"{sentence}\n{say('nothing-changed')}")
