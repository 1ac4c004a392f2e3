"""Whether a host of MusicAPI takes anything from us at all: a row while it does not, which every process reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, delete, select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

FORGOTTEN_AFTER: Final = timedelta(minutes=30)  # without a try, a stop is an old one: what comes next is news

_stops = tables.vendor_stops.c
_until = Prepared(select(_stops.until).where(_stops.host == bindparam("at_host")))
_end = Prepared(delete(tables.vendor_stops).where(_stops.host == bindparam("at_host")).returning(_stops.since))


class StopKind(StrEnum):
    """Why nothing is taken."""

    ACCOUNT = "account"  # refused, or without credits
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class VendorStop:
    """Since when nothing was taken, and until when nothing is tried; `is_news` for whoever finds out first."""

    since: datetime
    until: datetime
    is_news: bool


async def stop(
    tx: Transaction, host: str, kind: StopKind, *, now: datetime, shortest: timedelta, longest: timedelta
) -> VendorStop:
    """Note that the host took nothing: it is left alone for as long again as it was away, within these bounds."""
    first = {"host": host, "kind": kind, "since": now, "until": now}
    is_news = await insert_once(tx, tables.vendor_stops, **first) is not None
    own = _stops.host == host
    row = (await tx.execute(select(tables.vendor_stops).where(own).with_for_update())).one()
    if row.kind != kind or row.since > now or row.until < now - FORGOTTEN_AFTER:
        is_news, since = True, now
    else:
        since = row.since
    until = now + min(longest, max(shortest, now - since))
    await tx.execute(update(tables.vendor_stops).where(own).values(kind=kind, since=since, until=until))
    return VendorStop(since, until, is_news)


async def stopped_until(tx: Transaction, host: str) -> datetime | None:
    """Return until when nothing is tried, which may be over; None: the host takes what it is sent."""
    row = await _until.fetch_one(tx, {"at_host": host})
    return None if row is None else row[0]


async def stopped_since(tx: Transaction, host: str) -> datetime | None:
    """Return since when the host has taken nothing, None: it takes what it is sent."""
    return (await tx.execute(select(_stops.since).where(_stops.host == host))).scalar_one_or_none()


async def end(tx: Transaction, host: str) -> datetime | None:
    """Note that the host took something, and return since when it had not; None: it always did."""
    row = await _end.fetch_one(tx, {"at_host": host})
    return None if row is None else row[0]
