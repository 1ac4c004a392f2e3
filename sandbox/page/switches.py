"""The switches of the panel: what trouble is called, what can be said of it, and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from sandbox.discord.entities import Payload
from sandbox.page.safety import Refusal

LONGEST_TEXT = 300
Given: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """What can be said of a trouble; numbers lie between `least` and `most`."""

    name: str
    label: str
    kind: Literal["text", "number"]
    default: str | float
    least: float = 0.0
    most: float = 600.0

    def read(self, given: Given) -> Any:
        """What was said, or the default."""
        value = given.get(self.name, self.default)
        if self.kind == "text":
            if not isinstance(value, str) or len(value) > LONGEST_TEXT:
                raise Refusal(f"{self.label}: a text of at most {LONGEST_TEXT} characters.")
            return value.strip() or self.default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not self.least <= value <= self.most:
            raise Refusal(f"{self.label}: a number from {self.least:g} to {self.most:g}.")
        return value


@dataclass(frozen=True, slots=True)
class Trouble:
    """One switch of the panel."""

    what: str
    label: str
    explains: str
    act: Callable[[Given], Awaitable[None] | None]
    fields: tuple[Field, ...] = ()
    side: Literal["musicapi", "discord", "bot"] = "musicapi"

    def view(self) -> Payload:
        """What the panel shows of it."""
        return {
            "what": self.what,
            "label": self.label,
            "explains": self.explains,
            "side": self.side,
            "fields": [asdict(field) for field in self.fields],
        }
