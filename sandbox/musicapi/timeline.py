"""Word timestamps as riffusion gives them (musicapi.md 1.10)."""

from __future__ import annotations

from typing import Any

LEAD_IN = 0.02  # of the song, before the first word
TAIL = 0.96


def word_times(lyrics: str, seconds: float) -> list[dict[str, Any]]:
    """Every word of `lyrics` with its start and end in seconds; section labels are split into words, too."""
    lines = [line.split() for line in lyrics.splitlines()]
    # A label takes no time of its own; an empty line is a breath.
    weights = [0.0 if line and line[0].startswith("[") else max(1.0, len(line) * 0.8) for line in lines]
    whole = sum(weights) or 1.0
    at, words = seconds * LEAD_IN, list[dict[str, Any]]()
    for index, (line, weight) in enumerate(zip(lines, weights, strict=True)):
        share = seconds * (TAIL - LEAD_IN) * weight / whole
        step = share / (len(line) + 0.5) if line else 0.0
        for place, word in enumerate(line):
            start = at + place * step
            words.append(
                {
                    "text": word,
                    "start": round(start, 3),
                    "end": round(start + step * 0.9, 3),
                    "line_index": index,
                    "index_range": None,
                    "wav2vec2_format": None,
                }
            )
        at += share
    return words
