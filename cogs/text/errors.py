"""Pure: the sentence for every problem that a person is told: what happened, what it cost, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from bot.errors import PersonError, Problem, RequestRefused
from bot.orders.user_text import clock_time
from cogs.text.sentences import credits_of
from cogs.text.violations import violation_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.musicapi.violations import Violation

# The fields in braces are the facts of the error.
SENTENCES: Final[Mapping[Problem, str]] = {
    Problem.ADDRESS_TOO_LONG: "That address is too long to be one of a file; nothing was charged.",
    Problem.ALREADY_ASKED: "This song is already being made; nothing was charged twice.",
    Problem.ASKED_JUST_NOW: (
        "You asked for this a moment ago, so nothing was charged a second time; its message is below."
    ),
    Problem.CLIP_DELETED: "This clip was deleted, so it cannot be used any more; nothing was charged.",
    Problem.CLIP_NOT_HERE: "That clip is no clip of this server any more; nothing was charged.",
    Problem.CLIP_TOO_OLD: "{family} does this only with clips that are less than {age} old; nothing was charged.",
    Problem.CLIP_UNKNOWN: "This button belongs to no song of this server; nothing was charged.",
    Problem.CONTROL_CHARACTERS: (
        "The {field} holds control characters; please type it again without them; nothing was charged."
    ),
    Problem.DIFFERENT_FAMILIES: "Both clips must come from the same family of models; nothing was charged.",
    Problem.DRAFT_GONE: (
        "This was made already, or was asked more than a day ago; nothing was charged, please start again from the "
        "beginning."
    ),
    Problem.INSTRUMENTAL_WITH_LYRICS: (
        "An instrumental has no words, so leave out either the lyrics or the instrumental; nothing was charged."
    ),
    Problem.JOB_NOT_HERE: "This button belongs to nothing in this server; nothing was charged.",
    Problem.LENGTH_UNKNOWN: (
        "This clip's length is not known, so please say from which second to extend it; nothing was charged."
    ),
    Problem.MENTION: "The {field} holds a Discord mention; please write the name instead; nothing was charged.",
    Problem.MODEL_UNKNOWN: "That model is not available here; nothing was charged, please choose another one.",
    Problem.MOMENT_PAST_END: "The clip is only {length} long, so choose an earlier moment; nothing was charged.",
    Problem.MOMENT_TOO_EARLY: "The moment must be later than second 0; nothing was charged.",
    Problem.MOMENT_UNREADABLE: ("The moment must be seconds such as 95, or minutes such as 1:35; nothing was charged."),
    Problem.NAME_TAKEN: ("This server has a persona of that name already; nothing was charged, please choose another."),
    Problem.NOT_AN_EXTENSION: ("Only an extension can be joined to the song that it extends; nothing was charged."),
    Problem.NOT_FOR_THIS_CLIP: (
        "That is not available for this clip; nothing was charged, please choose something else."
    ),
    Problem.NOT_YOUR_PERSONA: (
        "Only whoever made a persona, or somebody who may manage this server, can delete it; nothing was changed."
    ),
    Problem.NO_MODEL: "No model can do this at the moment; nothing was charged, please try later.",
    Problem.NO_MODEL_FOR_NEW_SONGS: (
        "No model can make new songs at the moment; nothing was charged, please try later."
    ),
    Problem.NO_PROMPT: "Please say what the song should be like, such as “r&b pop”; nothing was charged.",
    Problem.ONLY_OWN_SONGS: (
        "{family} does this only with songs that it made, not with a recording; nothing was charged."
    ),
    Problem.ONLY_RECORDINGS: (
        "{family} does this only with a recording, which /upload brings here; nothing was charged."
    ),
    Problem.OPERATION_RETIRED: "{family} no longer offers this; nothing was charged.",
    Problem.OPERATION_RETIRED_FOR_MODEL: (
        "{family} no longer offers this; nothing was charged, please choose another model."
    ),
    Problem.OUT_OF_CREDITS: (
        "This server has {left} left and this costs {price}; nothing was charged, and new credits come <t:{resets}:R>."
    ),
    Problem.OUT_OF_CREDITS_FOR_A_SONG: (
        "This server has {left} left and a song costs {price}; nothing was charged, and new credits come "
        "<t:{resets}:R>."
    ),
    Problem.PERSONA_DELETED: "That persona was deleted already; nothing was changed.",
    Problem.PERSONA_UNKNOWN: "This server has no such persona; nothing was charged.",
    Problem.PRICE_ROSE: "This costs {price} credits now; nothing was charged, please ask again.",
    Problem.QUEUE_FULL: "Too many songs wait already; nothing was charged, please try again in a few minutes.",
    Problem.RECORDING_BUSY: ("Your last recording is still being checked; nothing was charged, please wait a moment."),
    Problem.RECORDING_IS_VIDEO: ("That file is a video; nothing was charged, please send its sound alone, as an MP3."),
    Problem.RECORDING_SILENT: "There is no sound in that file; nothing was charged, please send an audio file.",
    Problem.RECORDING_SLOW: (
        "The recording took too long to be fetched; nothing was charged, please try again or send it as a file."
    ),
    Problem.RECORDING_TOO_LARGE: (
        "A recording may have {megabytes} MB at most; nothing was charged, please send a shorter or smaller one, "
        "such as an MP3."
    ),
    Problem.RECORDING_TOO_LONG: (
        "The recording is {length} long and may have {longest} at most; nothing was charged, please send a part of it."
    ),
    Problem.RECORDING_TOO_SHORT: (
        "The recording is {seconds:.1f} seconds long and must have at least {shortest:.0f}; nothing was charged."
    ),
    Problem.RECORDING_UNREACHABLE: (
        "The recording could not be fetched ({why}); nothing was charged, please give the direct address of an audio "
        "file that everybody can open."
    ),
    Problem.RECORDING_UNUSABLE: (
        "That recording cannot be used: {why}; nothing was charged, please give a public https address of an audio "
        "file, or send the file itself."
    ),
    Problem.REQUEST_REFUSED: "{violation}; nothing was charged.",
    Problem.SECOND_CLIP_GONE: "The second clip is no clip of this server any more; nothing was charged.",
    Problem.TITLE_TOO_LONG: "A title may have {limit} characters, this one has {characters}; nothing was charged.",
}


def _hours(span: Any) -> str:
    hours = round(span.total_seconds() / 3600)
    return f"{hours} hour" if hours == 1 else f"{hours} hours"


# How a fact is said that is not said as it is.
_SPOKEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "age": _hours,
    "left": credits_of,
    "length": clock_time,
    "longest": clock_time,
}


def sentence_for(error: PersonError) -> str:
    """What a person is told of `error`, in one sentence."""
    if not isinstance(error.problem, Problem):
        return error.problem
    if isinstance(error, RequestRefused):
        said = violation_sentence(cast("Violation", error.violation)).rstrip(".")
        return SENTENCES[error.problem].format(violation=said)
    return SENTENCES[error.problem].format(**{name: _said(name, fact) for name, fact in error.facts.items()})


def _said(name: str, fact: Any) -> object:
    say = _SPOKEN.get(name)
    return fact if say is None else say(fact)
