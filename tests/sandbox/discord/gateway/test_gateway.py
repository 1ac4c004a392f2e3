from __future__ import annotations

import asyncio
import json
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from sandbox.discord import limits
from sandbox.discord.channel_shapes import set_said
from sandbox.discord.entities import Attachment, ChannelType, Message, Overwrite
from sandbox.discord.gateway.connection import RECONNECT_GRACE, SENDS
from sandbox.discord.gateway.intents import (
    DIRECT_MESSAGES,
    GUILD_MEMBERS,
    GUILD_MESSAGES,
    GUILD_PRESENCES,
    GUILDS,
    MESSAGE_CONTENT,
)
from sandbox.discord.gateway.opcodes import CloseCode, Op
from sandbox.discord.gateway.session import REPLAYED, RESUMABLE_FOR
from sandbox.discord.message_payloads import event_payload
from sandbox.discord.obfuscation import CHANNEL_OBFUSCATED, HIDDEN_NAME
from sandbox.discord.permissions import Permission
from sandbox.discord.snowflake import shard_of
from tests.sandbox.discord.gateway.place import Place
from tests.sandbox.discord.gateway_client import RawClient

if TYPE_CHECKING:
    from sandbox.discord.entities import Guild, User


# Beginning a session


@pytest.mark.parametrize("compress", ["", "zlib-stream", "zstd-stream"])
async def test_ready_then_every_guild(place: Place, compress: str) -> None:
    async with place.client(compress) as client:
        assert await client.hello() == 41.25
        await client.identify(place.world.token, shard=[0, 1], compress=True)
        ready = await client.dispatch("READY")
        assert ready["user"]["id"] == ready["application"]["id"] == str(place.world.bot.id)
        assert ready["guilds"] == [{"id": str(place.guild.id), "unavailable": True}]
        assert ready["shard"] == [0, 1]
        assert ready["resume_gateway_url"] == place.world.gateway_url
        guild = await client.dispatch("GUILD_CREATE")
        assert guild["name"] == "Studio"
        assert [channel["name"] for channel in guild["channels"]] == ["songs"]
        assert [member["user"]["bot"] for member in guild["members"]] == [True]
        assert client.seq == 2


async def test_heartbeats_are_acknowledged_even_before_identifying(place: Place) -> None:
    async with place.client() as client:
        await client.hello()
        await client.send(Op.HEARTBEAT, None)
        assert (await client.next())["op"] == Op.HEARTBEAT_ACK


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"token": "wrong"}, CloseCode.AUTHENTICATION_FAILED),
        ({"properties": None}, CloseCode.DECODE_ERROR),
        ({"intents": None}, CloseCode.INVALID_INTENTS),
        ({"intents": 1 << 30}, CloseCode.INVALID_INTENTS),
        ({"intents": -1}, CloseCode.INVALID_INTENTS),
        ({"intents": GUILDS | MESSAGE_CONTENT}, CloseCode.DISALLOWED_INTENTS),
        ({"intents": GUILD_MEMBERS}, CloseCode.DISALLOWED_INTENTS),
        ({"shard": [1, 1]}, CloseCode.INVALID_SHARD),
        ({"shard": "0/1"}, CloseCode.INVALID_SHARD),
    ],
)
async def test_an_identify_that_is_refused(place: Place, more: dict[str, object], code: CloseCode) -> None:
    async with place.client() as client:
        await client.identify(place.world.token, **more)
        assert await client.closed() == code
    assert place.gateway.sessions == []


async def test_an_unknown_version_is_refused(place: Place) -> None:
    async with RawClient.connect(place.world.gateway_url, version="5") as client:
        assert await client.closed() == CloseCode.INVALID_API_VERSION


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", CloseCode.DECODE_ERROR),
        ("[]", CloseCode.DECODE_ERROR),
        ("{}", CloseCode.DECODE_ERROR),
        (json.dumps({"op": 2, "d": "x" * 4096}), CloseCode.DECODE_ERROR),
        (json.dumps({"op": 2, "d": None}), CloseCode.DECODE_ERROR),
        (json.dumps({"op": 1, "d": "seven"}), CloseCode.DECODE_ERROR),
        (json.dumps({"op": 99, "d": {}}), CloseCode.UNKNOWN_OPCODE),
        (json.dumps({"op": 3, "d": {}}), CloseCode.NOT_AUTHENTICATED),
    ],
)
async def test_a_payload_that_is_refused(place: Place, frame: str, code: CloseCode) -> None:
    async with place.client() as client:
        await client.socket.send_str(frame)
        assert await client.closed() == code


