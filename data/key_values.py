"""Small things to remember by name, such as which commands Discord was last told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.transaction import Transaction

_value = select(tables.key_values.c.value).where(tables.key_values.c.key == bindparam("wanted"))


async def get(tx: Transaction, key: str) -> str | None:
    """Return what was last put under this key, or None."""
    return (await tx.execute(_value, {"wanted": key})).scalar_one_or_none()


async def put(tx: Transaction, key: str, value: str) -> None:
    """Store `value` under this key, in place of what was there."""
    await upsert(tx, tables.key_values, key=key, value=value)


async def keep(tx: Transaction, key: str, value: str) -> str:
    """Store `value` under this key unless it has a value already; returns the key's value from now on."""
    await insert_once(tx, tables.key_values, key=key, value=value)
    return (await tx.execute(_value, {"wanted": key})).scalar_one()


async def starting_with(tx: Transaction, prefix: str) -> dict[str, str]:
    """Return every key that begins so, with its value."""
    values = tables.key_values.c
    statement = select(values.key, values.value).where(values.key.startswith(prefix, autoescape=True))
    return {row.key: row.value for row in await tx.execute(statement)}


async def lock_first(tx: Transaction, prefix: str, *, limit: int) -> dict[str, str]:
    """Return the first keys that begin so, with their values, locked but for those that somebody else has locked."""
    values = tables.key_values.c
    statement = select(values.key, values.value).where(values.key.startswith(prefix, autoescape=True))
    locked = statement.order_by(values.key).limit(limit).with_for_update(skip_locked=True)
    return {row.key: row.value for row in await tx.execute(locked)}


async def remove(tx: Transaction, keys: Sequence[str]) -> None:
    """Forget these keys, as far as they are known."""
    if keys:
        await tx.execute(delete(tables.key_values).where(tables.key_values.c.key.in_(keys)))
