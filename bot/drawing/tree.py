"""Pure: where everything of a family tree stands: a row a clip, what was made of it below it and further in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST_ROWS: Final = 40  # a picture of as many is still read on a telephone
DEEPEST: Final = 8  # levels that are moved in; a longer line of descent goes on straight down

# Pixels.
WIDTH: Final = 900
MARGIN: Final = 24
ROW: Final = 84
STEP: Final = 40  # further in for every level
FOOT: Final = 44  # for the line that says how many are left out


@dataclass(frozen=True, slots=True)
class Relative:
    """One clip of a family; `parent` is the key of the clip that it was made of, None for an original."""

    key: int
    parent: int | None
    kind: str  # such as “Extension”
    name: str
    notes: tuple[str, ...]  # who, when, how long
    chosen: bool = False  # the one that was asked about


@dataclass(frozen=True, slots=True)
class Row:
    """A clip at its place: `x` is where its dot is, `y` its middle; `number` counts from 1 down the picture."""

    number: int
    relative: Relative
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another, straight down or straight across."""

    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tree:
    """A laid-out family; `left_out` of its clips have no row."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Captions:
    """What the picture says of its own, in whichever language."""

    left_out: Callable[[int], str]  # of so many clips that have no row
    unnamed: Callable[[int], str]  # in place of a name without letters that can be drawn, by the number of its row


def laid_out(family: Sequence[Relative], most: int = MOST_ROWS) -> Tree:
    """The family from its originals down, older before younger, and no more than `most` of it."""
    known = {relative.key: relative for relative in family}
    shown = _shown(known, most)
    rows = [
        Row(
            number,
            known[key],
            MARGIN + STEP // 2 + min(depth, DEEPEST) * STEP,
            MARGIN + ROW * (number - 1) + ROW // 2,
        )
        for number, (key, depth) in enumerate(_walk({key: known[key] for key in shown}), 1)
    ]
    left_out = len(known) - len(rows)
    height = 2 * MARGIN + ROW * len(rows) + (FOOT if left_out else 0)
    return Tree(tuple(rows), tuple(_lines(rows, known)), WIDTH, height, left_out)


def _children(known: Mapping[int, Relative]) -> dict[int | None, list[int]]:
    """The keys of what was made of each clip; what was made of an unknown one counts as an original."""
    children: dict[int | None, list[int]] = {}
    for key in sorted(known):
        children.setdefault(_parent(known, known[key]), []).append(key)
    return children


def _parent(known: Mapping[int, Relative], relative: Relative) -> int | None:
    # Whatever is made has a greater key than what it is made of: anything else would be a circle.
    parent = relative.parent
    return parent if parent is not None and parent in known and parent < relative.key else None


def _shown(known: Mapping[int, Relative], most: int) -> set[int]:
    """Who gets a row: the chosen clip with its ancestors, then the rest generation by generation."""
    shown: set[int] = set()
    for chosen in (relative for relative in known.values() if relative.chosen):
        shown.update(islice(_ancestry(known, chosen), most))
    children = _children(known)
    generation = children.get(None, [])
    while generation and len(shown) < most:
        shown.update([key for key in generation if key not in shown][: most - len(shown)])
        generation = [child for key in generation for child in children.get(key, [])]
    return shown


def _ancestry(known: Mapping[int, Relative], relative: Relative) -> Iterator[int]:
    """The keys of a clip and of what it was made of, up to the original."""
    key: int | None = relative.key
    while key is not None:
        yield key
        key = _parent(known, known[key])


def _walk(shown: Mapping[int, Relative]) -> Iterator[tuple[int, int]]:
    """Key and depth of every row, each clip before what was made of it; no recursion, lines of descent may be long."""
    children = _children(shown)
    waiting = [(key, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        yield key, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(key, []))]


def _lines(rows: Sequence[Row], known: Mapping[int, Relative]) -> Iterator[Line]:
    placed = {row.relative.key: row for row in rows}
    for row in rows:
        parent = _parent(known, row.relative)
        above = placed.get(parent) if parent is not None else None
        if above is None:
            continue
        yield Line((above.x, above.y), (above.x, row.y))
        if row.x != above.x:
            yield Line((above.x, row.y), (row.x, row.y))
