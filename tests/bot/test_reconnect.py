"""The connection to Discord's gateway: how soon it is tried again, and what a heartbeat's delay is measured from."""

from __future__ import annotations

import asyncio
import logging
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from discord import backoff, gateway, shard
from discord.gateway import KeepAliveHandler

from bot import reconnect
from bot.client import Encore
from bot.reconnect import (
    APART,
    DAY,
    LONGEST_WAIT,
    PatientShard,
    PromptBackoff,
    PunctualKeepAlive,
    SessionPace,
    hold_connections,
)

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
    monkeypatch.setattr(shard, "Shard", shard.Shard)
    hold_connections()
    assert vars(shard)["Shard"] is PatientShard
    assert gateway.KeepAliveHandler is PunctualKeepAlive
    assert vars(shard)["ExponentialBackoff"] is PromptBackoff


def test_an_outage_of_any_length_is_over_within_seconds_of_its_end() -> None:
    prompt = PromptBackoff()
    waits = [prompt.delay() for _ in range(200)]
    assert max(waits) <= LONGEST_WAIT
    assert min(waits[20:]) > 0  # and nobody is asked without a pause


def test_sessions_begin_at_once_and_then_apart() -> None:
    now = 0.0
    pace = SessionPace(1000, lambda: now)
    assert pace.seconds_left() == 0
    pace.take()
    assert pace.seconds_left() == APART
    now += 2.0
    assert pace.seconds_left() == pytest.approx(APART - 2)
    now += 3600.0
    assert pace.seconds_left() == 0


@pytest.mark.parametrize("a_day", [1000, 2000])
def test_sessions_that_break_all_the_time_do_not_use_up_the_day(a_day: int) -> None:
    now, begun = 0.0, 0
    pace = SessionPace(a_day, lambda: now)
    while now < DAY:
        now += pace.seconds_left()
        pace.take()
        begun += 1
    assert a_day // 2 < begun < a_day * 0.65


@pytest.mark.parametrize("anew", [shard.EventType.reconnect, shard.EventType.identify])
async def test_a_shard_waits_for_its_session_before_it_connects_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, anew: int
) -> None:
    monkeypatch.setattr(reconnect, "WAITED_WHILE_CONNECTING", 0.0)
    monkeypatch.setattr(reconnect, "APART", 0.01)
    wanted: asyncio.Queue[shard.EventItem] = asyncio.Queue()
    ended = gateway.ReconnectWebSocket(0, resume=False)
    socket: Any = SimpleNamespace(shard_id=0)
    async with Encore() as client:
        client._reconnect = True
        client.session_pace = SessionPace(1000, lambda: 0.0)
        client.session_pace.take()
        waiting = PatientShard(socket, client, wanted.put_nowait)
        # It never connects: there is nobody to connect to, and what fails would be another event.
        await (waiting.reconnect() if anew == shard.EventType.reconnect else waiting.reidentify(ended))
        assert wanted.empty()
        async with asyncio.timeout(20):
            item = await wanted.get()
        assert (item.type, item.shard) == (anew, waiting)
        assert item.error is (ended if anew == shard.EventType.identify else None)


async def test_a_shard_that_ends_waits_no_more() -> None:
    socket: Any = SimpleNamespace(shard_id=0)
    async with Encore() as client:
        client._reconnect = True
        client.session_pace = SessionPace(1, lambda: 0.0)
        client.session_pace.take()
        waiting = PatientShard(socket, client, lambda _: None)
        await waiting.reconnect()
        task = waiting._task
        assert task is not None
        waiting._cancel_task()
        await asyncio.wait((task,), timeout=20)
        assert task.cancelled()
