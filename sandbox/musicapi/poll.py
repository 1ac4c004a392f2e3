"""One poll of a task: when it is, what it may name, and how the vendor is disposed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.readings import Readings


@dataclass(frozen=True, slots=True)
class Poll:
    """What an answer depends on beside its task; `rng` is drawn anew for every poll, and for every clip in it."""

    now: float
    rng: Random
    profile: Profile
    readings: Readings


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a clip's file, its picture and its stream can be had; None = not (yet)."""

    audio: str | None
    image: str | None
    stream: str
