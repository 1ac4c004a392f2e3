"""What the operator is told, once a matter: a log line always, a direct message where somebody can carry it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

REMEMBERED = 200  # matters; a bound for a process that runs for years


class Operators:
    """Tells each matter once a process; `carrier` is set by whoever can send messages."""

    def __init__(self) -> None:
        self.carrier: Callable[[str], Awaitable[None]] | None = None
        self._told: dict[str, None] = {}

    async def tell(self, matter: str, text: str) -> None:
        """Say `text` unless this `matter` was told before; never raises for a message that cannot be carried."""
        if matter in self._told:
            return
        self._told[matter] = None
        if len(self._told) > REMEMBERED:
            del self._told[next(iter(self._told))]
        log.error("operator_told matter=%s text=%r", matter, text)
        if self.carrier is not None:
            await self.carrier(text)
