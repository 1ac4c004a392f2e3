"""News of jobs from other processes: heard when they are committed, read once for all that came, and told on.

A notice names jobs, and the jobs' table says how they stand. None is needed: what was not heard, because the connection
was lost or because the database is SQLite, is found when the table is looked through.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractAsyncContextManager

from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import wait_for_any
from bot.context import Context
from bot.jobs.changes import JobChanges
from data.engine.database import DATABASE_TROUBLE
from data.engine.notices import Listening
from data.ids import JobId
from data.jobs import notices, queries
from data.rows import Job

log = logging.getLogger(__name__)

AT_ONCE = 500  # jobs read by one statement
MOST_WAITING = 5_000  # jobs that were heard of and not read yet; beyond, the whole table is looked through instead
CHECK_EVERY = 30.0  # seconds between questions whether the connection still is one
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before it is opened again, doubled each time


class JobNews:
    """Hears what other processes change, and tells it to whoever listens to the changes; `run` until stopped."""

    def __init__(self, context: Context, changes: JobChanges) -> None:
        self._context = context
        self._changes = changes
        self._waiting = dict[JobId, None]()  # in the order in which they were heard of
        self._told: set[JobId] | None = None  # whose changes were told while the table is read
        self._woken = asyncio.Event()
        self._pause = FIRST_PAUSE
        self.pulse = Pulse()
        self.is_listening = asyncio.Event()
        self.has_tried = asyncio.Event()  # to listen: what is read from then on misses as little as can be
        changes.listen(self._note)

    async def run(self, stop: asyncio.Event) -> None:
        """Hear and tell until `stop`; connects again, more and more slowly, where the connection is lost."""
        missed = False
        while not stop.is_set():
            hearing = notices.hear(
                self._context.database, self._context.worker_id, self._hear, self._changes.tell_freed
            )
            if hearing is None:
                self.has_tried.set()
                self.pulse.rest()  # whoever is alone hears nothing
                await stop.wait()
                return
            try:
                await self._listen(hearing, stop, missed=missed)
            except DATABASE_TROUBLE as error:
                log.warning("notices_lost seconds=%.1f error=%r", self._pause, str(error))
            missed = True
            self.is_listening.clear()
            self.has_tried.set()
            await wait_for_any(stop, seconds=self.pulse.beat(self._pause * (0.5 + self._context.random() / 2)))
            self._pause = min(LONGEST_PAUSE, 2 * self._pause)

    async def _listen(
        self, hearing: AbstractAsyncContextManager[Listening], stop: asyncio.Event, *, missed: bool
    ) -> None:
        """Hear and tell until `stop`, or raise OSError where the connection is lost."""
        async with hearing as listening:
            self.is_listening.set()
            self.has_tried.set()
            if missed:
                self._changes.tell_missed()  # only now: what is changed from here on is heard
            while not stop.is_set():
                await wait_for_any(stop, listening.lost, self._woken, seconds=self.pulse.beat(CHECK_EVERY))
                if not self._woken.is_set() and not stop.is_set():
                    await listening.check()
                if listening.lost.is_set():
                    raise ConnectionError("the server ended the connection")
                self._pause = FIRST_PAUSE
                await self.work()

    async def work(self) -> None:
        """Read every job that was heard of, and tell how it stands."""
        self._woken.clear()
        while self._waiting:
            heard = list(self._waiting)[:AT_ONCE]
            for job_id in heard:
                del self._waiting[job_id]
            told = self._told = set[JobId]()
            try:
                for job in await self._context.database.read(queries.by_ids, heard):
                    if job.id not in told:  # what was told meanwhile is newer than what was read
                        self._changes.tell(job)
            finally:
                self._told = None

    def _hear(self, job_ids: list[JobId]) -> None:
        self._waiting.update(dict.fromkeys(job_ids))
        if len(self._waiting) > MOST_WAITING:
            self._waiting.clear()
            self._changes.tell_missed()
        self._woken.set()

    def _note(self, job: Job) -> None:
        if self._told is not None:
            self._told.add(job.id)
