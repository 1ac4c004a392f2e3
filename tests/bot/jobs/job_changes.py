"""What happens to jobs of which nothing is to be seen but how they stand afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.musicapi.responses.reports import TaskReport
from bot.orders import planning
from data.ids import ChannelId, MessageId
from data.jobs import leases
from data.rows import ClipState, FailureKind, JobState, ReportedClip
from tests.bot.jobs.job_model import CREATES, Books
from tests.bot.jobs.job_steps import Act, Simple, Worker

if TYPE_CHECKING:
    from data.rows import Job


def told(*clips: tuple[str, ClipState]) -> tuple[ReportedClip, ...]:
    """Clips as a report names them."""
    heard = {ClipState.SUCCEEDED: "https://files.test/a.mp3"}
    return tuple(ReportedClip(name, state, audio_url=heard.get(state, "")) for name, state in clips)


def show_card(worker: Worker, job: Job) -> Act:
    """The job's card is shown."""

    async def doing() -> None:
        await worker.lifecycle.record_message(job, ChannelId(2), MessageId(job.id))

    return Simple(worker, f"show_card({job.id})", doing, lambda books: books.change(job.id, has_message=True))


def cancel(worker: Worker, job: Job) -> Act:
    """The job's card could not be shown."""
    now = worker.context.now()
    return Simple(
        worker,
        f"cancel({job.id})",
        lambda: worker.lifecycle.cancel(job, ""),
        lambda books: books.fail(job.id, FailureKind.CANCELLED, now, since=[JobState.QUEUED]),
    )


def refuse(worker: Worker, job: Job) -> Act:
    """MusicAPI refuses the create."""
    now, kind = worker.context.now(), FailureKind.REFUSED
    return Simple(
        worker,
        f"refuse({job.id})",
        lambda: worker.lifecycle.fail_create(job, kind, "no"),
        lambda books: books.fail(job.id, kind, now, since=[JobState.SUBMITTING]),
    )


def put_off(worker: Worker, job: Job) -> Act:
    """MusicAPI takes no create just now."""
    now, kind, is_last = worker.context.now(), FailureKind.NOT_SENT, job.create_attempts + 1 >= CREATES

    async def doing() -> None:
        if not await worker.lifecycle.requeue(job, "not now"):
            await worker.lifecycle.fail_create(job, kind, "")

    def change(books: Books) -> Books:
        if is_last:
            return books.fail(job.id, kind, now, since=[JobState.SUBMITTING])
        return books.requeue(job.id, attempts=books[job.id].attempts + 1)

    return Simple(worker, f"put_off({job.id})", doing, change)


def move(worker: Worker, job: Job, model: str) -> Act:
    """MusicAPI does not offer this any more: another family is to make it."""
    family, _, name = model.partition("/")
    request = replace(planning.request_of(job, None), family=family, model=name)
    offer = worker.context.catalog.family(family).offers[request.operation]
    return Simple(
        worker,
        f"move({job.id}, {family})",
        lambda: worker.lifecycle.move_to_family(job, planning.Plan(request, offer)),
        lambda books: books.requeue(job.id, family=family),
    )


def lose(worker: Worker, job: Job) -> Act:
    """The create's answer is lost."""
    now = worker.context.now()
    return Simple(
        worker,
        f"lose({job.id})",
        lambda: worker.lifecycle.mark_answer_lost(job),
        lambda books: books.lose(job.id, job.family, now),
    )


def give_up(worker: Worker, job: Job) -> Act:
    """The task is waited for no more."""
    now, kind = worker.context.now(), FailureKind.TIMED_OUT
    return Simple(
        worker,
        f"give_up({job.id})",
        lambda: worker.lifecycle.give_up(job, kind),
        lambda books: books.end(job.id, kind, now),
    )


def poll_now(worker: Worker, job: Job) -> Act:
    """There is news of the task."""
    return Simple(worker, f"poll_now({job.id})", lambda: worker.lifecycle.poll_now(job), lambda books: books)


def answer_at_once(worker: Worker, job: Job) -> Act:
    """The create is answered with a song."""
    now, clips = worker.context.now(), (("a", ClipState.SUCCEEDED),)

    def change(books: Books) -> Books:
        done = books.finish(job.id, now, since=JobState.SUBMITTING)
        return done if done is books else done.hear(job.id, clips, now)[0]

    report = TaskReport("done", told(*clips))
    return Simple(worker, f"answer_at_once({job.id})", lambda: worker.lifecycle.record_result(job, report), change)


def deliver(worker: Worker, job: Job) -> Act:
    """The person has the song, or knows that there is none."""

    def change(books: Books) -> Books:
        if books[job.id].deliver_at is None:
            return books
        return books.change(job.id, is_delivered=True, deliver_at=None, owner=None, lease_until=None)

    return Simple(worker, f"deliver({job.id})", lambda: worker.lifecycle.mark_delivered(job), change)


def delay_delivery(worker: Worker, job: Job, seconds: float) -> Act:
    """Discord does not take the song just now."""
    later = worker.context.now() + timedelta(seconds=seconds)

    def change(books: Books) -> Books:
        return books if books[job.id].deliver_at is None else books.change(job.id, deliver_at=later)

    return Simple(worker, f"delay_delivery({job.id})", lambda: worker.lifecycle.delay_delivery(job, seconds), change)


def release(worker: Worker) -> Act:
    """The process gives its jobs up, as it does when it is told to stop."""
    owner = worker.context.worker_id

    def change(books: Books) -> Books:
        freed = {song.id: replace(song, owner=None, lease_until=None) for song in books.owned(owner)}
        return replace(books, songs={**books.songs, **freed})

    return Simple(
        worker, "release", lambda: worker.context.database.write(lambda tx: leases.release(tx, owner=owner)), change
    )
