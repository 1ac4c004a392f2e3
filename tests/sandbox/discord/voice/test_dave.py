"""DAVE's handshake with davey on the clients' side: alone, two and three, people who come and go, and what is refused.

Source: DAVE's protocol.md, "Group Key Exchange" and "Voice Gateway Opcodes".
"""

from __future__ import annotations

import struct
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Any

import davey
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.discord.voice.dave.call import TRANSITION_TIMEOUT
from sandbox.discord.voice.dave.commits import read_commit_welcome
from sandbox.discord.voice.dave.encoding import Malformed, Reader, vector
from sandbox.discord.voice.dave.key_packages import read_key_package
from sandbox.discord.voice.opcodes import VoiceClose, VoiceOp
from tests.sandbox.discord.voice.client import DaveClient, VoiceClient

if TYPE_CHECKING:
    from sandbox.discord.entities import User
    from tests.sandbox.discord.voice.conftest import Booth

FRAME = b"\xf8\xff\xfe" * 4


class Call:
    """Clients in the booth; whoever is closed leaves it."""

    def __init__(self, booth: Booth, stack: AsyncExitStack) -> None:
        self.booth = booth
        self._stack = stack

    async def client(self, user: User) -> VoiceClient:
        return await self._stack.enter_async_context(self.booth.client(self.booth.join(user)))

    async def comes(self, user: User) -> DaveClient:
        return await self._stack.enter_async_context(DaveClient.follow(await self.client(user)))

    @property
    def group(self) -> Any:
        return self.booth.gateway.calls[self.booth.channel.id].group


@pytest.fixture
async def call(booth: Booth) -> Any:
    async with AsyncExitStack() as stack:
        yield Call(booth, stack)


async def agree(*clients: DaveClient, transitions: int) -> None:
    """All have executed so many transitions, and hear each other."""
    for client in clients:
        await client.until(lambda client=client: len(client.transitions()) >= transitions)
    assert len({client.session.get_epoch_authenticator() for client in clients}) == 1
    for speaker in clients:
        sealed = speaker.session.encrypt_opus(FRAME)
        assert sealed != FRAME
        for hearer in clients:
            if hearer is not speaker:
                user_id = speaker.client.state.user_id
                assert hearer.session.decrypt(user_id, davey.MediaType.audio, sealed) == FRAME


# Coming and going


async def test_who_is_alone_waits_with_a_key_package(booth: Booth, call: Call) -> None:
    mia = await call.comes(booth.mia)
    await mia.until(lambda: mia.count(VoiceOp.MLS_EXTERNAL_SENDER) == 1)
    await booth.until(lambda: list(call.group.pending) == [booth.mia.id])
    assert not call.group.is_established
    assert mia.count(VoiceOp.MLS_PROPOSALS) == 0
    assert mia.session.epoch == 0


async def test_two_make_a_group_and_one_of_their_commits_wins(booth: Booth, call: Call) -> None:
    mia = await call.comes(booth.mia)
    noah = await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    assert call.group.epoch == 1
    announced = [one.count(VoiceOp.MLS_ANNOUNCE_COMMIT_TRANSITION) for one in (mia, noah)]
    welcomed = [one.count(VoiceOp.MLS_WELCOME) for one in (mia, noah)]
    assert sorted(zip(announced, welcomed, strict=True)) == [(0, 1), (1, 0)]
    assert mia.session.voice_privacy_code == noah.session.voice_privacy_code


async def test_a_third_is_welcomed_and_removed_when_gone(booth: Booth, call: Call) -> None:
    mia, noah = await call.comes(booth.mia), await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    ada = await call.comes(booth.ada)
    await ada.until(lambda: len(ada.transitions()) == 1)
    await agree(mia, noah, transitions=2)
    await agree(mia, noah, ada, transitions=1)
    assert ada.count(VoiceOp.MLS_PROPOSALS) == 0
    await noah.client.socket.close()
    await mia.until(lambda: len(mia.transitions()) == 3)
    await ada.until(lambda: len(ada.transitions()) == 2)
    assert mia.session.get_user_ids() == [str(booth.mia.id), str(booth.ada.id)]
    await agree(mia, ada, transitions=2)
    back = await call.comes(booth.noah)  # into the leaf that is free
    await back.until(lambda: len(back.transitions()) == 1)
    await mia.until(lambda: len(mia.transitions()) == 4)
    await agree(mia, ada, back, transitions=1)
    assert call.group.members == [booth.mia.id, booth.noah.id, booth.ada.id]


