"""A form as it is shown, and what was typed, chosen and added when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

import discord

from bot.musicapi.operations import Gives
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate
from cogs.components.custom_id import CustomId
from cogs.components.replies import Interaction
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten, truncate
from cogs.text.model_names import full_name

_TEXT_INPUT: Final = discord.ComponentType.text_input.value
_FILE_UPLOAD: Final = discord.ComponentType.file_upload.value
_ANSWERED_BY_NOTHING: Final = (discord.ComponentType.radio_group.value, discord.ComponentType.checkbox.value)
YES: Final = "yes"  # what a box that was ticked comes back as

_Field: TypeAlias = (
    discord.ui.TextInput[Any]
    | discord.ui.Select[Any]
    | discord.ui.RadioGroup[Any]
    | discord.ui.CheckboxGroup[Any]
    | discord.ui.FileUpload[Any]
    | discord.ui.RoleSelect[Any]
    | discord.ui.UserSelect[Any]
    | discord.ui.ChannelSelect[Any]
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody added to a form: its name, where Discord keeps it for a day, and its bytes' number."""

    filename: str
    url: str
    size: int


class Form(discord.ui.Modal):
    """A form that holds nothing: whichever process gets it back knows by its `custom_id` what it is `about`."""

    def __init__(self, about: CustomId, title: str) -> None:
        super().__init__(title=shorten(title, discord_limits.FORM_TITLE), custom_id=about.custom_id, timeout=None)
        self.stop()  # discord.py keeps nothing of it then

    def say(self, text: str) -> None:
        """Show a line of text."""
        self.add_item(discord.ui.TextDisplay(text))

    def say_price(self, candidate: Candidate, left: int, *, reason: str = "", notes: Sequence[str] = ()) -> None:
        """Name the model, the price and the credits that are `left` in one line.

        Below it stand the `reason` why this model takes it and the `notes`, where there are any: all safe to show.
        """
        price = say("form-price", model=model_name(candidate), count=candidate.offer.price, left=left)
        self.say("\n".join([price, *(f"-# {line}" for line in (reason, *notes) if line)]))

    def ask(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        example: str = "",
        limit: int,
        default: str = "",
        long: bool = False,
        needed: bool = False,
    ) -> None:
        """Ask for a text of at most `limit` characters; what is typed comes back under `name`.

        An `example` stands in the empty field: what counts where nothing is typed.
        """
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            required=needed,
            custom_id=name,
            max_length=min(limit, discord_limits.TEXT_INPUT),
            placeholder=shorten(example, discord_limits.FIELD_PLACEHOLDER) or None,
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
        example: str = "",
        needed: bool = False,
        as_menu: bool = False,
    ) -> None:
        """Offer a choice of one; its value comes back under `name`, empty where nothing was chosen.

        Up to ten options are seen all at once, unless they are to be a menu; more are a menu, of 25 at most.
        """
        if not as_menu and discord_limits.LEAST_RADIOS <= len(options) <= discord_limits.RADIOS:
            radios = [
                discord.RadioGroupOption(
                    label=each.label, value=each.value, description=each.description, default=each.default
                )
                for each in options
            ]
            self._add(label, hint, discord.ui.RadioGroup(custom_id=name, options=radios, required=needed))
            return
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name,
            options=list(options[: discord_limits.OPTIONS]),
            placeholder=shorten(example, discord_limits.OPTION) or None,
            required=needed,
            min_values=1 if needed else 0,
        )
        self._add(label, hint, menu)

    def agree(self, name: str, label: str, words: str, version: int) -> None:
        """Have `words` agreed to, without which no client sends the form; their `version` comes back under `name`."""
        box = discord.CheckboxGroupOption(label=shorten(words, discord_limits.OPTION), value=str(version))
        self._add(label, "", discord.ui.CheckboxGroup(custom_id=name, options=[box], required=True))

    def choose_several(self, name: str, label: str, options: Sequence[discord.SelectOption], *, hint: str = "") -> None:
        """Offer a menu of which any number may be chosen; `sent_values` has them under `name`."""
        shown = list(options[: discord_limits.OPTIONS])
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=shown, required=False, min_values=0, max_values=len(shown)
        )
        self._add(label, hint, menu)

    def choose_roles(self, name: str, label: str, chosen: Sequence[int] = (), *, hint: str = "") -> None:
        """Offer the server's roles; `sent_values` has the ids of those that were chosen."""
        known = [discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role) for each in chosen]
        menu: discord.ui.RoleSelect[Any] = discord.ui.RoleSelect(
            custom_id=name, default_values=known, required=False, min_values=0, max_values=discord_limits.OPTIONS
        )
        self._add(label, hint, menu)

    def choose_members(self, name: str, label: str, chosen: Sequence[int] = (), *, hint: str = "") -> None:
        """Offer the server's members; `sent_values` has the ids of those that were chosen."""
        known = [discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.user) for each in chosen]
        menu: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id=name, default_values=known, required=False, min_values=0, max_values=discord_limits.OPTIONS
        )
        self._add(label, hint, menu)

    def choose_channels(
        self,
        name: str,
        label: str,
        chosen: Sequence[int] = (),
        *,
        kinds: Sequence[discord.ChannelType],
        most: int = discord_limits.OPTIONS,
        hint: str = "",
    ) -> None:
        """Offer the server's channels of these kinds; `sent_values` has the ids of those that were chosen."""
        known = [discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel) for each in chosen]
        menu: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id=name,
            channel_types=list(kinds),
            default_values=known,
            required=False,
            min_values=0,
            max_values=most,
        )
        self._add(label, hint, menu)

    def attach(self, name: str, label: str, *, hint: str = "") -> None:
        """Ask for one file, which `sent_files` finds under `name`."""
        self._add(label, hint, discord.ui.FileUpload(custom_id=name, required=True, min_values=1, max_values=1))

    def _add(self, label: str, hint: str, field: _Field) -> None:
        self.add_item(
            discord.ui.Label(
                text=shorten(label, discord_limits.FIELD_LABEL),
                description=shorten(hint, discord_limits.FIELD_DESCRIPTION) or None,
                component=field,
            )
        )


