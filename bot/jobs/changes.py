"""News of jobs within this process: what is due next is known from them, without asking the database again."""

from __future__ import annotations

from collections.abc import Callable

from data.rows import Job


class JobChanges:
    """Tells every listener how a job stands, right after that was committed.

    Whoever missed some, because another process made the change, this one was killed, or who made it was cancelled
    while it was committed, finds it in the jobs' table.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[Job], None]] = []

    def listen(self, listener: Callable[[Job], None]) -> None:
        """Let `listener` be told from now on; it must not wait or fail."""
        self._listeners.append(listener)

    def tell(self, job: Job) -> None:
        """Tell how this job stands now."""
        for listener in self._listeners:
            listener(job)
