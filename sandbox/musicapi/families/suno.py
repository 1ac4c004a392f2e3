"""Sonic by its older name, and the lyrics that only that name makes as a task (musicapi.md 3.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.families.sonic import Sonic
from sandbox.musicapi.words import new_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sandbox.musicapi.families.family import Addresses
    from sandbox.musicapi.works import Clip, Task

CLIP, LYRICS = "clip", "get-lyrics"  # where songs and lyrics are looked at


class Suno(Sonic):
    """The same clips and tasks as sonic's, by other paths."""

    looks = (CLIP, LYRICS)
    endpoints: Mapping[str, str] = {"make-lyrics": "make_lyrics"}

    def finds(self, task: Task, word: str) -> bool:
        """Lyrics at one place, songs at the other."""
        return task.commission.family == self.name and (task.commission.gives == "lyrics") == (word == LYRICS)

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The id of a task that writes lyrics is one level down."""
        if task.commission.gives == "lyrics":
            return {"code": 200, "data": {"task_id": task.task_id}, "message": "success"}
        return super().accepted(task, brought)

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """Lyrics are an object from the start."""
        if task.commission.gives == "lyrics":
            return 200, _lyrics(task, "running")
        return super().waiting(task, now, rng)

    def result(self, task: Task, clips: list[dict[str, Any]], now: float) -> dict[str, Any]:
        """Lyrics are an object, songs a list."""
        if task.commission.gives == "lyrics":
            return _lyrics(task, "complete", **clips[0])
        return super().result(task, clips, now)

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """Lyrics have a title and a text."""
        if clip.product == "lyrics":
            return {"title": clip.title or new_title("", rng), "text": clip.lyrics}
        return super().describe(clip, now, at, rng)


def _lyrics(task: Task, status: str, title: str = "", text: str = "") -> dict[str, Any]:
    told = {"status": status, "text": text, "title": title, "task_id": task.task_id}
    return {"code": 200, "data": {**told, "input": task.commission.prompt, "metadata": None}, "message": "success"}
