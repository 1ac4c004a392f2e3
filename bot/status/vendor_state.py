"""How MusicAPI does, as far as Encore's own rows tell: MusicAPI itself publishes nothing that a program could read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from data.engine.transaction import Transaction
from data.jobs import outcomes
from data.processes import rate_limits

WORTH_SAYING = timedelta(seconds=30)  # that nothing is sent for so long


@dataclass(frozen=True, slots=True)
class VendorState:
    """When MusicAPI answered last, when a request got no answer since, and until when it is left alone."""

    answered_at: datetime | None  # None: never
    silent_at: datetime | None  # None: never since it answered
    paused_until: datetime | None  # None: it may be asked now


async def read_vendor_state(context: Context) -> VendorState:
    """What the newest jobs of all servers tell, at one moment."""

    async def work(tx: Transaction) -> VendorState:
        answered_at, silent_at = await outcomes.last_answer(tx), await outcomes.last_silence(tx)
        if answered_at is not None and silent_at is not None and silent_at <= answered_at:
            silent_at = None
        paces, families = await rate_limits.paces(tx), context.catalog.families
        moments = [paces.next_at(context.musicapi_keys, family.name) for family in families]
        next_at = min((at for at in moments if at is not None), default=None) if all(moments) else None
        is_paused = next_at is not None and next_at > context.now() + WORTH_SAYING
        return VendorState(answered_at, silent_at, next_at if is_paused else None)

    return await context.database.read(work)
