"""How a request finds its route: a table of templates, and the call that a route's function gets."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from sandbox.discord import errors
from sandbox.discord.errors import Problems
from sandbox.discord.multipart import Form, read_form
from sandbox.discord.shapes import FormText, Snowflake, Truth, Whole
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import Answer, Request

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")  # each has buckets of its own


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    limit: int
    seconds: float


# What stands in Discord's paths where an id can: a path that has one of them is another route, and never that id.
WORDS = ("@me", "@original", "bulk-delete", "member-counts", "permissions", "pins", "search", "templates")

# Discord publishes no number but in the headers of its answers; what is reported is never less than this.
COMMON = Rate(5, 5.0)


@dataclass(frozen=True, slots=True)
class Call:
    """A request to one route: the world, the parts of its path, its query and body."""

    world: DiscordWorld
    request: Request
    parts: dict[str, str]

    def id(self, name: str) -> int:
        """An id in the path; raises 50035 where it is none."""
        problems = Problems()
        value = Snowflake().read(self.parts[name], (name,), problems)
        problems.refuse()
        return int(value)

    def query_id(self, name: str) -> int | None:
        """An id in the query, if there is one; raises 50035 where it is none."""
        if name not in self.request.query:
            return None
        problems = Problems()
        value = Snowflake().read(self.request.query[name], (name,), problems)
        problems.refuse()
        return int(value)

    def query_whole(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number in the query, or its default; raises 50035 where it is none or out of bounds."""
        problems = Problems()
        given = FormText(self.request.query.get(name, str(default)))
        value = Whole(least, most).read(given, (name,), problems)
        problems.refuse()
        return value

    def asks(self, name: str) -> bool:
        """Whether a switch in the query is on; raises 50035 where it says neither (documentation: Reference)."""
        if name not in self.request.query:
            return False
        problems = Problems()
        value = Truth().read(FormText(self.request.query[name]), (name,), problems)
        problems.refuse()
        return value

    def form(self) -> Form:
        """The body: JSON, or multipart with files."""
        return read_form(self.request)


Handler: TypeAlias = Callable[[Call], Awaitable["Answer"]]


@dataclass(frozen=True)
class Route:
    """One method of one path; `signed_in`: with the bot's token; `counted`: under the global limit.

    A route whose `rate` is None has no bucket, and its answers no rate-limit headers.
    """

    method: str
    template: str
    handle: Handler
    rate: Rate | None = COMMON
    signed_in: bool = True
    counted: bool = True
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        parts = re.sub(r"\{(\w+_id)\}", rf"(?P<\1>(?!(?:{'|'.join(WORDS)})(?:/|$))[^/]+)", self.template)
        parts = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", parts)
        object.__setattr__(self, "pattern", re.compile(parts))

    def major(self, parts: dict[str, str]) -> str:
        """What separates this route's buckets."""
        return "+".join(parts[name] for name in MAJOR if name in parts)


def find(routes: tuple[Route, ...], method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route for a path below the API's version; raises 404 or 405."""
    matches = [(route, match) for route in routes if (match := route.pattern.fullmatch(path))]
    if not matches:
        raise errors.not_found()
    for route, match in matches:
        if route.method == method:
            return route, match.groupdict()
    raise errors.method_not_allowed()
