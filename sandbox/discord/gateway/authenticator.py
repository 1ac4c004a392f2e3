"""Whether a client may begin a session: its token, intents and shard, and how often it has begun one.

Source: Discord's gateway documentation, "Sharding for Large Bots", "Max Concurrency" and "Session Start Limit".
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sandbox.discord.gateway import intents
from sandbox.discord.gateway.opcodes import CloseCode, Closing
from sandbox.discord.snowflake import shard_of
from sandbox.discord.world import DiscordWorld

DAY = 86_400.0
GUILDS_PER_SHARD = 2500


@dataclass(frozen=True, slots=True)
class Identity:
    """What a client identified as."""

    shard: int
    shards: int
    sharded: bool  # whether it named its shard
    intents: int
    compress: bool


class Authenticator:
    """Reads the IDENTIFYs of one bot; `interval` seconds must pass between two of one concurrency bucket."""

    def __init__(self, world: DiscordWorld, interval: float) -> None:
        self.interval = interval
        self._world = world
        self._last: dict[int, float] = {}
        self.came_too_soon = 0  # IDENTIFYs

    def read(self, data: dict[str, Any]) -> Identity:
        """The identity that the payload claims; raises Closing where Discord would close the connection."""
        self.check_token(data)
        if not isinstance(data.get("properties"), dict):
            raise Closing(CloseCode.DECODE_ERROR)
        wanted = self._intents(data.get("intents"))
        shard, shards = self._shard(data.get("shard"))
        return Identity(shard, shards, "shard" in data, wanted, data.get("compress") is True)

    def check_token(self, data: dict[str, Any]) -> None:
        """Refuse what does not carry the bot's token."""
        if data.get("token") != self._world.token:
            raise Closing(CloseCode.AUTHENTICATION_FAILED)

    def too_soon(self, shard: int) -> bool:
        """Whether this shard's bucket has identified within the interval; otherwise it counts as doing so now."""
        bucket, now = shard % self._world.session_starts.max_concurrency, self._world.clock.now()
        if bucket in self._last and now - self._last[bucket] < self.interval:
            self.came_too_soon += 1
            return True
        self._last[bucket] = now
        return False

    def count_start(self) -> bool:
        """Count one session of today's; False when there was none left, and so the token has been reset."""
        starts, now = self._world.session_starts, self._world.clock.now()
        if now >= starts.resets_at:
            starts.remaining, starts.resets_at = starts.total, now + DAY
        if starts.remaining <= 0:
            self._world.token = secrets.token_urlsafe(50)
            return False
        starts.remaining -= 1
        return True

    def _intents(self, asked: object) -> int:
        if not isinstance(asked, int) or asked < 0 or asked & ~intents.KNOWN:
            raise Closing(CloseCode.INVALID_INTENTS)
        if intents.is_disallowed(asked, self._world.application_flags):
            raise Closing(CloseCode.DISALLOWED_INTENTS)
        return asked

    def _shard(self, asked: object) -> tuple[int, int]:
        match asked:
            case None:
                shard, shards = 0, 1
            case [int(shard), int(shards)] if 0 <= shard < shards:
                pass
            case _:
                raise Closing(CloseCode.INVALID_SHARD)
        # A bot that is large: "the number of shards must be a multiple" of what Discord recommends.
        if shards % self._world.shards_multiple:
            raise Closing(CloseCode.INVALID_SHARD)
        handled = sum(shard_of(guild.id, shards) == shard for guild in self._world.bot_guilds())
        if handled > GUILDS_PER_SHARD:  # "the session would have handled too many guilds"
            raise Closing(CloseCode.SHARDING_REQUIRED)
        return shard, shards
