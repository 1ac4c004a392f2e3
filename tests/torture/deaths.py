"""Where the process is killed: at a fault point, or while a request of its own is on its way."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sandbox.wire.exchange import Request
    from sandbox.world import Sandbox
    from tests.torture.fault_points import FaultOrders

Side = Literal["discord", "musicapi"]
NUMBER = re.compile(r"\d+")
FILE = re.compile(r".{20,}(\.\w+)")
LONGEST_WORD = 20  # characters; what is longer, is an id or a token


class Death(Protocol):
    """A moment at which the process is killed, from when it is ordered on."""

    @property
    def name(self) -> str:
        """What it is called in tables."""
        ...

    def order(self, world: Sandbox, orders: FaultOrders) -> asyncio.Future[None] | None:
        """Order it; returns what is over when somebody outside must kill the process."""
        ...


@dataclass(frozen=True)
class AtPoint:
    """Right before or after something that the process awaits, at this passing."""

    point: str
    passing: int = 1

    @property
    def name(self) -> str:
        return self.point if self.passing == 1 else f"{self.point} no. {self.passing}"

    def order(self, world: Sandbox, orders: FaultOrders) -> None:
        orders.kill_at(self.point, self.passing)


@dataclass(frozen=True)
class OnTheWay:
    """While a request is held: before the other side took it, or after that and before its answer."""

    side: Side
    method: str
    path: str  # a regular expression
    when: Literal["before", "after"]

    @property
    def name(self) -> str:
        shown = re.sub(r"\[\^/\]\+|\\d\+", "*", self.path).replace("\\", "").rstrip("$")
        return f"{self.side}:{self.method} {shown}:{self.when}"

    def order(self, world: Sandbox, orders: FaultOrders) -> asyncio.Future[None]:
        server = world.discord if self.side == "discord" else world.musicapi
        return asyncio.ensure_future(server.trouble.pause(self.method, self.path, self.when).reached())


def draw(deaths: Sequence[Death], most: int, seed: object) -> list[Death]:
    """So many of them: the same for a seed, also where a run passed a few more or fewer of them than another."""
    return sorted(deaths, key=lambda death: hashlib.sha256(f"{seed} {death.name}".encode()).digest())[:most]


def at_points(noted: Iterable[str], passings: int = 1) -> list[Death]:
    """Every point that was passed, in the order in which it was first; the first so many passings of each."""
    return [
        AtPoint(point, passing)
        for point, count in Counter(noted).items()
        for passing in range(1, min(count, passings) + 1)
    ]


def on_the_way(side: Side, requests: Iterable[Request]) -> list[Death]:
    """Every kind of request that was sent, before and after it was taken."""
    kinds = dict.fromkeys((request.method, pattern_of(request.path)) for request in requests)
    whens: tuple[Literal["before", "after"], ...] = ("before", "after")
    return [OnTheWay(side, method, path, when) for method, path in kinds for when in whens]


def pattern_of(path: str) -> str:
    """The paths that differ from this one in ids and tokens alone, as a regular expression."""
    return "/".join(_pattern_of_word(word) for word in path.split("/")) + "$"


def _pattern_of_word(word: str) -> str:
    if NUMBER.fullmatch(word):
        return r"\d+"
    if file := FILE.fullmatch(word):
        return f"[^/]+{re.escape(file[1])}"
    return r"[^/]+" if len(word) > LONGEST_WORD else re.escape(word)
