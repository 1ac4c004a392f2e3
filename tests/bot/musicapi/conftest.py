"""A MusicAPI front on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import os
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.wire.clock import RunningClock
from sandbox.wire.server import LoopbackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.wire.exchange import Answer, Request


class Front:
    """Answers in the order of `answers`; the last one again and again."""

    def __init__(self) -> None:
        self.answers: deque[Answer] = deque()
        self.requests: list[Request] = []
        self.server = LoopbackServer(self._handle, RunningClock())

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def answer(self, *answers: Answer) -> None:
        self.answers.extend(answers)

    async def _handle(self, request: Request) -> Answer:
        self.requests.append(request)
        return self.answers.popleft() if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    told = Front()
    async with told.server:
        yield told


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    """The document of the vendor's SDK, from the folder ENCORE_SHARED or `shared` beside the repository."""
    beside = Path(__file__).parents[3].parent / "shared"
    path = Path(os.environ.get("ENCORE_SHARED", beside)) / "musicapi-openapi.json"
    if not path.exists():
        pytest.skip("the vendor's OpenAPI document is not here (set ENCORE_SHARED to its folder)")
    return json.loads(path.read_text())
