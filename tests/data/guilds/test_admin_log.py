"""What admins and operators changed is written down with the change, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data import tables
from data.guilds import admin_log, notice_settings
from data.ids import GuildId, UserId
from tests.data.making import GUILD, NOW, after

if TYPE_CHECKING:
    from data.engine.database import Database

ADMIN, OPERATOR = UserId(3001), UserId(3002)
OTHER_GUILD = GuildId(GUILD + 1)


async def test_a_guild_is_told_its_own_changes_newest_first(database: Database) -> None:
    async with database.transaction() as tx:
        for number, guild_id in enumerate([GUILD, OTHER_GUILD, None, GUILD, GUILD]):
            facts = {"channel": str(GUILD), "share": number, "note": "a\x00b"}
            who = OPERATOR if guild_id is None else ADMIN
            await admin_log.record(
                tx, guild_id=guild_id, user_id=who, action="share.set", facts=facts, now=after(number)
            )
        found = await admin_log.of_guild(tx, GUILD, limit=2)
        assert [each.facts["share"] for each in found] == [4, 3]
        (oldest,) = await admin_log.of_guild(tx, GUILD, limit=2, before=found[-1].id)
        assert (oldest.guild_id, oldest.user_id, oldest.at, oldest.action) == (GUILD, ADMIN, NOW, "share.set")
        assert oldest.facts == {"channel": str(GUILD), "share": 0, "note": "a\N{REPLACEMENT CHARACTER}b"}
        (of_all,) = await admin_log.of_guild(tx, None, limit=10)
        assert (of_all.guild_id, of_all.user_id, of_all.facts["share"]) == (None, OPERATOR, 2)
        assert len(await admin_log.of_guild(tx, OTHER_GUILD, limit=10)) == 1


async def test_what_was_not_changed_is_not_written_down(database: Database) -> None:
    async def change_and_fail() -> None:
        async with database.transaction() as tx:
            await notice_settings.set_for_guild(tx, GUILD, on=False)
            await admin_log.record(tx, guild_id=GUILD, user_id=ADMIN, action="notices.off", facts={}, now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_and_fail()
    async with database.transaction() as tx:
        assert await admin_log.of_guild(tx, GUILD, limit=1) == []
        assert (await notice_settings.get(tx, guild_id=GUILD, user_id=ADMIN)).server


async def test_an_action_has_a_name(database: Database) -> None:
    row = {"guild_id": None, "user_id": OPERATOR, "at": NOW, "facts": {}}
    for wrong in ({"action": ""}, {"action": None}):
        with pytest.raises(IntegrityError):
            async with database.transaction() as tx:
                await tx.execute(insert(tables.admin_log).values(row | wrong))
