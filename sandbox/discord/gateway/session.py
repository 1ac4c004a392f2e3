"""A gateway session: what one shard was sent, kept for a while so that a broken connection can be resumed."""

from __future__ import annotations

import json
import secrets
from collections import deque
from typing import Protocol

from sandbox.discord.entities import Payload
from sandbox.discord.gateway.authenticator import Identity
from sandbox.discord.snowflake import shard_of

REPLAYED = 500  # events kept for a resume; Discord publishes no number
RESUMABLE_FOR = 180.0  # seconds without a connection; the documentation says "a few minutes"


class Transport(Protocol):
    """Where a session's events go while a client is connected."""

    def send(self, payload: str) -> None:
        """Send one payload."""
        ...


class Session:
    """One identified shard, `shard` of `shards`; it outlives its connection."""

    def __init__(self, identity: Identity, transport: Transport) -> None:
        self.id = secrets.token_hex(16)
        self.shard = identity.shard
        self.shards = identity.shards
        self.intents = identity.intents
        self.transport: Transport | None = transport
        self.seq = 0
        self.resumes = 0
        self.left_at: float | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAYED)

    @property
    def is_connected(self) -> bool:
        """Whether a client listens at this moment."""
        return self.transport is not None

    def hears_of(self, guild_id: int | None) -> bool:
        """Whether events of this guild go to this shard; what belongs to no guild goes to shard 0."""
        return self.shard == (0 if guild_id is None else shard_of(guild_id, self.shards))

    def dispatch(self, event: str, data: Payload) -> None:
        """Number the event, keep it for a replay, and send it if a client is connected."""
        self.seq += 1
        payload = json.dumps({"t": event, "s": self.seq, "op": 0, "d": data}, separators=(",", ":"))
        self._sent.append((self.seq, payload))
        if self.transport is not None:
            self.transport.send(payload)

    def can_replay_from(self, seq: int) -> bool:
        """Whether everything after `seq` is still known."""
        return seq == self.seq or (bool(self._sent) and self._sent[0][0] <= seq + 1)

    def resume(self, transport: Transport, seq: int) -> None:
        """Send what came after `seq` through the new connection, then RESUMED, and stay on it."""
        self.transport, self.left_at = transport, None
        self.resumes += 1
        for number, payload in tuple(self._sent):
            if number > seq:
                transport.send(payload)
        self.dispatch("RESUMED", {"_trace": ["sandbox"]})

    def leave(self, now: float) -> None:
        """Keep what comes from now on for a client that may return."""
        self.transport, self.left_at = None, now

    def has_timed_out(self, now: float) -> bool:
        """Whether the client stayed away for too long."""
        return self.left_at is not None and now - self.left_at > RESUMABLE_FOR
