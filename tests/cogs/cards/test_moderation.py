"""What moderators are shown is in the server's language to the last name, in the file as on the card."""

from __future__ import annotations

import pytest

from bot.status.job_status import Stage
from bot.status.moderation import CaseView
from cogs.cards.moderation import case_card, case_files
from cogs.text.catalog import speaking
from tests.cogs.making import job, status
from tests.gallery.moderating import LYRICS, case


@pytest.mark.parametrize(
    ("language", "on_the_card", "in_the_file"),
    [
        ("en", "Style: ||warm", "Style:\nwarm"),
        ("de", "Stil: ||warm", "Stil:\nwarm"),
        ("fr", "Style\u00a0: ||warm", "Style\u00a0:\nwarm"),
        ("ja", "スタイル：||warm", "スタイル：\nwarm"),
    ],
)
async def test_what_was_typed_is_named_in_the_language_that_is_spoken(
    language: str, on_the_card: str, in_the_file: str
) -> None:
    view = CaseView(case(), status(Stage.APPROVAL, job(style="warm, brushed", lyrics=LYRICS)), ())
    with speaking(language):
        card, (file,) = case_card(view), case_files(view)
    assert on_the_card in (card.description or "")
    assert in_the_file in file.fp.read().decode()
