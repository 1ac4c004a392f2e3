"""When the next create may be sent, by key and by family: moments for all workers of this database.

A key is the name of one of the operator's MusicAPI keys. It has a row of its own, and one for each family that MusicAPI
has asked to be left alone on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, or_, select, update

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

EVERY_FAMILY: Final = ""  # in the row of a key itself

_paces = tables.create_paces.c
_all = Prepared(select(_paces.musicapi_key, _paces.family, _paces.next_at, _paces.rested_until))


@dataclass(frozen=True, slots=True)
class Granted:
    """A create may be sent now."""


@dataclass(frozen=True, slots=True)
class NotBefore:
    """No create may be sent before this moment."""

    moment: datetime


class CreatePaces:
    """Every row, as one transaction saw them."""

    def __init__(self, next_at: Mapping[tuple[str, str], datetime], rested_until: Mapping[str, datetime]) -> None:
        self._next_at = next_at
        self._rested_until = rested_until

    def key_at(self, key: str) -> datetime | None:
        """Before when the key sends nothing; None: it never sent anything."""
        return self._next_at.get((key, EVERY_FAMILY))

    def family_pauses(self, key: str, now: datetime, furthest: timedelta) -> dict[str, datetime]:
        """The families that the key leaves alone now, each until when; what is past `furthest` is no pause."""
        pauses = {family: until for (name, family), until in self._next_at.items() if name == key and family}
        return {family: until for family, until in pauses.items() if now < until <= now + furthest}

    def next_at(self, keys: Iterable[str], family: str) -> datetime | None:
        """When the first of these keys may send something of this family; None: one of them never sent anything."""
        moments = [
            [at for at in (self.key_at(key), self._next_at.get((key, family))) if at is not None] for key in keys
        ]
        return min((max(each) for each in moments), default=None) if all(moments) else None

    def is_rested(self, key: str, now: datetime) -> bool:
        """Whether the key's account was refused a short while ago."""
        until = self._rested_until.get(key)
        return until is not None and now < until


async def paces(tx: Transaction) -> CreatePaces:
    """Return every row: a few for each key."""
    rows = await _all.fetch(tx)
    return CreatePaces(
        {(key, family): at for key, family, at, _ in rows},
        {key: until for key, family, _, until in rows if family == EVERY_FAMILY and until is not None},
    )


async def acquire(
    tx: Transaction,
    key: str,
    *,
    now: datetime,
    interval: timedelta,
    furthest: timedelta | None = None,
    reserved_until: datetime | None = None,
) -> Granted | NotBefore:
    """Claim this moment for a create of this key; the next is not granted before `interval` has passed.

    A stored time more than `furthest` away was written down before the clock was set back, and is ignored; one up to
    `reserved_until` was stored for whoever claims. Without an interval nothing is written: nobody waits for anybody.
    """
    if not interval:
        at = await next_at(tx, key)
        is_free = at is None or at <= now or (furthest is not None and at > now + furthest)
        return Granted() if is_free or at is None else NotBefore(at)
    free = _paces.next_at <= max(now, reserved_until or now)
    if furthest is not None:
        free = or_(free, _paces.next_at > now + furthest)
    if await _set(tx, key, EVERY_FAMILY, now + interval, free):
        return Granted()
    return NotBefore((await tx.execute(select(_paces.next_at).where(*_of(key)))).scalar_one())


async def push_back(tx: Transaction, key: str, *, until: datetime, family: str = EVERY_FAMILY) -> None:
    """Allow no create of the key, or of one family on it, before `until`; never shortens a longer wait."""
    await _set(tx, key, family, until, _paces.next_at <= until)


async def rest(tx: Transaction, key: str, *, now: datetime, until: datetime) -> None:
    """Note that the key's account is refused: others go first until then."""
    await insert_once(tx, tables.create_paces, musicapi_key=key, family=EVERY_FAMILY, next_at=now)
    await tx.execute(update(tables.create_paces).where(*_of(key)).values(rested_until=until))


async def next_at(tx: Transaction, key: str) -> datetime | None:
    """Return before when the key sends nothing; None: it never sent anything."""
    return (await paces(tx)).key_at(key)


async def pull_forward(tx: Transaction, *, now: datetime) -> None:
    """Allow a create now: what was to be waited for was written down before the clock was set back."""
    table = tables.create_paces
    await tx.execute(update(table).where(_paces.next_at > now).values(next_at=now))
    await tx.execute(update(table).where(_paces.rested_until > now).values(rested_until=now))


async def _set(tx: Transaction, key: str, family: str, moment: datetime, where: ColumnElement[bool]) -> bool:
    return await upsert(tx, tables.create_paces, where=where, musicapi_key=key, family=family, next_at=moment)


def _of(key: str) -> tuple[ColumnElement[bool], ...]:
    return _paces.musicapi_key == key, _paces.family == EVERY_FAMILY
