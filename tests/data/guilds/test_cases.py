"""Which cases are to be posted next: no guild's cases, however many, keep another guild's waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data.guilds import cases
from data.guilds.cases import CLAIM_LASTS, OF_A_GUILD, PUT_OFF, CaseKind
from data.ids import ChannelId, GuildId, MessageId, UserId
from tests.data.making import GUILD, NOW, after, queued

if TYPE_CHECKING:
    from datetime import datetime

    from data.engine.database import Database
    from data.guilds.cases import Case

OTHER = GuildId(GUILD + 1)


async def report(database: Database, guild_id: GuildId, count: int, *, now: datetime) -> None:
    async with database.transaction() as tx:
        job = await queued(tx, guild_id=guild_id)
        for number in range(count):
            at = now + timedelta(milliseconds=number)
            assert await cases.add(
                tx, CaseKind.REPORT, guild_id, job.id, UserId(job.user_id + number), words="x", now=at
            )


async def unposted(database: Database, *, now: datetime, limit: int = 50) -> list[Case]:
    return await database.read(cases.find_unposted, now=now, limit=limit)


def guilds_of(found: list[Case]) -> list[int]:
    return [case.guild_id for case in found]


async def test_a_guild_with_many_cases_takes_nobodys_turn(database: Database) -> None:
    await report(database, GUILD, 60, now=NOW)
    await report(database, OTHER, 2, now=after(100))
    found = await unposted(database, now=after(200))
    assert guilds_of(found) == [GUILD, OTHER, GUILD, OTHER] + [GUILD] * (OF_A_GUILD - 2)
    of_busy = [case.created_at for case in found if case.guild_id == GUILD]
    assert of_busy == sorted(of_busy)
    assert of_busy[0] == NOW
    assert guilds_of(await unposted(database, now=after(200), limit=2)) == [GUILD, OTHER]


async def test_what_no_place_takes_is_put_off_with_all_that_waits_there(database: Database) -> None:
    await report(database, GUILD, 60, now=NOW)
    await report(database, OTHER, 1, now=after(100))
    first, healthy = (await unposted(database, now=after(200)))[:2]
    assert await database.write(cases.claim, first.id, now=after(200))
    await database.write(cases.put_off, first, now=after(200), with_all=True)
    assert [case.id for case in await unposted(database, now=after(200) + CLAIM_LASTS)] == [healthy.id]
    assert not await database.write(cases.claim, first.id, now=after(200) + CLAIM_LASTS)
    back = after(200) + PUT_OFF
    assert await unposted(database, now=back - timedelta(seconds=1)) == [healthy]
    assert guilds_of(await unposted(database, now=back)).count(GUILD) == OF_A_GUILD
    assert await database.write(cases.claim, first.id, now=back)


async def test_one_case_that_is_not_taken_is_put_off_alone_and_one_that_was_posted_not_at_all(
    database: Database,
) -> None:
    await report(database, GUILD, 3, now=NOW)
    refused, other, posted = await unposted(database, now=after(9))
    await database.write(cases.put_off, refused, now=after(9), with_all=False)
    assert await unposted(database, now=after(9)) == [other, posted]
    await database.write(cases.confirm, posted.id, ChannelId(7), MessageId(8), now=after(9))
    await database.write(cases.put_off, other, now=after(9), with_all=True)
    kept = await database.read(cases.get, posted.id, guild_id=GUILD)
    assert kept is not None
    assert kept.claimed_at is None
    assert await unposted(database, now=after(9)) == []
