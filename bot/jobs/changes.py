"""News of jobs within this process: what is due next is known from them, without asking the database again."""

from __future__ import annotations

from collections.abc import Callable

from data.rows import Job


class JobChanges:
    """Tells every listener how a job stands, right after that was committed.

    `news.py` tells of what other processes changed. Whoever missed some, because this process was killed or the caller
    was cancelled while it was committed, finds it in the jobs' table.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[Job], None]] = []
        self._when_freed: list[Callable[[], None]] = []
        self._when_missed: list[Callable[[], None]] = []

    def listen(
        self,
        listener: Callable[[Job], None],
        *,
        freed: Callable[[], None] | None = None,
        missed: Callable[[], None] | None = None,
    ) -> None:
        """Let `listener` be told from now on, and the others when what they are named for happens.

        None of them may wait or fail.
        """
        self._listeners.append(listener)
        if freed is not None:
            self._when_freed.append(freed)
        if missed is not None:
            self._when_missed.append(missed)

    def tell(self, job: Job) -> None:
        """Tell how this job stands now."""
        for listener in self._listeners:
            listener(job)

    def tell_freed(self) -> None:
        """Tell that another process gave jobs up, which can be taken over."""
        for listener in self._when_freed:
            listener()

    def tell_missed(self) -> None:
        """Tell that changes may have been missed: whoever keeps plans in memory reads the table again."""
        for listener in self._when_missed:
            listener()
