"""An event loop that never waits: its time jumps to the next timer, and a seeded random decides whose step is next.

Every simulated process has a lane of its own. Within a lane, what was called sooner runs sooner, as in any event loop;
between lanes the order is drawn. So all that is permuted is what two machines could do in any order.
"""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import inspect
import struct
from collections import deque
from contextvars import Context, ContextVar, copy_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from random import Random

T = TypeVar("T")

DRAINS = 50  # rounds in which what was cancelled may come to its end


class NothingLeft(RuntimeError):
    """Somebody waits, and nothing will ever happen."""


class Lane:
    """What one process is about to do, in its order; a `held` one does nothing, and a `dead` one never will."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.handles: deque[asyncio.Handle] = deque()
        self.tasks: dict[asyncio.Task[Any], None] = {}
        self.is_held = False
        self.is_dead = False
        self._prune_at = 64

    def add(self, task: asyncio.Task[Any]) -> None:
        """Remember a task for as long as it runs."""
        if len(self.tasks) >= self._prune_at:
            self.tasks = {known: None for known in self.tasks if not known.done()}
            self._prune_at = 2 * len(self.tasks) + 64
        self.tasks[task] = None


_lane: ContextVar[Lane | None] = ContextVar("lane", default=None)


def current_lane() -> Lane | None:
    """Whose step this is; None outside of every lane."""
    return _lane.get()


def context_of(lane: Lane) -> Context:
    """A context in which everything belongs to this lane."""
    context = copy_context()
    context.run(_lane.set, lane)
    return context


class SimulatedLoop(asyncio.BaseEventLoop):
    """Runs tasks in virtual time, in seconds from 0; `trace` is a digest of all that was done."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self._random = random
        self._now = 0.0
        self.world = Lane("world")
        self._lanes = [self.world]
        self._timers: list[asyncio.TimerHandle] = []
        self._cancelled_timers = 0
        self.steps = 0
        self._digest = hashlib.blake2b(digest_size=8)
        self.set_exception_handler(self._keep_error)
        self.errors: list[str] = []  # what nobody has caught

    @property
    def trace(self) -> str:
        """The digest of every step so far: equal for two runs that did the same."""
        return self._digest.hexdigest()

    def note(self, *words: object) -> None:
        """Let the trace depend on these words as well."""
        self._digest.update(repr(words).encode())

    def time(self) -> float:
        """Virtual seconds."""
        return self._now

    def jump(self, seconds: float) -> None:
        """Let time pass in which nobody does anything, as while the machine sleeps."""
        self._now += seconds

    def new_lane(self, name: str) -> Lane:
        """A lane for another process."""
        lane = Lane(name)
        self._lanes.append(lane)
        return lane

    def start(self, lane: Lane, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin a task that belongs to this lane."""
        return self.create_task(coroutine, context=context_of(lane))

    def call_in(self, lane: Lane, delay: float, callback: Callable[..., object], *args: Any) -> asyncio.TimerHandle:
        """Call after `delay` seconds, as a step of this lane."""
        return self.call_later(delay, callback, *args, context=context_of(lane))

    def kill(self, lane: Lane) -> None:
        """End a lane at once, as `kill -9` does; whatever it does from now on must reach nobody.

        Its tasks are run to their ends here, cancelled, so that none of them is left lying about. Called from no task.
        """
        lane.is_dead = True
        self._lanes.remove(lane)
        for _ in range(DRAINS):
            running = [task for task in lane.tasks if not task.done()]
            for task in running:
                task.cancel()
            while lane.handles:
                handle = lane.handles.popleft()
                if not handle.cancelled():
                    handle._run()
            if not running:
                break
        for task in lane.tasks:
            if not task.done():
                coroutine = task.get_coro()
                if inspect.iscoroutine(coroutine) and inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED:
                    coroutine.close()  # it never began
                task._log_destroy_pending = False  # pyright: ignore[reportAttributeAccessIssue] - asyncio's stubs leave it out
            elif not task.cancelled():
                task.exception()  # which the process would have looked at next
        lane.tasks.clear()
        lane.handles.clear()
        self._timers = [timer for timer in self._timers if _lane_of(timer) is not lane]
        heapq.heapify(self._timers)

    def create_task(  # pyright: ignore[reportIncompatibleMethodOverride] - the stubs differ by version
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        task = asyncio.Task(coro, loop=self, name=name, context=context)
        lane = _lane.get() if context is None else context.get(_lane)
        (lane or self.world).add(task)
        return task

    def run_in_executor(self, executor: object, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # pyright: ignore[reportIncompatibleMethodOverride] - the stubs differ by version
        done: asyncio.Future[T] = self.create_future()

        def run() -> None:
            if done.cancelled():
                return
            try:
                done.set_result(func(*args))
            except Exception as error:  # noqa: BLE001 - raised where it is awaited
                done.set_exception(error)

        self.call_soon(run)
        return done

    def call_at(self, when: float, callback: Any, *args: Any, context: Context | None = None) -> asyncio.TimerHandle:
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        timer._scheduled = True  # pyright: ignore[reportAttributeAccessIssue] - asyncio's stubs leave it out
        heapq.heappush(self._timers, timer)
        return timer

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._cancelled_timers += 1
        if self._cancelled_timers > 200 and self._cancelled_timers * 2 > len(self._timers):
            self._timers = [timer for timer in self._timers if not timer.cancelled()]
            heapq.heapify(self._timers)
            self._cancelled_timers = 0

    def _call_soon(self, callback: Any, args: Any, context: Context | None) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        (_lane_of(handle) or self.world).handles.append(handle)
        return handle

    def call_soon_threadsafe(self, callback: Any, *args: Any, context: Context | None = None) -> asyncio.Handle:
        return self._call_soon(callback, args, context)

    def _run_once(self) -> None:
        ready = [lane for lane in self._lanes if lane.handles and not lane.is_held]
        if not ready:
            self._advance()
            return
        lane = ready[0] if len(ready) == 1 else ready[self._random.randrange(len(ready))]
        handle = lane.handles.popleft()
        if not handle.cancelled():
            self.steps += 1
            self._digest.update(lane.name.encode())
            handle._run()

    def _advance(self) -> None:
        """Go to the next timer, and let everything that is due be ready."""
        while self._timers and self._timers[0].cancelled():
            heapq.heappop(self._timers)
            self._cancelled_timers = max(0, self._cancelled_timers - 1)
        if not self._timers:
            raise NothingLeft(f"at {self._now:.3f} s")
        self._now = max(self._now, self._timers[0].when())
        self._digest.update(struct.pack("d", self._now))
        while self._timers and self._timers[0].when() <= self._now:
            timer = heapq.heappop(self._timers)
            lane = _lane_of(timer) or self.world
            if not timer.cancelled() and not lane.is_dead:
                lane.handles.append(timer)

    def _keep_error(self, _loop: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
        lane = current_lane()
        if lane is None or not lane.is_dead:
            self.errors.append(f"{about.get('message')}: {about.get('exception')!r}")


def _lane_of(handle: asyncio.Handle) -> Lane | None:
    context: Context = handle._context  # pyright: ignore[reportAttributeAccessIssue] - asyncio's stubs leave it out
    return context.get(_lane)
