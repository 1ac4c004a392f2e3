"""The bot's own account, other people, and their DMs."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.access import guild_for_bot
from sandbox.discord.entities import Payload
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.payloads import channel_payload, member_counts, member_payload, own_user_payload, user_payload
from sandbox.discord.permission_rules import in_guild
from sandbox.discord.routing import Call, Rate, Route
from sandbox.discord.shapes import Field, Record, Snowflake
from sandbox.wire.exchange import EMPTY, Answer, json_answer

_RECIPIENT = Record({"recipient_id": Field(Snowflake(), required=True)})


async def get_me(call: Call) -> Answer:
    """The bot's own account; the first request of every client, to see whether its token is good."""
    return json_answer(200, own_user_payload(call.world.bot))


async def get_user(call: Call) -> Answer:
    """Anybody's account."""
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    return json_answer(200, user_payload(user))


async def get_my_guilds(call: Call) -> Answer:
    """The guilds that the bot is in, by their ids, a page at a time."""
    world = call.world
    count = call.query_whole("limit", 1, 200, 200)
    before, after, counted = call.query_id("before"), call.query_id("after"), call.asks("with_counts")
    known = sorted(world.bot_guilds(), key=lambda guild: guild.id)
    if after is not None or before is None:
        chosen = [guild for guild in known if guild.id > (after or 0)][:count]
    else:
        chosen = [guild for guild in known if guild.id < before][-count:]
    guilds: list[Payload] = [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(int(in_guild(guild, guild.members[world.bot.id], world.clock.now()))),
            "features": [],
            **(member_counts(guild) if counted else {}),
        }
        for guild in chosen
    ]
    return json_answer(200, guilds)


async def leave_guild(call: Call) -> Answer:
    """Take the bot out of a guild."""
    call.world.remove_bot(guild_for_bot(call.world, call.id("guild_id")))
    return EMPTY


async def get_my_member(call: Call) -> Answer:
    """The bot as a member of a guild."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, member_payload(guild.members[call.world.bot.id]))


async def create_dm(call: Call) -> Answer:
    """Open the DM with a person; it opens even where nothing can be sent."""
    problems = Problems()
    wanted = _RECIPIENT.read(call.form().payload, (), problems)
    problems.refuse()
    user = call.world.users.get(int(wanted["recipient_id"]))
    if user is None:
        raise errors.unknown_user()
    if user.bot:
        raise DiscordError(400, 50007, "Cannot send messages to this user")
    return json_answer(200, channel_payload(call.world.dm_with(user)))


ROUTES = (
    Route("GET", "/users/@me", get_me),
    Route("GET", "/users/@me/guilds", get_my_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    Route("POST", "/users/@me/channels", create_dm, Rate(5, 10.0)),
    Route("GET", "/users/{user_id}", get_user),
    Route("GET", "/users/@me/guilds/{guild_id}/member", get_my_member),
)
