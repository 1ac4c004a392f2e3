"""The vendor's calls to its customers when a task ends (musicapi.md 8): signed, and not to be relied on."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Self

import httpx

from sandbox.musicapi.dice import dice, new_uuid
from sandbox.musicapi.habits import Habits
from sandbox.musicapi.works import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sandbox.musicapi.orders import Orders
    from sandbox.musicapi.works import Task
    from sandbox.wire.clock import Clock

Event = Literal["song.completed", "song.streaming", "song.failed"]
# The families that call, by what their calls name them; riffusion and studio are not among the guide's platforms.
PLATFORMS = {"sonic": "suno", "producer": "producer", "nuro": "nuro"}
DEFAULT_SECRET = "the vendor's own"  # noqa: S105 - signs where a create gave none; no customer knows the real one
FAILURES = ("failed", "timeout", "forbidden", "api_error")
# Nobody there, nobody quick enough, or no address at all: as good as a refusal.
UNANSWERED = (httpx.HTTPError, httpx.InvalidURL, ValueError)
LOOK = 0.05  # real seconds between two looks at what is due
REMEMBERED = 1_000  # calls; a bound, so that a sandbox left running does not grow


@dataclass(frozen=True, slots=True)
class Promise:
    """A task whose end is to be told at `url`; its stream, if at all, from `streams_at` on."""

    task: Task
    url: str
    secret: str
    streams_at: float


@dataclass(frozen=True, slots=True)
class Call:
    """One event on its way, due `at`; `stamp` is the time-stamp of its first try, 0 before it."""

    promise: Promise
    event: Event
    webhook_id: str
    body: bytes
    at: float
    tries: int = 0
    stamp: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """One POST that went out; `status` is what was answered, 0 for nothing, after so many real seconds."""

    task_id: str
    event: Event
    url: str
    headers: dict[str, str]
    body: bytes
    status: int
    seconds: float


class Callbacks:
    """Keeps what was promised, and calls while it is entered as an async context manager.

    `look` says what a poll of the moment would be told. The time-stamp of a call is real time, whatever the world's
    clock says: the customer checks it by a clock of their own.
    """

    def __init__(self, clock: Clock, look: Callable[[Task], dict[str, Any]], orders: Orders, *, seed: int = 0) -> None:
        self.habits = Habits.drawn(seed)
        self.sent: deque[Sent] = deque(maxlen=REMEMBERED)
        self.listeners: list[Callable[[Sent], None]] = []
        self._clock = clock
        self._look = look
        self._orders = orders
        self._promises: list[Promise] = []
        self._calls: list[Call] = []
        self._promised = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._http: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._http = httpx.AsyncClient(timeout=self.habits.patience, trust_env=False)
        self._watch = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = [task for task in (self._watch, *self._under_way) if task is not None]
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.aclose()
        self._watch = self._http = None
        for end in ends:
            if isinstance(end, Exception):  # whatever broke here is not to pass for silence
                raise end

    def promise(self, task: Task, url: str, secret: str) -> None:
        """Call `url` when the task ends; its family may not be one that calls."""
        if task.commission.family not in PLATFORMS:
            return
        rng = dice("streams", task.draw)
        named, ends = min(clip.named_at for clip in task.clips), min(clip.ends_at for clip in task.clips)
        streams = task.commission.family == "sonic" and task.partial == "named" and ends != NEVER  # names them early
        streams_at = (named + ends) / 2 if streams and rng.random() < self.habits.streams else NEVER
        self._promises.append(Promise(task, url, secret or DEFAULT_SECRET, streams_at))
        self._promised.set()

    async def tick(self) -> None:
        """Make every call that is due, and return once each was answered or given up."""
        self._start_due()
        await asyncio.gather(*self._under_way)

    async def _run(self) -> None:
        while True:
            await self._promised.wait()
            self._start_due()
            if not self._promises and not self._calls:
                self._promised.clear()
            await asyncio.sleep(LOOK)

    def _start_due(self) -> None:
        now = self._clock.now()
        for promise in tuple(self._promises):
            self._notice(promise, now)
        due = [call for call in self._calls if call.at <= now]
        self._calls = [call for call in self._calls if call.at > now]
        for call in due:
            under_way = asyncio.create_task(self._send(call))
            self._under_way.add(under_way)
            under_way.add_done_callback(self._under_way.discard)

    def _notice(self, promise: Promise, now: float) -> None:
        """Put the calls on their way that what has become of the task gives rise to."""
        task, rng = promise.task, dice("calls", promise.task.draw)
        lag, late = rng.uniform(0.0, self.habits.lag), rng.random() < self.habits.late_streams
        if now >= task.ends_at:
            self._promises.remove(promise)
            self._end(promise, now + lag, rng)
        elif now >= promise.streams_at:
            self._promises[self._promises.index(promise)] = replace(promise, streams_at=NEVER)
            ended = max(clip.url_at for clip in task.clips)
            self._queue(promise, "song.streaming", ended + lag + 2.0 if late and ended != NEVER else now)

    def _end(self, promise: Promise, at: float, rng: Random) -> None:
        lost = promise.task.failure is not None or all(clip.fails for clip in promise.task.clips)
        order = self._orders.callback()
        if order.lost:
            return
        call = self._queue(promise, "song.failed" if lost else "song.completed", at + order.delay)
        again = order.repeats or (rng.random() < self.habits.twice)
        self._calls += [replace(call, at=call.at + 1.0 + number) for number in range(again)]

    def _queue(self, promise: Promise, event: Event, at: float) -> Call:
        # Compact and in UTF-8, as no Python writes JSON by itself: who signs what they read anew, signs something else.
        body = json.dumps(self._body(promise.task, event), ensure_ascii=False, separators=(",", ":")).encode()
        call = Call(promise, event, new_uuid(dice("call", promise.task.task_id, event)), body, at)
        self._calls.append(call)
        self._promised.set()
        return call

    def _body(self, task: Task, event: Event) -> dict[str, Any]:
        about = {"task_id": task.task_id, "platform": PLATFORMS[task.commission.family], "event": event}
        if event == "song.failed":
            kind = "failed" if task.failure is None else task.failure.kind
            reason = task.clips[0].reason if task.failure is None else task.failure.reason
            kind = kind if kind in FAILURES else "timeout"
            return {**about, "type": kind, "message": reason, "refund_processed": True}
        told = self._look(task)
        if event == "song.streaming":
            told["message"] = "streaming"
        if task.commission.family == "nuro":  # says more than a poll does
            told |= {"prompt": task.commission.prompt, "theme": "", "instrument": ""}
        return {**told, **about}

    async def _send(self, call: Call) -> None:
        if self._http is None:
            return
        stamp = call.stamp if call.stamp and not self.habits.stamps_anew else int(time.time())
        headers = signed(call.body, call.promise.secret, call.event, call.webhook_id, stamp)
        status, started = 0, time.monotonic()
        with suppress(*UNANSWERED):
            status = (await self._http.post(call.promise.url, content=call.body, headers=headers)).status_code
        taken = time.monotonic() - started
        sent = Sent(call.promise.task.task_id, call.event, call.promise.url, headers, call.body, status, taken)
        self.sent.append(sent)
        for listener in self.listeners:
            listener(sent)
        if not 200 <= status < 300 and call.tries < self.habits.retries:
            pause = self.habits.pause * 2**call.tries
            self._calls.append(replace(call, at=self._clock.now() + pause, tries=call.tries + 1, stamp=stamp))
            self._promised.set()


def signed(body: bytes, secret: str, event: str, webhook_id: str, stamp: int) -> dict[str, str]:
    """The headers of a call: its signature is over the time-stamp, a full stop and the raw body."""
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Webhook-Id": webhook_id,
        "Idempotency-Key": webhook_id,
        "X-Webhook-Event": event,
        "X-Webhook-Timestamp": str(stamp),
        "X-Webhook-Signature": f"sha256={signature}",
    }
