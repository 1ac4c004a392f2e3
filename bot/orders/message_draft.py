"""Pure: a chat message as the beginning of a song: lyrics where it is long or has several lines, else a prompt."""

from __future__ import annotations

import re
import unicodedata

from data.brief import Brief

_MARKS = (
    # Discord's own writing for a custom emoji, which people see as a picture with this name.
    (re.compile(r"<a?:(\w{2,32}):\d{1,20}>"), r"\1"),
    # Mentions and addresses.
    (re.compile(r"<(?:@[!&]?|#|/[^:>]{1,100}:|t:)-?\d{1,20}(?::\w)?>|@(?:everyone|here)\b"), ""),
    (re.compile(r"<?https?://\S+"), ""),
    # What stands before a line or around words only to change how they look; one alone may be a sign: 5 * 3.
    (re.compile(r"^\s*(?:(?:>{1,3}|#{1,3}|-#|[-*])\s+)+"), ""),
    (re.compile(r"\*{2,3}|_{2,3}|~~|\|\||`{3}"), ""),
    (re.compile(r"([*`])(?=\S)([^*`]+)(?<=\S)\1"), r"\2"),
)
_LYRICS_FROM = 2  # lines
_LONGEST_PROMPT = 400  # characters, as many as /song takes; what is longer says more than what a song is to be like


def draft_from(message: str) -> Brief:
    """A prompt, lyrics or neither: the words of a message, without mentions, addresses and Discord's formatting."""
    lines = [_plain(line) for line in message.splitlines()]
    words = [line for line in lines if line]
    if all(_is_invisible(character) for line in words for character in line):
        return Brief()
    if len(words) < _LYRICS_FROM and len(words[0]) <= _LONGEST_PROMPT:
        return Brief(prompt=words[0])
    # A blank line parts verses; more than one says no more than that.
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return Brief(lyrics="\n".join(kept).strip())


def _plain(line: str) -> str:
    shown = "".join(c for c in line if c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    # What is left of one mark may be another, as in `<@<@1>2>`; each turn makes the line shorter.
    while (less := _strip_marks(shown)) != shown:
        shown = less
    return " ".join(shown.split())


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def _strip_marks(line: str) -> str:
    for pattern, instead in _MARKS:
        line = pattern.sub(instead, line)
    return line
