"""When the next create may be sent, by key and by family: moments for all workers of this database.

A key is the name of one of the operator's MusicAPI keys. It has a row of its own, with the first moment that nobody has
reserved; one with when it may send anything at all, which holds for reserved moments too; one where a moment is
reserved for the queue, whichever worker comes first; one with until when some process is known to have the key; and one
for each family that MusicAPI has asked to be left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, bindparam, delete, null, or_, select, update

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

EVERY_FAMILY: Final = ""  # in the row of a key itself
# In the other rows of a key, where no family's name is: what a process of an older version takes for families that
# MusicAPI does not have.
CLOSED: Final = "*closed"
QUEUE: Final = "*queue"
HELD: Final = "*held"
NO_FAMILIES: Final = (EVERY_FAMILY, CLOSED, QUEUE, HELD)
# How long after a process was last known to have a key its songs are left to such a one: while settings change, and
# processes are started anew one by one, whoever has other keys would give songs up that the next one goes on with.
HELD_FOR: Final = timedelta(minutes=10)

_paces = tables.create_paces.c
_all = Prepared(select(_paces.musicapi_key, _paces.family, _paces.next_at, _paces.rested_until))
_accept = Prepared(
    update(tables.create_paces)
    .where(_paces.musicapi_key == bindparam("key"), _paces.family == bindparam("in_family"))
    .where(_paces.refused_since.is_not(None))
    .values(refused_since=null())
)


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

    def closed_until(self, key: str) -> datetime | None:
        """Before when the key sends nothing that has a moment reserved either; None: it never sent anything."""
        return self._next_at.get((key, CLOSED))

    def queue_at(self, key: str) -> datetime | None:
        """The moment of the key that is reserved for the queue, past or to come; None: none is."""
        return self._next_at.get((key, QUEUE))

    def family_pauses(self, key: str, now: datetime, furthest: timedelta) -> dict[str, datetime]:
        """The families that the key leaves alone now, each until when; what is past `furthest` is no pause."""
        pauses = {family: at for (name, family), at in self._next_at.items() if name == key}
        return {name: at for name, at in pauses.items() if name not in NO_FAMILIES and now < at <= now + furthest}

    def held(self, now: datetime) -> frozenset[str]:
        """The keys that some process has, or had `HELD_FOR` ago at most."""
        return frozenset(key for (key, family), until in self._next_at.items() if family == HELD and now < until)

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
    is_reserved: bool = False,
) -> Granted | NotBefore:
    """Claim this moment for a create of this key; the next is not granted before `interval` has passed.

    Who has a moment reserved that has come waits for no other reserved one, and for what was sent all the same. A
    stored time more than `furthest` away was written down before the clock was set back, and is ignored. Without an
    interval nothing is written: nobody waits for anybody.
    """
    if not interval:
        at = await next_at(tx, key)
        is_free = at is None or at <= now or (furthest is not None and at > now + furthest)
        return Granted() if is_free or at is None else NotBefore(at)
    moments = await lock(tx, key)
    waits_for = [moments.get(CLOSED), None if is_reserved else moments.get(EVERY_FAMILY)]
    waits = [at for at in waits_for if at is not None and at > now and (furthest is None or at <= now + furthest)]
    if waits:
        return NotBefore(max(waits))
    free = _paces.next_at <= (now + interval if is_reserved else now)
    if furthest is not None:
        free = or_(free, _paces.next_at > now + furthest)
    if not await _set(tx, key, EVERY_FAMILY, now + interval, free) and not is_reserved:
        # The key's first create was another worker's, a moment ago: there was no row to lock.
        return NotBefore((await lock(tx, key))[EVERY_FAMILY])
    await _set(tx, key, CLOSED, now + interval)
    return Granted()


async def lock(tx: Transaction, key: str) -> dict[str, datetime]:
    """Return the key's own moments, by what each row is about, locked until the transaction ends."""
    # The row of the key itself first, by whoever writes any of them: nobody then waits for somebody who waits for him.
    own = (_paces.musicapi_key == key, _paces.family.in_((EVERY_FAMILY, CLOSED, QUEUE)))
    rows = select(_paces.family, _paces.next_at).where(*own).order_by(_paces.family).with_for_update()
    return {row.family: row.next_at for row in await tx.execute(rows)}


