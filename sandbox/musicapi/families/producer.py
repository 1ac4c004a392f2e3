"""Producer on Google Lyria: one m4a song per call (musicapi.md 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.families.producer_bodies import EDITS, FAMILY, commission
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

CREATED, EXTENDED = 30.0, 60.0  # seconds of a create and an extension that name no length
# What its other endpoints take, in seconds: the median and the 90th percentile.
PACES = {
    "upload": Pace(15.0, 30.0),
    "download": Pace(9.0, 15.0),  # 5-15 s were seen [L]
    "lyrics_create": Pace(8.0, 20.0),
    "video_clip": Pace(40.0, 90.0),
}


class Producer(Usual):
    """Create, extend (appended from `starts_at`), replace and cover; uploads and downloads, all of them tasks."""

    name = FAMILY
    clips = 1
    digits = 12
    container: Container = "m4a"
    task_types = (
        "create_music",
        *EDITS,
        *(kind.replace("_music", "_upload_music") for kind in EDITS),
        "music_variation",
        "swap_music_vocals",
        "swap_music_sound",
    )

    def __init__(self, profile: Profile, readings: Readings) -> None:
        self._profile = profile
        self._bare_uploads = readings.bare_upload_result
        self.endpoints: Mapping[str, str] = {"upload": "upload", "download": "download"}
        if profile.producer_makes_more:
            self.endpoints = {**self.endpoints, "lyrics-create": "lyrics_create", "video-clip": "video_clip"}

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body by its task type; `make_instrumental` and the old weights are passed over in silence."""
        return commission(form, task_type)

    def pace(self, commission: Commission) -> Pace:
        """Most tasks 30-60 s by the 2025 pages, 1-3 min by the product's."""
        if commission.task_type in PACES:
            return PACES[commission.task_type]
        return Pace(median=90.0, slow=150.0) if commission.mv == "FUZZ-3-Demo" else Pace(median=50.0, slow=110.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 30 s on Lyria; an extension adds 60 unless told otherwise."""
        if commission.seconds is not None:
            return commission.seconds
        return EXTENDED if commission.edit == "extend" else CREATED * rng.uniform(0.97, 1.03)

    def partial(self, rng: Random) -> Partial:
        """Its answers were seen empty or complete; a clip named while it runs is possible."""
        return "together" if self._profile.status_field else rng.choice(("together", "together", "named"))

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """202 not_ready on the older host; PENDING and RUNNING, under an unknown status, on the newer."""
        del now
        if self._profile.status_field:
            word = "PENDING" if task.polls < 3 else "RUNNING"
            return rng.choice((200, 202)), {"code": 200, "status": word, "message": "success", "data": []}
        not_ready = {"type": "not_ready", "error": NOT_READY}
        return rng.choice(((202, not_ready), (202, {"code": 202, **not_ready}), (200, not_ready)))

    def result(self, task: Task, clips: list[dict[str, Any]], now: float) -> dict[str, Any]:
        """One clip in a list; with a word for the whole on the newer host."""
        body = super().result(task, clips, now)
        if self._profile.status_field:
            body["status"] = "SUCCESS" if task.done(now) else "RUNNING"
        return body

    def failure(self, task: Task, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """In-band, in a 200; the newer host adds a status."""
        if self._profile.status_field:
            return {"status": "FAILED", "type": kind, "message": reason}
        return super().failure(task, kind, reason, rng)

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """`seed` is a decimal string, `sound` may be null, and `mv` may be an alias."""
        ready, state = clip.ready(now), clip.state(now)
        address = at.audio if ready else rng.choice((None, ""))
        if clip.product == "download":
            return {"audio_url": address}
        if clip.product == "video":
            return {"clip_id": clip.clip_id, "video_url": address, "state": state}
        if clip.product == "lyrics":
            return {"title": clip.title, "lyrics": clip.lyrics, "state": state}
        if clip.product == "upload" and self._bare_uploads:
            return {"clip_id": clip.clip_id, "state": state}
        fixed = dice("producer", clip.draw)
        return {
            "clip_id": clip.clip_id,
            "title": clip.title,
            "sound": clip.style or None,
            "lyrics": clip.lyrics,
            "image_url": at.image,
            "audio_url": address,
            "wav_url": None,
            "video_url": None,
            "created_at": stamp(clip.made_at).replace("+00:00", "Z"),
            "mv": fixed.choice((clip.mv, clip.mv, "Lyria 3 Pro")),
            "seed": str(fixed.randrange(1, 2**32)),
            "duration": clip.seconds if state == "succeeded" else None,
            "state": rng.choice(("pending", "running")) if state == "running" else state,
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """The picture is a JPEG for some and a PNG for others."""
        extension = dice("picture", clip.draw).choice(("jpg", "jpg", "png"))
        return f"producer/{clip.clip_id}.{clip.container}", f"producer/image/{clip.clip_id}.{extension}"
