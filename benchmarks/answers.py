"""People who ask for songs, and how long they wait for the bot's answer and for the card."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.outside import GUILDS, Outside, open_outside
from benchmarks.process import Usage
from bot.jobs.shares import MEMBER_SHARE
from sandbox.discord.changes import Change
from sandbox.discord.entities import Message
from sandbox.discord.invocations import Answer, Invocation
from sandbox.discord.world import DiscordWorld

CARDS = 30.0  # seconds after the last answer for cards that come later


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds that people waited for an answer, sorted; `late` ones came after Discord's three seconds, or never.

    `deferred` ones said that the bot is thinking, and the card came later. `cards`: seconds until there was one.
    """

    seconds: tuple[float, ...]
    late: int
    deferred: int
    cards: tuple[float, ...]


@dataclass(slots=True)
class _Cards:
    """When each message came and when it first said something; `another` is set with every one that does."""

    came_at: dict[int, float] = field(default_factory=dict[int, float])
    shown_at: dict[int, float] = field(default_factory=dict[int, float])
    another: asyncio.Event = field(default_factory=asyncio.Event)

    def notice(self, change: Change) -> None:
        message: Message | None = getattr(change, "message", None)
        if message is None:
            return
        now = time.monotonic()
        self.came_at.setdefault(message.id, now)
        if not message.loading and message.id not in self.shown_at:
            self.shown_at[message.id] = now
            self.another.set()

    def seconds(self, moments: dict[int, float], asked: list[Invocation], began: list[float]) -> tuple[float, ...]:
        """From each question to that moment of its answer, sorted."""
        both = zip(asked, began, strict=True)
        answered = [(invocation.message.id, since) for invocation, since in both if invocation.message is not None]
        return tuple(sorted(moments[message] - since for message, since in answered if message in moments))


async def measure_answers(module: str, folder: Path, people: int, *, rounds: int = 1) -> tuple[Answers, Usage, float]:
    """Let `people` ask at the same moment, `rounds` times.

    Also what the bot used before anybody asked, and its seconds to ready.
    """
    servers = max(GUILDS, -(-people // MEMBER_SHARE))  # each has one member, who may have no more in line
    async with open_outside(module, folder, seconds=lambda _: 3600.0, servers=servers, POLL_INTERVAL="5") as outside:
        idle, answers = outside.process.usage(), list[Answers]()
        for number in range(rounds):
            answers.append((await ask(outside, range(number * people, (number + 1) * people)))[0])
        whole = Answers(
            seconds=tuple(sorted(one for each in answers for one in each.seconds)),
            late=sum(each.late for each in answers),
            deferred=sum(each.deferred for each in answers),
            cards=tuple(sorted(one for each in answers for one in each.cards)),
        )
        return whole, idle, outside.started_in


async def ask(outside: Outside, numbers: range, *, apart: float = 0.0) -> tuple[Answers, list[Invocation]]:
    """Let somebody ask for each of these songs, so many seconds `apart`; wait for the answers and the cards."""
    asked, began, waiting = list[Invocation](), list[float](), list[asyncio.Task[Answer]]()
    with _watch(outside.world) as cards:
        for number in numbers:
            asked.append(outside.ask(number))
            began.append(time.monotonic())
            waiting.append(asyncio.create_task(asked[-1].answered()))
            if apart:
                await asyncio.sleep(apart)
        answers = await asyncio.gather(*waiting)
        await _wait_for_cards(asked, cards)
    seen = Answers(
        seconds=cards.seconds(cards.came_at, asked, began),
        late=sum(answer.failed for answer in answers),
        deferred=sum(answer.deferred for answer in answers),
        cards=cards.seconds(cards.shown_at, asked, began),
    )
    return seen, asked


@contextmanager
def _watch(world: DiscordWorld) -> Iterator[_Cards]:
    cards = _Cards()
    world.watchers.append(cards.notice)
    try:
        yield cards
    finally:
        world.watchers.remove(cards.notice)


async def _wait_for_cards(asked: list[Invocation], cards: _Cards) -> None:
    try:
        async with asyncio.timeout(CARDS):
            while any(invocation.message is not None and invocation.message.loading for invocation in asked):
                cards.another.clear()
                await cards.another.wait()
    except TimeoutError:
        pass  # those that came are what is measured
