"""From an accepted commission to a task: its clips, their music, and when what becomes of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.musicapi.dice import dice, new_uuid
from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.musicapi.words import new_lyrics, new_title
from sandbox.musicapi.works import NEVER, Clip, Commission, Failure, Task

if TYPE_CHECKING:
    from random import Random

    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.orders import Fate
    from sandbox.musicapi.works import Partial

SLOW_Z = 1.2816  # the 90th percentile of the normal distribution
LATE_FILE = 0.12  # the share of clips whose file comes a little after their state says so
UNSEEN = 0.06  # the share of tasks that a poll does not find at first


@dataclass(frozen=True, slots=True)
class Making:
    """What a task and its clips follow from; `world` tells apart the worlds that have one seed: no id comes twice."""

    family: Family
    commission: Commission
    fate: Fate
    seed: int
    number: int  # of the task, from 1
    world: float
    now: float
    clip_seconds: float | None

    def task(self, price: int) -> Task:
        """The task: all of its future, drawn at once."""
        draw = f"{self.seed}/{self.number}"
        rng = dice("task", draw)
        task_id = new_uuid(dice("id", draw, self.world))
        named, ends = self._times(rng)
        count = 1 if self.fate.short else self.family.clips
        task = Task(
            task_id=task_id,
            draw=draw,
            commission=self.commission,
            price=price,
            made_at=self.now,
            visible_at=self.now + (rng.uniform(0.5, 2.0) if rng.random() < UNSEEN else 0.0),
            clips=[self._clip(task_id, place + 1, named, ends[place]) for place in range(count)],
            partial=self._partial(rng),
        )
        if failure := self._failure(task):
            task.doom(failure)
        return task

    def _times(self, rng: Random) -> tuple[float, list[float]]:
        """When the clips are first named, and when each is final."""
        pace, fate = self.family.pace(self.commission), self.fate
        spread = math.log(pace.slow / pace.median) / SLOW_Z
        whole = min(pace.slow * 2.5, max(pace.median * 0.45, rng.lognormvariate(math.log(pace.median), spread)))
        lags = [0.0, *(rng.uniform(*pace.lag) for _ in range(self.family.clips - 1))]
        rng.shuffle(lags)  # the second clip may well be the first to be final
        ends = [max(1.0, whole - max(lags) + lag) for lag in lags]
        for place, end in enumerate(fate.ends[: self.family.clips]):
            ends[place] = end
        named = fate.named if fate.named is not None else min(ends) * rng.uniform(0.3, 0.7)
        return self.now + named, [NEVER if fate.stalls else self.now + end for end in ends]

    def _partial(self, rng: Random) -> Partial:
        partial = self.family.partial(rng)
        if self.fate.named is not None:
            return "named"
        # An ordered time is one that can be seen.
        return "one_by_one" if self.fate.ends and partial == "together" else partial

    def _failure(self, task: Task) -> Failure | None:
        last = max(task.clips, key=lambda clip: clip.ends_at)
        # Before any clip is final, unless ordered otherwise: a task that gives something and then fails was never seen.
        soonest = min(clip.ends_at for clip in task.clips)
        at = self.now + (60.0 if soonest == NEVER else 0.9 * (soonest - self.now))
        if self.fate.failure is None:
            return Failure("failed", self.commission.doomed, at) if self.commission.doomed else None
        kind, reason = self.fate.failure
        if self.fate.fails_after is not None:
            at = self.now + self.fate.fails_after
            if last.ends_at < at:  # a task that was done does not fail
                last.ends_at = last.url_at = at
        return Failure(kind, reason, at)

    def _clip(self, task_id: str, position: int, named: float, ends: float) -> Clip:
        commission, fate = self.commission, self.fate
        draw, song = f"{self.seed}/{self.number}/{position}", f"{self.seed}/{self.number}"
        # One song, performed twice: its title and its words are those of the task.
        title, lyrics = _title(commission, dice("words", song)), _lyrics(commission, dice("words", song))
        brief, late = self._music(position, lyrics, dice("music", draw)), dice("late", draw)
        lag = late.uniform(1.0, 4.0) if late.random() < LATE_FILE and not fate.ends else 0.0
        fails = position in fate.dead_clips
        return Clip(
            clip_id=new_uuid(dice("id", draw, self.world)),
            task_id=task_id,
            draw=draw,
            family=self.family.name,
            position=position,
            mv=commission.mv,
            title=title,
            style=commission.style or commission.prompt,
            lyrics=lyrics,
            description="" if commission.custom else commission.prompt,
            instrumental=commission.instrumental,
            seconds=round(brief.seconds, self.family.digits),
            brief=brief,
            made_at=self.now,
            named_at=named,
            ends_at=ends,
            url_at=ends + lag,
            echoes=dict(commission.echoes),
            fails=fails,
            reason=fate.dead_reason if fails else "",
        )

    def _music(self, position: int, lyrics: str, rng: Random) -> Brief:
        """What the clip sounds like."""
        commission = self.commission
        new = self.family.seconds(commission, rng)
        if self.clip_seconds is not None:
            new = min(self.clip_seconds, commission.seconds or self.clip_seconds) * rng.uniform(0.95, 1.0)
        words = f"{commission.prompt} {commission.style}".strip()
        source, lead = commission.source, _sung(commission)
        if source is not None and commission.continue_at is None:
            return source.brief.covered(words, position, commission.lyrics, lead=lead)
        if source is not None and not lyrics and lead:
            lyrics = source.lyrics  # who has no new words sings the old ones again
        stretch = Stretch(new, lyrics if lead else "", lead, take=position, plan=lyrics)
        if source is None:
            return Brief(f"{self.seed}/{self.number}", words, words, (stretch,))
        return source.brief.extended(commission.continue_at or 0.0, stretch, whole=commission.keeps_source)


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
