"""Sonic: two mp3 songs per call, named while they still run (musicapi.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.families.sonic_bodies import EDITS, ENDPOINTS, Bodies
from sandbox.musicapi.families.sonic_words import FAMILY, SHORT_MODELS
from sandbox.musicapi.families.usual import Usual
from sandbox.musicapi.refusals import NOT_READY
from sandbox.wire.clock import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.profiles import Profile
    from sandbox.musicapi.readings import Readings
    from sandbox.musicapi.works import Clip, Commission, Container, Partial, Task

# What is not a song takes, in seconds: the median and the 90th percentile.
PACES = {
    "concat_music": Pace(25.0, 60.0),
    "upload": Pace(20.0, 40.0),
    "stems_basic": Pace(60.0, 120.0),
    "stems_full": Pace(90.0, 200.0),
    "create_voice": Pace(40.0, 90.0),
    "make_lyrics": Pace(8.0, 20.0),
}
STEM_FIELD = 2  # the reading that has a stem's name in a field of its own
NO_ECHOES = {"negative_tags": None, "style_weight": None, "weirdness_constraint": None}
WARNING = "Voices are kept for a limited time."


class Sonic(Usual):
    """Every operation of its pages; an extension is the new part alone."""

    name = FAMILY
    clips = 2
    digits = 2  # so that what it reports is what it takes as a point in the clip
    container: Container = "mp3"
    task_types = tuple(EDITS)
    endpoints: Mapping[str, str] = ENDPOINTS

    def __init__(self, profile: Profile, readings: Readings) -> None:
        self._profile = profile
        self._stem_names = readings.stem_names
        self._bodies = Bodies(profile)

    def finds(self, task: Task, word: str) -> bool:
        """Lyrics are found by the older name alone."""
        return super().finds(task, word) and task.commission.gives != "lyrics"

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body by its task type and the limits of its model [L 2026-07-15]."""
        return self._bodies.commission(form, task_type)

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """With its steps where an upload came first, and with a warning for a voice."""
        body, step = super().accepted(task, brought), task.commission.step
        if step:
            upload = {"upload": {"success": True, "clip_id": brought.clip_id}} if brought else {}
            body = {"code": 200, **body, "steps": {**upload, step: {"success": True, "task_id": task.task_id}}}
        return {**body, "warning": WARNING} if task.commission.gives == "voice" else body

    def pace(self, commission: Commission) -> Pace:
        """One to three minutes on the product pages; the second clip follows the first."""
        if commission.task_type in PACES:
            return PACES[commission.task_type]
        if commission.mv in SHORT_MODELS:
            return Pace(median=85.0, slow=150.0, lag=(2.0, 30.0))
        return Pace(median=120.0, slow=210.0, lag=(2.0, 45.0))

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 2 minutes on the older models, up to 4 and more on the newer ones."""
        if commission.edit == "extend":
            return rng.uniform(45.0, 120.0)
        return rng.uniform(95.0, 120.0) if commission.mv in SHORT_MODELS else rng.uniform(150.0, 220.0)

    def partial(self, rng: Random) -> Partial:
        """Both clips are named while they run [L 2026-07-15]."""
        del rng
        return "named"

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """not_ready under 202 or 200, for minutes even."""
        del task, now
        not_ready = {"type": "not_ready", "error": NOT_READY}
        empty = {"code": 200, "message": "success", "data": rng.choice(([], None))}
        return rng.choice(((202, not_ready), (202, not_ready), (200, not_ready), (200, empty)))

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """Only clip_id and state are never null; a running clip may carry a streaming address."""
        state = clip.state(now)
        if clip.product == "voice":
            # Its shape is unknown but for there being an id (musicapi.md 3.23b).
            return {dice("voice", clip.draw).choice(("voice_id", "persona_id", "id")): clip.clip_id, "state": state}
        streaming = not clip.fails and rng.random() < 0.6
        running_states = ("pending", "running", "running", "processing")
        told = state == "succeeded" or rng.random() < 0.7
        return {
            "clip_id": clip.clip_id,
            "state": rng.choice(running_states) if state == "running" else state,
            "title": self._title(clip) if told else None,
            "tags": clip.style or None,
            "lyrics": clip.lyrics if told else None,
            "image_url": at.image,
            "audio_url": at.audio if clip.ready(now) else at.stream if streaming else rng.choice((None, "")),
            "video_url": None,
            "created_at": stamp(clip.made_at)[:23] + "Z",
            "gpt_description_prompt": clip.description or None,
            # A decimal string in live answers, whatever the documents say.
            "duration": f"{clip.seconds:.2f}" if state == "succeeded" else None,
            **NO_ECHOES,
            **clip.echoes,
            "mv": clip.mv.replace("sonic-", "chirp-") if self._profile.old_names else clip.mv,
            **({"error_message": clip.reason} if state == "failed" else {}),
            **({"stem": clip.stem} if clip.stem and self._stem_names == STEM_FIELD else {}),
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """Beside each other, as on its network of copies."""
        return f"suno/{clip.clip_id}.{clip.container}", f"suno/image_{clip.clip_id}.jpeg"

    def _title(self, clip: Clip) -> str:
        """A stem's says what it is, for most readings: the element's fields are not published (musicapi.md 3.21)."""
        if not clip.stem or self._stem_names == STEM_FIELD:
            return clip.title
        return clip.stem if self._stem_names else f"{clip.title} ({clip.stem})"
