"""One HTTP request and its answer, as the simulators see them: no framework, no sockets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived: `path` without the query, header names in lower case, the body as it came.

    What the query says several times is joined by commas.
    """

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict[str, str])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type with its parameters, or an empty string."""
        return self.headers.get("content-type", "")

    def json(self) -> Any:
        """The body as JSON; raises ValueError where it is none."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; a `drop` closes the connection instead of answering."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"  # bare: with a charset, discord.py would hand back text
    headers: dict[str, str] = field(default_factory=dict[str, str])
    drop: bool = False
    drip: float | None = None  # real seconds over which the body goes out in chunks, without a Content-Length


def json_answer(status: int, payload: Any, **headers: str) -> Answer:
    """An answer with a JSON body; header names are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(payload, separators=(",", ":")).encode(), headers=named)


EMPTY = Answer(204, b"", content_type="")
DROPPED = Answer(0, b"", drop=True)
