"""Sonic's words for songs: the body of `POST /api/v1/sonic/create`, and what its siblings share with it.

Field names and limits are those of docs.musicapi.ai (concat-music, sonic-instructions, special-scenarios) and of the
vendor's SDK. Lyrics go into `prompt`, the style into `tags`; a new song without lyrics is one description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.musicapi import sonic_tools, text
from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {
    "gpt_description_prompt": "prompt",
    "tags": "style",
    "prompt": "lyrics",
    "title": "title",
    **sonic_tools.TEXTS,
}

# What `/sonic/create` calls each operation; an uploaded clip is extended and covered under another name, and with the
# plain one the vendor's instructions say that it goes wrong.
TASK_TYPES: Final[Mapping[Operation, str]] = {
    Operation.CREATE: "create_music",
    Operation.PERSONA_SONG: "persona_music",
    Operation.EXTEND: "extend_music",
    Operation.COVER: "cover_music",
    Operation.FULL_SONG: "concat_music",
    Operation.REMASTER: "remaster",
    Operation.ADD_VOCALS: "add_vocals",
    Operation.ADD_INSTRUMENTAL: "add_instrumental",
}
UPLOAD_TASK_TYPES: Final[Mapping[Operation, str]] = {
    Operation.EXTEND: "extend_upload_music",
    Operation.COVER: "cover_upload_music",
}
# A new song: without words, the model is told what it is to be about and writes its own.
NEW: Final = frozenset({Operation.CREATE, Operation.PERSONA_SONG, Operation.SAMPLE, Operation.MASHUP})
# Of these, a length is how long the recording is.
RECORDINGS: Final = frozenset({Operation.UPLOAD_EXTEND, Operation.UPLOAD_COVER})


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request` to `host`."""
    if request.operation in sonic_tools.BODIES:
        return sonic_tools.BODIES[request.operation](request)
    if request.operation is Operation.REPLACE_SECTION:
        sent = _replaced(request)
    elif request.operation in TASK_TYPES:
        sent = _created(request)
    else:
        sent = _on_its_own_path(request)
    if request.details.length is not None and request.operation not in RECORDINGS:
        sent["duration"] = round(request.details.length)
    if host is Host.TWIN:
        sent["use_suno_cdn"] = False  # the twin answers 400 without it
    return sent


def _created(request: SongRequest) -> Body:
    operation, details = request.operation, request.details
    named = UPLOAD_TASK_TYPES.get(operation) if request.source_uploaded else None
    sent: Body = {"task_type": named or TASK_TYPES[operation]}
    if request.source_clip_id:
        sent["continue_clip_id"] = request.source_clip_id
    if operation is Operation.FULL_SONG:
        return sent  # takes nothing else
    sent["mv"] = request.model
    if operation is Operation.REMASTER:
        return {**sent, "variation_category": details.variation} if details.variation else sent
    if operation is Operation.PERSONA_SONG:
        sent["persona_id"] = details.persona_id
    if operation is Operation.EXTEND:
        sent["continue_at"] = round(request.extend_from or 0.0, 2)
    if operation in (Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL):
        sent |= _spanning(request, "overpainting_start_s", "overpainting_end_s")
    return {**sent, **_wording(request), **_shaping(request)}


def _on_its_own_path(request: SongRequest) -> Body:
    """Sample, mashup and the two that upload first: as a create, without a `task_type`."""
    operation, details = request.operation, request.details
    sent: Body = {"mv": request.model, **_wording(request), **_shaping(request)}
    if operation is Operation.MASHUP:
        return {**sent, "mashup_clip_ids": [request.source_clip_id or "", details.other_clip_id]}
    if operation is Operation.SAMPLE:
        source = {"sample_clip_id": request.source_clip_id} if request.source_clip_id else {"url": details.url}
        return {**sent, **source, **_spanning(request, "chop_sample_start_s", "chop_sample_end_s")}
    sent["url"] = details.url
    if operation is Operation.UPLOAD_EXTEND and request.extend_from is not None:
        sent["continue_at"] = round(request.extend_from, 2)
    return sent


def _replaced(request: SongRequest) -> Body:
    sent: Body = {
        "clip_id": request.source_clip_id or "",
        "mv": request.model,
        **_spanning(request, "infill_start_s", "infill_end_s"),
        **_shaping(request),
    }
    if request.words or request.instrumental:
        sent["infill_lyrics"] = request.sung
    return {**sent, "tags": request.sound} if request.sound else sent


def _wording(request: SongRequest) -> Body:
    if request.operation in NEW and not request.words:
        said = {"gpt_description_prompt": request.description} if request.description else {}
        return {"custom_mode": False, **said, "make_instrumental": request.instrumental}
    # An edit is always custom: a description would have new lyrics written that nobody asked for.
    custom: Body = {"custom_mode": True, "prompt": request.sung}
    if request.operation not in (Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL):
        custom["make_instrumental"] = not request.words
    return {**custom, "tags": request.sound} if request.sound else custom


def _shaping(request: SongRequest) -> Body:
    """The title, and what the person wished of voice and weights."""
    details = request.details
    wished: Body = {
        "title": request.name,
        "negative_tags": text.line(details.avoid),
        "vocal_gender": "" if request.instrumental else details.gender,
        "style_weight": details.style_weight,
        "weirdness_constraint": details.weirdness,
        "audio_weight": details.audio_weight,
    }
    return {field: value for field, value in wished.items() if value not in ("", None)}


def _spanning(request: SongRequest, first: str, last: str) -> Body:
    return sonic_tools.span(request.details, first, last)
