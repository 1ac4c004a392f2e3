"""Who is told by a mention: everybody, until they or their server turn it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.guilds import default_models, notice_settings
from data.guilds.notice_settings import NoticeSettings
from data.ids import GuildId, UserId
from tests.data.making import GUILD

if TYPE_CHECKING:
    from data.engine.database import Database

MEMBER, OTHER = UserId(3001), UserId(3002)


async def test_everybody_is_told_until_they_or_their_server_turn_it_off(database: Database) -> None:
    async with database.transaction() as tx:
        known = await notice_settings.get(tx, guild_id=GUILD, user_id=MEMBER)
        assert known == NoticeSettings(member=True, server=True)
        assert known.are_on
        await notice_settings.set_for_member(tx, MEMBER, on=False)
        assert not (await notice_settings.get(tx, guild_id=GUILD, user_id=MEMBER)).are_on
        assert not (await notice_settings.get(tx, guild_id=GuildId(GUILD + 1), user_id=MEMBER)).are_on
        assert (await notice_settings.get(tx, guild_id=GUILD, user_id=OTHER)).are_on
        await notice_settings.set_for_member(tx, MEMBER, on=True)
        await notice_settings.set_for_guild(tx, GUILD, on=False)
        assert await notice_settings.get(tx, guild_id=GUILD, user_id=MEMBER) == NoticeSettings(True, False)
        assert not (await notice_settings.get(tx, guild_id=GUILD, user_id=OTHER)).are_on
        assert (await notice_settings.get(tx, guild_id=GuildId(GUILD + 1), user_id=OTHER)).are_on
        await notice_settings.set_for_guild(tx, GUILD, on=True)
        assert (await notice_settings.get(tx, guild_id=GUILD, user_id=MEMBER)).are_on


async def test_a_default_model_is_kept_beside_it(database: Database) -> None:
    async with database.transaction() as tx:
        await default_models.set_for_member(tx, MEMBER, "sonic/sonic-v5")
        await notice_settings.set_for_member(tx, MEMBER, on=False)
        await notice_settings.set_for_guild(tx, GUILD, on=False)
        await default_models.set_for_guild(tx, GUILD, "producer/FUZZ-2.0")
        known = await default_models.get(tx, guild_id=GUILD, user_id=MEMBER)
        assert known.in_order == ("sonic/sonic-v5", "producer/FUZZ-2.0")
        assert await notice_settings.get(tx, guild_id=GUILD, user_id=MEMBER) == NoticeSettings(False, False)
