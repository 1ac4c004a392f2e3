"""Cards in the moderators' channel: posted once, edited when what they say is not so any more, and given up in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from cogs.servers.moderators import CARD_COMES, EDITED_FOR, post_cases, update_cards
from data import tables
from data.guilds import cases, limits
from data.guilds.cases import CLAIM_LASTS, PUT_OFF, CaseKind
from data.ids import ChannelId, GuildId, UserId
from data.privacy import removals
from sandbox.wire.exchange import Answer, json_answer
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from data.guilds.cases import Case
    from data.rows import Job
    from sandbox.discord.entities import Channel, Message
    from tests.cogs.live import Live

DOWN = Answer(503, b"{}")
EDIT = r"/channels/\d+/messages/\d+$"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        await opened.client.remove_cog("Moderators")  # whose own looks would come in between
        yield opened


async def wait_for_moderators(live: Live) -> tuple[Job, Channel]:
    """An order of noah's that waits for moderators, in a server that speaks German, and their channel."""
    guild, mods = GuildId(live.sandbox.studio.id), live.sandbox.world.add_channel(live.sandbox.studio, "mods")
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild)
        await limits.put_values(tx, guild, {"approval": True, "moderation_channel_id": mods.id, "language": "de"})
    about = {"guild_id": guild, "channel_id": ChannelId(live.sandbox.songs.id), "user_id": UserId(live.sandbox.noah.id)}
    job = await live.studio.place(live.studio.order("a lighthouse", **about))
    live.studio.clock.advance(CARD_COMES.total_seconds())
    return job, mods


async def posted(live: Live) -> tuple[Job, Channel, Message]:
    job, mods = await wait_for_moderators(live)
    assert await post_cases(live.client)
    assert await post_cases(live.client)  # there is nothing left
    (card,) = mods.messages.values()
    return job, mods, card


async def stale(live: Live) -> list[Case]:
    later = live.studio.context.now() + CLAIM_LASTS
    return await live.database.read(cases.find_stale, now=later, limit=9)


async def test_a_card_says_by_itself_and_once_that_its_order_is_over(live: Live) -> None:
    job, _, card = await posted(live)
    assert card.embeds[0]["title"] == "Darf das gemacht werden?"
    assert await live.studio.lifecycle.cancel(job, "5")
    for _ in range(2):
        await update_cards(live.client)
    assert card.components == []
    assert card.edits == 1
    assert await stale(live) == []


@pytest.mark.parametrize("is_late", [False, True])
async def test_while_discord_takes_no_edit_it_is_tried_again_for_a_day(live: Live, is_late: bool) -> None:
    job, _, card = await posted(live)
    live.sandbox.discord.trouble.answer_instead("PATCH", EDIT, DOWN, times=100)
    assert await live.studio.lifecycle.cancel(job, "5")
    await update_cards(live.client)
    assert len(await stale(live)) == 1
    live.studio.clock.advance((EDITED_FOR if is_late else CLAIM_LASTS).total_seconds())
    await update_cards(live.client)
    assert len(await stale(live)) == (0 if is_late else 1)
    assert card.edits == 0


async def test_a_card_that_somebody_removed_is_asked_for_once(live: Live) -> None:
    job, mods, card = await posted(live)
    del mods.messages[card.id]
    assert await live.studio.lifecycle.cancel(job, "5")
    await update_cards(live.client)
    assert await stale(live) == []


