"""Small things to remember by name, such as which commands Discord was last told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.transaction import Transaction

_values = tables.key_values.c
_value = select(_values.value).where(_values.key == bindparam("wanted"))


async def get(tx: Transaction, key: str) -> str | None:
    """Return what was last put under this key, or None."""
    return (await tx.execute(_value, {"wanted": key})).scalar_one_or_none()


async def put(tx: Transaction, key: str, value: str) -> None:
    """Store `value` under this key, in place of what was there."""
    await upsert(tx, tables.key_values, key=key, value=value)


async def keep(tx: Transaction, key: str, value: str) -> str:
    """Store `value` under this key unless it has a value already; returns the key's value from now on."""
    kept: str | None = None
    while kept is None:  # on PostgreSQL, the value that was in the way may be removed before it is read
        await insert_once(tx, tables.key_values, key=key, value=value)
        kept = await get(tx, key)
    return kept


async def starting_with(tx: Transaction, prefix: str) -> dict[str, str]:
    """Return every key that begins so, with its value, in the order of the keys."""
    return {row.key: row.value for row in await tx.execute(_starting_with(prefix))}


async def lock_first(tx: Transaction, prefix: str, *, limit: int, value_below: str | None = None) -> dict[str, str]:
    """Return the first keys that begin so, with their values, locked but for those that somebody else has locked.

    With `value_below` only those whose value sorts before that one; both are ASCII.
    """
    statement = _starting_with(prefix)
    if value_below is not None:
        statement = statement.where(_values.value < value_below)
    locked = statement.limit(limit).with_for_update(skip_locked=True)
    return {row.key: row.value for row in await tx.execute(locked)}


async def remove(tx: Transaction, keys: Sequence[str]) -> None:
    """Forget these keys, as far as they are known."""
    if keys:
        await tx.execute(delete(tables.key_values).where(_values.key.in_(keys)))


async def remove_value(tx: Transaction, key: str, value: str) -> None:
    """Forget this key if this is its value still, and not what somebody else has put there since it was read."""
    await tx.execute(delete(tables.key_values).where(_values.key == key, _values.value == value))


def _starting_with(prefix: str) -> Select[Any, Any]:
    """What reads the keys that begin so, from the index: a LIKE would read them all, on both databases."""
    behind = f"{prefix[:-1]}{chr(ord(prefix[-1]) + 1)}"  # the first key that sorts after all of them
    return select(_values.key, _values.value).where(_values.key >= prefix, _values.key < behind).order_by(_values.key)
