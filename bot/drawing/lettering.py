"""Which letters can be drawn here, and how much of a text fits."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

# The first that the system has; Pillow's own, which is always there, has little more than ASCII.
FACES: Final = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf")
_NOBODYS: Final = "\uffff"  # no character, so every font draws its box for what it does not have
_ORNAMENTS: Final = ("So", "Sk", "Cf", "Cn", "Co", "Mn", "Me")  # emoji, joiners and marks: a title reads without them


@cache
def font(size: int) -> FreeTypeFont:
    """The font in `size` pixels."""
    for face in FACES:
        try:
            return ImageFont.truetype(face, size)
        except OSError:
            continue
    found = ImageFont.load_default(size)
    if isinstance(found, ImageFont.FreeTypeFont):
        return found
    raise RuntimeError("Pillow was built without FreeType, so it cannot draw letters of a size")


def drawable(text: str) -> str:
    """The text in letters that can be drawn, without ornaments; empty if part of it would be drawn as boxes."""
    letters = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _ORNAMENTS)
    plain = " ".join("".join(letters).split())
    if all(_has(c) for c in plain):
        return plain
    # An accent is a small loss, and better than a name that is a number.
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare if all(_has(c) for c in bare) else ""


def direction(face: FreeTypeFont) -> str | None:
    """Left to right, as rows are read that begin with a number, whatever the name's own letters do.

    None for a font that is laid out without Raqm, which turns no letters and takes no direction.
    """
    return "ltr" if face.layout_engine == ImageFont.Layout.RAQM else None


def fit_text(text: str, face: FreeTypeFont, width: int) -> str:
    """As much of the text as fits into `width` pixels."""
    if face.getlength(text) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if face.getlength(f"{text[:middle].rstrip()}...") <= width:
            least = middle
        else:
            most = middle - 1
    return f"{text[:least].rstrip()}..." if least else ""


@cache
def _has(character: str) -> bool:
    """Whether the font draws something of its own for the character."""
    return character.isspace() or _drawn(character) != _drawn(_NOBODYS)


def _drawn(character: str) -> bytes:
    paper = Image.new("L", (60, 60))
    ImageDraw.Draw(paper).text((15, 15), character, fill=255, font=font(20))
    return paper.tobytes()
