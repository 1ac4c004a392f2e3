"""Sonic: two mp3 songs per call, named while they still run (musicapi.md 3)."""

from __future__ import annotations

from random import Random
from typing import Any

from sandbox.musicapi.families.base import BaseFamily
from sandbox.musicapi.families.sonic import edits, songs, tools
from sandbox.musicapi.families.sonic.fields import FAMILY, SHORT_MODELS
from sandbox.musicapi.operation import Operation, Pace
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.works import Clip, Commission, Partial, Task
from sandbox.wire.clock import stamp

NO_ECHOES = {"negative_tags": None, "style_weight": None, "weirdness_constraint": None}


class Sonic(BaseFamily):
    """Every operation of its pages; an extension is the new part alone."""

    name = FAMILY
    clips = 2
    digits = 2  # so that what it reports is what it takes as a point in the clip
    container: Container = "mp3"
    platform = "suno"
    streams = True
    operations: tuple[Operation, ...] = (*songs.OPERATIONS, *edits.OPERATIONS, *tools.OPERATIONS)

    def finds(self, task: Task, word: str) -> bool:
        """Lyrics are found by the older name alone."""
        return super().finds(task, word) and task.commission.gives != "lyrics"

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """With its steps where an upload came first."""
        body, step = super().accepted(task, brought), task.commission.step
        if step:
            upload = {"upload": {"success": True, "clip_id": brought.clip_id}} if brought else {}
            return {"code": 200, **body, "steps": {**upload, step: {"success": True, "task_id": task.task_id}}}
        return body

    def pace(self, commission: Commission) -> Pace:
        """One to three minutes on the product pages; the second clip follows the first."""
        if commission.mv in SHORT_MODELS:
            return Pace(median=85.0, slow=150.0, lag=(2.0, 30.0))
        return Pace(median=120.0, slow=210.0, lag=(2.0, 45.0))

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 2 minutes on the older models, up to 4 and more on the newer ones."""
        if commission.edit == "extend":
            return rng.uniform(45.0, 120.0)
        return rng.uniform(95.0, 120.0) if commission.mv in SHORT_MODELS else rng.uniform(150.0, 220.0)

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """Both clips are named while they run [L 2026-07-15]."""
        del rng, profile
        return "named"

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """not_ready under 202 or 200, for minutes even."""
        del task
        not_ready = {"type": "not_ready", "error": NOT_READY}
        empty = {"code": 200, "message": "success", "data": poll.rng.choice(([], None))}
        return poll.rng.choice(((202, not_ready), (202, not_ready), (200, not_ready), (200, empty)))

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """Only clip_id and state are never null; a running clip may carry a streaming address."""
        now, rng = poll.now, poll.rng
        state = clip.state(now)
        streaming = not clip.fails and rng.random() < 0.6
        running_states = ("pending", "running", "running", "processing")
        told = state == "succeeded" or rng.random() < 0.7
        return {
            "clip_id": clip.clip_id,
            "state": rng.choice(running_states) if state == "running" else state,
            "title": _title(clip, poll.readings.stem_names) if told else None,
            "tags": clip.style or None,
            "lyrics": clip.lyrics if told else None,
            "image_url": at.image,
            "audio_url": at.audio if clip.is_ready(now) else at.stream if streaming else rng.choice((None, "")),
            "video_url": None,
            "created_at": stamp(clip.made_at)[:23] + "Z",
            "gpt_description_prompt": clip.description or None,
            # A decimal string in live answers, whatever the documents say.
            "duration": f"{clip.seconds:.2f}" if state == "succeeded" else None,
            **NO_ECHOES,
            **clip.echoes,
            "mv": clip.mv.replace("sonic-", "chirp-") if poll.profile.old_names else clip.mv,
            **({"error_message": clip.reason} if state == "failed" else {}),
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """Beside each other, as on its network of copies."""
        return f"suno/{clip.clip_id}.{clip.container}", f"suno/image_{clip.clip_id}.jpeg"


def _title(clip: Clip, stem_names: int) -> str:
    """A stem's says what it is: its element is a clip, whose other fields have no room for it (musicapi.md 3.21)."""
    if not clip.stem:
        return clip.title
    return clip.stem if stem_names else f"{clip.title} ({clip.stem})"
