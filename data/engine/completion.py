"""Waiting for what must not be abandoned half way."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def run_to_completion(step: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
    """Wait for a step of the driver to end, even when cancelled meanwhile; the cancellation is raised afterwards.

    A connection that is abandoned half way leaks its thread, and keeps its lock.
    """
    task = asyncio.ensure_future(step)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # seen: the cancellation is what the caller is told
        raise cancelled
    return task.result()
