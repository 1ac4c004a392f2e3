"""Every sentence about a failure: what happened, what it cost, what to do next."""

from __future__ import annotations

import pytest

from cogs.ui import explain
from data.rows import FailureKind
from tests.cogs.ui.making import job

SENTENCES = [
    explain.UNEXPECTED,
    explain.OLD_BUTTON,
    explain.OLD_FORM,
    explain.OLD_COMMAND,
    explain.NOT_HERE,
    explain.CARD_GONE,
    explain.NOTHING_MORE,
    explain.NO_OTHER_CLIP,
    explain.NOT_OFFERED,
    explain.ASKED_JUST_NOW,
    explain.CARD_GONE,
    explain.PICTURE_GONE,
    explain.NO_SECTION,
]


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud", "**x** @everyone\n" * 500, "\u202e\u200b"])
def test_a_failure_is_one_line_with_its_credits_back_and_a_next_step(kind: FailureKind, reason: str) -> None:
    said = explain.failure(job(failure=kind, reason=reason))
    assert "the 12 credits are back" in said
    assert "please" in said
    assert "\n" not in said
    assert "“”" not in said
    assert "@everyone" not in said
    assert len(said) <= 600


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_said_in_private_is_one_line_that_fits_and_says_what_it_cost(sentence: str) -> None:
    assert "\n" not in sentence
    assert len(sentence) <= 2_000
    assert any(words in sentence for words in ("nothing was charged", "no credit is lost", "made or charged"))


def test_a_missing_clip_is_only_missed_where_one_is_missing() -> None:
    assert explain.missing_clip(2, 2) == ""
    assert "1 of 2" in explain.missing_clip(2, 1)


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud"])
def test_what_is_no_song_is_called_none_and_words_that_nobody_typed_need_no_change(
    kind: FailureKind, reason: str
) -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, prompt="", failure=kind, reason=reason)
    said = explain.failure(tempo)
    assert "the 1 credit is back" in said
    assert "please" in said
    assert "song" not in said
    assert "words" not in said


@pytest.mark.parametrize(("operation", "said"), [("create", "takes no new songs"), ("extend", "does not do this")])
def test_what_is_refused_without_words_is_called_what_it_is(operation: str, said: str) -> None:
    gone = explain.failure(job(operation=operation, failure=FailureKind.REFUSED, reason=""))
    assert gone.startswith(f"MusicAPI {said} f")
    assert gone.endswith("the operator was told, please try later.")


def test_a_recording_is_called_one() -> None:
    upload = job(operation="upload", price=2, prompt="", failure=FailureKind.REFUSED, reason="Invalid audio file")
    assert explain.failure(upload) == (
        "MusicAPI refused this recording (“Invalid audio file”), the 2 credits are back; please try something else."
    )


def test_credits_are_counted_as_people_count() -> None:
    assert (explain.credits_of(0), explain.credits_of(1), explain.credits_of(75)) == (
        "0 credits",
        "1 credit",
        "75 credits",
    )
