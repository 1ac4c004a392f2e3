"""Channels that a bot makes, changes and deletes, and overwrites: each with its rights, and told at the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import Permission
from sandbox.discord.threads import add_thread

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place

KEEPER = Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES


@pytest.fixture
def keeper(place: Place) -> Place:
    """A server in which the bot manages channels and roles."""
    role = next(role for role in place.guild.roles.values() if role.managed_by is not None)
    role.permissions |= KEEPER
    return place


def events(place: Place) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    return heard


def path(channel: Channel | int) -> str:
    return f"/channels/{channel if isinstance(channel, int) else channel.id}"


def channels(place: Place) -> str:
    return f"/guilds/{place.guild.id}/channels"


async def test_a_channel_is_made_changed_and_deleted(api: Api, keeper: Place) -> None:
    heard = events(keeper)
    body = {"name": "New Songs", "topic": "What was made", "nsfw": True, "position": 3}
    made = await api("POST", channels(keeper), body)
    assert made.status == 201, made.body
    assert made.json["name"] == "new-songs"  # channels of text have neither capitals nor spaces
    where = f"/channels/{made.json['id']}"
    changed = await api("PATCH", where, {"name": "songs-2", "topic": None, "rate_limit_per_user": 10})
    assert (changed.json["topic"], changed.json["rate_limit_per_user"]) == (None, 10)
    assert (await api("DELETE", where)).json["id"] == made.json["id"]
    assert [event for event, _ in heard] == ["CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"]
    assert heard[0][1]["nsfw"] is True
    assert (await api("GET", where)).code == 10003


async def test_channels_that_the_bot_does_not_see_are_not_listed(api: Api, keeper: Place) -> None:
    """Documentation, Channel, "Obfuscated Channels": "omitted from the response entirely"."""
    listed = (await api("GET", channels(keeper))).json
    assert [channel["name"] for channel in listed] == ["songs"]
    let_in = Overwrite(keeper.world.bot.id, 1, allow=Permission.VIEW_CHANNEL)
    keeper.world.set_overwrite(keeper.private, let_in)
    assert [channel["name"] for channel in (await api("GET", channels(keeper))).json] == ["songs", "private"]


async def test_without_the_right_nothing_is_changed(api: Api, place: Place) -> None:
    assert (await api("POST", channels(place), {"name": "x"})).code == 50013
    assert (await api("PATCH", path(place.songs), {"name": "x"})).code == 50013
    assert (await api("DELETE", path(place.songs))).code == 50013
    assert (await api("PATCH", channels(place), [{"id": str(place.songs.id), "position": 1}])).code == 50013
    rights = f"{path(place.songs)}/permissions/{place.guild.id}"
    assert (await api("PUT", rights, {"type": 0, "allow": 0, "deny": 1024})).code == 50013
    assert (await api("PATCH", path(place.private), {"name": "x"})).code == 50001


async def test_what_is_wrong_with_a_channel_is_said(api: Api, keeper: Place) -> None:
    where = channels(keeper)
    assert (await api("POST", where, {})).problem("name") == "BASE_TYPE_REQUIRED"
    assert (await api("POST", where, {"name": "x", "type": 99})).problem("type") == "BASE_TYPE_CHOICES"
    assert (await api("POST", where, {"name": "x", "type": 5})).code == 50024
    assert (await api("POST", where, {"name": "x", "topic": "x" * 1025})).problem("topic") == "BASE_TYPE_MAX_LENGTH"
    assert (await api("POST", where, {"name": "x", "parent_id": "1"})).problem("parent_id") == "CHANNEL_PARENT_INVALID"
    odd = await api("PATCH", path(keeper.songs), {"parent_id": str(keeper.private.id)})
    assert odd.problem("parent_id") == "CHANNEL_PARENT_INVALID_TYPE"
    assert (await api("PATCH", path(keeper.songs), {"type": 5})).code == 50024
    assert (await api("PATCH", channels(keeper), [{"id": "1", "position": 0}])).code == 10003


async def test_a_name_and_a_topic_are_changed_twice_in_ten_minutes(api: Api, keeper: Place) -> None:
    """discord-api-docs, issues 1900 and 2208: the headers say nothing of it."""
    where = path(keeper.songs)
    for name in ("one", "two"):
        assert (await api("PATCH", where, {"name": name})).status == 200
        keeper.clock.advance(5)
    refused = await api("PATCH", where, {"name": "three", "topic": "Songs"})
    assert (refused.status, refused.json["retry_after"], refused.json["global"]) == (429, 590.0, False)
    assert (refused.headers["Retry-After"], int(refused.headers["X-RateLimit-Remaining"]) > 0) == ("590", True)
    assert (keeper.songs.name, keeper.songs.topic) == ("two", None)
    for topic in ("Songs", "Bells"):  # which are counted for themselves
        assert (await api("PATCH", where, {"topic": topic, "name": "two"})).status == 200
    assert (await api("PATCH", where, {"topic": "Flutes"})).json["retry_after"] == 600.0
    keeper.clock.advance(5)
    assert (await api("PATCH", where, {"nsfw": True})).status == 200
    keeper.clock.advance(585)
    assert (await api("PATCH", where, {"name": "three"})).status == 200


async def test_a_threads_name_is_changed_twice_in_ten_minutes(api: Api, keeper: Place) -> None:
    thread = add_thread(keeper.world, keeper.songs, "ideas", keeper.world.bot)
    for name in ("more", "most"):
        assert (await api("PATCH", path(thread), {"name": name})).status == 200
    assert (await api("PATCH", path(thread), {"name": "ideas"})).status == 429
    assert thread.name == "most"
    keeper.clock.advance(600)
    assert (await api("PATCH", path(thread), {"name": "ideas"})).status == 200


async def test_a_category_holds_channels_and_leaves_them_behind(api: Api, keeper: Place) -> None:
    """Documentation, Delete/Close Channel: the channels of a category "will have their `parent_id` removed"."""
    category = (await api("POST", channels(keeper), {"name": "Music", "type": 4})).json
    assert category["name"] == "Music"
    inside = (await api("POST", channels(keeper), {"name": "loud", "parent_id": category["id"]})).json
    assert inside["parent_id"] == category["id"]
    assert inside["id"] in {one["id"] for one in (await api("GET", channels(keeper))).json}
    assert (await api("POST", f"/channels/{category['id']}/messages", {"content": "a"})).code == 50008
    assert (await api("POST", f"/channels/{inside['id']}/messages", {"content": "a"})).status == 200
    await api("DELETE", f"/channels/{category['id']}")
    assert (await api("GET", f"/channels/{inside['id']}")).json["parent_id"] is None


async def test_channels_are_put_into_another_order(api: Api, keeper: Place) -> None:
    assert (await api("PATCH", channels(keeper), [{"id": str(keeper.songs.id), "position": 9}])).status == 204
    assert keeper.songs.position == 9


async def test_with_a_channel_its_threads_go(api: Api, keeper: Place) -> None:
    thread = add_thread(keeper.world, keeper.songs, "ideas", keeper.mia.user)
    heard = events(keeper)
    assert (await api("DELETE", path(keeper.songs))).status == 200
    assert [event for event, _ in heard] == ["THREAD_DELETE", "CHANNEL_DELETE"]
    assert (await api("GET", path(thread))).code == 10003


async def test_a_dm_is_closed_and_opens_again(api: Api, place: Place) -> None:
    opened = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    assert (await api("DELETE", f"/channels/{opened.json['id']}")).json["type"] == 1
    assert (await api("PATCH", f"/channels/{opened.json['id']}", {"name": "x"})).code == 50003
    again = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    assert again.json["id"] == opened.json["id"]


async def test_overwrites_are_set_told_and_taken_away(api: Api, keeper: Place) -> None:
    heard = events(keeper)
    rights = f"{path(keeper.songs)}/permissions/{keeper.guild.id}"
    assert (await api("PUT", rights, {"type": 0, "deny": int(Permission.SEND_MESSAGES)})).status == 204
    assert heard[-1][0] == "CHANNEL_UPDATE"
    assert heard[-1][1]["permission_overwrites"] == [
        {"id": str(keeper.guild.id), "type": 0, "allow": "0", "deny": str(int(Permission.SEND_MESSAGES))}
    ]
    assert (await api("POST", keeper.messages(), {"content": "a"})).code == 50013
    assert (await api("DELETE", rights)).status == 204
    assert (await api("POST", keeper.messages(), {"content": "a"})).status == 200
    assert (await api("DELETE", rights)).code == 10009
    unknown = f"{path(keeper.songs)}/permissions/1"
    assert (await api("PUT", unknown, {"type": 0})).code == 10011
    assert (await api("PUT", unknown, {"type": 1})).code == 10007


async def test_nobody_gives_what_they_have_not(api: Api, keeper: Place) -> None:
    """Documentation, Edit Channel Permissions: "Only permissions your bot has … can be allowed/denied"."""
    rights = f"{path(keeper.songs)}/permissions/{keeper.guild.id}"
    kick = {"type": 0, "allow": int(Permission.KICK_MEMBERS)}
    assert (await api("PUT", rights, kick)).code == 50013
    listed = {"permission_overwrites": [{"id": str(keeper.guild.id), **kick}]}
    assert (await api("PATCH", path(keeper.songs), listed)).code == 50013
    assert (await api("POST", channels(keeper), {"name": "x", **listed})).code == 50013
    let = Overwrite(keeper.world.bot.id, 1, allow=Permission.MANAGE_ROLES)
    keeper.world.set_overwrite(keeper.songs, let)
    assert (await api("PUT", rights, kick)).status == 204


async def test_a_threads_rights_follow_its_channels(api: Api, keeper: Place) -> None:
    thread = add_thread(keeper.world, keeper.songs, "ideas", keeper.mia.user)
    deny = {"id": str(keeper.world.bot.id), "type": 1, "deny": int(Permission.SEND_MESSAGES_IN_THREADS)}
    changed = await api("PATCH", path(keeper.songs), {"permission_overwrites": [deny]})
    assert changed.status == 200
    assert (await api("POST", f"{path(thread)}/messages", {"content": "a"})).code == 50013
    assert (await api("PUT", f"{path(thread)}/permissions/{keeper.guild.id}", {"type": 0})).code == 50024


async def test_a_new_channel_of_voice(api: Api, keeper: Place) -> None:
    made = await api("POST", channels(keeper), {"name": "Stage One", "type": 2})
    assert (made.json["name"], made.json["type"]) == ("Stage One", ChannelType.GUILD_VOICE)
