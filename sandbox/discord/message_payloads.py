"""Messages as Discord writes them in JSON: files resolved to fresh addresses, and where each message came from."""

from __future__ import annotations

import copy

from sandbox.discord import command_shapes, component_rules, embeds, message_content
from sandbox.discord.entities import (
    Attachment,
    Interaction,
    InteractionType,
    Member,
    Message,
    MessageFlag,
    Payload,
    Poll,
    Reaction,
    Reference,
)
from sandbox.discord.files import attachment_payload, attachment_url
from sandbox.discord.payloads import channel_payload, emoji_payload, member_payload, user_payload
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import stamp

PINNED, REPLY, COMMAND_ANSWER, MENU_ANSWER, POLL_RESULT = 6, 19, 20, 23, 46  # message types
IN_SNAPSHOT = (  # MinimalContentMessageResponse
    *("type", "content", "mentions", "mention_roles", "attachments", "embeds"),
    *("timestamp", "edited_timestamp", "flags", "components"),
)


def message_payload(world: DiscordWorld, message: Message) -> Payload:
    """A message as REST answers it to the bot (MessageResponse): without the words that are not for it."""
    payload = whole_payload(world, message)
    if world.application_flags & message_content.GIVEN_BY:
        return payload
    return message_content.without_content(payload, world.bot.id, in_guild=message.guild_id is not None)


def whole_payload(world: DiscordWorld, message: Message) -> Payload:
    """A message with all that people see of it."""
    shown = _shown_elsewhere(message)
    payload: Payload = {
        "id": str(message.id),
        "type": message.kind,
        "channel_id": str(message.channel_id),
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": stamp(message.created_at),
        "edited_timestamp": None if message.edited_at is None else stamp(message.edited_at),
        "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        # Files that an embed or a component shows are not listed (documentation: Message object, `attachments`).
        "attachments": [attachment_payload(world, a) for a in message.attachments if a.id not in shown],
        "embeds": _embeds(world, message),
        "components": _components(world, message),
        "pinned": message.pinned_at is not None,
        "flags": int(message.flags),
    }
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.interaction is not None:
        payload |= _origin(world, message)
    if message.reply_to is not None:
        payload |= _reference(world, message)
    if message.reactions:
        payload["reactions"] = [_reaction(world, reaction) for reaction in message.reactions]
    if message.poll is not None:
        payload["poll"] = _poll(world, message.poll)
    if message.snapshot is not None:
        copied = whole_payload(world, message.snapshot)
        payload["message_snapshots"] = [{"message": {key: copied[key] for key in IN_SNAPSHOT}}]
    if message.refers_to is not None:
        payload["message_reference"] = _elsewhere(message.refers_to)
    if message.flags & MessageFlag.HAS_THREAD and message.id in world.channels:
        payload["thread"] = channel_payload(world.channels[message.id])
    return payload


def event_payload(world: DiscordWorld, message: Message) -> Payload:
    """A message as the gateway tells of it: whole, for each session to hide what it may not see, and with its guild."""
    payload = whole_payload(world, message)
    if message.guild_id is not None:
        payload["guild_id"] = str(message.guild_id)
        _add_members(payload, message, world.guilds[message.guild_id].members)
    return payload


def _add_members(payload: Payload, message: Message, members: dict[int, Member]) -> None:
    """Who wrote and who is mentioned (documentation: Gateway Events, "Message Create Extra Fields")."""
    # "Missing for … messages from webhooks": what answers an interaction has a `webhook_id`.
    if message.interaction is None and message.author.id in members:
        payload["member"] = member_payload(members[message.author.id], with_user=False)
    for user in payload["mentions"]:
        if int(user["id"]) in members:
            user["member"] = member_payload(members[int(user["id"])], with_user=False)


def _by_name(message: Message) -> dict[str, Attachment]:
    return {attachment.filename: attachment for attachment in message.attachments}  # of two by one name, the later


def _shown_elsewhere(message: Message) -> set[int]:
    named = embeds.named_files(message.embeds)
    for media in component_rules.media_of(message.components):
        match = embeds.REFERENCE.fullmatch(media["url"])
        if match:
            named.add(match.group(1))
    return {attachment.id for name, attachment in _by_name(message).items() if name in named}


def _embeds(world: DiscordWorld, message: Message) -> list[Payload]:
    if message.flags & MessageFlag.SUPPRESS_EMBEDS:
        return []
    shown = copy.deepcopy(message.embeds)
    files = _by_name(message)
    for embed in shown:
        for part, key in embeds.media_of(embed):
            match = embeds.REFERENCE.fullmatch(part[key])
            attachment = files.get(match.group(1)) if match else None
            if attachment is not None:
                part[key] = attachment_url(world, attachment)
                if key == "url" and attachment.width is not None:
                    part |= {"width": attachment.width, "height": attachment.height}
                    part["content_type"] = attachment.content_type
            if not part[key].startswith("attachment:"):
                part[f"proxy_{key}"] = part[key]
    return shown


