"""A connection to PostgreSQL with two ways to the server: SQLAlchemy's, and past it for statements that are prepared.

Transactions begin and end past SQLAlchemy as well: it takes each of its own steps in a greenlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, Dialect, Executable
from sqlalchemy.exc import DBAPIError, IntegrityError

from data.engine.prepared import DirectTransaction, Row

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine  # they bring the whole ORM along

BEGIN_TIMEOUT = 10.0  # seconds; a connection that was idle may lead nowhere


class RefusedByPostgreSQL(Exception):
    """What the server said, without the row that it said it of: that may hold tokens.

    `farewell` is the code with which it closed the connection; what `is_unsent` never left, as it was closed before.
    """

    def __init__(self, message: str, sqlstate: str | None, *, farewell: str | None, is_unsent: bool) -> None:
        super().__init__(message)
        self.sqlstate, self.farewell, self.is_unsent = sqlstate, farewell, is_unsent


class PostgreSQLConnection:
    """An open connection, which SQLAlchemy takes for one that commits each statement: transactions are ours."""

    def __init__(self, connection: AsyncConnection, driver: Any) -> None:
        self.connection = connection
        self._driver = driver
        asyncpg: Any = import_module("asyncpg")
        # The last is what the driver says where a connection is lost between two of its own steps.
        self._confused: type[Exception] = asyncpg.InternalClientError
        self._errors = (asyncpg.PostgresError, asyncpg.InterfaceError, self._confused)

    @classmethod
    async def open(cls, engine: AsyncEngine) -> PostgreSQLConnection:
        """Connect; raises DBAPIError or OSError."""
        connection = await engine.connect()
        try:
            return cls(connection, (await connection.get_raw_connection()).driver_connection)
        except BaseException:
            await connection.close()
            raise

    async def begin(self, statement: str) -> None:
        """Begin a transaction; raises DBAPIError or OSError where the connection is lost."""
        await self._run(statement, BEGIN_TIMEOUT)

    async def commit(self) -> None:
        """Keep the transaction, or raise."""
        if await self._run("COMMIT") != "COMMIT":  # it answers ROLLBACK where a statement had failed
            raise OSError("PostgreSQL has undone the transaction")

    @property
    def is_closed(self) -> bool:
        """Whether the connection is over, as after the server's end."""
        return self.connection.closed or self.connection.invalidated or self._driver.is_closed()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left to be undone, and the next transaction can begin."""
        connection: Connection | None = self.connection.sync_connection
        return not (
            connection is None
            or connection.invalidated
            or connection.in_transaction()
            or self._driver.is_closed()
            or self._driver.is_in_transaction()
        )

    async def end(self) -> bool:
        """Undo what was not committed; False: the connection is of no use any more."""
        connection: Connection | None = self.connection.sync_connection
        try:
            if self._driver.is_closed() or connection is None or connection.invalidated:
                return False
            if self._driver.is_in_transaction():
                await self._run("ROLLBACK")
            if connection.in_transaction():
                connection.rollback()  # of which SQLAlchemy knows alone: nothing goes to the server
        except (DBAPIError, OSError):
            return False
        return True

    async def close(self, *, lost: bool = False) -> None:
        """Give the connection back to SQLAlchemy's pool, or end it where it is `lost`."""
        if lost:
            await self.connection.invalidate()
        await self.connection.close()

    async def fetch(self, text: str, values: Sequence[Any]) -> Sequence[Row]:
        """Run a statement past SQLAlchemy, and return its rows; raises DBAPIError or OSError."""
        try:
            return await self._driver.fetch(text, *values)
        except self._errors as error:
            self._end_if_confused(error)
            raise _translate(error, text) from None

    async def _run(self, statement: str, seconds: float | None = None) -> str:
        try:
            return await self._driver.execute(statement, timeout=seconds)
        except self._errors as error:
            self._end_if_confused(error)
            raise _translate(error, statement) from None

    def _end_if_confused(self, error: Exception) -> None:
        """Cut the connection off where the driver does not know any more what the server is at."""
        if isinstance(error, self._confused):
            self._driver.terminate()


class WholePostgreSQLTransaction(DirectTransaction):
    """What a use case runs its statements on, until it is over."""

    def __init__(self, connection: PostgreSQLConnection) -> None:
        self._connection: PostgreSQLConnection | None = connection
        self.dialect: Dialect = connection.connection.dialect

    @property
    def sync_connection(self) -> Connection | None:
        """What runs the statements that are not prepared."""
        return self._require().connection.sync_connection

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement."""
        return await self._require().connection.execute(statement, parameters)

    async def fetch(self, text: str, values: Sequence[Any]) -> Sequence[Row]:
        """Run a statement past SQLAlchemy, and return its rows."""
        return await self._require().fetch(text, values)

    def begin_nested(self) -> AbstractAsyncContextManager[Any]:
        """A part that is undone by itself where it raises."""
        return self._require().connection.begin_nested()

    def close(self) -> None:
        """Let nothing more be run: the connection is another use case's soon."""
        self._connection = None

    def _require(self) -> PostgreSQLConnection:
        if self._connection is None:
            raise RuntimeError("the transaction is over")
        return self._connection


def _translate(error: Any, text: str) -> DBAPIError:
    """SQLAlchemy's error for one of the driver's."""
    sqlstate: str | None = getattr(error, "sqlstate", None)
    kind = IntegrityError if sqlstate is not None and sqlstate.startswith("23") else DBAPIError
    message = str(error.args[0]) if error.args else ""
    # Of a connection that was closed, the cause is what the server said before, or why nothing could be sent to it.
    said = RefusedByPostgreSQL(
        f"{type(error).__name__}: {message}",
        sqlstate,
        farewell=getattr(error.__cause__, "sqlstate", None),
        is_unsent=isinstance(error.__cause__, BrokenPipeError),
    )
    return kind(text, None, said, hide_parameters=True)
