"""What the bot may reach with its own token: channels that it sees, and what it may do there."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.entities import VOICE, Channel, ChannelType, Guild, User
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.world import DiscordWorld

MEMBERS_FLAGS = 1 << 14 | 1 << 15  # application flags; documentation: Application object, "Application Flags"


def guild_for_bot(world: DiscordWorld, guild_id: int) -> Guild:
    """A guild that the bot is in; raises 10004."""
    guild = world.guilds.get(guild_id)
    if guild is None or world.bot.id not in guild.members:
        raise errors.unknown_guild()
    return guild


def channel_for_bot(world: DiscordWorld, channel_id: int, needed: Permission = NOTHING) -> Channel:
    """A channel that the bot sees and may do `needed` in; raises 10003, 50001 or 50013."""
    channel = world.channels.get(channel_id)
    if channel is None:
        raise errors.unknown_channel()
    allowed = world.permissions(world.bot, channel)
    if not allowed & Permission.VIEW_CHANNEL:
        raise errors.missing_access()
    if needed & ~allowed:
        raise errors.missing_permissions()
    return channel


def channel_of_kind(
    world: DiscordWorld, channel_id: int, kinds: tuple[ChannelType, ...], needed: Permission = NOTHING
) -> Channel:
    """A guild's channel of one of the kinds, as `channel_for_bot` finds it; raises 50003 in DMs, 50024 elsewhere."""
    channel = channel_for_bot(world, channel_id, needed)
    if channel.guild_id is None:
        raise errors.in_dm()
    if channel.kind not in kinds:
        raise errors.wrong_channel_type()
    return channel


def check_may_read(world: DiscordWorld, channel: Channel) -> None:
    """Raise 50001 in a channel of voice that the bot may not connect to (documentation, Get Channel Messages)."""
    if channel.kind in VOICE and not world.permissions(world.bot, channel) & Permission.CONNECT:
        raise errors.missing_access()


def may_list_members(world: DiscordWorld) -> bool:
    """Whether the application has been given the privileged members intent."""
    return bool(world.application_flags & MEMBERS_FLAGS)


def check_dm(world: DiscordWorld, channel: Channel) -> None:
    """Raise 50007 or 50278 where a person cannot be written to."""
    if channel.kind is not ChannelType.DM or channel.recipient is None:
        return
    if not channel.recipient.takes_dms:
        raise errors.cannot_dm()
    if not _share_a_guild(world, channel.recipient):
        message = "Cannot send messages to this user due to having no mutual guilds"
        raise DiscordError(403, 50278, message)


def is_installed_in(world: DiscordWorld, guild: Guild) -> bool:
    """Whether the application is in a guild, with its bot or with its commands alone."""
    return guild.commands_alone or world.bot.id in guild.members


def check_holds_messages(channel: Channel) -> None:
    """Raise 50008 where nothing can be said: a forum holds posts, and they hold the messages."""
    if channel.kind in (ChannelType.GUILD_FORUM, ChannelType.GUILD_CATEGORY):
        raise DiscordError(400, 50008, "Cannot send messages in a non-text channel")


def _share_a_guild(world: DiscordWorld, user: User) -> bool:
    return any(user.id in guild.members for guild in world.bot_guilds())
