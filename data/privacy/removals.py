"""Messages that must go although nothing leads to them any more: they were posted while what they show was deleted.

Each is a value under a key of its own, of ids alone, until Discord has removed the message.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import ChannelId, GuildId, JobId, MessageId
from data.privacy.erasures import Posted

PREFIX: Final = "removal:"


@dataclass(frozen=True, slots=True)
class Removal:
    """A message that is to be removed, and since when."""

    posted: Posted
    since: datetime


async def add(tx: Transaction, posted: Posted, *, now: datetime) -> None:
    """Have a message removed, however often that takes."""
    said = [posted.job_id, posted.guild_id, posted.channel_id, now.isoformat()]
    await key_values.put(tx, _key_of(posted), json.dumps(said))


async def every(tx: Transaction) -> list[Removal]:
    """Return what is to be removed."""
    kept = await key_values.starting_with(tx, PREFIX)
    return [_read(key, value) for key, value in kept.items()]


async def forget(tx: Transaction, removal: Removal) -> None:
    """Note that a message is gone, or was asked for long enough."""
    await key_values.remove(tx, [_key_of(removal.posted)])


def _key_of(posted: Posted) -> str:
    return f"{PREFIX}{posted.message_id}"


def _read(key: str, value: str) -> Removal:
    job_id, guild_id, channel_id, since = json.loads(value)
    message_id = MessageId(int(key.removeprefix(PREFIX)))
    posted = Posted(JobId(job_id), GuildId(guild_id), ChannelId(channel_id), message_id)
    return Removal(posted, datetime.fromisoformat(since))
