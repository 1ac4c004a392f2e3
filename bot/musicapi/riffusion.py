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
    if request.operation is Operation.CREATE:
        return _create(request)
    sent: Body = {
        "task_type": "extend_music" if request.operation is Operation.EXTEND else "cover_music",
        "mv": request.model,
        "custom_mode": True,
        "continue_clip_id": request.source_clip_id or "",
        "lyrics": request.sung,
        "sound": request.sound,
    }
    if request.operation is Operation.EXTEND:
        # The page says integer. Rounded down, so that the point never lies past the clip's end.
        sent["continue_at"] = math.floor(request.extend_from or 0.0)
    return _titled(sent, request)


def _create(request: SongRequest) -> Body:
    if request.words:
        sent: Body = {"custom_mode": True, "lyrics": request.words, "make_instrumental": False}
        if request.sound:
            sent["sound"] = request.sound
    elif request.instrumental:
        # `make_instrumental` is documented for custom mode alone, where lyrics may be left out.
        sent = {"custom_mode": True, "sound": request.description, "make_instrumental": True}
    else:
        # Description mode reads no title and lists three fields only.
        return {"task_type": "create_music", "mv": request.model, "custom_mode": False, "prompt": request.description}
    return _titled({"task_type": "create_music", "mv": request.model, **sent}, request)


def _titled(sent: Body, request: SongRequest) -> Body:
    return {**sent, "title": request.name} if request.name else sent
