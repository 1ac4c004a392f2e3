"""The webhooks that have arrived: MusicAPI repeats one until it is told that it arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from data import tables
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction

KEPT = timedelta(days=1)  # much longer than an old signature is accepted


async def record_once(tx: Transaction, webhook_id: str, *, now: datetime) -> bool:
    """Remember this webhook for a day; False: it came before."""
    # The old ones first, so that a webhook is known for exactly a day and not until the next one comes.
    await tx.execute(delete(tables.webhooks).where(tables.webhooks.c.received_at <= now - KEPT))
    return await insert_once(tx, tables.webhooks, webhook_id=webhook_id, received_at=now) is not None
