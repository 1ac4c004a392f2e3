"""Pure: what a song that is made of a clip is called, where nobody calls it otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.orders.user_text import TITLE_LIMIT

STYLE_SHOWN: Final = 30  # characters of the style that a cover has

# What stands in brackets behind the title. It goes to MusicAPI and into file names, as a title that somebody typed.
WORDS: Final[Mapping[Operation, str]] = MappingProxyType(
    {
        Operation.EXTEND: "extended",
        Operation.COVER: "cover",
        Operation.REPLACE_SECTION: "new section",
        Operation.SWAP_SOUND: "new sound",
        Operation.SWAP_VOCALS: "new vocals",
        Operation.ADD_VOCALS: "with vocals",
        Operation.ADD_INSTRUMENTAL: "with a band",
        Operation.FULL_SONG: "full song",
        Operation.REMASTER: "remaster",
        Operation.SAMPLE: "sample",
        Operation.MASHUP: "mashup",
    }
)
_STYLED: Final = frozenset({Operation.COVER})  # is known by the style that it has
_BEHIND: Final = re.compile(rf"\s*\(({'|'.join(WORDS.values())})(?: (\d{{1,3}})|: [^()]*)?…?\)$")


def derived_title(operation: Operation, title: str, style: str = "") -> str:
    """The title of what `operation` makes of a clip with this title, in at most `TITLE_LIMIT` characters.

    It says what was done last, and how often that was done in a row: “Late (extended 2)”, “Late (cover: bossa nova)”.
    Empty stays empty, and what gives no song is called like its clip.
    """
    word = WORDS.get(operation)
    if not title or word is None:
        return _cut(title, TITLE_LIMIT)
    before = _BEHIND.search(title)
    if before is not None and not before.start():  # the whole title
        before = None
    said = " ".join(style.replace("(", " ").replace(")", " ").split()) if operation in _STYLED else ""
    if said:
        behind = f" ({word}: {_cut(said, STYLE_SHOWN)})"
    elif before is not None and before[1] == word and operation not in _STYLED:
        behind = f" ({word} {int(before[2] or 1) + 1})"
    else:
        behind = f" ({word})"
    own = title[: before.start()] if before else title
    return _cut(own, TITLE_LIMIT - utf16_length(behind)) + behind


def _cut(text: str, limit: int) -> str:
    """The beginning of the text, at most `limit` units, with a sign that there was more."""
    if utf16_length(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"
