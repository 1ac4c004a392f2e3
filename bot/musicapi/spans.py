"""Whether the moments of a request lie inside its clip: where an extension begins, which section is meant."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.musicapi.offers import Operation

if TYPE_CHECKING:
    from bot.musicapi.offers import Family
    from bot.musicapi.requests import SongRequest

# Both hosts count in seconds and riffusion in whole ones; an extension from 0 would keep nothing of the song.
EARLIEST = 1.0
# Clip lengths come rounded in places (sonic's two decimals): a point this much past the end is the end.
TOLERANCE = 0.05
SHORTEST = 1.0  # seconds of a section; less than that is a slip of the finger
NEEDS_SECTION = frozenset({Operation.REPLACE_SECTION, Operation.SAMPLE})


def misplaced(request: SongRequest, family: Family) -> str | None:
    """None, or one sentence that says which moment of `request` cannot be."""
    if request.operation in (Operation.EXTEND, Operation.UPLOAD_EXTEND):
        return _extension(request)
    starts_at, ends_at = request.details.starts_at, request.details.ends_at
    if starts_at is None or ends_at is None:
        half = starts_at is not None or ends_at is not None
        if half or request.operation in NEEDS_SECTION:
            return "Say both where the section begins and where it ends."
        return None
    return _section(starts_at, ends_at, request.source_duration) or _too_long(ends_at - starts_at, request, family)


def _extension(request: SongRequest) -> str | None:
    start, end = request.extend_from, request.source_duration
    if request.operation is Operation.UPLOAD_EXTEND:
        if start is None:
            return None  # the vendor finds the end of a recording by itself
        end = request.details.length
    if start is None:
        return "This clip's length is not known: say from which second it is to be extended."
    if math.isfinite(start) and start >= EARLIEST and (end is None or start <= end + TOLERANCE):
        return None
    if end is None:
        return "A song is extended from second 1 or later."
    return f"This clip is {end:.0f} seconds long: choose a second from 1 to {math.floor(end)}."


def _section(starts_at: float, ends_at: float, duration: float | None) -> str | None:
    if not math.isfinite(starts_at) or not math.isfinite(ends_at) or starts_at < 0:
        return "A section begins at 0:00 or later."
    if duration is not None and max(starts_at, ends_at) > duration + TOLERANCE:
        return f"This clip is {clock(duration)} long: the section has to lie within it."
    if ends_at <= starts_at:
        return f"The section ends at {clock(ends_at)}, which is not after its beginning at {clock(starts_at)}."
    return None if ends_at - starts_at >= SHORTEST else "A section lasts a second at least."


def _too_long(seconds: float, request: SongRequest, family: Family) -> str | None:
    longest = family.offers[request.operation].longest_section
    if longest is None or seconds <= longest + TOLERANCE:
        return None
    return f"{family.label} takes a section of at most {clock(longest)} here: this one lasts {clock(seconds)}."


def clock(seconds: float) -> str:
    """Seconds as `m:ss`, rounded down as players show it."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
