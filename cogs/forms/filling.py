"""A form that is opened again: everything in it as it was typed and chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import discord

from bot.musicapi.text import utf16_length
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import truncate

F = TypeVar("F", bound=discord.ui.Modal)


def fill(form: F, fields: Mapping[str, str]) -> F:
    """The form, with these values in the fields of these names; what it does not offer any more is left open.

    A text is shown whole even where less is taken now: whoever typed it shortens it, and loses none of it.
    """
    for label in form.children:
        item = label.component if isinstance(label, discord.ui.Label) else label
        match item:
            case discord.ui.TextInput() if item.custom_id in fields:
                text, most = truncate(fields[item.custom_id], discord_limits.TEXT_INPUT), item.max_length or 0
                item.default, characters = text or None, utf16_length(text)
                if characters > most:
                    item.max_length = characters
                    if isinstance(label, discord.ui.Label):
                        label.description = say("form-shorten", count=characters, limit=most)
            case discord.ui.Select() | discord.ui.RadioGroup() | discord.ui.CheckboxGroup() if item.custom_id in fields:
                for option in item.options:
                    option.default = option.value == fields[item.custom_id]
            case discord.ui.Checkbox() if item.custom_id in fields:
                item.default = bool(fields[item.custom_id])  # `sent_fields` leaves a box without a tick empty
            case _:  # lines of text, labels, and files, which nobody can put back
                pass
    return form
