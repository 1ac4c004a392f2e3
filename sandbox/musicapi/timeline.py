"""Word timestamps as riffusion gives them (musicapi.md 1.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.sound.timestamps import timed_words

if TYPE_CHECKING:
    from sandbox.musicapi.works import Clip


def word_times(clip: Clip) -> list[dict[str, Any]]:
    """Every word of the clip's lyrics with its start and end in seconds; section labels are split into words, too."""
    return [
        {
            "text": word.text,
            "start": word.start,
            "end": word.end,
            "line_index": word.line,
            "index_range": None,
            "wav2vec2_format": None,
        }
        for word in timed_words(clip.brief)
    ]
