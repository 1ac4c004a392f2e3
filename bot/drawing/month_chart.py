"""A server's month as a PNG: what was used so far against the allowance, where the pace leads, and each day's part."""

from __future__ import annotations

import io
from collections.abc import Iterator
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from PIL import Image, ImageDraw

from bot.drawing.lettering import drawable, fit_text, length, write
from bot.drawing.month import ChartWords, MonthChart
from bot.drawing.picture import BRIGHT, CARD, GROUND, SOFT, THREAD, Colour

WIDTH: Final = 900
HEIGHT: Final = 720
# Colours only repeat what the words and the shapes say: an area, a whole line, a dashed one, columns.
USED: Final[Colour] = (88, 101, 242)
LIMIT: Final[Colour] = (235, 90, 120)
PACE: Final[Colour] = (224, 160, 48)

_MARGIN: Final = 24
_TITLE, _NOTE = 34, 25  # sizes of letters, which are still read on a telephone
_MIDDLE, _GAP, _BOTTOM = 460, 84, 44  # where the sum ends, and the room below either part
_FINER: Final = 2  # lines are drawn so much larger, and made smaller: their edges are smooth
_LINE: Final = 38  # from one line of words to the next
_INDENT: Final = 40  # of words beside a mark
_LABELLED: Final = 5  # every so many days


def draw(chart: MonthChart, words: ChartWords) -> bytes:
    """The picture as a file; blocks, so call it in a thread."""
    fine = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), GROUND)
    plot = _Plot(chart, words)
    _draw_sum(ImageDraw.Draw(fine), plot)
    _draw_days(ImageDraw.Draw(fine), plot)
    _draw_marks(ImageDraw.Draw(fine), plot)
    picture = fine.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    _write_words(ImageDraw.Draw(picture), plot)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Mark(Enum):
    """What stands beside a few words that say what it is."""

    AREA = auto()
    LINE = auto()
    DASHES = auto()