async def test_binary_frames_are_refused(place: Place) -> None:
    async with place.client() as client:
        await client.socket.send_bytes(b"\x83t")
        assert await client.closed() == CloseCode.DECODE_ERROR


async def test_identifying_twice_is_refused(place: Place) -> None:
    async with place.client() as client:
        await place.identified(client)
        await client.identify(place.world.token)
        assert await client.closed() == CloseCode.ALREADY_AUTHENTICATED


async def test_identifying_again_within_five_seconds_gives_an_invalid_session(place: Place) -> None:
    async with place.client() as first, place.client() as second:
        await place.identified(first)
        await second.hello()
        await second.identify(place.world.token)
        refused = await second.next()
        assert (refused["op"], refused["d"]) == (Op.INVALID_SESSION, False)
        place.clock.advance(5.0)
        await second.identify(place.world.token)
        await second.dispatch("READY")


async def test_the_last_session_of_the_day_resets_the_token(place: Place) -> None:
    token, starts = place.world.token, place.world.session_starts
    starts.total = 1
    async with place.client() as first, place.client() as second:
        await place.identified(first)
        assert starts.remaining == 0
        place.clock.advance(5.0)
        await second.identify(token)
        assert await second.closed() == CloseCode.AUTHENTICATION_FAILED
        assert await first.closed() == CloseCode.AUTHENTICATION_FAILED
    assert place.world.token != token


async def test_the_day_after_sessions_may_be_started_again(place: Place) -> None:
    starts = place.world.session_starts
    starts.remaining, starts.resets_at = 0, place.clock.now()
    async with place.client() as client:
        await place.identified(client)
    assert starts.remaining == starts.total - 1


async def test_too_many_guilds_on_a_shard_need_more_shards(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.discord.gateway.authenticator.GUILDS_PER_SHARD", 1)
    place.world.remove_bot(place.guild)
    for _ in range(2):
        guild_on(place, 1, 2)
    for shard, closes in (([0, 1], True), ([1, 2], True), ([0, 2], False)):
        async with place.client() as client:
            await client.hello()
            await client.identify(place.world.token, shard=shard)
            if closes:
                assert await client.closed() == CloseCode.SHARDING_REQUIRED
            else:
                await client.dispatch("READY")


async def test_a_large_bot_has_a_multiple_of_the_shards_that_discord_recommends(place: Place) -> None:
    place.world.shards = place.world.shards_multiple = 4
    for shards in (1, 2, 6):
        async with place.client() as client:
            await client.identify(place.world.token, shard=[0, shards])
            assert await client.closed() == CloseCode.INVALID_SHARD
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token, shard=[7, 8])
        await client.dispatch("READY")


async def test_buckets_begin_sessions_side_by_side_and_shards_of_one_bucket_do_not(place: Place) -> None:
    place.world.session_starts.max_concurrency = 2
    for shard, too_soon in ((0, False), (1, False), (2, True), (3, True)):
        async with place.client() as client:
            await client.hello()
            await client.identify(place.world.token, shard=[shard, 4])
            told = await client.next()
            assert told["op"] == (Op.INVALID_SESSION if too_soon else Op.DISPATCH), shard


async def test_an_outage_takes_no_connection(place: Place) -> None:
    place.gateway.closes = True
    with pytest.raises(Exception, match="503"):
        async with place.client():
            pass


# Staying connected


