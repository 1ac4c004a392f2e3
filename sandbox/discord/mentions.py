"""Who a message pings: mentions found in its text, and those that `allowed_mentions` lets through.

Source: documentation, Allowed Mentions Object.
"""

from __future__ import annotations

import re

from sandbox.discord.entities import Message, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Field, ListOf, OneOf, Path, Record, Snowflake, Truth
from sandbox.discord.world import DiscordWorld

MOST = 100
KINDS = ("users", "roles", "everyone")

ALLOWED_MENTIONS = Record(
    {
        "parse": Field(ListOf(OneOf(KINDS), len(KINDS))),
        "users": Field(ListOf(Snowflake(), MOST)),
        "roles": Field(ListOf(Snowflake(), MOST)),
        "replied_user": Field(Truth()),
    }
)


def check_allowed(allowed: Payload | None, path: Path, problems: Problems) -> None:
    """A kind is either parsed or listed, not both."""
    for kind in ("users", "roles"):
        if allowed and kind in allowed.get("parse", []) and allowed.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add((*path,), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def set_mentions(world: DiscordWorld, message: Message, allowed: Payload | None, *, may_mention_everyone: bool) -> None:
    """Work out whom a message's text pings; without `allowed`, everybody whom it names."""
    if allowed is None:
        allowed = {"parse": list(KINDS)}
    parsed = allowed.get("parse", [])
    users = _named(r"<@!?(\d+)>", message.content)
    roles = _named(r"<@&(\d+)>", message.content)
    allowed_users = users if "users" in parsed else [i for i in users if str(i) in allowed.get("users", [])]
    allowed_roles = roles if "roles" in parsed else [i for i in roles if str(i) in allowed.get("roles", [])]
    guild = world.guilds.get(message.guild_id or 0)
    message.mentions = [world.users[user_id] for user_id in allowed_users if user_id in world.users]
    # No role here is mentionable by everybody; those that are not take the permission that @everyone takes.
    known = [role_id for role_id in allowed_roles if guild is not None and role_id in guild.roles]
    message.mention_roles = known if may_mention_everyone else []
    named = re.search(r"@(everyone|here)\b", message.content) is not None
    message.mention_everyone = named and "everyone" in parsed and may_mention_everyone


def _named(pattern: str, text: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in re.findall(pattern, text)))
