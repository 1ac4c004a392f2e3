"""Studio, which is known as unavailable: two songs per call, in envelopes of its own (musicapi.md 5)."""

from __future__ import annotations

from random import Random
from typing import Any

from sandbox.musicapi.families.base import BaseFamily
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.works import Clip, Commission, Partial, Task
from sandbox.wire.clock import stamp

MODELS = ("studio130-v1.5", "studio32-v1.5")
PROMPT, LYRICS = 1000, 1000  # of the prompt no number is published
STRENGTHS = ("prompt_strength", "clarity_strength", "lyrics_strength", "generation_quality")
PLACES = ("song_section_start", "song_section_end", "lyrics_placement_start", "lyrics_placement_end")


def _song(form: Form, profile: Profile) -> Commission:
    """The body as the SDK's document lists it."""
    del profile
    prompt = form.text("prompt", most=PROMPT, required=True)
    kind = form.one_of("lyrics_type", ("user", "generate", "instrumental"))
    for name in STRENGTHS:
        form.number(name, least=0, most=1, required=True)
    mv = form.one_of("model_type", MODELS)
    if "config" not in form:
        form.refuse("The 'config' field is required.")
    form.one_of_object("config", "mode", ("regular",))
    lyrics = form.text("lyrics", most=LYRICS, required=kind == "user")
    form.boolean("bypass_prompt_optimization")
    form.text("negative_prompt")
    for name in PLACES:
        form.number(name, least=0, most=1)
    check_words(form, prompt, lyrics)
    return Commission(
        mv=mv,
        custom=kind == "user",
        prompt=prompt,
        style=prompt,
        lyrics=lyrics if kind == "user" else "",
        instrumental=kind == "instrumental",
        may_be_retitled=True,
    )


class Studio(BaseFamily):
    """Four use cases of one body."""

    name = "studio"
    clips = 2
    digits = 2
    container: Container = "mp3"
    not_found = (400,)
    operations: tuple[Operation, ...] = (TaskOperation("create_music", Prices(15, 15), _song, has_webhook=False),)

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The id is in `data`."""
        del brought
        return {"code": "success", "data": task.task_id}

    def pace(self, commission: Commission) -> Pace:
        """Not published; as the other family that makes two songs."""
        return Pace(median=60.0, slow=120.0) if commission.mv == MODELS[0] else Pace(median=40.0, slow=80.0)

    def seconds(self, commission: Commission, rng: Random) -> float:
        """What the models are called: 130 and 32 seconds."""
        del rng
        return 130.0 if commission.mv == MODELS[0] else 32.0

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """Both songs at once, as its example has it."""
        del rng, profile
        return "together"

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """NOT_START, then IN_PROGRESS, with no songs."""
        begun = poll.now > task.made_at + 3
        return 200, _task(task, "IN_PROGRESS" if begun else "NOT_START", "30%" if begun else "0%", [])

    def result(self, task: Task, clips: list[dict[str, Any]], poll: Poll) -> dict[str, Any]:
        """The songs, two levels down."""
        done = task.is_done(poll.now)
        return _task(task, "SUCCESS" if done else "IN_PROGRESS", "100%" if done else "60%", clips)

    def failure(self, task: Task, kind: str, reason: str, poll: Poll) -> dict[str, Any]:
        """The word for it is unknown; the reason has a field of its own."""
        del kind
        return _task(task, poll.rng.choice(("FAILURE", "FAILED", "FAIL")), "100%", [], reason)

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """A song has an `id` and paths, and says `finished` instead of a state."""
        ready = clip.is_ready(poll.now)
        return {
            "id": clip.clip_id,
            "tags": [tag.strip() for tag in clip.style.split(",") if tag.strip()][:5],
            "liked": False,
            "likes": 0,
            "plays": 0,
            "title": clip.title,
            "artist": "",
            "lyrics": clip.lyrics,
            "song_path": at.audio if ready else None,
            "image_path": at.image,
            "duration": clip.seconds,
            "created_at": stamp(clip.made_at).replace("+00:00", "Z"),
            "finished": ready,
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """Beside each other."""
        return f"studio/{clip.clip_id}.{clip.container}", f"studio/{clip.clip_id}.jpg"


def _task(task: Task, status: str, progress: str, songs: list[dict[str, Any]], reason: str = "") -> dict[str, Any]:
    told = {
        "task_id": task.task_id,
        "notify_hook": "",
        "action": "studio-generate",
        "status": status,
        "fail_reason": reason,
        "submit_time": int(task.made_at),
        "start_time": int(task.made_at) + 3 if status != "NOT_START" else 0,
        "finish_time": int(task.ends_at) if progress == "100%" else 0,
        "progress": progress,
        "data": {"songs": songs} if songs else None,
    }
    return {"code": "success", "message": "", "data": told}
