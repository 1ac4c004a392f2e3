"""Whether a request can be taken, seen on the very body that would be sent, before anything is spent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.musicapi.offers import Operation

if TYPE_CHECKING:
    from bot.musicapi.offers import Family, Host, Limits, Text
    from bot.musicapi.requests import SongRequest

VERBS = {Operation.CREATE: "make new songs", Operation.EXTEND: "extend a song", Operation.COVER: "cover a song"}
# Both hosts count in seconds and riffusion in whole ones; an extension from 0 would keep nothing of the song.
EARLIEST = 1.0
# Clip lengths come rounded in places (sonic's two decimals): a point this much past the end is the end.
TOLERANCE = 0.05


def why_not(request: SongRequest, family: Family, host: Host) -> str | None:
    """None, or one sentence that says why `family` would not take `request` on `host`."""
    offer = family.offers.get(request.operation)
    if offer is None:
        return f"{family.label} cannot {VERBS[request.operation]} here."
    if family.model(request.model) is None:
        return f"{family.label} has no model called “{request.model}”."
    limits = family.limits(request.operation, request.model)
    return (
        _contradiction(request)
        or _missing(request, family)
        or _misplaced(request)
        or _too_long(request, family, limits, host)
    )


def _contradiction(request: SongRequest) -> str | None:
    if request.instrumental and request.words:
        return "An instrumental has no lyrics: leave one of the two out."
    return None


def _missing(request: SongRequest, family: Family) -> str | None:
    if request.operation is Operation.CREATE:
        return (
            None if request.words or request.description else "Say what the song is to be: a prompt, a style or lyrics."
        )
    if not request.source_clip_id:
        return "That clip is not known to MusicAPI."
    if "style" in family.offers[request.operation].needs and not request.sound:
        return f"{family.label} needs a style to {VERBS[request.operation]}."
    return None


def _misplaced(request: SongRequest) -> str | None:
    if request.operation is not Operation.EXTEND:
        return None
    start, end = request.extend_from, request.source_duration
    if start is None:
        return "This clip's length is not known: say from which second it is to be extended."
    if math.isfinite(start) and start >= EARLIEST and (end is None or start <= end + TOLERANCE):
        return None
    if end is None:
        return "A song is extended from second 1 or later."
    return f"This clip is {end:.0f} seconds long: choose a second from 1 to {math.floor(end)}."


def _too_long(request: SongRequest, family: Family, limits: Limits, host: Host) -> str | None:
    if request.words and not limits.lyrics:
        return f"{family.label} takes no lyrics to {VERBS[request.operation]}: it keeps those of the song."
    body = family.body(request, host)
    for field, text in family.texts.items():
        sent, limit = body.get(field, ""), getattr(limits, text)
        if isinstance(sent, str) and (length := units(sent)) > limit:
            named = _named(text, sent, request)
            return f"{family.label} takes at most {limit:,} characters of {named}: here are {length:,}."
    return None


def units(sent: str) -> int:
    """The length in UTF-16 units: how the vendor counts is unknown, and no way of counting gives more."""
    return len(sent.encode("utf-16-le", "surrogatepass")) // 2


def _named(text: Text, sent: str, request: SongRequest) -> str:
    """What the person typed into the field, which is not always what the field is for."""
    if text not in ("prompt", "style"):
        return text
    if request.sound == request.description:
        return "style" if request.style.strip() else "prompt"
    return "prompt and style together" if request.description in sent else "style"
