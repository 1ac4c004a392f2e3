"""Sonic's words for a request: the body of `POST /api/v1/sonic/create`.

Field names and limits are those of docs.musicapi.ai (concat-music, sonic-instructions). Lyrics go into `prompt`, the
style into `tags`; a new song without lyrics is one description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {"gpt_description_prompt": "prompt", "tags": "style", "prompt": "lyrics", "title": "title"}


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request` to `host`."""
    sent: Body = {"task_type": request.operation.task_type, "mv": request.model, **_wording(request)}
    if request.name:
        sent["title"] = request.name
    if request.operation is not Operation.CREATE:
        sent["continue_clip_id"] = request.source_clip_id or ""
    if request.operation is Operation.EXTEND:
        sent["continue_at"] = round(request.extend_from or 0.0, 2)
    if host is Host.TWIN:
        sent["use_suno_cdn"] = False  # the twin answers 400 without it
    return sent


def _wording(request: SongRequest) -> Body:
    if request.operation is Operation.CREATE and not request.words:
        return {
            "custom_mode": False,
            "gpt_description_prompt": request.description,
            "make_instrumental": request.instrumental,
        }
    # An edit is always custom: a description would have new lyrics written that nobody asked for.
    custom: Body = {"custom_mode": True, "prompt": request.sung, "make_instrumental": not request.words}
    return {**custom, "tags": request.sound} if request.sound else custom
