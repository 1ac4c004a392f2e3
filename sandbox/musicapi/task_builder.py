"""From an accepted commission to a task: its clips, their music, and when what becomes of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from sandbox.musicapi.family import Family
from sandbox.musicapi.music import lyrics_of, music, recorded, title_of
from sandbox.musicapi.operation import TaskOperation
from sandbox.musicapi.orders import TaskFault
from sandbox.musicapi.rng import new_uuid, seeded
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.stems import stems
from sandbox.musicapi.state import VendorState
from sandbox.musicapi.works import NEVER, Clip, Commission, Failure, Partial, Recording, Task

SLOW_Z = 1.2816  # the 90th percentile of the normal distribution
LATE_FILE = 0.12  # the share of clips whose file comes a little after their state says so
UNSEEN = 0.06  # the share of tasks that a poll does not find at first
JOINING = (4.0, 20.0)  # seconds from a clip to the whole song that it belongs to


@dataclass(frozen=True, slots=True)
class TaskBuilder:
    """What a task and its clips follow from; ids also follow from when the vendor began, so that none comes twice."""

    family: Family
    operation: TaskOperation
    commission: Commission
    fault: TaskFault
    vendor: VendorState
    number: int  # of the task, from 1

    def task(self, price: int) -> Task:
        """The task: all of its future, drawn at once."""
        draw = self._song
        rng, now = seeded("task", draw), self._now
        task_id = new_uuid(seeded("id", draw, self.vendor.began_at))
        named, ends = self._times(rng)
        count = 1 if self.fault.short else self._count
        task = Task(
            task_id=task_id,
            draw=draw,
            commission=self.commission,
            price=price,
            made_at=now,
            visible_at=now + (rng.uniform(0.5, 2.0) if rng.random() < UNSEEN else 0.0),
            clips=[self._clip(task_id, place + 1, named, ends[place]) for place in range(count)],
            partial=self._partial(rng),
        )
        if failure := self._failure(task):
            task.fail_with(failure)
        return task

    @property
    def _now(self) -> float:
        return self.vendor.clock.now()

    @property
    def _song(self) -> str:
        return f"{self.vendor.seed}/{self.number}"

    @property
    def _count(self) -> int:
        return self.family.clips if self.commission.count is None else self.commission.count

    def _times(self, rng: Random) -> tuple[float, list[float]]:
        """When the clips are first named, and when each is final."""
        if self.commission.at_once:
            return self._now, [self._now] * self._count
        pace, fault = self.operation.pace or self.family.pace(self.commission), self.fault
        spread = math.log(pace.slow / pace.median) / SLOW_Z
        whole = min(pace.slow * 2.5, max(pace.median * 0.45, rng.lognormvariate(math.log(pace.median), spread)))
        lags = [0.0, *(rng.uniform(*pace.lag) for _ in range(self._count - 1))]
        rng.shuffle(lags)  # the second clip may well be the first to be final
        ends = [max(1.0, whole - max(lags) + lag) for lag in lags]
        for place, end in enumerate(fault.ends[: self._count]):
            ends[place] = end
        named = fault.named if fault.named is not None else min(ends) * rng.uniform(0.3, 0.7)
        return self._now + named, [NEVER if fault.stalls else self._now + end for end in ends]

    def _partial(self, rng: Random) -> Partial:
        partial = self.family.partial(rng, self.vendor.profile)
        if self.fault.named is not None:
            return "named"
        if self.commission.gives != "song":
            return "together"
        # An ordered time is one that can be seen.
        return "one_by_one" if self.fault.ends and partial == "together" else partial

    def _failure(self, task: Task) -> Failure | None:
        last = max(task.clips, key=lambda clip: clip.ends_at)
        # Before any clip is final, unless ordered otherwise: a task that gives something and then fails was never seen.
        soonest = min(clip.ends_at for clip in task.clips)
        at = self._now + (60.0 if soonest == NEVER else 0.9 * (soonest - self._now))
        if self.fault.failure is None:
            if self.commission.objection:
                return Failure("forbidden", self.commission.objection, at)
            return Failure("failed", self.commission.upstream_error, at) if self.commission.upstream_error else None
        kind, reason = self.fault.failure
        if self.fault.fails_after is not None:
            at = self._now + self.fault.fails_after
            if last.ends_at < at:  # a task that was done does not fail
                last.ends_at = last.url_at = at
        return Failure(kind, reason, at)

    def _clip(self, task_id: str, position: int, named: float, ends: float) -> Clip:
        commission, fault = self.commission, self.fault
        draw, song = f"{self._song}/{position}", self._song
        # One song, performed twice: its title and its words are those of the task.
        title, lyrics = title_of(commission, seeded("words", song)), lyrics_of(commission, seeded("words", song))
        if commission.gives == "lyrics":
            # Two drafts of one topic are two texts.
            title, lyrics = title_of(commission, seeded("words", draw)), lyrics_of(commission, seeded("words", draw))
        (stem, brief), late = self.part(position, lyrics, seeded("music", draw)), seeded("late", draw)
        lag = late.uniform(1.0, 4.0) if late.random() < LATE_FILE and self._may_lag else 0.0
        fails = position in fault.dead_clips
        clip = Clip(
            clip_id=new_uuid(seeded("id", draw, self.vendor.began_at)),
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
            made_at=self._now,
            named_at=named,
            ends_at=ends,
            url_at=ends + lag,
            echoes=dict(commission.echoes),
            container=commission.container or self.family.container,
            product=commission.gives,
            stem=stem,
            continues=commission.edit == "extend" and not commission.keeps_source,
            fails=fails,
            reason=fault.dead_reason if fails else "",
        )
        if commission.joins:
            clip.joined = self._joined(clip)
        return clip

    @property
    def _may_lag(self) -> bool:
        return not self.fault.ends and not self.commission.at_once

    def part(self, position: int, lyrics: str, rng: Random) -> tuple[str, Brief]:
        """Which part of the song the clip is, where it is one, and what it sounds like."""
        commission = self.commission
        if commission.recording is not None:
            return "", recorded(commission.recording)
        new = self.family.seconds(commission, rng)
        if (bound := self.vendor.clip_seconds) is not None:
            new = min(bound, commission.seconds or bound) * rng.uniform(0.95, 1.0)
        if self.operation.sound is not None and commission.source is not None:
            brief = self.operation.sound(commission.source, commission, position)
        else:
            brief = music(commission, self._song, position, lyrics, new)
        if commission.gives != "stem":
            return "", brief
        part = stems(brief, self._count)[position - 1]
        return part.name, part.brief

    def _joined(self, clip: Clip) -> Clip:
        """The whole song that a new part belongs to, a little later."""
        whole = replace(self, commission=replace(self.commission, keeps_source=True))
        _, brief = whole.part(clip.position, clip.lyrics, seeded("music", clip.draw))
        at = clip.ends_at + seeded("joined", clip.draw).uniform(*JOINING)
        return replace(
            clip,
            clip_id=new_uuid(seeded("id", clip.draw, "joined", self.vendor.began_at)),
            draw=f"{clip.draw}/joined",
            seconds=round(brief.seconds, self.family.digits),
            brief=brief,
            ends_at=at,
            url_at=at,
            continues=False,
        )


def uploaded_clip(family: Family, recording: Recording, number: int, *, seed: int, world: float, now: float) -> Clip:
    """The clip that becomes of audio that a customer brought with the request for task `number`."""
    brief, draw = recorded(recording), f"{seed}/{number}/upload"
    return Clip(
        clip_id=new_uuid(seeded("id", draw, world)),
        task_id="",
        draw=draw,
        family=family.name,
        position=0,
        mv="",
        title="",
        style="",
        lyrics="",
        description="",
        instrumental=True,
        seconds=round(brief.seconds, family.digits),
        brief=brief,
        made_at=now,
        named_at=now,
        ends_at=now,
        url_at=now,
        echoes={},
        container=family.container,
        product="upload",
    )