async def test_a_card_that_must_not_stay_is_remembered_until_it_is_gone(live: Live) -> None:
    _, mods = await wait_for_moderators(live)
    discord = live.sandbox.discord
    pause = discord.trouble.pause("POST", rf"/channels/{mods.id}/messages$", "after", lambda _: True)
    unauthorized = json_answer(401, {"message": "401: Unauthorized", "code": 0})
    discord.trouble.answer_instead("DELETE", rf"/channels/{mods.id}/messages/", unauthorized, times=2)
    posting = asyncio.create_task(post_cases(live.client))
    await pause.reached()
    async with live.database.transaction() as tx:
        await tx.execute(delete(tables.moderation_cases))
    pause.release()
    await posting
    (card,) = mods.messages
    (removal,) = await live.database.read(removals.every)
    assert (removal.posted.channel_id, removal.posted.message_id) == (mods.id, card)
    for left in (1, 0):
        await live.client.services.eraser.tick()
        assert len(mods.messages) == left
    assert await live.database.read(removals.every) == []


async def test_a_card_of_somebody_who_was_erased_meanwhile_does_not_stay(live: Live) -> None:
    _, mods = await wait_for_moderators(live)
    pause = live.sandbox.discord.trouble.pause("POST", rf"/channels/{mods.id}/messages$", "after", lambda _: True)
    posting = asyncio.create_task(post_cases(live.client))
    await pause.reached()
    async with live.database.transaction() as tx:
        await tx.execute(delete(tables.moderation_cases))
    pause.release()
    await posting
    assert list(mods.messages) == []


async def wait_elsewhere(live: Live, channel_id: int | None, count: int) -> GuildId:
    """Many older cases of another server, whose moderators' channel is this one, or nobody's."""
    guild, now = GuildId(live.sandbox.elsewhere.id), live.studio.context.now()
    job = await live.studio.place(live.studio.order("theirs", guild_id=guild))
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild)
        await limits.put_values(tx, guild, {"moderation_channel_id": channel_id})
        for number in range(count):
            assert await cases.add(tx, CaseKind.REPORT, guild, job.id, UserId(9_000 + number), words="x", now=now)
    return guild


@pytest.mark.parametrize("channel_id", [78, None])
async def test_a_server_whose_channel_is_gone_keeps_no_other_servers_cases_waiting(
    live: Live, channel_id: int | None
) -> None:
    guild = await wait_elsewhere(live, channel_id, 60)
    _, mods = await wait_for_moderators(live)
    await post_cases(live.client)
    assert len(mods.messages) == 1
    later = live.studio.context.now() + CLAIM_LASTS
    assert await live.database.read(cases.find_unposted, now=later, limit=9) == []  # all of them wait for an hour

    opened = live.sandbox.world.add_channel(live.sandbox.elsewhere, "mods")
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild)
        await limits.put_values(tx, guild, {"moderation_channel_id": opened.id})
    live.studio.clock.advance(PUT_OFF.total_seconds())
    await post_cases(live.client)
    assert opened.messages


async def test_one_card_that_discord_does_not_take_keeps_no_other_of_its_server_waiting(live: Live) -> None:
    _, mods = await wait_for_moderators(live)
    about = {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": ChannelId(live.sandbox.songs.id)}
    await live.studio.place(live.studio.order("another", user_id=UserId(live.sandbox.noah.id), **about))
    live.studio.clock.advance(CARD_COMES.total_seconds())
    refused = json_answer(400, {"message": "Invalid Form Body", "code": 50035})
    live.sandbox.discord.trouble.answer_instead("POST", rf"/channels/{mods.id}/messages$", refused, times=1)
    for _ in range(2):
        await post_cases(live.client)
        live.studio.clock.advance(CLAIM_LASTS.total_seconds())
    assert len(mods.messages) == 1
    live.studio.clock.advance(PUT_OFF.total_seconds())
    await post_cases(live.client)
    assert len(mods.messages) == 2


async def test_while_discord_is_away_a_card_is_tried_again_within_minutes(live: Live) -> None:
    _, mods = await wait_for_moderators(live)
    live.sandbox.discord.trouble.answer_instead("POST", rf"/channels/{mods.id}/messages$", DOWN)
    await post_cases(live.client)
    assert mods.messages == {}
    live.studio.clock.advance(CLAIM_LASTS.total_seconds())
    await post_cases(live.client)
    assert len(mods.messages) == 1