async def test_a_client_without_heartbeats_is_closed_and_may_resume(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.clock.advance(41.25)
        await client.send(Op.HEARTBEAT, client.seq)
        assert (await client.next())["op"] == Op.HEARTBEAT_ACK
        place.clock.advance(41.25)
        place.clock.advance(11.0)
        assert await client.closed() == CloseCode.UNKNOWN_ERROR
    await place.until(lambda: not session.is_connected)
    assert place.gateway.sessions == [session]


async def test_more_than_120_payloads_a_minute_close_the_connection(place: Place) -> None:
    async with place.client() as client:
        await client.hello()
        for _ in range(SENDS + 1):
            await client.send(Op.HEARTBEAT, None)
        assert await client.closed() == CloseCode.RATE_LIMITED


async def test_the_rate_limit_forgets_after_a_minute(place: Place) -> None:
    place.gateway.heartbeat_interval = 120.0
    async with place.client() as client:
        await client.hello()
        for _ in range(2):
            for _ in range(SENDS):
                await client.send(Op.HEARTBEAT, None)
                assert (await client.next())["op"] == Op.HEARTBEAT_ACK
            place.clock.advance(60.0)


async def test_a_guild_that_changes_comes_as_it_is(place: Place) -> None:
    """Documentation: Guild Update, "Inner payload is a guild object", which knows itself by its `id` alone."""
    async with place.client() as client:
        await place.identified(client)
        place.world.set_premium_tier(place.guild, 2)
        changed = await client.dispatch("GUILD_UPDATE")
    assert (changed["id"], "guild_id" in changed) == (str(place.guild.id), False)


# Resuming


async def test_a_dropped_session_replays_what_it_missed(place: Place) -> None:
    async with place.client("zlib-stream") as client:
        session = await place.identified(client)
        place.gateway.drop_all()
        assert await client.closed() is None
    await place.until(lambda: not session.is_connected)
    place.world.set_premium_tier(place.guild, 2)
    place.world.set_premium_tier(place.guild, 3)
    async with place.client("zstd-stream") as client:
        await client.hello()
        await client.resume(place.world.token, session, 2)
        assert [(await client.dispatch("GUILD_UPDATE"))["premium_tier"] for _ in range(2)] == [2, 3]
        await client.dispatch("RESUMED")
        assert client.seq == session.seq == 5
        place.world.set_premium_tier(place.guild, 0)
        assert (await client.dispatch("GUILD_UPDATE"))["premium_tier"] == 0
    assert session.resumes == 1


async def test_resuming_takes_the_session_from_a_connection_that_only_seems_alive(place: Place) -> None:
    async with place.client() as old, place.client() as new:
        session = await place.identified(old)
        await new.hello()
        await new.resume(place.world.token, session, 2)
        await new.dispatch("RESUMED")
        assert await old.closed() is None
        await place.until(lambda: len(place.gateway.connections) == 1)
        assert session.is_connected


async def invalid(client: RawClient) -> bool:
    payload = await client.next()
    return payload["op"] == Op.INVALID_SESSION and payload["d"] is False


async def test_a_session_ends_with_the_clients_goodbye(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        await client.socket.close(code=1000)
    await place.until(lambda: not place.gateway.connections)
    async with place.client() as client:
        await client.hello()
        await client.resume(place.world.token, session, 2)
        assert await invalid(client)


async def test_a_session_outlives_any_other_close_code(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        await client.socket.close(code=4000)
    await place.until(lambda: not place.gateway.connections)
    async with place.client() as client:
        await client.hello()
        await client.resume(place.world.token, session, 2)
        await client.dispatch("RESUMED")


async def test_a_session_times_out(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.gateway.drop_all()
        await client.closed()
    await place.until(lambda: not place.gateway.connections)
    place.clock.advance(RESUMABLE_FOR + 1)
    async with place.client() as client:
        await client.hello()
        await client.resume(place.world.token, session, 2)
        assert await invalid(client)
    assert place.gateway.sessions == []


async def test_what_no_longer_can_be_replayed_is_an_invalid_session(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.gateway.drop_all()
        await client.closed()
    await place.until(lambda: not place.gateway.connections)
    for _ in range(REPLAYED + 1):
        place.world.set_premium_tier(place.guild, 1)
    async with place.client() as client:
        await client.hello()
        await client.resume(place.world.token, session, 2)
        assert await invalid(client)


@pytest.mark.parametrize("seq", [3, -1, None])
async def test_a_seq_that_was_never_sent_is_refused(place: Place, seq: Any) -> None:
    async with place.client() as old, place.client() as client:
        session = await place.identified(old)
        await client.resume(place.world.token, session, seq)
        assert await client.closed() == CloseCode.INVALID_SEQ


async def test_resuming_needs_the_token(place: Place) -> None:
    async with place.client() as old, place.client() as client:
        session = await place.identified(old)
        await client.resume("wrong", session, 2)
        assert await client.closed() == CloseCode.AUTHENTICATION_FAILED


# Trouble that can be ordered


async def test_op_7_asks_and_then_closes(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.gateway.ask_reconnect()
        assert (await client.next())["op"] == Op.RECONNECT
        await asyncio.sleep(0)
        place.clock.advance(RECONNECT_GRACE)
        assert await client.closed() == CloseCode.UNKNOWN_ERROR
    await place.until(lambda: not place.gateway.connections)
    assert place.gateway.sessions == [session]


async def test_op_9_ends_the_session_and_the_same_connection_may_identify_again(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.gateway.invalidate_all()
        assert await invalid(client)
        place.clock.advance(5.0)
        await client.identify(place.world.token)
        await client.dispatch("READY")
        assert session not in place.gateway.sessions


async def test_op_9_may_leave_the_session_resumable(place: Place) -> None:
    async with place.client() as client:
        session = await place.identified(client)
        place.gateway.invalidate_all(resumable=True)
        payload = await client.next()
        assert (payload["op"], payload["d"]) == (Op.INVALID_SESSION, True)
        assert place.gateway.sessions == [session]


# Who is told of what


def guild_on(place: Place, shard: int, shards: int) -> Guild:
    guild_id = place.world.ids.next()
    while shard_of(guild_id, shards) != shard:
        guild_id += 1 << 22
    return place.world.add_guild(f"On {shard}", place.mia, guild_id=guild_id)


async def test_each_shard_hears_of_its_own_guilds_and_shard_0_of_no_guilds(place: Place) -> None:
    place.world.remove_bot(place.guild)
    here, there = guild_on(place, 0, 2), guild_on(place, 1, 2)
    async with place.client() as zero, place.client() as one:
        for number, client in enumerate((zero, one)):
            await client.hello()
            await client.identify(place.world.token, shard=[number, 2])
            ready = await client.dispatch("READY")
            assert ready["guilds"] == [{"id": str((here, there)[number].id), "unavailable": True}]
            await client.dispatch("GUILD_CREATE")
            place.clock.advance(5.0)
        place.world.publish("INTERACTION_CREATE", {"id": "1"}, there.id)
        place.world.publish("INTERACTION_CREATE", {"id": "2"}, here.id)
        place.world.publish("INTERACTION_CREATE", {"id": "3"}, None)
        assert [(await zero.dispatch("INTERACTION_CREATE"))["id"] for _ in range(2)] == ["2", "3"]
        assert (await one.dispatch("INTERACTION_CREATE"))["id"] == "1"


async def test_without_intents_only_interactions_come(place: Place) -> None:
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token, intents=0)
        await client.dispatch("READY")
        place.world.set_premium_tier(place.guild, 2)
        place.world.publish("INTERACTION_CREATE", {"id": "1"}, place.guild.id)
        assert (await client.dispatch("INTERACTION_CREATE"))["id"] == "1"


def message(place: Place, *, author: User | None = None, mentions: list[User] | None = None) -> dict[str, Any]:
    """A message of mia's, or of the author's, with something of each kind that the intent is about."""
    new, songs = place.world.ids.next, place.songs.id
    row = {"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 1, "custom_id": "again", "label": "Again"}]}
    psst = Message(
        new(), songs, place.guild.id, author or place.mia, place.clock.now(), "psst", mentions=mentions or []
    )
    psst.embeds, psst.components = [{"title": "A tune", "type": "rich"}], [row]
    psst.attachments = [Attachment(new(), songs, "tune.wav", b"RIFF", "audio/wav")]
    return event_payload(place.world, psst)


async def test_without_the_content_intent_messages_come_empty(place: Place) -> None:
    bot = place.world.bot
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_MESSAGES)
        place.world.publish("MESSAGE_CREATE", message(place), place.guild.id)
        place.world.publish("MESSAGE_CREATE", message(place, author=bot), place.guild.id)
        place.world.publish("MESSAGE_UPDATE", message(place, mentions=[bot]), place.guild.id)
        answered = message(place)
        del answered["guild_id"], answered["member"]  # which are told of the message itself alone
        place.world.publish(
            "MESSAGE_CREATE", message(place, author=bot) | {"referenced_message": answered}, place.guild.id
        )
        first = await client.dispatch("MESSAGE_CREATE")
        assert [first[key] for key in ("content", "embeds", "attachments", "components")] == ["", [], [], []]
        assert (await client.dispatch("MESSAGE_CREATE"))["content"] == "psst"
        assert (await client.dispatch("MESSAGE_UPDATE"))["content"] == "psst"
        reply = await client.dispatch("MESSAGE_CREATE")
        assert (reply["content"], reply["referenced_message"]["content"]) == ("psst", "")


async def test_the_content_intent_is_given_by_the_applications_flags(place: Place) -> None:
    place.world.application_flags = 1 << 19
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT)
        place.world.publish("MESSAGE_CREATE", message(place), place.guild.id)
        assert (await client.dispatch("MESSAGE_CREATE"))["content"] == "psst"


async def test_direct_messages_have_an_intent_of_their_own(place: Place) -> None:
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | DIRECT_MESSAGES)
        place.world.publish("MESSAGE_CREATE", message(place), place.guild.id)
        data = message(place)
        del data["guild_id"]
        place.world.publish("MESSAGE_CREATE", data, None)
        direct = await client.dispatch("MESSAGE_CREATE")
        assert "guild_id" not in direct
        assert direct["content"] == "psst"


async def test_a_channel_that_the_bot_cannot_see_has_no_name(place: Place) -> None:
    hide = Overwrite(place.guild.id, 0, deny=Permission.VIEW_CHANNEL)
    secret = place.world.add_channel(place.guild, "secret", [hide])
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token)
        await client.dispatch("READY")
        channels = (await client.dispatch("GUILD_CREATE"))["channels"]
        assert [channel["name"] for channel in channels] == ["songs", HIDDEN_NAME]
        assert channels[1]["id"] == str(secret.id)
        assert channels[1]["flags"] & CHANNEL_OBFUSCATED
        assert [one["id"] for one in channels[1]["permission_overwrites"]] == [str(place.guild.id)]
        place.world.set_overwrite(secret, Overwrite(place.guild.id, 0))
        assert (await client.dispatch("CHANNEL_UPDATE"))["name"] == "secret"
        await client.dispatch("THREAD_LIST_SYNC")
        place.world.remove_channel(secret)
        assert (await client.dispatch("CHANNEL_DELETE"))["name"] == "secret"


async def test_of_a_hidden_channel_its_place_stays_known_and_its_name_never(place: Place) -> None:
    """Documentation, Channel, "Obfuscated Channels": told by every event of channels, the last one too."""
    hide = Overwrite(place.guild.id, 0, deny=Permission.VIEW_CHANNEL)
    area = place.world.add_channel(place.guild, "area", kind=ChannelType.GUILD_CATEGORY)
    async with place.client() as client:
        await place.identified(client)
        secret = place.world.add_channel(
            place.guild, "secret", [hide], settle=lambda channel: set_said(channel, {"parent_id": area.id})
        )
        created = await client.dispatch("CHANNEL_CREATE")
        place.world.remove_channel(secret)
        deleted = await client.dispatch("CHANNEL_DELETE")
        for told in (created, deleted):
            assert (told["name"], bool(told["flags"] & CHANNEL_OBFUSCATED)) == (HIDDEN_NAME, True)
            assert (told["parent_id"], told["position"], told["type"]) == (str(area.id), secret.position, 0)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"query": "mi", "limit": 1}, ["mia"]),
        ({"query": "nobody", "limit": 0}, []),
        ({"user_ids": ["7"]}, []),
    ],
)
async def test_members_are_sent_when_asked_for(place: Place, asked: dict[str, object], names: list[str]) -> None:
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.REQUEST_GUILD_MEMBERS, {"guild_id": str(place.guild.id), "nonce": "n", **asked})
        chunk = await client.dispatch("GUILD_MEMBERS_CHUNK")
        assert [member["user"]["username"] for member in chunk["members"]] == names
        assert chunk["nonce"] == "n"
        assert chunk["not_found"] == asked.get("user_ids", [])


