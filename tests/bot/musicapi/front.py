"""A MusicAPI front on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sandbox.wire.clock import RunningClock
from sandbox.wire.server import LoopbackServer

if TYPE_CHECKING:
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
