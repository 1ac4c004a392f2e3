"""Pure: why a request cannot be taken, in one sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, assert_never

from bot.musicapi.violations import (
    AvoidTooLong,
    DetailNotTaken,
    Flaw,
    FormatNotMade,
    LyricsMissing,
    LyricsNotTaken,
    LyricsTooShort,
    MusicLength,
    NoRecordings,
    NoSuchFamily,
    NotOffered,
    NotWithThisModel,
    OutsideTheClip,
    RecordingLength,
    RecordingsAlone,
    SectionPastEnd,
    SectionReversed,
    SectionTooLong,
    TextMissing,
    TextTooLong,
    UnknownModel,
)
from bot.orders.user_text import clock_time
from cogs.text.operation_words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Text
    from bot.musicapi.violations import Violation

_FLAWS: Final[Mapping[Flaw, str]] = {
    Flaw.INSTRUMENTAL_WITH_LYRICS: "An instrumental has no lyrics: leave one of the two out.",
    Flaw.NO_RECORDING: "There is no recording to take: give a file, or an https address of one.",
    Flaw.UNKNOWN_CLIP: "That clip is not known to MusicAPI.",
    Flaw.NO_PERSONA: "Choose the persona that is to sing.",
    Flaw.NO_SECOND_CLIP: "Choose the second clip of the mashup.",
    Flaw.SAME_CLIP_TWICE: "A mashup takes two different clips: choose another one.",
    Flaw.NO_WORDS: "Say what the song is to be: a prompt, a style or lyrics.",
    Flaw.UNKNOWN_LENGTH: "This clip's length is not known: say from which second it is to be extended.",
    Flaw.EXTENDS_NOTHING: "A song is extended from second 1 or later.",
    Flaw.HALF_A_SECTION: "Say both where the section begins and where it ends.",
    Flaw.SECTION_BEFORE_START: "A section begins at 0:00 or later.",
    Flaw.SECTION_TOO_SHORT: "A section lasts a second at least.",
    Flaw.WEIGHT_OUT_OF_RANGE: "A weight goes from 0 to 1.",
}
_TEXTS: Final[Mapping[Text, str]] = {"prompt": "a few words", "style": "a style", "lyrics": "lyrics", "title": "a name"}
# What people call the details that not every family takes, by the names of their fields.
DETAILS: Final[Mapping[str, str]] = {
    "starts_at": "section",
    "ends_at": "section",
    "other_clip": "second clip",
    "other_clip_id": "second clip",
    "persona_id": "persona",
    "vox_id": "voice",
    "url": "recording",
    "variation": "variation",
    "format": "choice of format",
    "avoid": "styles to avoid",
    "gender": "choice of voice",
    "style_weight": "weight of the style",
    "weirdness": "degree of weirdness",
    "audio_weight": "closeness to the source",
    "length": "choice of length",
}


def violation_sentence(violation: Violation) -> str:  # noqa: C901  one case a kind
    """What is wrong and what to do about it; what it cost is for the caller to say."""
    match violation:
        case Flaw():
            return _FLAWS[violation]
        case NoSuchFamily(name):
            return f"There is no model family called “{name}”."
        case UnknownModel(family, name):
            return f"{family} has no model called “{name}”."
        case NotOffered(family, operation):
            return f"{family} cannot {words_for(operation).verb} here."
        case NotWithThisModel(family, operation, model, taken):
            return f"{family} cannot {words_for(operation).verb} with {model}, only with {', '.join(taken)}."
        case RecordingsAlone(family, operation):
            return f"{family} can {words_for(operation).verb} only to a recording that was uploaded."
        case NoRecordings(family, operation):
            return f"{family} cannot {words_for(operation).verb} that was uploaded."
        case TextMissing(family, operation, text):
            return f"{family} needs {_TEXTS[text]} to {words_for(operation).verb}."
        case LyricsMissing(family):
            return f"{family} sings only lyrics that it is given: write some, or ask for an instrumental."
        case LyricsTooShort(family, least, length):
            return f"{family} needs at least {least:,} characters of lyrics: here are {length:,}."
        case LyricsNotTaken(family, operation):
            return f"{family} takes no lyrics to {words_for(operation).verb}: it keeps those of the song."
        case TextTooLong(family, texts, limit, length):
            named = " and ".join(texts) + (" together" if len(texts) > 1 else "")
            return f"{family} takes at most {limit:,} characters of {named}: here are {length:,}."
        case AvoidTooLong(limit, length):
            return f"Styles to avoid take at most {limit} characters: here are {length}."
        case DetailNotTaken(family, operation, detail):
            return f"{family} takes no {DETAILS[detail]} to {words_for(operation).verb}: leave that out."
        case FormatNotMade(family, made, format_):
            return f"{family} makes {' or '.join(made)} files, no {format_}."
        case OutsideTheClip(duration):
            return f"This clip is {duration:.0f} seconds long: choose a second from 1 to {math.floor(duration)}."
        case SectionPastEnd(duration):
            return f"This clip is {clock_time(duration)} long: the section has to lie within it."
        case SectionReversed(starts_at, ends_at):
            ends, starts = clock_time(ends_at), clock_time(starts_at)
            return f"The section ends at {ends}, which is not after its beginning at {starts}."
        case SectionTooLong(family, limit, length):
            return f"{family} takes a section of at most {clock_time(limit)} here: this one lasts {clock_time(length)}."
        case RecordingLength(family, least, most):
            return f"{family} takes recordings of {clock_time(least)} to {clock_time(most)}."
        case MusicLength(family, least, most):
            between = f"{clock_time(least)} to {clock_time(most)}"
            return f"{family} makes {between} of music at a time: choose a length within that."
        case _:
            assert_never(violation)
