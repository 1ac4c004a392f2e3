"""What is said of when a song begins and is ready, held against what came: no promise that it cannot keep."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs import cadence
from bot.jobs.expected_times import Expected, Pace, expect
from bot.jobs.queue_order import place_in_queue
from bot.musicapi.offers import Typical
from data.ids import GuildId, JobId, UserId
from data.jobs.queue import MemberLine
from tests.sandbox.musicapi.buyer import Buyer

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TYPICAL = Typical(30, 45, 90)
INTERVAL = 3.0


def seconds(expected: Expected | None) -> tuple[float, ...]:
    assert expected is not None
    moments = (expected.begins_from, expected.begins_by, expected.ready_from, expected.ready_by)
    return tuple((moment - NOW).total_seconds() for moment in moments)


def test_the_next_one_begins_at_once_and_each_before_it_takes_a_turn() -> None:
    assert seconds(expect(1, Pace(INTERVAL, 1), TYPICAL, NOW)) == (0.0, 10.0, 30.0, 105.0)
    first, by, ready, ready_by = seconds(expect(11, Pace(INTERVAL, 1), TYPICAL, NOW))
    assert (first, ready) == (30.0, 60.0)
    assert 30.0 < by < ready_by - TYPICAL.p90 < 105.0


def test_several_keys_take_turns_at_once() -> None:
    assert seconds(expect(11, Pace(INTERVAL, 2), TYPICAL, NOW))[0] == 15.0
    assert seconds(expect(2, Pace(INTERVAL, 2), TYPICAL, NOW))[0] == 0.0


def test_nothing_begins_before_musicapi_is_asked_again() -> None:
    minute = timedelta(minutes=1)
    held_up, usual = (expect(3, Pace(INTERVAL, 1, at), TYPICAL, NOW) for at in (NOW + minute, NOW - minute))
    assert seconds(held_up) == tuple(each + 60.0 for each in seconds(usual))


@pytest.mark.parametrize(("place", "typical", "keys"), [(None, TYPICAL, 1), (3, None, 1), (3, TYPICAL, 0)])
def test_where_nobody_knows_nothing_is_said(place: int | None, typical: Typical | None, keys: int) -> None:
    assert expect(place, Pace(INTERVAL, keys), typical, NOW) is None


@dataclass
class Song:
    """Somebody's order, what was said of it, and what came of it, in seconds."""

    id: int
    guild: int
    member: int
    asked_at: float
    takes: float
    said: Expected | None = None
    begun_at: float = 0.0
    ready_at: float = 0.0


@dataclass
class Line:
    """A line before a MusicAPI that takes one create every interval, with the clock in the test's hand."""

    draw: random.Random
    waiting: list[Song] = field(default_factory=list[Song])
    over: list[Song] = field(default_factory=list[Song])
    free_at: float = 0.0
    turns: dict[object, float] = field(default_factory=dict[object, float])

    def serve_until(self, now: float) -> None:
        """Give every turn until then."""
        while self.waiting:
            at = max(self.free_at, min(song.asked_at for song in self.waiting))
            if at > now:
                return
            there = [song for song in self.waiting if song.asked_at <= at]
            song = min(there, key=lambda each: (*self._last(each.guild), *self._last(each.guild, each.member), each.id))
            self.waiting.remove(song)
            self.turns[song.guild] = self.turns[song.guild, song.member] = at
            answered = at + self.draw.uniform(0.2, 1.5)
            self.free_at = max(at + 1.1 * INTERVAL, answered + INTERVAL)
            song.begun_at, song.ready_at = at, answered + song.takes + self.draw.uniform(0.0, 3.0)  # it is polled for
            self.over.append(song)

    def ask(self, song: Song) -> None:
        """Put a song in line, and say when it is likely to begin and to be ready."""
        self.waiting.append(song)
        took = [each.takes for each in reversed(self.over) if each.ready_at <= song.asked_at][:50]
        pace = Pace(INTERVAL, 1, moment(self.free_at))
        song.said = expect(self.place(song), pace, cadence.typical_from(took), moment(song.asked_at))

    def place(self, song: Song) -> int | None:
        """Its place, as a card shows it."""
        lines = defaultdict[tuple[int, int], list[int]](list)
        for each in self.waiting:
            lines[each.guild, each.member].append(each.id)
        found = [
            MemberLine(GuildId(guild), UserId(member), len(ids), JobId(min(ids)), *self._moments(guild, member))
            for (guild, member), ids in lines.items()
        ]
        ahead = sum(each < song.id for each in lines[song.guild, song.member])
        return place_in_queue(found, GuildId(song.guild), UserId(song.member), ahead)

    def _last(self, guild: int, member: int | None = None) -> tuple[bool, float]:
        at = self.turns.get(guild if member is None else (guild, member))
        return at is not None, at or 0.0

    def _moments(self, guild: int, member: int) -> tuple[datetime | None, datetime | None]:
        of_guild, of_member = self.turns.get(guild), self.turns.get((guild, member))
        return (
            None if of_guild is None else moment(of_guild),
            None if of_member is None else moment(of_member),
        )


def moment(at: float) -> datetime:
    return NOW + timedelta(seconds=at)


async def sandbox_durations(count: int, seed: int) -> list[float]:
    """How long so many songs take at the sandbox's MusicAPI."""
    buyer = Buyer.of(seed=seed, credits=1_000_000)
    took = list[float]()
    for _ in range(count):
        task = buyer.vendor.tasks[json.loads((await buyer.create("riffusion")).body)["task_id"]]
        took.append(task.ends_at - task.made_at)
    return took


@pytest.mark.parametrize("busy", [0.5, 1.0, 1.3])
async def test_what_was_expected_came(busy: float) -> None:
    """Of hours of songs, by who asks when: quiet ones, a line that grows and shrinks, and one that only grows."""
    draw = random.Random(f"{busy}")
    line, at, songs = Line(draw), 0.0, list[Song]()
    durations = iter(await sandbox_durations(500, seed=7))
    while len(songs) < 480:
        at += draw.expovariate(busy / 4.0 / 2.5)  # 4 s for each of 2.5 songs that somebody asks for at once
        guild, member = draw.randint(1, 6), draw.randint(1, 3)
        for _ in range(draw.randint(1, 4)):
            line.serve_until(at)
            songs.append(Song(len(songs) + 1, guild, member, at, next(durations)))
            line.ask(songs[-1])
            at += 0.2
    line.serve_until(float("inf"))

    told = [(song, song.said) for song in songs if song.said is not None]
    assert len(told) > 440  # all but the first few, of which nothing was known
    # Nobody goes away in this line: no song begins sooner than was said.
    assert all(moment(song.begun_at) >= said.begins_from for song, said in told)
    assert share(moment(song.begun_at) <= said.begins_by for song, said in told) > 0.8
    assert share(moment(song.ready_at) >= said.ready_from for song, said in told) > 0.85
    assert share(moment(song.ready_at) <= said.ready_by for song, said in told) > 0.85
    # And it says something: the latest is no further away than three times the soonest, and a quarter of a minute.
    for song, said in told:
        soonest, latest = (each - moment(song.asked_at) for each in (said.begins_from, said.begins_by))
        assert latest <= 3 * soonest + timedelta(seconds=15)


def share(held: Iterable[bool]) -> float:
    kept = list(held)
    return sum(kept) / len(kept)
