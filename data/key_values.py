"""Small things to remember by name, such as which commands Discord was last told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from data import tables
from data.engine.dialects import insert_into

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncConnection


async def get(tx: AsyncConnection, key: str) -> str | None:
    """Return what was last put under this key, or None."""
    return (await tx.execute(_value_of(key))).scalar_one_or_none()


async def put(tx: AsyncConnection, key: str, value: str) -> None:
    """Store `value` under this key, in place of what was there."""
    statement = insert_into(tx, tables.key_values).values(key=key, value=value)
    await tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


async def keep(tx: AsyncConnection, key: str, value: str) -> str:
    """Store `value` under this key unless it has a value already; returns the key's value from now on."""
    await tx.execute(insert_into(tx, tables.key_values).values(key=key, value=value).on_conflict_do_nothing())
    return (await tx.execute(_value_of(key))).scalar_one()


def _value_of(key: str) -> Select[str]:
    return select(tables.key_values.c.value).where(tables.key_values.c.key == key)
