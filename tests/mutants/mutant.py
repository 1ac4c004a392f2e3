"""A mistake: one place of the product, what it says, what it would say by mistake, and who must notice."""

from __future__ import annotations

from dataclasses import dataclass


class Misplaced(Exception):
    """The place of a mistake is not in its file, or more than once: the product has changed, so must the mistake."""


@dataclass(frozen=True)
class Mutant:
    """One realistic mistake in `path`, where `old` occurs exactly once and becomes `new`.

    `caught_by` is its ring: files or tests, as pytest is told them from the root of the project; at least one of them
    must fail, on SQLite alone unless one of them names PostgreSQL. `equivalent` says why none can, where the mistake
    makes no difference that anybody could see.
    """

    name: str
    path: str
    old: str
    new: str
    caught_by: tuple[str, ...]
    equivalent: str = ""

    def apply(self, code: str) -> str:
        """Return the code of the file with the mistake in it.

        :raises Misplaced: The code does not hold `old` exactly once.
        """
        if (found := code.count(self.old)) != 1:
            raise Misplaced(f"{self.name}: {self.path} holds {self.old!r} {found} times")
        return code.replace(self.old, self.new)
