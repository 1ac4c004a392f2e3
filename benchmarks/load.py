"""Songs at once: how late their answers are, how late they are posted, and what that costs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import Answers, ask
from benchmarks.outside import Outside, open_outside
from benchmarks.process import Usage
from sandbox.discord.changes import Change
from sandbox.discord.entities import Message

WHOLE = 300.0  # seconds after the last question; what is not posted by then is missing


@dataclass(frozen=True, slots=True)
class Load:
    """A run of songs; both kinds of lags are sorted."""

    answers: Answers
    lags: tuple[float, ...]  # seconds from a song's being ready to its being posted with both clips
    known: tuple[float, ...]  # seconds from a song's being ready to the poll that is told so
    seconds: float  # from the first question until everything was posted
    posting: float  # seconds from the first song's being ready until everything was posted
    polls: float  # a song
    cpu: float  # seconds
    idle: Usage
    usage: Usage
    blocked: tuple[int, ...]


async def measure_load(module: str, folder: Path, songs: int, *, ready: tuple[float, float] = (4.0, 8.0)) -> Load:
    """Let `songs` be asked for at the same moment, and wait until each is posted with both clips.

    `ready`: the seconds that a song takes, from the shortest to the longest.
    """
    async with open_outside(module, folder, seconds=lambda chance: chance.uniform(*ready)) as outside:
        return await run_songs(outside, range(songs))


async def run_songs(outside: Outside, numbers: range, *, apart: float = 0.0) -> Load:
    """Let songs with these numbers be asked for, so many seconds `apart`, and wait until each is posted."""
    before, posted, another = outside.process.usage(), dict[int, float](), asyncio.Event()

    def notice(change: Change) -> None:
        message: Message | None = getattr(change, "message", None)
        if message is not None and message.id not in posted and _has_both(message):
            posted[message.id] = time.monotonic()
            another.set()

    outside.world.watchers.append(notice)
    began = time.monotonic()
    answers, asked = await ask(outside, numbers, apart=apart)
    try:
        async with asyncio.timeout(WHOLE):
            while len(posted) < len(numbers) - answers.late:
                another.clear()
                await another.wait()
    except TimeoutError:
        pass  # the table says how many were posted
    finally:
        outside.world.watchers.remove(notice)
    usage, last = outside.process.usage(), max(posted.values(), default=time.monotonic())
    known = outside.vendor.tasks.by_prompt()
    tasks = [known[prompt] for number in numbers if (prompt := f"song {number}") in known]
    lags = sorted(
        posted[invocation.message.id] - known[f"song {number}"].ready_at
        for number, invocation in zip(numbers, asked, strict=True)
        if invocation.message is not None and invocation.message.id in posted
    )
    return Load(
        answers=answers,
        lags=tuple(lags),
        known=tuple(sorted(task.known_at - task.ready_at for task in tasks if task.known_at is not None)),
        seconds=last - began,
        posting=last - min((task.ready_at for task in tasks), default=began),
        polls=sum(task.polls for task in tasks) / len(numbers),
        cpu=usage.cpu - before.cpu,
        idle=before,
        usage=usage,
        blocked=tuple(outside.process.blocked()),
    )


def _has_both(message: Message) -> bool:
    return sum(file.content_type.startswith("audio/") for file in message.attachments) == 2
