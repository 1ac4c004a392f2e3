"""Audio by UDP: what is heard of whom, and both ways of encrypting it, held against libsodium.

Source: Discord's documentation, Voice ("Transport Encryption Modes", "Speaking"); HChaCha20's test vector:
draft-irtf-cfrg-xchacha-03, section 2.2.1.
"""

from __future__ import annotations

import os
import socket
import struct
from typing import TYPE_CHECKING, Any

import nacl.bindings
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sandbox.discord.voice import states, transport
from sandbox.discord.voice.opcodes import VoiceClose, VoiceOp
from sandbox.discord.voice.transport import BadPacket, open_packet, seal_report

if TYPE_CHECKING:
    from tests.sandbox.discord.voice.client import VoiceClient
    from tests.sandbox.discord.voice.conftest import Booth

AES, XCHACHA = "aead_aes256_gcm_rtpsize", "aead_xchacha20_poly1305_rtpsize"
SILENCE = b"\xf8\xff\xfe"
HEADER = struct.pack(">BBHII", 0x80, 0x78, 1, 960, 7)


def seal(mode: str, key: bytes, header: bytes, plain: bytes, number: int = 1) -> bytes:
    nonce = struct.pack(">I", number)
    if mode == AES:
        return header + AESGCM(key).encrypt(nonce.ljust(12, b"\0"), plain, header) + nonce
    whole = nonce.ljust(24, b"\0")
    return header + nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, header, whole, key) + nonce


def test_the_vector_of_the_draft() -> None:
    key = bytes(range(32))
    nonce = bytes.fromhex("000000090000004a0000000031415927")
    made = "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"
    assert transport._hchacha(key, nonce).hex() == made


@pytest.mark.parametrize("mode", [AES, XCHACHA])
def test_a_packet_is_opened_whatever_its_header_has(mode: str) -> None:
    key = os.urandom(32)
    assert open_packet(mode, key, seal(mode, key, HEADER, SILENCE)) == SILENCE
    listed = b"\x82" + HEADER[1:] + bytes(8)  # two contributing sources
    assert open_packet(mode, key, seal(mode, key, listed, SILENCE)) == SILENCE
    extended = b"\x90" + HEADER[1:] + struct.pack(">HH", 0xBEDE, 2)  # and two words of an extension
    assert open_packet(mode, key, seal(mode, key, extended, bytes(8) + SILENCE)) == SILENCE


@pytest.mark.parametrize("mode", [AES, XCHACHA])
def test_what_is_no_packet_is_not_opened(mode: str) -> None:
    key = os.urandom(32)
    good = seal(mode, key, HEADER, SILENCE)
    changed = good[:14] + bytes([good[14] ^ 1]) + good[15:]
    for bad in (b"", good[:20], changed, b"\x00" + good[1:], seal(mode, os.urandom(32), HEADER, SILENCE)):
        with pytest.raises(BadPacket):
            open_packet(mode, key, bad)
    with pytest.raises(BadPacket):
        open_packet(mode, key, b"\x9f" + good[1:])  # announces more than there is


def test_a_report_that_a_client_can_open() -> None:
    key = os.urandom(32)
    report = seal_report(XCHACHA, key, 3, 0)
    header, sealed, nonce = report[:8], report[8:-4], report[-4:]
    assert struct.unpack(">BBHI", header) == (0x80, 201, 1, 0)
    whole = nonce.ljust(24, b"\0")
    assert nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, header, whole, key) == b""


class Talker:
    """A client's UDP socket."""

    def __init__(self, described: dict[str, Any]) -> None:
        self._key = bytes(described["secret_key"])
        self._mode = described["mode"]
        self._ssrc = described["ssrc"]
        self._there = (described["ip"], described["port"])

    def say(self, frame: bytes, *, key: bytes | None = None, ssrc: int | None = None) -> None:
        header = struct.pack(">BBHII", 0x80, 0x78, 1, 960, self._ssrc if ssrc is None else ssrc)
        self.throw(seal(self._mode, key or self._key, header, frame))

    def throw(self, packet: bytes) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.sendto(packet, self._there)


async def speak(client: VoiceClient, mode: str = XCHACHA) -> Talker:
    ready = await client.identify()
    await client.select(mode)
    described = ready | await client.hears(VoiceOp.SESSION_DESCRIPTION)
    await client.send(VoiceOp.SPEAKING, {"speaking": 1, "delay": 0, "ssrc": ready["ssrc"]})
    return Talker(described)


@pytest.mark.parametrize("mode", [AES, XCHACHA])
async def test_audio_is_counted_and_relayed_to_nobody(booth: Booth, mode: str) -> None:
    async with booth.client(booth.join(booth.mia)) as client, booth.client(booth.join(booth.noah)) as other:
        await other.talks()
        talker = await speak(client, mode)
        session, hearer = booth.gateway.sessions[1], booth.gateway.sessions[0]
        await booth.until(lambda: session.speaking == 1)
        talker.throw(b"nothing")
        talker.say(b"whose?", ssrc=99)
        talker.say(SILENCE, key=os.urandom(32))
        talker.say(SILENCE)
        await booth.until(lambda: session.audio.heard == 1)
        assert session.audio.refused == 1
        assert list(session.audio.frames) == [SILENCE]
        assert hearer.audio.heard == 0


async def test_who_is_muted_or_in_the_audience_is_not_heard(booth: Booth) -> None:
    async with booth.client(booth.join(booth.mia)) as client:
        talker = await speak(client)
        (session,) = booth.gateway.sessions
        await booth.until(lambda: session.speaking == 1)
        states.silence(booth.world, booth.guild, booth.mia, mute=True, deaf=None)
        talker.say(SILENCE)
        await booth.until(lambda: session.audio.refused == 1)
    async with booth.client(booth.join(booth.noah, booth.stage)) as client:
        talker = await speak(client)
        session = booth.gateway.sessions[-1]
        await booth.until(lambda: session.speaking == 1)
        talker.say(SILENCE)
        await booth.until(lambda: session.audio.refused == 1)
        session.state.suppressed = False
        talker.say(SILENCE)
        await booth.until(lambda: session.audio.heard == 1)


async def test_who_sends_audio_before_speaking_is_disconnected(booth: Booth) -> None:
    """ "You must send at least one Opcode 5 Speaking payload before sending voice data"."""
    async with booth.client(booth.join(booth.mia)) as client:
        Talker(await client.talks()).say(SILENCE)
        assert await client.closed() == VoiceClose.BAD_REQUEST
    assert not booth.gateway.sessions
