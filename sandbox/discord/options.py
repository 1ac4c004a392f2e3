"""The slash-command box: what a person types into a command's options, as Discord's client checks and sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord.client import ClientRefuses, Resolved, refuse_unless
from sandbox.discord.command_shapes import ATTACHMENT, BOOLEAN, GROUP, INTEGER, NUMBER, STRING, SUBCOMMAND
from sandbox.discord.entities import Payload
from sandbox.discord.limits import STRING_OPTION
from sandbox.discord.shapes import units

SNOWFLAKES = (6, 7, 8, 9, ATTACHMENT)


def find_path(command: Payload, words: list[str]) -> tuple[list[Payload], list[Payload]]:
    """The subcommands that `words` name, outermost first, and the options of the innermost."""
    options: list[Payload] = command.get("options", [])
    path: list[Payload] = []
    for word in words:
        nested = next((o for o in options if o["name"] == word and o["type"] in (SUBCOMMAND, GROUP)), None)
        if nested is None:
            raise ClientRefuses(f'/{command["name"]} has no subcommand "{word}"')
        path.append(nested)
        options = nested.get("options", [])
    if options and options[0]["type"] in (SUBCOMMAND, GROUP):
        raise ClientRefuses(f"/{command['name']} needs a subcommand")
    return path, options


def fill(
    known: list[Payload],
    given: Mapping[str, Any],
    resolved: Resolved,
    *,
    focused: str | None = None,
    checked: bool = True,
) -> list[Payload]:
    """The options as an interaction carries them; while one is `focused`, what is there may be unfinished."""
    by_name = {option["name"]: option for option in known}
    filled: list[Payload] = []
    for name, value in given.items():
        option = by_name.get(name)
        if option is None:
            refuse_unless(not checked, f'There is no option "{name}"')
            option = {"name": name, "type": STRING}
        if checked and focused is None:
            _check(option, value)
        entry: Payload = {"name": name, "type": option["type"], "value": _value(option, value, resolved)}
        if name == focused:
            entry["focused"] = True
        filled.append(entry)
    missing = [option["name"] for option in known if option.get("required") and option["name"] not in given]
    if checked and focused is None and missing:
        raise ClientRefuses(f"This option is required. Specify a value: {', '.join(missing)}")
    return filled


def nest(path: list[Payload], options: list[Payload]) -> list[Payload]:
    """Options inside the subcommands that they belong to."""
    for part in reversed(path):
        options = [{"name": part["name"], "type": part["type"], "options": options}]
    return options


def _value(option: Payload, value: Any, resolved: Resolved) -> Any:
    if option["type"] not in SNOWFLAKES:
        return value
    return value if isinstance(value, str) else resolved.add(value)


def _check(option: Payload, value: Any) -> None:
    kind, name = option["type"], option["name"]
    if kind == STRING:
        refuse_unless(isinstance(value, str), f"{name}: Input a valid text.")
        _check_length(option, value)
    elif kind == BOOLEAN:
        refuse_unless(isinstance(value, bool), f"{name}: Input True or False.")
    elif kind in (INTEGER, NUMBER):
        whole = isinstance(value, int) and not isinstance(value, bool)
        refuse_unless(whole or (kind == NUMBER and isinstance(value, float)), f"{name}: Input a valid number.")
        refuse_unless(value >= option.get("min_value", value), f"{name}: Must be at least {option.get('min_value')}.")
        refuse_unless(value <= option.get("max_value", value), f"{name}: Must be at most {option.get('max_value')}.")
    elif kind == ATTACHMENT:
        refuse_unless(isinstance(value, tuple), f"{name}: Add a file.")
    choices: list[Payload] = option.get("choices") or []
    if choices:
        refuse_unless(any(choice["value"] == value for choice in choices), f"{name}: Pick one of the choices.")


def _check_length(option: Payload, text: str) -> None:
    least, most = option.get("min_length", 0), option.get("max_length", STRING_OPTION)
    name = option["name"]
    refuse_unless(bool(text.strip()) or not option.get("required"), f"This option is required. Specify a value: {name}")
    refuse_unless(units(text) >= least, f"{name}: Must be at least {least} characters.")
    refuse_unless(units(text) <= most, f"{name}: Must be at most {most} characters.")
