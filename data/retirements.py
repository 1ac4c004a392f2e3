"""What a host of MusicAPI no longer offers, so that nobody asks for it again after a restart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

_known = Prepared(
    select(tables.retirements.c.family, tables.retirements.c.operation).where(
        tables.retirements.c.host == bindparam("at_host")
    )
)


async def add(tx: Transaction, *, host: str, family: str, operation: str, reason: str, now: datetime) -> bool:
    """Remember that the host refused this family's operation for good; True: that is new, and the operator is told."""
    retirement = {"host": host, "family": family, "operation": operation, "reason": reason, "retired_at": now}
    return await insert_once(tx, tables.retirements, **retirement) is not None


async def known(tx: Transaction, *, host: str) -> frozenset[tuple[str, str]]:
    """Return the (family, operation) pairs that this host no longer offers."""
    return frozenset((family, operation) for family, operation in await _known.fetch(tx, {"at_host": host}))
