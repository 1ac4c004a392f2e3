"""A family tree as a PNG."""

from __future__ import annotations

import io
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

from bot.drawing.lettering import drawable, fit_text, write
from bot.drawing.tree import FOOT, MARGIN, ROW, Captions, Row, Tree

Colour: TypeAlias = tuple[int, int, int]

GROUND: Final[Colour] = (30, 31, 34)
CARD: Final[Colour] = (49, 51, 56)
CHOSEN: Final[Colour] = (66, 70, 100)
THREAD: Final[Colour] = (128, 132, 142)
BRIGHT: Final[Colour] = (242, 243, 245)
SOFT: Final[Colour] = (181, 186, 193)
# Colours only repeat what the words say; of two kinds that share one, the words tell them apart.
DOTS: Final[tuple[Colour, ...]] = ((88, 101, 242), (45, 156, 90), (224, 160, 48), (235, 90, 120), (70, 180, 200))
DOT: Final = 8
NAME_SIZE, NOTE_SIZE = 24, 18


def draw(tree: Tree, captions: Captions) -> bytes:
    """The picture as a file; blocks, so call it in a thread."""
    picture = Image.new("RGB", (tree.width, tree.height), GROUND)
    pen = ImageDraw.Draw(picture)
    for line in tree.lines:
        pen.line((line.start, line.end), fill=THREAD, width=3)
    kinds = list(dict.fromkeys(row.relative.kind for row in tree.rows))
    for row in tree.rows:
        name = name_of(row, captions)
        _draw_row(pen, row, name, tree.width, DOTS[kinds.index(row.relative.kind) % len(DOTS)])
    if tree.left_out:
        foot, place = captions.left_out(tree.left_out), (MARGIN, tree.height - MARGIN - FOOT // 2)
        write(pen, place, foot, NOTE_SIZE, SOFT)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def name_of(row: Row, captions: Captions) -> str:
    """What a row is called in the picture: its name, or a number where it has no letters that can be drawn."""
    return f"{row.number}. {drawable(row.relative.name) or captions.unnamed(row.number)}"


def note_of(row: Row) -> str:
    """The smaller line below: what it is, who made it and when; what cannot be drawn is left out."""
    return " · ".join(part for part in map(drawable, (row.relative.kind, *row.relative.notes)) if part)


def _draw_row(pen: ImageDraw.ImageDraw, row: Row, name: str, width: int, dot: Colour) -> None:
    left, right = row.x + 2 * DOT + 8, width - MARGIN
    card = (left, row.y - ROW // 2 + 6, right, row.y + ROW // 2 - 6)
    pen.rounded_rectangle(card, radius=10, fill=CHOSEN if row.relative.chosen else CARD)
    pen.ellipse((row.x - DOT, row.y - DOT, row.x + DOT, row.y + DOT), fill=dot)
    room = right - left - 32
    for text, size, colour, above in ((name, NAME_SIZE, BRIGHT, -15), (note_of(row), NOTE_SIZE, SOFT, 17)):
        write(pen, (left + 16, row.y + above), fit_text(text, size, room), size, colour)
