"""Songs that somebody reports to their server's moderators, members whom they block, and what is written down of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.orders.intake import check_member
from data.engine.transaction import Transaction
from data.guilds import admin_log, cases, limits, member_blocks
from data.guilds.cases import Case, CaseKind, Outcome
from data.ids import CaseId, ChannelId, GuildId, JobId, UserId
from data.jobs import queries

log = logging.getLogger(__name__)

COOLDOWN: Final = timedelta(minutes=1)  # between two reports of a member
LONGEST_WORDS: Final = 600  # characters


# Whether moderators can be shown anything in a channel: it is there, and the bot may post.
CanPost = Callable[[ChannelId], bool]


async def check_report(context: Context, guild_id: GuildId, user_id: UserId, can_post: CanPost) -> None:
    """Raise PersonError where a member cannot report anything now, before they fill in a form in vain."""
    await context.database.read(_check, context, guild_id, user_id, can_post)


async def report(
    context: Context, guild_id: GuildId, user_id: UserId, job_id: JobId, words: str, can_post: CanPost
) -> None:
    """Promise the moderators what a member said of a song that they can see; raises PersonError."""
    said = words.strip()[:LONGEST_WORDS]
    if not said:
        raise PersonError(Problem.REPORT_EMPTY)

    async def work(tx: Transaction) -> None:
        await limits.lock(tx, guild_id)  # of two reports at once, the later sees the earlier
        await _check(tx, context, guild_id, user_id, can_post)
        job = await queries.get(tx, job_id)
        if job is None or job.guild_id != guild_id:
            raise PersonError(Problem.REPORT_NO_SONG)
        if not await cases.add(tx, CaseKind.REPORT, guild_id, job_id, user_id, words=said, now=context.now()):
            raise PersonError(Problem.REPORTED_ALREADY)

    await context.database.write_urgently(work)
    log.info("song_reported job=%s guild=%s by=%s", job_id, guild_id, user_id)


async def close_report(context: Context, guild_id: GuildId, case_id: CaseId, outcome: Outcome, *, by: UserId) -> Case:
    """Note what a moderator did about a report; returns it as it is then, which somebody else may have closed."""

    async def work(tx: Transaction) -> Case:
        case = await cases.get(tx, case_id, guild_id=guild_id, lock=True)
        if case is None or case.kind is not CaseKind.REPORT:
            raise PersonError(Problem.CASE_GONE)
        closed = await cases.close(tx, case_id, outcome, by=by, now=context.now())
        if closed is None:
            return case
        facts = {"job": str(case.job_id), "reporter": str(case.user_id)}
        action, now = f"report.{outcome}", context.now()
        await admin_log.record(tx, guild_id=guild_id, user_id=by, action=action, facts=facts, now=now)
        return closed

    return await context.database.write_urgently(work)


async def block_member(context: Context, guild_id: GuildId, user_id: UserId, *, by: UserId) -> bool:
    """Let a member make nothing in a server; False: they were blocked already."""

    async def work(tx: Transaction) -> bool:
        now = context.now()
        is_new = await member_blocks.block(tx, guild_id, user_id, by_id=by, now=now)
        if is_new:
            facts = {"member": str(user_id)}
            await admin_log.record(tx, guild_id=guild_id, user_id=by, action="member.block", facts=facts, now=now)
        return is_new

    return await context.database.write_urgently(work)


async def _check(tx: Transaction, context: Context, guild_id: GuildId, user_id: UserId, can_post: CanPost) -> None:
    await check_member(tx, guild_id, user_id)
    decided = await limits.read(tx, guild_id)
    places = (decided.moderation_channel_id, decided.log_channel_id)
    if not any(each is not None and can_post(each) for each in places):
        raise PersonError(Problem.NO_MODERATORS)
    last = await cases.last_report(tx, guild_id, user_id)
    if last is not None and context.now() < last + COOLDOWN:
        raise PersonError(Problem.REPORTED_JUST_NOW, opens=int((last + COOLDOWN).timestamp()))
