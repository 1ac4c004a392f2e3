"""What must be true once all is quiet, whatever was killed: of every job, every message and every credit."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.errors import Problem
from bot.jobs.privacy import is_private
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.offers import Host
from bot.musicapi.operations import Gives, Operation
from cogs.text.catalog import say
from cogs.text.errors import sentence_of
from cogs.text.operation_words import words_for
from data import clips, tables
from data.copies import audit
from data.jobs import queries
from data.rows import ClipState, JobState
from tests.e2e.conftest import audio, is_done, is_failed, said, title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from data.engine.database import Database
    from data.engine.transaction import Transaction
    from data.rows import Job
    from sandbox.discord.entities import Message
    from sandbox.musicapi.state import Create
    from sandbox.world import Sandbox

# In the words of every order that has any, and so in the request that MusicAPI gets for it.
MARK = re.compile(r"number \d+ of the run")
# What no log may hold, whatever else happens.
NEVER_LOGGED = ("Traceback", "stopped_by_error", "books_differ", "books_unchecked", "interaction_failed")


NOTHING_ASKED: Mapping[str, int] = MappingProxyType({})


def marked(number: int) -> str:
    """Words that only one order has."""
    return f"number {number} of the run"


@dataclass
class Reckoning:
    """What became of everything; the last three are empty where all is well."""

    jobs: int = 0
    made: int = 0  # requests that MusicAPI took
    posted: int = 0
    refunded: Counter[str] = field(default_factory=Counter[str])  # by why
    doubled: list[str] = field(default_factory=list[str])  # said, sent or made twice
    lost: list[str] = field(default_factory=list[str])  # neither posted nor refunded, or nobody was told
    differences: list[str] = field(default_factory=list[str])  # what `python -m bot.check` finds

    @property
    def flaws(self) -> list[str]:
        """Everything that must not be."""
        return [*self.doubled, *self.lost, *self.differences]


async def reckon(world: Sandbox, database: Database) -> Reckoning:
    """Hold the database, Discord and MusicAPI against each other."""
    found = Reckoning(made=len(world.vendor.accepted))
    async with database.reading() as tx:
        jobs = await queries.many(tx, select(tables.jobs).order_by(tables.jobs.c.id))
        found.differences = [finding.says for finding in await audit.findings(tx)]
        heard = {job.id: await _living_clips(tx, job) for job in jobs}
    messages = {message.id: message for message in said_by_the_bot(world)}
    seen = set[int]()
    found.jobs = len(jobs)
    for job in jobs:
        message = message_for_one(world, job, seen) if is_private(job) else messages.get(job.message_id or 0)
        seen |= {message.id} if message is not None else set()
        if not job.state.final or job.delivered_at is None:
            found.lost.append(f"job {job.id} is {job.state}, and was told so: {job.delivered_at is not None}")
        elif (wrong := flaw_of(job, message, heard[job.id])) is not None:
            found.lost.append(f"job {job.id} is {job.state}: {wrong}")
        elif job.state is JobState.DONE:
            found.posted += 1
        else:
            found.refunded[str(job.failure)] += 1
    found.doubled = [*_said_twice(jobs, messages.values(), seen), *made_twice(world.vendor.creates, _asked(jobs))]
    return found


def said_by_the_bot(world: Sandbox) -> list[Message]:
    """What the bot said to everybody of a channel, or to somebody by letter; not what is still “thinking…”."""
    return [
        message
        for channel in world.world.channels.values()
        for message in channel.messages.values()
        if message.author is world.world.bot and message.private_to is None and not message.loading
    ]


def message_for_one(world: Sandbox, job: Job, others: Collection[int] = ()) -> Message | None:
    """What one person alone was told of their job: in the channel, or else by a letter that is none of the `others`."""
    shown = world.world.channels[job.channel_id].messages.get(job.message_id or 0)
    words = words_for(job.operation)
    if shown is not None and title(shown) in (words.ready, words.failed):
        return shown
    letters = world.world.dms[job.user_id].messages.values() if job.user_id in world.world.dms else ()
    ends = words.ready if job.state is JobState.DONE else words.failed
    return next((each for each in letters if title(each) == ends and each.id not in others), shown)


def flaw_of(job: Job, message: Message | None, living: int) -> str | None:
    """What is wrong with the message of a job that is over; `living` is how many of its clips can be heard."""
    if message is None:
        return "it has no message"
    if job.state is JobState.FAILED:
        is_said = is_failed(message) and " back" in said(message)
        return None if is_said else f"its message says {title(message)!r}"
    if not is_done(message):
        return f"its message says {title(message)!r}"
    words = str(message.embeds).lower()
    match _gives(job):
        case Gives.SONGS if not living or (len(audio(message)) < living and "could not be attached" not in words):
            return f"{len(audio(message))} of {living} clips hang at its message"
        case Gives.FILES if not message.attachments and "could not be attached" not in words:
            return "no file hangs at its message"
        case _:
            return None


def made_twice(creates: Iterable[Create], asked: Mapping[str, int] = NOTHING_ASKED) -> list[str]:
    """What MusicAPI took more often than it was `asked` for; what is not named there was asked for once."""
    words = Counter(mark for create in creates if create.accepted for mark in marks_of(create))
    often = {mark: count for mark, count in words.items() if count > max(1, asked.get(mark, 0))}
    return [f"MusicAPI took {mark!r} {count} times" for mark, count in often.items()]


def marks_of(create: Create) -> set[str]:
    """By what a request is known."""
    return set(MARK.findall(json.dumps(create.body)))


def _asked(jobs: list[Job]) -> Counter[str]:
    """How often each words were asked for: another take of a song repeats them."""
    return Counter(mark for job in jobs for mark in set(MARK.findall(json.dumps(job.brief.as_json()))))


async def _living_clips(tx: Transaction, job: Job) -> int:
    return sum(clip.state is ClipState.SUCCEEDED for clip in await clips.of_job(tx, job.id))


def _gives(job: Job) -> Gives:
    family = next(known for known in FAMILIES[Host.MUSICAPI] if known.name == job.family)
    return family.offers[Operation(job.operation)].gives


def _said_twice(jobs: list[Job], messages: Iterable[Message], seen: Collection[int]) -> list[str]:
    known = Counter(job.message_id for job in jobs if job.message_id is not None)
    shared = [f"message {message_id} is {count} jobs'" for message_id, count in known.items() if count > 1]
    interrupted = sentence_of(Problem.INTERRUPTED)
    others = [message for message in messages if message.id not in {*known, *seen} and message.content != interrupted]
    told = Counter(message.reply_to for message in others if is_notice(message) and message.reply_to in known)
    shared += [f"message {message_id} has {count} notices" for message_id, count in told.items() if count > 1]
    others = [message for message in others if not is_notice(message) or message.reply_to not in told]
    return shared + [f"{message.content or title(message)!r} is no job's message" for message in others]


def is_notice(message: Message) -> bool:
    """Whether it only tells somebody that another message shows how their song ended."""
    return not message.embeds and message.content.endswith(say("notice-off"))
