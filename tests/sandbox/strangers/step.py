"""A step of the script: its name in the table, and what a person does and sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.sandbox.strangers.stage import Stage

Play: TypeAlias = "Callable[[Stage], Awaitable[None]]"


@dataclass(frozen=True)
class Step:
    """Something that a stranger's bot must be able to do; `play` raises AssertionError, Lacking or TimeoutError."""

    name: str
    play: Play


class Script(list[Step]):
    """Steps in their order; as a decorator, adds one."""

    def step(self, name: str) -> Callable[[Play], Play]:
        def add(play: Play) -> Play:
            self.append(Step(name, play))
            return play

        return add
