"""Pure: the sections of a song, found in the times of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, cast

# A label stands in brackets. Riffusion cuts it into words (“[Verse”, “1]”), sonic glues it to the first word that is
# sung (“[Verse 1]\nHarbour”); musicapi.md 1.10 and 3.19.
_LABEL = re.compile(r"\[([^\[\]]{1,80})\]")
SHORTEST = 0.5  # seconds; of two labels at one moment, such as [Intro][Verse], the first has nothing of its own
MOST_WORDS = 20_000  # an hour of singing; what comes after is passed over
LATEST = 3_600.0  # seconds; no family makes as long a song, so a later word is a mistake in the list


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a song under its label, such as `Chorus 2`; times are seconds into the clip."""

    label: str
    starts_at: float
    ends_at: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: float
    end: float


def sections(timeline: Any, duration: float | None) -> tuple[Section, ...]:
    """The labelled sections of a clip in order, empty if nothing is labelled; labels used twice are numbered.

    `timeline` is what a clip's row holds: `{"words": [{"text", "start", "end"}]}`. A section lasts until the next one;
    the last one until the clip's end, or until its last word if the clip's length is unknown.
    """
    words = list(_words(timeline))
    if not words:
        return ()
    end = duration or max(word.end for word in words)
    begun = [(label, at) for label, at in _labels(words) if at < end]
    bounds = [*begun, ("", end)]
    found = [Section(label, at, following) for (label, at), (_, following) in pairwise(bounds)]
    return tuple(_number_repeats([section for section in found if section.ends_at - section.starts_at >= SHORTEST]))


def _words(timeline: Any) -> Iterator[_Word]:
    """The words of the vendor's list in time; a start that goes back counts as the latest one before it."""
    listed = cast("dict[str, Any]", timeline).get("words") if isinstance(timeline, dict) else None
    latest = 0.0
    for entry in cast("list[Any]", listed)[:MOST_WORDS] if isinstance(listed, list) else ():
        word = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        text, start, end = word.get("text"), _seconds(word.get("start")), _seconds(word.get("end"))
        if isinstance(text, str) and start is not None:
            latest = max(latest, start)
            yield _Word(text, latest, max(latest, end or latest))


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LATEST else None  # neither an infinity, nor what no float can hold


def _labels(words: Sequence[_Word]) -> Iterator[tuple[str, float]]:
    """Every label with the moment at which its section begins."""
    text, begins = "", list[int]()  # where each word begins in the text of them all
    for word in words:
        begins.append(len(text))
        text += f"{word.text} "
    owner = 0
    for match in _LABEL.finditer(text):
        label = " ".join(match[1].split())
        while owner + 1 < len(words) and begins[owner + 1] <= match.start():
            owner += 1
        if any(character.isalnum() for character in label):
            yield label, _begins(words[owner], text[begins[owner] : match.start()])


def _begins(word: _Word, before: str) -> float:
    """When a label's section begins: with its word, or at the word's end if that was sung before the label."""
    return word.end if _LABEL.sub("", before).strip() else word.start


def _number_repeats(found: Sequence[Section]) -> Iterator[Section]:
    """The sections, with a number after the labels that occur more than once."""
    names = [section.label.casefold() for section in found]
    for index, section in enumerate(found):
        if names.count(names[index]) == 1:
            yield section
        else:
            yield replace(section, label=f"{section.label} {names[: index + 1].count(names[index])}")
