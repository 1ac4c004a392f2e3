"""Drafts made into messages, or laid over those that are there: files kept and dropped as Discord does it.

Source: documentation, Edit Message and Uploading Files.
"""

from __future__ import annotations

from sandbox.discord import component_rules, embeds, errors
from sandbox.discord.component_references import check_references
from sandbox.discord.drafts import Draft
from sandbox.discord.entities import Attachment, Message, MessageFlag, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.files import add_file, safe_name
from sandbox.discord.mentions import set_mentions
from sandbox.discord.multipart import Upload
from sandbox.discord.world import DiscordWorld


def check_sizes(draft: Draft, limit: int) -> None:
    """Raise 413 where any file is larger than `limit` bytes."""
    if any(len(upload.data) > limit for upload in draft.uploads.values()):
        raise errors.too_large()


def write(world: DiscordWorld, message: Message, draft: Draft, *, may_mention_everyone: bool) -> None:
    """Lay a draft over a new or an old message; raises 50006, changing nothing, where nothing would be left to see."""
    said = draft.said
    _check_layout(message, draft)
    kept, told_of = _kept_files(message, draft)
    content = message.content if "content" not in said else said["content"] or ""
    cards = message.embeds if "embeds" not in said else said["embeds"] or []
    components = said.get("components", message.components)
    if "components" in said:
        check_references(world, components, (*draft.path, "components"))
        _check_shown_files(draft, components, kept, told_of)
    if not (content or cards or components or kept or told_of or message.poll or message.snapshot):
        raise errors.empty_message()
    gone = [attachment for attachment in message.attachments if attachment not in kept]
    ephemeral = message.private_to is not None
    new = [add_file(world, message.channel_id, upload, told, ephemeral=ephemeral) for upload, told in told_of]
    world.forget_files(gone)
    message.content, message.embeds, message.components = content, cards, components
    message.attachments = [*kept, *new]
    message.flags |= draft.flags & MessageFlag.COMPONENTS_V2
    if "flags" in said:  # the only flag that an edit may also take back
        message.flags = message.flags & ~MessageFlag.SUPPRESS_EMBEDS | draft.flags & MessageFlag.SUPPRESS_EMBEDS
    if "content" in said or "allowed_mentions" in said:
        set_mentions(world, message, said.get("allowed_mentions"), may_mention_everyone=may_mention_everyone)


def _kept_files(message: Message, draft: Draft) -> tuple[list[Attachment], list[tuple[Upload, Payload]]]:
    # With `attachments`, what it does not name is gone; without, old files stay and new ones are added
    # (documentation: Edit Message).
    if "attachments" not in draft.said:
        return message.attachments, [(upload, {}) for _, upload in sorted(draft.uploads.items())]
    told: list[Payload] = draft.said["attachments"] or []
    old = {str(attachment.id): attachment for attachment in message.attachments}
    kept: list[Attachment] = []
    new: list[tuple[Upload, Payload]] = []
    problems = Problems()
    for index, entry in enumerate(told):
        number = entry["id"]
        if number in old:
            kept.append(old[number])
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