def _components(world: DiscordWorld, message: Message) -> list[Payload]:
    shown = copy.deepcopy(message.components)
    files = _by_name(message)
    for _, part in component_rules.walk(shown):
        if part["type"] == component_rules.FILE:
            match = embeds.REFERENCE.fullmatch(part["file"]["url"])
            attachment = files.get(match.group(1)) if match else None
            part["name"] = attachment.filename if attachment else None
            part["size"] = len(attachment.data) if attachment else None
    for media in component_rules.media_of(shown):
        match = embeds.REFERENCE.fullmatch(media["url"])
        attachment = files.get(match.group(1)) if match else None
        media |= {"id": str(message.id), "width": None, "height": None, "content_type": None}
        if attachment is not None:
            media["url"] = attachment_url(world, attachment)
            media |= {"width": attachment.width, "height": attachment.height, "content_type": attachment.content_type}
            media |= {"id": str(attachment.id), "attachment_id": str(attachment.id)}
        media["proxy_url"] = media["url"]
    return shown


def _origin(world: DiscordWorld, message: Message) -> Payload:
    interaction = message.interaction
    if interaction is None:
        return {}
    origin: Payload = {
        "application_id": str(world.application_id),
        "webhook_id": str(world.application_id),
        "interaction_metadata": _metadata(world, interaction, followup_of=_followed(interaction, message)),
    }
    if interaction.kind is InteractionType.COMMAND and interaction.original is message:
        origin["interaction"] = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "name": interaction.command_name,
            "user": user_payload(interaction.user),
        }
    return origin


def _followed(interaction: Interaction, message: Message) -> Message | None:
    return interaction.original if interaction.original is not message else None


def _metadata(world: DiscordWorld, interaction: Interaction, *, followup_of: Message | None = None) -> Payload:
    metadata: Payload = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": user_payload(interaction.user),
        "authorizing_integration_owners": interaction.owners,
    }
    if interaction.kind is InteractionType.COMMAND:
        metadata["name"] = interaction.command_name
        metadata["command_type"] = interaction.data.get("type", 1)
        metadata |= _target(world, interaction.data)
    if interaction.kind is InteractionType.COMPONENT and interaction.message is not None:
        metadata["interacted_message_id"] = str(interaction.message.id)
    if interaction.kind is InteractionType.MODAL_SUBMIT and interaction.parent is not None:
        metadata["triggering_interaction_metadata"] = _metadata(world, interaction.parent)
    if followup_of is not None:
        metadata["original_response_message_id"] = str(followup_of.id)
    return metadata


def _target(world: DiscordWorld, data: Payload) -> Payload:
    """Whom or what a menu's command was used on (ApplicationCommandInteractionMetadataResponse)."""
    if data.get("type") == command_shapes.USER:
        return {"target_user": user_payload(world.users[int(data["target_id"])])}
    return {"target_message_id": data["target_id"]} if data.get("type") == command_shapes.MESSAGE else {}


def _poll(world: DiscordWorld, poll: Poll) -> Payload:
    counted = [answer for answer in poll.answers if answer.voters]
    return {
        "question": {"text": poll.question},
        "answers": [
            {
                "answer_id": answer.id,
                "poll_media": {"text": answer.text}
                | ({} if answer.emoji is None else {"emoji": emoji_payload(answer.emoji)}),
            }
            for answer in poll.answers
        ],
        "expiry": stamp(poll.ends_at),
        "allow_multiselect": poll.several,
        "layout_type": 1,
        "results": {
            "is_finalized": world.clock.now() >= poll.ends_at,
            "answer_counts": [
                {"id": answer.id, "count": len(answer.voters), "me_voted": world.bot in answer.voters}
                for answer in counted
            ],
        },
    }


def _reaction(world: DiscordWorld, reaction: Reaction) -> Payload:
    return {
        "emoji": emoji_payload(reaction.emoji),
        "count": len(reaction.users),
        "count_details": {"burst": 0, "normal": len(reaction.users)},
        "burst_colors": [],
        "me_burst": False,
        "me": world.bot in reaction.users,
    }


def _elsewhere(reference: Reference) -> Payload:
    told: Payload = {"type": reference.kind, "channel_id": str(reference.channel_id)}
    for key, value in (("message_id", reference.message_id), ("guild_id", reference.guild_id)):
        if value is not None:
            told[key] = str(value)
    return told


def _reference(world: DiscordWorld, message: Message) -> Payload:
    reference: Payload = {"type": 0, "channel_id": str(message.channel_id), "message_id": str(message.reply_to)}
    if message.guild_id is not None:
        reference["guild_id"] = str(message.guild_id)
    replied = world.channels[message.channel_id].messages.get(message.reply_to or 0)
    referenced = None
    if replied is not None:
        referenced = whole_payload(world, replied)
        # One level deep (documentation: Message object, `referenced_message`).
        referenced.pop("referenced_message", None)
        referenced.pop("reactions", None)
    return {"message_reference": reference, "referenced_message": referenced}
