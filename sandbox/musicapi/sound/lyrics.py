"""Lyrics as music needs them: blocks under their labels, lines, words and syllables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What a label calls a section, and what it is; the first that fits.
KINDS: tuple[tuple[str, str], ...] = (
    ("pre", "prechorus"),
    ("build", "prechorus"),
    ("post", "chorus"),
    ("chorus", "chorus"),
    ("hook", "chorus"),
    ("refrain", "chorus"),
    ("drop", "chorus"),
    ("bridge", "bridge"),
    ("break", "bridge"),
    ("middle", "bridge"),
    ("interlude", "solo"),
    ("instrumental", "solo"),
    ("solo", "solo"),
    ("intro", "intro"),
    ("outro", "outro"),
    ("end", "outro"),
    ("fade", "outro"),
    ("verse", "verse"),
)
UNLABELLED = ("verse", "chorus", "verse", "chorus", "bridge", "chorus")
LONG_BLOCK = 8  # lines; longer ones without a label are several
VOWELS = "aeiouy"
# Pairs of letters that are one vowel, and which.
PAIRS = {
    "ee": "i", "ea": "i", "ie": "i", "ei": "e", "ai": "e", "ay": "e", "ey": "e", "oo": "u", "ou": "u", "ue": "u",
    "ui": "u", "ew": "u", "oa": "o", "ow": "o", "au": "o", "aw": "o", "oe": "o", "oi": "o", "oy": "o",
}  # fmt: skip
SYLLABLE = re.compile(r"[^aeiouy]*(?:[aeiou]y(?![aeiou])|[aeiouy]{1,2})(?:[^aeiouy]+$)?")
CYRILLIC = str.maketrans("аеёиоуыэюя", "aeoiouieua")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the vendor counts them: split at spaces, words of labels too; `line` from 0."""

    text: str
    line: int
    sung: bool


@dataclass(frozen=True, slots=True)
class Syllable:
    """What is sung to a note: a vowel (a, e, i, o or u), what it begins and ends with, and the number of its word."""

    vowel: str
    onset: str
    coda: str
    word: int


@dataclass(frozen=True, slots=True)
class Block:
    """The lines under one label, each a list of syllables."""

    kind: str
    lines: tuple[tuple[Syllable, ...], ...]


@dataclass(frozen=True, slots=True)
class Lyrics:
    """All words in order, and the blocks that they form."""

    words: tuple[Word, ...]
    blocks: tuple[Block, ...]


@lru_cache(maxsize=128)
def read(text: str) -> Lyrics:
    """The lyrics of a text; words between brackets are labels."""
    words, blocks = list[Word](), list[Block]()
    kind, lines = "", list[tuple[Syllable, ...]]()
    gap = False

    def close() -> None:
        if lines or kind:
            blocks.append(Block(kind or UNLABELLED[len(blocks) % len(UNLABELLED)], tuple(lines)))

    inside = False
    for number, line in enumerate(text.splitlines()):
        sung, tokens = list[Syllable](), line.split()
        for token in tokens:
            if token.startswith("[") and not inside:
                close()
                kind, lines, inside = _kind(line), [], True
            if not inside:
                sung += syllables(token, len(words))
            words.append(Word(token, number, not inside))
            inside = inside and "]" not in token
        if sung:
            if (gap or len(lines) >= LONG_BLOCK) and not kind and lines:
                close()
                lines = []
            lines.append(tuple(sung))
        gap = not tokens
        inside = False  # a label ends with its line, whether it was closed or not
    close()
    return Lyrics(tuple(words), tuple(blocks))


def syllables(token: str, word: int) -> list[Syllable]:
    """The syllables of one word, at least one; writings without vowels of their own are sung as they come."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", token.lower()) if mark.isalpha())
    if not bare:
        return [Syllable("a", "", "", word)]
    if ord(bare[0]) > 0x2E80:  # one sign, one syllable
        return [Syllable("aeiou"[ord(mark) % 5], "tkmns"[ord(mark) // 5 % 5], "", word) for mark in bare[:12]]
    bare = bare.translate(CYRILLIC)
    if len(bare) > 3 and bare.endswith("e") and bare[-2] not in VOWELS and re.search("[aeiouy]", bare[:-2]):
        bare = bare[:-1]  # a silent one
    parts = SYLLABLE.findall(bare) or [bare + "a"]
    return [_syllable(part, word) for part in parts[:8]]


def _syllable(part: str, word: int) -> Syllable:
    found = re.search("[aeiouy]+", part)
    if found is None:
        return Syllable("a", part[:1], "", word)
    sound = PAIRS.get(found.group()[:2]) or {"y": "i"}.get(found.group()[0], found.group()[0])
    onset, coda = part[: found.start()], part[found.end() :]
    return Syllable(sound, "sh" if onset[:2] in ("sh", "ch") else onset[:1], coda[-1:], word)


def _kind(line: str) -> str:
    label = line[line.find("[") + 1 :].split("]")[0].lower()
    return next((kind for name, kind in KINDS if name in label), "verse")
