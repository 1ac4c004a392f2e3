"""Who gets no new songs: paused everywhere or in one guild, and whoever is blocked, until that is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data import tables
from data.guilds import intake
from data.guilds.intake import Block, BlockKind, Pause, Standing
from data.ids import GuildId, UserId
from tests.data.making import GUILD, NOW, after

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

MEMBER, OTHER, OPERATOR = UserId(3001), UserId(3002), UserId(3003)
OTHER_GUILD = GuildId(GUILD + 1)
FREE = Standing(
    is_paused=False, is_guild_paused=False, is_guild_blocked=False, is_member_blocked=False, is_blocked_here=False
)


async def standing(tx: Transaction, guild_id: GuildId = GUILD, user_id: UserId = MEMBER) -> Standing:
    return await intake.standing(tx, guild_id=guild_id, user_id=user_id)


async def test_a_guild_is_paused_alone_and_all_are_paused_together(database: Database) -> None:
    async with database.transaction() as tx:
        assert await standing(tx) == FREE
        assert await intake.pause(tx, GUILD, user_id=OPERATOR, now=NOW)
        assert not await intake.pause(tx, GUILD, user_id=OPERATOR, now=NOW)
        assert (await standing(tx)).is_guild_paused
        assert await standing(tx, OTHER_GUILD) == FREE
        assert await intake.pause(tx, None, user_id=OPERATOR, now=after(1))
        assert await standing(tx, OTHER_GUILD) == Standing(True, False, False, False, False)
        assert await intake.pauses(tx, limit=5) == [Pause(None, OPERATOR, after(1)), Pause(GUILD, OPERATOR, NOW)]
        assert await intake.resume(tx, None)
        assert not await intake.resume(tx, None)
        assert (await standing(tx)).is_guild_paused  # by itself
        assert await intake.resume(tx, GUILD)
        assert await standing(tx) == FREE


async def test_guilds_and_members_are_blocked_each_for_themselves(database: Database) -> None:
    async with database.transaction() as tx:
        assert await intake.block(tx, BlockKind.MEMBER, MEMBER, user_id=OPERATOR, now=NOW)
        assert not await intake.block(tx, BlockKind.MEMBER, MEMBER, user_id=OPERATOR, now=NOW)
        # Snowflakes of guilds and of members are different numbers, and would be kept apart if they were not.
        assert await intake.block(tx, BlockKind.GUILD, OTHER_GUILD, user_id=OPERATOR, now=after(1))
        assert await standing(tx) == Standing(False, False, False, True, False)
        assert await standing(tx, OTHER_GUILD, OTHER) == Standing(False, False, True, False, False)
        assert await standing(tx, GUILD, OTHER) == FREE
        assert await intake.blocks(tx, limit=1) == ([Block(BlockKind.GUILD, OTHER_GUILD, OPERATOR, after(1))], 2)
        assert await intake.unblock(tx, BlockKind.MEMBER, MEMBER)
        assert not await intake.unblock(tx, BlockKind.MEMBER, MEMBER)
        assert await standing(tx) == FREE


async def test_nothing_else_can_be_blocked(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(insert(tables.blocks).values(kind="channel", subject_id=1, user_id=OPERATOR, at=NOW))
