"""The picture itself: a PNG of the size that was laid out, with names that can be read and none of boxes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.drawing import lettering
from bot.drawing.lettering import drawable, fit_text, font
from bot.drawing.picture import CHOSEN, draw, name_of, note_of
from bot.drawing.tree import Captions, Relative, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTIONS = Captions(left_out=lambda count: f"and {count} more", unnamed=lambda number: f"Clip {number}")


@pytest.fixture(params=["the system's", "Pillow's own"])
def face(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each font that a machine may have."""
    caches = (lettering.font, lettering._has)
    if request.param == "Pillow's own":
        monkeypatch.setattr(lettering, "FACES", ())
    for cache in caches:
        cache.cache_clear()
    yield request.param
    for cache in caches:
        cache.cache_clear()


def family(*names: str) -> list[Relative]:
    return [Relative(key, None, "Original", name, ("by Mia", "20 Nov 2026")) for key, name in enumerate(names, 1)]


def test_a_picture_is_a_png_as_large_as_its_tree(face: str) -> None:
    tree = laid_out([*family("One", "Two"), Relative(3, 1, "Extension", "On and on", ("by Noah",), chosen=True)], 2)
    picture = Image.open(io.BytesIO(draw(tree, CAPTIONS)))
    assert (picture.format, picture.size) == ("PNG", (tree.width, tree.height))
    assert CHOSEN in {colour for _, colour in picture.getcolors(1 << 20) or ()}


def test_every_row_of_a_large_family_is_drawn_in_a_small_file(face: str) -> None:
    assert len(draw(laid_out(family(*("Late night " * 20 for _ in range(40)))), CAPTIONS)) < 400_000


@pytest.mark.parametrize("title", ["深夜", "ᠮᠣᠩᠭᠣᠯ", "🎵🎶", "", "\u202e"])
def test_a_title_without_letters_of_the_font_is_a_numbered_clip(face: str, title: str) -> None:
    (row,) = laid_out(family(title)).rows
    assert name_of(row, CAPTIONS) == "1. Clip 1"


def test_a_row_begins_with_its_number_also_where_the_name_runs_from_right_to_left() -> None:
    if not drawable("שלום"):
        pytest.skip("no font here has Hebrew letters")
    left, top, right, below = 60, 30, 108, 75  # where the number stands
    numbers = [
        Image.open(io.BytesIO(draw(laid_out(family(name)), CAPTIONS))).crop((left, top, right, below)).tobytes()
        for name in ("Shalom", "שלום")
    ]
    assert numbers[0] == numbers[1]


def test_accents_are_drawn_or_left_out_and_ornaments_are_left_out(face: str) -> None:
    assert drawable("Été 🎵 brûlant") in ("Été brûlant", "Ete brulant")
    assert drawable("Plain - title!") == "Plain - title!"


def test_what_cannot_be_drawn_of_a_note_is_left_out_and_the_rest_stays(face: str) -> None:
    (row,) = laid_out([Relative(1, None, "Original", "Song", ("by 深夜", "20 Nov 2026"))]).rows
    assert note_of(row) == "Original, 20 Nov 2026"


def test_a_long_text_ends_where_the_room_does(face: str) -> None:
    pen = font(24)
    short = fit_text("A very long title " * 20, pen, 300)
    assert short.endswith("...")
    assert 200 < pen.getlength(short) <= 300
    assert fit_text("Short", pen, 300) == "Short"
    assert fit_text("Short", pen, 1) == ""