async def test_all_members_need_their_intent(place: Place) -> None:
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.REQUEST_GUILD_MEMBERS, {"guild_id": str(place.guild.id), "query": "", "limit": 0})
        assert await client.closed() == CloseCode.DISALLOWED_INTENTS


async def test_with_the_members_intent_all_members_can_be_asked_for(place: Place) -> None:
    place.world.application_flags = 1 << 15
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token, intents=GUILDS | GUILD_MEMBERS)
        await client.dispatch("READY")
        assert len((await client.dispatch("GUILD_CREATE"))["members"]) == 1  # they are asked for
        await client.send(Op.REQUEST_GUILD_MEMBERS, {"guild_id": str(place.guild.id), "query": "", "limit": 0})
        assert len((await client.dispatch("GUILD_MEMBERS_CHUNK"))["members"]) == 2


async def test_with_the_presences_intent_a_guild_comes_with_everybody(place: Place) -> None:
    """Documentation, Gateway Events, "Request Guild Members": without it, only who is in voice, and oneself."""
    place.world.application_flags = 1 << 13
    async with place.client() as client:
        await client.hello()
        await client.identify(place.world.token, intents=GUILDS | GUILD_PRESENCES)
        await client.dispatch("READY")
        assert len((await client.dispatch("GUILD_CREATE"))["members"]) == 2


