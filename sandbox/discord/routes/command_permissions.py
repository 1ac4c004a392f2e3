"""What a guild's admins say of an application's commands: read with the bot's token, written with an admin's only.

Source: documentation, Application Commands ("Get Guild Application Command Permissions" and its kin).
"""

from __future__ import annotations

from sandbox.discord import command_permissions, errors
from sandbox.discord.access import guild_for_bot
from sandbox.discord.entities import Guild, User
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.permission_rules import in_guild
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, ListOf, OneOf, Record, Snowflake, Truth
from sandbox.wire.exchange import Answer, json_answer

NEEDED = Permission.MANAGE_GUILD | Permission.MANAGE_ROLES
_ONE = Record(
    {
        "id": Field(Snowflake(), required=True),
        "type": Field(
            OneOf((command_permissions.ROLE, command_permissions.USER, command_permissions.CHANNEL)), required=True
        ),
        "permission": Field(Truth(), required=True),
    }
)
_SAID = Record({"permissions": Field(ListOf(_ONE, command_permissions.MOST), required=True)})


async def list_all(call: Call) -> Answer:
    """What is said of the application and of each command; nothing of those of which nothing is said."""
    guild = _guild(call)
    return json_answer(200, [command_permissions.payload(call.world, guild, one) for one in guild.command_permissions])


async def get_one(call: Call) -> Answer:
    """What is said of one command, or, by the application's id, of all; 10066 where nothing is."""
    guild, target = _guild(call), _target(call)
    if target not in guild.command_permissions:
        raise errors.unknown(10066, "application command permissions")
    return json_answer(200, command_permissions.payload(call.world, guild, target))


async def set_one(call: Call) -> Answer:
    """Say who may use a command: with the access token of somebody who manages the guild, never with a bot's."""
    user = _user(call)
    guild, target = _guild(call), _target(call)
    member = guild.members.get(user.id)
    if member is None or NEEDED & ~in_guild(guild, member, call.world.clock.now()):
        raise errors.missing_permissions()
    problems = Problems()
    said = _SAID.read(call.form().payload, (), problems)
    problems.refuse()
    return json_answer(200, command_permissions.set_for(call.world, guild, target, said["permissions"]))


def _user(call: Call) -> User:
    kind, _, token = call.request.headers.get("authorization", "").partition(" ")
    if kind == "Bot" and token == call.world.token:
        raise DiscordError(403, 20001, "Bots cannot use this endpoint")
    user = call.world.bearers.get(token) if kind == "Bearer" else None
    if user is None:
        raise errors.unauthorized()
    return user


def _guild(call: Call) -> Guild:
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()
    return guild_for_bot(call.world, call.id("guild_id"))


def _target(call: Call) -> int:
    target = call.id("command_id")
    known = (call.world.application_id, *call.world.commands, *_guild(call).commands)
    if target not in known:
        raise errors.unknown_command()
    return target


_BASE = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = (
    Route("GET", _BASE + "/permissions", list_all),
    Route("GET", _BASE + "/{command_id}/permissions", get_one),
    Route("PUT", _BASE + "/{command_id}/permissions", set_one, signed_in=False),
)
