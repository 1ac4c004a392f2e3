"""What the statements of one use case run on, whichever database it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Dialect, Executable


class Transaction(Protocol):
    """All of it is kept, or nothing; SQLAlchemy's AsyncConnection is one."""

    @property
    def dialect(self) -> Dialect:
        """Which SQL this database speaks."""
        ...

    @property
    def sync_connection(self) -> Connection | None:
        """What runs the statements, for whoever listens to its events."""
        ...

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement."""
        ...

    def begin_nested(self) -> AbstractAsyncContextManager[Any]:
        """A part that is undone by itself where it raises."""
        ...
