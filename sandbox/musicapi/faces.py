"""What a poll is told: one task's state in the shapes that the live vendor was seen to use (musicapi.md 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.exchange import Answer, json_answer
from sandbox.musicapi.dice import dice
from sandbox.musicapi.refusals import TIMED_OUT, Voice

if TYPE_CHECKING:
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
        return json_answer(200, family.failure(task.failure.kind, task.failure.reason, rng))
    named = _named(task, now)
    if not named:
        status, body = family.waiting(task, rng)
        return json_answer(status, body)
    if len(named) > 1 and rng.random() < SHUFFLED:
        named.reverse()
    clips = [family.describe(clip, now, files.addresses(clip, now), _clip_dice(clip, task, rng)) for clip in named]
    return json_answer(200, family.result(clips, done=task.done(now)))


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
