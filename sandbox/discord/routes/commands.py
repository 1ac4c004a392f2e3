"""Application commands: registered globally or for one guild; a bulk set replaces all of them."""

from __future__ import annotations

from typing import Any, cast

from sandbox.discord import errors, limits
from sandbox.discord.access import guild_for_bot
from sandbox.discord.changes import Change
from sandbox.discord.command_shapes import CHAT_INPUT, read_command
from sandbox.discord.drafts import as_object
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.routing import Call, Rate, Route
from sandbox.wire.exchange import EMPTY, Answer, json_answer

FIXED = ("id", "type")  # what an edit cannot change (API: ApplicationCommandPatchRequestPartial has neither)
MOST_AT_ONCE = sum(limits.COMMANDS.values())


def _registered(call: Call) -> dict[int, Payload]:
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()
    if "guild_id" not in call.parts:
        return call.world.commands
    return guild_for_bot(call.world, call.id("guild_id")).commands


def _one(call: Call) -> Payload:
    command = _registered(call).get(call.id("command_id"))
    if command is None:
        raise errors.unknown_command()
    return command


async def list_commands(call: Call) -> Answer:
    """All commands; localisations only when asked for."""
    commands = list(_registered(call).values())
    if not call.asks("with_localizations"):
        commands = [{**command, "name_localizations": None, "description_localizations": None} for command in commands]
    return json_answer(200, commands)


async def get_command(call: Call) -> Answer:
    """One command."""
    return json_answer(200, _one(call))


async def set_commands(call: Call) -> Answer:
    """Replace all commands; one that keeps its name and kind keeps its id."""
    registered = _registered(call)
    given = call.form().payload
    problems = Problems()
    if not isinstance(given, list):
        problems.add((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        problems.refuse()
    listed = cast("list[Any]", given)
    if len(listed) > MOST_AT_ONCE:
        problems.add((), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_AT_ONCE} or fewer in length.")
    commands = [read_command(command, (index,), problems) for index, command in enumerate(listed)]
    _check_set(commands, problems)
    problems.refuse()
    kept = _replace(call, registered, commands)
    registered.clear()
    registered.update({int(command["id"]): command for command in kept})
    call.world.notice(Change("commands"))
    return json_answer(200, kept)


async def create_command(call: Call) -> Answer:
    """Add a command, or replace the one with its name and kind."""
    registered = _registered(call)
    problems = Problems()
    command = read_command(call.form().payload, (), problems)
    problems.refuse()
    others = [old for old in registered.values() if _key(old) != _key(command)]
    _check_set([*others, command], problems)
    problems.refuse()
    known = len(others) < len(registered)
    (kept,) = _replace(call, registered, [command])
    registered[int(kept["id"])] = kept
    call.world.notice(Change("commands"))
    return json_answer(200 if known else 201, kept)


async def edit_command(call: Call) -> Answer:
    """Change parts of a command."""
    registered, old = _registered(call), _one(call)
    problems = Problems()
    asked = call.form().payload
    if not isinstance(asked, dict):
        problems.add((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    changes = {key: value for key, value in as_object(asked).items() if key not in FIXED}
    command = read_command({**old, **changes}, (), problems)
    _check_set([*[other for other in registered.values() if other is not old], command], problems)
    problems.refuse()
    kept = {**_complete(call, command), "id": old["id"], "version": str(call.world.ids.next())}
    registered[int(kept["id"])] = kept
    call.world.notice(Change("commands"))
    return json_answer(200, kept)


async def delete_command(call: Call) -> Answer:
    """Remove a command."""
    del _registered(call)[int(_one(call)["id"])]
    call.world.notice(Change("commands"))
    return EMPTY


def _key(command: Payload) -> tuple[int, str]:
    return command["type"], command["name"]


def _check_set(commands: list[Payload], problems: Problems) -> None:
    """No name twice in a kind, and no more of a kind than there may be; raises 30032 where there are."""
    if problems:
        return
    for index, command in enumerate(commands):
        if any(_key(command) == _key(other) for other in commands[:index]):
            message = "Application command names must be unique"
            problems.add((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
    for kind, most in limits.COMMANDS.items():
        if sum(1 for command in commands if command["type"] == kind) > most:
            raise errors.too_many_of_a_kind(most)


def _replace(call: Call, registered: dict[int, Payload], commands: list[Payload]) -> list[Payload]:
    old = {_key(command): command for command in registered.values()}
    _count_creates(call, sum(1 for command in commands if _key(command) not in old))
    kept: list[Payload] = []
    for command in commands:
        complete = _complete(call, command)
        before = old.get(_key(command))
        unchanged = before is not None and {**before, **complete} == before
        complete["id"] = before["id"] if before is not None else str(call.world.ids.next())
        complete["version"] = before["version"] if before is not None and unchanged else str(call.world.ids.next())
        kept.append(complete)
    return kept


def _count_creates(call: Call, new: int) -> None:
    now = call.world.clock.now()
    recent = [at for at in call.world.command_creates if now - at < 86_400]
    if len(recent) + new > limits.COMMAND_CREATES_A_DAY:
        raise errors.too_many_commands()
    call.world.command_creates = [*recent, *[now] * new]


def _complete(call: Call, command: Payload) -> Payload:
    complete: Payload = {
        "application_id": str(call.world.application_id),
        "default_member_permissions": None,
        "name_localizations": None,
        "description": "",
        "description_localizations": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        **{key: value for key, value in command.items() if key != "id"},
    }
    if complete["type"] == CHAT_INPUT:
        complete.setdefault("options", [])
    if "guild_id" in call.parts:
        complete["guild_id"] = call.parts["guild_id"]
    return complete


_GLOBAL, _GUILD = "/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"
_SETS = Rate(5, 20.0)
ROUTES = tuple(
    route
    for base in (_GLOBAL, _GUILD)
    for route in (
        Route("GET", base, list_commands),
        Route("PUT", base, set_commands, _SETS),
        Route("POST", base, create_command, _SETS),
        Route("GET", base + "/{command_id}", get_command),
        Route("PATCH", base + "/{command_id}", edit_command, _SETS),
        Route("DELETE", base + "/{command_id}", delete_command, _SETS),
    )
)
