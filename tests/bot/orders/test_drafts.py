"""An order that is kept comes back as it was, once, to whoever typed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import AlreadyAsked, ClipGone
from bot.musicapi.offers import Operation
from bot.musicapi.requests import Details
from bot.orders.drafts import keep_order, order_from_words, use_draft
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, SONIC

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


async def test_an_order_comes_back_as_it_was(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    order = studio.order(
        "",
        operation=Operation.MASHUP,
        parent=clip,
        title="Late",
        style="pop",
        lyrics="[Verse]\nLa",
        details=Details(other_clip=other.id, starts_at=1.5),
    )
    kept = await keep_order(studio.context, order, 15)
    found = await studio.queries.kept_order(kept.id, GUILD, MEMBER, 1)
    again = studio.order("")
    assert order_from_words(found.draft.words, again, found.parent) == replace(
        order, interaction_id=again.interaction_id
    )
    song = studio.order("r&b pop", model="sonic", instrumental=True, continue_at=None)
    kept = await keep_order(studio.context, song, 15)
    assert order_from_words(kept.words, again, None) == replace(song, interaction_id=again.interaction_id)


async def test_an_interaction_is_kept_once(studio: Studio) -> None:
    order = studio.order()
    await keep_order(studio.context, order, 12)
    with pytest.raises(AlreadyAsked):
        await keep_order(studio.context, order, 12)


async def test_a_draft_is_its_members_alone_and_used_once(studio: Studio) -> None:
    kept = await keep_order(studio.context, studio.order(), 12)
    for guild_id, user_id in ((OTHER_GUILD, MEMBER), (GUILD, MEMBER + 1)):
        with pytest.raises(ClipGone, match="nothing was charged"):
            await studio.queries.kept_order(kept.id, guild_id, user_id, 1)
    async with studio.database.transaction() as tx:
        await use_draft(tx, kept)
    with pytest.raises(ClipGone, match="nothing was charged"):
        async with studio.database.transaction() as tx:
            await use_draft(tx, kept)
    with pytest.raises(ClipGone):
        await studio.queries.kept_order(kept.id, GUILD, MEMBER, 1)


async def test_a_press_that_another_process_took_is_not_answered_again(studio: Studio) -> None:
    job = await studio.lifecycle.request(studio.order())
    with pytest.raises(AlreadyAsked):
        await studio.queries.kept_order(999, GUILD, MEMBER, job.interaction_id)


async def test_a_draft_whose_clip_was_deleted_says_so(studio: Studio) -> None:
    from data import clips

    _, (clip, _) = await studio.song(model=SONIC)
    kept = await keep_order(studio.context, studio.order("", operation=Operation.COVER, parent=clip), 15)
    async with studio.database.transaction() as tx:
        assert await clips.delete(tx, clip.id, guild_id=GUILD, now=studio.context.now())
    with pytest.raises(ClipGone, match="deleted"):
        await studio.queries.kept_order(kept.id, GUILD, MEMBER, 1)
