"""The rows as frozen dataclasses, which are all that other packages see of the tables.

All times are aware datetimes in UTC; all credits are whole MusicAPI credits; all durations are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from data import ids
from data.brief import Brief


class JobState(StrEnum):
    """Where a job stands; `done` and `failed` are final and never leave."""

    QUEUED = "queued"
    SUBMITTING = "submitting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def final(self) -> bool:
        """Whether nothing can change any more but the delivery."""
        return self in (JobState.DONE, JobState.FAILED)


class EntryKind(StrEnum):
    """What a ledger row did with credits."""

    HOLD = "hold"
    SETTLE = "settle"
    REFUND = "refund"


class ClipState(StrEnum):
    """Where a clip stands; the last two are final."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class PersonaKind(StrEnum):
    """What a persona was made of."""

    PERSONA = "persona"  # a clip
    VOICE = "voice"  # a recording


class FailureKind(StrEnum):
    """Why a job failed, as the person and the operator must tell it apart."""

    REFUSED = "refused"
    NOT_SENT = "not_sent"
    LOST = "lost"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class NewJob:
    """What a person asked for, before it is a row."""

    interaction_id: ids.InteractionId
    guild_id: ids.GuildId
    channel_id: ids.ChannelId
    user_id: ids.UserId
    token: str = field(repr=False)  # the interaction's, a secret while it lives
    token_expires_at: datetime
    file_limit: int  # bytes a file may have, as the interaction said
    operation: str
    family: str
    model: str
    family_chosen: bool  # True: the person named the model, so no other family may take over
    price: int
    clips_expected: int
    brief: Brief
    webhook_token: str | None = field(default=None, repr=False)  # in the address that MusicAPI calls; a secret
    needs_version: int | None = None  # the oldest program that understands it; None: every one does
    musicapi_key: str | None = None  # the name of the only key that can send it; None: any
    language: str | None = None  # such as `de`, in which its message speaks to all; None: nobody said
    member_language: str | None = None  # in which it speaks to its member alone
    awaits_approval: bool | None = None  # True: it is not sent before a moderator says so


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that a person asked for; `month` is the allowance month that pays, such as `2026-11`."""

    id: ids.JobId
    interaction_id: ids.InteractionId
    guild_id: ids.GuildId
    channel_id: ids.ChannelId
    user_id: ids.UserId
    token: str | None = field(repr=False)
    token_expires_at: datetime
    file_limit: int
    operation: str
    family: str
    model: str
    family_chosen: bool
    price: int
    clips_expected: int
    brief: Brief
    month: str
    state: JobState
    task_id: ids.TaskId | None
    failure: FailureKind | None
    reason: str | None  # other people's text: shown only as harmless text
    result: Mapping[str, Any] | None  # of an operation that gives files or an answer
    create_attempts: int  # creates that were definitely not taken, and may be sent again
    repeats_create: bool  # there is no task: the same create is sent again until it is answered with the result
    answer_lost_at: datetime | None  # when the create's answer was lost: a webhook may still name its task
    message_channel_id: ids.ChannelId | None
    message_id: ids.MessageId | None
    created_at: datetime
    submitted_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    changed_at: datetime  # of a done job: when it was not done yet, so that it was between this and `finished_at`
    poll_at: datetime | None
    polls: int  # how often its task was asked about until the last answer that was written down, or its create repeated
    delivered_at: datetime | None
    deliver_at: datetime | None
    delivery_attempts: int
    owner: str | None
    lease_until: datetime | None
    webhook_token: str | None = field(repr=False)
    needs_version: int | None = None  # the oldest program that understands it; None: every one does
    # The name of the operator's key that it is sent with; None: any, while it is queued, and after that the first one.
    musicapi_key: str | None = None
    language: str | None = None  # such as `de`, in which its message speaks to all; None: nobody said
    member_language: str | None = None  # in which it speaks to its member alone
    awaits_approval: bool | None = None  # True, in line: it is not sent before a moderator says so


@dataclass(frozen=True, slots=True)
class Clip:
    """One piece of audio; `position` counts from 1 in the order in which the task first named the clips."""

    id: ids.ClipId
    job_id: ids.JobId
    guild_id: ids.GuildId
    position: int
    clip_id: ids.VendorClipId
    family: str
    model: str
    state: ClipState
    title: str
    style: str
    lyrics: str
    duration: float | None
    audio_url: str
    image_url: str
    timeline: Mapping[str, Any] | None  # the vendor's word timestamps, as they came
    created_at: datetime
    deleted_at: datetime | None
    posted_at: datetime | None
    uploaded: bool  # a person's own recording
    given_title: str | None = None  # by a member, afterwards


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona or a voice that a guild made; `vendor_id` is MusicAPI's name for it."""

    id: ids.PersonaId
    guild_id: ids.GuildId
    user_id: ids.UserId
    kind: PersonaKind
    family: str
    name: str
    vendor_id: ids.VendorPersonaId
    job_id: ids.JobId
    created_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that waits for its member's word; `price` is what the member was told that it costs."""

    id: ids.DraftId
    interaction_id: ids.InteractionId  # the sent form that it came of
    guild_id: ids.GuildId
    user_id: ids.UserId
    created_at: datetime
    words: Mapping[str, Any]
    price: int


