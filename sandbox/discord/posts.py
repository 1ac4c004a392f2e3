"""Messages that the bot posts with its own token: what it may put into them, and where."""

from __future__ import annotations

from sandbox.discord.access import channel_for_bot
from sandbox.discord.drafts import Draft
from sandbox.discord.entities import Channel, MessageFlag
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.world import DiscordWorld

SENDABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2


def sendable(flags: MessageFlag) -> MessageFlag:
    """Of the flags that a bot asked for, those that it may set."""
    return flags & SENDABLE


def check_may_carry(world: DiscordWorld, channel: Channel, draft: Draft) -> None:
    """Raise 50013 where the bot may not post this draft's files, embeds or reply in the channel."""
    needed = NOTHING
    if draft.uploads:
        needed |= Permission.ATTACH_FILES
    if draft.said.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if draft.said.get("message_reference"):
        needed |= Permission.READ_MESSAGE_HISTORY
    channel_for_bot(world, channel.id, needed)
