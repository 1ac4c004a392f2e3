"""Riffusion's words for a request: the body of `POST /api/v1/riffusion/create`.

Field names, types and what is required are those of docs.musicapi.ai (riffusion-craete-with-prompt,
riffusion-create-with-lyrics, riffusion-extend-music); of the cover page no field table is known, so a cover sends every
field that its siblings do.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {"prompt": "prompt", "sound": "style", "lyrics": "lyrics", "title": "title"}


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request`; both hosts take the same."""
    del host
    sent: Body = {"task_type": request.operation.task_type, "mv": request.model}
    sent |= _create(request) if request.operation is Operation.CREATE else _edit(request)
    # Description mode reads no title.
    return {**sent, "title": request.name} if request.name and sent["custom_mode"] else sent


def _create(request: SongRequest) -> Body:
    if request.words:
        sent: Body = {"custom_mode": True, "lyrics": request.words, "make_instrumental": False}
        return {**sent, "sound": request.sound} if request.sound else sent
    if request.instrumental:
        # `make_instrumental` is documented for custom mode alone, where lyrics may be left out.
        return {"custom_mode": True, "sound": request.description, "make_instrumental": True}
    return {"custom_mode": False, "prompt": request.description}


def _edit(request: SongRequest) -> Body:
    sent: Body = {
        "custom_mode": True,
        "continue_clip_id": request.source_clip_id or "",
        "lyrics": request.sung,
        "sound": request.sound,
    }
    if request.operation is Operation.EXTEND:
        # The page says integer. Rounded down, so that the point never lies past the clip's end.
        sent["continue_at"] = math.floor(request.extend_from or 0.0)
    return sent
