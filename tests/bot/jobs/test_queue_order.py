"""The line is fair between guilds."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.jobs.queue_order import place_in_queue, submit_order
from data.ids import GuildId, JobId
from data.jobs.queue import Queued

THEN = datetime(2026, 11, 20, tzinfo=UTC)


def test_a_guild_with_many_songs_waits_for_one_with_few() -> None:
    line = [
        *(Queued(JobId(n), GuildId(1), None) for n in range(1, 5)),
        Queued(JobId(5), GuildId(2), None),
        Queued(JobId(6), GuildId(2), None),
    ]
    assert submit_order(line) == [1, 5, 2, 6, 3, 4]
    assert place_in_queue(line, JobId(6)) == 4
    assert place_in_queue(line, JobId(7)) is None


def test_whoever_had_a_turn_longest_ago_is_next_and_newcomers_come_first() -> None:
    line = [
        Queued(JobId(1), GuildId(1), THEN.replace(hour=3)),
        Queued(JobId(2), GuildId(2), THEN.replace(hour=1)),
        Queued(JobId(3), GuildId(3), None),
    ]
    assert submit_order(line) == [3, 2, 1]
