"""How the world tells what happens: to the bot's gateway sessions, and to whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sandbox.discord.entities import Interaction, Message, Payload

Listener: TypeAlias = Callable[[str, Payload, int | None], None]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a person could see happen; unlike the gateway's events, private answers are told too."""

    kind: Literal["posted", "edited", "deleted", "asked", "answered", "commands", "population"]
    message: Message | None = None
    interaction: Interaction | None = None


@dataclass(slots=True)
class SessionStarts:
    """How many times the bot may still identify today (documentation: Session Start Limit object)."""

    total: int = 1000
    remaining: int = 1000
    max_concurrency: int = 1
    resets_at: float = 0.0
