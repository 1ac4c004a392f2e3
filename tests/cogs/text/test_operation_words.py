"""Every operation has its words."""

from __future__ import annotations

import pytest

from bot.musicapi.operations import Operation
from cogs.text.operation_words import words_for


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_is_named_in_a_few_words(operation: Operation) -> None:
    phrases = words_for(operation)
    for heading in (phrases.waiting, phrases.sending, phrases.making, phrases.posting, phrases.ready, phrases.failed):
        assert 5 <= len(heading) <= 60
        assert heading[0].isupper()
    assert len(phrases.name) <= 40  # a price of the catalog follows in an option of a hundred characters
    assert len(phrases.hint) <= 100


def test_operations_of_one_menu_are_told_apart() -> None:
    names = [words_for(operation).name for operation in Operation]
    assert len(set(names)) == len(names)


def test_an_operation_of_a_later_version_is_a_song() -> None:
    assert words_for("levitate").ready == "Your song is ready"
