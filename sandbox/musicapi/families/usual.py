"""What most families have in common: where tasks are looked at, and the shapes that hold clips and failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from sandbox.musicapi.works import Clip, Task


class Usual:
    """A family whose tasks are found at `task/<id>` and give a list of clips."""

    name = ""
    looks: tuple[str, ...] = ("task",)
    not_found: tuple[int, ...] = (400, 404)  # 404 by the SDK, 400 by the error page

    def finds(self, task: Task, word: str) -> bool:
        """Whether this task can be looked at under `word`; an upload that was waited for cannot."""
        del word
        return task.commission.family == self.name and not task.commission.at_once

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The task's id at the root; a clip's where the answer waited for it."""
        del brought
        if task.commission.at_once:
            return {"code": 200, "clip_id": task.clips[0].clip_id, "message": "success"}
        return {"message": "success", "task_id": task.task_id}

    def result(self, task: Task, clips: list[dict[str, Any]], now: float) -> dict[str, Any]:
        """`code` is 200 whether all clips are there or not."""
        del task, now
        return {"code": 200, "message": "success", "data": clips}

    def failure(self, task: Task, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """In-band, in a 200."""
        del task
        return {"type": kind, rng.choice(("error", "message")): reason}
