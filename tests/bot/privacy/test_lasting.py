"""What outlives a deletion: no share fills up by it, no block is lifted, and nobody can read an id out of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import Problem
from bot.privacy.eraser import SWEEP_EVERY, Eraser
from bot.privacy.exporting import export
from data.guilds import intake, member_blocks
from data.guilds.intake import BlockKind
from data.jobs import member_use
from data.privacy.exports import BLOCKED
from data.rows import JobState, SharePeriod
from tests.bot.conftest import GUILD, OTHER_GUILD
from tests.bot.jobs.test_limits import credits, decide, refusal
from tests.bot.privacy.test_eraser import ELLA, NOAH, ON_SQLITE, TRACES, order, settle
from tests.traces import rows_with

if TYPE_CHECKING:
    from data.rows import Job
    from tests.bot.conftest import Studio

PRICE = 15  # credits of a song of hers


@pytest.fixture
def eraser(studio: Studio) -> Eraser:
    return Eraser(studio.context, studio.lifecycle)


async def song(studio: Studio, **more: Any) -> Job:
    """A song of Ella's that was posted."""
    made = await studio.finish(await order(studio, **more))
    await studio.lifecycle.mark_delivered(made)
    return made


async def erase(studio: Studio, eraser: Eraser) -> None:
    await eraser.ask(ELLA, with_messages=False)
    await settle(studio, eraser)
    assert await rows_with(studio.database, TRACES) == []


async def used(studio: Studio) -> int:
    month = (await studio.account()).month
    return await studio.database.read(member_use.credits_in, GUILD, ELLA, month)


async def handed_out(studio: Studio) -> dict[str, Any]:
    (only,) = [json.loads(part) async for part in export(studio.context, ELLA, most_bytes=10**7)]
    return only["tables"]


@pytest.mark.promise(key="member-share")
@pytest.mark.parametrize("period", list(SharePeriod))
async def test_a_deletion_fills_up_no_share(studio: Studio, eraser: Eraser, period: SharePeriod) -> None:
    await decide(studio, **credits(PRICE + 5, period))
    await song(studio)
    await song(studio, guild_id=OTHER_GUILD)
    for _ in range(2):  # of two, the second has nothing to add
        await erase(studio, eraser)
        assert await used(studio) == PRICE
        assert (await refusal(studio, user_id=ELLA)).problem is Problem.MEMBER_SHARE
    await studio.place(studio.order("of Noah's", user_id=NOAH))
    assert {(row["credits"], row["guild_id"]) for row in (await handed_out(studio))["erased_use"]} == {
        (PRICE, GUILD),
        (PRICE, OTHER_GUILD),
    }


@ON_SQLITE
async def test_what_is_made_while_its_member_is_erased_counts_all_along_and_what_failed_never(
    studio: Studio, eraser: Eraser
) -> None:
    await decide(studio, **credits(PRICE + 5))
    withdrawn = await order(studio)
    await studio.lifecycle.cancel(withdrawn, "")
    await studio.lifecycle.mark_delivered(withdrawn)
    running = await order(studio)
    await studio.create()
    await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    assert await used(studio) == PRICE
    done = await studio.finish(await studio.job(running.id))
    assert done.state is JobState.DONE
    await eraser.tick()
    assert await used(studio) == PRICE  # it is not posted yet
    await studio.lifecycle.mark_delivered(done)
    await settle(studio, eraser)
    assert await used(studio) == PRICE
    assert [row["credits"] for row in (await handed_out(studio))["erased_use"]] == [PRICE]
    assert await rows_with(studio.database, TRACES) == []


@ON_SQLITE
async def test_a_deletion_ends_no_pause_between_two_songs(studio: Studio, eraser: Eraser) -> None:
    await decide(studio, cooldown_seconds=600)
    asked = (await song(studio)).created_at
    await erase(studio, eraser)
    refused = await refusal(studio, user_id=ELLA)
    assert refused.problem is Problem.COOLING_DOWN
    assert refused.facts["opens"] == int((asked + timedelta(minutes=10)).timestamp())


@ON_SQLITE
async def test_what_counts_for_no_share_any_more_is_forgotten(studio: Studio, eraser: Eraser) -> None:
    await song(studio)
    await erase(studio, eraser)
    assert await handed_out(studio) != {}
    studio.clock.advance(member_use.KEPT.total_seconds() + SWEEP_EVERY.total_seconds())
    await eraser.tick()
    assert await handed_out(studio) == {}


@ON_SQLITE
async def test_a_member_is_told_where_they_are_blocked_since_when_and_not_by_whom(
    studio: Studio, eraser: Eraser
) -> None:
    now = studio.context.now()
    await studio.database.write(member_blocks.block, GUILD, ELLA, by_id=NOAH, now=now)
    await studio.database.write(intake.block, BlockKind.MEMBER, ELLA, user_id=NOAH, now=now)
    told = {BLOCKED: [{"guild_id": GUILD, "since": now.isoformat()}, {"guild_id": None, "since": now.isoformat()}]}
    assert await handed_out(studio) == told
    await erase(studio, eraser)
    assert await handed_out(studio) == told
    assert not await studio.database.write(member_blocks.block, GUILD, ELLA, by_id=NOAH, now=now)
    async with studio.database.reading() as tx:
        assert (await member_blocks.of_guild(tx, GUILD, limit=9))[1] == 1
