"""Results that reached nobody: the private message could no longer be edited, and the person takes no letters.

Each is a value under a key of its own, until its person asks for the same again and is shown it.
"""

from __future__ import annotations

from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import GuildId, JobId, UserId
from data.jobs import queries
from data.rows import Job

PREFIX: Final = "unreached:"


async def add(tx: Transaction, job: Job) -> None:
    """Remember that nobody has seen what this job found out."""
    await key_values.put(tx, f"{_of(job.guild_id, job.user_id)}{job.id}", "")


async def of_member(tx: Transaction, guild_id: GuildId, user_id: UserId) -> list[Job]:
    """Return the jobs whose results this member of the guild has not seen, oldest first."""
    prefix = _of(guild_id, user_id)
    keys = await key_values.starting_with(tx, prefix)
    return await queries.by_ids(tx, [JobId(int(key.removeprefix(prefix))) for key in keys]) if keys else []


async def remove(tx: Transaction, job: Job) -> None:
    """Forget it: its person has seen what the job found out."""
    await key_values.remove(tx, [f"{_of(job.guild_id, job.user_id)}{job.id}"])


def _of(guild_id: GuildId, user_id: UserId) -> str:
    return f"{PREFIX}{guild_id}:{user_id}:"
