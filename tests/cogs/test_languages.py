"""A card speaks the server's language and a private answer its member's, whoever else is being answered."""

from __future__ import annotations

import pytest

from bot.status.job_status import Stage
from cogs.cards.message import job_message, language_of_card
from cogs.notices import notice_text
from cogs.text import catalog
from cogs.text.catalog import speaking
from tests.cogs.making import job, status


@pytest.fixture(autouse=True)
def spoken_in_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word is the name of the language that it would be said in."""
    monkeypatch.setattr(catalog, "_format", lambda language, *_: language)
    monkeypatch.setattr(catalog, "_plain", lambda language, _: language)


@pytest.mark.parametrize("answered", ["en", "fr", "zh-CN"])
def test_a_card_is_said_to_all_in_one_language_whoever_is_answered_meanwhile(answered: str) -> None:
    with speaking(answered):
        asked = job(language="ja", member_language="de")
        seen = status(Stage.COMPOSING, asked)
        assert job_message(seen, ()).embeds[0].title == "ja"
        assert job_message(seen, (), language="de").embeds[0].title == "de"
        assert notice_text(status(Stage.FAILED, asked)) == "ja ja\nja"
        assert catalog.spoken() == answered


def test_what_is_told_to_one_person_alone_is_said_in_their_language_until_it_is_posted() -> None:
    alone = job(operation="bpm", message_channel_id=None, language="ja", member_language="de")
    assert job_message(status(Stage.COMPOSING, alone), ()).embeds[0].title == "de"
    posted = job(operation="bpm", language="ja", member_language="de")
    assert language_of_card(posted) == "ja"


def test_a_job_of_the_version_before_speaks_english() -> None:
    with speaking("de"):
        assert job_message(status(Stage.COMPOSING, job(language=None)), ()).embeds[0].title == "en"
