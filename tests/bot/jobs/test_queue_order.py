"""The line is fair between guilds, and within each between its members."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.queue_order import place_in_queue
from data.ids import GuildId, JobId, UserId
from data.jobs.queue import MemberLine

THEN = datetime(2026, 11, 20, tzinfo=UTC)


def at(hour: int | None) -> datetime | None:
    return None if hour is None else THEN + timedelta(hours=hour)


def line(
    guild: int, count: int, oldest: int, last_turn: int | None = None, *, member: int = 1, turn: int | None = None
) -> MemberLine:
    return MemberLine(GuildId(guild), UserId(member), count, JobId(oldest), at(last_turn), at(turn))


def place(lines: list[MemberLine], guild: int, ahead: int = 0, *, member: int = 1) -> int | None:
    return place_in_queue(lines, GuildId(guild), UserId(member), ahead)


def test_a_guild_with_many_songs_waits_for_one_with_few() -> None:
    lines = [line(1, 4, 1), line(2, 2, 5)]
    assert [place(lines, 1, ahead) for ahead in range(4)] == [1, 3, 5, 6]
    assert [place(lines, 2, ahead) for ahead in range(2)] == [2, 4]
    assert place(lines, 3) is None
    assert place(lines, 2, member=2) is None


def test_whoever_had_a_turn_longest_ago_is_next_and_newcomers_come_first() -> None:
    lines = [line(1, 1, 1, 3), line(2, 1, 2, 1), line(3, 1, 3)]
    assert [place(lines, guild) for guild in (3, 2, 1)] == [1, 2, 3]


def test_a_member_with_many_songs_waits_for_one_with_few() -> None:
    lines = [line(1, 3, 1, member=1), line(1, 1, 4, member=2), line(1, 2, 5, member=3)]
    assert [place(lines, 1, ahead, member=1) for ahead in range(3)] == [1, 4, 6]
    assert [place(lines, 1, member=member) for member in (2, 3)] == [2, 3]
    assert place(lines, 1, 1, member=3) == 5


def test_the_member_whose_turn_was_longest_ago_is_next_and_newcomers_come_first() -> None:
    lines = [line(1, 1, 1, 3, member=1, turn=3), line(1, 1, 2, 3, member=2, turn=1), line(1, 1, 3, 3, member=3)]
    assert [place(lines, 1, member=member) for member in (3, 2, 1)] == [1, 2, 3]


def test_a_guild_of_many_members_has_no_more_turns_than_one_of_one() -> None:
    lines = [*(line(1, 1, number, member=number) for number in (1, 2, 3)), line(2, 3, 4)]
    assert [place(lines, 1, member=member) for member in (1, 2, 3)] == [1, 3, 5]
    assert [place(lines, 2, ahead) for ahead in range(3)] == [2, 4, 6]


members = st.lists(st.tuples(st.integers(1, 4), st.none() | st.integers(0, 3)), min_size=1, max_size=3)


@given(st.lists(st.tuples(st.none() | st.integers(0, 3), members), min_size=1, max_size=4))
def test_the_places_are_the_order_in_which_turns_are_taken(
    guilds: list[tuple[int | None, list[tuple[int, int | None]]]],
) -> None:
    ids = iter(range(1, 1_000))
    lines = [
        line(guild, count, next(ids), last_turn, member=member, turn=turn)
        for guild, (last_turn, of_guild) in enumerate(guilds, 1)
        for member, (count, turn) in enumerate(of_guild, 1)
    ]
    never = datetime.min.replace(tzinfo=UTC)
    guild_turns = {each.guild_id: each.guild_turn_at or never for each in lines}
    whose = {(each.guild_id, each.user_id): each for each in lines}
    turns = {key: (each.member_turn_at or never, each.oldest) for key, each in whose.items()}
    left, taken = {key: each.count for key, each in whose.items()}, dict.fromkeys(whose, 0)
    for number in range(1, sum(left.values()) + 1):
        key = min((key for key in left if left[key]), key=lambda key: (guild_turns[key[0]], *turns[key]))
        assert place_in_queue(lines, *key, taken[key]) == number
        left[key] -= 1
        taken[key] += 1
        now = THEN + timedelta(days=number)  # guild and member have just had their turn
        guild_turns[key[0]], turns[key] = now, (now, JobId(0))
