"""What a poll is told: one task's state in the shapes that the live vendor was seen to use (musicapi.md 10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.musicapi.family import Family
from sandbox.musicapi.poll import Poll
from sandbox.musicapi.refusals import TIMED_OUT, ErrorFormat
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.state import VendorState
from sandbox.musicapi.works import Clip, Task
from sandbox.wire.exchange import Answer, json_answer

SHUFFLED = 0.3  # the share of answers that name the clips in another order: none is promised


def poll_answer(task: Task, family: Family, vendor: VendorState, *, knows_all: bool = False) -> Answer:
    """The answer to the poll of this moment; the same task polled again may well be told otherwise.

    Nothing is held back from whoever `knows_all`.
    """
    now, operation = vendor.clock.now(), family.task_operation(task.commission.task_type)
    poll = Poll(now, seeded("face", task.draw, task.polls), vendor.profile, vendor.readings)
    if task.failure is not None and task.has_failed(now):
        if task.failure.kind == "http504":
            return ErrorFormat(poll.rng, typed=False).answer(504, TIMED_OUT)
        return json_answer(200, family.failure(task, task.failure.kind, task.failure.reason, poll))
    named = _named(task, now) if knows_all or not vendor.mood.holds_back(task, now, poll.rng) else []
    if not named:
        status, body = family.waiting(task, poll) if operation.waiting is None else (200, operation.waiting(task))
        return json_answer(status, body)
    if len(named) > 1 and poll.rng.random() < SHUFFLED:
        named.reverse()
    describe = operation.describe or family.describe

    def told(clip: Clip) -> dict[str, Any]:
        # Drawn per clip and poll, and apart from what is drawn for the other clip.
        of_clip = replace(poll, rng=seeded("clip", clip.draw, task.polls, poll.rng.random()))
        return describe(clip, vendor.files.addresses(clip, now), of_clip)

    clips = [_with_whole(clip, task, now, told) if task.commission.joins else told(clip) for clip in named]
    result = family.result(task, clips, poll) if operation.result is None else operation.result(task, clips)
    return json_answer(200, result)


def _with_whole(clip: Clip, task: Task, now: float, told: Callable[[Clip], dict[str, Any]]) -> dict[str, Any]:
    """A new part beside the whole song, which is null while it is being joined [C 2026-09]."""
    part = "replaced" if task.commission.edit == "replace" else "extended"
    whole = clip.joined
    return {part: told(clip), "full": told(whole) if whole is not None and whole.is_ready(now) else None}


def _named(task: Task, now: float) -> list[Clip]:
    if task.is_done(now):
        return list(task.clips)
    if task.partial == "together":
        return []
    if task.partial == "one_by_one":
        return [clip for clip in task.clips if now >= clip.ends_at]
    return [clip for clip in task.clips if now >= clip.named_at]
