"""What most families have in common: where tasks are polled, and the shapes that hold clips and failures."""

from __future__ import annotations

from typing import Any

from sandbox.musicapi.operation import CREATE, Operation, TaskOperation
from sandbox.musicapi.poll import Poll
from sandbox.musicapi.works import Clip, Task


class BaseFamily:
    """A family whose tasks are found at `task/<id>` and give a list of clips."""

    name = ""
    operations: tuple[Operation, ...] = ()
    gone_from: frozenset[str] = frozenset()
    platform = ""
    streams = False
    polled_at: tuple[str, ...] = ("task",)
    not_found: tuple[int, ...] = (400, 404)  # 404 by the SDK, 400 by the error page

    @property
    def task_types(self) -> tuple[str, ...]:
        """Every task type that was ever documented for its create, retired ones too."""
        return tuple(operation.name for operation in self.operations if operation.path == CREATE)

    def operation_at(self, path: str) -> Operation | None:
        """What is asked for at this path below the family; None for `create`, whose bodies say it."""
        return next((operation for operation in self.operations if operation.path == path != CREATE), None)

    def task_operation(self, name: str) -> TaskOperation:
        """The operation of this name that makes a task."""
        found = (operation for operation in self.operations if operation.name == name)
        return next(operation for operation in found if isinstance(operation, TaskOperation))

    def finds(self, task: Task, word: str) -> bool:
        """Whether this task can be polled under `word`; an upload that was waited for cannot."""
        del word
        return task.commission.family == self.name and not task.commission.at_once

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The task's id at the root; a clip's where the answer waited for it."""
        del brought
        if task.commission.at_once:
            return {"code": 200, "clip_id": task.clips[0].clip_id, "message": "success"}
        return {"message": "success", "task_id": task.task_id}

    def result(self, task: Task, clips: list[dict[str, Any]], poll: Poll) -> dict[str, Any]:
        """`code` is 200 whether all clips are there or not."""
        del task, poll
        return {"code": 200, "message": "success", "data": clips}

    def failure(self, task: Task, kind: str, reason: str, poll: Poll) -> dict[str, Any]:
        """In-band, in a 200."""
        del task
        return {"type": kind, poll.rng.choice(("error", "message")): reason}

    def webhook_fields(self, task: Task) -> dict[str, Any]:
        """Nothing more than a poll is told."""
        del task
        return {}
