"""When the words of a clip are sung, as riffusion and sonic tell it (musicapi.md 1.10 and 3.19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.musicapi.dice import dice
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


def alignment(clip: Clip, *, labels_inside: bool) -> list[dict[str, Any]]:
    """Every sung word with the space or line break behind it.

    Section labels stand before the word that follows them, in its own text ("[Verse 1]\\nFirst "), or, unless
    `labels_inside`, as words by themselves that take no time.
    """
    words, rng = timed_words(clip.brief), dice("alignment", clip.draw)
    aligned, label = list[dict[str, Any]](), ""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        gap = 0 if following is None else following.line - word.line
        text = label + word.text + (" " if following is not None and not gap else "\n" * max(1, min(2, gap)))
        whole = word.sung or following is None or (not labels_inside and (gap > 0 or following.sung))
        label = "" if whole else text
        if whole:
            aligned.append(
                {
                    "word": text,
                    "start_s": word.start,
                    "end_s": word.end,
                    "p_align": round(rng.uniform(0.75, 1.0), 3),
                    "success": word.sung,
                }
            )
    return aligned
