"""What was bought of which clip without a task, and when it is made."""

from __future__ import annotations


class Purchases:
    """Purchases by the operation's name and the clip's id."""

    def __init__(self) -> None:
        self.paid: set[tuple[str, str]] = set()  # what is paid for once and for all
        self._made_at: dict[tuple[str, str], float] = {}
        self._collected: set[tuple[str, str]] = set()

    def is_awaited(self, name: str, clip_id: str) -> bool:
        """Whether it was paid for and not handed out since."""
        return (name, clip_id) in self._made_at and (name, clip_id) not in self._collected

    def collect(self, name: str, clip_id: str, made_at: float, now: float) -> bool:
        """Whether it is made, and hand it out if so; `made_at` is when, if it was never asked for before."""
        self._collected.discard((name, clip_id))
        is_made = now >= self._made_at.setdefault((name, clip_id), made_at)
        if is_made:
            self._collected.add((name, clip_id))
        return is_made
