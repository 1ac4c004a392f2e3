"""The benchmarks run and fill their table; what they measure is theirs to say, for a busy machine is no error."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import PARTS, main
from benchmarks.cadence_frontier import PICTURE, draw, measure
from benchmarks.polling import fixed, percentiles, planned, simulate
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, lines, quantile
from bot.jobs.cadence import WORTH

pytestmark = pytest.mark.timeout(300)  # some bots are started, each with a simulated world of its own

TINY = Sizes(
    crowds=(5,),
    rounds=5,
    typical_songs=5,
    learning_songs=2,
    load_songs=5,
    load_ready=(0.2, 0.4),
    starts=1,
    settle=0.1,
    guilds=(2,),
    open_jobs=5,
    finished_jobs=20,
    in_flight=(5,),
    warm_up=0.1,
    window=0.5,
    orders=5,
    repeats=1,
    workers=(2,),
    large_songs=2,
    large_ready=0.2,
    clip_bytes=1_000_000,
    library_clips=60,
    searches=5,
    month_songs=40,
    looks=2,
)


def figures(part: Part) -> dict[str, Row]:
    return {row.name: row for row in part.rows}


async def test_every_song_of_a_load_is_posted_by_both_bots() -> None:
    rows = figures(await PARTS["load"](TINY))
    assert (rows["posted, songs"].ours, rows["posted, songs"].plain) == (5, 5)
    assert all(row.ours is not None for row in rows.values())


async def test_songs_are_found_by_both_bots_after_they_are_ready() -> None:
    rows = figures(await PARTS["songs"](TINY))
    for name in ("ready to known: mean, s", "ready to known: 95th percentile, s", "polls a song"):
        row = rows[name]
        assert row.ours is not None
        assert row.plain is not None
        assert min(row.ours, row.plain) > 0


async def test_songs_are_looked_for_on_both_databases() -> None:
    rows = (await PARTS["library"](TINY)).rows
    assert len(rows) == 4
    assert all(row.ours or row.note for row in rows)


async def test_credits_are_looked_at_on_both_databases() -> None:
    rows = (await PARTS["spending"](TINY)).rows
    assert len(rows) == 10
    assert all(row.ours or row.note for row in rows)


def test_the_picture_of_the_frontier_is_as_drawn() -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(measure())  # where it is not: make docs


def test_the_plan_finds_songs_sooner_than_any_other_rule_does_with_as_many_polls() -> None:
    ours = simulate(planned(WORTH), 5.0)
    more = simulate(percentiles, 3.0)
    assert more.polls > ours.polls
    assert (more.mean > ours.mean, more.p95 > 1.8 * ours.p95) == (True, True)
    twice = simulate(fixed, 5.0)
    assert twice.polls > 1.8 * ours.polls


async def test_two_workers_send_all_that_waits_in_line() -> None:
    (row,) = figures(await PARTS["turns"](TINY)).values()
    assert row.note or (row.ours is not None and row.ours > 0)


async def test_large_clips_are_carried_by_both_bots() -> None:
    rows = figures(await PARTS["files"](TINY))
    assert (rows["posted, songs"].ours, rows["posted, songs"].plain) == (2, 2)


async def test_a_database_is_filled_with_running_tasks_and_both_bots_are_watched() -> None:
    rows = figures(await PARTS["in_flight"](TINY))
    # Whether a poll falls into so short a window is chance, and without one there is nothing to divide by.
    missing = {name for name, row in rows.items() if row.ours is None}
    assert missing <= {"5 in flight: CPU a poll, ms"}
    memory = rows["5 in flight: memory, MiB"]
    assert memory.ours
    assert memory.plain


async def test_each_bot_begins_in_so_many_servers() -> None:
    rows = figures(await PARTS["guilds"](TINY))
    assert all(row.ours for row in rows.values())
    memory = rows["2 of them: memory, MiB"]
    assert memory.plain
    assert memory.limit


def test_a_part_is_chosen_by_its_name_and_printed_twice(capsys: pytest.CaptureFixture[str]) -> None:
    main(["holds"], TINY)
    printed = capsys.readouterr().out
    assert printed.count("SQLite, orders a second") == 2
    assert printed.count("PostgreSQL, orders a second") == 2
    with pytest.raises(SystemExit):
        main(["nothing"], TINY)


def test_a_row_shows_ratios_only_of_what_was_measured() -> None:
    part = Part("Part", (Row("a", 3.0, 1.5), Row("b", 1234.5, None, 10.0), Row("c", note="skipped: why")))
    assert [line.split() for line in lines(part)] == [
        ["Part"],
        ["a", "3", "1.50", "–", "2", "–"],
        ["b", "1,234", "–", "10", "–", "123"],
        ["c", "skipped:", "why"],
    ]
    assert quantile((), 0.5) is None
    assert quantile((1.0, 2.0, 3.0), 0.99) == 3.0
