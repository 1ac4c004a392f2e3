"""Which worker has Discord's gateway, for people to read; who may have it is decided by a lock of its process."""

from __future__ import annotations

from sqlalchemy import select

from data import key_values, tables
from data.engine.transaction import Transaction

_PREFIX = "gateway:"


async def note(tx: Transaction, *, application_id: int, worker_id: str) -> None:
    """Remember that this worker has the application's gateway from now on."""
    await key_values.put(tx, f"{_PREFIX}{application_id}", worker_id)


async def holder(tx: Transaction, application_id: int) -> str | None:
    """Return the worker that had the application's gateway last, None: none ever had."""
    return await key_values.get(tx, f"{_PREFIX}{application_id}")


async def is_holder(tx: Transaction, worker_id: str) -> bool:
    """Whether this worker was the last to have an application's gateway."""
    noted = tables.key_values.c
    held = select(noted.key).where(noted.key.startswith(_PREFIX), noted.value == worker_id).limit(1)
    return (await tx.execute(held)).first() is not None
