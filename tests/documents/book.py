"""What a run of tests held against one document: how much, what was wrong, and what stood beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass
class Book:
    """The book of one service; several test processes keep one each, which are added up at the end."""

    service: str
    counts: Counter[str] = field(default_factory=Counter[str])  # answers, requests, events
    extras: Counter[str] = field(default_factory=Counter[str])  # names beside the document
    violations: int = 0

    def note(self, kind: str, extras: Iterable[str] = ()) -> None:
        """One more of a kind, which was right."""
        self.counts[kind] += 1
        self.extras.update(extras)

    def told(self) -> dict[str, Any]:
        """The book as one process tells it to another: plain values."""
        return {"counts": dict(self.counts), "extras": dict(self.extras), "violations": self.violations}

    def add(self, told: dict[str, Any]) -> None:
        """Add what the book of another process told."""
        self.counts.update(told["counts"])
        self.extras.update(told["extras"])
        self.violations += told["violations"]

    def lines(self) -> Iterator[str]:
        """The book in words, for the end of a run; nothing where nothing passed."""
        if not self.counts and not self.violations:
            return
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))
        yield f"{self.service}: {counted or 'nothing'}, {self.violations} violations"
        for extra, count in sorted(self.extras.items()):
            yield f"  beside its document: {extra} ({count})"