async def test_who_is_left_alone_begins_a_new_group(booth: Booth, call: Call) -> None:
    mia, noah = await call.comes(booth.mia), await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    await booth_without(booth, noah)
    await mia.until(lambda: mia.count(VoiceOp.DAVE_PREPARE_TRANSITION) == 1)
    (epoch,) = [one.data for one in mia.heard if one.op == VoiceOp.DAVE_PREPARE_EPOCH]
    (transition,) = [one.data for one in mia.heard if one.op == VoiceOp.DAVE_PREPARE_TRANSITION]
    assert (epoch["epoch"], epoch["protocol_version"]) == (1, 1)
    assert transition == {"protocol_version": 1, "transition_id": 0}
    await booth.until(lambda: list(call.group.pending) == [booth.mia.id])
    assert not call.group.is_established
    back = await call.comes(booth.noah)
    await mia.until(lambda: len(mia.transitions()) == 2)
    await agree(mia, back, transitions=1)


async def booth_without(booth: Booth, client: DaveClient) -> None:
    user_id = client.client.state.user_id
    await client.client.socket.close()
    await booth.until(lambda: all(one.user_id != user_id for one in booth.gateway.sessions))


async def test_who_goes_before_there_is_a_group_is_not_added(booth: Booth, call: Call) -> None:
    first, second = await call.client(booth.mia), await call.client(booth.noah)
    for client in (first, second):
        await client.talks()
    session = davey.DaveSession(1, booth.noah.id, booth.channel.id)
    mine = davey.DaveSession(1, booth.mia.id, booth.channel.id)
    await first.send_binary(VoiceOp.MLS_KEY_PACKAGE, mine.get_serialized_key_package())
    await booth.until(lambda: len(call.group.pending) == 1)
    await second.send_binary(VoiceOp.MLS_KEY_PACKAGE, session.get_serialized_key_package())
    await hear_until(first, VoiceOp.MLS_PROPOSALS)
    (proposal,) = [one for one in call.group.proposals if one.user_id == booth.noah.id]
    await second.socket.close()
    revoked = await hear_until(first, VoiceOp.MLS_PROPOSALS)
    assert revoked == b"\x01" + vector(vector(proposal.reference))
    assert list(call.group.pending) == [booth.mia.id]


async def hear_until(client: VoiceClient, op: VoiceOp) -> Any:
    while (message := await client.next()).op != op:
        pass
    return message.data


async def test_everybody_gone_leaves_nothing(booth: Booth, call: Call) -> None:
    mia, noah = await call.comes(booth.mia), await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    for client in (mia, noah):
        await booth_without(booth, client)
    assert booth.gateway.calls == {}


# Transitions


async def test_a_transition_waits_for_everybody_but_not_for_long(booth: Booth, call: Call) -> None:
    mia = await call.comes(booth.mia)
    noah = await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    silent = await call.client(booth.ada)
    await silent.talks()
    session = davey.DaveSession(1, booth.ada.id, booth.channel.id)
    await silent.send_binary(VoiceOp.MLS_KEY_PACKAGE, session.get_serialized_key_package())
    await hear_until(silent, VoiceOp.MLS_WELCOME)
    (waiting,) = booth.gateway.calls[booth.channel.id]._waiting.values()
    await booth.until(lambda: waiting == {booth.ada.id})
    assert len(mia.transitions()) == 1
    booth.clock.advance(TRANSITION_TIMEOUT)
    await mia.until(lambda: len(mia.transitions()) == 2)
    assert (await hear_until(silent, VoiceOp.DAVE_EXECUTE_TRANSITION))["transition_id"] == mia.transitions()[-1]


async def test_who_cannot_follow_is_removed_and_added_again(booth: Booth, call: Call) -> None:
    mia, noah = await call.comes(booth.mia), await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    noah.spoils = 1
    ada = await call.comes(booth.ada)
    await noah.until(lambda: noah.spoils == 0)
    await booth.until(lambda: call.group.epoch == 3 and not call.group.pending)
    await noah.until(lambda: len(noah.transitions()) == 2)
    await mia.until(lambda: len(mia.transitions()) == 3)
    await ada.until(lambda: len(ada.transitions()) == 2)
    await agree(mia, noah, ada, transitions=2)


async def test_a_new_key_package_has_its_sender_added_again(booth: Booth, call: Call) -> None:
    mia, noah = await call.comes(booth.mia), await call.comes(booth.noah)
    await agree(mia, noah, transitions=1)
    noah.session.reinit(1, booth.noah.id, booth.channel.id)
    await noah.offer()
    await mia.until(lambda: len(mia.transitions()) == 2)
    await noah.until(lambda: len(noah.transitions()) == 2)
    await agree(mia, noah, transitions=2)


# What is refused


