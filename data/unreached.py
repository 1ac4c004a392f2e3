"""Results that reached nobody: the private message could no longer be edited, and the person takes no letters.

Each is a value under a key of its own, until its person asks for the same again and is shown it. From then on the value
is the interaction that was answered with it, which another process may hear of as well: it must not order it anew.
"""

from __future__ import annotations

from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import GuildId, InteractionId, JobId, UserId
from data.jobs import queries
from data.rows import Job

PREFIX: Final = "unreached:"


async def add(tx: Transaction, job: Job) -> None:
    """Remember that nobody has seen what this job found out."""
    await key_values.put(tx, f"{_of(job.guild_id, job.user_id)}{job.id}", "")


async def of_member(tx: Transaction, guild_id: GuildId, user_id: UserId) -> list[Job]:
    """Return the jobs whose results this member of the guild has not seen, oldest first."""
    prefix = _of(guild_id, user_id)
    keys = [key for key, shown_in in (await key_values.starting_with(tx, prefix)).items() if not shown_in]
    return await queries.by_ids(tx, [JobId(int(key.removeprefix(prefix))) for key in keys]) if keys else []


async def mark_shown(tx: Transaction, job: Job, interaction_id: InteractionId) -> None:
    """Note that its person was shown this, as the answer to this interaction; the one before it is forgotten."""
    prefix = _of(job.guild_id, job.user_id)
    kept = await key_values.starting_with(tx, prefix)
    await key_values.remove(tx, [key for key, shown_in in kept.items() if shown_in])
    await key_values.put(tx, f"{prefix}{job.id}", str(interaction_id))


async def is_answered(tx: Transaction, guild_id: GuildId, user_id: UserId, interaction_id: InteractionId) -> bool:
    """Whether this interaction of the member was the last to be answered with such a result."""
    return str(interaction_id) in (await key_values.starting_with(tx, _of(guild_id, user_id))).values()


def _of(guild_id: GuildId, user_id: UserId) -> str:
    return f"{PREFIX}{guild_id}:{user_id}:"
