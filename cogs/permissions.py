"""Who may do what: everybody may press every button of what they can see, and managers decide for the whole server.

That a clip, a job or a draft belongs to this server is asked where it is read, with what `guild_of` returns; that it is
not hidden from the person, with what `viewer_of` returns; a confirmation of a higher price is taken from the member
alone who asked (`data.drafts.get`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import discord

from bot.errors import PersonError, Problem
from cogs.components.replies import Interaction
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, UserId
from data.rows import Job


def guild_of(interaction: Interaction) -> GuildId:
    """The server in which somebody asked; raises PersonError outside of servers."""
    if interaction.guild_id is None:
        raise PersonError(Problem.NOT_IN_A_SERVER)
    return GuildId(interaction.guild_id)


def user_of(interaction: Interaction) -> UserId:
    """Who asked."""
    return UserId(interaction.user.id)


def roles_of(interaction: Interaction) -> frozenset[int]:
    """The ids of the roles of whoever asked, @everyone's among them, which is the server's own.

    As the interaction says them: a server may have the commands, and the bot know none of its roles.
    """
    member = interaction.user
    own: Iterable[int] = member._roles if isinstance(member, discord.Member) else ()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - `roles` has known ones alone
    return frozenset({*own, interaction.guild_id or 0})


def places_of(interaction: Interaction) -> frozenset[int]:
    """The ids of the channel where somebody asked and of what it lies in: a thread's channel, its category."""
    channel: Any = interaction.channel
    parent: Any = getattr(channel, "parent", None)
    around = (getattr(channel, "parent_id", None), getattr(channel, "category_id", None))
    above = (*around, getattr(parent, "category_id", None))
    return frozenset(int(each) for each in (interaction.channel_id, *above) if each)


def can_manage(interaction: Interaction) -> bool:
    """Whether the person may change what holds for the whole server: Discord's Manage Server, in the whole server.

    What an interaction says holds for its channel, whose overwrites may grant there what nobody granted elsewhere.
    """
    if not interaction.permissions.manage_guild:
        return False
    member = _known_member(interaction)
    return member is None or member.guild_permissions.manage_guild


def can_cancel(interaction: Interaction, job: Job) -> bool:
    """Whether the person may cancel a job: who asked for it, and who may manage messages where that was."""
    is_here = interaction.channel_id == job.channel_id  # what an interaction says of rights holds for its channel
    return job.user_id == interaction.user.id or (is_here and interaction.permissions.manage_messages)


def can_moderate(interaction: Interaction, channel_id: int | None) -> bool:
    """Whether the person may decide what was posted in this channel: who manages messages there, or the server."""
    is_here = channel_id is not None and interaction.channel_id == channel_id
    return (is_here and interaction.permissions.manage_messages) or can_manage(interaction)


def viewer_of(interaction: Interaction) -> Viewer:
    """Who asked, and which channels of this server they can read now.

    Discord says so of the channel where they asked. Of the others the bot knows roles and overwrites, but for those
    that it cannot see itself, of which Discord tells it nothing, and for archived threads and who is in a private one.
    """
    readable: set[ChannelId] = set()
    closed: set[ChannelId] = set()
    if (member := _known_member(interaction)) is not None:
        for channel in (*member.guild.channels, *member.guild.threads):
            match _can_read(channel, member):
                case True:
                    readable.add(ChannelId(channel.id))
                case False:
                    closed.add(ChannelId(channel.id))
                case None:
                    pass
    if interaction.channel_id is not None:
        here = ChannelId(interaction.channel_id)
        readable.discard(here)
        closed.discard(here)
        if _reads(interaction.permissions):
            readable.add(here)
    return Viewer(user_of(interaction), frozenset(readable), frozenset(closed))


def is_open(interaction: Interaction, channel_ids: Collection[ChannelId]) -> bool:
    """Whether what was made in these channels may be shown to everybody where the person asked.

    So it is if it was made there, or where everybody of the server can read: @everyone may, and nobody is kept out.
    """
    elsewhere = {channel_id for channel_id in channel_ids if channel_id != interaction.channel_id}
    guild = interaction.guild
    if not elsewhere or guild is None:
        return not elsewhere
    return all(_is_open_to_all(guild, guild.get_channel_or_thread(channel_id)) for channel_id in elsewhere)


def channels_open_to_all(interaction: Interaction) -> frozenset[ChannelId]:
    """The channels of this server whose songs may be shown to everybody in it: @everyone reads, nobody is kept out."""
    guild = interaction.guild
    channels = [] if guild is None else [*guild.channels, *guild.threads]
    return frozenset(ChannelId(each.id) for each in channels if guild is not None and _is_open_to_all(guild, each))


def _known_member(interaction: Interaction) -> discord.Member | None:
    """Who asked, where the bot knows the server's roles; a server may have the commands and not the bot."""
    guild, member = interaction.guild, interaction.user
    is_known = guild is not None and guild.get_role(guild.id) is not None
    return member if is_known and isinstance(member, discord.Member) else None


def _reads(allowed: discord.Permissions) -> bool:
    return allowed.view_channel and allowed.read_message_history


def _can_read(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool | None:
    """Whether the member can read a channel's past; None where that is not known, or they see new messages only."""
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    if parent is None:
        return None
    allowed = parent.permissions_for(member)
    if allowed.administrator:
        return True
    if not parent.permissions_for(channel.guild.me).view_channel:
        return None  # Discord hides its overwrites from the bot
    # Whoever cannot join a voice channel cannot open its chat.
    is_voice = isinstance(parent, discord.VoiceChannel | discord.StageChannel)
    if not allowed.view_channel or (is_voice and not allowed.connect):
        return False
    if isinstance(channel, discord.Thread) and channel.is_private() and not allowed.manage_threads:
        return None  # who is in it is told to privileged bots alone
    return True if allowed.read_message_history else None


def _is_open_to_all(guild: discord.Guild, channel: discord.abc.GuildChannel | discord.Thread | None) -> bool:
    if isinstance(channel, discord.Thread):
        channel = None if channel.is_private() else channel.parent
    if channel is None or not _reads(channel.permissions_for(guild.default_role)):
        return False
    if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        return False  # who may join is one more question, and its chat is rarely where songs are made
    overwrites = channel.overwrites.values()
    return all(each.view_channel is not False and each.read_message_history is not False for each in overwrites)
