"""The two ways in which what goes by UDP is encrypted between a client and the voice server.

Source: Discord's documentation, Voice ("Transport Encryption Modes", "Voice Packet Structure"); the header that stays
readable: RFC 3711, section 3.1; XChaCha20: draft-irtf-cfrg-xchacha-03, section 2.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

HEADER = 12  # bytes of an RTP header without what may follow it
NONCE = 4  # bytes of it that are sent, at the end of the packet
TAG = 16
RTP_VERSION = 2
RECEIVER_REPORT = 201  # of RTCP
KEY = 32
_SIGMA = struct.unpack("<4I", b"expand 32-byte k")
_COLUMNS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))
_DIAGONALS = ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))


class BadPacket(Exception):
    """A packet that is none, or that its sender's key does not open."""


def ssrc_of(packet: bytes) -> int:
    """The source that a packet names; raises BadPacket where it is no RTP."""
    if len(packet) < HEADER + TAG + NONCE or packet[0] >> 6 != RTP_VERSION:
        raise BadPacket
    return int.from_bytes(packet[8:12], "big")


def open_packet(mode: str, key: bytes, packet: bytes) -> bytes:
    """The audio in a packet of one of the `MODES`; raises BadPacket."""
    ssrc_of(packet)
    extended = bool(packet[0] & 0x10)
    size = HEADER + 4 * (packet[0] & 0x0F) + (4 if extended else 0)
    if len(packet) < size + TAG + NONCE:
        raise BadPacket
    cipher, nonce = MODES[mode](key, packet[-NONCE:])
    try:
        opened = cipher.decrypt(nonce, packet[size:-NONCE], packet[:size])
    except InvalidTag as error:
        raise BadPacket from error
    # An extension's preamble is readable, and what it announces is encrypted, before the audio.
    return opened[4 * int.from_bytes(packet[size - 2 : size], "big") :] if extended else opened


def seal_report(mode: str, key: bytes, number: int, ssrc: int) -> bytes:
    """An RTCP receiver report of `ssrc` that has nothing to report, encrypted as the `number`th packet to a client.

    RTP has its receivers report from time to time (RFC 3550, section 6.4.2), and Discord's voice server does, as those
    who write libraries that listen found (discord-ext-voice-recv); its documentation is silent about them. discord.py's
    reader of UDP sleeps for half a minute after the discovery of its address unless one arrives.
    """
    header = struct.pack(">BBHI", RTP_VERSION << 6, RECEIVER_REPORT, 1, ssrc)
    nonce = number.to_bytes(NONCE, "big")
    cipher, whole = MODES[mode](key, nonce)
    return header + cipher.encrypt(whole, b"", header) + nonce


def _aes(key: bytes, nonce: bytes) -> tuple[AESGCM, bytes]:
    return AESGCM(key), nonce.ljust(12, b"\0")


def _xchacha(key: bytes, nonce: bytes) -> tuple[ChaCha20Poly1305, bytes]:
    whole = nonce.ljust(24, b"\0")
    return ChaCha20Poly1305(_hchacha(key, whole[:16])), b"\0" * 4 + whole[16:]


def _hchacha(key: bytes, nonce: bytes) -> bytes:
    """HChaCha20: a key for ChaCha20, out of a key and the first 16 bytes of the longer nonce."""
    state = [*_SIGMA, *struct.unpack("<8I", key), *struct.unpack("<4I", nonce)]
    for _ in range(10):
        for quarter in (*_COLUMNS, *_DIAGONALS):
            _mix(state, *quarter)
    return struct.pack("<8I", *state[:4], *state[12:])


def _mix(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for one, two, three, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[one] = (state[one] + state[two]) & 0xFFFFFFFF
        mixed = state[three] ^ state[one]
        state[three] = (mixed << turn | mixed >> 32 - turn) & 0xFFFFFFFF


Cipher: TypeAlias = AESGCM | ChaCha20Poly1305
MODES: dict[str, Callable[[bytes, bytes], tuple[Cipher, bytes]]] = {
    "aead_aes256_gcm_rtpsize": _aes,
    "aead_xchacha20_poly1305_rtpsize": _xchacha,
}
