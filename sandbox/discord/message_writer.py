"""Drafts made into messages, or laid over those that are there: files kept and dropped as Discord does it.

Source: documentation, Edit Message and Uploading Files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord import component_rules, embeds, errors, limits, messages
from sandbox.discord.component_references import check_references
from sandbox.discord.drafts import Draft
from sandbox.discord.entities import Attachment, Message, MessageFlag, Payload
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.files import add_file, describe, safe_name
from sandbox.discord.mentions import IN_MESSAGES, set_mentions
from sandbox.discord.multipart import Upload
from sandbox.discord.world import DiscordWorld


def check_sizes(draft: Draft, limit: int) -> None:
    """Raise 413 where any file is larger than `limit` bytes."""
    if any(len(upload.data) > limit for upload in draft.uploads.values()):
        raise errors.too_large()


def write(
    world: DiscordWorld,
    message: Message,
    draft: Draft,
    *,
    may_mention_everyone: bool,
    mentions: Mapping[str, Any] = IN_MESSAGES,
) -> None:
    """Lay a draft over a new or an old message; raises 50006, changing nothing, where nothing would be left to see.

    `mentions` are allowed where the draft says nothing of it.
    """
    said = draft.said
    _check_layout(message, draft)
    kept, told_of = _kept_files(message, draft)
    content = message.content if "content" not in said else said["content"] or ""
    cards = message.embeds if "embeds" not in said else said["embeds"] or []
    components = said.get("components", message.components)
    if "components" in said:
        check_references(world, components, (*draft.path, "components"))
        _check_shown_files(draft, components, list(kept), told_of)
    if not (content or cards or components or kept or told_of or message.poll or message.snapshot):
        raise errors.empty_message()
    gone = [attachment for attachment in message.attachments if attachment not in kept]
    ephemeral = message.private_to is not None
    new = [add_file(world, message.channel_id, upload, told, ephemeral=ephemeral) for upload, told in told_of]
    world.forget_files(gone)
    message.content, message.embeds, message.components = content, cards, components
    for attachment, told in kept.items():
        describe(attachment, told)
    message.attachments = [*kept, *new]
    message.flags |= draft.flags & MessageFlag.COMPONENTS_V2
    suppress_embeds(message, draft)
    if not messages.exists(world, message) or _says_text(message, said):
        allowed = said.get("allowed_mentions", mentions)
        set_mentions(world, message, allowed, may_mention_everyone=may_mention_everyone)


def suppress_embeds(message: Message, draft: Draft) -> None:
    """Hide the embeds of a message or show them again, where the draft has flags: no other can be taken back."""
    if "flags" in draft.said:
        message.flags = message.flags & ~MessageFlag.SUPPRESS_EMBEDS | draft.flags & MessageFlag.SUPPRESS_EMBEDS


def _says_text(message: Message, said: Payload) -> bool:
    # Mentions are "reconstructed from scratch" with the content, or under components v2 with the components (ibidem).
    text = "components" if message.flags & MessageFlag.COMPONENTS_V2 else "content"
    return text in said or "allowed_mentions" in said


def _kept_files(message: Message, draft: Draft) -> tuple[dict[Attachment, Payload], list[tuple[Upload, Payload]]]:
    # Both with what the draft says of them. With `attachments`, what it does not name is gone; without, old files stay
    # and new ones are added (documentation: Edit Message).
    if "attachments" in draft.said:
        kept, new = _named_files(message, draft)
    else:
        kept: dict[Attachment, Payload] = {attachment: {} for attachment in message.attachments}
        new: list[tuple[Upload, Payload]] = [(upload, {}) for _, upload in sorted(draft.uploads.items())]
    if len(kept) + len(new) > limits.FILES:
        raise DiscordError(400, 30015, f"Maximum number of attachments in a message reached ({limits.FILES})")
    return kept, new


def _named_files(message: Message, draft: Draft) -> tuple[dict[Attachment, Payload], list[tuple[Upload, Payload]]]:
    told: list[Payload] = draft.said["attachments"] or []
    old = {str(attachment.id): attachment for attachment in message.attachments}
    kept: dict[Attachment, Payload] = {}
    new: list[tuple[Upload, Payload]] = []
    problems = Problems()
    for index, entry in enumerate(told):
        number = entry["id"]
        if number in old:
            kept[old[number]] = entry
        elif len(number) < 3 and int(number) in draft.uploads:
            new.append((draft.uploads[int(number)], entry))
        else:
            problems.add(
                (*draft.path, "attachments", index, "id"),
                "ATTACHMENT_NOT_FOUND",
                "No such file in this request or message",
            )
    problems.refuse()
    return kept, new


def _check_shown_files(
    draft: Draft, components: list[Payload], kept: list[Attachment], new: list[tuple[Upload, Payload]]
) -> None:
    # What a component shows must be there; an embed may name what is not (as Discord's API answers it).
    there = {attachment.filename for attachment in kept}
    there |= {safe_name(str(told.get("filename") or upload.filename)) for upload, told in new}
    problems = Problems()
    for media in component_rules.media_of(components):
        match = embeds.REFERENCE.fullmatch(media["url"])
        if match and match.group(1) not in there:
            problems.add(
                (*draft.path, "components"),
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                f"Referenced attachment '{match.group(1)}' was not found",
            )
    problems.refuse()


def _check_layout(message: Message, draft: Draft) -> None:
    # A message of components v2 is that for good, and has nothing else (documentation: Component Reference).
    was_v2 = bool(message.flags & MessageFlag.COMPONENTS_V2)
    if not (was_v2 or draft.flags & MessageFlag.COMPONENTS_V2):
        return
    problems = Problems()
    if message.poll is not None:
        text = "The 'poll' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        problems.add(("poll",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
    for key in ("content", "embeds"):
        left = getattr(message, key) if key not in draft.said else draft.said[key]
        if left:
            text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            problems.add((*draft.path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
    problems.refuse()
