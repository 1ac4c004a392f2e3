"""Nuro: one song or one piece of background music per call, told as a flat object (musicapi.md 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.families.usual import Usual
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.works import Clip, Commission, Container, Partial, Task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sandbox.musicapi.form import Form

GENRES = (
    "Pop",
    "Pop Rock",
    "Pop Punk",
    "Pop Rap",
    "Folk",
    "Chinese Style",
    "GuFeng Music",
    "Electronic",
    "DJ",
    "Future Bass",
    "Chinoiserie Electronic",
    "Hip Hop/Rap",
    "Trap Rap",
    "R&B Rap",
    "Rock",
    "Jazz",
    "R&B/Soul",
    "Punk",
    "Reggae",
    "Disco",
    "Jazz Pop",
    "Bossa Nova",
    "Contemporary R&B",
)
MOODS = (
    "Happy",
    "Dynamic/Energetic",
    "Inspirational/Hopeful",
    "Excited",
    "Chill",
    "Calm/Relaxing",
    "Dreamy/Ethereal",
    "Sentimental/Melancholic/Lonely",
    "Nostalgic/Memory",
    "Sorrow/Sad",
    "Romantic",
    "Miss",
    "Groovy/Funky",
)
TIMBRES = (
    "Warm",
    "Bright",
    "Husky",
    "Electrified voice",
    "Sweet_AUDIO_TIMBRE",
    "Cute_AUDIO_TIMBRE",
    "Loud and sonorous",
    "Powerful",
    "Sexy/Lazy",
)
PARTS = ("intro", "verse", "chorus", "inst", "bridge", "outro")
LYRICS = (300, 2000)  # the fewest and the most characters
DESCRIPTION, NEW_DESCRIPTION = 2000, 199  # of v1.0, for which no number is published, and of v2.0: "< 200"
TAGS = ("genre", "mood", "instrument", "theme")
MOST_TAGS = 5  # of each; the lists of what may be said are not published here
FIELDS = ("genre", "mood", "gender", "timbre")


class Nuro(Usual):
    """Vocal and instrumental creates, by `type`."""

    name = "nuro"
    clips = 1
    digits = 2
    container: Container = "wav"
    task_types = ("create_music",)
    not_found = (404,)
    endpoints: Mapping[str, str] = {}

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body by its `type`."""
        kind = form.one_of("type", ("vocal", "bgm"))
        asked = self._vocal(form) if kind == "vocal" else self._bgm(form)
        return replace(asked, task_type=task_type, webhook=form.webhook())

    def _vocal(self, form: Form) -> Commission:
        lyrics = form.text("lyrics", most=LYRICS[1], required=True)
        if form.readings.length(lyrics) < LYRICS[0]:
            form.refuse(f"The lyrics character length should be at least {LYRICS[0]}.")
        said = {
            "genre": form.one_of("genre", GENRES),
            "mood": form.one_of("mood", MOODS),
            "gender": form.one_of("gender", ("Female", "Male")),
            "timbre": form.one_of("timbre", TIMBRES),
        }
        seconds = form.number("duration", least=30, most=240, required=True, whole=True)
        check_words(form, "", lyrics)
        style = ", ".join(said.values()).lower()
        return Commission(
            self.name, "", "", custom=True, style=style, lyrics=lyrics, seconds=seconds, echoes={"said": said}
        )

    def _bgm(self, form: Form) -> Commission:
        if form.one_of("version", ("v1.0", "v2.0"), default="v1.0") == "v2.0":
            description = form.text("description", most=NEW_DESCRIPTION, required=True)
            seconds = self._segments(form)
        else:
            description = form.text("description", most=DESCRIPTION, required=True)
            seconds = form.number("duration", least=1, most=60, whole=True)
        tags = [tag for name in TAGS for tag in form.texts(name, most=MOST_TAGS)]
        check_words(form, description, "")
        style = ", ".join((description, *tags))
        return Commission(self.name, "", "", prompt=description, style=style, instrumental=True, seconds=seconds)

    def _segments(self, form: Form) -> float | None:
        """Of v2.0: seconds, or parts that are that long together."""
        if "segments" not in form:
            return form.number("duration", least=30, most=120, required=True, whole=True)
        parts = form.objects("segments")
        for part in parts:
            part.one_of("name", PARTS)
        seconds = sum(part.number("duration", least=5, most=120, required=True) or 0.0 for part in parts)
        if not 30 <= seconds <= 120:
            form.refuse("segments should be between 30 and 120 seconds in total.")
        return seconds

    def pace(self, commission: Commission) -> Pace:
        """Claimed: 30 s; 37-69 s were seen [L]."""
        del commission
        return Pace(median=45.0, slow=69.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """As long as was asked for; background music that named no length has a minute."""
        del rng
        return commission.seconds or 60.0

    def partial(self, rng: Random) -> Partial:
        """One song, there or not."""
        del rng
        return "together"

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """The object without its song, under 200 by its example and 202 by its error table."""
        soonest = min(clip.ends_at for clip in task.clips)
        done = (now - task.made_at) / max(1.0, soonest - task.made_at)
        progress = min(99, int(100 * done))
        empty = dict.fromkeys(("audio_url", "lyrics"), "")
        body = {"task_id": task.task_id, "status": "running" if progress else "pending", "progress": progress, **empty}
        return rng.choice((200, 200, 202)), {**body, "duration": 0, **dict.fromkeys(FIELDS, "")}

    def result(self, task: Task, clips: list[dict[str, Any]], now: float) -> dict[str, Any]:
        """The song's fields beside those of the task."""
        del now
        return {"task_id": task.task_id, **clips[0]}

    def failure(self, task: Task, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """As an error that tells of the refund, or in the task's own words."""
        error = {"type": kind, "message": reason, "refund_processed": True}
        _, body = self.waiting(task, task.made_at, rng)
        return rng.choice((error, {**body, "status": "failed", **error}))

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """No id of a clip, and a state by another name."""
        del rng
        ready, state = clip.ready(now), clip.state(now)
        return {
            "status": state,
            "progress": 100 if state == "succeeded" else 0,
            "audio_url": at.audio if ready else "",
            "lyrics": clip.lyrics,
            "duration": clip.seconds if state == "succeeded" else 0,
            **dict.fromkeys(FIELDS, ""),
            **clip.echoes.get("said", {}),
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """It draws no picture; nobody is told of one."""
        folder = dice("nuro", clip.draw).choice(("nuro", "nuro/out"))
        return f"{folder}/{clip.clip_id}.{clip.container}", f"nuro/image/{clip.clip_id}.jpg"
