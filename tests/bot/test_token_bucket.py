from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.token_bucket import TokenBucket

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


def test_whoever_complains_is_left_alone_and_then_asked_half_as_often() -> None:
    bucket = TokenBucket(60)
    assert begun(bucket, NOW) == 60
    assert bucket.slow_down(NOW, 5.0)
    assert not bucket.slow_down(NOW + timedelta(seconds=1), 5.0), "the complaints of one burst count once"
    assert bucket.seconds_left(NOW + timedelta(seconds=2)) == 3.0
    assert begun(bucket, NOW + timedelta(seconds=4.9)) == 0
    # Half of 60, and one a second more for each second since.
    assert begun(bucket, NOW + timedelta(seconds=5)) == 30 + 5


def test_the_rate_comes_back_within_a_minute() -> None:
    bucket = TokenBucket(60)
    for second in range(10):
        bucket.slow_down(NOW + timedelta(seconds=second * 2), 1.0)
    slow = NOW + timedelta(seconds=20)
    assert begun(bucket, slow) < 10
    assert begun(bucket, slow + timedelta(seconds=60)) == 60


def test_a_rate_never_falls_to_nothing() -> None:
    fast, slow = TokenBucket(100), TokenBucket(0.5)
    for second in range(100):
        fast.slow_down(NOW + timedelta(seconds=second / 10), 0.01)
        slow.slow_down(NOW + timedelta(seconds=second / 10), 0.01)
    later = NOW + timedelta(seconds=10)
    assert begun(fast, later) >= 1
    assert begun(slow, later + timedelta(seconds=2)) == 1


def test_a_clock_that_is_set_back_ends_a_pause() -> None:
    bucket = TokenBucket(10)
    bucket.slow_down(NOW, 60.0)
    assert bucket.seconds_left(NOW - timedelta(hours=1)) == 0
