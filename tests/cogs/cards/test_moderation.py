"""The moderators' card: everybody in their channel reads it, so it speaks the server's language, whoever caused it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.status.job_status import Stage
from bot.status.moderation import CaseView
from cogs.cards.moderation import case_message
from cogs.text.catalog import speaking
from data.guilds.cases import Case, CaseKind, Outcome
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
