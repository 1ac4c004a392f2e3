"""Running a command that whoever started it can stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from types import FrameType
from typing import Any, Final, TypeVar

T = TypeVar("T")

LIKE_CTRL_C: Final = (signal.SIGTERM, signal.SIGHUP)


def run_until_interrupted(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine as `asyncio.run` does, and let SIGTERM and SIGHUP stop it as Ctrl-C does.

    A signal that `default_int_handler` has cancels the coroutine, and raises KeyboardInterrupt once it has ended; a
    second one raises it at once, unless it is SIGHUP. Signals with any other handler, or that are ignored, are left
    alone.
    """
    task: asyncio.Task[T] | None = None
    is_interrupted = False

    def interrupt(number: int, _frame: FrameType | None) -> None:
        nonlocal is_interrupted
        if is_interrupted and number == signal.SIGHUP:
            return  # a terminal that closes has the kernel send it as well as the shell: nobody is impatient
        if task is None or is_interrupted:
            raise KeyboardInterrupt
        # Raised here, it would tear what the event loop is just doing, a library's task as well as the command's.
        is_interrupted = True
        if not task.done():
            task.get_loop().call_soon_threadsafe(task.cancel)

    async def begin() -> T:
        nonlocal task
        task = asyncio.current_task()
        return await main

    before = {number: signal.getsignal(number) for number in LIKE_CTRL_C}
    changed = [number for number, handler in before.items() if handler is signal.default_int_handler]
    for number in changed:
        signal.signal(number, interrupt)
    try:
        return asyncio.run(begin())
    except asyncio.CancelledError:
        if is_interrupted:
            raise KeyboardInterrupt from None
        raise
    finally:
        main.close()  # where it was interrupted before it began
        for number in changed:
            signal.signal(number, before[number])
