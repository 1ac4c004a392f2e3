"""The picture itself: a PNG of the size that was laid out, with names that can be read and none of boxes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont

from bot.drawing import lettering
from bot.drawing.lettering import PACKAGED, drawable, fit_text, font_files, length
from bot.drawing.picture import CHOSEN, draw, name_of, note_of
from bot.drawing.tree import Captions, Relative, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTIONS = Captions(left_out=lambda count: f"and {count} more", unnamed=lambda number: f"Clip {number}")


SCRIPTS = "Ångström – Привет – Ελλάδα – 東京 – こんにちは – 深夜 – 한국어 – ไทย – สวัสดี"


def forget() -> None:
    for remembered in (lettering._faces, lettering._face_of, lettering._draws, lettering._box, lettering._bare_faces):
        remembered.cache_clear()


@pytest.fixture(params=["all", "the packages'", "Pillow's own"])
def face(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each font that a machine may have; the image has those of the packages and no others."""
    if request.param != "all":
        monkeypatch.setattr(lettering, "SYSTEM", "no such font")
    if request.param == "Pillow's own":
        monkeypatch.setattr(lettering, "PACKAGED", (("no_such_package", "font.ttf"),))
    forget()
    yield request.param
    forget()


def family(*names: str) -> list[Relative]:
    return [Relative(key, None, "Original", name, ("by Mia", "20 Nov 2026")) for key, name in enumerate(names, 1)]


def test_a_picture_is_a_png_as_large_as_its_tree(face: str) -> None:
    tree = laid_out([*family("One", "Two"), Relative(3, 1, "Extension", "On and on", ("by Noah",), chosen=True)], 2)
    picture = Image.open(io.BytesIO(draw(tree, CAPTIONS)))
    assert (picture.format, picture.size) == ("PNG", (tree.width, tree.height))
    assert CHOSEN in {colour for _, colour in picture.getcolors(1 << 20) or ()}


def test_every_row_of_a_large_family_is_drawn_in_a_small_file(face: str) -> None:
    assert len(draw(laid_out(family(*("Late night " * 20 for _ in range(40)))), CAPTIONS)) < 400_000


@pytest.mark.parametrize("character", sorted({*SCRIPTS} - {" "}))
def test_a_font_among_the_packages_draws_more_than_its_box_for(character: str) -> None:
    def drawn(file: str, text: str) -> bytes:
        font = ImageFont.truetype(file, 24, layout_engine=ImageFont.Layout.BASIC)
        paper = Image.new("L", (40, 40))
        ImageDraw.Draw(paper).text((10, 5), text, fill=255, font=font)
        return paper.tobytes() if paper.getbbox() else b""

    assert len(font_files()) == len(PACKAGED)
    assert any(drawn(file, character) not in (b"", drawn(file, "\uffff")) for file in font_files())


def test_titles_of_many_scripts_are_drawn_letter_by_letter_from_the_packages(face: str) -> None:
    if face == "Pillow's own":
        assert drawable("Plain") == "Plain"
        return
    assert drawable(SCRIPTS) == SCRIPTS
    runs = list(lettering._runs(SCRIPTS, 24))
    assert "".join(part for _, part in runs) == SCRIPTS
    assert {font.path for font, _ in runs} == set(font_files())
    picture = Image.open(io.BytesIO(draw(laid_out(family(SCRIPTS)), CAPTIONS)))
    assert picture.format == "PNG"


def test_each_letter_is_drawn_where_the_one_before_it_ends(face: str) -> None:
    assert length("AB 東京", 24) == pytest.approx(length("AB ", 24) + length("東京", 24))


@pytest.mark.parametrize("title", ["हिन्दी", "தமிழ்"])
def test_what_only_some_machines_can_lay_out_is_a_numbered_clip_on_all(title: str) -> None:
    assert drawable(title) == ""


def test_words_from_right_to_left_are_not_drawn_where_they_would_run_backwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget()
    monkeypatch.setattr(lettering.features, "check", lambda feature: feature != "raqm")
    try:
        assert drawable("שלום") == ""
        assert drawable("Shalom") == "Shalom"
    finally:
        forget()


@pytest.mark.parametrize("title", ["ᠮᠣᠩᠭᠣᠯ", "🎵🎶", "", "\u202e"])
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
    (row,) = laid_out([Relative(1, None, "Original", "Song", ("by ᠮᠣᠩᠭᠣᠯ", "20 Nov 2026"))]).rows
    assert note_of(row) == "Original · 20 Nov 2026"


def test_a_long_text_ends_where_the_room_does(face: str) -> None:
    for title in ("A very long title ", "A 長い title "):
        short = fit_text(title * 20, 24, 300)
        assert short.endswith("...")
        assert 200 < length(short, 24) <= 300
    assert fit_text("Short", 24, 300) == "Short"
    assert fit_text("Short", 24, 1) == ""
