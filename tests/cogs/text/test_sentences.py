"""Every sentence about a failure: what happened, what it cost, what to do next."""

from __future__ import annotations

import pytest

from bot.errors import Problem
from cogs.text import sentences
from cogs.text.errors import SENTENCES as SENTENCES_OF_ERRORS
from data.rows import FailureKind
from tests.cogs.making import job

SENTENCES = [
    sentences.UNEXPECTED,
    sentences.OLD_BUTTON,
    sentences.OLD_FORM,
    sentences.OLD_COMMAND,
    sentences.NOT_HERE,
    sentences.CARD_GONE,
    sentences.NOTHING_MORE,
    sentences.NO_OTHER_CLIP,
    sentences.NOT_OFFERED,
    SENTENCES_OF_ERRORS[Problem.ASKED_JUST_NOW],
    SENTENCES_OF_ERRORS[Problem.DRAFT_GONE],
    sentences.price_rose(12, 10),
    sentences.CARD_GONE,
    sentences.PICTURE_GONE,
    sentences.NO_SECTION,
]


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud", "**x** @everyone\n" * 500, "\u202e\u200b"])
def test_a_failure_is_one_line_with_its_credits_back_and_a_next_step(kind: FailureKind, reason: str) -> None:
    said = sentences.failure(job(failure=kind, reason=reason))
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
    assert sentences.missing_clip(2, 2) == ""
    assert "1 of 2" in sentences.missing_clip(2, 1)


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("reason", ["", "too loud"])
def test_what_is_no_song_is_called_none_and_words_that_nobody_typed_need_no_change(
    kind: FailureKind, reason: str
) -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, prompt="", failure=kind, reason=reason)
    said = sentences.failure(tempo)
    assert "the 1 credit is back" in said
    assert "please" in said
    assert "song" not in said
    assert "words" not in said


@pytest.mark.parametrize(("operation", "said"), [("create", "takes no new songs"), ("extend", "does not do this")])
def test_what_is_refused_without_words_is_called_what_it_is(operation: str, said: str) -> None:
    gone = sentences.failure(job(operation=operation, failure=FailureKind.REFUSED, reason=""))
    assert gone.startswith(f"MusicAPI {said} f")
    assert gone.endswith("the operator was told, please try later.")


def test_a_recording_is_called_one() -> None:
    upload = job(operation="upload", price=2, prompt="", failure=FailureKind.REFUSED, reason="Invalid audio file")
    assert sentences.failure(upload) == (
        "MusicAPI refused this recording (“Invalid audio file”), the 2 credits are back; please try something else."
    )


def test_credits_are_counted_as_people_count() -> None:
    assert (sentences.credits_of(0), sentences.credits_of(1), sentences.credits_of(75)) == (
        "0 credits",
        "1 credit",
        "75 credits",
    )
