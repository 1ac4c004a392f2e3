"""Voice over REST: regions, who is in which voice channel, stages, and members who are muted, moved and thrown out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import Permission
from sandbox.discord.voice import states
from sandbox.discord.voice.states import Wish

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place

MODERATOR = Permission.MUTE_MEMBERS | Permission.DEAFEN_MEMBERS | Permission.MOVE_MEMBERS


@pytest.fixture
def booth(place: Place) -> Channel:
    return place.world.add_channel(place.guild, "Booth", kind=ChannelType.GUILD_VOICE)


@pytest.fixture
def stage(place: Place) -> Channel:
    return place.world.add_channel(place.guild, "Stage", kind=ChannelType.GUILD_STAGE_VOICE)


def allow(place: Place, more: Permission) -> None:
    role = next(role for role in place.guild.roles.values() if role.managed_by is not None)
    role.permissions |= more


async def test_what_is_said_in_a_voice_channel_is_for_who_may_connect(api: Api, place: Place, booth: Channel) -> None:
    """Documentation, Get Channel Messages: there, "they must _also_ have the `CONNECT` permission"."""
    said = place.mia.say(booth.id, "Hello")
    paths = (place.messages(booth), f"{place.messages(booth)}/{said.id}")
    assert [(await api("GET", path)).status for path in paths] == [200, 200]
    place.world.set_overwrite(booth, Overwrite(place.world.bot.id, 1, deny=Permission.CONNECT))
    assert [(await api("GET", path)).code for path in paths] == [50001, 50001]
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=Permission.CONNECT))
    assert (await api("GET", place.messages())).status == 200


def states_of(place: Place) -> str:
    return f"/guilds/{place.guild.id}/voice-states"


def member(place: Place, user_id: int | None = None) -> str:
    return f"/guilds/{place.guild.id}/members/{user_id or place.mia.user.id}"


def enter(place: Place, channel: Channel) -> None:
    states.enter(place.world, channel, place.world.bot, "session", Wish())


def events(place: Place) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    return heard


async def test_the_regions_of_voice_servers(api: Api, place: Place) -> None:
    everywhere = (await api("GET", "/voice/regions")).json
    assert [region["optimal"] for region in everywhere].count(True) == 1
    assert (await api("GET", f"/guilds/{place.guild.id}/regions")).json == everywhere
    assert (await api("GET", "/guilds/1/regions")).code == 10004


async def test_who_is_in_which_voice_channel(api: Api, place: Place, booth: Channel) -> None:
    assert (await api("GET", f"{states_of(place)}/@me")).code == 10065
    assert (await api("GET", f"{states_of(place)}/{place.mia.user.id}")).code == 10065
    enter(place, booth)
    place.mia.join_voice(booth.id, mute=True)
    mine = (await api("GET", f"{states_of(place)}/@me")).json
    hers = (await api("GET", f"{states_of(place)}/{place.mia.user.id}")).json
    assert mine["channel_id"] == hers["channel_id"] == str(booth.id)
    assert (mine["self_mute"], hers["self_mute"]) == (False, True)


async def test_a_voice_channel_has_a_bitrate_and_a_limit(api: Api, place: Place) -> None:
    allow(place, Permission.MANAGE_CHANNELS)
    body = {"name": "Duet", "type": 2, "user_limit": 2, "bitrate": 96_000}
    made = (await api("POST", f"/guilds/{place.guild.id}/channels", body)).json
    assert (made["user_limit"], made["bitrate"]) == (2, 96_000)
    changed = (await api("PATCH", f"/channels/{made['id']}", {"user_limit": 0})).json
    assert (changed["user_limit"], changed["bitrate"]) == (0, 96_000)


# Stages


async def test_a_bot_on_a_stage_asks_to_speak_and_speaks(api: Api, place: Place, stage: Channel) -> None:
    path = f"{states_of(place)}/@me"
    assert (await api("PATCH", path, {"suppress": True})).code == 10065
    enter(place, stage)
    assert (await api("GET", path)).json["suppress"] is True
    assert (await api("PATCH", path, {"suppress": False})).code == 50013
    now = datetime.fromtimestamp(place.clock.now(), UTC).isoformat()
    assert (await api("PATCH", path, {"request_to_speak_timestamp": now})).code == 50013
    allow(place, Permission.MUTE_MEMBERS | Permission.REQUEST_TO_SPEAK)
    heard = events(place)
    assert (await api("PATCH", path, {"channel_id": str(stage.id), "request_to_speak_timestamp": now})).status == 204
    assert (await api("GET", path)).json["request_to_speak_timestamp"] == now
    past = {"request_to_speak_timestamp": "2020-01-01T00:00:00+00:00"}
    assert (await api("PATCH", path, past)).code == 50035
    place.clock.advance(5.0)  # the bucket's
    cleared = {"suppress": False, "request_to_speak_timestamp": None}
    assert (await api("PATCH", path, cleared)).status == 204
    told = (await api("GET", path)).json
    assert (told["suppress"], told["request_to_speak_timestamp"]) == (False, None)
    assert [event for event, _ in heard] == ["VOICE_STATE_UPDATE"] * 2


async def test_a_bot_lets_others_speak_on_a_stage(api: Api, place: Place, stage: Channel) -> None:
    path = f"{states_of(place)}/{place.mia.user.id}"
    place.mia.join_voice(stage.id)
    assert (await api("PATCH", path, {"suppress": False})).code == 50013
    allow(place, Permission.MUTE_MEMBERS)
    assert (await api("PATCH", path, {"channel_id": str(stage.id), "suppress": False})).status == 204
    invited = (await api("GET", path)).json
    assert invited["suppress"] is False
    assert datetime.fromisoformat(invited["request_to_speak_timestamp"]).timestamp() == place.clock.now()
    assert (await api("PATCH", path, {"suppress": True})).status == 204
    assert (await api("GET", path)).json["request_to_speak_timestamp"] is None


async def test_stages_alone_let_somebody_speak(api: Api, place: Place, booth: Channel, stage: Channel) -> None:
    allow(place, Permission.MUTE_MEMBERS)
    path = f"{states_of(place)}/{place.mia.user.id}"
    place.mia.join_voice(booth.id)
    assert (await api("PATCH", path, {"suppress": False})).code == 50024
    assert (await api("PATCH", path, {"suppress": False, "channel_id": str(stage.id)})).code == 40032
    assert (await api("PATCH", path, {"suppress": False, "channel_id": "1"})).code == 10003


# Members


async def test_a_member_is_muted_moved_and_thrown_out(api: Api, place: Place, booth: Channel) -> None:
    other = place.world.add_channel(place.guild, "Lounge", kind=ChannelType.GUILD_VOICE)
    allow(place, MODERATOR)
    state = place.mia.join_voice(booth.id, deaf=True)
    heard = events(place)
    muted = await api("PATCH", member(place), {"mute": True, "deaf": True})
    assert (muted.json["mute"], muted.json["deaf"]) == (True, True)
    assert (await api("PATCH", member(place), {"channel_id": str(other.id)})).status == 200
    moved = place.guild.voice_states[place.mia.user.id]
    assert (moved.channel_id, moved.session_id, moved.self_deaf) == (other.id, state.session_id, True)
    assert moved.token != state.token
    assert (await api("PATCH", member(place), {"channel_id": None})).status == 200
    assert not place.guild.voice_states
    told = [(event, data.get("channel_id")) for event, data in heard]
    assert told == [
        ("VOICE_STATE_UPDATE", str(booth.id)),
        ("GUILD_MEMBER_UPDATE", None),
        ("VOICE_STATE_UPDATE", str(other.id)),
        ("VOICE_STATE_UPDATE", None),
    ]
    assert place.mia.join_voice(booth.id).token
    assert (await api("GET", f"{states_of(place)}/{place.mia.user.id}")).json["mute"] is True  # it stays so


async def test_who_is_in_no_voice_channel_is_not_muted(api: Api, place: Place, booth: Channel) -> None:
    allow(place, MODERATOR)
    for body in ({"mute": True}, {"deaf": False}, {"channel_id": str(booth.id)}):
        refused = await api("PATCH", member(place), body)
        assert (refused.status, refused.code) == (400, 40032)
    assert (await api("PATCH", member(place, 1), {"mute": True})).code == 10007
    assert (await api("PATCH", member(place), {})).status == 200


@pytest.mark.parametrize("body", [{"mute": True}, {"deaf": True}, {"channel_id": None}])
async def test_without_the_right_nobody_is_touched(
    api: Api, place: Place, booth: Channel, body: dict[str, Any]
) -> None:
    place.mia.join_voice(booth.id)
    assert (await api("PATCH", member(place), body)).code == 50013
    assert place.mia.user.id in place.guild.voice_states


async def test_where_a_member_cannot_be_brought(api: Api, place: Place, booth: Channel) -> None:
    allow(place, MODERATOR)
    place.mia.join_voice(booth.id)
    assert (await api("PATCH", member(place), {"channel_id": str(place.songs.id)})).code == 50024
    assert (await api("PATCH", member(place), {"channel_id": "1"})).code == 10003
    closed = place.world.add_channel(place.guild, "Closed", place.private.overwrites.values(), kind=booth.kind)
    assert (await api("PATCH", member(place), {"channel_id": str(closed.id)})).code == 50013


@pytest.mark.parametrize("name", ["nick", "roles", "communication_disabled_until", "flags"])
async def test_what_the_sandbox_does_not_change_of_a_member_is_an_error(api: Api, place: Place, name: str) -> None:
    assert (await api("PATCH", member(place), {name: None})).problem(name) == "SANDBOX_HAS_NONE"
