"""Results that reached nobody: the private message could no longer be edited, and the person takes no letters.

Each is a value under a key of its own, until its person asks for the same again and is shown it. From then on the value
names the interaction that was answered with it, which another process may hear of as well: it must not order it anew.
What nobody asks for is forgotten after `LIFETIME`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import GuildId, InteractionId, JobId, UserId
from data.jobs import queries
from data.rows import Job

PREFIX: Final = "unreached:"
LIFETIME: Final = timedelta(days=30)
FORGOTTEN_AT_ONCE: Final = 1_000  # as many as one statement can name


async def add(tx: Transaction, job: Job, *, now: datetime) -> None:
    """Remember that nobody has seen what this job found out."""
    await key_values.put(tx, key_of(job), _value(now))


async def of_member(tx: Transaction, guild_id: GuildId, user_id: UserId) -> list[Job]:
    """Return the jobs whose results this member of the guild has not seen, oldest first."""
    prefix = _of(guild_id, user_id)
    kept = await key_values.starting_with(tx, prefix)
    keys = [key for key, value in kept.items() if not _shown_in(value)]
    return await queries.by_ids(tx, [JobId(int(key.removeprefix(prefix))) for key in keys]) if keys else []


async def mark_shown(tx: Transaction, job: Job, interaction_id: InteractionId, *, now: datetime) -> None:
    """Note that its person was shown this, as the answer to this interaction; the one before it is forgotten."""
    prefix = _of(job.guild_id, job.user_id)
    kept = await key_values.starting_with(tx, prefix)
    await key_values.remove(tx, [key for key, value in kept.items() if _shown_in(value)])
    await key_values.put(tx, f"{prefix}{job.id}", _value(now, interaction_id))


async def is_answered(tx: Transaction, guild_id: GuildId, user_id: UserId, interaction_id: InteractionId) -> bool:
    """Whether this interaction of the member was the last to be answered with such a result."""
    kept = await key_values.starting_with(tx, _of(guild_id, user_id))
    return str(interaction_id) in map(_shown_in, kept.values())


async def forget_old(tx: Transaction, *, now: datetime) -> None:
    """Forget what nobody has asked for in `LIFETIME`, so much at a time as one statement can name."""
    old = await key_values.lock_first(tx, PREFIX, limit=FORGOTTEN_AT_ONCE, value_below=_value(now - LIFETIME))
    await key_values.remove(tx, [*old])


def key_of(job: Job) -> str:
    """The key under which it is remembered that nobody has seen what this job found out."""
    return f"{_of(job.guild_id, job.user_id)}{job.id}"


async def keys_of_member(tx: Transaction, user_id: UserId) -> list[str]:
    """Return every such key of a member, in all guilds; goes through those of everybody, which are kept for a month."""
    return [key for key in await key_values.starting_with(tx, PREFIX) if key.split(":")[2] == str(user_id)]


def _of(guild_id: GuildId, user_id: UserId) -> str:
    return f"{PREFIX}{guild_id}:{user_id}:"


def _value(now: datetime, shown_in: InteractionId | None = None) -> str:
    """Since when it is kept, in seconds and first, so that values sort by age; then what it was the answer to."""
    return f"{int(now.timestamp()):010} {'' if shown_in is None else shown_in}"


def _shown_in(value: str) -> str:
    return value.partition(" ")[2]
