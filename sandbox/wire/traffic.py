"""The requests that passed, remembered up to a bound and told to whoever listens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.wire.exchange import Answer, Request

REMEMBERED = 5_000  # exchanges; a bound, so that a sandbox left running does not grow


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what it was answered; `seconds` is real time, `at` the world's."""

    at: float
    request: Request
    answer: Answer
    seconds: float


class Traffic:
    """What passed through one server, oldest first."""

    def __init__(self) -> None:
        self._passed: deque[Exchange] = deque(maxlen=REMEMBERED)
        self.listeners: list[Callable[[Exchange], None]] = []

    def add(self, exchange: Exchange) -> None:
        """Remember an exchange and tell the listeners."""
        self._passed.append(exchange)
        for listener in self.listeners:
            listener(exchange)

    def __iter__(self) -> Iterator[Exchange]:
        return iter(tuple(self._passed))

    def count(self, method: str, path: str) -> int:
        """How many remembered requests had this method and a path that ends so."""
        return sum(1 for e in self._passed if e.request.method == method and e.request.path.endswith(path))
