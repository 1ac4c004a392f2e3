"""The only exceptions that a person gets to read: what happened, as data; the sentences are in `cogs/text/errors.py`.

PersonError
├── BadWords          the prompt, title, style, lyrics or seconds cannot be used as they are
├── RequestRefused    MusicAPI would not take the request: a limit or a contradiction, found before anything is sent
├── ModelUnavailable  the model is unknown, switched off or retired
├── ClipGone          the clip was deleted, belongs to another server, or never existed
├── ClipUnfit         the clip is too old for this, or of a kind that it cannot start from
├── DraftGone         the draft was ordered or thrown away, or is somebody else's
├── JobGone           the button's job is none of this server's
├── PersonaGone       the persona was deleted, belongs to another server, or never existed
├── OutOfCredits      the server's allowance for the month does not cover the price
├── QueueFull         too many songs are waiting
├── AlreadyAsked      this very interaction has a job
├── BadRecording      the recording is out of reach, no audio, or too short, too long or too large
├── PriceRose         what is asked for costs more than its form said: the person is asked again
├── CardGone          the message that was to carry the card was deleted meanwhile
├── NotAllowed        the person lacks the right to do this in this server
└── NotHere           the bot cannot work in this place

Nothing was charged when one of them is raised.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Problem(StrEnum):
    """What exactly went wrong; each has one sentence, which says it with the error's facts."""

    ADDRESS_TOO_LONG = "address_too_long"
    ALREADY_ASKED = "already_asked"
    ASKED_JUST_NOW = "asked_just_now"
    CLIP_DELETED = "clip_deleted"
    CLIP_NOT_HERE = "clip_not_here"
    CLIP_TOO_OLD = "clip_too_old"
    CLIP_UNKNOWN = "clip_unknown"
    CONTROL_CHARACTERS = "control_characters"
    DIFFERENT_FAMILIES = "different_families"
    DRAFT_GONE = "draft_gone"
    INSTRUMENTAL_WITH_LYRICS = "instrumental_with_lyrics"
    JOB_NOT_HERE = "job_not_here"
    LENGTH_UNKNOWN = "length_unknown"
    MENTION = "mention"
    MODEL_UNKNOWN = "model_unknown"
    MOMENT_PAST_END = "moment_past_end"
    MOMENT_TOO_EARLY = "moment_too_early"
    MOMENT_UNREADABLE = "moment_unreadable"
    NAME_TAKEN = "name_taken"
    NOT_AN_EXTENSION = "not_an_extension"
    NOT_FOR_THIS_CLIP = "not_for_this_clip"
    NOT_YOUR_PERSONA = "not_your_persona"
    NO_MODEL = "no_model"
    NO_MODEL_FOR_NEW_SONGS = "no_model_for_new_songs"
    NO_PROMPT = "no_prompt"
    ONLY_OWN_SONGS = "only_own_songs"
    ONLY_RECORDINGS = "only_recordings"
    OPERATION_RETIRED = "operation_retired"
    OPERATION_RETIRED_FOR_MODEL = "operation_retired_for_model"
    OUT_OF_CREDITS = "out_of_credits"
    OUT_OF_CREDITS_FOR_A_SONG = "out_of_credits_for_a_song"
    PERSONA_DELETED = "persona_deleted"
    PERSONA_UNKNOWN = "persona_unknown"
    PRICE_ROSE = "price_rose"
    QUEUE_FULL = "queue_full"
    RECORDING_BUSY = "recording_busy"
    RECORDING_IS_VIDEO = "recording_is_video"
    RECORDING_SILENT = "recording_silent"
    RECORDING_SLOW = "recording_slow"
    RECORDING_TOO_LARGE = "recording_too_large"
    RECORDING_TOO_LONG = "recording_too_long"
    RECORDING_TOO_SHORT = "recording_too_short"
    RECORDING_UNREACHABLE = "recording_unreachable"
    RECORDING_UNUSABLE = "recording_unusable"
    REQUEST_REFUSED = "request_refused"
    SECOND_CLIP_GONE = "second_clip_gone"
    TITLE_TOO_LONG = "title_too_long"


class PersonError(Exception):
    """Something that a person is told: a `problem` with its `facts`, or a sentence that cogs wrote already."""

    def __init__(self, problem: Problem | str, **facts: object) -> None:
        super().__init__(" ".join([str(problem), *(f"{name}={value!r}" for name, value in facts.items())]))
        self.problem: Final = problem
        self.facts: Final = facts


class BadWords(PersonError):
    """What the person typed cannot be used as it is."""


class RequestRefused(PersonError):
    """MusicAPI would not take the request; `violation` is what `bot.musicapi.rules` found."""

    def __init__(self, violation: object) -> None:
        super().__init__(Problem.REQUEST_REFUSED)
        self.violation: Final = violation


class ModelUnavailable(PersonError):
    """The model is unknown, switched off by the operator, or retired by the vendor."""


class ClipGone(PersonError):
    """The clip was deleted, belongs to another server, or never existed."""


class ClipUnfit(PersonError):
    """The clip is too old for this, or of a kind that it cannot start from."""


class DraftGone(PersonError):
    """What was kept for the person was ordered meanwhile, is too old, or belongs to somebody else."""


class JobGone(PersonError):
    """The job that a button belongs to is none of this server's, or never existed."""


class PersonaGone(PersonError):
    """The persona was deleted, belongs to another server, or never existed."""


class OutOfCredits(PersonError):
    """The server's allowance for this month does not cover the price."""


class QueueFull(PersonError):
    """Too many songs are waiting."""


class AlreadyAsked(PersonError):
    """This very interaction already has a job, so nothing is done twice."""


class NotHere(PersonError):
    """The bot cannot work in this place, such as a direct message."""


class BadRecording(PersonError):
    """The recording is out of reach, no audio, or too short, too long or too large."""


class NotAllowed(PersonError):
    """The person lacks the right to do this in this server."""


class PriceRose(PersonError):
    """What is asked for costs `price` credits now, which is more than the person agreed to."""

    def __init__(self, price: int) -> None:
        super().__init__(Problem.PRICE_ROSE, price=price)
        self.price = price


class CardGone(PersonError):
    """The message that was to carry the card was deleted meanwhile."""