async def test_all_members_come_in_chunks_and_not_too_often(place: Place) -> None:
    """Documentation, Gateway Events, "Request Guild Members" and "Rate Limited"."""
    place.world.application_flags = 1 << 15
    for number in range(limits.MEMBERS_IN_CHUNK):
        place.world.add_member(place.guild, place.world.add_user(f"fan{number}"))
    everybody = {"guild_id": str(place.guild.id), "query": "", "limit": 0, "nonce": "n"}
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_MEMBERS)
        await client.send(Op.REQUEST_GUILD_MEMBERS, everybody)
        chunks = [await client.dispatch("GUILD_MEMBERS_CHUNK") for _ in range(2)]
        assert [(chunk["chunk_index"], chunk["chunk_count"], chunk["nonce"]) for chunk in chunks] == [
            (0, 2, "n"),
            (1, 2, "n"),
        ]
        assert [len(chunk["members"]) for chunk in chunks] == [1000, 2]
        place.clock.advance(10)
        await client.send(Op.REQUEST_GUILD_MEMBERS, everybody)
        meta = {"guild_id": str(place.guild.id), "nonce": "n"}
        limited = await client.dispatch("RATE_LIMITED")
        assert limited == {"opcode": 8, "retry_after": 20.0, "meta": meta}
        await client.send(Op.REQUEST_GUILD_MEMBERS, everybody | {"query": "mia"})  # which is another request
        assert len((await client.dispatch("GUILD_MEMBERS_CHUNK"))["members"]) == 1
        place.clock.advance(limited["retry_after"])
        await client.send(Op.REQUEST_GUILD_MEMBERS, everybody)
        assert (await client.dispatch("GUILD_MEMBERS_CHUNK"))["chunk_count"] == 2


async def test_a_client_that_is_killed_while_it_connects_is_no_error(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    address = urlsplit(place.world.gateway_url)
    handshake = (
        f"GET /gateway?v=10 HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    for _ in range(5):
        with socket.create_connection((address.hostname or "", address.port or 0)) as killed:
            killed.sendall(handshake.encode())
    async with place.client() as client:
        await client.hello()
    await place.until(lambda: not place.gateway.connections)
    assert [record.getMessage() for record in caplog.records if record.name.startswith("aiohttp")] == []
