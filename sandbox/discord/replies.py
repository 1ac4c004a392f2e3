"""What a new message is a reply to: something that somebody said in the same channel.

Source: documentation, Message ("Message Reference Structure", "Replies") and Create Message ("The referenced message
must exist and cannot be a system message"); the codes are as Discord's API answers them.
"""

from __future__ import annotations

from sandbox.discord import posts
from sandbox.discord.drafts import Draft
from sandbox.discord.entities import Channel, Message, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.message_payloads import REPLY

OTHER_CHANNEL = ("REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel")
SYSTEM_MESSAGE = ("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
UNKNOWN = ("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")


def refer(channel: Channel, message: Message, draft: Draft) -> None:
    """Make a new message a reply where its draft says so; raises 50035 where it refers to what cannot be answered."""
    reference: Payload | None = draft.said.get("message_reference")
    if reference is None or reference.get("type") == posts.FORWARD:
        return
    replied = channel.messages.get(int(reference["message_id"]))
    if replied is not None and replied.private_to is not None:
        replied = None
    is_elsewhere = "guild_id" in reference and int(reference["guild_id"]) != channel.guild_id
    is_missing = replied is None and reference.get("fail_if_not_exists", True)
    problems = Problems()
    if int(reference.get("channel_id", channel.id)) != channel.id:
        problems.add(("message_reference",), *OTHER_CHANNEL)
    elif is_elsewhere or is_missing:
        problems.add(("message_reference",), *UNKNOWN)
    elif replied is not None and replied.kind not in posts.SAID_BY_SOMEBODY:
        problems.add(("message_reference",), *SYSTEM_MESSAGE)
    problems.refuse()
    if replied is not None:
        message.kind, message.reply_to = REPLY, replied.id
