"""Reactions to messages: the bot's own, and with the right to manage messages everybody's."""

from __future__ import annotations

from sandbox.discord import emojis, errors, messages, reactions
from sandbox.discord.access import channel_for_bot
from sandbox.discord.entities import Channel, Emoji, Message, Reaction
from sandbox.discord.payloads import user_payload
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.routing import Call, Rate, Route
from sandbox.discord.threads import check_awake
from sandbox.wire.exchange import EMPTY, Answer, json_answer

PAGE, USUAL = 100, 25
BURST = 1  # super reactions, which the sandbox's people have not
HISTORY = Permission.READ_MESSAGE_HISTORY
RATE = Rate(1, 0.25)  # seen: the only bucket with parts of a second


async def add_mine(call: Call) -> Answer:
    """React to a message; to be the first with an emoji takes the right to add reactions."""
    world = call.world
    channel, message = _message(call, HISTORY)
    check_awake(channel)
    emoji = _emoji(call)
    if reactions.find(message, emoji) is None:
        needed = Permission.ADD_REACTIONS
        if emoji.guild_id is not None and emoji.guild_id != channel.guild_id:
            needed |= Permission.USE_EXTERNAL_EMOJIS
        channel_for_bot(world, channel.id, needed)
    reactions.add(world, message, emoji, world.bot)
    return EMPTY


async def remove_mine(call: Call) -> Answer:
    """Take the bot's own reaction back."""
    channel, message = _message(call)
    check_awake(channel)
    reaction = _reaction(call, message)
    reactions.remove(call.world, message, reaction.emoji, call.world.bot)
    return EMPTY


async def remove_others(call: Call) -> Answer:
    """Take somebody's reaction away."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    check_awake(channel)
    reaction = _reaction(call, message)
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    reactions.remove(call.world, message, reaction.emoji, user)
    return EMPTY


async def list_users(call: Call) -> Answer:
    """Who reacted with an emoji, by their ids."""
    _, message = _message(call, HISTORY)
    after, limit = call.query_id("after") or 0, call.query_whole("limit", 1, PAGE, USUAL)
    kind = call.query_whole("type", 0, BURST, 0)
    reaction = _reaction(call, message)
    users = sorted((user for user in reaction.users if user.id > after), key=lambda user: user.id)[:limit]
    return json_answer(200, [] if kind == BURST else [user_payload(user) for user in users])


async def remove_all(call: Call) -> Answer:
    """Take every reaction away."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    check_awake(channel)
    reactions.clear(call.world, message)
    return EMPTY


async def remove_all_by_emoji(call: Call) -> Answer:
    """Take every reaction by one emoji away."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    check_awake(channel)
    reactions.clear(call.world, message, _reaction(call, message).emoji)
    return EMPTY


def _message(call: Call, needed: Permission = NOTHING) -> tuple[Channel, Message]:
    channel = channel_for_bot(call.world, call.id("channel_id"), needed)
    return channel, messages.public(channel, call.id("message_id"))


def _emoji(call: Call) -> Emoji:
    return emojis.named(call.world, call.parts["emoji_name"])


def _reaction(call: Call, message: Message) -> Reaction:
    reaction = reactions.find(message, _emoji(call))
    if reaction is None:
        raise emojis.unknown_emoji()
    return reaction


_BASE = "/channels/{channel_id}/messages/{message_id}/reactions"
ROUTES = (
    Route("DELETE", _BASE, remove_all, RATE),
    Route("GET", _BASE + "/{emoji_name}", list_users),
    Route("DELETE", _BASE + "/{emoji_name}", remove_all_by_emoji, RATE),
    Route("PUT", _BASE + "/{emoji_name}/@me", add_mine, RATE),
    Route("DELETE", _BASE + "/{emoji_name}/@me", remove_mine, RATE),
    Route("DELETE", _BASE + "/{emoji_name}/{user_id}", remove_others, RATE),
)