def model_name(candidate: Candidate) -> str:
    """What people call whoever does it: a model where it composes, else its family."""
    family, model = candidate.family, candidate.model
    composes = candidate.offer.gives is Gives.SONGS and not candidate.offer.operation.spec.is_upload
    return full_name(family, model) if composes else family.label


def sent_fields(interaction: Interaction) -> dict[str, str]:
    """What was typed, chosen and ticked in a form, by the name of the field; what was left alone is empty.

    Of a file it is Discord's id, and of several choices the first.
    """
    return {name: _first(values) for name, values, _ in _fields(cast("Mapping[str, Any]", interaction.data or {}))}


def sent_values(interaction: Interaction) -> dict[str, tuple[str, ...]]:
    """Everything that was typed and chosen in a form, by the name of the field; nothing where it was left alone."""
    fields = _fields(cast("Mapping[str, Any]", interaction.data or {}))
    return {name: tuple(value for value in values if value) for name, values, _ in fields}


def sent_files(interaction: Interaction) -> dict[str, SentFile]:
    """The file that was added to each field that asks for one, by the name of the field."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    resolved = cast("Mapping[str, Any]", data.get("resolved") or {})
    added = cast("Mapping[str, Mapping[str, Any]]", resolved.get("attachments") or {})
    return {
        name: SentFile(added[value]["filename"], added[value]["url"], added[value]["size"])
        for name, values, kind in _fields(data)
        if kind == _FILE_UPLOAD and (value := _first(values)) in added
    }


def typed_text(interaction: Interaction) -> str:
    """Everything that was typed into a form, to give back where it came to nothing."""
    fields = _fields(cast("Mapping[str, Any]", interaction.data or {}))
    typed = ((name, _first(values)) for name, values, kind in fields if kind == _TEXT_INPUT)
    return "\n\n".join(f"{name}:\n{value}" for name, value in typed if value.strip())


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _fields(component: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str], int | None]]:
    """Name, values and type of every field, however deep it lies."""
    name, kind = component.get("custom_id"), component.get("type")
    if isinstance(name, str) and isinstance(kind, int):
        value, values = component.get("value"), component.get("values")
        if isinstance(values, list):
            yield name, [str(each) for each in cast("list[Any]", values)], kind
        elif isinstance(value, str):
            yield name, [value], kind
        elif kind in _ANSWERED_BY_NOTHING:
            yield name, [YES] if value is True else [], kind
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
    return say("form-too-long" if utf16_length(text) <= limit else "form-cut-off")


def whole_text(typed: str, text: str, limit: int) -> str:
    """What was typed, or the whole `text` where its field could not show it to its end and came back untouched."""
    return text if utf16_length(text) <= limit and is_untouched(typed, shown_text(text, limit)) else typed


def is_untouched(typed: str, shown: str) -> bool:
    """Whether a field came back as it was shown; clients differ in what they do to white space."""
    return typed.split() == shown.split()
