"""The form of a server's word list: a line for each, within bounds, also between two admins."""

from __future__ import annotations

import pytest

from bot.errors import PersonError, Problem
from bot.orders.word_list import MOST_WORDS
from bot.status.server_settings import NO_CHANGES, Changes, Rule
from cogs.components.settings_ids import SectionForm
from cogs.settings.panel import find_section
from cogs.settings.section import changes_of, section_form
from data.guilds.limits import GuildLimits
from data.rows import RuleKind
from sandbox.discord.errors import Problems
from sandbox.discord.modals import read_modal
from tests.cogs.settings.test_sections import shown

WORDS = find_section("words", Problem.FORM_UNKNOWN)


def with_words(*words: str) -> GuildLimits:
    return GuildLimits(rules={RuleKind.WORD: dict.fromkeys(words)})


def sent(before: GuildLimits, now: GuildLimits | None = None, **typed: str) -> Changes:
    """What a form changes that showed one list and is sent when another holds."""
    form = SectionForm.read(section_form(WORDS, shown(before)).custom_id)
    assert form is not None
    return changes_of(WORDS, shown(now or before), form, {name: (text,) for name, text in typed.items()})


def added(*words: str) -> tuple[Rule, ...]:
    return tuple(Rule(RuleKind.WORD, word) for word in words)


def test_each_line_is_an_entry_and_blank_ones_are_none() -> None:
    assert sent(with_words(), part0="bad word\n\n  very   bad \r\nBAD word\nbád  Word") == Changes(
        added=added("bad word", "very bad")
    )


def test_what_is_left_out_goes_and_what_stays_is_not_touched() -> None:
    assert sent(with_words("a", "b", "c"), part0="a\nd\nc") == Changes(added=added("d"), removed=added("b"))
    assert sent(with_words("a", "b"), part0="") == Changes(removed=added("a", "b"))
    assert sent(with_words("a", "b"), part0="b\r\na\n") == NO_CHANGES


def test_another_spelling_of_an_entry_takes_its_place() -> None:
    assert sent(with_words("bad"), part0="Bad") == Changes(added=added("Bad"), removed=added("bad"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 61, "60 characters"),
        ("fine\n!!!", "holds no letter"),
        ("\n".join(f"w{n}" for n in range(201)), "takes 200"),
    ],
)
def test_what_cannot_be_is_said(typed: str, said: str) -> None:
    with pytest.raises(PersonError, match=said):
        sent(with_words(), part0=typed)


def test_the_longest_list_is_shown_whole_in_a_form_that_discord_takes() -> None:
    words = [f"{number:03}" + "w" * 57 for number in range(MOST_WORDS)]
    before, problems = shown(with_words(*words)), Problems()
    form = section_form(WORDS, before)
    read_modal(form.to_dict(), problems)
    problems.refuse()
    assert len(form.custom_id) <= 100
    assert WORDS.fields is not None
    assert "\n".join(field.value for field in WORDS.fields(before)).splitlines() == words
    with pytest.raises(PersonError, match="takes 200"):
        sent(with_words(*words), part3="\n".join([*words[150:], "one more"]))


def test_of_two_admins_at_once_the_later_is_told() -> None:
    with pytest.raises(PersonError, match="Somebody else"):
        sent(with_words("a"), with_words("a", "b"), part0="a\nc")


def test_the_panel_counts_the_words_and_names_none() -> None:
    said = "\n".join(WORDS.state(shown(with_words("secret", "other"))))
    assert "2 words" in said
    assert "secret" not in said
