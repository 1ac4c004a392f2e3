"""Pure: other people's words as text that can do nothing: no mention, no markdown, no link, no hidden direction."""

from __future__ import annotations

import re
import unicodedata

# Everything that Discord's markdown gives a meaning; a backslash before punctuation is not shown.
_MARKDOWN = re.compile(r"([\\*_~`|>#\[\]()<\-+.!])")
_ADDRESS = re.compile(r"(?i)\b(https?|discord|steam|mailto|tel|sms)(:)")
_BREAK = "\u200b"  # a zero-width space: seen by Discord's parser, not by people


def harmless(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters with its escapes, safe in content and embeds alike."""
    plain = " ".join("".join(character for character in text if not _invisible(character)).split())
    whole = _escaped(plain)
    if len(whole) <= limit:
        return whole
    cut = plain[:limit]
    while len(_escaped(cut)) > limit - 1:
        cut = cut[: -max(1, (len(_escaped(cut)) - limit + 1) // 2)]
    return _escaped(cut.rstrip()) + "…"


def _escaped(plain: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", plain)
    escaped = _ADDRESS.sub(rf"\1{_BREAK}\2", escaped)
    return escaped.replace("@", f"@{_BREAK}")


def _invisible(character: str) -> bool:
    # Cc: control; Cf: format, such as the overrides of writing direction; white space is folded afterwards.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") and not character.isspace()


def short(text: str, limit: int) -> str:
    """The text cut to `limit` characters, for places that know no markdown: button labels, form titles, file names."""
    plain = " ".join("".join(character for character in text if not _invisible(character)).split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"
