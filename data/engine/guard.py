"""Knows whether a transaction is open: inside of one nothing may wait for a network, nor for a second transaction."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Generator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class _OpenTransaction:
    """A transaction that a task has open; tasks that it starts meanwhile see it too."""

    task: asyncio.Task[Any] | None
    over: bool = False


_current: ContextVar[_OpenTransaction | None] = ContextVar("current_transaction", default=None)


def transaction_is_open() -> bool:
    """Whether this task, or the one that started it, has a transaction open; then nothing may wait for a network."""
    current = _current.get()
    return current is not None and not current.over


def refuse_a_second() -> None:
    """Raise RuntimeError where this task has a transaction open already."""
    before = _current.get()
    if before is not None and not before.over and before.task is _this_task():
        # The inner one would wait for the outer one, or would not see what it wrote.
        raise RuntimeError("a transaction is open in this task already")


@contextlib.contextmanager
def note_open() -> Generator[None]:
    """Let it be known that this task has a transaction open, until the block ends."""
    before, here = _current.get(), _OpenTransaction(_this_task())
    _current.set(here)
    try:
        yield
    finally:
        here.over = True
        _current.set(before)


def _this_task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:  # the database's thread has no event loop
        return None
