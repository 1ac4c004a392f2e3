"""What must become of jobs and credits, in the plainest Python: no database, no coroutines, one thing after the other.

Of the product it knows the names of the states and nothing else; the numbers are written out again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.rows import ClipState, FailureKind, JobState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEASE = timedelta(seconds=90)
CREATES = 5
DOUBLE_PRESS = timedelta(seconds=3)
CARD_TIMEOUT = timedelta(seconds=10)
LOST_TIMEOUT = timedelta(minutes=15)
BELIEVED = timedelta(minutes=1)
MOST_CLIPS = 5

WAITING = (JobState.QUEUED, JobState.SUBMITTING, JobState.RUNNING)
FINAL = (JobState.DONE, JobState.FAILED)


@dataclass(frozen=True)
class Song:
    """All of a job that this model speaks about."""

    id: int
    interaction: int
    guild: int
    member: int
    words: str
    family: str
    price: int
    month: str
    created_at: datetime
    owner: str | None
    lease_until: datetime | None
    state: JobState = JobState.QUEUED
    failure: FailureKind | None = None
    task: str | None = None
    attempts: int = 0
    lost_at: datetime | None = None
    has_message: bool = False
    clips: tuple[tuple[str, ClipState], ...] = ()
    changed_at: datetime | None = None  # while it runs
    deliver_at: datetime | None = None
    is_delivered: bool = False
    charged: int = 0
    submitted_at: datetime | None = None  # None: it has not had its turn, or is in line again

    @property
    def lives(self) -> bool:
        """Whether a clip of it can be heard."""
        return any(state is ClipState.SUCCEEDED for _, state in self.clips)


@dataclass(frozen=True)
class Books:
    """Every job and every turn that a guild had; what is done to them gives other books."""

    allowance: int
    prices: Mapping[str, int]  # of a new song, by family
    calling: frozenset[str]  # the families that send webhooks
    songs: Mapping[int, Song]
    turns: Mapping[int, datetime]

    def __getitem__(self, job_id: int) -> Song:
        return self.songs[job_id]

    def account(self, guild: int, month: str) -> tuple[int, int]:
        """What a guild's month holds and has spent."""
        own = [song for song in self.songs.values() if (song.guild, song.month) == (guild, month)]
        return sum(song.price for song in own if song.state in WAITING), sum(song.charged for song in own)

    def with_song(self, song: Song) -> Books:
        """The books with this song as it is now."""
        return replace(self, songs={**self.songs, song.id: song})

    def change(self, job_id: int, *, since: Iterable[JobState] = JobState, **values: object) -> Books:
        """The books in which the job is another, if it is in one of these states."""
        song = self[job_id]
        return self.with_song(replace(song, **values)) if song.state in tuple(since) else self  # type: ignore[arg-type] - the names are a song's fields

    def refusal(self, asked: Song, *, agreed: int | None, repeatable: bool) -> str | None:
        """Why a job cannot be placed; None: it can."""
        if agreed is not None and asked.price > agreed:
            known = any(song.interaction == asked.interaction for song in self.songs.values())
            return "already_asked" if known else "price_rose"
        if any(song.interaction == asked.interaction for song in self.songs.values()):
            return "already_asked"
        if not repeatable and any(self._is_same(song, asked) for song in self.songs.values()):
            return "asked_just_now"
        if sum(self.account(asked.guild, asked.month)) + asked.price > self.allowance:
            return "out_of_credits_for_a_song"
        return None

    @staticmethod
    def _is_same(song: Song, asked: Song) -> bool:
        alike = all(getattr(song, name) == getattr(asked, name) for name in ("guild", "member", "words", "family"))
        return alike and song.state is not JobState.FAILED and song.created_at > asked.created_at - DOUBLE_PRESS

    def eligible(self, now: datetime) -> list[Song]:
        """Whose turn it may be, the first one first."""
        shown = [
            song
            for song in self.songs.values()
            if song.state is JobState.QUEUED and (song.has_message or song.created_at <= now - CARD_TIMEOUT)
        ]

        def place(song: Song) -> tuple[object, ...]:
            of_member = [
                each.submitted_at
                for each in self.songs.values()
                if (each.guild, each.member) == (song.guild, song.member) and each.submitted_at is not None
            ]
            turns = (self.turns.get(song.guild), max(of_member, default=None))
            return (*((last is not None, last.timestamp() if last else 0.0) for last in turns), song.id)

        return sorted(shown, key=place)

    def take_turn(self, job_id: int, owner: str, now: datetime) -> Books:
        """The job is to be asked for."""
        begun = {"owner": owner, "lease_until": now + LEASE, "submitted_at": now}
        taken = self.change(job_id, state=JobState.SUBMITTING, **begun)
        return replace(taken, turns={**self.turns, self[job_id].guild: now})

    def is_taken(self, job_id: int, task: str) -> bool:
        """Whether another job of the family has this task."""
        family = self[job_id].family
        return any(each.task == task and each.family == family for each in self.songs.values() if each.id != job_id)

    def accept(self, job_id: int, task: str, now: datetime) -> Books:
        """The create was answered with a task."""
        return self.change(job_id, since=[JobState.SUBMITTING], state=JobState.RUNNING, task=task, changed_at=now)

    def lose(self, job_id: int, family: str, now: datetime) -> Books:
        """The create of this family was not answered: wait for a webhook, or give up."""
        if family not in self.calling:
            return self.fail(job_id, FailureKind.LOST, now, since=[JobState.SUBMITTING])
        return self.change(job_id, since=[JobState.SUBMITTING], lost_at=self[job_id].lost_at or now)

    def requeue(self, job_id: int, **values: object) -> Books:
        """The create was certainly not taken: send it again, unless an answer of it was lost."""
        if self[job_id].lost_at is not None:
            return self
        back = {"state": JobState.QUEUED, "submitted_at": None}
        return self.change(job_id, since=[JobState.SUBMITTING], **back, **values)

    def fail(self, job_id: int, kind: FailureKind, now: datetime, *, since: Iterable[JobState] = WAITING) -> Books:
        """The job failed, and its hold is given back."""
        ended = {"state": JobState.FAILED, "failure": kind, "deliver_at": now, "changed_at": None}
        return self.change(job_id, since=since, **ended)

    def finish(self, job_id: int, now: datetime, *, since: JobState = JobState.RUNNING) -> Books:
        """The job is done, and what its family asks for is charged, at most what was held."""
        song = self[job_id]
        ended = {"state": JobState.DONE, "deliver_at": now, "changed_at": None}
        return self.change(job_id, since=[since], charged=min(song.price, self.prices[song.family]), **ended)

    def end(self, job_id: int, kind: FailureKind, now: datetime) -> Books:
        """No more comes of a task: what can be heard is charged, and nothing is where nothing can."""
        return self.finish(job_id, now) if self[job_id].lives else self.fail(job_id, kind, now)

    def hear(self, job_id: int, told: Iterable[tuple[str, ClipState]], now: datetime) -> tuple[Books, bool]:
        """What a report says of the clips, and whether that is news."""
        known, before = dict(self[job_id].clips), self[job_id].clips
        for name, state in told:
            if known.get(name, ClipState.RUNNING) is ClipState.RUNNING and (name in known or len(known) < MOST_CLIPS):
                known[name] = state
        heard, news = tuple(known.items()), tuple(known.items()) != before
        books = self.change(job_id, clips=heard)
        return books.change(job_id, since=[JobState.RUNNING], changed_at=now) if news else books, news

    def owned(self, owner: str | None) -> list[Song]:
        """What a worker has to bring to its end, or nobody has."""
        return [song for song in self.songs.values() if song.owner == owner and not song.is_delivered]

    def renew(self, owner: str, now: datetime) -> Books:
        """The worker is alive."""
        renewed = {song.id: replace(song, lease_until=now + LEASE) for song in self.owned(owner)}
        return replace(self, songs={**self.songs, **renewed})

    def free(self, owner: str, now: datetime) -> set[int]:
        """What this worker may take over."""
        return {
            song.id
            for song in self.songs.values()
            if not song.is_delivered
            and (song.owner is None or (song.owner != owner and (song.lease_until or now) < now))
        }
