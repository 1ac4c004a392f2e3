"""What the credits of a guild went on, a row for each job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import clips, ledger
from data.ids import ChannelId, GuildId, MessageId, UserId
from data.jobs import transitions
from data.rows import ClipState, EntryKind, JobState, ReportedClip
from tests.data.making import GUILD, MONTH, NOW, after, job_in

if TYPE_CHECKING:
    from data.engine.database import Database

MIA, NOAH = UserId(3001), UserId(3002)
OTHER_GUILD = GuildId(1002)


async def test_each_job_is_one_row_that_says_what_became_of_its_credits(database: Database) -> None:
    async with database.transaction() as tx:
        done = await job_in(tx, JobState.DONE, price=15, title="Harbor Lights", user_id=MIA)
        assert await ledger.settle(tx, done, credits=12, now=after(60))
        failed = await job_in(tx, JobState.FAILED, price=10, prompt="pop", user_id=NOAH)
        assert await ledger.refund(tx, failed, now=after(60))
        queued = await job_in(tx, JobState.QUEUED, price=5, operation="cover")
        await transitions.set_message(tx, queued.id, channel_id=ChannelId(7), message_id=MessageId(8))
        found = await ledger.spendings(tx, GUILD, limit=9)
        assert [(each.job_id, each.kind, each.credits) for each in found] == [
            (queued.id, EntryKind.HOLD, 5),
            (failed.id, EntryKind.REFUND, 10),
            (done.id, EntryKind.SETTLE, 12),
        ]
        first, _, last = found
        assert (first.operation, first.message_channel_id, first.message_id) == ("cover", 7, 8)
        assert (last.title, last.user_id, last.month, last.created_at) == ("Harbor Lights", MIA, MONTH, NOW)
        assert last.channel_id == done.channel_id


async def test_a_row_names_the_first_clip_that_can_be_heard(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        reported = [
            ReportedClip("a", ClipState.FAILED, title="Broken"),
            ReportedClip("b", ClipState.SUCCEEDED, title="Tide"),
            ReportedClip("c", ClipState.SUCCEEDED, title="Foam"),
        ]
        assert [each.clip_title for each in await ledger.spendings(tx, GUILD, limit=9)] == [""]
        await clips.record(tx, job, reported, now=NOW)
        assert [each.clip_title for each in await ledger.spendings(tx, GUILD, limit=9)] == ["Tide"]


async def test_rows_come_in_pages_and_are_the_guilds_own(database: Database) -> None:
    async with database.transaction() as tx:
        jobs = [await job_in(tx, JobState.DONE, price=1) for _ in range(5)]
        await job_in(tx, JobState.DONE, price=1, guild_id=OTHER_GUILD)
        newest = [job.id for job in reversed(jobs)]

        async def page(limit: int, offset: int) -> list[int]:
            return [each.job_id for each in await ledger.spendings(tx, GUILD, limit=limit, offset=offset)]

        assert await page(2, 0) == newest[:2]
        assert await page(2, 2) == newest[2:4]
        assert await page(2, 4) == newest[4:]
        assert await page(2, 6) == []
