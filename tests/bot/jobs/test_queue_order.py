"""The line is fair between guilds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.queue_order import place_in_queue
from data.ids import GuildId, JobId
from data.jobs.queue import GuildLine

THEN = datetime(2026, 11, 20, tzinfo=UTC)


def line(guild: int, count: int, oldest: int, last_turn: int | None = None) -> GuildLine:
    turn = None if last_turn is None else THEN + timedelta(hours=last_turn)
    return GuildLine(GuildId(guild), count, JobId(oldest), turn)


def test_a_guild_with_many_songs_waits_for_one_with_few() -> None:
    lines = [line(1, 4, 1), line(2, 2, 5)]
    assert [place_in_queue(lines, GuildId(1), ahead) for ahead in range(4)] == [1, 3, 5, 6]
    assert [place_in_queue(lines, GuildId(2), ahead) for ahead in range(2)] == [2, 4]
    assert place_in_queue(lines, GuildId(3), 0) is None


def test_whoever_had_a_turn_longest_ago_is_next_and_newcomers_come_first() -> None:
    lines = [line(1, 1, 1, 3), line(2, 1, 2, 1), line(3, 1, 3)]
    assert [place_in_queue(lines, GuildId(guild), 0) for guild in (3, 2, 1)] == [1, 2, 3]


@given(st.lists(st.tuples(st.integers(1, 5), st.none() | st.integers(0, 3)), min_size=1, max_size=6))
def test_the_places_are_the_order_in_which_turns_are_taken(guilds: list[tuple[int, int | None]]) -> None:
    lines = [line(number, count, number, turn) for number, (count, turn) in enumerate(guilds, 1)]
    turns = {each.guild_id: (each.last_turn_at or datetime.min.replace(tzinfo=UTC), each.oldest) for each in lines}
    left, taken = {each.guild_id: each.count for each in lines}, dict.fromkeys(turns, 0)
    for place in range(1, sum(left.values()) + 1):
        guild = min((each for each in left if left[each]), key=turns.__getitem__)
        assert place_in_queue(lines, guild, taken[guild]) == place
        left[guild] -= 1
        taken[guild] += 1
        turns[guild] = (THEN + timedelta(days=place), JobId(0))  # it has just had its turn
