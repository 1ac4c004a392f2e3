"""A guild is kept without what nobody asks for, and says of every channel what the whole one would."""

from __future__ import annotations

import copy
from typing import Any

import discord

from benchmarks.guild_memory import guild_state
from bot.gateway.guild_cache import UNUSED, slim
from cogs.servers.welcome import find_channel
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.payloads import channel_payload
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock


def server() -> dict[str, Any]:
    """GUILD_CREATE's data of a server with channels of several kinds, some closed, and a category."""
    world = DiscordWorld(RunningClock())
    guild = world.add_guild("A server", world.add_user("owner"), premium_tier=2)
    staff = world.add_role(guild, "staff", EVERYDAY | Permission.MANAGE_GUILD)
    closed = [Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL), Overwrite(staff.id, 0, allow=EVERYDAY)]
    for number, kind in enumerate((ChannelType.GUILD_TEXT, ChannelType.GUILD_VOICE, ChannelType.GUILD_ANNOUNCEMENT)):
        world.add_channel(guild, f"open-{number}", kind=kind)
        world.add_channel(guild, f"closed-{number}", closed, kind=kind)
    told = world.guild_create(guild)
    category = channel_payload(world.add_channel(guild, "a category")) | {"type": 4}
    told["channels"].append(category)
    told["emojis"] = [{"id": "5", "name": "note"}]
    told["features"] = ["COMMUNITY"]
    return told


def kept(told: dict[str, Any], *, thin: bool) -> discord.Guild:
    state = guild_state(thin=thin)
    state.user = discord.Object(int(told["members"][0]["user"]["id"]))
    state.parse_guild_create(copy.deepcopy(told))
    (guild,) = state.guilds
    return guild


async def test_what_changes_of_a_guild_stays_as_thin_and_as_true() -> None:
    told = server()
    state = guild_state(thin=True)
    state.user = discord.Object(int(told["members"][0]["user"]["id"]))
    state.parse_guild_create(copy.deepcopy(told))
    (guild,) = state.guilds
    before = allowed(guild)
    (staff,) = (role for role in told["roles"] if role["name"] == "staff")
    changed: dict[str, Any] = {name: told[name] for name in told.keys() - {"channels", "members", "threads"}}
    changed = copy.deepcopy(changed) | {"premium_tier": 3}
    state.parse_guild_update(copy.deepcopy(changed))
    assert (allowed(guild), guild.premium_tier, guild.emojis) == (before, 3, ())
    changed["roles"] = [role for role in changed["roles"] if role["id"] != staff["id"]]
    state.parse_guild_update(changed)
    assert int(staff["id"]) not in {role.id for role in guild.roles}


def allowed(guild: discord.Guild) -> dict[tuple[int, int], discord.Permissions]:
    """What each role may do in each channel, and the bot itself."""
    channels = [channel for channel in guild.channels if not isinstance(channel, discord.CategoryChannel)]
    by_role = {(each.id, role.id): each.permissions_for(role) for each in channels for role in guild.roles}
    return by_role | {(each.id, 0): each.permissions_for(guild.me) for each in channels}


async def test_what_decides_who_may_see_a_channel_is_kept() -> None:
    told = server()
    whole, thin = (kept(told, thin=each) for each in (False, True))
    assert len(allowed(whole)) == len(whole.channels[:-1]) * (len(whole.roles) + 1)
    assert allowed(thin) == allowed(whole)
    greeted = [find_channel(each) for each in (thin, whole)]
    assert greeted[0] == greeted[1]
    assert greeted[0] is not None
    assert thin.filesize_limit == whole.filesize_limit
    assert thin.me.joined_at == whole.me.joined_at
    assert [type(each) for each in thin.channels] == [type(each) for each in whole.channels]


async def test_a_category_is_known_to_be_there_and_has_nothing_else() -> None:
    told = server()
    (category,) = (each for each in told["channels"] if each["type"] == 4)
    closed = {"id": told["id"], "type": 0, "allow": "0", "deny": str(Permission.VIEW_CHANNEL.value)}
    category.update(permission_overwrites=[closed], topic="What lies here")
    thin = kept(told, thin=True)
    (found,) = thin.categories
    assert (found.id, found.name, found.overwrites) == (int(category["id"]), "", {})
    assert thin.get_channel(int(category["id"])) is found


async def test_what_nobody_asks_for_is_not() -> None:
    told = server()
    slim(told)
    assert [name for name in UNUSED if name in told] == []
    assert {role["name"] for role in told["roles"]} | {each["name"] for each in told["channels"]} == {""}
    slim({"id": "1"})  # nothing of it is required
