"""Notices between the processes of one PostgreSQL database; SQLite has none: its processes look at the tables."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncGenerator, Callable, Mapping
from importlib import import_module
from typing import Any, Final

from sqlalchemy import text

from data.engine.address import PostgreSQLAddress
from data.engine.engines import CONNECT_TIMEOUT, notice_silence
from data.engine.transaction import Transaction

CLOSE_TIMEOUT = 2.0  # seconds for a goodbye that a server may be too far away to hear
CHECK_TIMEOUT = 10.0  # seconds in which the server answers, or the connection is taken for lost
LONGEST_PAYLOAD: Final = 7_999  # bytes; NOTIFY refuses more

_notify = text("SELECT pg_notify(:channel, :payload)")


async def notify(tx: Transaction, channel: str, payload: str = "") -> None:
    """Tell all who listen, at the moment in which the transaction is kept; nobody where it is not, or on SQLite."""
    if tx.dialect.name == "postgresql":
        await tx.execute(_notify, {"channel": channel, "payload": payload})


def channel_of(worker_id: str) -> str:
    """The channel of one worker: its id may be longer, and stranger, than what PostgreSQL takes for a name."""
    return f"encore_{hashlib.sha256(worker_id.encode('utf-8', 'replace')).hexdigest()[:32]}"


class Listening:
    """A connection that hears notices; `lost` is set when it ended."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.lost = asyncio.Event()
        connection.add_termination_listener(self._lose)

    async def check(self) -> None:
        """Let `lost` be set where the server does not answer: one that vanished without a word ends no connection."""
        try:
            await self._connection.execute("SELECT 1", timeout=CHECK_TIMEOUT)
        except Exception:  # noqa: BLE001 - whatever it is, this connection hears nothing
            self.lost.set()

    def _lose(self, _connection: object) -> None:
        self.lost.set()


@contextlib.asynccontextmanager
async def listen(
    address: PostgreSQLAddress, listeners: Mapping[str, Callable[[str], None]]
) -> AsyncGenerator[Listening]:
    """Call the listener of a channel with the payload of each notice there, until the block ends.

    Listeners must not wait or fail. Raises OSError where the server cannot be reached.
    """
    asyncpg: Any = import_module("asyncpg")  # only here, since nobody who uses SQLite needs it; it has no types

    def hear(_connection: object, _pid: int, channel: str, payload: object) -> None:
        listeners[channel](str(payload))

    try:
        connection = await asyncpg.connect(
            address.dsn, timeout=CONNECT_TIMEOUT, server_settings={"application_name": "encore notices"}
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise OSError(f"the database cannot be reached: {error}") from error
    notice_silence(connection)
    listening = Listening(connection)
    try:
        try:
            for channel in listeners:
                await connection.add_listener(channel, hear)
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise OSError(f"the database does not let us listen: {error}") from error
        yield listening
    finally:
        with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await connection.close(timeout=CLOSE_TIMEOUT)  # at once where it was lost
