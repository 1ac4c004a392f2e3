"""Titles and lyrics for those who gave none."""

from __future__ import annotations

import re
from random import Random

COMMON = frozenset(
    ("about", "and", "for", "from", "into", "make", "music", "song", "songs", "that", "the", "this", "with", "your")
)
FIRST = ("Midnight", "Paper", "Silver", "Slow", "Velvet", "Open", "Golden", "Distant", "Borrowed", "Electric")
SECOND = ("Harbor", "Letters", "Skyline", "Morning", "Echoes", "Rivers", "Signals", "Windows", "Gravity", "Weather")
LINES = (
    "I left the {word} burning in the hall",
    "and every street was humming {word}",
    "we counted all the colours of the {word}",
    "you said that {word} would find us after all",
    "the morning came as quiet as the {word}",
    "I keep a little {word} in my hand",
    "and nothing here is louder than the {word}",
    "we were only dancing where the {word} began",
    "hold on, hold on, the {word} is coming home",
    "tell me when the {word} is over",
    "I hear it in the {word} again",
    "so let the {word} run",
)
SECTIONS = ("Verse 1", "Chorus", "Verse 2", "Chorus", "Bridge", "Chorus")


def new_title(prompt: str, rng: Random) -> str:
    """A title of two words, of which one may be the prompt's."""
    words = _words(prompt)
    first = rng.choice(words).capitalize() if words and rng.random() < 0.4 else rng.choice(FIRST)
    return f"{first[:60]} {rng.choice(SECOND)}"


def new_lyrics(prompt: str, rng: Random) -> str:
    """Verses around the prompt's words, with a chorus that comes back."""
    words = _words(prompt) or ["night"]
    written: dict[str, list[str]] = {}
    for section in SECTIONS:
        if section not in written:
            written[section] = [line.format(word=rng.choice(words)[:30]) for line in rng.sample(LINES, 4)]
    return "\n\n".join("\n".join((f"[{section}]", *written[section])) for section in SECTIONS)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word not in COMMON]
