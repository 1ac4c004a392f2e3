"""What a poll is told: one task's state in the shapes that the live vendor was seen to use (musicapi.md 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice
from sandbox.musicapi.refusals import TIMED_OUT, Voice
from sandbox.wire.exchange import Answer, json_answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.files import Files
    from sandbox.musicapi.works import Clip, Task

SHUFFLED = 0.3  # the share of answers that name the clips in another order: none is promised


def face(task: Task, family: Family, files: Files, now: float) -> Answer:
    """The answer to the poll of this moment; the same task polled again may well show another face."""
    rng = dice("face", task.draw, task.polls)
    if task.failure is not None and task.failed(now):
        if task.failure.kind == "http504":
            return Voice(rng, typed=False).no(504, TIMED_OUT)
        return json_answer(200, family.failure(task, task.failure.kind, task.failure.reason, rng))
    named = _named(task, now)
    if not named:
        status, body = family.waiting(task, now, rng)
        return json_answer(status, body)
    if len(named) > 1 and rng.random() < SHUFFLED:
        named.reverse()

    def told(clip: Clip) -> dict[str, Any]:
        return family.describe(clip, now, files.addresses(clip, now), _clip_dice(clip, task, rng))

    clips = [_with_whole(clip, task, now, told) if task.commission.joins else told(clip) for clip in named]
    return json_answer(200, family.result(task, clips, now))


def _with_whole(clip: Clip, task: Task, now: float, told: Callable[[Clip], dict[str, Any]]) -> dict[str, Any]:
    """A new part beside the whole song, which is null while it is being joined [C 2026-09]."""
    part = "replaced" if task.commission.edit == "replace" else "extended"
    whole = clip.joined
    return {part: told(clip), "full": told(whole) if whole is not None and whole.ready(now) else None}


def _named(task: Task, now: float) -> list[Clip]:
    if task.done(now):
        return list(task.clips)
    if task.partial == "together":
        return []
    if task.partial == "one_by_one":
        return [clip for clip in task.clips if now >= clip.ends_at]
    return [clip for clip in task.clips if now >= clip.named_at]


def _clip_dice(clip: Clip, task: Task, rng: Random) -> Random:
    # Drawn per clip and poll, and apart from what is drawn for the other clip.
    return dice("clip", clip.draw, task.polls, rng.random())
