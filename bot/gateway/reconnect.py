"""How the connection to Discord's gateway is held: soon back after an outage, and with heartbeats that measure rightly.

discord.py 2.7.1 waits up to 17 minutes between two tries, and measures a heartbeat's way from the one before, where the
answer outruns its own thread.
"""

from __future__ import annotations

import time
from typing import Any, Literal

from discord import gateway, shard
from discord.backoff import ExponentialBackoff
from discord.gateway import KeepAliveHandler

LONGEST_WAIT = 15.0  # seconds between two tries
APART = 5.5  # seconds between two sessions: Discord wants five (documentation: Gateway, Max Concurrency)
SHARD_LEASE = 10.0  # seconds for which a shard stays a process's own that is not heard of: nobody is answered meanwhile


class PromptBackoff(ExponentialBackoff[Literal[False]]):
    """Waits longer from try to try, but never longer than `LONGEST_WAIT`."""

    def delay(self) -> float:
        """Seconds until the next try."""
        return min(LONGEST_WAIT, super().delay())


class PunctualKeepAlive(KeepAliveHandler):
    """Sends the heartbeats, and measures each from the moment before it was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_at = self._last_send

    def get_payload(self) -> dict[str, Any]:
        """The heartbeat that is sent now."""
        self._asked_at = time.perf_counter()
        return super().get_payload()

    def ack(self) -> None:
        """Note that the heartbeat was answered; the thread that sent it may not know yet that it did."""
        self._last_send = self._asked_at
        super().ack()


def hold_connections() -> None:
    """Let discord.py hold every connection of this process so."""
    gateway.KeepAliveHandler = PunctualKeepAlive
    shard.ExponentialBackoff = PromptBackoff  # pyright: ignore[reportPrivateImportUsage] - where it is looked up
