"""The picture of a month: a small PNG of one size, whatever the figures and the words are."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.drawing.month import ChartWords, MonthChart
from bot.drawing.month_chart import HEIGHT, LIMIT, PACE, USED, WIDTH, draw


def words(pace: str = "At this pace 200 by the end", a: str = "Used: 132") -> ChartWords:
    return ChartWords("Credits in November 2026", a, "Allowance: 240", pace, "Credits a day", str)


def colours(picture: bytes) -> set[object]:
    image = Image.open(io.BytesIO(picture))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return {colour for _, colour in image.getcolors(1 << 20) or ()}


def test_what_is_used_the_allowance_and_the_pace_are_drawn() -> None:
    assert {USED, LIMIT, PACE} <= colours(draw(MonthChart([12] * 20, 30, 19.5, 240), words()))
    assert PACE not in colours(draw(MonthChart([12] * 20, 30, 19.5, 240), words(pace="")))


@pytest.mark.parametrize(
    "chart",
    [
        MonthChart([0], 28, 0.0, 0),
        MonthChart([0], 31, 0.001, 240),
        MonthChart([5], 31, 0.0, 240),
        MonthChart([240] * 31, 31, 31.0, 240),  # the allowance was lowered
        MonthChart([10_000_000] * 31, 31, 30.9, 10_000_000),
        MonthChart([1], 31, 0.01, 10_000_000),
    ],
)
def test_every_month_is_a_small_picture(chart: MonthChart) -> None:
    picture = draw(chart, words("夜" * 80, a="x" * 500))
    assert colours(picture)
    assert len(picture) < 200_000


def test_a_day_alone_changes_the_picture() -> None:
    one, other = (draw(MonthChart([12, credits, 12], 30, 2.5, 240), words()) for credits in (0, 1))
    assert one != other


@pytest.mark.parametrize(
    ("chart", "ends"),
    [
        (MonthChart([120], 30, 10.0, 240), (20.0, 240)),
        (MonthChart([60], 30, 10.0, 240), (30, 180.0)),
        (MonthChart([80], 30, 10.0, 240), (30.0, 240)),
        (MonthChart([300], 30, 10.0, 240), (30, 900.0)),
        (MonthChart([0], 30, 0.0, 240), (30, 0)),
    ],
)
def test_the_pace_leads_to_the_end_of_the_credits_or_of_the_month(chart: MonthChart, ends: tuple[float, float]) -> None:
    assert chart.pace_ends == ends
