"""Other people's text made harmless to store and to send: no control characters, no half characters."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls but tab and newline, lone surrogates (valid in JSON, impossible in UTF-8 and so in both databases),
# and the marks that turn the direction of whatever is printed after them.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def line(text: str) -> str:
    """`text` on one line, every run of white space a single blank."""
    return " ".join(_HARMFUL.sub("", _BREAKS.sub("\n", text)).split())


def lines(text: str) -> str:
    """`text` with its line breaks as newlines and without blanks at the ends of its lines."""
    return _TRAILING.sub("", _HARMFUL.sub("", _BREAKS.sub("\n", text))).strip()


def shorten(text: str, limit: int) -> str:
    """`text`, cut to `limit` characters with an ellipsis where it was longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def blank(text: str) -> bool:
    """Whether nothing of `text` can be seen: only white space, controls and invisible marks."""
    return all(unicodedata.category(char)[0] in "ZC" for char in text)


def utf16_length(text: str) -> int:
    """The length in UTF-16 units: Discord's clients count so, and no other way of counting gives more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
