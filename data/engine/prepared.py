"""Statements that every song needs: SQLAlchemy writes them once, and from then on they go to the driver as text.

SQLAlchemy's way from a statement to the driver and back costs more than most of these statements do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Dialect, Executable, Float
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeEngine

from data.engine.transaction import Transaction

Row = Sequence[Any]


class DirectTransaction(ABC):
    """A transaction that can hand a statement's text to its driver."""

    @abstractmethod
    async def fetch(self, text: str, values: Sequence[Any]) -> Sequence[Row]:
        """Run a statement and return its rows as the driver gives them; raises SQLAlchemy's errors."""


class Prepared:
    """A statement whose parameters are all named when it is run.

    `statement` is one for both databases, or makes the one for the database of that name when that is first asked.
    Lists as parameters, whose length is part of the text, are not for it.
    """

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    async def fetch(self, tx: Transaction, given: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run it with these parameters, and return its rows."""
        if isinstance(tx, DirectTransaction):
            compiled = self._compiled.get(tx.dialect.name) or self._compile(tx.dialect)
            return compiled.rows(await tx.fetch(compiled.text, compiled.values(given or {})))
        return (await tx.execute(self._for(tx.dialect), given)).all()

    async def fetch_one(self, tx: Transaction, given: Mapping[str, Any] | None = None) -> Row | None:
        """Run it with these parameters, and return its first row, None where there is none."""
        rows = await self.fetch(tx, given)
        return rows[0] if rows else None

    async def run(self, tx: Transaction, given: Mapping[str, Any] | None = None) -> None:
        """Run it with these parameters, where it returns no rows."""
        if isinstance(tx, DirectTransaction):
            await self.fetch(tx, given)
        else:
            await tx.execute(self._for(tx.dialect), given)

    def _for(self, dialect: Dialect) -> Executable:
        statement: Any = self._statement
        return statement if isinstance(statement, Executable) else statement(dialect.name)

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled[dialect.name] = _Compiled(self._for(dialect), dialect)
        return compiled


class _Compiled:
    """A statement's text in one dialect, with what turns our values into the driver's, and the driver's into ours."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled: Any = cast("ClauseElement", statement).compile(dialect=dialect)
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise TypeError("its text depends on its parameters")
        self.text = str(compiled)
        own = compiled.params  # what the statement itself compares with
        self._parameters: list[tuple[str, Any, Callable[[Any], Any] | None]] = []
        for name in compiled.positiontup:
            kind: TypeEngine[Any] = compiled.binds[name].type.dialect_impl(dialect)
            self._parameters.append((name, own[name], kind.bind_processor(dialect)))
        readers = [_reader(column.type, dialect) for column in getattr(statement, "exported_columns", ())]
        self._readers = [(place, reader) for place, reader in enumerate(readers) if reader is not None]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The parameters in the order of the text."""
        values = list[Any]()
        for name, own, writer in self._parameters:
            value = given.get(name, own)
            values.append(value if writer is None else writer(value))
        return values

    def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows with our values in place of the driver's."""
        return [self._read(row) for row in rows] if self._readers else rows

    def _read(self, row: Row) -> Row:
        values = list(row)
        for place, reader in self._readers:
            values[place] = reader(values[place])
        return values


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Float):
        return None  # both drivers give floats; SQLAlchemy wants to hear from the server what it is
    return kind.dialect_impl(dialect).result_processor(dialect, None)
