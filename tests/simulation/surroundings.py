"""What surrounds a world while it runs: its time and chance in place of the machine's, and a watch over the log."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from random import Random
from string import ascii_lowercase
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery import attachments, courier
from bot.jobs import intake
from bot.workers import poller, submitter
from data.engine import sqlite_pool
from tests.simulation.hands import token_hand
from tests.simulation.loop import current_lane
from tests.simulation.vendor import vendors_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.media.sniff import Container
    from bot.media.spool import SpooledFile
    from tests.simulation.world import World


class Watch(logging.Handler):
    """Takes what the bot logs as an error that nobody foresaw for a broken rule."""

    FORESEEN = ("create_orphaned", "answer_orphaned", "create_lost", "create_unwritten", "delivery_impossible")
    FORESEEN_TOO = ("operator_told", "refusal_overtaken", "task_taken")

    def __init__(self, world: World) -> None:
        super().__init__(logging.INFO)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        lane = current_lane()
        if lane is not None and lane.is_dead:
            return
        event = record.msg.partition(" ")[0]
        if event == "webhook_accepted":
            self._world.note_accepted(record.args)
        if record.levelno < logging.WARNING:
            return
        self._world.logged[event] += 1
        process = next((each for each in self._world.processes if each.lane is lane), None)
        is_trouble = process is not None and process.has_database_trouble
        if event == "interaction_failed" and record.exc_info and isinstance(record.exc_info[1], discord.NotFound):
            return  # the answer never arrived, and there is nothing to answer to any more
        if record.exc_info and not is_trouble:
            self._world.break_rule(f"logged: {record.getMessage()} {record.exc_info[1]!r}")
        elif record.levelno >= logging.ERROR and event not in self.FORESEEN + self.FORESEEN_TOO and not is_trouble:
            self._world.break_rule(f"logged: {record.getMessage()}")


class WorldClock:
    """The world's time for the simulated vendor."""

    def __init__(self, world: World) -> None:
        self.now = world.now

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


async def _fit_here(audio: SpooledFile, container: Container, limit: int, smaller: SpooledFile) -> Container:
    """In place of an encoder in a process of its own: the first bytes, which look like the same kind of file."""
    smaller.write_at(0, audio.read_at(0, limit))
    smaller.measure()
    return container


@contextlib.contextmanager
def worlds_time(world: World) -> Iterator[None]:
    """Put the world's time and chance where the product asks the machine's, and its Discord under the cogs."""
    tokens = Random(f"{world.seed}/tokens")
    secrets = SimpleNamespace(token_urlsafe=lambda _count: "".join(tokens.choices(ascii_lowercase, k=32)))
    clock = SimpleNamespace(monotonic=world.loop.time)
    places: list[tuple[Any, str, Any]] = [
        (intake, "secrets", secrets),
        (sqlite_pool, "time", clock),
        (discord.Webhook, "partial", staticmethod(token_hand)),
        (attachments, "fit_apart", _fit_here),
        # How often the table is looked through for what nobody told: most of what an idle process does.
        (submitter, "IDLE_WAIT", world.idle),
        (poller, "CATCH_UP", world.idle),
        (courier, "CATCH_UP", world.idle),
    ]
    before = [(place, name, place.__dict__[name]) for place, name, _ in places]
    for place, name, value in places:
        setattr(place, name, value)
    gc.disable()  # when it runs depends on what was run before
    try:
        with vendors_time(world):
            yield
    finally:
        gc.enable()
        for place, name, value in before:
            setattr(place, name, value)


@contextlib.contextmanager
def quiet(watch: Watch) -> Iterator[None]:
    """Show nothing of what the bot logs but to the watch."""
    loggers = [logging.getLogger(name) for name in ("bot", "cogs", "data", "bot.webhooks.receiver")]
    before = [(logger, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO if logger is loggers[-1] else logging.WARNING)
        logger.propagate = False
        logger.addHandler(watch)
    try:
        yield
    finally:
        for logger, level, propagate in before:
            logger.removeHandler(watch)
            logger.setLevel(level)
            logger.propagate = propagate
