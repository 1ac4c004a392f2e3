"""The vendor's webhooks to its customers when a task ends (musicapi.md 8): signed, and not to be relied on."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal, Self

import httpx

from sandbox.musicapi.family import Family
from sandbox.musicapi.orders import Orders
from sandbox.musicapi.rng import new_uuid, seeded
from sandbox.musicapi.webhook_policy import WebhookPolicy
from sandbox.musicapi.works import NEVER, Task
from sandbox.wire.clock import Clock

Event = Literal["song.completed", "song.streaming", "song.failed"]
DEFAULT_SECRET = "the vendor's own"  # noqa: S105 - signs where a create gave none; no customer knows the real one
FAILURES = ("failed", "timeout", "forbidden", "api_error")
# Nobody there, nobody quick enough, or no address at all: as good as a refusal.
UNANSWERED = (httpx.HTTPError, httpx.InvalidURL, ValueError)
INTERVAL = 0.05  # real seconds between two checks of what is due
REMEMBERED = 1_000  # webhooks; a bound, so that a sandbox left running does not grow


@dataclass(frozen=True, slots=True)
class Subscription:
    """A task whose end is to be told at `url`; its stream, if at all, from `streams_at` on."""

    task: Task
    url: str
    secret: str
    streams_at: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way, due `at`; `stamp` is the time-stamp of its first try, 0 before it."""

    subscription: Subscription
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


class Webhooks:
    """Keeps who asked to be told, and tells them while it is entered as an async context manager.

    `poll` says what a poll of the moment would be told. The time-stamp of a webhook is real time, whatever the world's
    clock says: the customer checks it by a clock of their own.
    """

    def __init__(
        self,
        clock: Clock,
        families: Mapping[str, Family],
        poll: Callable[[Task], dict[str, Any]],
        orders: Orders,
        policy: WebhookPolicy,
    ) -> None:
        self.policy = policy
        self.sent: deque[Sent] = deque(maxlen=REMEMBERED)
        self.listeners: list[Callable[[Sent], None]] = []
        self._clock = clock
        self._families = families
        self._poll = poll
        self._orders = orders
        self._subscriptions: list[Subscription] = []
        self._deliveries: list[Delivery] = []
        self._wakes = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._http: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._http = httpx.AsyncClient(timeout=self.policy.timeout, trust_env=False)
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

    def subscribe(self, task: Task, url: str, secret: str) -> None:
        """Tell `url` when the task ends; its family may not be one that sends webhooks."""
        family = self._families[task.commission.family]
        if not family.platform:
            return
        rng = seeded("streams", task.draw)
        named, ends = min(clip.named_at for clip in task.clips), min(clip.ends_at for clip in task.clips)
        streams = family.streams and task.partial == "named" and ends != NEVER  # names them early
        streams_at = (named + ends) / 2 if streams and rng.random() < self.policy.streams else NEVER
        self._subscriptions.append(Subscription(task, url, secret or DEFAULT_SECRET, streams_at))
        self._wakes.set()

    async def tick(self) -> None:
        """Send every webhook that is due, and return once each was answered or given up."""
        self._start_due()
        await asyncio.gather(*self._under_way)

    async def _run(self) -> None:
        while True:
            await self._wakes.wait()
            self._start_due()
            if not self._subscriptions and not self._deliveries:
                self._wakes.clear()
            await asyncio.sleep(INTERVAL)

    def _start_due(self) -> None:
        now = self._clock.now()
        for subscription in tuple(self._subscriptions):
            self._notice(subscription, now)
        due = [delivery for delivery in self._deliveries if delivery.at <= now]
        self._deliveries = [delivery for delivery in self._deliveries if delivery.at > now]
        for delivery in due:
            under_way = asyncio.create_task(self._send(delivery))
            self._under_way.add(under_way)
            under_way.add_done_callback(self._under_way.discard)

    def _notice(self, subscription: Subscription, now: float) -> None:
        """Queue the webhooks that what has become of the task gives rise to."""
        task, rng = subscription.task, seeded("calls", subscription.task.draw)
        lag, late = rng.uniform(0.0, self.policy.lag), rng.random() < self.policy.late_streams
        if now >= task.ends_at:
            self._subscriptions.remove(subscription)
            self._end(subscription, now + lag, rng)
        elif now >= subscription.streams_at:
            self._subscriptions[self._subscriptions.index(subscription)] = replace(subscription, streams_at=NEVER)
            ended = max(clip.url_at for clip in task.clips)
            self._queue(subscription, "song.streaming", ended + lag + 2.0 if late and ended != NEVER else now)

    def _end(self, subscription: Subscription, at: float, rng: Random) -> None:
        lost = subscription.task.failure is not None or all(clip.fails for clip in subscription.task.clips)
        order = self._orders.webhook()
        if order.lost:
            return
        delivery = self._queue(subscription, "song.failed" if lost else "song.completed", at + order.delay)
        again = order.repeats or (rng.random() < self.policy.twice)
        self._deliveries += [replace(delivery, at=delivery.at + 1.0 + number) for number in range(again)]

    def _queue(self, subscription: Subscription, event: Event, at: float) -> Delivery:
        # Compact and in UTF-8, as no Python writes JSON by itself: who signs what they read anew, signs something else.
        body = json.dumps(self._body(subscription.task, event), ensure_ascii=False, separators=(",", ":")).encode()
        delivery = Delivery(subscription, event, new_uuid(seeded("call", subscription.task.task_id, event)), body, at)
        self._deliveries.append(delivery)
        self._wakes.set()
        return delivery

    def _body(self, task: Task, event: Event) -> dict[str, Any]:
        family = self._families[task.commission.family]
        about = {"task_id": task.task_id, "platform": family.platform, "event": event}
        if event == "song.failed":
            kind = "failed" if task.failure is None else task.failure.kind
            reason = task.clips[0].reason if task.failure is None else task.failure.reason
            kind = kind if kind in FAILURES else "timeout"
            return {**about, "type": kind, "message": reason, "refund_processed": True}
        told = self._poll(task)
        if event == "song.streaming":
            told["message"] = "streaming"
        return {**told, **family.webhook_fields(task), **about}

    async def _send(self, delivery: Delivery) -> None:
        if self._http is None:
            return
        stamp = delivery.stamp if delivery.stamp and not self.policy.stamps_anew else int(time.time())
        headers = signature_headers(
            delivery.body, delivery.subscription.secret, delivery.event, delivery.webhook_id, stamp
        )
        status, started = 0, time.monotonic()
        with suppress(*UNANSWERED):
            status = (
                await self._http.post(delivery.subscription.url, content=delivery.body, headers=headers)
            ).status_code
        taken = time.monotonic() - started
        subscription = delivery.subscription
        sent = Sent(subscription.task.task_id, delivery.event, subscription.url, headers, delivery.body, status, taken)
        self.sent.append(sent)
        for listener in self.listeners:
            listener(sent)
        if not 200 <= status < 300 and delivery.tries < self.policy.retries:
            pause = self.policy.pause * 2**delivery.tries
            again = replace(delivery, at=self._clock.now() + pause, tries=delivery.tries + 1, stamp=stamp)
            self._deliveries.append(again)
            self._wakes.set()


def signature_headers(body: bytes, secret: str, event: str, webhook_id: str, stamp: int) -> dict[str, str]:
    """The headers of a webhook: its signature is over the time-stamp, a full stop and the raw body."""
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Webhook-Id": webhook_id,
        "Idempotency-Key": webhook_id,
        "X-Webhook-Event": event,
        "X-Webhook-Timestamp": str(stamp),
        "X-Webhook-Signature": f"sha256={signature}",
    }
