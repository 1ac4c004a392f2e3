"""What clients of the voice gateway send, read and checked.

Source: Discord's documentation, Voice (the example payloads).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, cast

from sandbox.discord.voice import transport
from sandbox.discord.voice.opcodes import VoiceClose, VoiceClosing

SPEAKING = 1 << 0 | 1 << 1 | 1 << 2  # microphone, sound shared, priority


@dataclass(frozen=True, slots=True)
class Identity:
    """What a client says that it is; one that resumes says nothing of its user and of DAVE."""

    guild_id: int
    session_id: str
    token: str
    user_id: int = 0
    dave_version: int = 0


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a client wants to talk, and where it hears."""

    mode: str
    address: tuple[str, int]


def read_identity(data: dict[str, Any]) -> Identity:
    """What opcode 0 says; raises VoiceClosing."""
    # "Sending version 0, or omitting the field, indicates no DAVE protocol support."
    version = _number(data.get("max_dave_protocol_version", 0))
    guild_id, user_id = _id(data.get("server_id")), _id(data.get("user_id"))
    return Identity(guild_id, _text(data.get("session_id")), _text(data.get("token")), user_id, version)


def read_resume(data: dict[str, Any]) -> tuple[Identity, int]:
    """What opcode 7 says, with the number that was received last; raises VoiceClosing."""
    identity = Identity(_id(data.get("server_id")), _text(data.get("session_id")), _text(data.get("token")))
    return identity, _number(data.get("seq_ack", -1))


def read_protocol(data: dict[str, Any]) -> Protocol:
    """What opcode 1 says; raises VoiceClosing."""
    if data.get("protocol") != "udp":
        raise VoiceClosing(VoiceClose.UNKNOWN_PROTOCOL)
    said = data.get("data")
    if not isinstance(said, dict):
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    fields = cast("dict[str, Any]", said)
    try:
        address = str(ip_address(_text(fields.get("address"))))
    except ValueError as error:
        raise VoiceClosing(VoiceClose.DECODE_ERROR) from error
    port, mode = _number(fields.get("port")), fields.get("mode")
    if not 0 < port < 1 << 16:
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    if mode not in transport.MODES:
        raise VoiceClosing(VoiceClose.UNKNOWN_ENCRYPTION_MODE)
    return Protocol(mode, (address, port))


def read_speaking(data: dict[str, Any], ssrc: int) -> int:
    """The speaking mode that opcode 5 sets; raises VoiceClosing."""
    mode = _number(data.get("speaking"))
    if mode & ~SPEAKING or _number(data.get("ssrc", ssrc)) != ssrc:
        raise VoiceClosing(VoiceClose.BAD_REQUEST)
    return mode


def _id(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch("[0-9]{1,20}", str(value)):
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    return int(str(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    return value
