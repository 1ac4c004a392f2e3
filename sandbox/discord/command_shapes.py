"""Application commands as a bot may register them.

Source: documentation, Application Commands (structure, naming, limits); the OpenAPI document's
`ApplicationCommandUpdateRequest`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sandbox.discord import limits
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import (
    Field,
    ListOf,
    NotHere,
    Number,
    OneOf,
    Path,
    Record,
    Shape,
    Snowflake,
    Tagged,
    Text,
    Truth,
    Whole,
)

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER_OPTION, CHANNEL = 1, 2, 3, 4, 5, 6, 7
ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 8, 9, 10, 11
SAFE_INTEGER = 2**53 - 1
MOST_BITS = 2**54 - 1  # API: `default_member_permissions`
REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")


@dataclass(frozen=True)
class Localizations:
    """Texts of one shape, by the locales that Discord knows."""

    text: Text

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The texts as they are, each of them checked."""
        if not isinstance(value, dict):
            problems.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return {}
        known = OneOf(limits.LOCALES)
        given = cast("dict[Any, Any]", value)
        for locale, text in given.items():
            known.read(locale, (*path, str(locale)), problems)
            self.text.read(text, (*path, str(locale)), problems)
        return given


class Bits:
    """Permission bits, as a number or as text; kept as text."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The bits as text."""
        if isinstance(value, bool) or not re.fullmatch("[0-9]{1,20}", str(value)):
            problems.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif int(value) > MOST_BITS:
            problems.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {MOST_BITS}.")
        return str(value)


_NAME, _DESCRIPTION = Text(limits.COMMAND_NAME, 1), Text(limits.COMMAND_DESCRIPTION, 1)
_CHOICE_TEXT = Text(limits.CHOICE_TEXT, 1)
_NAMED = {
    "name": Field(_NAME, required=True),
    "name_localizations": Field(Localizations(_NAME)),
    "description_localizations": Field(Localizations(_DESCRIPTION)),
}
_DESCRIBED = {**_NAMED, "description": Field(_DESCRIPTION, required=True)}
_WHOLE = Whole(-SAFE_INTEGER, SAFE_INTEGER)


def _option(kind: int, **fields: Field) -> Record:
    return Record({"type": Field(OneOf((kind,)), required=True), **_DESCRIBED, "required": Field(Truth()), **fields})


def _chosen(kind: int, value: Shape, **fields: Field) -> Record:
    choice = Record(
        {
            "name": Field(_CHOICE_TEXT, required=True),
            "name_localizations": Field(Localizations(_CHOICE_TEXT)),
            "value": Field(value, required=True),
        }
    )
    choices = Field(ListOf(choice, limits.CHOICES))
    return _option(kind, autocomplete=Field(Truth()), choices=choices, **fields)


_PLAIN: Mapping[int, Shape] = {
    STRING: _chosen(
        STRING,
        Text(limits.CHOICE_TEXT),
        min_length=Field(Whole(0, limits.STRING_OPTION)),
        max_length=Field(Whole(1, limits.STRING_OPTION)),
    ),
    INTEGER: _chosen(INTEGER, _WHOLE, min_value=Field(_WHOLE), max_value=Field(_WHOLE)),
    BOOLEAN: _option(BOOLEAN),
    USER_OPTION: _option(USER_OPTION),
    CHANNEL: _option(
        CHANNEL, channel_types=Field(ListOf(OneOf((0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15)), 12, unique=True))
    ),
    ROLE: _option(ROLE),
    MENTIONABLE: _option(MENTIONABLE),
    NUMBER: _chosen(NUMBER, Number(), min_value=Field(Number()), max_value=Field(Number())),
    ATTACHMENT: _option(ATTACHMENT, file_types=Field(NotHere())),
}
_SUBCOMMAND = _option(SUBCOMMAND, options=Field(ListOf(Tagged(lambda: _PLAIN), limits.OPTIONS)))
_GROUP = _option(GROUP, options=Field(ListOf(Tagged(lambda: {SUBCOMMAND: _SUBCOMMAND}), limits.OPTIONS)))
_COMMAND = Record(
    {
        **_NAMED,
        "id": Field(Snowflake()),
        "type": Field(OneOf((CHAT_INPUT, USER, MESSAGE))),
        "description": Field(Text(limits.COMMAND_DESCRIPTION)),
        "options": Field(ListOf(Tagged(lambda: {**_PLAIN, SUBCOMMAND: _SUBCOMMAND, GROUP: _GROUP}), limits.OPTIONS)),
        "default_member_permissions": Field(Bits()),
        "dm_permission": Field(Truth()),
        "contexts": Field(ListOf(OneOf((0, 1, 2)), 3, 1, unique=True)),
        "integration_types": Field(ListOf(OneOf((0, 1)), 2, 1, unique=True)),
        "nsfw": Field(Truth()),
    },
    nullable=frozenset({"default_member_permissions", "contexts", "name_localizations", "description_localizations"}),
)


