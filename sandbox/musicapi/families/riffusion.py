"""Riffusion, deprecated and alive: two m4a songs per call (musicapi.md 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice, new_uuid
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.families.usual import Usual
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.timeline import word_times
from sandbox.musicapi.works import Clip, Commission, Container, Edit, Partial, Product, Task
from sandbox.wire.clock import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sandbox.musicapi.form import Form

MODELS = ("FUZZ-1.1 Pro", "FUZZ-1.1", "FUZZ-1.0 Pro", "FUZZ-1.0")
LYRICS, PROMPT, SOUND, TITLE = 3000, 200, 200, 80
# Each of these exists for uploaded clips, too: extend_upload_music, swap_upload_music_sound, ...
EDITS: dict[str, Edit] = {
    "extend_music": "extend",
    "cover_music": "cover",
    "replace_music": "replace",
    "swap_music_sound": "cover",  # the song stays, the instruments are others
    "swap_music_vocals": "revoice",
}


class Riffusion(Usual):
    """Create and five edits, of its own clips and of uploaded ones."""

    name = "riffusion"
    clips = 2
    digits = 12
    container: Container = "m4a"
    task_types = ("create_music", *EDITS, *(kind.replace("_music", "_upload_music") for kind in EDITS))
    not_found = (400,)  # its page knows no 404
    endpoints: Mapping[str, str] = {"upload": "upload"}

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body as its pages list it; every limit holds in every mode."""
        if task_type == "upload":
            return Commission(self.name, task_type, "", gives="upload", at_once=True, count=1, url=form.url("url"))
        mv = form.one_of("mv", MODELS)
        custom = form.boolean("custom_mode", required=True)
        edits = task_type != "create_music"
        title = form.text("title", most=TITLE)
        lyrics = form.text("lyrics", most=LYRICS, required=edits)
        sound = form.text("sound", most=SOUND, required=edits)
        prompt = form.text("prompt", most=PROMPT, required=not custom and not edits)
        # Required by the page on lyrics, not listed by the one on descriptions.
        instrumental = form.boolean("make_instrumental", required=custom and not edits)
        form.number("vocal_variation", least=0, most=1)
        if custom and not edits and not lyrics.strip() and not instrumental:
            form.refuse("The 'lyrics' field is required.")
        check_words(form, prompt or sound, lyrics)
        source = form.source("continue_clip_id", self.name, _takes(form, task_type)) if edits else None
        edit: Edit = EDITS[task_type.replace("_upload", "")] if edits else "new"
        continue_at, section, keeps = None, None, form.readings.riffusion_extension_has_source
        if edit == "extend" and source is not None:
            whole = form.readings.whole_seconds
            continue_at = form.number("continue_at", least=0, most=source.seconds, required=True, whole=whole)
        elif edit == "replace" and source is not None:
            # Known from the SDK alone; whether both are required nobody knows.
            section = form.section("replace_start_time", "replace_end_time", source)
            keeps = form.readings.replacement_is_whole
        return Commission(
            family=self.name,
            task_type=task_type,
            mv=mv,
            custom=custom,
            prompt="" if custom else prompt,
            title=title if custom else "",
            style=sound if custom or edits else "",
            lyrics=lyrics if custom or edits else "",
            instrumental=instrumental,
            source=source,
            continue_at=continue_at,
            keeps_source=keeps,
            edit=edit,
            section=section,
        )

    def pace(self, commission: Commission) -> Pace:
        """Claimed: a full song in less than a minute (musicapi.md 1, Speed)."""
        return Pace(median=42.0 if "Pro" in commission.mv else 36.0, slow=75.0, lag=(0.0, 20.0))

    def seconds(self, commission: Commission, rng: Random) -> float:
        """Three to four minutes."""
        return rng.uniform(165.0, 220.0) if commission.source is None else rng.uniform(90.0, 150.0)

    def partial(self, rng: Random) -> Partial:
        """One song may be told before the other."""
        return rng.choice(("one_by_one", "one_by_one", "together", "named"))

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """202 not_ready, or a 200 that is an interim "processing" of unknown shape (musicapi.md 1.10)."""
        del task, now
        not_ready = {"type": "not_ready", "error": NOT_READY}
        return rng.choice(
            (
                (202, not_ready),
                (202, not_ready),
                (200, not_ready),
                (200, {"code": 202, "message": "processing", "data": []}),
                (200, {"code": 200, "message": "processing", "data": []}),
                (200, {"code": 200, "message": "processing"}),
            )
        )

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """The eleven documented fields, and two of the SDK's."""
        ready = clip.ready(now)
        state = clip.state(now)
        return {
            "clip_id": clip.clip_id,
            "title": clip.title,
            "lyrics": clip.lyrics,
            "image_url": at.image or "",
            "audio_url": (at.audio or "") if ready else "",
            "video_url": None,
            "created_at": stamp(clip.made_at).replace("+00:00", "Z"),
            "mv": clip.mv,
            "duration": clip.seconds if state == "succeeded" else rng.choice((0, None)),
            "timestamp": {"words": word_times(clip) if ready and not clip.instrumental else []},
            "state": rng.choice(("pending", "running", "processing")) if state == "running" else state,
            "sound": clip.style or None,
            "vocal_variation": None,
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """As its bucket lays them out, by author."""
        author = new_uuid(dice("author", clip.draw))
        root = f"corpusant-app-public/riffs/{author}"
        return f"{root}/audio/{clip.clip_id}.m4a", f"{root}/image/{clip.clip_id}.jpg"


def _takes(form: Form, task_type: str) -> tuple[Product, ...]:
    """Which clips this task type is for: the split enum implies that mixing them is wrong (musicapi.md 1.8)."""
    if not form.readings.uploads_are_apart:
        return ("song", "upload")
    return ("upload",) if "_upload_" in task_type else ("song",)
