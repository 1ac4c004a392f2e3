"""Pure: other people's words as text that can do nothing: no mention, no markdown, no link, no hidden direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from bot.musicapi.text import utf16_length

# Everything that Discord's markdown gives a meaning; a backslash before punctuation is not shown.
_MARKDOWN = re.compile(r"([\\*_~`|>#\[\]()<\-+.!])")
_ADDRESS = re.compile(r"(?i)\b(https?|discord|steam|mailto|tel|sms)(:)")
_BREAK = "\u200b"  # a zero-width space: seen by Discord's parser, not by people
_JOINERS = "\u200c\u200d"  # invisible, but Persian, Hindi and many emoji are misspelt without them
# What fonts draw as a blank though Unicode does not call it one: joiners, Hangul's fillers, Braille's empty cell, and
# marks that only change what stands before them.
_UNSEEN = f"{_JOINERS} \u034f\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f"


def escape_markdown(text: str, limit: int) -> str:
    """The text on one line, at most `limit` units with its escapes, safe in content and embeds alike."""
    plain = _plain(text)
    whole = _escape(plain)
    if utf16_length(whole) <= limit:
        return whole
    kept = truncate(plain, limit - 1)
    while (over := utf16_length(_escape(kept)) - (limit - 1)) > 0:
        kept = truncate(kept, utf16_length(kept) - max(1, over // 2))  # an escape at most doubles
    return _escape(kept.rstrip()) + "…"


def escape_lines(text: str, limit: int) -> str:
    """The text with its lines, at most `limit` units with its escapes, safe like `escape_markdown`; no line is cut."""
    lines = [escape_markdown(line, limit) for line in text.strip().splitlines()]
    shown = fitting_lines(lines, limit - 2)  # room for the sign that there is more, on a line of its own
    if len(shown) == len(lines):
        return "\n".join(shown)
    return "\n".join([*shown, "…"]) if any(shown) else escape_markdown(text, limit)


def escape_link(text: str, limit: int) -> str:
    """Like `escape_markdown`, for what a link says: brackets end it in Discord's parser even when escaped."""
    return escape_markdown(text.translate(str.maketrans("[]", "()")), limit)


def fitting_lines(lines: Iterable[str], limit: int) -> list[str]:
    """The first of the lines, as many as have at most `limit` units with the breaks between them."""
    fitting, length = list[str](), -1  # no break before the first
    for line in lines:
        length += 1 + utf16_length(line)
        if length > limit:
            break
        fitting.append(line)
    return fitting


def fitting_lines_and_more(lines: Sequence[str], limit: int, more: Callable[[int], str], *, count: int) -> list[str]:
    """The first of the lines, as many as fit, and a last one of how many of `count` are not among them, if any."""
    if len(lines) == count == len(fitting := fitting_lines(lines, limit)):
        return fitting
    fitting = fitting_lines(lines, limit - utf16_length(f"\n{more(count)}"))
    return [*fitting, more(count - len(fitting))]


def truncate(text: str, limit: int) -> str:
    """The beginning of the text, at most `limit` units and no half character."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, limit)].decode("utf-16-le", "ignore")


def _escape(plain: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", plain)
    escaped = _ADDRESS.sub(rf"\1{_BREAK}\2", escaped)
    return escaped.replace("@", f"@{_BREAK}")


def _plain(text: str) -> str:
    plain = " ".join("".join(character for character in text if not _invisible(character)).split())
    # Of joiners and fillers alone, a name would be a blank that nobody can point at.
    return plain if any(character not in _UNSEEN for character in plain) else ""


def _invisible(character: str) -> bool:
    # Cc: control; Cf: format, such as the overrides of writing direction; white space is folded afterwards.
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") and not character.isspace()
    return hidden and character not in _JOINERS


def shorten(text: str, limit: int) -> str:
    """The text cut to `limit` units, for places that know no markdown: button labels, form titles, file names."""
    plain = _plain(text)
    return plain if utf16_length(plain) <= limit else truncate(plain, limit - 1).rstrip() + "…"
