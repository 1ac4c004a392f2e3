"""Discord's ids: unique, ordered, and telling when they were made (documentation: Reference, Snowflakes)."""

from __future__ import annotations

from sandbox.wire.clock import Clock

EPOCH_MS = 1_420_070_400_000  # the first second of 2015
STEP_BITS = 22  # below the milliseconds: 5 bits worker, 5 bits process, 12 bits of a count


class Snowflakes:
    """Hands out ids that only grow, however fast they are asked for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """A new id, made now; where time stands still, a step above the last."""
        now = (int(self._clock.now() * 1000) - EPOCH_MS) << STEP_BITS
        self._last = max(now, self._last + 1)
        return self._last


def made_at(snowflake: int) -> float:
    """When an id was made, in Unix seconds."""
    return ((snowflake >> STEP_BITS) + EPOCH_MS) / 1000


def shard_of(guild_id: int, shards: int) -> int:
    """The shard that hears of a guild (documentation: Gateway, Sharding)."""
    return (guild_id >> STEP_BITS) % shards
