"""What a host of MusicAPI no longer offers, so that nobody asks for it again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from data import tables
from data.engine.dialects import insert_once

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


_known = select(tables.retirements.c.family, tables.retirements.c.operation).where(
    tables.retirements.c.host == bindparam("at_host")
)


async def add(tx: AsyncConnection, *, host: str, family: str, operation: str, reason: str, now: datetime) -> bool:
    """Remember that the host refused this family's operation for good; True: that is new, and the operator is told."""
    retirement = {"host": host, "family": family, "operation": operation, "reason": reason, "retired_at": now}
    return await insert_once(tx, tables.retirements, **retirement) is not None


async def known(tx: AsyncConnection, *, host: str) -> frozenset[tuple[str, str]]:
    """Return the (family, operation) pairs that this host no longer offers."""
    return frozenset((family, operation) for family, operation in await tx.execute(_known, {"at_host": host}))
