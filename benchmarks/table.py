"""The table: a figure of ours, of the plain bot and of the limit, all of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

NAME, FIGURE = 58, 11  # widths of columns
HEAD = ("bot", "plain bot", "limit", "bot/plain", "bot/limit")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, named with its unit; None: not measured of that one. `note` says why a whole row is missing."""

    name: str
    ours: float | None = None
    plain: float | None = None
    limit: float | None = None
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part measured, below the sentence that says how."""

    title: str
    rows: tuple[Row, ...]


def head() -> str:
    """The line above all parts."""
    return f"{'':{NAME}}" + "".join(f"{name:>{FIGURE}}" for name in HEAD)


def lines(part: Part) -> list[str]:
    """A part as it is printed."""
    return [part.title, *(_line(row) for row in part.rows)]


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which this share of them lies; None where there is none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None


def milliseconds(seconds: float | None) -> float | None:
    """Seconds as the table shows what is short."""
    return None if seconds is None else seconds * 1000


def _line(row: Row) -> str:
    name = f"  {row.name:{NAME - 2}}"
    if row.note:
        return f"{name}  {row.note}"
    figures = (row.ours, row.plain, row.limit, _ratio(row.ours, row.plain), _ratio(row.ours, row.limit))
    return (name + "".join(f"{_text(figure):>{FIGURE}}" for figure in figures)).rstrip()


def _ratio(ours: float | None, other: float | None) -> float | None:
    return ours / other if ours is not None and other else None


def _text(figure: float | None) -> str:
    if figure is None:
        return "–"
    if figure == round(figure) or abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
