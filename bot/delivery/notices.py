"""Who is told by a mention that what they asked for has ended: an edit, by which songs arrive, notifies nobody.

Whoever waited more than a minute is told, unless they or their server turned it off.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from bot.context import Context
from bot.jobs.privacy import is_private
from bot.jobs.verdicts import is_undecided, rejected_because
from data.engine.transaction import Transaction
from data.guilds import admin_log, notice_settings
from data.guilds.notice_settings import NoticeSettings
from data.ids import GuildId, UserId
from data.rows import FailureKind, Job

log = logging.getLogger(__name__)

LONG_WAIT: Final = timedelta(minutes=1)  # whoever waited less is still looking


def is_due(job: Job, now: datetime) -> bool:
    """Whether whoever asked for this job, which has ended, waited so long for it that they may have looked away.

    What was cancelled never began: its person cancelled it, or saw at once that it came to nothing, unless it was for
    moderators to say. What is for one
    person alone is not spoken of before everybody.
    """
    is_cancelled = job.failure is FailureKind.CANCELLED and not is_undecided(job) and rejected_because(job) is None
    return not is_private(job) and not is_cancelled and now - job.created_at > LONG_WAIT


async def is_wanted(context: Context, job: Job) -> bool:
    """Whether the end of this job is to be told by a mention; reads nothing where nobody waited long."""
    if not is_due(job, context.now()):
        return False
    return (await read_settings(context, job.guild_id, job.user_id)).are_on


async def read_settings(context: Context, guild_id: GuildId, user_id: UserId) -> NoticeSettings:
    """What the member and the server chose."""
    return await context.database.read(notice_settings.get, guild_id=guild_id, user_id=user_id)


async def set_member_notices(context: Context, user_id: UserId, *, on: bool) -> None:
    """Let the member be told, in every server, or no more."""
    await context.database.write_urgently(notice_settings.set_for_member, user_id, on=on)
    log.info("member_notices user=%s on=%s", user_id, on)


async def set_server_notices(context: Context, guild_id: GuildId, by: UserId, *, on: bool) -> None:
    """Let everybody be told in this server, as far as they want it, or nobody any more; written down with who did."""

    async def work(tx: Transaction) -> None:
        await notice_settings.set_for_guild(tx, guild_id, on=on)
        facts, now = {"on": on}, context.now()
        await admin_log.record(tx, guild_id=guild_id, user_id=by, action="notices.set", facts=facts, now=now)

    await context.database.write_urgently(work)
    log.info("server_notices guild=%s by=%s on=%s", guild_id, by, on)
