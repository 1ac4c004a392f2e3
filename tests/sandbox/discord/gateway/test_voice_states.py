"""Voice at the gateway: who joins, moves, is muted and leaves, by which rule, and which session hears of it.

Source: Discord's documentation, Voice ("Retrieving Voice Server Information"), Gateway Events ("Update Voice State",
"Guild Create"), Gateway ("List of Intents").
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.gateway.intents import GUILDS
from sandbox.discord.gateway.opcodes import CloseCode, Op
from sandbox.discord.gateway.session import RESUMABLE_FOR
from sandbox.discord.people import Person
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.gateway.place import Place
    from tests.sandbox.discord.gateway_client import RawClient

VOICE_STATES = 1 << 7


@pytest.fixture
def stage(place: Place) -> Channel:
    return place.world.add_channel(place.guild, "Booth", kind=ChannelType.GUILD_VOICE)


def wish(place: Place, channel: Channel | None, **more: Any) -> dict[str, Any]:
    channel_id = None if channel is None else str(channel.id)
    return {"guild_id": str(place.guild.id), "channel_id": channel_id, "self_mute": False, "self_deaf": False} | more


async def join(place: Place, client: RawClient, channel: Channel) -> tuple[dict[str, Any], dict[str, Any]]:
    await client.send(Op.VOICE_STATE_UPDATE, wish(place, channel))
    return await client.dispatch("VOICE_STATE_UPDATE"), await client.dispatch("VOICE_SERVER_UPDATE")


async def is_silent(client: RawClient) -> None:
    """Nothing came but the answer to what is sent now."""
    await client.send(Op.HEARTBEAT, client.seq)
    assert (await client.next())["op"] == Op.HEARTBEAT_ACK


async def test_joining_is_answered_with_two_events(place: Place, stage: Channel) -> None:
    async with place.client() as client:
        session = await place.identified(client, intents=GUILDS | VOICE_STATES)
        state, server = await join(place, client, stage)
    assert (state["channel_id"], state["user_id"]) == (str(stage.id), str(place.world.bot.id))
    assert state["session_id"] == session.id
    assert not any(state[name] for name in ("mute", "deaf", "self_mute", "self_deaf", "suppress"))
    assert server["guild_id"] == str(place.guild.id)
    assert server["endpoint"] is None  # no voice server listens here
    assert server["token"]


async def test_without_the_intent_not_even_the_own_state_is_told(place: Place, stage: Channel) -> None:
    """It "is never sent and the current user cannot make a voice connection" (discord-api-docs, issue 1724)."""
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.VOICE_STATE_UPDATE, wish(place, stage))
        await client.dispatch("VOICE_SERVER_UPDATE")
        Person(place.world, place.mia).join_voice(stage.id)
        await is_silent(client)


async def test_who_moves_gets_another_token_and_who_is_muted_does_not(place: Place, stage: Channel) -> None:
    other = place.world.add_channel(place.guild, "Lounge", kind=ChannelType.GUILD_VOICE)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        _, first = await join(place, client, stage)
        moved, second = await join(place, client, other)
        assert moved["channel_id"] == str(other.id)
        assert first["token"] != second["token"]
        await client.send(Op.VOICE_STATE_UPDATE, wish(place, other, self_mute=True, self_deaf=True))
        muted = await client.dispatch("VOICE_STATE_UPDATE")
        assert (muted["self_mute"], muted["self_deaf"]) == (True, True)
        await client.send(Op.VOICE_STATE_UPDATE, wish(place, None))
        assert (await client.dispatch("VOICE_STATE_UPDATE"))["channel_id"] is None
        await client.send(Op.VOICE_STATE_UPDATE, wish(place, None))  # to leave again is nothing new
        await is_silent(client)
    assert not place.guild.voice_states


@pytest.mark.parametrize("barred", [Permission.CONNECT, Permission.VIEW_CHANNEL])
async def test_who_may_not_join_hears_nothing_and_the_log_says_why(
    place: Place, stage: Channel, barred: Permission, caplog: pytest.LogCaptureFixture
) -> None:
    place.world.set_overwrite(stage, Overwrite(place.guild.id, 0, deny=barred))
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        with caplog.at_level(logging.WARNING):
            await client.send(Op.VOICE_STATE_UPDATE, wish(place, stage))
            await is_silent(client)
    assert f"voice_not_joined channel={stage.id} reason=not_allowed" in caplog.text


async def test_where_there_is_no_voice_nobody_joins(
    place: Place, stage: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = place.world.add_guild("Elsewhere", place.mia, with_bot=False)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        with caplog.at_level(logging.WARNING):
            await client.send(Op.VOICE_STATE_UPDATE, wish(place, place.songs))
            await client.send(Op.VOICE_STATE_UPDATE, wish(place, None, channel_id="1"))
            await client.send(Op.VOICE_STATE_UPDATE, wish(place, stage, guild_id=str(elsewhere.id)))
            await is_silent(client)
    assert caplog.text.count("reason=no_voice_channel") == 2
    assert not place.guild.voice_states


async def test_a_full_channel_takes_only_whoever_may_move_members(
    place: Place, stage: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    stage.user_limit = 1
    noah = place.world.add_user("noah")
    place.world.add_member(place.guild, noah)
    Person(place.world, noah).join_voice(stage.id)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        with caplog.at_level(logging.WARNING):
            await client.send(Op.VOICE_STATE_UPDATE, wish(place, stage))
            await is_silent(client)
        assert "reason=full" in caplog.text
        role = next(role for role in place.guild.roles.values() if role.managed_by is not None)
        role.permissions |= Permission.MOVE_MEMBERS
        await join(place, client, stage)
        assert len(place.guild.voice_states) == 2


async def test_people_are_heard_as_they_come_and_go(place: Place, stage: Channel) -> None:
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        mia = Person(place.world, place.mia)
        mia.join_voice(stage.id)
        came = await client.dispatch("VOICE_STATE_UPDATE")
        assert (came["user_id"], came["channel_id"]) == (str(place.mia.id), str(stage.id))
        assert came["member"]["user"]["id"] == str(place.mia.id)
        mia.join_voice(stage.id, mute=True)
        muted = await client.dispatch("VOICE_STATE_UPDATE")
        assert (muted["self_mute"], muted["session_id"]) == (True, came["session_id"])
        mia.leave_voice(place.guild.id)
        assert (await client.dispatch("VOICE_STATE_UPDATE"))["channel_id"] is None
        await is_silent(client)  # where her voice server is, is hers to know


async def test_people_are_held_to_the_rules_as_well(place: Place, stage: Channel) -> None:
    noah = place.world.add_user("noah")
    place.world.add_member(place.guild, noah)
    stage.user_limit = 1
    place.admin.join_voice(stage.id)
    with pytest.raises(ClientRefuses, match="full"):
        Person(place.world, noah).join_voice(stage.id)
    with pytest.raises(ClientRefuses, match="cannot join"):
        Person(place.world, noah).join_voice(place.songs.id)
    stage.user_limit = 0
    place.world.set_overwrite(stage, Overwrite(place.guild.id, 0, deny=Permission.SPEAK))
    assert Person(place.world, noah).join_voice(stage.id).suppressed
    assert not place.guild.voice_states[place.mia.id].suppressed


async def test_a_guild_comes_with_those_who_are_in_its_voice_channels(place: Place, stage: Channel) -> None:
    noah = place.world.add_user("noah")
    place.world.add_member(place.guild, noah)
    Person(place.world, noah).join_voice(stage.id)
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token)
        await client.dispatch("READY")
        told = await client.dispatch("GUILD_CREATE")
    (state,) = told["voice_states"]
    assert (state["user_id"], state["channel_id"]) == (str(noah.id), str(stage.id))
    assert "guild_id" not in state
    names = {member["user"]["username"] for member in told["members"]}
    assert names == {"noah", place.world.bot.name}  # mia, who is in no voice channel, needs the members intent


async def test_who_closes_its_session_leaves(place: Place, stage: Channel) -> None:
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        await join(place, client, stage)
        await client.socket.close(code=1000)
    await place.until(lambda: not place.gateway.connections)
    assert not place.guild.voice_states


async def test_who_loses_its_connection_leaves_once_it_cannot_resume(place: Place, stage: Channel) -> None:
    async with place.client() as client:
        session = await place.identified(client, intents=GUILDS | VOICE_STATES)
        await join(place, client, stage)
        place.gateway.drop_all()
        assert await client.closed() is None
    await place.until(lambda: not session.is_connected)
    async with place.client() as client:
        await client.hello()
        await client.resume(place.world.token, session, session.seq)
        await client.dispatch("RESUMED")
        assert place.world.bot.id in place.guild.voice_states
        place.gateway.drop_all()
        assert await client.closed() is None
    await place.until(lambda: not session.is_connected)
    place.clock.advance(RESUMABLE_FOR)
    assert place.world.bot.id in place.guild.voice_states
    left = place.left_voice()
    place.clock.advance(2.0)
    await left()
    assert place.world.bot.id not in place.guild.voice_states


async def test_the_voice_server_is_told_to_the_session_that_joined(place: Place, stage: Channel) -> None:
    async with place.client() as first, place.client() as second:
        await place.identified(first, intents=GUILDS | VOICE_STATES)
        place.clock.advance(5.0)
        await place.identified(second, intents=GUILDS | VOICE_STATES)
        await first.send(Op.VOICE_STATE_UPDATE, wish(place, stage))
        for client in (first, second):
            await client.dispatch("VOICE_STATE_UPDATE")
        await first.dispatch("VOICE_SERVER_UPDATE")
        await is_silent(second)
        _, server = await join(place, second, stage)  # now it is the second session's
        assert server["token"]
        assert (await first.dispatch("VOICE_STATE_UPDATE"))["session_id"] == place.gateway.sessions[1].id
        await is_silent(first)


async def test_a_channel_that_is_deleted_and_a_member_who_goes_leave_nobody_behind(
    place: Place, stage: Channel
) -> None:
    noah = place.world.add_user("noah")
    place.world.add_member(place.guild, noah)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | VOICE_STATES)
        Person(place.world, noah).join_voice(stage.id)
        await client.dispatch("VOICE_STATE_UPDATE")
        place.world.remove_member(place.guild, noah)
        assert (await client.dispatch("VOICE_STATE_UPDATE"))["channel_id"] is None
        await join(place, client, stage)
        place.world.remove_channel(stage)
        assert (await client.dispatch("VOICE_STATE_UPDATE"))["channel_id"] is None
        await client.dispatch("CHANNEL_DELETE")
    assert not place.guild.voice_states


@pytest.mark.parametrize(
    "wrong",
    [
        {"guild_id": None},
        {"guild_id": "studio"},
        {"channel_id": "booth"},
        {"channel_id": True},
        {"self_mute": "yes"},
        {"self_deaf": 1},
    ],
)
async def test_a_malformed_wish_is_refused(place: Place, stage: Channel, wrong: dict[str, Any]) -> None:
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.VOICE_STATE_UPDATE, wish(place, stage) | wrong)
        assert await client.closed() == CloseCode.DECODE_ERROR
