"""Amounts as people say them, and what is said of a failure: what happened, the credits back, what to do next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.musicapi.families import sonic
from cogs.text import sentences
from data.rows import FailureKind
from tests.cogs.making import job


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud", "**x** @everyone\n" * 500, "\u202e\u200b"])
def test_a_failure_says_what_happened_what_to_do_next_and_last_that_its_credits_are_back(
    kind: FailureKind, reason: str
) -> None:
    said = sentences.failure(job(failure=kind, reason=reason))
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
    then = sentences.failure(failed, can_retry=can_retry, can_edit=can_edit).split("\n")[1]
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
    assert sentences.failure(lost).split("\n")[1] == f"Bring the recording again with {command}."
    assert sentences.failure(lost, can_retry=True).split("\n")[1] == "Press **Try again**."


def test_a_price_that_rose_is_a_question_that_cost_nothing_yet() -> None:
    assert sentences.price_rose(12, 10) == (
        "This costs 12 credits now, not 10 as shown before. Press the button to agree.\n-# Nothing was charged yet."
    )


def test_a_missing_clip_is_only_missed_where_one_is_missing() -> None:
    assert sentences.missing_clip(2, 2) == ""
    assert "1 of 2" in sentences.missing_clip(2, 1)


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud"])
def test_what_is_no_song_is_called_none_and_words_that_nobody_typed_need_no_change(
    kind: FailureKind, reason: str
) -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, prompt="", failure=kind, reason=reason)
    said = sentences.failure(tempo)
    assert said.endswith("\n-# The 1 credit is back.")
    assert "song" not in said
    assert "words" not in said


@pytest.mark.parametrize(("operation", "said"), [("create", "takes no new songs"), ("extend", "does not do this")])
def test_what_is_refused_without_words_is_called_what_it_is(operation: str, said: str) -> None:
    gone = sentences.failure(job(operation=operation, failure=FailureKind.REFUSED, reason=""))
    assert gone.startswith(f"MusicAPI {said} f")
    assert "The operator was told." in gone
    assert gone.endswith("\nTry again later.\n-# The 12 credits are back.")


def test_what_encore_found_out_by_itself_is_not_quoted_as_musicapis_words() -> None:
    unsung = job(
        operation="lyrics_timeline", price=1, prompt="", failure=FailureKind.FAILED, reason=sonic.NO_WORDS_FOUND
    )
    assert sentences.failure(unsung, can_retry=True) == (
        "MusicAPI heard no words in this clip.\nTry something else.\n-# The 1 credit is back."
    )


def test_a_recording_is_called_one() -> None:
    upload = job(operation="upload", price=2, prompt="", failure=FailureKind.REFUSED, reason="Invalid audio file")
    assert sentences.failure(upload) == (
        "MusicAPI refused this recording: “Invalid audio file”.\nTry something else.\n-# The 2 credits are back."
    )


def test_amounts_times_and_lists_are_said_as_people_say_them() -> None:
    assert (sentences.credits_of(0), sentences.credits_of(1), sentences.credits_of(12_000)) == (
        "0 credits",
        "1 credit",
        "12,000 credits",
    )
    assert (sentences.seconds_of(1.0), sentences.seconds_of(4.23)) == ("1 second", "4.2 seconds")
    assert sentences.hours_of(timedelta(hours=24)) == "24 hours"
    assert [sentences.month_name(f"2026-{month:02}")[:3] for month in (1, 11, 12)] == ["Jan", "Nov", "Dec"]
    assert sentences.list_of(["mp3"]) == "mp3"
    assert sentences.list_of(["mp3", "wav"], either=True) == "mp3 or wav"
    assert sentences.list_of(["prompt", "style", "title"]) == "prompt, style and title"
