"""Producer on Google Lyria: one m4a song per call (musicapi.md 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.clock import stamp
from sandbox.musicapi.dice import dice
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.works import Clip, Commission, Container, Partial, Task

if TYPE_CHECKING:
    from random import Random

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.profiles import Profile

MODELS = (
    "FUZZ-2.0 Pro",
    "FUZZ-2.0",
    "FUZZ-2.0 Raw",
    "FUZZ-1.1 Pro",
    "FUZZ-1.1",
    "FUZZ-1.0 Pro",
    "FUZZ-1.0",
    "FUZZ-0.8",
    "Lyria 3 preview",
    "FUZZ-3-Demo",
)
DEFAULT_MODEL = "FUZZ-2.0"
TITLE, LENGTH = 80, 240
# No number is published for these; what upstream takes is bounded somewhere, and here.
SOUND, LYRICS, INSTRUCTION = 1000, 3000, 1000
CREATED, EXTENDED = 30.0, 60.0  # seconds of a create and an extension that name no length


class Producer:
    """Create, extend (appended from `starts_at`) and cover."""

    name = "producer"
    clips = 1
    digits = 12
    container: Container = "m4a"
    task_types = (
        "create_music",
        "extend_music",
        "cover_music",
        "music_variation",
        "swap_music_vocals",
        "swap_music_sound",
    )

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body by its task type; `make_instrumental` and the old weights are passed over in silence."""
        mv = form.one_of("mv", MODELS, default=DEFAULT_MODEL)
        title = form.text("title", most=TITLE)
        sound = form.text("sound", most=SOUND)
        lyrics = form.text(form.first("lyrics", "lyrics_text"), most=LYRICS)
        length = form.number("length", least=1, most=LENGTH)
        if task_type == "create_music":
            if not sound.strip() and not lyrics.strip():
                form.refuse("One of 'sound' and 'lyrics' is required.")
            check_words(form, sound, lyrics)
            # Very short or nonsense words were warned to make tasks fail (musicapi.md 2.1).
            doomed = "upstream error" if len((sound + lyrics).strip()) < 3 else ""
            return Commission(
                family=self.name,
                task_type=task_type,
                mv=mv,
                custom=bool(lyrics.strip()),
                prompt=sound,
                title=title,
                style=sound,
                lyrics=lyrics,
                instrumental=not lyrics.strip() and "no vocals" in sound.lower(),
                seconds=length,
                doomed=doomed,
            )
        source = form.source("clip_id", self.name)
        instruction = form.text("instruction", most=INSTRUCTION, required=task_type == "cover_music")
        check_words(form, instruction or sound, lyrics)
        starts_at = None
        if task_type == "extend_music":
            starts_at = form.number(form.first("starts_at", "starts"), least=0, most=source.seconds, required=True)
            if starts_at == source.seconds and form.readings.needs_overlap:
                form.refuse("starts_at must be less than the duration of the source clip.")
        else:
            form.number(form.first("strength", "cover_strength"), least=0, most=1)
        return Commission(
            family=self.name,
            task_type=task_type,
            mv=mv,
            prompt=instruction or sound,
            title=title,
            style=sound or instruction,
            lyrics=lyrics,
            instrumental=not lyrics.strip() and source.instrumental,
            source=source,
            continue_at=starts_at,
            seconds=length,
            keeps_source=True,
        )

    def pace(self, commission: Commission) -> Pace:
        """Most tasks 30-60 s by the 2025 pages, 1-3 min by the product's."""
        return Pace(median=90.0, slow=150.0) if commission.mv == "FUZZ-3-Demo" else Pace(median=50.0, slow=110.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 30 s on Lyria; an extension adds 60 unless told otherwise."""
        if commission.seconds is not None:
            return commission.seconds
        return EXTENDED if commission.task_type == "extend_music" else CREATED * rng.uniform(0.97, 1.03)

    def partial(self, rng: Random) -> Partial:
        """Its answers were seen empty or complete; a clip named while it runs is possible."""
        return "together" if self._profile.status_field else rng.choice(("together", "together", "named"))

    def waiting(self, task: Task, rng: Random) -> tuple[int, dict[str, Any]]:
        """202 not_ready on the older host; PENDING and RUNNING, under an unknown status, on the newer."""
        if self._profile.status_field:
            word = "PENDING" if task.polls < 3 else "RUNNING"
            return rng.choice((200, 202)), {"code": 200, "status": word, "message": "success", "data": []}
        not_ready = {"type": "not_ready", "error": NOT_READY}
        return rng.choice(((202, not_ready), (202, {"code": 202, **not_ready}), (200, not_ready)))

    def result(self, clips: list[dict[str, Any]], *, done: bool) -> dict[str, Any]:
        """One clip in a list; with a word for the whole on the newer host."""
        body: dict[str, Any] = {"code": 200, "message": "success", "data": clips}
        if self._profile.status_field:
            body["status"] = "SUCCESS" if done else "RUNNING"
        return body

    def failure(self, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """In-band, in a 200; the newer host adds a status."""
        if self._profile.status_field:
            return {"status": "FAILED", "type": kind, "message": reason}
        return {"type": kind, rng.choice(("error", "message")): reason}

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """`seed` is a decimal string, `sound` may be null, and `mv` may be an alias."""
        ready, state = clip.ready(now), clip.state(now)
        fixed = dice("producer", clip.draw)
        return {
            "clip_id": clip.clip_id,
            "title": clip.title,
            "sound": clip.style or None,
            "lyrics": clip.lyrics,
            "image_url": at.image,
            "audio_url": at.audio if ready else rng.choice((None, "")),
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
        return f"producer/{clip.clip_id}.m4a", f"producer/image/{clip.clip_id}.{extension}"
