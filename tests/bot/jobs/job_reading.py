"""What the database holds of jobs and credits, as the model speaks of it, read by statements of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from data import tables
from data.jobs import queries
from data.rows import ClipState, Job, JobState
from tests.bot.jobs.job_model import Song

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from data.engine.transaction import Transaction


@dataclass(frozen=True)
class Seen:
    """What the database holds of the guilds of one example."""

    rows: dict[int, Job]
    songs: dict[int, Song]
    turns: dict[int, datetime]
    ledger: list[tuple[int, str, str, int]]  # job, month, kind, credits
    accounts: dict[tuple[int, str], tuple[int, int]]


async def look(tx: Transaction, guilds: Sequence[int]) -> Seen:
    """Read all that there is of these guilds."""
    jobs, entry, account = tables.jobs.c, tables.ledger.c, tables.accounts.c
    guild, clip = tables.guilds.c, tables.clips.c
    rows = await queries.many(tx, select(tables.jobs).where(jobs.guild_id.in_(guilds)))
    ledger = await tx.execute(
        select(entry.job_id, entry.month, entry.kind, entry.credits)
        .where(entry.guild_id.in_(guilds))
        .order_by(entry.id)
    )
    entries = [(job_id, month, kind.value, credits) for job_id, month, kind, credits in ledger]
    accounts = await tx.execute(select(tables.accounts).where(account.guild_id.in_(guilds)))
    turns = await tx.execute(select(guild.guild_id, guild.last_turn_at).where(guild.guild_id.in_(guilds)))
    named = await tx.execute(
        select(clip.job_id, clip.clip_id, clip.state).where(clip.guild_id.in_(guilds)).order_by(clip.position)
    )
    made: dict[int, list[tuple[str, ClipState]]] = {row.id: [] for row in rows}
    for job_id, name, state in named:
        made[job_id].append((name, state))
    charged = {job_id: credits for job_id, _, kind, credits in entries if kind == "settle"}
    return Seen(
        {row.id: row for row in rows},
        {row.id: song_of(row, tuple(made[row.id]), charged.get(row.id, 0)) for row in rows},
        {guild_id: at for guild_id, at in turns if at is not None},
        entries,
        {(row.guild_id, row.month): (row.held, row.spent) for row in accounts},
    )


def song_of(row: Job, made: tuple[tuple[str, ClipState], ...], charged: int) -> Song:
    """What the model would say of this row."""
    return Song(
        id=row.id,
        interaction=row.interaction_id,
        guild=row.guild_id,
        member=row.user_id,
        words=row.brief.prompt,
        family=row.family,
        price=row.price,
        month=row.month,
        created_at=row.created_at,
        owner=row.owner,
        lease_until=row.lease_until,
        state=row.state,
        failure=row.failure,
        task=row.task_id,
        attempts=row.create_attempts,
        lost_at=row.answer_lost_at,
        has_message=row.message_id is not None,
        clips=made,
        changed_at=row.changed_at if row.state is JobState.RUNNING else None,
        deliver_at=row.deliver_at,
        is_delivered=row.delivered_at is not None,
        charged=charged,
        submitted_at=row.submitted_at,
    )
