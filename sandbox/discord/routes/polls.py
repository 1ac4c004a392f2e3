"""Polls: who voted for what, and the end of one's own."""

from __future__ import annotations

from sandbox.discord import errors, messages, polls
from sandbox.discord.access import channel_for_bot
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.payloads import user_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer


async def list_voters(call: Call) -> Answer:
    """Who voted for an answer, by their ids."""
    channel = channel_for_bot(call.world, call.id("channel_id"), Permission.READ_MESSAGE_HISTORY)
    answer = polls.answer_of(messages.public(channel, call.id("message_id")), call.id("answer_id"))
    after, limit = call.query_id("after") or 0, call.query_whole("limit", 1, 100, 25)
    voters = sorted((user for user in answer.voters if user.id > after), key=lambda user: user.id)[:limit]
    return json_answer(200, {"users": [user_payload(user) for user in voters]})


async def end(call: Call) -> Answer:
    """End a poll of the bot's own now."""
    channel = channel_for_bot(call.world, call.id("channel_id"))
    message = messages.public(channel, call.id("message_id"))
    if message.author is not call.world.bot:
        raise errors.others_message()
    polls.end(call.world, message)
    return json_answer(200, message_payload(call.world, message))


_BASE = "/channels/{channel_id}/polls/{message_id}"
ROUTES = (
    Route("GET", _BASE + "/answers/{answer_id}", list_voters),
    Route("POST", _BASE + "/expire", end),
)
