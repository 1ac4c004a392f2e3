"""Trouble that can be ordered: requests held at a named moment, dropped, delayed or answered otherwise."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from sandbox.wire.exchange import DROPPED, Answer, Request

Moment = Literal["before", "after"]


@dataclass(eq=False)
class Pause:
    """Holds the first matching request, `before` it has any effect or `after` it took effect but unanswered."""

    method: str
    path: re.Pattern[str]
    moment: Moment
    where: Callable[[Request], bool] | None = None
    _reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _drop: bool = False

    def matches(self, request: Request) -> bool:
        """Whether this request is the one to hold."""
        meant = self.method == request.method and self.path.search(request.path) is not None
        return meant and (self.where is None or self.where(request))

    async def reached(self) -> None:
        """Return once a request is held."""
        await self._reached.wait()

    def release(self) -> None:
        """Let the request go on as if nothing had happened."""
        self._released.set()

    def drop(self) -> None:
        """Close the connection without an answer; what took effect stays."""
        self._drop = True
        self._released.set()

    async def hold(self) -> bool:
        """Hold until released; True when the connection is to be dropped."""
        self._reached.set()
        await self._released.wait()
        return self._drop


@dataclass(eq=False)
class Instead:
    """Answers the next `times` matching requests with `answer`, without any effect on the world."""

    method: str
    path: re.Pattern[str]
    answer: Answer
    times: int = 1
    where: Callable[[Request], bool] | None = None

    def matches(self, request: Request) -> bool:
        """Whether this request is answered so."""
        meant = self.method == request.method and self.path.search(request.path) is not None
        return meant and (self.where is None or self.where(request))


class Trouble:
    """All trouble ordered for one server; the server asks `through` for every request."""

    def __init__(self) -> None:
        self._pauses: list[Pause] = []
        self._instead: list[Instead] = []
        self.delay = 0.0  # real seconds before every answer
        self.down = False  # every connection is closed without an answer

    def pause(self, method: str, path: str, moment: Moment, where: Callable[[Request], bool] | None = None) -> Pause:
        """Hold the next request whose path matches the regular expression `path`, and of which `where` is true."""
        pause = Pause(method, re.compile(path), moment, where)
        self._pauses.append(pause)
        return pause

    def answer_instead(
        self, method: str, path: str, answer: Answer, times: int = 1, where: Callable[[Request], bool] | None = None
    ) -> Instead:
        """Answer the next `times` matching requests, of which `where` is true, so; the world does not see them."""
        order = Instead(method, re.compile(path), answer, times, where)
        self._instead.append(order)
        return order

    def clear(self) -> None:
        """Take all orders back and let go of what is held."""
        for pause in self._pauses:
            pause.release()
        self._pauses.clear()
        self._instead.clear()
        self.delay, self.down = 0.0, False

    def waiting(self) -> list[str]:
        """What is ordered and has not happened yet, or lasts; in words."""
        told = [f"the next {order.method} is answered otherwise" for order in self._instead]
        if self._pauses:
            told.append("a request is held")
        if self.delay:
            told.append(f"every answer comes {self.delay:g} s late")
        if self.down:
            told.append("takes no connections")
        return told

    async def through(self, request: Request, handle: Callable[[Request], Awaitable[Answer]]) -> Answer:
        """Answer `request` by `handle`, after whatever trouble was ordered for it."""
        if self.down:
            return DROPPED
        if self.delay:
            await asyncio.sleep(self.delay)
        pause = next((pause for pause in self._pauses if pause.matches(request)), None)
        if pause is not None:
            self._pauses.remove(pause)
        if pause is not None and pause.moment == "before" and await pause.hold():
            return DROPPED
        answer = self._ordered(request) or await handle(request)
        if pause is not None and pause.moment == "after" and await pause.hold():
            return DROPPED
        return answer

    def _ordered(self, request: Request) -> Answer | None:
        for order in self._instead:
            if order.matches(request):
                order.times -= 1
                if order.times <= 0:
                    self._instead.remove(order)
                return order.answer
        return None
