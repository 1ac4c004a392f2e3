"""Threads of a channel, found by their names, tags and times.

Source: the operation `thread_search` of Discord's OpenAPI document, and the defaults in "Search Threads" of what users
of Discord's API wrote down (docs.discord.food). How names are compared is in neither: here a name has the words that
are asked for in their order, whole and with at most `slop` others between them, and none unless told. Every thread is
found at once. What is relevant nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable

from sandbox.discord.access import channel_of_kind, guild_for_bot
from sandbox.discord.channel_shapes import read
from sandbox.discord.entities import Channel, ChannelType, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.payloads import thread_member_payload, thread_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, FormText, ListOf, OneOf, Record, Snowflake, Text, Truth, Whole
from sandbox.wire.exchange import Answer, json_answer

PAGE, FARTHEST, NAME, TAGS = 25, 9975, 100, 20
RELEVANCE = "relevance"
ORDERS: dict[str, Callable[[Channel], tuple[float | str, int]]] = {
    "last_message_time": lambda thread: (thread.posted_at, thread.id),
    "archive_time": lambda thread: (thread.archived_at or thread.created_at, thread.id),
    "creation_time": lambda thread: (0.0, thread.id),
}
_QUERY = Record(
    {
        "name": Field(Text(NAME)),
        "slop": Field(Whole(0, 100)),
        "min_id": Field(Snowflake()),
        "max_id": Field(Snowflake()),
        "tag": Field(ListOf(Snowflake(), TAGS)),
        "tag_setting": Field(OneOf(("match_all", "match_some"))),
        "archived": Field(Truth()),
        "sort_by": Field(OneOf((RELEVANCE, *ORDERS))),
        "sort_order": Field(OneOf(("asc", "desc"))),
        "limit": Field(Whole(1, PAGE)),
        "offset": Field(Whole(0, FARTHEST)),
    }
)


async def search(call: Call) -> Answer:
    """A channel's threads that the bot sees and that are as asked for; a forum's with their first messages."""
    world = call.world
    kinds = (ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT, ChannelType.GUILD_FORUM)
    channel = channel_of_kind(world, call.id("channel_id"), kinds, Permission.READ_MESSAGE_HISTORY)
    asked = _asked(call)
    guild = guild_for_bot(world, channel.guild_id or 0)
    below = [one for one in guild.channels.values() if one.is_thread and one.parent_id == channel.id]
    seen = [one for one in below if world.permissions(world.bot, one) & Permission.VIEW_CHANNEL]
    is_down = asked.get("sort_order", "desc") == "desc"
    order = ORDERS[asked.get("sort_by", "last_message_time")]
    found = sorted((one for one in seen if _is_meant(one, asked)), key=order, reverse=is_down)
    begin, bot_id = asked.get("offset", 0), world.bot.id
    shown = found[begin : begin + asked.get("limit", PAGE)]
    told: Payload = {
        "threads": [thread_payload(one, bot_id) for one in shown],
        "members": [thread_member_payload(one, bot_id) for one in shown if bot_id in one.thread_members],
        "has_more": begin + len(shown) < len(found),
        "total_results": len(found),
    }
    if channel.kind is ChannelType.GUILD_FORUM:
        first = [one.messages[one.id] for one in shown if one.id in one.messages]
        told["first_messages"] = [message_payload(world, message) for message in first]
    return json_answer(200, told)


def _asked(call: Call) -> Payload:
    query: Payload = {name: FormText(text) for name, text in call.request.query.items()}
    if "tag" in query:
        query["tag"] = [tag for tag in query["tag"].split(",") if tag]
    asked = read(_QUERY, query)
    if asked.get("sort_by") == RELEVANCE:
        problems = Problems()
        problems.add(("sort_by",), "SANDBOX_HAS_NONE", "The sandbox does not know what is relevant")
        problems.refuse()
    return asked


def _is_meant(thread: Channel, asked: Payload) -> bool:
    if asked.get("archived", thread.archived) != thread.archived:
        return False
    if not int(asked.get("min_id", 0)) < thread.id < int(asked.get("max_id", thread.id + 1)):
        return False
    tags = {int(tag) for tag in asked.get("tag", ())}
    matches = all if asked.get("tag_setting") == "match_all" else any
    if tags and not matches(tag in thread.applied_tags for tag in tags):
        return False
    return _has_words(thread.name.casefold().split(), asked.get("name", "").casefold().split(), asked.get("slop", 0))


def _has_words(name: list[str], words: list[str], slop: int) -> bool:
    """Whether the words stand in a name in their order, with at most `slop` others between the first and the last."""
    if not words:
        return True
    for begin, word in enumerate(name):
        if word != words[0]:
            continue
        at = begin
        for following in words[1:]:
            if following not in name[at + 1 :]:
                return False
            at = name.index(following, at + 1)
        if at - begin + 1 - len(words) <= slop:
            return True
    return False


ROUTES = (Route("GET", "/channels/{channel_id}/threads/search", search),)
