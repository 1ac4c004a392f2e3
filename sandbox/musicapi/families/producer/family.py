"""Producer on Google Lyria: one m4a song per call (musicapi.md 2)."""

from __future__ import annotations

from random import Random
from typing import Any

from sandbox.musicapi.families.base import BaseFamily
from sandbox.musicapi.families.producer.operations import FAMILY, OPERATIONS, song_body
from sandbox.musicapi.operation import Pace
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.works import Clip, Commission, Partial, Task

CREATED, EXTENDED = 30.0, 60.0  # seconds of a create and an extension that name no length


class Producer(BaseFamily):
    """Create, extend (appended from `starts_at`), replace and cover; uploads and downloads, all of them tasks."""

    name = FAMILY
    clips = 1
    digits = 12
    container: Container = "m4a"
    platform = "producer"
    operations = OPERATIONS

    def pace(self, commission: Commission) -> Pace:
        """Most tasks 30-60 s by the 2025 pages, 1-3 min by the product's."""
        return Pace(median=90.0, slow=150.0) if commission.mv == "FUZZ-3-Demo" else Pace(median=50.0, slow=110.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 30 s on Lyria; an extension adds 60 unless told otherwise."""
        if commission.seconds is not None:
            return commission.seconds
        return EXTENDED if commission.edit == "extend" else CREATED * rng.uniform(0.97, 1.03)

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """Its answers were seen empty or complete."""
        del rng, profile
        return "together"

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """202 not_ready on the older host; PENDING and RUNNING, under an unknown status, on the newer."""
        if poll.profile.status_field:
            word = "PENDING" if task.polls < 3 else "RUNNING"
            return poll.rng.choice((200, 202)), {"code": 200, "status": word, "message": "success", "data": []}
        not_ready = {"type": "not_ready", "error": NOT_READY}
        return poll.rng.choice(((202, not_ready), (202, {"code": 202, **not_ready}), (200, not_ready)))

    def result(self, task: Task, clips: list[dict[str, Any]], poll: Poll) -> dict[str, Any]:
        """One clip in a list; with a word for the whole on the newer host."""
        body = super().result(task, clips, poll)
        if poll.profile.status_field:
            body["status"] = "SUCCESS" if task.is_done(poll.now) else "RUNNING"
        return body

    def failure(self, task: Task, kind: str, reason: str, poll: Poll) -> dict[str, Any]:
        """In-band, in a 200; the newer host adds a status."""
        if poll.profile.status_field:
            return {"status": "FAILED", "type": kind, "message": reason}
        return super().failure(task, kind, reason, poll)

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """As its operations describe a song."""
        return song_body(clip, at, poll)

    def paths(self, clip: Clip) -> tuple[str, str]:
        """The picture is a JPEG for some and a PNG for others."""
        extension = seeded("picture", clip.draw).choice(("jpg", "jpg", "png"))
        return f"producer/{clip.clip_id}.{clip.container}", f"producer/image/{clip.clip_id}.{extension}"