async def reserve(tx: Transaction, key: str, *, until: datetime, for_queue_at: datetime | None = None) -> None:
    """Give the moments before `until` to who reserves them; `for_queue_at`: one of them to whoever serves the queue."""
    await _set(tx, key, EVERY_FAMILY, until, _paces.next_at <= until)
    if for_queue_at is not None:
        await _set(tx, key, QUEUE, for_queue_at)


async def use_queue_moment(tx: Transaction, key: str) -> None:
    """Note that the moment which was reserved for the queue is used, or given up."""
    own = (_paces.musicapi_key == key, _paces.family == QUEUE)
    await tx.execute(delete(tables.create_paces).where(*own))


async def push_back(
    tx: Transaction, key: str, *, until: datetime, family: str = EVERY_FAMILY, claimed_until: datetime | None = None
) -> None:
    """Allow no create of the key, or of one family on it, before `until`.

    That never shortens a longer wait, but the one up to `claimed_until`, which was stored for whoever claimed it.
    """
    is_shorter = _paces.next_at <= until
    if claimed_until is not None:
        is_shorter = or_(is_shorter, _paces.next_at == claimed_until)
    await _set(tx, key, family, until, is_shorter)
    if family == EVERY_FAMILY:
        await _set(tx, key, CLOSED, until, is_shorter)


@dataclass(frozen=True, slots=True)
class Refusal:
    """For how long a family is left alone on a key, and since when nothing of it was accepted there."""

    pause: timedelta
    since: datetime


async def pause(
    tx: Transaction,
    key: str,
    family: str,
    *,
    now: datetime,
    shortest: timedelta,
    longest: timedelta,
    asked: timedelta | None = None,
) -> Refusal:
    """Leave a family alone on a key that was refused for now: for as long as was `asked`, or longer each time.

    Where nobody said how long, or said 0, a pause takes `shortest` more than all that there were since the family was
    accepted last: it doubles with every refusal in a row, up to `longest`, whoever sent what was refused.
    """
    await insert_once(tx, tables.create_paces, musicapi_key=key, family=family, next_at=now)
    of_family = (_paces.musicapi_key == key, _paces.family == family)
    row = (await tx.execute(select(_paces.next_at, _paces.refused_since).where(*of_family).with_for_update())).one()
    since = min(now, row.refused_since or now)
    # What was refused together, since it was on its way before the pause began, makes the pause no longer.
    length = asked or min(longest, shortest + max(timedelta(0), min(now, row.next_at) - since))
    await tx.execute(update(tables.create_paces).where(*of_family).values(refused_since=since))
    await push_back(tx, key, until=now + length, family=family)
    return Refusal(length, since)


async def end_refusals(tx: Transaction, key: str, family: str) -> None:
    """Note that a create of this family was accepted: what is refused from now on is the first of its row."""
    await _accept.run(tx, {"key": key, "in_family": family})


async def hold(tx: Transaction, keys: Iterable[str], *, now: datetime) -> None:
    """Note that a process has these keys now."""
    for key in sorted(keys):  # in one order: two processes that note the same keys would wait for each other
        await _set(tx, key, HELD, now + HELD_FOR)


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
    waited_for = (_paces.next_at > now, _paces.family != HELD)
    await tx.execute(update(table).where(*waited_for).values(next_at=now))
    too_far = (_paces.next_at > now + HELD_FOR, _paces.family == HELD)
    await tx.execute(update(table).where(*too_far).values(next_at=now + HELD_FOR))
    await tx.execute(update(table).where(_paces.rested_until > now).values(rested_until=now))
    await tx.execute(update(table).where(_paces.refused_since > now).values(refused_since=now))


async def _set(
    tx: Transaction, key: str, family: str, moment: datetime, where: ColumnElement[bool] | None = None
) -> bool:
    return await upsert(tx, tables.create_paces, where=where, musicapi_key=key, family=family, next_at=moment)


def _of(key: str) -> tuple[ColumnElement[bool], ...]:
    return _paces.musicapi_key == key, _paces.family == EVERY_FAMILY
