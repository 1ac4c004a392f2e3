"""What a message may be beside words, cards and files: a forward, a voice message, a poll; and who may post which.

Source: documentation, Message ("Create Message", "Message Reference Types", "Message Flags"), Voice Messages; JSON
error codes 50159 to 50173, 160002, 160014 and 520003.
"""

from __future__ import annotations

import dataclasses

from sandbox.discord import errors, message_content, polls
from sandbox.discord.access import channel_for_bot
from sandbox.discord.drafts import Draft
from sandbox.discord.entities import Channel, ChannelType, Message, MessageFlag, Payload, Reference
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.files import content_type
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.world import DiscordWorld

SENDABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.COMPONENTS_V2
    | MessageFlag.VOICE_MESSAGE
)
FORWARD = 1
# Message types ("Message Types"): those that can be forwarded and replied to, and that a thread can be made of; and
# those that nobody deletes
SAID_BY_SOMEBODY = (0, 19, 20, 23)
NOT_DELETABLE = (1, 2, 3, 4, 5, 21)
CONTENTS = frozenset({"content", "embeds", "components", "attachments"})  # what only its author changes of a message
WITH_A_FORWARD = ("content", "embeds", "components", "poll")


def sendable(flags: MessageFlag) -> MessageFlag:
    """Of the flags that a bot asked for, those that it may set."""
    return flags & SENDABLE


def check_may_carry(world: DiscordWorld, channel: Channel, draft: Draft) -> None:
    """Raise 50013 or its like where the bot may not post this draft's files, embeds, poll or reply in the channel."""
    needed = NOTHING
    if draft.uploads:
        needed |= Permission.ATTACH_FILES
    if draft.said.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if draft.said.get("poll"):
        needed |= Permission.SEND_POLLS
    channel_for_bot(world, channel.id, needed)
    allowed = world.permissions(world.bot, channel)
    if draft.flags & MessageFlag.VOICE_MESSAGE and not allowed & Permission.SEND_VOICE_MESSAGES:
        raise DiscordError(403, 50173, "You cannot send voice messages in this channel")
    reference: Payload = draft.said.get("message_reference") or {}
    if reference and reference.get("type") != FORWARD and not allowed & Permission.READ_MESSAGE_HISTORY:
        raise DiscordError(403, 160002, "You cannot reply without permission to read message history")


def complete(world: DiscordWorld, message: Message, draft: Draft) -> None:
    """Give a new message the poll or the forwarded message that its draft asks for, and hold it to its kind's rules."""
    if draft.flags & MessageFlag.VOICE_MESSAGE:
        _check_voice_message(draft)
    if draft.said.get("poll"):
        if world.channels[message.channel_id].kind is ChannelType.GUILD_ANNOUNCEMENT:
            raise DiscordError(400, 520002, "Invalid channel type for poll creation")
        polls.ask(world, message, draft.said["poll"])
    reference: Payload = draft.said.get("message_reference") or {}
    if reference.get("type") == FORWARD:
        _forward(world, message, draft, reference)


def check_editable(message: Message) -> None:
    """Raise where a message of this kind cannot be edited."""
    if message.kind not in SAID_BY_SOMEBODY:
        raise _system_message()
    if message.poll is not None:
        raise DiscordError(400, 520003, "Cannot edit a poll message")
    if message.flags & MessageFlag.VOICE_MESSAGE:
        raise DiscordError(400, 50162, "Voice messages cannot be edited.")


def check_deletable(message: Message) -> None:
    """Raise 50021 where a message of this kind is never deleted."""
    if message.kind in NOT_DELETABLE:
        raise _system_message()


def _system_message() -> DiscordError:
    return DiscordError(403, 50021, "Cannot execute action on a system message")


def _check_voice_message(draft: Draft) -> None:
    if any(draft.said.get(key) for key in WITH_A_FORWARD):
        raise DiscordError(400, 50159, "Voice messages do not support additional content.")
    uploads = list(draft.uploads.values())
    if len(uploads) != 1 or not content_type(uploads[0].filename).startswith("audio/"):
        raise DiscordError(400, 50160, "Voice messages must have a single audio attachment.")
    told: list[Payload] = draft.said.get("attachments") or []
    if len(told) != 1 or told[0].get("waveform") is None or told[0].get("duration_secs") is None:
        raise DiscordError(400, 50161, "Voice messages must have supporting metadata.")


def _forward(world: DiscordWorld, message: Message, draft: Draft, reference: Payload) -> None:
    problems = Problems()
    if "channel_id" not in reference:
        problems.add(("message_reference", "channel_id"), "BASE_TYPE_REQUIRED", "This field is required")
    for key in WITH_A_FORWARD:  # what Discord answers to both at once is published nowhere
        if draft.said.get(key) or draft.uploads:
            problems.add((key,), "SANDBOX_HAS_NONE", f'The sandbox has no forward with "{key}"')
    problems.refuse()
    place = channel_for_bot(world, int(reference["channel_id"]), Permission.READ_MESSAGE_HISTORY)
    original = place.messages.get(int(reference["message_id"]))
    if original is None or original.private_to is not None:
        problems.add(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
    elif original.kind not in SAID_BY_SOMEBODY or original.poll is not None:
        problems.add(("message_reference",), "MESSAGE_REFERENCE_INVALID_TYPE", "This message cannot be forwarded")
    problems.refuse()
    if original is None:
        raise errors.unknown_message()
    if not _reads(world, original):
        raise DiscordError(400, 160014, "You cannot forward a message whose content you cannot read.")
    message.refers_to = Reference(FORWARD, place.id, original.id, original.guild_id)
    message.flags |= MessageFlag.HAS_SNAPSHOT
    message.snapshot = _copied(world, message, original.snapshot or original)


def _reads(world: DiscordWorld, message: Message) -> bool:
    own = message.author is world.bot or world.bot in message.mentions
    return own or message.guild_id is None or bool(world.application_flags & message_content.GIVEN_BY)


def _copied(world: DiscordWorld, message: Message, original: Message) -> Message:
    # With files of its own, which stay when the original goes.
    files = [
        dataclasses.replace(attachment, id=world.ids.next(), channel_id=message.channel_id, ephemeral=False)
        for attachment in original.attachments
    ]
    world.files.update({attachment.id: attachment for attachment in files})
    return dataclasses.replace(original, attachments=files, reactions=[], snapshot=None)
