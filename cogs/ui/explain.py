"""Pure: sentences for what went wrong: what happened, what it cost, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.ui.harmless import harmless
from data.rows import FailureKind

if TYPE_CHECKING:
    from data.rows import Job

UNEXPECTED = "Something went wrong on our side; no credit is lost by it, please try again in a minute."
OLD_BUTTON = "This button is from another version of Encore and does nothing any more; nothing was charged."
OLD_FORM = (
    "That form was sent already, lay open for more than an hour or is from before a restart, so nothing was made or "
    "charged this time; please open it again."
)
OLD_COMMAND = "This command has changed; nothing was charged, please type it anew or restart your Discord."
YOUR_WORDS = "Your words are in the file."
NOT_HERE = "Encore makes songs in servers only; nothing was charged, please ask again in a channel of one."
REASON_LIMIT = 300


def failure(job: Job) -> str:
    """Why a job failed, in one sentence, with its credits back."""
    back = f"the {job.price} credits are back"
    said = harmless(job.reason or "", REASON_LIMIT)
    match job.failure:
        case FailureKind.REFUSED if said:
            return f"MusicAPI refused this song (“{said}”), {back}; please change the words and ask again."
        case FailureKind.REFUSED:
            return f"MusicAPI takes no new songs from us just now, {back}; the operator was told, please try later."
        case FailureKind.NOT_SENT:
            return f"MusicAPI could not be reached, {back}; please try again in a few minutes."
        case FailureKind.LOST:
            return f"MusicAPI's answer was lost on the way, {back}; please ask for the song again."
        case FailureKind.TIMED_OUT:
            return f"This song took too long and was given up, {back}; please ask for it again."
        case FailureKind.CANCELLED:
            return f"This song was cancelled before it began, {back}; please ask for it again."
        case FailureKind.FAILED if said:
            return f"MusicAPI could not finish this song (“{said}”), {back}; please try again or change the words."
        case _:
            return f"MusicAPI could not finish this song, {back}; please ask for it again."


def missing_clip(expected: int, arrived: int) -> str:
    """Why fewer clips arrived than a song has; empty where none is missing."""
    if arrived >= expected:
        return ""
    return (
        f"Only {arrived} of {expected} clips came out; MusicAPI charges for the call as a whole, "
        "so the song was charged in full."
    )
