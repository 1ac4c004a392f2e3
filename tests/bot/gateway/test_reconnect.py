"""The connection to Discord's gateway: how soon it is tried again, and what a heartbeat's delay is measured from."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

import pytest
from discord import backoff, gateway, shard
from discord.gateway import KeepAliveHandler

from bot.gateway import reconnect
from bot.gateway.reconnect import LONGEST_WAIT, PromptBackoff, PunctualKeepAlive, hold_connections

BETWEEN_BEATS = 41.25  # seconds


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def perf_counter(self) -> float:
        return self.seconds


class Socket:
    """What a heartbeat is sent through; the answer is there before whoever sent it goes on."""

    HEARTBEAT, sequence, _max_heartbeat_timeout = 1, 7, 60.0

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self.keep_alive: KeepAliveHandler | None = None
        self.answered = asyncio.Event()

    async def send_heartbeat(self, _: Any) -> None:
        assert self.keep_alive is not None
        self.keep_alive.tick()
        self.keep_alive.ack()
        self.keep_alive.stop()
        self.answered.set()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(gateway, "time", clock)
    monkeypatch.setattr(reconnect, "time", clock)
    return clock


@pytest.mark.parametrize(
    ("kind", "measured"),
    # discord.py's own measures from the heartbeat before; once it does not, ours has had its day.
    [(KeepAliveHandler, BETWEEN_BEATS), (PunctualKeepAlive, 0.0)],
)
async def test_a_heartbeat_that_is_answered_at_once_is_not_late(
    clock: Clock, caplog: pytest.LogCaptureFixture, kind: type[KeepAliveHandler], measured: float
) -> None:
    socket: Any = Socket()
    socket.keep_alive = keep_alive = kind(ws=socket, interval=0.01, shard_id=0)
    keep_alive.get_payload()  # the one that is sent when the connection begins
    keep_alive.ack()
    clock.seconds += BETWEEN_BEATS
    with caplog.at_level(logging.WARNING, "discord"):
        keep_alive.start()
        async with asyncio.timeout(20):
            await socket.answered.wait()
            await asyncio.to_thread(keep_alive.join)
    assert keep_alive.latency == measured
    assert ("behind" in caplog.text) is (measured > 0)


async def test_every_connection_is_held_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "KeepAliveHandler", KeepAliveHandler)
    monkeypatch.setattr(shard, "ExponentialBackoff", backoff.ExponentialBackoff)
    hold_connections()
    assert gateway.KeepAliveHandler is PunctualKeepAlive
    assert vars(shard)["ExponentialBackoff"] is PromptBackoff


def test_an_outage_of_any_length_is_over_within_seconds_of_its_end() -> None:
    prompt = PromptBackoff()
    waits = [prompt.delay() for _ in range(200)]
    assert max(waits) <= LONGEST_WAIT
    assert min(waits[20:]) > 0  # and nobody is asked without a pause
