"""A form as it is shown, and what was typed into it when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import discord

from bot.musicapi.text import utf16_length
from cogs.components.custom_id import CustomId
from cogs.components.replies import Interaction
from cogs.text import discord_limits
from cogs.text.escape import shorten, truncate
from cogs.text.sentences import CUT_OFF, TOO_LONG

_TEXT_INPUT = discord.ComponentType.text_input.value


class Form(discord.ui.Modal):
    """A form that holds nothing: whichever process gets it back knows by its `custom_id` what it is `about`."""

    def __init__(self, about: CustomId, title: str) -> None:
        super().__init__(title=shorten(title, discord_limits.FORM_TITLE), custom_id=about.custom_id, timeout=None)
        self.stop()  # discord.py keeps nothing of it then

    def say(self, text: str) -> None:
        """Show a line of text."""
        self.add_item(discord.ui.TextDisplay(text))

    def ask(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        limit: int,
        default: str = "",
        long: bool = False,
        needed: bool = False,
    ) -> None:
        """Ask for a text of at most `limit` characters; what is typed comes back under `name`."""
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            required=needed,
            custom_id=name,
            max_length=min(limit, discord_limits.TEXT_INPUT),
            default=shown_text(default if long else " ".join(default.split()), limit) or None,
        )
        self._add(label, hint, field)

    def choose(
        self,
        name: str,
        label: str,
        options: Sequence[discord.SelectOption],
        *,
        hint: str = "",
        needed: bool = False,
    ) -> None:
        """Offer a menu of at most 25 options; the chosen value comes back under `name`, empty where none was chosen."""
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name,
            options=list(options[: discord_limits.OPTIONS]),
            required=needed,
            min_values=1 if needed else 0,
        )
        self._add(label, hint, menu)

    def _add(self, label: str, hint: str, field: discord.ui.TextInput[Any] | discord.ui.Select[Any]) -> None:
        self.add_item(
            discord.ui.Label(
                text=shorten(label, discord_limits.FIELD_LABEL),
                description=shorten(hint, discord_limits.FIELD_DESCRIPTION) or None,
                component=field,
            )
        )


def sent_fields(interaction: Interaction) -> dict[str, str]:
    """What was typed and chosen in a form, by the name of the field; a menu in which nothing was chosen is empty."""
    return {name: value for name, value, _ in _fields(cast("Mapping[str, Any]", interaction.data or {}))}


def typed_text(interaction: Interaction) -> str:
    """Everything that was typed into a form, to be given back as a file; empty where it is nothing."""
    fields = _fields(cast("Mapping[str, Any]", interaction.data or {}))
    return "\n\n".join(f"{name}:\n{value}" for name, value, is_typed in fields if is_typed and value.strip())


def _fields(component: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Name and value of every field, however deep it lies, and whether it was typed."""
    name, values = component.get("custom_id"), component.get("values")
    if isinstance(name, str) and isinstance(component.get("value"), str):
        yield name, component["value"], component.get("type") == _TEXT_INPUT
    elif isinstance(name, str) and isinstance(values, list):
        chosen = cast("list[Any]", values)
        yield name, str(chosen[0]) if chosen else "", False
    inner = component.get("component")
    for child in [*component.get("components", []), *([inner] if inner else [])]:
        yield from _fields(child)


def shown_text(text: str, limit: int) -> str:
    """What a form shows of a text in a field that takes `limit` characters."""
    most = min(limit, discord_limits.TEXT_INPUT)
    return text if utf16_length(text) <= most else truncate(text, most)


def hint_for(text: str, limit: int, hint: str) -> str:
    """The line below a field: `hint`, or what becomes of a text that the field cannot show to its end."""
    if shown_text(text, limit) == text:
        return hint
    return TOO_LONG if utf16_length(text) <= limit else CUT_OFF


def whole_text(typed: str, text: str, limit: int) -> str:
    """What was typed, or the whole `text` where its field could not show it to its end and came back untouched."""
    return text if utf16_length(text) <= limit and is_untouched(typed, shown_text(text, limit)) else typed


def is_untouched(typed: str, shown: str) -> bool:
    """Whether a field came back as it was shown; clients differ in what they do to white space."""
    return typed.split() == shown.split()
