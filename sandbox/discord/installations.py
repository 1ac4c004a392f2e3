"""Who has the application: servers, and people who take it with them everywhere.

Source: documentation, Application ("Installation Context"), Application Commands ("Contexts"), Receiving and Responding
("Authorizing Integration Owners Object", "Followup Messages"), Permissions (`USE_EXTERNAL_APPS`); JSON error 40094.
"""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.discord.access import is_installed_in
from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, ChannelType, Interaction, Message, Payload, User
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

FOR_GUILDS, FOR_USERS = 0, 1  # integration types
IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2  # interaction contexts
FOLLOWUPS = 5  # where the application is not in the server itself


def install(world: DiscordWorld, user: User) -> None:
    """Let a user take the application with them."""
    if user.id not in world.installed_by:
        world.settings.events.authorized(user, FOR_USERS, ["applications.commands"])
    world.installed_by.add(user.id)
    world.notice(Change("commands"))


def uninstall(world: DiscordWorld, user: User) -> None:
    """Let a user leave it behind; what it said stays."""
    if user.id in world.installed_by:
        world.settings.events.deauthorized(user)
    world.installed_by.discard(user.id)
    world.notice(Change("commands"))


def add_private_channel(world: DiscordWorld, people: Iterable[User], name: str = "") -> Channel:
    """A DM of two people, or of more a group, that the bot is not in."""
    recipients = list(people)
    kind = ChannelType.DM if len(recipients) == 2 else ChannelType.GROUP_DM
    channel = Channel(world.ids.next(), kind, name, recipients=recipients, owner_id=recipients[0].id)
    world.channels[channel.id] = channel
    world.notice(Change("population"))
    return channel


def context(channel: Channel) -> int:
    """Where a command is used (interaction context)."""
    if channel.guild_id is not None:
        return IN_GUILD
    return IN_BOT_DM if channel.recipient is not None else IN_PRIVATE_CHANNEL


def owners(world: DiscordWorld, user: User, channel: Channel, command: Payload) -> dict[str, str]:
    """For whom the application is installed where a user uses its command; empty where it is for nobody."""
    types, guild = command["integration_types"] or [FOR_GUILDS], world.guild_of(channel)
    found: dict[str, str] = {}
    if FOR_GUILDS in types:
        if guild is not None and is_installed_in(world, guild):
            found[str(FOR_GUILDS)] = str(guild.id)
        elif channel.recipient is not None:
            found[str(FOR_GUILDS)] = "0"  # in a DM with the bot (documentation: "`0` if …")
    if FOR_USERS in types and user.id in world.installed_by and "guild_id" not in command:
        found[str(FOR_USERS)] = str(user.id)
    return found


def is_visiting(interaction: Interaction) -> bool:
    """Whether the application is here for its user's sake alone."""
    return str(FOR_GUILDS) not in interaction.owners


def speaks_aside(world: DiscordWorld, interaction: Interaction) -> bool:
    """Whether what it says is for its user alone, because the server wants it so."""
    if interaction.guild_id is None or not is_visiting(interaction):
        return False
    allowed = world.permissions(interaction.user, world.channels[interaction.channel_id])
    return not allowed & Permission.USE_EXTERNAL_APPS


def check_followup(interaction: Interaction, said: list[Message]) -> None:
    """Raise 40094 for one follow-up too many of an application that is only visiting."""
    if is_visiting(interaction) and len(said) >= FOLLOWUPS:
        raise DiscordError(400, 40094, "This interaction has hit the maximum number of follow up messages")
