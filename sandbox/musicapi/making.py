"""From an accepted commission to a task: its clips, their music, and when what becomes of them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.musicapi.dice import dice, new_uuid
from sandbox.musicapi.sound.score import Score
from sandbox.musicapi.words import new_lyrics, new_title
from sandbox.musicapi.works import NEVER, Clip, Commission, Failure, Task

if TYPE_CHECKING:
    from random import Random

    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.orders import Fate

SLOW_Z = 1.2816  # the 90th percentile of the normal distribution
LATE_FILE = 0.12  # the share of clips whose file comes a little after their state says so
UNSEEN = 0.06  # the share of tasks that a poll does not find at first


def new_task(
    family: Family,
    commission: Commission,
    fate: Fate,
    *,
    seed: int,
    number: int,
    now: float,
    price: int,
    clip_seconds: float | None,
) -> Task:
    """The task that this commission becomes: all of its future, drawn at once."""
    rng = dice("task", seed, number)
    task_id = new_uuid(rng)
    named, ends = _times(family, commission, fate, rng, now)
    count = 1 if fate.short else family.clips
    clips = [
        _clip(family, commission, fate, rng, task_id, position, now, (named, ends[position - 1]), clip_seconds)
        for position in range(1, count + 1)
    ]
    partial = family.partial(rng)
    if fate.named is not None:
        partial = "named"
    elif fate.ends and partial == "together":
        partial = "one_by_one"  # an ordered time is one that can be seen
    task = Task(
        task_id=task_id,
        number=number,
        commission=commission,
        price=price,
        made_at=now,
        visible_at=now + (rng.uniform(0.5, 2.0) if rng.random() < UNSEEN else 0.0),
        clips=clips,
        partial=partial,
    )
    if failure := _failure(commission, fate, task):
        task.doom(failure)
    return task


def _times(
    family: Family, commission: Commission, fate: Fate, rng: Random, now: float
) -> tuple[float, tuple[float, ...]]:
    """When the clips are first named, and when each is final."""
    pace = family.pace(commission)
    spread = math.log(pace.slow / pace.median) / SLOW_Z
    whole = min(pace.slow * 2.5, max(pace.median * 0.45, rng.lognormvariate(math.log(pace.median), spread)))
    lags = [0.0, *(rng.uniform(*pace.lag) for _ in range(family.clips - 1))]
    rng.shuffle(lags)  # the second clip may well be the first to be final
    ends = [max(1.0, whole - max(lags) + lag) for lag in lags]
    for place, end in enumerate(fate.ends[: family.clips]):
        ends[place] = end
    named = fate.named if fate.named is not None else min(ends) * rng.uniform(0.3, 0.7)
    if fate.stalls:
        ends = [NEVER] * len(ends)
    return now + named, tuple(now + end for end in ends)


def _failure(commission: Commission, fate: Fate, task: Task) -> Failure | None:
    # Before any clip is final, unless ordered otherwise: a task that gives something and then fails was never seen.
    usual = task.made_at + 0.9 * (min(clip.ends_at for clip in task.clips) - task.made_at)
    usual = task.made_at + 60 if usual == NEVER else usual
    if fate.failure is not None:
        kind, reason = fate.failure
        return Failure(kind, reason, usual if fate.fails_after is None else task.made_at + fate.fails_after)
    return Failure("failed", commission.doomed, usual) if commission.doomed else None


def _clip(  # one parameter for each thing that a clip follows from
    family: Family,
    commission: Commission,
    fate: Fate,
    rng: Random,
    task_id: str,
    position: int,
    now: float,
    times: tuple[float, float],
    clip_seconds: float | None,
) -> Clip:
    named, ends = times
    clip_id = new_uuid(rng)
    score, length = _music(family, commission, rng, task_id, position, clip_seconds)
    fails = position in fate.dead_clips
    return Clip(
        clip_id=clip_id,
        task_id=task_id,
        family=family.name,
        position=position,
        mv=commission.mv,
        title=_title(commission, rng),
        style=commission.style or commission.prompt,
        lyrics=_lyrics(commission, rng),
        description="" if commission.custom else commission.prompt,
        instrumental=commission.instrumental,
        seconds=round(length, family.digits),
        score=score,
        made_at=now,
        named_at=named,
        ends_at=ends,
        url_at=ends + (rng.uniform(1.0, 4.0) if rng.random() < LATE_FILE and not fate.ends else 0.0),
        echoes=dict(commission.echoes),
        fails=fails,
        reason=fate.dead_reason if fails else "",
    )


def _title(commission: Commission, rng: Random) -> str:
    made_up = new_title(commission.prompt, rng)
    if commission.may_be_retitled and rng.random() < 0.3:
        return made_up  # [L 2026-07-15]: the provider rewrote a title
    return commission.title or (commission.source.title if commission.source else made_up)


def _lyrics(commission: Commission, rng: Random) -> str:
    made_up = new_lyrics(commission.prompt, rng)
    if commission.lyrics or commission.instrumental:
        return commission.lyrics
    if commission.source is not None and (commission.continue_at is None or commission.keeps_source):
        return commission.source.lyrics
    return "" if commission.custom else made_up


def _sung(commission: Commission) -> bool:
    """Whether there is a voice: labels in brackets alone are not sung."""
    return not commission.instrumental and bool(
        not commission.lyrics or re.sub(r"\[[^\]]*\]|\s", "", commission.lyrics)
    )


def _music(
    family: Family, commission: Commission, rng: Random, task_id: str, position: int, clip_seconds: float | None
) -> tuple[Score, float]:
    """What the clip sounds like, and for how many seconds."""
    new = family.seconds(commission, rng)
    if clip_seconds is not None:
        new = min(clip_seconds, commission.seconds or clip_seconds) * rng.uniform(0.95, 1.0)
    words = f"{commission.prompt} {commission.style}".strip()
    source, lead = commission.source, _sung(commission)
    if source is None:
        return Score(tune=task_id, words=words, dress=words, take=position, lead=lead), new
    old = source.score
    if commission.continue_at is None:  # a cover: the same melody in another dress
        return replace(old, dress=words or old.dress, touch=position, lead=lead), source.seconds
    if commission.keeps_source:
        return old, commission.continue_at + new
    take = old.take if position == 1 else old.take * 10 + position
    return replace(old, take=take, start=old.start + commission.continue_at, lead=lead), new
