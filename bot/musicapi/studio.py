"""Studio's words for a request: the body of `POST /api/v1/studio/create`.

Field names are those of the vendor's SDK. The vendor lists the family as unavailable, so it is asked only where the
operator names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.musicapi import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Host, Text
    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {"prompt": "prompt", "lyrics": "lyrics"}

# All four go from 0 to 1 and are required; no default is published, so each stands where neither end is favoured.
PROMPT_STRENGTH: Final = 0.5
CLARITY_STRENGTH: Final = 0.5
LYRICS_STRENGTH: Final = 0.5
GENERATION_QUALITY: Final = 0.75


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request`; both hosts take the same."""
    del host
    sent: Body = {
        "prompt": request.sound if request.words else request.description,
        "lyrics_type": "user" if request.words else "instrumental" if request.instrumental else "generate",
        "prompt_strength": PROMPT_STRENGTH,
        "clarity_strength": CLARITY_STRENGTH,
        "lyrics_strength": LYRICS_STRENGTH,
        "generation_quality": GENERATION_QUALITY,
        "model_type": request.model,
        "config": {"mode": "regular"},
    }
    if request.words:
        sent["lyrics"] = request.words
    avoided = text.line(request.details.avoid)
    return {**sent, "negative_prompt": avoided} if avoided else sent
