"""The moderators' card: everybody in their channel reads it, so it speaks the server's language, whoever caused it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.library.reports import LONGEST_WORDS
from bot.musicapi.operations import SPECS
from bot.musicapi.text import utf16_length
from bot.status.job_status import Stage
from bot.status.moderation import CaseView
from cogs.cards.moderation import case_message
from cogs.text.catalog import speaking
from cogs.text.discord_limits import EMBED_DESCRIPTION
from cogs.text.languages import LANGUAGES
from cogs.text.operation_words import words_for
from data.guilds.cases import Case, CaseKind, Outcome
from data.ids import UserId
from tests.cogs.making import job, status
from tests.gallery.moderating import EVERYTHING, LYRICS, case

if TYPE_CHECKING:
    from data.brief import Brief


def view(of: Case, language: str | None = None, **more: Any) -> CaseView:
    return CaseView(of, status(Stage.APPROVAL, job(**more)), (), language)


async def test_it_speaks_the_servers_language_to_whoever_presses() -> None:
    with speaking("fr"):  # whoever ordered, or pressed
        said = case_message(view(case(), "de"), is_new=True)
        english = case_message(view(case()), is_new=True)
        unknown = case_message(view(case(), "xx"), is_new=True)
    assert said["embed"].title == "Darf das gemacht werden?"
    assert english["embed"].title == unknown["embed"].title == "May this be made?"
    assert {each.label for each in said["view"].children} != {each.label for each in english["view"].children}


@pytest.mark.parametrize("kind", list(CaseKind))
async def test_words_that_were_forgotten_leave_no_file_and_no_empty_spoiler(kind: CaseKind) -> None:
    long = case_message(view(case(kind, words="loud"), **EVERYTHING), is_new=False)
    assert "attachments" not in long  # what was posted with it stays
    of = view(case(kind), **EVERYTHING)
    gone: Brief = replace(of.status.job.brief, title="", prompt="", style="", lyrics="")
    forgotten = replace(of, status=replace(of.status, job=replace(of.status.job, brief=gone)))
    edited = case_message(forgotten, is_new=False)
    assert edited["attachments"] == []
    assert "|" not in edited["embed"].description


async def test_what_is_decided_has_no_buttons() -> None:
    edited = case_message(view(case(outcome=Outcome.OVER)), is_new=False)
    assert edited["view"] is None
    assert isinstance(edited["embed"], discord.Embed)


@pytest.mark.parametrize(
    ("language", "on_the_card", "in_the_file"),
    [
        ("en", "Style: ||warm", "Style:\nwarm"),
        ("de", "Stil: ||warm", "Stil:\nwarm"),
        ("fr", "Style\u00a0: ||warm", "Style\u00a0:\nwarm"),
        ("ja", "スタイル：||warm", "スタイル：\nwarm"),
    ],
)
async def test_what_was_typed_is_named_in_the_servers_language(
    language: str, on_the_card: str, in_the_file: str
) -> None:
    said = case_message(view(case(), language, style="warm, brushed", lyrics=LYRICS), is_new=True)
    (file,) = said["files"]
    assert on_the_card in said["embed"].description
    assert in_the_file in file.fp.read().decode()


HUGE = 2**63 - 1  # as long as an id can be
ADDRESS = f"https://example.com/{'a' * 870}"


def longest(kind: CaseKind, outcome: Outcome | None, language: str, text: str) -> CaseView:
    """A case of which everything is as long as it can be, its texts of nothing but `text`."""
    with speaking(language):
        operation = max(SPECS, key=lambda each: len(words_for(each).name))
    typed = dict.fromkeys(("prompt", "style", "lyrics"), text * 2_000)
    ids = {"user_id": HUGE, "guild_id": HUGE, "message_channel_id": HUGE, "message_id": HUGE}
    of = replace(case(kind, outcome, text * LONGEST_WORDS), user_id=UserId(HUGE), closed_by=UserId(HUGE))
    found = view(of, language, **ids, **typed, title=text * 80, operation=operation, price=10_000)
    brief = found.status.job.brief
    details = replace(brief.details, avoid=text * 1_000, url=ADDRESS)
    return replace(
        found, status=replace(found.status, job=replace(found.status.job, brief=replace(brief, details=details)))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(CaseKind))
@pytest.mark.parametrize("text", ["!", "歌", "a\n"])
async def test_the_longest_of_everything_has_room_in_one_card(language: str, kind: CaseKind, text: str) -> None:
    for outcome in (None, *Outcome) if text == "!" else (None, Outcome.DELETED):
        of = longest(kind, outcome, language, text)
        said = case_message(of, is_new=True)["embed"].description
        assert utf16_length(said) <= EMBED_DESCRIPTION
        lines = said.split("||")
        assert len(lines) == 2 * (5 + (kind is CaseKind.REPORT)) + 1  # each text, closed behind its spoiler


async def test_a_card_that_is_decided_or_linked_later_shows_as_much_as_before() -> None:
    of = longest(CaseKind.REPORT, None, "fr", "!")
    known = {each: case_message(longest(CaseKind.REPORT, each, "fr", "!"), is_new=False) for each in Outcome}
    bare = replace(of, status=replace(of.status, job=replace(of.status.job, message_id=None)))
    spoilers = [each["embed"].description.split("||") for each in (*known.values(), case_message(bare, is_new=True))]
    first = case_message(of, is_new=True)["embed"].description.split("||")
    assert {tuple(each[1::2]) for each in spoilers} == {tuple(first[1::2])}
