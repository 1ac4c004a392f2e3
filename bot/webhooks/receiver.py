"""What MusicAPI's webhooks do here: name the task of a create whose answer was lost, and have a task polled sooner.

A webhook is never the result: it names a task, and the poller asks MusicAPI about that task as it always does. A
webhook that is lost therefore costs time and no song, with one exception: where the answer to a create was lost, only
the webhook knows the task's id. Nobody can count on MusicAPI to send it twice, so that id is written down before the
webhook is answered. Everything else is done after the answer, from a queue in memory: a crash that loses the queue
loses nothing, because the polls go on.

The address carries the job's own token, which only the database and MusicAPI know, and each job's webhooks are signed
with a key of their own: what was signed for one job is a forgery at the address of another.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Mapping
from http import HTTPStatus

from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import wait_for_any
from bot.context import Context
from bot.jobs.lifecycle import JobLifecycle
from bot.webhooks.rejections import RejectionLog
from bot.webhooks.signature import InvalidWebhook, WebhookEvent, verify
from bot.webhooks.targets import WebhookTargets
from data import webhooks
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.jobs import queries
from data.rows import Job, JobState

log = logging.getLogger(__name__)

WAITING = 256  # genuine webhooks that are answered and not yet acted upon
RETRY_EVERY = 5.0  # seconds between tries to record what the database did not take


class WebhookReceiver:
    """Takes webhooks and acts upon them; `run` until stopped, or `work` by hand."""

    def __init__(
        self, context: Context, lifecycle: JobLifecycle, targets: WebhookTargets, rejections: RejectionLog
    ) -> None:
        self.targets = targets
        self.rejections = rejections
        self._context = context
        self._lifecycle = lifecycle
        self._accepted: deque[tuple[Job, WebhookEvent]] = deque()
        self._unrecorded: deque[tuple[str, WebhookEvent]] = deque(maxlen=WAITING)
        self._woken = asyncio.Event()
        self.pulse = Pulse()

    async def receive(self, token: str, headers: Mapping[str, str], body: bytes) -> HTTPStatus:
        """Check one request at the address with this token, and return the status to answer with."""
        try:
            event = verify(headers, body, self.targets.secret_for(token), self._context.now())
        except InvalidWebhook as error:
            status = HTTPStatus.BAD_REQUEST if error.fault == "unreadable" else HTTPStatus.UNAUTHORIZED
            return self.rejections.reject(error.fault, status, _address(token))
        return await self._accept(token, event)

    async def run(self, stop: asyncio.Event) -> None:
        """Act upon accepted webhooks until `stop`."""
        while not stop.is_set():
            await wait_for_any(self._woken, stop, seconds=self.pulse.beat(RETRY_EVERY))
            self._woken.clear()
            await self.work()
            self.rejections.log_summary()
        self.rejections.log_summary(at_the_end=True)

    async def work(self) -> None:
        """Act upon every accepted webhook, and try again to record what the database did not take."""
        for _ in range(len(self._unrecorded)):
            await self._accept(*self._unrecorded.popleft())
        while self._accepted:
            job, event = self._accepted.popleft()
            try:
                await self._request_poll(job, event)
            except DATABASE_TROUBLE as error:  # the task is known, so the next poll will tell
                self.rejections.ignore(f"database:{type(error).__name__}", f"job={job.id}")

    async def _accept(self, token: str, event: WebhookEvent) -> HTTPStatus:
        try:
            job = await self._job(token)
            if job is not None and job.state is JobState.SUBMITTING:
                await self._lifecycle.adopt_task(job, event.task_id)
                job = await self._job(token)  # as it stands now: the create's own answer may have come meanwhile
        except DATABASE_TROUBLE as error:
            # MusicAPI is asked to send it again; nobody counts on that.
            self._unrecorded.append((token, event))
            why = f"database:{type(error).__name__}"
            return self.rejections.reject(why, HTTPStatus.SERVICE_UNAVAILABLE, _address(token))
        if job is None:
            return self.rejections.reject("unknown", HTTPStatus.NOT_FOUND, _address(token))
        return self._queue_poll(job, event)

    def _queue_poll(self, job: Job, event: WebhookEvent) -> HTTPStatus:
        who = f"job={job.id}"
        if job.state is JobState.QUEUED:
            return self.rejections.reject("early", HTTPStatus.CONFLICT, who)
        if job.task_id is None and job.state is JobState.FAILED:
            # The credits are back and the person was told. The operator, who may have paid, finds the task in the log.
            return self.rejections.ignore("refunded", f"{who} task={event.task_id}")
        if job.task_id != event.task_id:
            return self.rejections.reject("misaddressed", HTTPStatus.CONFLICT, who)
        if job.state.final:
            return self.rejections.ignore("over", who)
        if len(self._accepted) >= WAITING:
            return self.rejections.reject("busy", HTTPStatus.SERVICE_UNAVAILABLE, who)
        self._accepted.append((job, event))
        self._woken.set()
        return HTTPStatus.OK

    async def _request_poll(self, job: Job, event: WebhookEvent) -> None:

        async def work(tx: Transaction) -> bool:
            return all([await webhooks.record_once(tx, name, now=self._context.now()) for name in event.ids])

        if not await self._context.database.write(work):
            self.rejections.ignore("repeated", f"job={job.id}")
            return
        await self._lifecycle.poll_now(job)
        log.info("webhook_accepted job=%s event=%s", job.id, event.name)

    async def _job(self, token: str) -> Job | None:
        return await self._context.database.read(queries.by_webhook_token, token)


def _address(token: str) -> str:
    """What the log may say of an address: enough to see that two are the same."""
    return f"address={hashlib.sha256(token.encode()).hexdigest()[:8]}"
