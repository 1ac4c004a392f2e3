"""A client on the voice server: what it was sent, kept for a while for a broken connection, and what it said.

Source: Discord's documentation, Voice ("Resuming Voice Connection", "Buffered Resume", "Binary Websocket Messages").
"""

from __future__ import annotations

import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from sandbox.discord.entities import VoiceState
from sandbox.discord.voice.opcodes import VoiceOp
from sandbox.discord.voice.transport import KEY

BUFFERED = 200  # messages kept for a resume; Discord publishes no number
SEQUENCE = 1 << 16  # after which the numbers begin again
RESUMABLE_FOR = 60.0  # seconds without a connection; Discord publishes no number
FRAMES = 50  # of audio that are kept


class Wire(Protocol):
    """Where a session's messages go while a client is connected."""

    def send_frame(self, frame: str | bytes) -> None:
        """Send one frame."""
        ...


@dataclass(slots=True)
class Audio:
    """What came of a client by UDP, counted; the newest frames are kept as they were inside of the transport."""

    heard: int = 0
    refused: int = 0  # packets that its key did not open, or that came while it may not speak
    frames: deque[bytes] = field(default_factory=lambda: deque[bytes](maxlen=FRAMES))


class VoiceSession:
    """One client in a voice channel; it outlives its connection."""

    def __init__(self, guild_id: int, state: VoiceState, ssrc: int, *, dave_version: int, numbered: bool) -> None:
        self.guild_id = guild_id
        self.state = state
        self.ssrc = ssrc
        self.dave_version = dave_version  # 0 where there is no end-to-end encryption
        self.numbered = numbered  # since version 8 of the voice gateway
        self.wire: Wire | None = None
        self.left_at: float | None = None
        self.mode: str | None = None  # chosen with the protocol
        self.secret_key = secrets.token_bytes(KEY)
        self.address: tuple[str, int] | None = None  # where it says that it hears UDP
        self.speaking: int | None = None  # None until it said anything of it
        self.resumes = 0
        self.audio = Audio()
        self._seq = -1
        self._sent: deque[tuple[int, str | bytes]] = deque(maxlen=BUFFERED)

    @property
    def user_id(self) -> int:
        """Who this is."""
        return self.state.user_id

    @property
    def channel_id(self) -> int:
        """In which channel."""
        return self.state.channel_id

    @property
    def is_described(self) -> bool:
        """Whether it has chosen a protocol, and so is there for the others."""
        return self.mode is not None

    def send(self, op: VoiceOp, data: object, *, kept: bool = True) -> None:
        """Send a message; one that is `kept` has a number, and is sent again where it was lost."""
        payload: dict[str, Any] = {"op": int(op), "d": data}
        if kept and self.numbered:
            payload["seq"] = self._next()
        self._give(json.dumps(payload, separators=(",", ":")), kept=kept)

    def send_binary(self, op: VoiceOp, data: bytes) -> None:
        """Send a binary message, which always has a number."""
        self._give(self._next().to_bytes(2, "big") + bytes([op]) + data, kept=True)

    def can_replay_after(self, seq: int) -> bool:
        """Whether everything after the number `seq` is still known; -1 is before the first."""
        return seq == self._seq or any((number - 1) % SEQUENCE == seq % SEQUENCE for number, _ in self._sent)

    def resume(self, wire: Wire, seq: int) -> None:
        """Go on with a new connection: RESUMED, and since version 8 what came after the number `seq`."""
        self.wire, self.left_at = wire, None
        self.resumes += 1
        self.send(VoiceOp.RESUMED, None, kept=False)
        if not self.numbered:
            return
        numbers = [number for number, _ in self._sent]
        first = 0 if seq == -1 else len(numbers) if seq == self._seq else numbers.index((seq + 1) % SEQUENCE)
        for _, frame in tuple(self._sent)[first:]:
            wire.send_frame(frame)

    def _next(self) -> int:
        self._seq = (self._seq + 1) % SEQUENCE
        return self._seq

    def _give(self, frame: str | bytes, *, kept: bool) -> None:
        if kept:
            self._sent.append((self._seq, frame))
        if self.wire is not None:
            self.wire.send_frame(frame)
