"""Channels and their messages, as the bot reaches them with its own token."""

from __future__ import annotations

from sandbox.discord import errors, messages, posts, replies
from sandbox.discord.access import channel_for_bot, check_dm, check_holds_messages, check_may_read
from sandbox.discord.drafts import Draft, read_draft
from sandbox.discord.entities import Channel, Message, MessageFlag
from sandbox.discord.errors import Problems
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.message_writer import check_sizes, suppress_embeds, write
from sandbox.discord.payloads import channel_payload, thread_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Rate, Route
from sandbox.discord.threads import check_awake, check_unlocked, wake
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import EMPTY, Answer, json_answer

NONCE_MEMORY = 300.0  # seconds in which `enforce_nonce` finds the message again; documentation: "past few minutes"
HISTORY = Permission.READ_MESSAGE_HISTORY


async def get_channel(call: Call) -> Answer:
    """A channel; of a thread, also the bot's membership."""
    channel = channel_for_bot(call.world, call.id("channel_id"))
    told = thread_payload(channel, call.world.bot.id) if channel.is_thread else channel_payload(channel)
    return json_answer(200, told)


async def create_message(call: Call) -> Answer:
    """A new message of the bot's; with `enforce_nonce`, the one that already has this nonce."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"), Permission.SEND_MESSAGES)
    check_dm(world, channel)
    check_holds_messages(channel)
    draft = read_draft(call.form())
    _check_contents(call, channel, draft)
    if draft.said.get("tts"):
        channel_for_bot(world, channel.id, Permission.SEND_TTS_MESSAGES)
    wake(world, channel, world.bot)
    again = _same_nonce(world, draft)
    if again is not None:
        return json_answer(200, message_payload(world, again))
    message = Message(
        world.ids.next(),
        channel.id,
        channel.guild_id,
        world.bot,
        world.clock.now(),
        flags=posts.sendable(draft.flags),
        nonce=draft.said.get("nonce"),
        tts=draft.said.get("tts", False),
    )
    replies.refer(channel, message, draft)
    posts.complete(world, message, draft)
    everyone = bool(world.permissions(world.bot, channel) & Permission.MENTION_EVERYONE)
    write(world, message, draft, may_mention_everyone=everyone)
    if draft.said.get("enforce_nonce") and message.nonce is not None:
        world.nonces[str(message.nonce)] = (world.clock.now(), message)
    messages.post(world, message)
    return json_answer(200, message_payload(world, message))


def _check_contents(call: Call, channel: Channel, draft: Draft) -> None:
    posts.check_may_carry(call.world, channel, draft)
    check_sizes(draft, call.world.file_limit_of(call.world.guild_of(channel)))


def _same_nonce(world: DiscordWorld, draft: Draft) -> Message | None:
    # Whatever the channel: documentation, Create Message, "by the same author".
    if not draft.said.get("enforce_nonce"):
        return None
    now = world.clock.now()
    world.nonces = {nonce: (at, one) for nonce, (at, one) in world.nonces.items() if now - at < NONCE_MEMORY}
    _, known = world.nonces.get(str(draft.said.get("nonce")), (0.0, None))
    return known if known is not None and messages.exists(world, known) else None


async def list_messages(call: Call) -> Answer:
    """What was said in a channel, newest first; nothing without the right to read its history."""
    channel = channel_for_bot(call.world, call.id("channel_id"))
    check_may_read(call.world, channel)
    count = call.query_whole("limit", 1, 100, 50)
    places = {name: call.query_id(name) for name in ("before", "after", "around") if name in call.request.query}
    _check_one_place(*places)
    if not call.world.permissions(call.world.bot, channel) & HISTORY:
        return json_answer(200, [])
    said = [message for message in channel.messages.values() if message.private_to is None]
    before, after, around = (places.get(name) for name in ("before", "after", "around"))
    if around is not None:  # so many before it and as many after
        earlier, later = ([m for m in said if m.id < around], [m for m in said if m.id >= around])
        said = [*earlier[max(0, len(earlier) - count // 2) :], *later[: count - count // 2]]
    if before is not None:
        said = [message for message in said if message.id < before]
    chosen = said[-count:] if after is None else [message for message in said if message.id > after][:count]
    return json_answer(200, [message_payload(call.world, message) for message in reversed(chosen)])


def _check_one_place(*names: str) -> None:
    # That only one may be passed is documented (Get Channel Messages), and how Discord refuses two is not.
    problems = Problems()
    if len(names) > 1:
        for name in names:
            problems.add((name,), "SANDBOX_MUTUALLY_EXCLUSIVE", "before, after and around are mutually exclusive")
    problems.refuse()


async def get_message(call: Call) -> Answer:
    """One message that everybody sees."""
    channel = channel_for_bot(call.world, call.id("channel_id"), HISTORY)
    check_may_read(call.world, channel)
    return json_answer(200, message_payload(call.world, messages.public(channel, call.id("message_id"))))


async def edit_message(call: Call) -> Answer:
    """A message of the bot's, changed; interaction answers too, unless they are private."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    message = messages.public(channel, call.id("message_id"))
    if message.author is not world.bot:
        return _suppress_embeds(call, channel, message)
    posts.check_editable(message)
    check_awake(channel)
    check_unlocked(world, channel, world.bot)
    draft = read_draft(call.form(), was_v2=bool(message.flags & MessageFlag.COMPONENTS_V2))
    _check_contents(call, channel, draft)
    messages.count_old_edit(world, message)
    everyone = bool(world.permissions(world.bot, channel) & Permission.MENTION_EVERYONE)
    write(world, message, draft, may_mention_everyone=everyone)
    messages.mark_edited(world, message)
    return json_answer(200, message_payload(world, message))


def _suppress_embeds(call: Call, channel: Channel, message: Message) -> Answer:
    # "Other users can only edit `flags` and only if they have the `MANAGE_MESSAGES` permission" (Edit Message). Whom
    # it may mention is not a part of the message; it does not count as edited, as the client does not show it so.
    world = call.world
    if not world.permissions(world.bot, channel) & Permission.MANAGE_MESSAGES:
        raise errors.others_message()
    draft = read_draft(call.form())
    if "flags" not in draft.said or draft.uploads or posts.CONTENTS & draft.said.keys():
        raise errors.others_message()
    posts.check_editable(message)
    check_awake(channel)
    check_unlocked(world, channel, world.bot)
    suppress_embeds(message, draft)
    messages.tell_changed(world, message)
    return json_answer(200, message_payload(world, message))


async def delete_message(call: Call) -> Answer:
    """A message, gone: the bot's own, or with the right to manage messages anybody's."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    message = messages.public(channel, call.id("message_id"))
    if message.author is not world.bot:
        if channel.guild_id is None:
            raise errors.in_dm()
        channel_for_bot(world, channel.id, Permission.MANAGE_MESSAGES)
    posts.check_deletable(message)
    messages.delete(world, message)
    return EMPTY


async def trigger_typing(call: Call) -> Answer:
    """Show the bot as typing."""
    channel_for_bot(call.world, call.id("channel_id"), Permission.SEND_MESSAGES)
    return EMPTY


ROUTES = (
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("POST", "/channels/{channel_id}/messages", create_message),
    Route("GET", "/channels/{channel_id}/messages", list_messages),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", get_message),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", edit_message),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", delete_message, Rate(5, 1.0)),
    Route("POST", "/channels/{channel_id}/typing", trigger_typing),
)