def spoil(package: bytes, at: int) -> bytes:
    return package[:at] + bytes([package[at] ^ 1]) + package[at + 1 :]


async def test_key_packages_that_are_refused(booth: Booth, call: Call) -> None:
    good = davey.DaveSession(1, booth.mia.id, booth.channel.id).get_serialized_key_package()
    others = davey.DaveSession(1, booth.noah.id, booth.channel.id).get_serialized_key_package()
    at = good.index(struct.pack(">QQ", 0, 2**64 - 1))
    cases = {
        "too short": good[:40],
        "too long": good + b"\0",
        "another version of MLS": spoil(good, 1),
        "another ciphersuite": spoil(good, 3),
        "somebody else's identity": others,
        "a lifetime that is not for ever": spoil(good, at + 7),
        "a signature of the LeafNodeTBS that is wrong": spoil(good, 5 + 70),
        "a signature of the KeyPackageTBS that is wrong": spoil(good, 10),
        "a length that is none": good[:4] + b"\xff" + good[5:],
    }
    assert read_key_package(good, booth.mia.id).raw == good
    wrapped = b"\0\1\0\5" + good  # as protocol.md has it
    assert read_key_package(wrapped, booth.mia.id) == read_key_package(good, booth.mia.id)
    for why, data in cases.items():
        with pytest.raises(Malformed, match=why):
            read_key_package(data, booth.mia.id)
    client = await call.client(booth.mia)
    await client.talks()
    await client.send_binary(VoiceOp.MLS_KEY_PACKAGE, others)
    assert await client.closed() == VoiceClose.BAD_REQUEST


async def test_a_commit_that_is_none_is_refused(booth: Booth, call: Call) -> None:
    client = await call.client(booth.mia)
    await client.talks()
    await client.send_binary(VoiceOp.MLS_COMMIT_WELCOME, b"\0\1\0\1")
    assert await client.closed() == VoiceClose.BAD_REQUEST


async def test_a_commit_without_its_welcome_is_dropped(
    booth: Booth, call: Call, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await call.client(booth.mia), await call.client(booth.noah)
    sessions = {}
    for client in (first, second):
        await client.talks()
        session = davey.DaveSession(1, client.state.user_id, booth.channel.id)
        session.set_external_sender(await hear_until(client, VoiceOp.MLS_EXTERNAL_SENDER))
        sessions[client] = session
        await client.send_binary(VoiceOp.MLS_KEY_PACKAGE, session.get_serialized_key_package())
        await booth.until(lambda session=session: session is not None and len(call.group.pending) == len(sessions))
    made = sessions[first].process_proposals(
        davey.ProposalsOperationType.append, (await hear_until(first, VoiceOp.MLS_PROPOSALS))[1:]
    )
    assert made is not None
    assert made.welcome is not None
    with caplog.at_level("INFO"):
        await first.send_binary(VoiceOp.MLS_COMMIT_WELCOME, made.commit)
        await first.is_silent()
    assert "a welcome that is not for those who are added" in caplog.text
    await second.send_binary(VoiceOp.MLS_COMMIT_WELCOME, made.commit + made.welcome)  # which is another's
    await hear_until(second, VoiceOp.MLS_PROPOSALS)
    await second.is_silent()
    assert not call.group.is_established
    await first.send_binary(VoiceOp.MLS_COMMIT_WELCOME, made.commit + made.welcome)
    transition = await hear_until(first, VoiceOp.MLS_ANNOUNCE_COMMIT_TRANSITION)
    assert transition[2:] == made.commit
    await first.send_binary(VoiceOp.MLS_COMMIT_WELCOME, made.commit + made.welcome)  # of an epoch that is over
    await first.is_silent()
    assert call.group.epoch == 1


PACKAGE = davey.DaveSession(1, 5, 6).get_serialized_key_package()


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_spoiled_bytes_are_malformed_and_nothing_worse(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(PACKAGE) - 1))
    spoiled = PACKAGE[:at] + data.draw(st.binary(max_size=9)) + PACKAGE[at + data.draw(st.integers(0, 9)) :]
    with suppress(Malformed):
        assert read_key_package(spoiled, 5).raw in (PACKAGE, spoiled)
    head = data.draw(st.sampled_from([b"", bytes.fromhex("0001000108"), bytes.fromhex("00010001080000000000000006")]))
    with suppress(Malformed):
        read_commit_welcome(head + data.draw(st.binary(max_size=200)))


def test_vectors_of_every_length() -> None:
    for size in (0, 63, 64, 16_383, 16_384):
        reader = Reader(vector(bytes(size)) + b"\x07")
        assert reader.vector() == bytes(size)
        assert reader.number(1) == 7
        assert reader.is_empty
