"""What the page names by id, made into the things that a person's client sends: people, roles, channels, files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord import forms, options
from sandbox.discord.client import ClientRefuses, File, as_list, refuse_unless
from sandbox.discord.command_shapes import ATTACHMENT, CHANNEL, MENTIONABLE, ROLE, USER_OPTION
from sandbox.discord.component_rules import walk
from sandbox.discord.entities import Channel, Message, Payload, Role, User
from sandbox.discord.menus import find_command
from sandbox.discord.modals import FILE_UPLOAD
from sandbox.discord.people import Person

OF_OPTIONS = {USER_OPTION: "user", CHANNEL: "channel", ROLE: "role", MENTIONABLE: "mentionable"}
OF_SELECTS = {5: "user", 6: "role", 7: "mentionable", 8: "channel"}  # component types


def option_values(
    person: Person, channel: Channel, name: str, given: Mapping[str, Any], files: Mapping[str, list[File]]
) -> dict[str, Any]:
    """The options of a slash command."""
    first, *rest = name.split() or [""]
    _, known = options.find_path(find_command(person.world, person.user, channel, first), rest)
    kinds = {option["name"]: option["type"] for option in known}
    values = {key: _thing(person, channel, OF_OPTIONS.get(kinds.get(key, 0)), value) for key, value in given.items()}
    return values | {key: some[0] for key, some in files.items() if kinds.get(key) == ATTACHMENT}


def select_values(person: Person, channel: Channel, message: Message, custom_id: str, values: list[str]) -> list[Any]:
    """What was chosen in a select menu of a message."""
    kinds = {part.get("custom_id"): OF_SELECTS.get(part["type"]) for _, part in walk(message.components)}
    kind = kinds.get(custom_id)
    return [_thing(person, channel, kind, value) for value in values]


def form_values(
    person: Person, channel: Channel, modal: Payload, given: Mapping[str, Any], files: Mapping[str, list[File]]
) -> dict[str, Any]:
    """What was filled into a form."""
    kinds: dict[str, int] = {field["custom_id"]: field["type"] for _, field in forms.fields(modal)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        some = [_thing(person, channel, OF_SELECTS.get(kinds.get(key, 0)), one) for one in as_list(value)]
        if kinds.get(key) == FILE_UPLOAD:
            refuse_unless(not some, "A file is added, not named")  # files come as parts of their own
        else:
            values[key] = some if isinstance(value, list) or kinds.get(key) in OF_SELECTS else value
    for key in files:
        refuse_unless(kinds.get(key) == FILE_UPLOAD, f"The form takes no file as {key!r}")
    return {**values, **files}


def _thing(person: Person, channel: Channel, kind: str | None, value: Any) -> Any:
    refuse_unless(isinstance(value, (str, int, float)), "This value cannot be sent")
    if kind is None or not isinstance(value, str):
        return value
    found = _find(person, channel, kind, int(value) if value.isascii() and value.isdigit() and len(value) <= 20 else 0)
    if found is None:
        raise ClientRefuses(f"There is no such {kind} here")
    return found


def _find(person: Person, channel: Channel, kind: str, number: int) -> User | Role | Channel | None:
    guild = person.world.guild_of(channel)
    if kind == "channel":
        return guild.channels.get(number) if guild is not None else None
    if kind in ("role", "mentionable") and guild is not None and number in guild.roles:
        return guild.roles[number]
    return None if kind == "role" else person.world.users.get(number)
