"""Who may use which command in a guild: what its admins say of the application and of single commands.

Source: documentation, Application Commands, "Permissions", and the change of 17 November 2022: what is said of the
application is the base and goes together with a command's own default, what is said of a command goes above both.
"""

from __future__ import annotations

from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, Guild, Payload, User
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

ROLE, USER, CHANNEL = 1, 2, 3
MOST = 100


def everywhere(guild: Guild) -> int:
    """The id that stands for all channels of a guild; its own stands for all members."""
    return guild.id - 1


def set_for(world: DiscordWorld, guild: Guild, target: int, said: list[Payload]) -> Payload:
    """Say who may use a command, or, for the application's id, all that nothing is said of; tells of it."""
    if said:
        guild.command_permissions[target] = said
    else:
        guild.command_permissions.pop(target, None)
    told = payload(world, guild, target)
    world.publish("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told, guild.id)
    world.notice(Change("commands"))
    return told


def payload(world: DiscordWorld, guild: Guild, target: int) -> Payload:
    """What is said of a command or of the application in a guild (CommandPermissionsResponse)."""
    return {
        "id": str(target),
        "application_id": str(world.application_id),
        "guild_id": str(guild.id),
        "permissions": guild.command_permissions.get(target, []),
    }


def may_use(world: DiscordWorld, guild: Guild, user: User, channel: Channel, command: Payload) -> bool:
    """Whether a guild lets a member use a command in a channel; admins may use all of them."""
    allowed = world.permissions(user, channel)
    if allowed & Permission.ADMINISTRATOR:
        return True
    own = guild.command_permissions.get(int(command["id"]), [])
    base = guild.command_permissions.get(world.application_id, [])
    places = (channel.parent_id or 0 if channel.is_thread else channel.id, everywhere(guild))
    here = _first(_of_channel(own, places), _of_channel(base, places), True)
    if not here:
        return False
    mine = _of_member(guild, user, own)
    if mine is not None:
        return mine
    needed = command["default_member_permissions"]
    if needed is not None and (needed == "0" or int(needed) & ~int(allowed)):
        return False  # "0" hides a command from all but administrators
    return _first(_of_member(guild, user, base), True)


def _first(*said: bool | None) -> bool:
    return next(each for each in said if each is not None)


def _of_channel(said: list[Payload], places: tuple[int, ...]) -> bool | None:
    for place in places:
        for each in said:
            if each["type"] == CHANNEL and int(each["id"]) == place:
                return each["permission"]
    return None


def _of_member(guild: Guild, user: User, said: list[Payload]) -> bool | None:
    for each in said:
        if each["type"] == USER and int(each["id"]) == user.id:
            return each["permission"]
    roles = guild.members[user.id].role_ids if user.id in guild.members else []
    of_roles = [each["permission"] for each in said if each["type"] == ROLE and int(each["id"]) in roles]
    if of_roles:
        return any(of_roles)
    return next((each["permission"] for each in said if each["type"] == ROLE and int(each["id"]) == guild.id), None)