def read_command(value: Any, path: Path, problems: Problems) -> Payload:
    """A command as it is registered; its rules are checked once its shape is good."""
    command: Payload = {"type": CHAT_INPUT, **_COMMAND.read(value, path, problems)}
    if not problems:
        _check(command, path, problems)
    return command


def _check(command: Payload, path: Path, problems: Problems) -> None:
    if command["type"] == CHAT_INPUT:
        if not command.get("description"):
            problems.add((*path, "description"), *REQUIRED)
        _check_names(command, path, problems)
        _check_options(command.get("options", []), (*path, "options"), problems)
    elif any(command.get(key) for key in ("description", "description_localizations", "options")):
        message = "Context menu commands cannot have description or options"
        problems.add(path, "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_OR_OPTIONS", message)
    if sum(_lengths(command)) > limits.COMMAND_TOTAL:
        message = f"Command exceeds maximum size ({limits.COMMAND_TOTAL})"
        problems.add(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _check_names(part: Payload, path: Path, problems: Problems) -> None:
    """A name may have capitals in no language, and nothing but letters, numbers and three marks."""
    _check_name(part["name"], (*path, "name"), problems)
    for locale, name in _localized(part, "name").items():
        _check_name(name, (*path, "name_localizations", locale), problems)


def _localized(part: Payload, name: str) -> dict[str, str]:
    return part.get(f"{name}_localizations") or {}


def _check_name(name: str, path: Path, problems: Problems) -> None:
    if name != name.lower() or not all(letter.isalnum() or letter in "-_'" for letter in name):
        problems.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(options: list[Payload], path: Path, problems: Problems) -> None:
    names: set[str] = set()
    optional_before = False
    for index, option in enumerate(options):
        here = (*path, index)
        _check_names(option, here, problems)
        if option["name"] in names:
            problems.add((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_USED", "Option name already used")
        names.add(option["name"])
        if option.get("required") and optional_before:
            message = "Required options must be placed before non-required options"
            problems.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_before |= not option.get("required", False)
        if option["type"] in (SUBCOMMAND, GROUP):
            _check_options(option.get("options", []), (*here, "options"), problems)
        _check_bounds(option, here, problems)
    if len({option["type"] in (SUBCOMMAND, GROUP) for option in options}) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        problems.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _check_bounds(option: Payload, path: Path, problems: Problems) -> None:
    for kind in ("value", "length"):
        least, most = option.get(f"min_{kind}"), option.get(f"max_{kind}")
        if least is not None and most is not None and least > most:
            problems.add((*path, f"min_{kind}"), "NUMBER_TYPE_MAX", f"Value should be less than or equal to {most}.")
    if option.get("autocomplete") and option.get("choices"):
        message = "Autocomplete and choices are mutually exclusive"
        problems.add((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)


def _lengths(part: Payload) -> Iterator[int]:
    """How long everything is that counts; of what is said in several languages, the longest (docs: size limits)."""
    for name in ("name", "description"):
        yield max(map(len, [part.get(name, ""), *_localized(part, name).values()]))
    if "value" in part:
        yield len(str(part["value"]))
    for inner in (*part.get("choices", []), *part.get("options", [])):
        yield from _lengths(inner)
