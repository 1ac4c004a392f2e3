"""Which commands Discord offers to whom, and where.

Source: documentation, Application Commands ("Contexts", "Permissions"): a guild's own command hides the global one
of its name.
"""

from __future__ import annotations

from sandbox.discord import command_permissions, installations
from sandbox.discord.client import ClientRefuses
from sandbox.discord.command_shapes import CHAT_INPUT, MESSAGE, USER
from sandbox.discord.entities import Channel, Message, Payload, User
from sandbox.discord.installations import IN_GUILD
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld


def usable_commands(world: DiscordWorld, user: User, channel: Channel) -> list[Payload]:
    """The commands that a user may use in a channel, by name."""
    guild = world.guild_of(channel)
    commands = {(command["type"], command["name"]): command for command in world.commands.values()}
    for command in guild.commands.values() if guild is not None else ():
        commands[command["type"], command["name"]] = command
    return sorted((c for c in commands.values() if _may(world, user, channel, c)), key=lambda c: c["name"])


def _may(world: DiscordWorld, user: User, channel: Channel, command: Payload) -> bool:
    contexts, place = command["contexts"], installations.context(channel)
    reachable = place in contexts if contexts is not None else place == IN_GUILD or command["dm_permission"]
    if not reachable or not installations.owners(world, user, channel, command):
        return False
    guild = world.guild_of(channel)
    if guild is not None and not command_permissions.may_use(world, guild, user, channel, command):
        return False
    return bool(world.permissions(user, channel) & Permission.USE_APPLICATION_COMMANDS)


def find_command(world: DiscordWorld, user: User, channel: Channel, name: str) -> Payload:
    """The slash command of a name; Discord itself refuses whoever may not use it."""
    return _called(world, user, channel, name, CHAT_INPUT)


def find_menu_command(world: DiscordWorld, user: User, channel: Channel, name: str, target: User | Message) -> Payload:
    """The context-menu command of a name, for this kind of target."""
    return _called(world, user, channel, name, USER if isinstance(target, User) else MESSAGE)


def _called(world: DiscordWorld, user: User, channel: Channel, name: str, kind: int) -> Payload:
    for command in usable_commands(world, user, channel):
        if command["type"] == kind and command["name"] == name:
            return command
    raise ClientRefuses(f"There is no command {name!r} here for {user.name}")
