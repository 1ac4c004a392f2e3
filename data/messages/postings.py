"""Which results are being posted for everybody at this moment, so that two presses at once post one message.

Each is a value under a key of its own; what a process that was killed left behind is over after `CLAIM_LASTS`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import ChannelId, InteractionId, JobId

PREFIX: Final = "posting:"
CLAIM_LASTS: Final = timedelta(minutes=1)  # longer than a message to Discord takes
FORGOTTEN_AT_ONCE: Final = 1_000  # as many as one statement can name


async def claim(
    tx: Transaction, job_id: JobId, channel_id: ChannelId, interaction_id: InteractionId, *, now: datetime
) -> bool:
    """Claim to post a job's result in a channel, for one press of a button; False: another press is at it."""
    old = await key_values.lock_first(tx, PREFIX, limit=FORGOTTEN_AT_ONCE, value_below=_seconds(now - CLAIM_LASTS))
    await key_values.remove(tx, [*old])
    ours = f"{_seconds(now)} {interaction_id}"
    return await key_values.keep(tx, _key(job_id, channel_id), ours) == ours


async def end_claim(tx: Transaction, job_id: JobId, channel_id: ChannelId, interaction_id: InteractionId) -> None:
    """Let the next press find what this one posted, or post it; whoever was too slow ends no claim but their own."""
    key = _key(job_id, channel_id)
    kept = await key_values.get(tx, key) or ""
    if kept.partition(" ")[2] == str(interaction_id):
        await key_values.remove(tx, [key])


def _key(job_id: JobId, channel_id: ChannelId) -> str:
    return f"{PREFIX}{job_id}:{channel_id}"


def _seconds(moment: datetime) -> str:
    return f"{int(moment.timestamp()):010}"  # as long for every moment, so that they sort by age
