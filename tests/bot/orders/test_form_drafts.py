"""What was typed into a form that could not be taken: kept for its member, and never taken for an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import PersonError, Problem
from bot.orders.form_drafts import FormDraft, find_form, keep_form
from bot.orders.order import keep_order, order_from_words
from data import drafts
from data.ids import DraftId, InteractionId, UserId
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD

if TYPE_CHECKING:
    from data.rows import Draft
    from tests.bot.conftest import Studio

TYPED = FormDraft("form:v1:song:12:", {"prompt": "r&b pop\x00", "lyrics": "La\n" * 1_000, "title": ""})


async def _keep(studio: Studio, interaction_id: int) -> Draft | None:
    known = {"guild_id": GUILD, "user_id": MEMBER}
    return await keep_form(studio.context, TYPED, interaction_id=InteractionId(interaction_id), **known)


async def test_what_was_typed_comes_back_whole_to_its_member_alone_for_a_day(studio: Studio) -> None:
    kept = await _keep(studio, 1)
    assert kept is not None
    found = await find_form(studio.context, kept.id, guild_id=GUILD, user_id=MEMBER)
    assert (found.form, found.fields["lyrics"]) == (TYPED.form, TYPED.fields["lyrics"])
    assert await find_form(studio.context, kept.id, guild_id=GUILD, user_id=MEMBER) == found, "it can be opened again"
    for draft_id, guild_id, user_id in (
        (kept.id, OTHER_GUILD, MEMBER),
        (kept.id, GUILD, UserId(MEMBER + 1)),
        (DraftId(kept.id + 1), GUILD, MEMBER),
    ):
        with pytest.raises(PersonError, match=Problem.DRAFT_GONE):
            await find_form(studio.context, draft_id, guild_id=guild_id, user_id=user_id)
    studio.clock.advance(drafts.LIFETIME.total_seconds())
    with pytest.raises(PersonError, match=Problem.DRAFT_GONE):
        await find_form(studio.context, kept.id, guild_id=GUILD, user_id=MEMBER)


async def test_an_interaction_is_kept_once_and_a_member_keeps_so_many(studio: Studio) -> None:
    assert await _keep(studio, 1) is not None
    assert await _keep(studio, 1) is None
    kept = [await _keep(studio, 2 + number) for number in range(drafts.MOST)]
    assert None not in kept
    async with studio.database.reading() as tx:
        assert await drafts.get(tx, DraftId(1), guild_id=GUILD, user_id=MEMBER, now=studio.context.now()) is None


async def test_a_form_is_no_order_and_an_order_no_form(studio: Studio) -> None:
    form = await _keep(studio, 1)
    order = await keep_order(studio.context, studio.order(), 12)
    assert form is not None
    with pytest.raises(PersonError, match=Problem.DRAFT_GONE):
        order_from_words(form.words, studio.order())
    with pytest.raises(PersonError, match=Problem.DRAFT_GONE):
        await find_form(studio.context, order.id, guild_id=GUILD, user_id=MEMBER)
