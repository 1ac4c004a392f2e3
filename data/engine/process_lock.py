"""A name that one live process of a database holds: it is free again when that process ends, however it ends.

The kernel lets go of a file's lock at once, and PostgreSQL of a connection's as soon as it notices.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress
from data.engine.engines import autocommit_engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine  # it brings the whole ORM along


class LockLost(RuntimeError):
    """The server dropped the connection that held the name, so that another process may have it by now."""


class ProcessLock(Protocol):
    """A name that may be held."""

    async def take(self) -> bool:
        """Take the name; False: another live process has it, or nobody knows."""
        ...

    async def check(self) -> None:
        """Return while the name is held, or was never taken; raises LockLost."""
        ...

    async def release(self) -> None:
        """Give the name back, if it is held, and close what was opened for it."""
        ...


def process_lock(address: Address, kind: str, name: str) -> ProcessLock:
    """The lock of this name on this database; `kind` keeps names of different things apart, and is in a file's name."""
    if isinstance(address, SQLiteAddress):
        return _FileLock(lock_file(address, kind, name))
    return _AdvisoryLock(address, advisory_key(f"{kind}:{name}"))


def lock_file(address: SQLiteAddress, kind: str, name: str) -> FileLock:
    """The file beside the database that whoever has the name locks."""
    return FileLock(f"{address.path}.{kind}-{_fingerprint(name):016x}")


def advisory_key(name: str) -> int:
    """The number that whoever has the name locks in PostgreSQL."""
    return _fingerprint(name) - 2**63


def lock_engine(address: PostgreSQLAddress, **server_settings: str) -> AsyncEngine:
    """An engine with the one connection that holds a name."""
    # Keepalives: when the whole machine is gone, the server shall notice within a minute, not after hours.
    return autocommit_engine(
        address,
        1,
        tcp_keepalives_idle="30",
        tcp_keepalives_interval="10",
        tcp_keepalives_count="3",
        **server_settings,
    )


async def check_connection(connection: AsyncConnection) -> None:
    """Return while the connection stands, and with it what it holds; raises LockLost."""
    try:
        await connection.execute(select(1))
    except (DBAPIError, OSError) as error:
        raise LockLost("the database dropped the connection that held a name for this process") from error


class _FileLock:
    def __init__(self, file: FileLock) -> None:
        self._file = file

    async def take(self) -> bool:
        try:
            self._file.acquire(blocking=False)
        except Timeout:
            return False
        return True

    async def check(self) -> None:
        """Return: the kernel never takes a file's lock away."""

    async def release(self) -> None:
        self._file.release()


class _AdvisoryLock:
    def __init__(self, address: PostgreSQLAddress, key: int) -> None:
        self._address, self._key = address, key
        self._engine: AsyncEngine | None = None
        self._connection: AsyncConnection | None = None
        self._is_held = False

    async def take(self) -> bool:
        try:
            if self._connection is None:
                self._engine = lock_engine(self._address)
                self._connection = await self._engine.connect()
            asked = await self._connection.execute(select(func.pg_try_advisory_lock(self._key)))
        except (DBAPIError, OSError):  # a server that is away; the next try may find it
            await self.release()
            return False
        self._is_held = bool(asked.scalar_one())
        return self._is_held

    async def check(self) -> None:
        if self._is_held and self._connection is not None:
            await check_connection(self._connection)

    async def release(self) -> None:
        self._is_held = False
        connection, engine, self._connection, self._engine = self._connection, self._engine, None, None
        if connection is not None:
            with contextlib.suppress(DBAPIError, OSError):  # it may be gone already
                await connection.close()
        if engine is not None:
            await engine.dispose()  # and with the session, its locks


def _fingerprint(name: str) -> int:
    """64 bits of the name: it may hold what no file name may, and PostgreSQL's locks are numbers."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest()[:8])
