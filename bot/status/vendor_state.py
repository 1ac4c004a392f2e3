"""How MusicAPI does, as far as Encore's own rows tell: MusicAPI itself publishes nothing that a program could read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.status.queries import WORTH_SAYING
from data import rate_limits
from data.engine.transaction import Transaction
from data.jobs import outcomes


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
        next_at = await rate_limits.next_at(tx)
        is_paused = next_at is not None and next_at > context.now() + WORTH_SAYING
        return VendorState(answered_at, silent_at, next_at if is_paused else None)

    return await context.database.read(work)
