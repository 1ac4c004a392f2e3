"""Riffusion's words for a request: the bodies of `POST /api/v1/riffusion/create` and `/upload`.

Field names, types and what is required are those of docs.musicapi.ai (riffusion-craete-with-prompt,
riffusion-create-with-lyrics, riffusion-extend-music, riffusion-swap-music-vocals, api-314451567) and of the vendor's
SDK. Of the pages of cover, replace and swap sound no field table is known, so these send every field that their
siblings do.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {"prompt": "prompt", "sound": "style", "lyrics": "lyrics", "title": "title"}

LONGEST_LYRICS: Final = 3_000  # characters

# What an edit is called on a clip that MusicAPI made, and on one that a person uploaded.
TASK_TYPES: Final[Mapping[Operation, tuple[str, str]]] = {
    Operation.EXTEND: ("extend_music", "extend_upload_music"),
    Operation.COVER: ("cover_music", "cover_upload_music"),
    Operation.REPLACE_SECTION: ("replace_music", "replace_upload_music"),
    Operation.SWAP_SOUND: ("swap_music_sound", "swap_upload_music_sound"),
    Operation.SWAP_VOCALS: ("swap_music_vocals", "swap_upload_music_vocals"),
}


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request`; both hosts take the same."""
    del host
    if request.operation is Operation.UPLOAD:
        return {"url": request.details.url}
    sent = _create(request) if request.operation is Operation.CREATE else _edit(request)
    # Description mode reads no title.
    return {**sent, "title": request.name} if request.name and sent["custom_mode"] else sent


def _create(request: SongRequest) -> Body:
    sent: Body = {"task_type": "create_music", "mv": request.model}
    if request.words:
        sent |= {"custom_mode": True, "lyrics": request.words, "make_instrumental": False}
        return {**sent, "sound": request.sound} if request.sound else sent
    if request.instrumental:
        # `make_instrumental` is documented for custom mode alone, where lyrics may be left out.
        return {**sent, "custom_mode": True, "sound": request.description, "make_instrumental": True}
    return {**sent, "custom_mode": False, "prompt": request.description}


def _edit(request: SongRequest) -> Body:
    sent: Body = {
        "task_type": TASK_TYPES[request.operation][request.source_uploaded],
        "mv": request.model,
        "custom_mode": True,
        "continue_clip_id": request.source_clip_id or "",
        "lyrics": request.sung,
        "sound": request.sound,
    }
    if request.operation in (Operation.SWAP_SOUND, Operation.SWAP_VOCALS):
        # The page requires lyrics, and a swap keeps what is sung: without new words, the clip's own are said again.
        sent["lyrics"] = request.kept[:LONGEST_LYRICS] if not request.words else request.words
    if request.operation is Operation.EXTEND:
        # The page says integer. Rounded down, so that the point never lies past the clip's end.
        sent["continue_at"] = math.floor(request.extend_from or 0.0)
    if request.operation is Operation.REPLACE_SECTION:
        sent["replace_start_time"] = round(request.details.starts_at or 0.0, 2)
        sent["replace_end_time"] = round(request.details.ends_at or 0.0, 2)
    return sent
