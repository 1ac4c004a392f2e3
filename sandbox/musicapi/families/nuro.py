"""Nuro: one song or one piece of background music per call, told as a flat object (musicapi.md 4)."""

from __future__ import annotations

from random import Random
from typing import Any

from sandbox.musicapi.families.base import BaseFamily
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_language, check_words
from sandbox.musicapi.operation import Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.works import Clip, Commission, Partial, Task

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


def _music(form: Form, profile: Profile) -> Commission:
    """The body by its `type`."""
    del profile
    return _vocal(form) if form.one_of("type", ("vocal", "bgm")) == "vocal" else _bgm(form)


def _vocal(form: Form) -> Commission:
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
    check_language(form, lyrics)
    style = ", ".join(said.values()).lower()
    return Commission(custom=True, style=style, lyrics=lyrics, seconds=seconds, echoes={"said": said})


def _bgm(form: Form) -> Commission:
    if form.one_of("version", ("v1.0", "v2.0"), default="v1.0") == "v2.0":
        description = form.text("description", most=NEW_DESCRIPTION, required=True)
        seconds = _segments(form)
    else:
        description = form.text("description", most=DESCRIPTION, required=True)
        seconds = form.number("duration", least=1, most=60, whole=True)
    tags = [tag for name in TAGS for tag in form.texts(name, most=MOST_TAGS)]
    check_words(form, description, "")
    style = ", ".join((description, *tags))
    return Commission(prompt=description, style=style, instrumental=True, seconds=seconds)


def _segments(form: Form) -> float | None:
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


class Nuro(BaseFamily):
    """Vocal and instrumental creates, by `type`."""

    name = "nuro"
    clips = 1
    digits = 2
    container: Container = "wav"
    gone_from = frozenset(("aimusicapi",))
    platform = "nuro"
    not_found = (404,)
    operations: tuple[Operation, ...] = (TaskOperation("create_music", Prices(10, 10), _music),)

    def pace(self, commission: Commission) -> Pace:
        """Claimed: 30 s; 37-69 s were seen [L]."""
        del commission
        return Pace(median=45.0, slow=69.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """As long as was asked for; background music that named no length has a minute."""
        del rng
        return commission.seconds or 60.0

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """One song, there or not."""
        del rng, profile
        return "together"

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """The object without its song, under 200 by its example and 202 by its error table."""
        return poll.rng.choice((200, 200, 202)), _unfinished_body(task, poll.now)

    def result(self, task: Task, clips: list[dict[str, Any]], poll: Poll) -> dict[str, Any]:
        """The song's fields beside those of the task."""
        del poll
        return {"task_id": task.task_id, **clips[0]}

    def failure(self, task: Task, kind: str, reason: str, poll: Poll) -> dict[str, Any]:
        """As an error that tells of the refund, or in the task's own words."""
        error = {"type": kind, "message": reason, "refund_processed": True}
        poll.rng.choice((200, 200, 202))
        return poll.rng.choice((error, {**_unfinished_body(task, task.made_at), "status": "failed", **error}))

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """No id of a clip, and a state by another name."""
        ready, state = clip.is_ready(poll.now), clip.state(poll.now)
        return {
            "status": state,
            "progress": 100 if state == "succeeded" else 0,
            "audio_url": at.audio if ready else "",
            "lyrics": clip.lyrics,
            "duration": clip.seconds if state == "succeeded" else 0,
            **dict.fromkeys(FIELDS, ""),
            **clip.echoes.get("said", {}),
        }

    def webhook_fields(self, task: Task) -> dict[str, Any]:
        """What was asked for."""
        return {"prompt": task.commission.prompt, "theme": "", "instrument": ""}

    def paths(self, clip: Clip) -> tuple[str, str]:
        """It draws no picture; nobody is told of one."""
        folder = seeded("nuro", clip.draw).choice(("nuro", "nuro/out"))
        return f"{folder}/{clip.clip_id}.{clip.container}", f"nuro/image/{clip.clip_id}.jpg"


def _unfinished_body(task: Task, now: float) -> dict[str, Any]:
    """The object without its song."""
    soonest = min(clip.ends_at for clip in task.clips)
    done = (now - task.made_at) / max(1.0, soonest - task.made_at)
    progress = min(99, int(100 * done))
    empty = dict.fromkeys(("audio_url", "lyrics"), "")
    body = {"task_id": task.task_id, "status": "running" if progress else "pending", "progress": progress, **empty}
    return {**body, "duration": 0, **dict.fromkeys(FIELDS, "")}
