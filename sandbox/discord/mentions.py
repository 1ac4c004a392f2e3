"""Who a message pings: whom its text names and whom it answers, as far as `allowed_mentions` lets them through.

Source: documentation, Allowed Mentions Object ("Default Settings for Allowed Mentions") and Edit Message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.discord import component_rules
from sandbox.discord.entities import Message, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Field, ListOf, OneOf, Path, Record, Snowflake, Truth
from sandbox.discord.world import DiscordWorld

MOST = 100
KINDS = ("users", "roles", "everyone")
# Where the body has no `allowed_mentions`; that replies ping then is not documented (discord-api-docs, issue 2474).
IN_MESSAGES: Mapping[str, Any] = {"parse": KINDS, "replied_user": True}
IN_INTERACTIONS: Mapping[str, Any] = {"parse": ("users",)}

ALLOWED_MENTIONS = Record(
    {
        "parse": Field(ListOf(OneOf(KINDS), len(KINDS))),
        "users": Field(ListOf(Snowflake(), MOST)),
        "roles": Field(ListOf(Snowflake(), MOST)),
        "replied_user": Field(Truth()),
    }
)


def check_allowed(allowed: Payload | None, path: Path, problems: Problems) -> None:
    """A kind is either parsed or listed, not both, and nothing is listed twice."""
    for key in ("parse", "users", "roles"):
        values: list[Any] = (allowed or {}).get(key, [])
        for index, value in enumerate(values):
            if value in values[:index]:
                problem = ("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
                problems.add((*path, key, index), *problem)
    for kind in ("users", "roles"):
        if allowed and kind in allowed.get("parse", []) and allowed.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add((*path,), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def set_mentions(
    world: DiscordWorld, message: Message, allowed: Mapping[str, Any], *, may_mention_everyone: bool
) -> None:
    """Work out whom a message pings, by the text of its content or of its components and by what it is a reply to."""
    parsed = allowed.get("parse", [])
    text = "\n".join((message.content, *component_rules.texts(message.components)))
    users, roles = _named(r"<@!?(\d+)>", text), _named(r"<@&(\d+)>", text)
    allowed_users = users if "users" in parsed else [i for i in users if str(i) in allowed.get("users", [])]
    allowed_roles = roles if "roles" in parsed else [i for i in roles if str(i) in allowed.get("roles", [])]
    guild = world.guilds.get(message.guild_id or 0)
    message.mentions = [world.users[user_id] for user_id in allowed_users if user_id in world.users]
    if message.reply_to is not None and allowed.get("replied_user"):
        replied = world.channels[message.channel_id].messages.get(message.reply_to)
        if replied is not None and replied.author not in message.mentions:
            message.mentions.append(replied.author)
    # No role here is mentionable by everybody; those that are not take the permission that @everyone takes.
    known = [role_id for role_id in allowed_roles if guild is not None and role_id in guild.roles]
    message.mention_roles = known if may_mention_everyone else []
    named = re.search(r"@(everyone|here)\b", text) is not None
    message.mention_everyone = named and "everyone" in parsed and may_mention_everyone


def _named(pattern: str, text: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in re.findall(pattern, text)))
