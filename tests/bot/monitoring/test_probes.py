"""Alive and ready are said part by part, and only what a process cannot work without makes it unready."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.concurrency.pulse import GRACE, START, Pulse
from bot.monitoring import probes
from bot.monitoring.probes import VendorWatch
from bot.musicapi.client import Exchange

if TYPE_CHECKING:
    from bot.gateway.client import Encore
    from tests.bot.conftest import Studio


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def lines(loops: dict[str, Pulse]) -> list[str]:
    return [finding.line for finding in probes.find_loops(loops)]


def test_each_loop_is_named() -> None:
    clock = Clock()
    loops = {"Poller": Pulse(clock), "Courier": Pulse(clock)}
    assert lines(loops) == ["ok Poller: begins", "ok Courier: begins"]
    assert probes.find_start(loops).line == "NOT start: waits for Poller, Courier"
    loops["Poller"].beat(5.0)
    assert lines(loops) == ["ok Poller: goes round", "ok Courier: begins"]
    clock.now += START
    assert lines(loops) == [f"NOT Poller: {START - 5:.0f} s late", "NOT Courier: has not begun"]
    for pulse in loops.values():
        pulse.beat()
    clock.now += GRACE - 1
    assert lines(loops) == ["ok Poller: goes round", "ok Courier: goes round"]
    assert probes.find_start(loops).line == "ok start: over"


@pytest.mark.parametrize(
    ("held", "closed", "line"),
    [
        (0, [], "ok discord: answered by another process"),
        (2, [], "NOT discord: 0 of 2 shards connected"),
        (2, [False], "NOT discord: 1 of 2 shards connected"),  # the other one waits for its turn
        (2, [False, True], "NOT discord: 1 of 2 shards connected"),
        (2, [False, False], "ok discord: 2 of 2 shards connected"),
    ],
)
def test_discord_is_needed_for_all_shards_that_this_process_has(held: int, closed: list[bool], line: str) -> None:
    def is_closed(is_so: bool) -> Any:
        return SimpleNamespace(is_closed=lambda: is_so)

    shards = dict(enumerate(map(is_closed, closed)))
    # There are four in all: what a process left, and what others have, is not its own to connect.
    client = SimpleNamespace(shard_count=4, connections=range(held), shards=shards)
    assert probes.find_discord(cast("Encore", client)).line == line


async def test_the_database_answers_or_does_not(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await probes.find_database(studio.context)).is_good

    async def fail(*_: object) -> None:
        raise ConnectionError("a password, perhaps")

    monkeypatch.setattr(studio.database, "read", fail)
    assert (await probes.find_database(studio.context)).line == "NOT database: ConnectionError"

    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(studio.database, "read", hang)
    monkeypatch.setattr(probes, "DATABASE_TIMEOUT", 0.01)
    assert (await probes.find_database(studio.context)).line == "NOT database: no answer within 0 s"


def test_musicapi_is_what_it_answered_last() -> None:
    clock = Clock()
    vendor = VendorWatch(clock)
    assert vendor.find().line == "ok musicapi: not asked yet"
    vendor.hear(Exchange("GET", "sonic/task/x", 429, 1.0))
    assert vendor.find().line == "ok musicapi: answered 429"
    vendor.hear(Exchange("GET", "sonic/task/x", 502, 1.0))
    clock.now += 30
    vendor.hear(Exchange("GET", "sonic/task/x", None, 1.0))
    assert vendor.find().line == "NOT musicapi: in trouble for 30 s"
    vendor.hear(Exchange("GET", "sonic/task/x", 200, 1.0))
    assert vendor.find().line == "ok musicapi: answered 200"