@dataclass(frozen=True, slots=True)
class ReportedClip:
    """A clip as a task's report names it."""

    clip_id: str
    state: ClipState
    model: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    duration: float | None = None
    audio_url: str = ""
    image_url: str = ""
    timeline: Mapping[str, Any] | None = None
    uploaded: bool = False


class ShareUnit(StrEnum):
    """What a member's share of the guild's credits is counted in."""

    PERCENT = "percent"  # of the month's allowance
    CREDITS = "credits"


class SharePeriod(StrEnum):
    """How long a member's share has to last, by the clock of the guild."""

    DAY = "day"
    MONTH = "month"


class Pressers(StrEnum):
    """Who may use the buttons under a song that is not theirs."""

    ANYONE = "anyone"
    ROLES = "roles"  # those that the guild named, and whoever made the song
    MAKER = "maker"  # whoever made the song, and nobody else


class RuleKind(StrEnum):
    """What a rule of a guild says of its subject: a channel, a role, an operation by its name, or a word."""

    CHANNEL_ONLY = "channel_only"  # songs are asked for in such channels alone
    CHANNEL_NEVER = "channel_never"
    ROLE_ONLY = "role_only"  # who has such a role, and nobody else, asks for songs
    ROLE_NEVER = "role_never"
    OPERATION_NEVER = "operation_never"
    PRESSER = "presser"  # who has such a role may use the buttons under other people's songs
    WORD = "word"  # which no song may hold, however it is written
    ROLE_SHARE = "role_share"  # who has such a role has a share of their own, of the rule's amount


@dataclass(frozen=True, slots=True)
class Account:
    """A guild's month: `held + spent` never exceeds `allowance`, unless the allowance was lowered since."""

    guild_id: ids.GuildId
    month: str
    allowance: int
    held: int
    spent: int
    time_zone: str = ""  # by which the guild counts its months, where that was asked for; empty: UTC

    @property
    def left(self) -> int:
        """Credits that may still be put aside, never negative."""
        return max(0, self.allowance - self.held - self.spent)


@dataclass(frozen=True, slots=True)
class Spending:
    """What one job took of its guild's credits; `kind` says what became of them: held, settled or refunded.

    `credits` are those that it holds, cost, or got back. `clip_title` is MusicAPI's, empty before there is a clip. The
    reason of a failure is None where it was packed with the job's long texts.
    """

    id: int
    job_id: ids.JobId
    month: str
    created_at: datetime
    kind: EntryKind
    credits: int
    operation: str
    user_id: ids.UserId
    channel_id: ids.ChannelId
    message_channel_id: ids.ChannelId | None
    message_id: ids.MessageId | None
    title: str
    prompt: str
    style: str
    clip_title: str
    failure: FailureKind | None
    reason: str | None
    awaits_approval: bool | None


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to what, and when, before a voice was made: the words as they were shown, and their version."""

    words: str
    version: int
    user_id: ids.UserId
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Imbalance:
    """An account whose figures differ from the sum of its ledger."""

    guild_id: ids.GuildId
    month: str
    held: int
    spent: int
    ledger_held: int
    ledger_spent: int
