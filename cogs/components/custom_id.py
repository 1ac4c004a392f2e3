"""What a button, a menu or a form is about, as its `custom_id`: a published format that must work for years.

A message keeps its buttons, and a form may stay open, while the bot is restarted, replaced or run by several processes.
So nothing about them is kept in memory: each format is one class, which writes it and is the only one that reads it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable

    from bot.client import Encore
    from cogs.components.replies import Interaction

ROW_ID = r"[1-9][0-9]{0,17}"  # of a clip, a job or a draft, as part of a pattern


class CustomId(ABC):
    """One format; its fields are what the `custom_id` says."""

    __slots__ = ()
    pattern: ClassVar[re.Pattern[str]]

    @property
    @abstractmethod
    def custom_id(self) -> str:
        """The published name, at most 100 characters."""

    @classmethod
    @abstractmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says that fits the pattern."""

    @classmethod
    def read(cls, custom_id: str) -> Self | None:
        """What a name says; None for another format, another version, or a forged one."""
        match = cls.pattern.fullmatch(custom_id)
        return cls.from_match(match) if match else None


T = TypeVar("T", bound=CustomId)


@dataclass(frozen=True, slots=True)
class Route(Generic[T]):
    """What handles a format."""

    format: type[T]
    handle: Callable[[Encore, Interaction, T], Awaitable[None]]


def read_route(routes: tuple[Route[Any], ...], custom_id: str) -> tuple[Route[Any], CustomId] | None:
    """The route of a name, and what the name says; None where no format reads it."""
    for route in routes:
        if (read := route.format.read(custom_id)) is not None:
            return route, read
    return None
