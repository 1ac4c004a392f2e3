"""Threads started: from a message, without one, or as a forum's post (documentation: Channel, "Start Thread …")."""

from __future__ import annotations

from sandbox.discord import errors, messages, posts, threads
from sandbox.discord.access import channel_for_bot, channel_of_kind
from sandbox.discord.channel_shapes import MINUTES, NAME, SLOWEST, read
from sandbox.discord.drafts import as_object, read_draft
from sandbox.discord.entities import Channel, ChannelType, Message, Payload
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.message_writer import check_sizes, write
from sandbox.discord.multipart import Form
from sandbox.discord.payloads import thread_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, ListOf, OneOf, Record, Snowflake, Truth, Whole
from sandbox.wire.exchange import Answer, json_answer

PUBLIC, PRIVATE = int(ChannelType.PUBLIC_THREAD), int(ChannelType.PRIVATE_THREAD)
NAMED = {
    "name": Field(NAME, required=True),
    "auto_archive_duration": Field(OneOf(MINUTES)),
    "rate_limit_per_user": Field(Whole(0, SLOWEST)),
}
_NAMED = Record(NAMED)
_BARE = Record({**NAMED, "type": Field(OneOf((10, PUBLIC, PRIVATE))), "invitable": Field(Truth())})
_POST = Record({**NAMED, "applied_tags": Field(ListOf(Snowflake(), 5))})


async def start_from_message(call: Call) -> Answer:
    """A thread made of a message."""
    world = call.world
    kinds = (ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT)
    needed = Permission.CREATE_PUBLIC_THREADS | Permission.READ_MESSAGE_HISTORY
    channel = channel_of_kind(world, call.id("channel_id"), kinds, needed)
    message = messages.public(channel, call.id("message_id"))
    said = read(_NAMED, call.form().payload)
    if message.kind not in posts.SAID_BY_SOMEBODY:
        raise DiscordError(400, 50068, "Invalid message type")
    thread = threads.add_thread_of(world, channel, message, said["name"], world.bot)
    _settle(thread, said)
    return json_answer(201, thread_payload(thread, world.bot.id))


async def start(call: Call) -> Answer:
    """A thread of its own, private unless told; in a forum, a post with its first message."""
    world = call.world
    kinds = (ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT, ChannelType.GUILD_FORUM)
    channel = channel_of_kind(world, call.id("channel_id"), kinds)
    if channel.kind is ChannelType.GUILD_FORUM:
        return _post(call, channel)
    said = read(_BARE, call.form().payload)
    kind = said.get("type") or PRIVATE  # "currently defaults to `PRIVATE_THREAD`"
    public = Permission.CREATE_PUBLIC_THREADS
    channel_for_bot(world, channel.id, Permission.CREATE_PRIVATE_THREADS if kind == PRIVATE else public)
    if (kind == 10) != (channel.kind is ChannelType.GUILD_ANNOUNCEMENT):
        raise errors.wrong_channel_type()
    thread = threads.add_thread(world, channel, said["name"], world.bot, invited=[] if kind == PRIVATE else None)
    thread.invitable = said.get("invitable", True)
    _settle(thread, said)
    threads.announce(world, thread, world.bot)
    return json_answer(201, thread_payload(thread, world.bot.id))


def _post(call: Call, forum: Channel) -> Answer:
    # "The current user must have the `SEND_MESSAGES` permission (`CREATE_PUBLIC_THREADS` is ignored)."
    world = call.world
    channel_for_bot(world, forum.id, Permission.SEND_MESSAGES)
    form = call.form()
    said = read(_POST, form.payload)
    body = as_object(form.payload).get("message")
    if not isinstance(body, dict):
        problems = Problems()
        problems.add(("message",), "BASE_TYPE_REQUIRED", "This field is required")
        problems.refuse()
    draft = read_draft(Form(body, form.files))
    posts.check_may_carry(world, forum, draft)
    check_sizes(draft, world.file_limit_of(world.guild_of(forum)))
    thread_id = world.ids.next()
    message = Message(
        thread_id, thread_id, forum.guild_id, world.bot, world.clock.now(), flags=posts.sendable(draft.flags)
    )
    posts.complete(world, message, draft)
    write(world, message, draft, may_mention_everyone=False)
    thread = threads.add_thread(world, forum, said["name"], world.bot, thread_id=thread_id)
    thread.applied_tags = [int(tag) for tag in said.get("applied_tags", [])]
    _settle(thread, said)
    messages.post(world, message)
    told = thread_payload(thread, world.bot.id)
    return json_answer(201, told | {"message": message_payload(world, message)})


def _settle(thread: Channel, said: Payload) -> None:
    thread.auto_archive_minutes = said.get("auto_archive_duration", thread.auto_archive_minutes)
    thread.slow_seconds = said.get("rate_limit_per_user", 0)


ROUTES = (
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_from_message),
    Route("POST", "/channels/{channel_id}/threads", start),
)
