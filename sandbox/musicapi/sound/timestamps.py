"""When each word of a clip's lyrics is sung."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.lyrics import read
from sandbox.musicapi.sound.score import passages, voices
from sandbox.musicapi.sound.style import tune_of


@dataclass(frozen=True, slots=True)
class Timed:
    """One word of the lyrics, its line counted from 0, from `start` to `end` seconds into the clip."""

    text: str
    line: int
    start: float
    end: float
    sung: bool = True  # words of labels are not


@lru_cache(maxsize=256)
def timed_words(brief: Brief) -> tuple[Timed, ...]:
    """Every word of what the clip's last stretch sings, never before the one before it.

    Words of labels take no time: they stand where the section of the next word begins.
    """
    newest = passages(brief)[-1]
    words = read(newest.stretch.lyrics).words
    bar = tune_of(brief).bar
    begins = newest.sections[0].first * bar - brief.start
    spans = dict[int, tuple[float, float]]()
    for note in voices(brief):
        if note.part == "lead" and note.word >= 0 and note.at >= begins - 1e-6:
            start, _ = spans.get(note.word, (note.at, 0.0))
            spans[note.word] = (start, note.at + note.seconds)
    edges = [section.first * bar - brief.start for section in newest.sections]
    timed, now = list[Timed](), max(0.0, begins)
    for number, word in enumerate(words):
        if number in spans:
            start, end = max(now, spans[number][0]), max(now, spans[number][1])
        else:
            following = next((spans[later][0] for later in range(number, len(words)) if later in spans), now)
            start = end = max([now, *(edge for edge in edges if edge <= following + 1e-6)])
        timed.append(Timed(word.text, word.line, round(start, 3), round(end, 3), word.sung))
        now = end
    return tuple(timed)
