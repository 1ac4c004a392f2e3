"""What is said of a failure: what happened, what to do next, and that the credits are back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.families import sonic
from bot.musicapi.objections import PROBLEMS
from cogs.text.catalog import speaking
from cogs.text.errors import words_of
from cogs.text.failures import failure
from cogs.text.languages import LANGUAGES
from data.rows import FailureKind
from tests.cogs.making import job

if TYPE_CHECKING:
    from bot.errors import Problem


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud", "**x** @everyone\n" * 500, "\u202e\u200b"])
def test_a_failure_says_what_happened_what_to_do_next_and_last_that_its_credits_are_back(
    kind: FailureKind, reason: str
) -> None:
    said = failure(job(failure=kind, reason=reason))
    what, then, credits_back = said.split("\n")
    assert what.endswith(".")
    assert credits_back == "-# The 12 credits are back."
    assert then.startswith(("Ask", "Try", "Change"))
    assert "“”" not in said
    assert "@everyone" not in said
    assert len(said) <= 600


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud"])
@pytest.mark.parametrize("prompt", ["", "pop"])
@pytest.mark.parametrize(("can_retry", "can_edit"), [(False, False), (False, True), (True, False), (True, True)])
def test_what_to_do_next_names_the_buttons_that_stand_below_and_no_others(
    kind: FailureKind, reason: str, prompt: str, can_retry: bool, can_edit: bool
) -> None:
    failed = job(failure=kind, reason=reason, prompt=prompt)
    then = failure(failed, can_retry=can_retry, can_edit=can_edit).split("\n")[1]
    assert can_retry or "**Try again**" not in then
    assert can_edit or "**Edit…**" not in then
    is_about_words = kind is FailureKind.REFUSED and reason
    if can_retry and not is_about_words:
        assert "**Try again**" in then
    if can_edit and is_about_words and prompt:
        assert then == "Press **Edit…** to change the words."


@pytest.mark.parametrize(("operation", "command"), [("upload_cover", "/upload"), ("voice", "/voice")])
def test_a_recording_that_no_button_can_try_again_is_brought_again(operation: str, command: str) -> None:
    lost = job(operation=operation, prompt="", failure=FailureKind.LOST)
    assert failure(lost).split("\n")[1] == f"Bring the recording again with {command}."
    assert failure(lost, can_retry=True).split("\n")[1] == "Press **Try again**."


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud"])
def test_what_is_no_song_is_called_none_and_words_that_nobody_typed_need_no_change(
    kind: FailureKind, reason: str
) -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, prompt="", failure=kind, reason=reason)
    said = failure(tempo)
    assert said.endswith("\n-# The 1 credit is back.")
    assert "song" not in said
    assert "words" not in said


@pytest.mark.parametrize(("operation", "said"), [("create", "takes no new songs"), ("extend", "does not do this")])
def test_what_is_refused_without_words_is_called_what_it_is(operation: str, said: str) -> None:
    gone = failure(job(operation=operation, failure=FailureKind.REFUSED, reason=""))
    assert gone.startswith(f"MusicAPI {said} f")
    assert "The operator was told." in gone
    assert gone.endswith("\nTry again later.\n-# The 12 credits are back.")


def test_what_encore_found_out_by_itself_is_not_quoted_as_musicapis_words() -> None:
    unsung = job(
        operation="lyrics_timeline", price=1, prompt="", failure=FailureKind.FAILED, reason=sonic.NO_WORDS_FOUND
    )
    assert failure(unsung, can_retry=True) == (
        "MusicAPI heard no words in this clip.\nTry something else.\n-# The 1 credit is back."
    )


def test_a_recording_is_called_one() -> None:
    upload = job(operation="upload", price=2, prompt="", failure=FailureKind.REFUSED, reason="too loud")
    assert failure(upload) == (
        "MusicAPI refused this recording: “too loud”.\nTry something else.\n-# The 2 credits are back."
    )


SONG = {"prompt": "pop", "lyrics": "la la"}
UPLOAD = {"operation": "upload", "prompt": "", "family": "sonic", "model": "sonic-v5"}
EDIT, AGAIN = "Press **Edit…** to change the words.", "Press **Try again**, or **Edit…** to change the words."
OBJECTIONS: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    (
        "The song description contains artist names: 'Drake' which is not allowed.",
        SONG,
        "MusicAPI takes no names of artists (“Drake”). Describe the sound instead.",
        EDIT,
    ),
    (
        "Tags contained artist name",
        SONG,
        "MusicAPI takes no names of artists. Describe the sound instead.",
        EDIT,
    ),
    (
        "The song description contains producer tags: 'dj khaled' which is not allowed.",
        SONG,
        "MusicAPI takes no producers' tags (“dj khaled”). Leave them out.",
        EDIT,
    ),
    (
        "The lyrics contain copyrighted content: 'hello darkness'. Please use original lyrics.",
        SONG,
        "MusicAPI takes these lyrics for somebody else's (“hello darkness”). Write your own.",
        EDIT,
    ),
    (
        "The lyrics contain inappropriate content: 'damn'.",
        SONG,
        "MusicAPI finds these words inappropriate (“damn”). Choose other words.",
        EDIT,
    ),
    (
        "The song description needs moderation review.",
        SONG,
        "MusicAPI's moderation holds these words back. Choose other words.",
        EDIT,
    ),
    (
        "The lyrics format is invalid. Please check and try again.",
        SONG,
        "MusicAPI cannot read these lyrics. Check section names such as [Verse].",
        EDIT,
    ),
    (
        "The tags character length should be less than 1000.",
        SONG,
        "MusicAPI finds a text too long: style (limit: 1,000). Shorten it.",
        EDIT,
    ),
    (
        "The prompt character length should be less than 3000.",
        {**SONG, "family": "sonic", "model": "sonic-v4"},
        "MusicAPI finds a text too long: lyrics (limit: 3,000). Shorten it.",
        EDIT,
    ),
    (
        "The prompt character length should be less than 200.",
        SONG,
        "MusicAPI finds a text too long: prompt (limit: 200). Shorten it.",
        EDIT,
    ),
    ("Title too long.", SONG, "MusicAPI finds a text too long: title. Shorten it.", EDIT),
    (
        "Input language not supported",
        SONG,
        "MusicAPI does not sing in this language. Write in another, or choose another model.",
        EDIT,
    ),
    (
        "Audio URL is not accessible. Please provide a public direct audio file URL.",
        UPLOAD,
        "MusicAPI could not fetch this recording.",
        "Bring the recording again with /upload.",
    ),
    (
        "Invalid audio file",
        {**UPLOAD, "operation": "voice"},
        "MusicAPI cannot read this recording. Save it as an MP3.",
        "Bring the recording again with /voice.",
    ),
    (
        "Uploaded audio matches existing work of art.",
        UPLOAD,
        "MusicAPI takes this recording for somebody else's work. Bring one of your own.",
        "Try something else.",
    ),
)


@pytest.mark.parametrize("kind", [FailureKind.REFUSED, FailureKind.FAILED])
@pytest.mark.parametrize(("reason", "asked", "happened", "then"), OBJECTIONS)
def test_what_musicapi_objects_to_is_said_at_once_and_later(
    kind: FailureKind, reason: str, asked: dict[str, Any], happened: str, then: str
) -> None:
    objected = job(failure=kind, reason=reason, **asked)
    assert failure(objected, can_edit=True) == f"{happened}\n{then}\n-# The 12 credits are back."
    if then == EDIT:
        assert failure(objected).split("\n")[1] == "Change the words and ask again."


def test_words_that_musicapi_may_understand_the_next_time_can_be_tried_again() -> None:
    for reason in ("Semantic error, please try again", "Unable to generate lyrics from song description"):
        said = failure(job(failure=FailureKind.FAILED, reason=reason, **SONG), can_retry=True, can_edit=True)
        assert said.split("\n")[:2] == [
            "MusicAPI made no sense of these words. Describe the song in other words.",
            AGAIN,
        ]


def test_where_nothing_was_typed_there_is_nothing_to_change() -> None:
    wav = job(operation="wav", prompt="", failure=FailureKind.FAILED, reason="Prompt flagged for moderation")
    assert failure(wav).split("\n")[1] == "Try something else."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", sorted(PROBLEMS))
def test_in_every_language_what_is_named_is_harmless_and_short(language: str, problem: Problem) -> None:
    named = "**@everyone** <@1234567890> [x](https://evil.example) " * 9
    with speaking(language):
        said = words_of(problem, named=named, field="lyrics", bound=200)
        plain = words_of(problem, named="", field="lyrics", bound=0)
    for each in ("**", "@everyone", "<@1", "](", "https://"):
        assert each not in said
    assert len(said) <= 300
    assert "“”" not in plain
    assert "  " not in plain


def test_an_address_that_musicapi_quotes_is_shown_to_nobody() -> None:
    reason = "No audio at https://cdn.discordapp.com/attachments/1/2/mine.wav?ex=6&is=7&hm=8 was found"
    for kind in (FailureKind.REFUSED, FailureKind.FAILED):
        said = failure(job(failure=kind, reason=reason))
        assert "No audio at … was found" in said
        assert "discordapp" not in said
