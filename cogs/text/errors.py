"""Pure: the sentence for every problem that a person is told: what happened, what it cost, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.errors import PersonError, Problem
from bot.musicapi.offers import Text
from bot.musicapi.operations import Operation
from bot.orders.user_text import clock_time
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of

# The fields in braces are the facts of the error.
SENTENCES: Final[Mapping[Problem, str]] = {
    Problem.ADDRESS_TOO_LONG: "That address is too long to be one of a file; nothing was charged.",
    Problem.ALREADY_ASKED: "This song is already being made; nothing was charged twice.",
    Problem.ASKED_JUST_NOW: (
        "You asked for this a moment ago, so nothing was charged a second time; its message is below."
    ),
    Problem.CLIP_DELETED: "This clip was deleted, so it cannot be used any more; nothing was charged.",
    Problem.CLIP_NOT_HERE: "That clip is no clip of this server any more, or you cannot see it; nothing was charged.",
    Problem.CLIP_TOO_OLD: "{family} does this only with clips that are less than {age} old; nothing was charged.",
    Problem.CLIP_UNKNOWN: "This button belongs to no song of this server that you can see; nothing was charged.",
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
    Problem.JOB_NOT_HERE: "This button belongs to nothing in this server that you can see; nothing was charged.",
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
    Problem.QUEUE_FULL_OF_MEMBER: (
        "You have {limit} requests in line already, as many as one person may have; nothing was charged, please ask "
        "again once one of them has begun."
    ),
    Problem.QUEUE_FULL_OF_SERVER: (
        "This server has {limit} requests in line already, as many as one server may have; nothing was charged, please "
        "ask again once one of them has begun."
    ),
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
    Problem.SECOND_CLIP_GONE: (
        "The second clip is no clip of this server any more, or you cannot see it; nothing was charged."
    ),
    Problem.TITLE_TOO_LONG: "A title may have {limit} characters, this one has {characters}; nothing was charged.",
    # What `bot.musicapi.rules` finds besides.
    Problem.AVOID_TOO_LONG: (
        "Styles to avoid take at most {limit} characters: here are {characters}; nothing was charged."
    ),
    Problem.DETAIL_NOT_TAKEN: "{family} takes no {detail} to {operation}: leave that out; nothing was charged.",
    Problem.EXTENDS_NOTHING: "A song is extended from second 1 or later; nothing was charged.",
    Problem.FORMAT_NOT_MADE: "{family} makes {formats} files, no {format}; nothing was charged.",
    Problem.HALF_A_SECTION: "Say both where the section begins and where it ends; nothing was charged.",
    Problem.LENGTH_OF_MUSIC: (
        "{family} makes {least} to {most} of music at a time: choose a length within that; nothing was charged."
    ),
    Problem.LENGTH_OF_RECORDING: "{family} takes recordings of {least} to {most}; nothing was charged.",
    Problem.LYRICS_MISSING: (
        "{family} sings only lyrics that it is given: write some, or ask for an instrumental; nothing was charged."
    ),
    Problem.LYRICS_NOT_TAKEN: (
        "{family} takes no lyrics to {operation}: it keeps those of the song; nothing was charged."
    ),
    Problem.LYRICS_TOO_SHORT: (
        "{family} needs at least {fewest:,} characters of lyrics: here are {characters:,}; nothing was charged."
    ),
    Problem.NOT_OFFERED: "{family} cannot {operation} here; nothing was charged.",
    Problem.NOT_WITH_THIS_MODEL: "{family} cannot {operation} with {model}, only with {models}; nothing was charged.",
    Problem.NO_PERSONA: "Choose the persona that is to sing; nothing was charged.",
    Problem.NO_RECORDING: (
        "There is no recording to take: give a file, or an https address of one; nothing was charged."
    ),
    Problem.NO_SECOND_CLIP: "Choose the second clip of the mashup; nothing was charged.",
    Problem.NO_SUCH_FAMILY: "There is no model family called “{name}”; nothing was charged.",
    Problem.NO_SUCH_MODEL: "{family} has no model called “{model}”; nothing was charged.",
    Problem.NO_WORDS: "Say what the song is to be: a prompt, a style or lyrics; nothing was charged.",
    Problem.OUTSIDE_THE_CLIP: (
        "This clip is {seconds:.0f} seconds long: choose a second from 1 to {last}; nothing was charged."
    ),
    Problem.SAME_CLIP_TWICE: "A mashup takes two different clips: choose another one; nothing was charged.",
    Problem.SECTION_BEFORE_START: "A section begins at 0:00 or later; nothing was charged.",
    Problem.SECTION_PAST_END: "This clip is {length} long: the section has to lie within it; nothing was charged.",
    Problem.SECTION_REVERSED: (
        "The section ends at {ends_at}, which is not after its beginning at {starts_at}; nothing was charged."
    ),
    Problem.SECTION_TOO_LONG: (
        "{family} takes a section of at most {longest} here: this one lasts {length}; nothing was charged."
    ),
    Problem.SECTION_TOO_SHORT: "A section lasts a second at least; nothing was charged.",
    Problem.SOURCE_UNKNOWN: "That clip is not known to MusicAPI; nothing was charged.",
    Problem.TEXT_MISSING: "{family} needs {text} to {operation}; nothing was charged.",
    Problem.TEXT_TOO_LONG: (
        "{family} takes at most {limit:,} characters of {texts}: here are {characters:,}; nothing was charged."
    ),
    Problem.WEIGHT_OUT_OF_RANGE: "A weight goes from 0 to 1; nothing was charged.",
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


def _hours(span: Any) -> str:
    hours = round(span.total_seconds() / 3600)
    return f"{hours} hour" if hours == 1 else f"{hours} hours"


def _verb(operation: Operation) -> str:
    return words_for(operation).verb


def _texts(names: tuple[Text, ...]) -> str:
    return " and ".join(names) + (" together" if len(names) > 1 else "")


# How a fact is said that is not said as it is.
_SPOKEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "age": _hours,
    "detail": DETAILS.__getitem__,
    "ends_at": clock_time,
    "formats": " or ".join,
    "least": clock_time,
    "left": credits_of,
    "length": clock_time,
    "longest": clock_time,
    "models": ", ".join,
    "most": clock_time,
    "operation": _verb,
    "starts_at": clock_time,
    "text": _TEXTS.__getitem__,
    "texts": _texts,
}


def sentence_for(error: PersonError) -> str:
    """What a person is told of `error`, in one sentence."""
    if not isinstance(error.problem, Problem):
        return error.problem
    said = {name: _SPOKEN[name](fact) if name in _SPOKEN else fact for name, fact in error.facts.items()}
    return SENTENCES[error.problem].format(**said)
