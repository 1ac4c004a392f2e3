"""What MusicAPI's callbacks do here: find a task whose create was never answered, and look at a task sooner.

A callback is never the result: it names a task, and the poller asks MusicAPI about that task as it always does. So a
callback that is lost costs time and no song, with one exception: where the answer to a create was lost, the callback
is the only one who knows the task's id. Nobody can count on MusicAPI to send it twice, so that id is written down
before the callback is answered. Everything else is done after the answer, from a line in memory: a crash that loses
the line loses nothing, because the polls go on.

The address carries the job's own token, which only the database and MusicAPI know, and each job's callbacks are signed
with a key of their own: what was signed for one job is a forgery at the address of another.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import re
import secrets
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bot.musicapi.requests import WebhookTarget
from bot.task_set import wait_for_any
from bot.webhooks import signature
from data import key_values, webhooks
from data.engine.database import DATABASE_TROUBLE
from data.jobs import queries
from data.rows import JobState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context
    from bot.jobs.lifecycle import JobLifecycle
    from bot.webhooks.rejections import RejectionLog
    from bot.webhooks.signature import Event
    from data.engine.database import Database
    from data.rows import Job

log = logging.getLogger(__name__)

BELOW: Final = "/musicapi/"  # what follows WEBHOOK_URL in a callback's address, before the token
WEBHOOK_KEY: Final = "webhook_key"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")  # 24 bytes in URL-safe base64
WAITING = 256  # genuine callbacks that are answered and not yet acted upon
ROUND = 5.0  # seconds between looks at what could not be written down


class WebhookTargets:
    """Makes the address that MusicAPI shall call for a job, and knows its own again."""

    def __init__(self, base_url: str, key: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key
        # A reverse proxy hands the path of WEBHOOK_URL on or takes it away: both are met.
        self._beginnings = (unquote(urlsplit(self._base_url).path) + BELOW, BELOW)

    @classmethod
    async def open(cls, base_url: str, database: Database) -> WebhookTargets:
        """A maker with the bot's own key, which is made once, so that callbacks are known again after a restart."""
        async with database.transaction() as tx:
            return cls(base_url, await key_values.keep(tx, WEBHOOK_KEY, secrets.token_hex(32)))

    def webhook_for(self, job: Job) -> WebhookTarget:
        """Where MusicAPI shall call for this job; raises ValueError where it was asked for while callbacks were off."""
        if job.webhook_token is None:
            raise ValueError("the job has no token")
        return WebhookTarget(self._base_url + BELOW + job.webhook_token, self.secret_for(job.webhook_token))

    def secret_for(self, token: str) -> str:
        """The key that signs the callbacks at the address with this token."""
        return hmac.new(self._key.encode(), token.encode(), hashlib.sha256).hexdigest()

    def token_in(self, path: str) -> str | None:
        """The token in the path of a request, or None where it is not the path of a callback."""
        for beginning in self._beginnings:
            token = path.removeprefix(beginning)
            if token != path and _TOKEN.fullmatch(token):
                return token
        return None


class WebhookReceiver:
    """Takes callbacks and acts upon them; `run` until stopped, or `work` by hand."""

    def __init__(
        self, context: Context, lifecycle: JobLifecycle, maker: WebhookTargets, rejections: RejectionLog
    ) -> None:
        self.maker = maker
        self.rejections = rejections
        self._context = context
        self._lifecycle = lifecycle
        self._news: deque[tuple[Job, Event]] = deque()
        self._unwritten: deque[tuple[str, Event]] = deque(maxlen=WAITING)
        self._arrived = asyncio.Event()

    async def receive(self, token: str, headers: Mapping[str, str], body: bytes) -> HTTPStatus:
        """Take one call at the address with this token, and return what to answer."""
        try:
            event = signature.verify(headers, body, self.maker.secret_for(token), self._context.now())
        except signature.NotGenuine as error:
            self.rejections.log_rejected(error.fault, _address(token))
            return HTTPStatus.BAD_REQUEST if error.fault == "unreadable" else HTTPStatus.UNAUTHORIZED
        return await self._take(token, event)

    async def run(self, stop: asyncio.Event) -> None:
        """Act upon what was answered, until `stop`."""
        while not stop.is_set():
            await wait_for_any(self._arrived, stop, seconds=ROUND)
            self._arrived.clear()
            await self.work()
            self.rejections.log_summary()
        self.rejections.log_summary(at_the_end=True)

    async def work(self) -> None:
        """Act upon every callback that was taken, and try again to write down what the database did not take."""
        for _ in range(len(self._unwritten)):
            await self._take(*self._unwritten.popleft())
        while self._news:
            job, event = self._news.popleft()
            try:
                await self._poll(job, event)
            except DATABASE_TROUBLE as error:  # the task is known, so the polls will tell
                self.rejections.log_ignored(f"database:{type(error).__name__}", f"job={job.id}")

    async def _take(self, token: str, event: Event) -> HTTPStatus:
        try:
            job = await self._job(token)
            if job is not None and job.state is JobState.SUBMITTING:
                await self._lifecycle.adopt_task(job, event.task_id)
                job = await self._job(token)  # as it stands now: the create's own answer may have come meanwhile
        except DATABASE_TROUBLE as error:
            # MusicAPI is told to call again, and we do not count on it.
            self._unwritten.append((token, event))
            self.rejections.log_rejected(f"database:{type(error).__name__}", _address(token))
            return HTTPStatus.SERVICE_UNAVAILABLE
        if job is None:
            self.rejections.log_rejected("unknown", _address(token))
            return HTTPStatus.NOT_FOUND
        return self._taken(job, event)

    def _taken(self, job: Job, event: Event) -> HTTPStatus:
        who = f"job={job.id}"
        if job.state is JobState.QUEUED:
            self.rejections.log_rejected("early", who)
            return HTTPStatus.CONFLICT
        if job.task_id is None and job.state is JobState.FAILED:
            # Its credits are back and it was said. The task is named for the operator, who may have paid for it.
            self.rejections.log_ignored("refunded", f"{who} task={event.task_id}")
            return HTTPStatus.OK
        if job.task_id != event.task_id:
            self.rejections.log_rejected("misaddressed", who)
            return HTTPStatus.CONFLICT
        if job.state.final:
            self.rejections.log_ignored("over", who)
            return HTTPStatus.OK
        if len(self._news) >= WAITING:
            self.rejections.log_rejected("busy", who)
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._news.append((job, event))
        self._arrived.set()
        return HTTPStatus.OK

    async def _poll(self, job: Job, event: Event) -> None:
        async with self._context.database.transaction() as tx:
            first = [await webhooks.record_once(tx, name, now=self._context.now()) for name in event.ids]
        if not all(first):
            self.rejections.log_ignored("repeated", f"job={job.id}")
            return
        await self._lifecycle.poll_now(job)
        log.info("callback_taken job=%s event=%s", job.id, event.name)

    async def _job(self, token: str) -> Job | None:
        async with self._context.database.reading() as tx:
            return await queries.by_webhook_token(tx, token)


def _address(token: str) -> str:
    """What the log may say of an address: enough to see that two are the same."""
    return f"address={hashlib.sha256(token.encode()).hexdigest()[:8]}"
