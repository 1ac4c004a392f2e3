"""What the vendor works on: a commission that was accepted, its task, and the clips that come of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.encode import Container

FailureKind = Literal["failed", "timeout", "forbidden", "api_error", "http504"]
ClipState = Literal["running", "succeeded", "failed"]
Partial = Literal["together", "one_by_one", "named"]
# What comes of a task: clips to go on with (`song`, `stem`, `upload`), or something that no edit takes.
Product = Literal["song", "stem", "upload", "download", "video", "lyrics", "voice"]
SOURCES = ("song", "stem", "upload")
# How the music follows from its source: `new` has none, `cover` keeps its words, `copy` is the source itself.
Edit = Literal["new", "extend", "cover", "replace", "copy"]
NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Recording:
    """Audio that a customer brought: its length in seconds, and what tells it from others."""

    seconds: float
    mark: str


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where a customer wants to be called when a task ends, and the secret that signs the call."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Persona:
    """A voice that can be asked for by its id; `made_of` is the clip that it was taken from."""

    persona_id: str
    name: str
    made_of: Clip | None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Commission:
    """What a request for a task asked for, found valid; `seconds` is the wanted length of what is newly made."""

    mv: str = ""
    custom: bool = False
    prompt: str = ""  # the description, or an instruction
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    source: Clip | None = None
    continue_at: float | None = None
    seconds: float | None = None
    plain: bool = False  # own lyrics on an old model: cheaper on the newer host
    may_be_retitled: bool = False
    keeps_source: bool = False  # an extension that holds its source up to `continue_at`, too
    echoes: dict[str, Any] = field(default_factory=dict[str, Any])
    upstream_error: str = ""  # why the upstream model will fail on it
    objection: str = ""  # why it will not sing these words
    at_once: bool = False  # the answer waits for the result
    count: int | None = None  # of clips, where it is not the family's usual number
    container: Container | None = None  # of the files, where it is not the family's usual one
    section: tuple[float, float] | None = None  # seconds of the source that are made anew, or are all that is used
    second: Clip | None = None  # of a mashup
    persona: Persona | None = None
    url: str = ""  # audio of the customer's own, to be fetched before anything is made
    recording: Recording | None = None  # what was fetched
    joins: bool = False  # every clip comes with the whole song that it belongs to
    webhook: WebhookTarget | None = None
    # What the operation says about all of its kind.
    family: str = ""
    task_type: str = ""
    edit: Edit = "new"
    gives: Product = "song"
    step: str = ""  # what follows on an upload in the same request: extend, cover or sample


@dataclass(eq=False, slots=True)
class Clip:
    """One piece of audio; times are Unix seconds in the world's time, `seconds` its length."""

    clip_id: str
    task_id: str
    draw: str  # what its chance is seeded by: the seed and numbers, so that ids may be new in every world
    family: str
    position: int  # from 1
    mv: str
    title: str
    style: str
    lyrics: str
    description: str
    instrumental: bool
    seconds: float
    brief: Brief
    made_at: float
    named_at: float  # when a poll first names it
    ends_at: float  # when it is final
    url_at: float  # when its file can be had; a little after `ends_at` for some
    echoes: dict[str, Any]
    container: Container
    product: Product = "song"
    stem: str = ""  # which part of the song it is alone
    continues: bool = False  # whether it is the new part of a longer song
    joined: Clip | None = None  # the whole song, where that was asked for, too
    fails: bool = False
    reason: str = ""

    @property
    def is_uploaded(self) -> bool:
        """Whether a customer brought it."""
        return self.product == "upload"

    def state(self, now: float) -> ClipState:
        """What has become of it."""
        if now < self.ends_at:
            return "running"
        return "failed" if self.fails else "succeeded"

    def has_picture(self, now: float) -> bool:
        """Whether its picture is there: halfway from being named to being final."""
        return not self.fails and now >= min(self.ends_at, self.named_at + 0.5 * (self.ends_at - self.named_at))

    def is_ready(self, now: float) -> bool:
        """Whether its file is there."""
        return not self.fails and now >= self.url_at


@dataclass(frozen=True, slots=True)
class Failure:
    """The end of a task that gives nothing."""

    kind: FailureKind
    reason: str
    at: float


@dataclass(eq=False, slots=True)
class Task:
    """One accepted create, from its acceptance to its end."""

    task_id: str
    draw: str  # as a clip's
    commission: Commission
    price: int
    made_at: float
    visible_at: float  # before, a poll does not find it
    clips: list[Clip]
    partial: Partial  # what polls tell before the end
    failure: Failure | None = None
    polls: int = 0

    @property
    def ends_at(self) -> float:
        """When nothing changes any more; infinite for a task that stalls."""
        if self.failure is not None:
            return self.failure.at
        return max(clip.url_at for clip in self.all_clips)

    @property
    def all_clips(self) -> list[Clip]:
        """Its clips, and the whole songs that come with them."""
        return [*self.clips, *(clip.joined for clip in self.clips if clip.joined is not None)]

    def fail_with(self, failure: Failure) -> None:
        """Let the task fail: what was final before stays, the rest is never made."""
        self.failure = failure
        for clip in self.all_clips:
            if clip.ends_at >= failure.at:
                clip.fails, clip.reason = True, failure.reason

    def has_failed(self, now: float) -> bool:
        """Whether it has failed as a whole."""
        return self.failure is not None and now >= self.failure.at

    def is_done(self, now: float) -> bool:
        """Whether every clip is final."""
        return not self.has_failed(now) and now >= max(clip.ends_at for clip in self.clips)
