"""Who may do what, changed while a bot runs: roles given, taken away and changed, each told as Discord tells it.

Source: documentation, Gateway Events ("Guild Role Update", "Guild Member Update"); Threads ("Gaining Access to
Channels").
"""

from __future__ import annotations

from sandbox.discord import payloads
from sandbox.discord.entities import Guild, Payload, Role, User
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld


def allow(world: DiscordWorld, guild: Guild, role: Role, allowed: Permission) -> None:
    """Let a role have these permissions in the guild, and no others."""

    def change() -> Payload:
        role.permissions = allowed
        return {"role": payloads.role_payload(role)}

    world.change_guild(guild, "GUILD_ROLE_UPDATE", change)


def give(world: DiscordWorld, guild: Guild, user: User, role: Role) -> None:
    """Give a member a role."""
    roles = guild.members[user.id].role_ids
    _set(world, guild, user, [*roles, *([role.id] if role.id not in roles else [])])


def take(world: DiscordWorld, guild: Guild, user: User, role: Role) -> None:
    """Take a role away from a member."""
    _set(world, guild, user, [role_id for role_id in guild.members[user.id].role_ids if role_id != role.id])


def delete(world: DiscordWorld, guild: Guild, role: Role) -> None:
    """Delete a role: nobody has it any more, and no channel knows it."""

    def change() -> Payload:
        for member in guild.members.values():
            member.role_ids = [role_id for role_id in member.role_ids if role_id != role.id]
        for channel in guild.channels.values():
            channel.overwrites.pop(role.id, None)
        del guild.roles[role.id]
        return {"role_id": str(role.id)}

    world.change_guild(guild, "GUILD_ROLE_DELETE", change)


def _set(world: DiscordWorld, guild: Guild, user: User, role_ids: list[int]) -> None:
    member = guild.members[user.id]

    def change() -> Payload:
        member.role_ids = role_ids
        return payloads.member_payload(member)

    world.change_guild(guild, "GUILD_MEMBER_UPDATE", change)
