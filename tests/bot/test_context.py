"""Months are calendar months in UTC, however long each of them is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.context import next_month

EAST = timezone(timedelta(hours=14))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)),
        (datetime(2026, 1, 31, 23, 59, 59, 999_999, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)),
        (datetime(2026, 2, 28, 12, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),
        (datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, 1, 2, 3, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        (datetime(2026, 12, 1, 13, tzinfo=EAST), datetime(2026, 12, 1, tzinfo=UTC)),  # it is November still
    ],
    ids=lambda moment: f"{moment:%Y-%m-%d}",
)
def test_allowances_are_whole_again_at_the_first_moment_of_the_next_month(now: datetime, then: datetime) -> None:
    assert next_month(now) == then
