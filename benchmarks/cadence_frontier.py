"""`python -m benchmarks.cadence_frontier`: draws docs/images/cadence.svg, polls a song against lag, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from pathlib import Path

from benchmarks.polling import SONGS, Figures, Rule, fixed, percentiles, planned, simulate
from bot.jobs.cadence import WORTH

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "cadence.svg"
INTERVALS = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0)
CHOSEN = (5.0, WORTH)  # the default of POLL_INTERVAL, and the budget
# Fewer polls where each must save more, more of them where they may follow each other sooner.
BUDGETS = ((2.0, WORTH), (3.0, WORTH), (4.0, WORTH), CHOSEN, (5.0, 0.18), (5.0, 0.3), (5.0, 0.5), (5.0, 0.9))
WIDTH, HEIGHT = 960, 470
LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT, BETWEEN = 62, 92, 400, 300, 76
MOST_POLLS = 13.0
# On its own light ground, so that it reads the same on a light and on a dark page; each colour has a word and a shape.
FONTS = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
GROUND, INK, PALE, GRID = "#ffffff", "#1f2328", "#59636e", "#e4e7eb"


@dataclass(frozen=True, slots=True)
class Curve:
    """A rule as it is drawn, a point for each interval in seconds and budget.

    Its name stands at the first of `labels` in the panel of the mean, at the second in that of the 95th percentile.
    """

    name: str
    points: Sequence[tuple[float, float, Rule]]
    colour: str
    shape: str
    labels: tuple[tuple[float, float], tuple[float, float]]


CURVES = (
    Curve("fixed interval", [(each, 0.0, fixed) for each in INTERVALS], "#8a5a00", "square", ((7.6, 3.9), (7.2, 8.3))),
    Curve(
        "percentiles, before",
        [(each, 0.0, percentiles) for each in INTERVALS],
        "#b3261e",
        "triangle",
        ((1.15, 9.0), (5.0, 13.4)),
    ),
    Curve(
        "learnt plan, now",
        [(each, worth, planned(worth)) for each, worth in BUDGETS],
        "#0b57d0",
        "circle",
        ((5.9, 1.3), (6.2, 2.7)),
    ),
)
PANELS: Sequence[tuple[str, Callable[[Figures], float], float]] = (
    ("lag in seconds, mean", attrgetter("mean"), 10.0),
    ("lag in seconds, 95th percentile", attrgetter("p95"), 20.0),
)


def main() -> None:
    """Simulate, print the table and draw the picture."""
    found = measure()
    print("\n".join(table(found)))
    PICTURE.write_text(draw(found), encoding="utf-8")
    print(f"Saved docs/images/{PICTURE.name}")


def measure(songs: int = SONGS) -> list[list[Figures]]:
    """The figures of every curve, point by point."""
    return [[simulate(rule, interval, songs) for interval, _, rule in curve.points] for curve in CURVES]


def table(found: Sequence[Sequence[Figures]]) -> list[str]:
    """The figures as lines of text."""
    lines = [f"{'':22}{'POLL_INTERVAL':>14}{'budget, s':>11}{'polls a song':>14}{'mean lag, s':>13}{'95th, s':>9}"]
    for curve, figures in zip(CURVES, found, strict=True):
        for (interval, worth, _), each in zip(curve.points, figures, strict=True):
            budget = f"{worth * interval:.2f}" if worth else "–"
            row = f"{curve.name:22}{interval:14.0f}{budget:>11}{each.polls:14.1f}{each.mean:13.1f}{each.p95:9.1f}"
            lines.append(row)
    return lines


def draw(found: Sequence[Sequence[Figures]]) -> str:
    """The picture as SVG."""
    title = "Polls a song against lag, from ready to known"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONTS}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{title}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{GROUND}"/>',
        _text(LEFT, 34, title, size=18, weight=600),
        _text(
            LEFT,
            56,
            "Songs of 45 s in the median. Each point is one setting: the further right, the more often is asked.",
            fill=PALE,
        ),
    ]
    for number, (name, value, most) in enumerate(PANELS):
        panel = _Panel(LEFT + number * (PANEL_WIDTH + BETWEEN), most)
        parts += panel.axes(name)
        for curve, figures in zip(CURVES, found, strict=True):
            shown = [(each.polls, value(each)) for each in figures if each.polls <= MOST_POLLS and value(each) <= most]
            parts += panel.curve(curve, shown, curve.labels[number])
        chosen = found[-1][BUDGETS.index(CHOSEN)]
        parts += panel.chosen(chosen.polls, value(chosen))
        parts += panel.webhooks()
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class _Panel:
    left: float
    most: float

    def x(self, polls: float) -> float:
        return self.left + PANEL_WIDTH * polls / MOST_POLLS

    def y(self, lag: float) -> float:
        return TOP + PANEL_HEIGHT * (1 - lag / self.most)

    def axes(self, name: str) -> list[str]:
        bottom, right = self.y(0), self.x(MOST_POLLS)
        parts = [_text(self.left - 8, TOP - 12, name, weight=600)]
        for step in range(6):
            lag = self.most * step / 5
            parts.append(_line([(self.left, self.y(lag)), (right, self.y(lag))], INK if step == 0 else GRID, 1))
            parts.append(_text(self.left - 8, self.y(lag) + 5, f"{lag:g}", fill=PALE, anchor="end"))
        steps = range(0, int(MOST_POLLS) + 1, 2)
        parts += [_text(self.x(polls), bottom + 20, f"{polls}", fill=PALE, anchor="middle") for polls in steps]
        return [*parts, _text(right, bottom + 42, "polls a song", weight=600, anchor="end")]

    def curve(self, curve: Curve, shown: Sequence[tuple[float, float]], label: tuple[float, float]) -> list[str]:
        points = [(self.x(polls), self.y(lag)) for polls, lag in shown]
        word = _text(self.x(label[0]), self.y(label[1]), curve.name, fill=curve.colour, weight=600)
        return [_line(points, curve.colour, 2), *(_mark(x, y, curve) for x, y in points), word]

    def chosen(self, polls: float, lag: float) -> list[str]:
        x, y = self.x(polls), self.y(lag)
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="none" stroke="{INK}" stroke-width="2"/>'
        left, top = self.x(0.75), self.y(self.most * 0.25)
        words = ("the default:", f"{polls:.1f} polls, {lag:.1f} s")
        pointer = _line([(left + 92, top - 6), (x - 10, y + 2)], INK, 1)
        return [ring, pointer, _text(left, top, words[0]), _text(left, top + 18, words[1])]

    def webhooks(self) -> list[str]:
        x, y = self.x(1), self.y(0)
        star = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{INK}"/>'
        return [star, _text(x - 16, y - 12, "webhooks")]


def _mark(x: float, y: float, curve: Curve) -> str:
    match curve.shape:
        case "square":
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{curve.colour}"/>'
        case "triangle":
            corners = f"{x:.1f},{y - 5.5:.1f} {x - 5:.1f},{y + 4:.1f} {x + 5:.1f},{y + 4:.1f}"
            return f'<polygon points="{corners}" fill="{curve.colour}"/>'
        case _:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{curve.colour}"/>'


def _line(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(
    x: float, y: float, words: str, *, fill: str = INK, size: int = 14, weight: int = 400, anchor: str = "start"
) -> str:
    kind = f'fill="{fill}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {kind}>{escape(words)}</text>'


if __name__ == "__main__":
    main()
