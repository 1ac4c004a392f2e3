"""Who held which shard when, as Discord saw it: the gaps in which nobody heard a server, and any moment of two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.discord.gateway.gateway import Gateway


@dataclass(frozen=True)
class Gap:
    """A time in which nobody was connected as this shard; the world's seconds."""

    shard: int
    since: float
    until: float

    @property
    def seconds(self) -> float:
        """How long it was."""
        return self.until - self.since


class ShardWatch:
    """Looks at the sessions of a gateway whenever one begins or ends; `count` is how many shards there should be."""

    def __init__(self, gateway: Gateway, count: int, now: Callable[[], float]) -> None:
        self._gateway, self._count, self._now = gateway, count, now
        self._free_since: dict[int, float] = {}
        self._was_held = set[int]()
        self._over: list[Gap] = []
        self.doubled: list[str] = []  # what must never be
        self.sessions = 0  # that began or went on
        self._known = set[str]()
        gateway.listeners.append(self._look)

    def _look(self) -> None:
        now = self._now()
        connected = [session for session in self._gateway.sessions if session.is_connected]
        self._known.update(session.id for session in connected)
        self.sessions = len(self._known)
        if others := sorted({session.shards for session in connected} - {self._count}):
            self.doubled.append(f"somebody listens as a shard of {others} beside those of {self._count}")
        held = Counter(session.shard for session in connected)
        self.doubled += [f"shard {shard} has {count} holders" for shard, count in held.items() if count > 1]
        for shard in range(self._count):
            if held[shard]:
                self._was_held.add(shard)
                if (since := self._free_since.pop(shard, None)) is not None:
                    self._over.append(Gap(shard, since, now))
            elif shard in self._was_held:
                self._free_since.setdefault(shard, now)

    def are_all_held(self) -> bool:
        """Whether somebody listens on every shard at this moment."""
        return not self.free

    @property
    def free(self) -> list[int]:
        """The shards on which nobody listens at this moment."""
        return [shard for shard in range(self._count) if shard not in self._was_held or shard in self._free_since]

    def gaps(self) -> list[Gap]:
        """Every gap since a shard was held for the first time, those that are not over included."""
        now = self._now()
        return [*self._over, *(Gap(shard, since, now) for shard, since in self._free_since.items())]

    def was_held(self, shard: int, since: float, until: float) -> bool:
        """Whether somebody listened on a shard for the whole of that time."""
        return not any(gap.shard == shard and gap.since <= until and since <= gap.until for gap in self.gaps())
