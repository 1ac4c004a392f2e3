"""Which letters can be drawn here, with which font, and how much of a text fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Final

from PIL import Image, ImageDraw, ImageFont, features
from PIL.ImageFont import FreeTypeFont

# The fonts among the locked packages come first, so that a picture is the same wherever it is drawn. Han characters
# have their Japanese shapes, which Chinese and Korean readers read. A font of the system may have letters besides.
PACKAGED: Final = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
)
SYSTEM: Final = "DejaVuSans.ttf"
KEPT: Final = 8192  # characters whose font is remembered
_NOBODYS: Final = "\uffff"  # no character, so every font draws its box for what it does not have
_ORNAMENTS: Final = ("So", "Sk", "Cf", "Cn", "Co", "Mn", "Me")  # emoji, joiners and marks: a title reads without them
_BACKWARDS: Final = ("R", "AL")  # what Unicode calls letters that are written from right to left
_THAI: Final = range(0x0E00, 0x0E80)  # whose vowels are marks: a title does not read without those
# The scripts of India: marks above, and letters that change places, both of which only some machines can lay out.
_UNREADABLE: Final = (range(0x0900, 0x0E00), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900))


def font_files() -> tuple[str, ...]:
    """The files of the fonts among the packages; without a package, its letters are those that nobody has."""
    return tuple(str(files(package) / file) for package, file in PACKAGED if find_spec(package))


def drawable(text: str) -> str:
    """The text in letters that can be drawn, without ornaments; empty if part of it would be drawn as boxes."""
    letters = (c for c in unicodedata.normalize("NFC", text) if ord(c) in _THAI or not _is_ornament(c))
    plain = " ".join("".join(letters).split())
    if all(has_letter(c) for c in plain):
        return plain
    # An accent is a small loss, and better than a name that is a number.
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare if all(has_letter(c) for c in bare) else ""


def has_letter(character: str) -> bool:
    """Whether a font draws something of its own for the character."""
    return character.isspace() or _face_of(character) is not None


def length(text: str, size: int) -> float:
    """How many pixels wide the text is, in letters of `size` pixels."""
    return sum(face.getlength(part) for face, part in _runs(text, size))


def fit_text(text: str, size: int, width: int) -> str:
    """As much of the text as fits into `width` pixels."""
    if length(text, size) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if length(f"{text[:middle].rstrip()}...", size) <= width:
            least = middle
        else:
            most = middle - 1
    return f"{text[:least].rstrip()}..." if least else ""


def write(pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, fill: tuple[int, ...]) -> None:
    """Draw the text from its left end, whose middle is at `place`, all of its fonts on one line."""
    x, middle = place
    ascent, descent = _faces(size)[0].getmetrics()
    base = middle + (ascent - descent) / 2
    for face, part in _runs(text, size):
        pen.text((x, base), part, fill=fill, font=face, anchor="ls", direction=_direction(face))
        x += face.getlength(part)


def _is_ornament(character: str) -> bool:
    return unicodedata.category(character) in _ORNAMENTS


def _runs(text: str, size: int) -> Iterator[tuple[FreeTypeFont, str]]:
    """The text in parts of one font each."""
    faces = _faces(size)
    backwards = [place for place, c in enumerate(text) if unicodedata.bidirectional(c) in _BACKWARDS]
    if not backwards:
        yield from _by_letter(text, faces)
        return
    # Words from right to left stand in an order that only one font for all of them keeps.
    first, last = backwards[0], backwards[-1] + 1
    whole = [face for number, face in enumerate(faces) if all(_draws(number, c) for c in text[first:last])]
    yield from _by_letter(text[:first], faces)
    yield from [(whole[0], text[first:last])] if whole else _by_letter(text[first:last], faces)
    yield from _by_letter(text[last:], faces)


def _by_letter(text: str, faces: tuple[FreeTypeFont, ...]) -> Iterator[tuple[FreeTypeFont, str]]:
    begun, current = 0, 0
    for place, character in enumerate(text):
        found = current if character.isspace() else _face_of(character) or 0
        if found != current:
            if place > begun:
                yield faces[current], text[begun:place]
            begun, current = place, found
    if text[begun:]:
        yield faces[current], text[begun:]


@cache
def _faces(size: int) -> tuple[FreeTypeFont, ...]:
    """The fonts in `size` pixels, the best one first, and Pillow's own at the end, which has little but ASCII."""
    found: list[FreeTypeFont] = []
    for face in (*font_files(), SYSTEM):
        try:
            found.append(ImageFont.truetype(face, size))
        except OSError:
            continue
    own = ImageFont.load_default(size)
    if isinstance(own, FreeTypeFont):
        return (*found, own)
    raise RuntimeError("Pillow was built without FreeType, so it cannot draw letters of a size")


def _direction(face: FreeTypeFont) -> str | None:
    """Left to right, as rows are read that begin with a number, whatever the name's own letters do.

    None for a font that is laid out without Raqm, which turns no letters and takes no direction.
    """
    return "ltr" if face.layout_engine == ImageFont.Layout.RAQM else None


@lru_cache(KEPT)
def _face_of(character: str) -> int | None:
    """The first font that draws the character."""
    # Without Raqm, words from right to left would be drawn backwards.
    is_backwards = unicodedata.bidirectional(character) in _BACKWARDS and not features.check("raqm")
    if is_backwards or any(ord(character) in script for script in _UNREADABLE):
        return None
    return next((number for number in range(len(_faces(20))) if _draws(number, character)), None)


@lru_cache(KEPT)
def _draws(number: int, character: str) -> bool:
    return character.isspace() or _drawn(number, character) != _box(number)


@cache
def _box(number: int) -> bytes:
    return _drawn(number, _NOBODYS)


def _drawn(number: int, character: str) -> bytes:
    paper = Image.new("L", (60, 60))
    ImageDraw.Draw(paper).text((15, 15), character, fill=255, font=_bare_faces()[number])
    return paper.tobytes()


@cache
def _bare_faces() -> tuple[FreeTypeFont, ...]:
    """The fonts without Raqm, which would add a circle below a mark that a font does not have."""
    return tuple(face.font_variant(layout_engine=ImageFont.Layout.BASIC) for face in _faces(20))
