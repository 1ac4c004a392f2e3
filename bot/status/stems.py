"""Pure: the parts of a song as people name them, in the order in which a mixing desk has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.musicapi.responses.reports import ReportedFile

# Words that name a part, from the voice to the noises; what is backing is not the voice itself, so that comes first.
_BACKING: Final = ("backing", "background", "choir", "harmon")
_DESK: Final = (
    ("vocal", "voice", "singer", "acapella"),
    _BACKING,
    ("instrumental", "band", "music", "karaoke"),
    ("drum", "kick", "snare", "clap", "tom", "hat", "ride", "crash", "cymbal"),
    ("percussion", "shaker", "tambourine", "conga"),
    ("bass",),
    ("guitar", "banjo", "ukulele", "mandolin"),
    ("piano", "key", "organ", "bell"),
    ("synth", "pad"),
    ("string", "violin", "fiddle", "cello", "viola"),
    ("brass", "trumpet", "horn", "trombone"),
    ("wood", "wind", "flute", "sax", "clarinet"),
)
_LAST: Final = ("other", "fx", "effect", "rest")


def named_parts(files: Iterable[ReportedFile], titles: Sequence[str]) -> tuple[ReportedFile, ...]:
    """The files without the song's title in their names, the voice first; the rest in the order in which it came.

    `titles` are all that the song is called: MusicAPI puts the one that it knows before the part.
    """
    parts = [replace(file, name=_without(titles, file.name)) for file in files]
    return tuple(sorted(parts, key=lambda part: _place(part.name)))


def _without(titles: Sequence[str], name: str) -> str:
    """A file's name without the song's: “Late (Vocals)” is “Vocals”."""
    for title in filter(None, titles):
        said = re.fullmatch(rf"{re.escape(title)}[\s()\[\]–—_:-]+(.*?)[\s)\]]*", name, re.IGNORECASE)
        if said and said[1]:
            return said[1]
    return name


def _place(name: str) -> int:
    said = name.casefold()
    if _has(said, _BACKING):
        return _DESK.index(_BACKING)
    if _has(said, _LAST):
        return len(_DESK) + 1
    return next((place for place, words in enumerate(_DESK) if _has(said, words)), len(_DESK))


def _has(said: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{word}", said) for word in words)
