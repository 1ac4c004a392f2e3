"""What a host of MusicAPI no longer offers, so that nobody asks for it again after a restart, but once in a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

_retirements = tables.retirements.c
_known = Prepared(
    select(_retirements.family, _retirements.operation).where(
        _retirements.host == bindparam("at_host"), _retirements.retired_at > bindparam("since")
    )
)
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Retirement:
    """An operation that a host refused; `retired_at` is when it did so last, or was last asked on trial."""

    host: str
    family: str
    operation: str
    reason: str  # in the vendor's words
    retired_at: datetime


async def add(tx: Transaction, *, host: str, family: str, operation: str, reason: str, now: datetime) -> bool:
    """Remember that the host refused this family's operation just now; True: that is new, and the operator is told."""
    retirement = {"host": host, "family": family, "operation": operation, "reason": reason, "retired_at": now}
    if await insert_once(tx, tables.retirements, **retirement) is not None:
        return True
    statement = update(tables.retirements).where(_this(host, family, operation))
    await tx.execute(statement.values(reason=reason, retired_at=now))
    return False


async def known(tx: Transaction, *, host: str, since: datetime = EVER) -> frozenset[tuple[str, str]]:
    """Return the (family, operation) pairs that this host refused after `since`."""
    rows = await _known.fetch(tx, {"at_host": host, "since": since})
    return frozenset((family, operation) for family, operation in rows)


async def take_trial(
    tx: Transaction, *, host: str, family: str, operation: str, since: datetime, now: datetime
) -> bool:
    """Take the one trial of an operation that was not refused after `since`; False: another job has taken it.

    Until the trial is accepted and the retirement lifted, it holds as if it had been refused now.
    """
    old = and_(_this(host, family, operation), _retirements.retired_at <= since)
    return (await tx.execute(update(tables.retirements).where(old).values(retired_at=now))).rowcount == 1


async def lift(tx: Transaction, *, host: str, family: str, operation: str) -> bool:
    """Forget that the host refused this; False: it did not."""
    return (await tx.execute(delete(tables.retirements).where(_this(host, family, operation)))).rowcount == 1


async def every(tx: Transaction) -> list[Retirement]:
    """Return all that was refused, of every host."""
    statement = select(tables.retirements).order_by(_retirements.host, _retirements.family, _retirements.operation)
    return [Retirement(*row) for row in await tx.execute(statement)]


def _this(host: str, family: str, operation: str) -> ColumnElement[bool]:
    return and_(_retirements.host == host, _retirements.family == family, _retirements.operation == operation)
