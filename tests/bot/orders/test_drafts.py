"""An order that is kept comes back as it was, once, to whoever typed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import AlreadyAsked, ClipGone, PersonError, Problem
from bot.musicapi.operations import Operation
from bot.orders.order import keep_order, order_from_words, use_draft
from data.brief import Details
from data.ids import DraftId, InteractionId, UserId
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, SONIC
from tests.data.making import delete_clip
from tests.telling import tells

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


PRESS = InteractionId(1)


async def test_an_order_comes_back_as_it_was(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    order = studio.order(
        "",
        operation=Operation.MASHUP,
        source=clip.id,
        title="Late",
        style="pop",
        lyrics="[Verse]\nLa",
        details=Details(other_clip=other.id, starts_at=1.5),
    )
    kept = await keep_order(studio.context, order, 15)
    found = await studio.queries.draft(kept.id, GUILD, MEMBER, PRESS)
    again = studio.order("")
    assert order_from_words(found.words, again) == replace(order, interaction_id=again.interaction_id)
    song = studio.order("r&b pop", model="sonic", instrumental=True, continue_at=None)
    kept = await keep_order(studio.context, song, 15)
    assert order_from_words(kept.words, again) == replace(song, interaction_id=again.interaction_id)


async def test_an_interaction_is_kept_once(studio: Studio) -> None:
    order = studio.order()
    await keep_order(studio.context, order, 12)
    with pytest.raises(AlreadyAsked):
        await keep_order(studio.context, order, 12)


async def test_a_draft_is_its_members_alone_and_used_once(studio: Studio) -> None:
    kept = await keep_order(studio.context, studio.order(), 12)
    for guild_id, user_id in ((OTHER_GUILD, MEMBER), (GUILD, UserId(MEMBER + 1))):
        with tells(PersonError, "was made already, or is more than a day old.*nothing was charged"):
            await studio.queries.draft(kept.id, guild_id, user_id, PRESS)
    async with studio.database.transaction() as tx:
        await use_draft(tx, kept)
    with tells(PersonError, "was made already, or is more than a day old.*nothing was charged"):
        async with studio.database.transaction() as tx:
            await use_draft(tx, kept)
    with pytest.raises(PersonError, match=Problem.DRAFT_GONE):
        await studio.queries.draft(kept.id, GUILD, MEMBER, PRESS)


async def test_a_press_that_another_process_took_is_not_answered_again(studio: Studio) -> None:
    job = await studio.place(studio.order())
    with pytest.raises(AlreadyAsked):
        await studio.queries.draft(DraftId(999), GUILD, MEMBER, job.interaction_id)


async def test_a_draft_whose_clip_was_deleted_says_so(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    kept = await keep_order(studio.context, studio.order("", operation=Operation.COVER, source=clip.id), 15)
    async with studio.database.transaction() as tx:
        await delete_clip(tx, clip.id)
    found = await studio.queries.draft(kept.id, GUILD, MEMBER, PRESS)
    with tells(ClipGone, "not in this server, or you cannot see it"):
        await studio.place(order_from_words(found.words, studio.order("")))