class _Plot:
    """Where everything stands, in pixels of the picture."""

    def __init__(self, chart: MonthChart, words: ChartWords) -> None:
        self.chart, self.words = chart, words
        self.highest = _round_up(max(chart.allowance, chart.pace_ends[1], chart.total, 1))
        self.busiest = _round_up(max(*chart.days, 1, 1))
        labels = [words.number(each) for each in (*self.ticks, self.busiest)]
        self.left = _MARGIN + max(length(label, _NOTE) for label in labels) + 12
        self.right = WIDTH - _MARGIN
        self.base = HEIGHT - _BOTTOM - 8  # below the columns
        self.top = max((y for _, _, y, _ in self.marks()), default=94.0) + 46  # above the sum

    @property
    def ticks(self) -> tuple[int, ...]:
        """The amounts beside the sum."""
        return (0, self.highest // 2, self.highest) if self.highest > 1 else (0, 1)

    def x(self, day: float) -> float:
        """How far to the right so many days are."""
        return self.left + (self.right - self.left) * min(day, self.chart.length) / self.chart.length

    def y(self, credits: float) -> float:
        """How high a sum is."""
        return _MIDDLE - (_MIDDLE - self.top) * credits / self.highest

    def column(self, credits: float) -> float:
        """How high a day's credits are."""
        return self.base - (self.base - _MIDDLE - _GAP) * credits / self.busiest

    def marks(self) -> Iterator[tuple[_Mark, float, float, str]]:
        """Each mark, where it stands, and the words beside it."""
        said = {_Mark.AREA: self.words.used, _Mark.LINE: self.words.allowance, _Mark.DASHES: self.words.pace}
        x, y = float(_MARGIN), 94.0
        for mark, words in said.items():
            if not (text := fit_text(drawable(words), _NOTE, WIDTH - 2 * _MARGIN - _INDENT)):
                continue
            wide = _INDENT + length(text, _NOTE)
            if x > _MARGIN and x + wide > WIDTH - _MARGIN:
                x, y = float(_MARGIN), y + _LINE
            yield mark, x, y, text
            x += wide + 28


def _draw_sum(pen: ImageDraw.ImageDraw, plot: _Plot) -> None:
    chart = plot.chart
    for amount in plot.ticks:
        pen.line(_fine((plot.left, plot.y(amount)), (plot.right, plot.y(amount))), fill=CARD, width=2 * _FINER)
    sums = [(float(day), float(amount)) for day, amount in enumerate(accumulate(chart.days, initial=0))]
    # Today is not over: its credits stand where it is now.
    last = (chart.elapsed, float(chart.total))
    points = [(plot.x(day), plot.y(amount)) for day, amount in [*(each for each in sums if each[0] < last[0]), last]]
    pen.polygon(_fine(*points, (points[-1][0], plot.y(0)), (plot.left, plot.y(0))), fill=_blend(USED, GROUND))
    pen.line(_fine(*points), fill=USED, width=4 * _FINER, joint="curve")
    limit = plot.y(chart.allowance)
    pen.line(_fine((plot.left, limit), (plot.right, limit)), fill=LIMIT, width=3 * _FINER)
    if plot.words.pace:
        day, amount = chart.pace_ends
        end = (plot.x(day), plot.y(amount))
        _draw_dashes(pen, points[-1], end)
        dot = 5
        box = _fine((end[0] - dot, end[1] - dot), (end[0] + dot, end[1] + dot))
        pen.ellipse(box, fill=PACE)


def _draw_days(pen: ImageDraw.ImageDraw, plot: _Plot) -> None:
    pen.line(_fine((plot.left, plot.base), (plot.right, plot.base)), fill=THREAD, width=2 * _FINER)
    for day, amount in enumerate(plot.chart.days):
        if amount:
            top = min(plot.column(amount), plot.base - 3)  # a little is seen as well
            box = _fine((plot.x(day) + 3, top), (plot.x(day + 1) - 3, plot.base))
            pen.rectangle(box, fill=USED)


def _draw_marks(pen: ImageDraw.ImageDraw, plot: _Plot) -> None:
    for mark, x, y, _ in plot.marks():
        match mark:
            case _Mark.AREA:
                pen.rectangle(_fine((x, y - 8), (x + 28, y + 8)), fill=USED)
            case _Mark.LINE:
                pen.line(_fine((x, y), (x + 28, y)), fill=LIMIT, width=3 * _FINER)
            case _Mark.DASHES:
                _draw_dashes(pen, (x, y), (x + 28, y))


def _write_words(pen: ImageDraw.ImageDraw, plot: _Plot) -> None:
    words, room = plot.words, WIDTH - 2 * _MARGIN
    write(pen, (_MARGIN, 42), fit_text(drawable(words.title), _TITLE, room), _TITLE, BRIGHT)
    for _, x, y, text in plot.marks():
        write(pen, (x + _INDENT, y), text, _NOTE, BRIGHT)
    for amount in plot.ticks:
        _write_left(pen, plot, plot.y(amount), words.number(amount))
    write(pen, (plot.left, _MIDDLE + _GAP - 38), fit_text(drawable(words.a_day), _NOTE, room), _NOTE, BRIGHT)
    _write_left(pen, plot, plot.column(plot.busiest), words.number(plot.busiest))
    _write_left(pen, plot, plot.base, words.number(0))
    for day in _days_with_labels(plot.chart.length):
        text = words.number(day)
        place = (plot.x(day - 1) + plot.x(day) - length(text, _NOTE)) / 2
        write(pen, (place, plot.base + 26), text, _NOTE, SOFT)


def _write_left(pen: ImageDraw.ImageDraw, plot: _Plot, y: float, text: str) -> None:
    write(pen, (plot.left - 10 - length(text, _NOTE), y), text, _NOTE, SOFT)


def _draw_dashes(pen: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float]) -> None:
    across, down = end[0] - start[0], end[1] - start[1]
    whole = (across**2 + down**2) ** 0.5
    at = 0.0
    while at < whole:
        until = min(at + 8, whole)
        ends = [(start[0] + across * each / whole, start[1] + down * each / whole) for each in (at, until)]
        pen.line(_fine(*ends), fill=PACE, width=3 * _FINER)
        at += 14


def _days_with_labels(days: int) -> list[int]:
    return [1, *range(_LABELLED, days - 1, _LABELLED), days]


def _round_up(amount: float) -> int:
    """The next amount that is easily read: 1, 2 or 5 and zeros behind, or between them."""
    step = 1
    while step * 10 < amount:
        step *= 10
    return next(step * each for each in (1, 2, 3, 4, 5, 6, 8, 10) if step * each >= amount)


def _blend(one: Colour, other: Colour) -> Colour:
    return ((one[0] + 2 * other[0]) // 3, (one[1] + 2 * other[1]) // 3, (one[2] + 2 * other[2]) // 3)


def _fine(*points: tuple[float, float]) -> list[tuple[float, float]]:
    return [(x * _FINER, y * _FINER) for x, y in points]
