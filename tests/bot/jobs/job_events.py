"""What happens to jobs, with an outcome that the model has to explain as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bot.errors import PersonError
from bot.musicapi.responses.reports import TaskReport
from data.ids import TaskId
from data.jobs import queue
from data.rows import ClipState, FailureKind, JobState
from tests.bot.jobs.job_changes import told
from tests.bot.jobs.job_model import BELIEVED, CARD_TIMEOUT, LEASE, LOST_TIMEOUT, Books, Song
from tests.bot.jobs.job_steps import Act, Step, Worker, in_turn, only
from tests.bot.webhooks.test_signature import signed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.orders.order import Order
    from bot.workers.leases import Renewal
    from data.engine.transaction import Transaction
    from data.rows import Account, Job


@dataclass
class Place(Act):
    """Somebody orders a song."""

    worker: Worker
    order: Order
    family: str
    agreed: int | None
    repeatable: bool

    async def run(self) -> Job | str:
        async def only_the_job(_tx: Transaction, job: Job, _account: Account) -> Job:
            return job

        place = self.worker.lifecycle.place
        try:
            return await place(self.order, only_the_job, agreed_price=self.agreed, repeatable=self.repeatable)
        except PersonError as error:
            return str(error.problem)

    def begin(self, said: Job | str) -> Step:
        context, now = self.worker.context, self.now

        def step(books: Books, _alone: bool) -> tuple[Books, None] | None:
            order = self.order
            asked = Song(
                id=0 if isinstance(said, str) else said.id,
                interaction=order.interaction_id,
                guild=order.guild_id,
                member=order.user_id,
                words=order.brief.prompt,
                family=self.family,
                price=books.prices[self.family],
                month=f"{now:%Y-%m}",
                created_at=now,
                owner=context.worker_id,
                lease_until=now + LEASE,
            )
            refusal = books.refusal(asked, agreed=self.agreed, repeatable=self.repeatable)
            if isinstance(said, str):
                return (books, None) if refusal == said else None
            return (books.with_song(asked), None) if refusal is None else None

        return step


@dataclass
class TakeTurn(Act):
    """Whose turn it is is asked for."""

    worker: Worker

    async def run(self) -> Job | None:
        context, now = self.worker.context, self.now

        async def work(tx: Transaction) -> Job | None:  # as the submitter does, but for MusicAPI's rate limit
            waiting = await queue.next_job(tx, unseen_before=now - CARD_TIMEOUT)
            if waiting is None:
                return None
            return await queue.take_turn(tx, waiting.id, owner=context.worker_id, lease_until=now + LEASE, now=now)

        job = await context.database.write(work)
        if job is not None:
            self.worker.creates.append(job)
            self.worker.lifecycle.changes.tell(job)
        return job

    def begin(self, said: Job | None) -> Step:
        def step(books: Books, alone: bool) -> tuple[Books, None] | None:
            eligible = [song.id for song in books.eligible(self.now)]
            if said is None:
                return (books, None) if not (eligible and alone) else None
            # Together with others it may pass over a job that one of them is changing just then.
            if said.id not in (eligible[:1] if alone else eligible):
                return None
            return books.take_turn(said.id, self.worker.context.worker_id, self.now), None

        return step


@dataclass
class Accept(Act):
    """The create is answered with a task, perhaps one that another job has."""

    worker: Worker
    job: Job
    task: str

    async def run(self) -> None:
        await self.worker.lifecycle.record_task(self.job, TaskId(self.task))

    def begin(self, said: None) -> Step:
        def step(books: Books, _alone: bool) -> tuple[Books, Step | None]:
            if books[self.job.id].state is JobState.SUBMITTING and books.is_taken(self.job.id, self.task):
                return books, only(lambda later: later.lose(self.job.id, self.job.family, self.now))
            return books.accept(self.job.id, self.task, self.now), None

        return step


@dataclass
class Webhook(Act):
    """MusicAPI calls about a task of this job."""

    worker: Worker
    job: Job
    task: str

    async def run(self) -> HTTPStatus:
        token = self.job.webhook_token or ""
        secret = self.worker.targets.secret_for(token)
        body = {"task_id": self.task, "event": "song.completed"}
        answer = await self.worker.webhooks.receive(token, **signed(body, at=self.now, secret=secret))
        await self.worker.webhooks.work()
        return answer

    def begin(self, said: HTTPStatus) -> Step:
        job_id, task = self.job.id, self.task

        def judge(books: Books, _alone: bool) -> tuple[Books, None] | None:
            song = books[job_id]
            is_late = song.task is None and song.state is JobState.FAILED
            is_welcome = song.state is not JobState.QUEUED and (is_late or song.task == task)
            return (books, None) if said == (HTTPStatus.OK if is_welcome else HTTPStatus.CONFLICT) else None

        def adopt(books: Books, _alone: bool) -> tuple[Books, Step]:
            return books if books.is_taken(job_id, task) else books.accept(job_id, task, self.now), judge

        def step(books: Books, alone: bool) -> tuple[Books, Step | None] | None:
            return (books, adopt) if books[job_id].state is JobState.SUBMITTING else judge(books, alone)

        return step


@dataclass
class Report(Act):
    """A poll of the task brings a report, perhaps late or for the second time."""

    worker: Worker
    job: Job
    state: Any
    clips: tuple[tuple[str, ClipState], ...]

    async def run(self) -> bool:
        return await self.worker.lifecycle.record_report(self.job, TaskReport(self.state, told(*self.clips), "why"))

    def begin(self, said: bool) -> Step:
        def step(books: Books, _alone: bool) -> tuple[Books, None] | None:
            heard, news = books.hear(self.job.id, self.clips, self.now)
            if news != said:
                return None
            if self.state == "running":
                return heard, None
            return heard.end(self.job.id, FailureKind.FAILED, self.now), None

        return step


@dataclass
class Believe(Act):
    """Nothing but failed clips was heard for a while."""

    worker: Worker
    job: Job

    async def run(self) -> bool:
        return await self.worker.lifecycle.believe_failure(self.job, "why")

    def begin(self, said: bool) -> Step:
        def step(books: Books, _alone: bool) -> tuple[Books, None] | None:
            song, now = books[self.job.id], self.now
            waited = song.changed_at is not None and now - song.changed_at >= BELIEVED
            ends = waited and all(state is ClipState.FAILED for _, state in song.clips)
            if ends != said:
                return None
            return books.fail(song.id, FailureKind.FAILED, now) if ends else books, None

        return step


@dataclass
class Renew(Act):
    """A worker says that it is alive, and takes over what is free."""

    worker: Worker

    async def run(self) -> Renewal:
        self.worker.leases._renewed_at = None  # so long ago that all of it is due
        renewal = await self.worker.leases.renew()
        assert renewal is not None
        await self.worker.judge_lost(renewal.taken)
        for job in renewal.lost:
            await self.worker.lifecycle.fail_as_lost(job)
        return renewal

    def begin(self, said: Renewal) -> Step:
        owner, now = self.worker.context.worker_id, self.now
        taken = {job.id for job in said.taken}

        def step(books: Books, alone: bool) -> tuple[Books, Step | None] | None:
            free = books.free(owner, now)
            if taken - free or (alone and free - taken):
                return None
            renewed = books.renew(owner, now)
            if said.kept is not None and {job.id for job in said.kept} != {song.id for song in books.owned(owner)}:
                return None
            for job_id in taken:
                renewed = renewed.change(job_id, owner=owner, lease_until=now + LEASE)
            lost = {
                song.id
                for song in renewed.owned(owner)
                if song.state is JobState.SUBMITTING and song.lost_at is not None and song.lost_at < now - LOST_TIMEOUT
            }
            return (renewed, later) if {job.id for job in said.lost} == lost else None

        changes = [lost_of(job, now) for job in said.taken if job.state is JobState.SUBMITTING]
        changes += [failed_of(job, now) for job in said.lost]
        later = in_turn(*changes) if changes else None
        return step


@dataclass
class Restart(Act):
    """A worker was killed, and begins anew under the same name."""

    worker: Worker

    async def run(self) -> list[Job]:
        self.worker.start()
        own = await self.worker.leases.take_back()
        await self.worker.judge_lost(own)
        return own

    def begin(self, said: list[Job]) -> Step:
        owner, now = self.worker.context.worker_id, self.now
        changes = [lost_of(job, now) for job in said if job.state is JobState.SUBMITTING]

        def step(books: Books, _alone: bool) -> tuple[Books, Step | None] | None:
            if {job.id for job in said} != {song.id for song in books.owned(owner)}:
                return None
            return books.renew(owner, now), in_turn(*changes) if changes else None

        return step


def lost_of(job: Job, now: datetime) -> Callable[[Books], Books]:
    """The answer to this create is lost."""
    return lambda books: books.lose(job.id, job.family, now)


def failed_of(job: Job, now: datetime) -> Callable[[Books], Books]:
    """No webhook came either."""
    return lambda books: books.fail(job.id, FailureKind.LOST, now, since=[JobState.SUBMITTING])
