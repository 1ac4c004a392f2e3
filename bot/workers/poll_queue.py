"""Which task is polled when: each key's tasks in their own order, at the pace that the key has everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.concurrency.delay_queue import DelayQueue
from bot.context import Context
from bot.workers.poll_pace import PollBudget
from data.ids import JobId
from data.processes.poll_paces import PollPace


class PollQueue:
    """Jobs, each with the moment of its next poll; `changed` is set whenever one was given a moment.

    `key_of` names the key of a job that is scheduled. Where one key may ask nothing, the others go on.
    """

    def __init__(
        self, context: Context, per_second: float, changed: asyncio.Event, key_of: Callable[[JobId], str]
    ) -> None:
        self._context, self._per_second = context, per_second
        self._changed, self._key_of = changed, key_of
        self._due: dict[str, DelayQueue[JobId]] = {}
        self._budgets: dict[str, PollBudget] = {}

    def __contains__(self, job_id: JobId) -> bool:
        return any(job_id in due for due in self._due.values())

    def schedule(self, job_id: JobId, moment: datetime) -> None:
        """Poll this job at `moment`, and not when it was planned before."""
        self._of(job_id).schedule(job_id, moment)

    def bring_forward(self, job_id: JobId, moment: datetime) -> None:
        """Poll this job at `moment` at the latest."""
        self._of(job_id).bring_forward(job_id, moment)

    def discard(self, job_id: JobId) -> None:
        """Do not poll this job."""
        for due in self._due.values():
            due.discard(job_id)

    def hasten(self, moment: datetime) -> None:
        """Let everything that is planned for later be due at `moment`."""
        for due in self._due.values():
            due.hasten(moment)

    def hear(self, paces: Iterable[PollPace], now: datetime) -> None:
        """Take in how fast all processes together may ask."""
        for pace in paces:
            if pace.musicapi_key in self._budgets:
                self._budgets[pace.musicapi_key].hear(pace, now)

    async def pop(self, now: datetime) -> JobId | None:
        """Hand out a job whose poll is due and may begin now; None: there is none. Whoever begins it calls `count`."""
        for key, due in sorted(self._due.items(), key=lambda entry: entry[1].next_at() or now):
            if (moment := due.next_at()) is None or moment > now:
                continue
            if await self._budgets[key].prepare(now, due.count_until) and (job_id := due.pop(now)) is not None:
                return job_id
        return None

    def count(self, job_id: JobId) -> None:
        """Count a poll of this job that begins."""
        self._budgets[self._key_of(job_id)].use()

    def seconds_left(self, now: datetime, most: float) -> float:
        """Seconds until a poll may begin, at most `most`."""
        waits = (
            max(due.seconds_left(now, most), self._budgets[key].seconds_left(now)) for key, due in self._due.items()
        )
        return min(waits, default=most)

    async def slow_down(self, key: str, now: datetime, pause: float) -> bool:
        """Poll half as often with this key after a pause; False: it is paused already."""
        return await self._budget(key).slow_down(now, pause)

    def _of(self, job_id: JobId) -> DelayQueue[JobId]:
        key = self._key_of(job_id)
        if key not in self._due:
            self._due[key] = DelayQueue(self._changed)
            self._budget(key)
        return self._due[key]

    def _budget(self, key: str) -> PollBudget:
        if key not in self._budgets:
            self._budgets[key] = PollBudget(self._context, key, self._per_second)
        return self._budgets[key]
