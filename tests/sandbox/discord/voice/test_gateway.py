"""The voice gateway: the handshake and its refusals, heartbeats, resuming, and what others hear.

Source: Discord's documentation, Voice; Opcodes and Status Codes ("Voice Close Event Codes").
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.voice import states
from sandbox.discord.voice.opcodes import VoiceClose, VoiceOp
from sandbox.discord.voice.session import BUFFERED, RESUMABLE_FOR
from sandbox.discord.voice.states import Wish
from tests.sandbox.discord.voice.client import MODE, VoiceClient, discover

if TYPE_CHECKING:
    from tests.sandbox.discord.voice.conftest import Booth


# The handshake


async def test_hello_ready_and_the_session_description(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        assert await client.hears(VoiceOp.HELLO) == {"heartbeat_interval": 41_250}
        await client.send(VoiceOp.IDENTIFY, client.identity())
        ready = await client.hears(VoiceOp.READY)
        assert ready["modes"] == ["aead_aes256_gcm_rtpsize", "aead_xchacha20_poly1305_rtpsize"]
        assert ready["ip"] == "127.0.0.1"
        address, said, real = await discover(ready)
        assert (address, said) == ("127.0.0.1", real)
        await client.select(port=said)
        described = await client.hears(VoiceOp.SESSION_DESCRIPTION)
    assert (described["mode"], described["dave_protocol_version"]) == (MODE, 1)
    assert len(described["secret_key"]) == 32


async def test_a_stage_has_no_end_to_end_encryption(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia, booth.stage)) as client:
        await client.identify(max_dave_protocol_version=0)
        await client.select()
        assert (await client.hears(VoiceOp.SESSION_DESCRIPTION))["dave_protocol_version"] == 0
        await client.send_binary(VoiceOp.MLS_KEY_PACKAGE, b"any")
        assert await client.closed() == VoiceClose.BAD_REQUEST


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"token": "wrong"}, VoiceClose.AUTHENTICATION_FAILED),
        ({"user_id": "1"}, VoiceClose.AUTHENTICATION_FAILED),
        ({"session_id": "wrong"}, VoiceClose.SESSION_INVALID),
        ({"server_id": "1"}, VoiceClose.SERVER_NOT_FOUND),
        ({"server_id": None}, VoiceClose.DECODE_ERROR),
        ({"token": 5}, VoiceClose.DECODE_ERROR),
        ({"max_dave_protocol_version": "1"}, VoiceClose.DECODE_ERROR),
        ({"max_dave_protocol_version": 0}, VoiceClose.DAVE_REQUIRED),
    ],
)
async def test_an_identify_that_is_refused(booth: Booth, more: dict[str, Any], code: VoiceClose) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.hears(VoiceOp.HELLO)
        await client.send(VoiceOp.IDENTIFY, client.identity() | more)
        assert await client.closed() == code
    assert not booth.gateway.sessions


async def test_a_client_that_says_nothing_of_dave_cannot_do_it(booth: Booth) -> None:
    """ "Sending version 0, or omitting the field, indicates no DAVE protocol support"; it is required by now."""
    async with booth.client(booth.join(booth.mia)) as client:
        fields = client.identity()
        del fields["max_dave_protocol_version"]
        await client.send(VoiceOp.IDENTIFY, fields)
        assert await client.closed() == VoiceClose.DAVE_REQUIRED


@pytest.mark.parametrize("version", ["", "3", "9", "eight"])
async def test_other_versions_are_rejected(booth: Booth, version: str) -> None:
    async with booth.client(booth.join(booth.mia), version) as client:
        assert await client.closed() == VoiceClose.BAD_REQUEST


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", VoiceClose.DECODE_ERROR),
        ("[]", VoiceClose.DECODE_ERROR),
        ("{}", VoiceClose.DECODE_ERROR),
        (json.dumps({"op": 0, "d": None}), VoiceClose.DECODE_ERROR),
        (json.dumps({"op": 3, "d": 5}), VoiceClose.DECODE_ERROR),
        (json.dumps({"op": 3, "d": {"t": 1, "seq_ack": "1"}}), VoiceClose.DECODE_ERROR),
        (json.dumps({"op": 26, "d": {}}), VoiceClose.DECODE_ERROR),
        (json.dumps({"op": 5, "d": {"speaking": 1}}), VoiceClose.NOT_AUTHENTICATED),
        (b"\x1a", VoiceClose.NOT_AUTHENTICATED),
        (b"\x05", VoiceClose.UNKNOWN_OPCODE),
        (b"", VoiceClose.UNKNOWN_OPCODE),
    ],
)
async def test_a_frame_that_is_refused(booth: Booth, frame: str | bytes, code: VoiceClose) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await (client.socket.send_str(frame) if isinstance(frame, str) else client.socket.send_bytes(frame))
        assert await client.closed() == code


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (VoiceOp.IDENTIFY, {}, VoiceClose.ALREADY_AUTHENTICATED),
        (VoiceOp.RESUME, {}, VoiceClose.ALREADY_AUTHENTICATED),
        (VoiceOp.SELECT_PROTOCOL, {"protocol": "webrtc"}, VoiceClose.UNKNOWN_PROTOCOL),
        (VoiceOp.SELECT_PROTOCOL, {"protocol": "udp"}, VoiceClose.DECODE_ERROR),
        (VoiceOp.SPEAKING, {"speaking": True}, VoiceClose.DECODE_ERROR),
        (VoiceOp.SPEAKING, {"speaking": 8}, VoiceClose.BAD_REQUEST),
        (VoiceOp.SPEAKING, {"speaking": 1, "ssrc": 99}, VoiceClose.BAD_REQUEST),
        (VoiceOp.DAVE_TRANSITION_READY, {"transition_id": 1}, VoiceClose.BAD_REQUEST),
        (VoiceOp.CLIENTS_CONNECT, {}, VoiceClose.UNKNOWN_OPCODE),
        (99, {}, VoiceClose.UNKNOWN_OPCODE),
    ],
)
async def test_what_a_client_may_not_ask_for(booth: Booth, op: int, data: dict[str, Any], code: VoiceClose) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.identify()
        await client.send(op, data)
        assert await client.closed() == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"mode": "xsalsa20_poly1305"}, VoiceClose.UNKNOWN_ENCRYPTION_MODE),
        ({"port": 0}, VoiceClose.DECODE_ERROR),
        ({"address": "here"}, VoiceClose.DECODE_ERROR),
    ],
)
async def test_a_protocol_that_is_refused(booth: Booth, more: dict[str, Any], code: VoiceClose) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.identify()
        await client.send(
            VoiceOp.SELECT_PROTOCOL,
            {"protocol": "udp", "data": {"address": "127.0.0.1", "port": 1, "mode": MODE} | more},
        )
        assert await client.closed() == code


async def test_a_protocol_is_chosen_once(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.talks()
        await client.select()
        assert await client.closed() == VoiceClose.BAD_REQUEST


async def test_identifying_again_ends_the_session_before(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as first, booth.client(state) as second:
        await first.talks()
        await second.talks()
        assert await first.closed() == VoiceClose.SESSION_INVALID
        assert len(booth.gateway.sessions) == 1


# Heartbeats


@pytest.mark.parametrize(
    ("version", "beat", "answer"), [("8", {"t": 5, "seq_ack": 1}, {"t": 5}), ("8", {"t": 6}, {"t": 6}), ("7", 7, 7)]
)
async def test_a_heartbeat_is_answered_with_its_nonce(booth: Booth, version: str, beat: Any, answer: Any) -> None:
    async with booth.client(booth.join(booth.mia), version) as client:
        await client.hears(VoiceOp.HELLO)
        await client.send(VoiceOp.HEARTBEAT, beat)
        assert await client.hears(VoiceOp.HEARTBEAT_ACK) == answer


async def test_a_client_without_heartbeats_times_out_and_its_session_with_it(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client:
        await client.talks()
        booth.clock.advance(41.25)
        await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        await client.is_silent()
        booth.clock.advance(41.25)
        booth.clock.advance(11.0)
        assert await client.closed() == VoiceClose.SESSION_TIMEOUT
    await booth.until(lambda: not booth.gateway.sessions)


# Resuming


async def test_a_severed_client_resumes_and_gets_what_it_missed(booth: Booth) -> None:
    mia, noah = booth.join(booth.mia), booth.join(booth.noah)
    async with booth.client(mia) as client:
        ready = await client.talks()
        await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        seq = client.seq
        booth.gateway.drop_all()
        assert await client.closed() is None
    await booth.until(lambda: not booth.gateway.connections)
    async with booth.client(noah) as other:
        described = await other.talks()
        assert await other.hears(VoiceOp.CLIENTS_CONNECT) == {"user_ids": [str(booth.mia.id)]}
        await other.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        await other.send(VoiceOp.SPEAKING, {"speaking": 1, "delay": 0, "ssrc": described["ssrc"]})
        await booth.until(lambda: booth.gateway.sessions[1].speaking)
        async with booth.client(mia) as client:
            await client.hears(VoiceOp.HELLO)
            await client.resume(seq)
            assert await client.hears(VoiceOp.RESUMED) is None
            assert await client.hears(VoiceOp.CLIENTS_CONNECT) == {"user_ids": [str(booth.noah.id)]}
            spoke = await client.next()
            assert (spoke.op, spoke.seq) == (VoiceOp.SPEAKING, seq + 2)
            assert spoke.data["user_id"] == str(booth.noah.id)
            await client.is_silent()
            assert booth.gateway.sessions[0].ssrc == ready["ssrc"]


async def test_who_received_nothing_gets_everything_again(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client:
        described = await client.talks()
        booth.gateway.drop_all()
        await client.closed()
    await booth.until(lambda: not booth.gateway.connections)
    async with booth.client(state) as client:
        await client.hears(VoiceOp.HELLO)
        await client.resume(-1)
        await client.hears(VoiceOp.RESUMED)
        assert (await client.hears(VoiceOp.SESSION_DESCRIPTION))["secret_key"] == described["secret_key"]
        await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)


async def test_the_server_crashes_and_its_clients_resume(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client:
        await client.talks()
        await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        booth.gateway.crash()
        assert await client.closed() == VoiceClose.SERVER_CRASHED
    async with booth.client(state) as again:
        await again.hears(VoiceOp.HELLO)
        await again.resume(client.seq)
        await again.hears(VoiceOp.RESUMED)
        await again.is_silent()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"session_id": "wrong"}, VoiceClose.SESSION_INVALID),
        ({"server_id": "1"}, VoiceClose.SESSION_INVALID),
        ({"token": "wrong"}, VoiceClose.AUTHENTICATION_FAILED),
        ({"seq_ack": 5000}, VoiceClose.SESSION_INVALID),
        ({"seq_ack": None}, VoiceClose.DECODE_ERROR),
    ],
)
async def test_a_resume_that_is_refused(booth: Booth, more: dict[str, Any], code: VoiceClose) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client, booth.client(state) as again:
        await client.talks()
        await again.resume(0, **more)
        assert await again.closed() == code


async def test_before_version_8_nothing_is_sent_again(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state, "7") as client:
        await client.talks()
        booth.gateway.drop_all()
        await client.closed()
    await booth.until(lambda: not booth.gateway.connections)
    async with booth.client(state, "7") as client:
        await client.hears(VoiceOp.HELLO)
        await client.resume(-1)
        assert (await client.next()).seq is None  # RESUMED
        await client.send(VoiceOp.HEARTBEAT, 7)
        assert await client.hears(VoiceOp.HEARTBEAT_ACK) == 7


async def test_a_bot_in_two_servers_resumes_in_both(booth: Booth) -> None:
    """Its session of the main gateway is one, and named in both of its voice states."""
    other = booth.world.add_guild("Elsewhere", booth.ada)
    lounge = booth.world.add_channel(other, "Lounge", kind=booth.channel.kind)
    for channel in (booth.channel, lounge):
        states.enter(booth.world, channel, booth.world.bot, "session", Wish())
    there = [(guild.id, guild.voice_states[booth.world.bot.id]) for guild in (booth.guild, other)]
    for guild_id, state in there:
        async with VoiceClient.connect(booth.server, booth.world.voice_endpoint, guild_id, state) as client:
            await client.talks()
            await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)
            booth.gateway.drop_all()
            await client.closed()
    await booth.until(lambda: not booth.gateway.connections)
    for guild_id, state in there:
        async with VoiceClient.connect(booth.server, booth.world.voice_endpoint, guild_id, state) as client:
            await client.hears(VoiceOp.HELLO)
            await client.resume(1)
            await client.hears(VoiceOp.RESUMED)


async def test_what_fell_out_of_the_buffer_cannot_be_resumed(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client, booth.client(state) as again:
        await client.talks()
        (session,) = booth.gateway.sessions
        for _ in range(BUFFERED + 1):
            session.send(VoiceOp.SPEAKING, {})
        await again.resume(0)
        assert await again.closed() == VoiceClose.SESSION_INVALID
    assert not booth.gateway.sessions


async def test_numbers_begin_again_after_two_bytes(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client, booth.client(state) as again:
        await client.talks()
        (session,) = booth.gateway.sessions
        session._sent.clear()
        session._seq = (1 << 16) - 3
        for number in range(4):
            session.send(VoiceOp.SPEAKING, {"speaking": number})
        await again.hears(VoiceOp.HELLO)
        await again.resume((1 << 16) - 1)
        await again.hears(VoiceOp.RESUMED)
        rest = [await again.next() for _ in range(2)]
        assert [(one.seq, one.data["speaking"]) for one in rest] == [(0, 2), (1, 3)]


async def test_who_stays_away_too_long_cannot_resume(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client:
        await client.talks()
        booth.gateway.drop_all()
        await client.closed()
    await booth.until(lambda: not booth.gateway.connections)
    booth.clock.advance(RESUMABLE_FOR + 1.0)
    await booth.until(lambda: not booth.gateway.sessions)
    async with booth.client(state) as client:
        await client.resume(0)
        assert await client.closed() == VoiceClose.SESSION_INVALID


# The others


async def test_people_hear_who_comes_speaks_and_goes(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as first:
        await first.talks()
        await first.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        async with booth.client(booth.join(booth.noah)) as second:
            ssrc = (await second.talks())["ssrc"]
            assert await first.hears(VoiceOp.CLIENTS_CONNECT) == {"user_ids": [str(booth.noah.id)]}
            await second.send(VoiceOp.SPEAKING, {"speaking": 5, "delay": 0, "ssrc": ssrc})
            spoke = await first.hears(VoiceOp.SPEAKING)
            assert (spoke["speaking"], spoke["ssrc"], spoke["user_id"]) == (5, ssrc, str(booth.noah.id))
        assert await first.hears(VoiceOp.CLIENT_DISCONNECT) == {"user_id": str(booth.noah.id)}


async def test_who_leaves_or_moves_is_disconnected(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.talks()
        booth.leave(booth.mia)
        assert await client.closed() == VoiceClose.DISCONNECTED
    async with booth.client(booth.join(booth.mia)) as client:
        await client.talks()
        booth.join(booth.mia, booth.stage)
        assert await client.closed() == VoiceClose.DISCONNECTED
        async with booth.client(client.state) as late:  # "you cannot re-use the previous session"
            await late.send(VoiceOp.IDENTIFY, late.identity())
            assert await late.closed() == VoiceClose.AUTHENTICATION_FAILED
    await booth.until(lambda: not booth.gateway.sessions)


async def test_who_mutes_themselves_stays_connected(booth: Booth) -> None:
    state = booth.join(booth.mia)
    async with booth.client(state) as client:
        await client.talks()
        await client.hears(VoiceOp.MLS_EXTERNAL_SENDER)
        states.enter(booth.world, booth.channel, booth.mia, state.session_id, Wish(self_mute=True))
        await client.is_silent()


async def test_a_channel_that_is_deleted_ends_the_call(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        await client.talks()
        booth.world.remove_channel(booth.channel)
        assert await client.closed() == VoiceClose.CALL_TERMINATED


async def test_nothing_listens_after_the_end(booth: Booth) -> None:
    assert booth.world.voice_endpoint is not None
    await booth.server.__aexit__(None, None, None)
    assert booth.world.voice_endpoint is None
