from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.concurrency.token_bucket import TokenBucket

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def begun(bucket: TokenBucket, now: datetime) -> int:
    count = 0
    while bucket.seconds_left(now) == 0:
        bucket.take()
        count += 1
    return count


def test_a_second_brings_as_many_as_were_promised() -> None:
    bucket = TokenBucket(5)
    assert [begun(bucket, NOW + timedelta(seconds=second)) for second in range(4)] == [5, 5, 5, 5]


def test_what_was_not_used_is_not_saved_up() -> None:
    bucket = TokenBucket(5)
    assert begun(bucket, NOW) == 5
    assert begun(bucket, NOW + timedelta(hours=1)) == 5


def test_it_says_how_long_to_wait() -> None:
    bucket = TokenBucket(4)
    assert begun(bucket, NOW) == 4
    assert bucket.seconds_left(NOW) == 0.25
    assert bucket.seconds_left(NOW + timedelta(seconds=0.125)) == 0.125


def test_less_than_one_a_second_is_one_now_and_then() -> None:
    bucket = TokenBucket(0.5)
    assert begun(bucket, NOW) == 1
    assert begun(bucket, NOW + timedelta(seconds=1)) == 0
    assert begun(bucket, NOW + timedelta(seconds=2)) == 1


def test_a_clock_that_is_set_back_gives_nothing_and_takes_nothing() -> None:
    bucket = TokenBucket(2)
    assert begun(bucket, NOW) == 2
    assert begun(bucket, NOW - timedelta(hours=1)) == 0
    assert begun(bucket, NOW - timedelta(hours=1) + timedelta(seconds=1)) == 2
