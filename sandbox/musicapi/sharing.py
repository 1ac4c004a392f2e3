"""A shared song, by its link (musicapi.md 3.25)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from sandbox.wire.exchange import Answer, json_answer

if TYPE_CHECKING:
    from sandbox.musicapi.files import Files
    from sandbox.musicapi.refusals import Voice
    from sandbox.musicapi.shelf import Shelf
    from sandbox.wire.exchange import Request

SHARE = "get-song"
LINK = re.compile(r"https?://[^/\s]+/(?:song|s)/([0-9a-f-]{36})(?:[?#].*)?")
AUTHOR = "encore"


def shared_song(request: Request, shelf: Shelf, files: Files, now: float, voice: Voice) -> Answer:
    """What is told of a finished song to whoever has its link, and 400 for any other link."""
    try:
        body: Any = request.json()
    except ValueError:
        body = None
    link = cast("dict[str, Any]", body).get("share_link") if isinstance(body, dict) else None
    found = LINK.fullmatch(link) if isinstance(link, str) else None
    clip = shelf.clip("sonic", found.group(1)) if found else None
    if clip is None:
        return voice.no(400, "share_link is invalid." if link else "The 'share_link' field is required.")
    at = files.addresses(clip, now)
    return json_answer(
        200,
        {
            "audio_url": at.audio or "",
            "video_url": "",
            "cover_image": at.image or "",
            "song_title": clip.title,
            "song_author": AUTHOR,
            "music_styles": clip.style,
        },
    )
