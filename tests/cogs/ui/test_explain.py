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
