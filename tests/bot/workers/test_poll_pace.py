"""The polls of one key: so many a second of all processes together, fewer for a while where that was too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.workers.poll_pace import KEPT, PollBudget, give, rate_at, slow_down
from data.processes import poll_paces
from data.processes.poll_paces import PollPace
from tests.bot.conftest import open_studio

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEY = "default"


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def fresh(rate: float) -> PollPace:
    return PollPace(KEY, later(-3600), rate, NOW, None)


def begun(pace: PollPace, now: datetime, per_second: float) -> tuple[PollPace, int]:
    """The row and how many polls may begin now, of which each is given by itself."""
    count = 0
    while True:
        after, begin, given = give(pace, now, 1, per_second)
        if given != 1 or begin > now:
            return pace, count
        pace, count = after, count + 1


def test_a_second_brings_as_many_as_were_promised() -> None:
    pace, counts = fresh(5), list[int]()
    for second in range(4):
        pace, count = begun(pace, later(second), 5)
        counts.append(count)
    assert counts == [5, 5, 5, 5]


def test_what_was_not_used_is_not_saved_up() -> None:
    pace, _ = begun(fresh(5), NOW, 5)
    assert begun(pace, later(3600), 5)[1] == 5


def test_less_than_one_a_second_is_one_now_and_then() -> None:
    pace, first = begun(fresh(0.5), NOW, 0.5)
    pace, early = begun(pace, later(1), 0.5)
    _, second = begun(pace, later(2), 0.5)
    assert (first, early, second) == (1, 0, 1)


def test_whoever_complains_is_left_alone_and_then_asked_half_as_often() -> None:
    slow = slow_down(fresh(60), NOW, 5.0, 60)
    assert slow is not None
    assert slow_down(slow, later(1), 5.0, 60) is None, "the complaints of one burst count once"
    assert give(slow, later(2), 1, 60)[1] == later(5)
    assert begun(slow, later(4.9), 60)[1] == 0
    assert rate_at(slow, later(5), 60) == 30 + 5  # half of 60, and one a second more for each second since
    assert rate_at(slow, later(60), 60) == 60


def test_a_rate_never_falls_to_nothing() -> None:
    fast, slow = fresh(100), fresh(0.5)
    for tenth in range(100):
        fast = slow_down(fast, later(tenth / 10), 0.01, 100) or fast
        slow = slow_down(slow, later(tenth / 10), 0.01, 0.5) or slow
    assert rate_at(fast, later(10), 100) >= 1
    assert rate_at(slow, later(10), 0.5) == 0.5


def test_a_clock_that_is_set_back_ends_a_pause_and_holds_nothing_up() -> None:
    slow = slow_down(fresh(10), NOW, 60.0, 10)
    assert slow is not None
    _, begin, _ = give(slow, later(-3600), 1, 10)
    assert begin <= later(-3600)


def test_a_process_whose_clock_is_behind_by_seconds_is_not_left_with_nothing() -> None:
    pace, given = fresh(100), [0, 0]
    waits = [0.0, 0.0]  # seconds until each may begin what it was given
    for step in range(200):
        for process, skew in enumerate((2.0, 0.0)):
            now = step / 10
            if now >= waits[process]:
                pace, begin, count = give(pace, later(now + skew), 50, 100)
                given[process] += count
                waits[process] = (begin - later(skew)).total_seconds() + count / 100
    assert min(given) > 0.1 * max(given)
    assert sum(given) <= 100 * (20 + 2 + 1) + 2 * 50


def test_more_are_taken_where_more_are_due_and_never_more_than_half_a_seconds_worth() -> None:
    assert [give(fresh(400), NOW, wanted, 400)[2] for wanted in (1, 100, 10_000)] == [20, 100, 200]


async def ask(budget: PollBudget, studio: Studio, due: int) -> int:
    """How many polls of those that are due begin at this moment."""
    for count in range(due):
        if not await budget.prepare(studio.context.now(), lambda _until, most, left=due - count: min(left, most)):
            return count
        budget.use()
    return due


@pytest.mark.parametrize("processes", [1, 2, 4])
async def test_however_many_processes_ask_a_second_brings_as_many(studio: Studio, processes: int) -> None:
    budgets = [PollBudget(studio.context, KEY, 40) for _ in range(processes)]
    counts = list[int]()
    for _ in range(8):
        counts.append(sum([await ask(budget, studio, 40) for budget in budgets]))
        studio.clock.advance(0.5)
    assert counts[0] <= 40
    assert sum(counts) <= 40 + 40 * 3.5 + 1
    assert sum(counts) >= 40 * 3.5 - 40  # and none of it is lost


async def test_a_song_that_is_asked_about_now_and_then_costs_no_statement_each_time(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget, write, writes = PollBudget(studio.context, KEY, 400), studio.database.write, list[object]()

    async def count(work: Any) -> Any:
        writes.append(work)
        return await write(work)

    monkeypatch.setattr(studio.database, "write", count)
    for _ in range(12):
        assert await ask(budget, studio, 1) == 1
        studio.clock.advance(KEPT.total_seconds() / 12)
    assert len(writes) == 1


async def test_a_complaint_slows_every_process_down(studio: Studio) -> None:
    one, other = (PollBudget(studio.context, KEY, 40) for _ in range(2))
    assert await ask(other, studio, 1) == 1  # and it has some left
    assert await one.slow_down(studio.context.now(), 10)
    (pace,) = await studio.database.read(poll_paces.all_paces)
    other.hear(pace, studio.context.now())
    assert not await other.slow_down(studio.context.now(), 10)  # the same burst
    for _ in range(9):
        assert await ask(one, studio, 40) == await ask(other, studio, 40) == 0
        studio.clock.advance(1)
    studio.clock.advance(1.001)
    counts = list[int]()
    for _ in range(10):
        counts.append(await ask(one, studio, 40) + await ask(other, studio, 40))
        studio.clock.advance(0.1)
    assert 15 <= sum(counts) <= 20 + 10 + 1  # a second's worth of half of it and of what came back meanwhile


async def test_the_first_two_processes_make_one_row(database: Database) -> None:
    async with open_studio(database) as studio:
        first = replace(fresh(10), musicapi_key="new")
        for _ in range(2):
            async with database.transaction() as tx:
                assert await poll_paces.lock(tx, first) == first
        assert [pace.musicapi_key for pace in await studio.database.read(poll_paces.all_paces)] == ["new"]
