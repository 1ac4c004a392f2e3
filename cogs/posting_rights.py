"""Whether Encore may post a song where somebody asks: what Discord says of it with every interaction.

Nothing is looked up, so this holds in every channel and right after a start. A right that is taken away later
costs nobody their song: see `cogs/delivery.py`.
"""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.errors import PersonError, Problem
from bot.musicapi.operations import OperationSpec
from cogs.components.replies import Interaction

# By discord.py's names. Without the first one, Discord says nothing of the others; without the second, cards and files
# count for nothing (documentation: Permissions, "Implicit Permissions").
SEE: Final = "view_channel"
WRITE: Final = "send_messages"
WRITE_IN_THREADS: Final = "send_messages_in_threads"
JOIN: Final = "connect"
SHOW: Final = ("embed_links", "attach_files")
READ_BACK: Final = "read_message_history"  # a song comes without it; a reply and a late change do not
_VOICE: Final = frozenset({discord.ChannelType.voice, discord.ChannelType.stage_voice})


def missing_rights(allowed: discord.Permissions, *, in_thread: bool, in_voice: bool = False) -> tuple[str, ...]:
    """The names of the permissions that Encore lacks to post a song; empty where it has all of them."""
    if allowed.administrator:
        return ()
    ways = (SEE, *((JOIN,) if in_voice else ()), WRITE_IN_THREADS if in_thread else WRITE)
    for way in ways:  # Discord tells nothing of what only counts behind a closed one
        if not getattr(allowed, way):
            return (way,)
    return tuple(each for each in SHOW if not getattr(allowed, each))


def check_can_post(interaction: Interaction, spec: OperationSpec | None = None) -> None:
    """Raise PersonError where a song could not be posted; what one person alone is told needs no right."""
    if spec is not None and spec.is_small:
        return
    channel: Any = interaction.channel
    kind = getattr(channel, "type", None)
    in_thread, allowed = isinstance(channel, discord.Thread), interaction.app_permissions
    if not allowed.value and not _is_member(interaction.guild):
        return  # the server took the commands and not the bot: a song comes by the command's own answer
    if missing := missing_rights(allowed, in_thread=in_thread, in_voice=kind in _VOICE):
        raise PersonError(Problem.CANNOT_POST, permissions=missing)
    if in_thread and channel.locked and not (allowed.manage_threads or allowed.administrator):
        raise PersonError(Problem.THREAD_LOCKED)  # once it is archived, no message wakes it


def can_post_in(guild: discord.Guild | None, channel_id: int) -> bool:
    """Whether a card can be posted in a channel of the server; also True where nobody tells the bot its channels."""
    if guild is None or not _is_member(guild):
        return True
    channel = guild.get_channel_or_thread(channel_id)
    in_thread = isinstance(channel, discord.Thread)
    return channel is not None and not missing_rights(channel.permissions_for(guild.me), in_thread=in_thread)


def _is_member(guild: discord.Guild | None) -> bool:
    """Whether the bot is known to be in the server: of others, nobody tells it the roles."""
    return guild is not None and guild.get_role(guild.id) is not None
