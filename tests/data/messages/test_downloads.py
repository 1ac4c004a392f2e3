"""One download of a member at a time, whichever process is at it, and whom a process left is told once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from data.ids import InteractionId, UserId
from data.messages import downloads
from data.messages.downloads import LIFETIME, Download
from tests.data.making import NOW, after

if TYPE_CHECKING:
    from data.engine.database import Database

MINE = Download(UserId(7), InteractionId(1), "a secret", "one", NOW)


async def test_a_member_has_one_download_at_a_time_and_others_their_own(database: Database) -> None:
    again = replace(MINE, interaction_id=InteractionId(2), owner="two", begun_at=after(60))
    async with database.transaction() as tx:
        assert await downloads.claim(tx, MINE) == MINE
        assert await downloads.claim(tx, again) == MINE
        theirs = replace(again, user_id=UserId(8))
        assert await downloads.claim(tx, theirs) == theirs
        await downloads.end(tx, again)  # which never began
        assert await downloads.claim(tx, again) == MINE
        await downloads.end(tx, MINE)
        assert await downloads.claim(tx, again) == again


async def test_one_that_discord_takes_no_answer_to_any_more_is_in_nobodys_way(database: Database) -> None:
    late = replace(MINE, interaction_id=InteractionId(2), begun_at=NOW + LIFETIME)
    async with database.transaction() as tx:
        assert await downloads.claim(tx, MINE) == MINE
        assert await downloads.claim(tx, late) == late
        await downloads.end(tx, MINE)  # too slow
        assert await downloads.claim(tx, replace(MINE, begun_at=late.begun_at)) == late


async def test_of_many_presses_at_once_one_begins(database: Database) -> None:
    old = replace(MINE, interaction_id=InteractionId(99), begun_at=NOW - LIFETIME)
    await database.write(downloads.claim, old)
    pressed = [replace(MINE, interaction_id=InteractionId(number)) for number in range(1, 6)]
    begun = await asyncio.gather(*(database.write(downloads.claim, each) for each in pressed))
    assert sum(kept == each for kept, each in zip(begun, pressed, strict=True)) == 1
    assert len(set(begun)) == 1


async def test_whom_a_process_left_is_told_once(database: Database) -> None:
    others = replace(MINE, user_id=UserId(8), owner="two")
    over = replace(MINE, user_id=UserId(9), begun_at=NOW - LIFETIME)
    async with database.transaction() as tx:
        for each in (MINE, others, over):
            await downloads.claim(tx, each)
        assert await downloads.take_interrupted(tx, owners=["one"], now=after(60)) == [MINE]
        assert await downloads.take_interrupted(tx, owners=["one"], now=after(60)) == []
        assert await downloads.claim(tx, replace(others, owner="one")) == others
        assert await downloads.take_interrupted(tx, owners=["one", "two"], now=NOW + LIFETIME) == []
        anew = replace(others, begun_at=NOW + LIFETIME)
        assert await downloads.claim(tx, anew) == anew
