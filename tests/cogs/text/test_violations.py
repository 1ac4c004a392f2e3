"""Every reason why a request cannot be taken has its sentence; what each says is in the tests of the rules."""

from __future__ import annotations

import pytest

from bot.errors import RequestRefused
from bot.musicapi.violations import Flaw, NoSuchFamily, TextTooLong
from cogs.text.errors import sentence_for
from cogs.text.violations import violation_sentence


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_is_one_sentence(flaw: Flaw) -> None:
    said = violation_sentence(flaw)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "\n" not in said


def test_a_family_that_nobody_knows() -> None:
    assert violation_sentence(NoSuchFamily("polka")) == "There is no model family called “polka”."


def test_a_person_is_told_that_a_refused_request_cost_nothing() -> None:
    refused = RequestRefused(TextTooLong("Sonic", ("prompt", "style"), 1_000, 1_001))
    assert sentence_for(refused) == (
        "Sonic takes at most 1,000 characters of prompt and style together: here are 1,001; nothing was charged."
    )
