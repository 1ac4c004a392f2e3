"""The way between the bot's processes and the simulated MusicAPI, without a socket: late, lost, repeated, refused."""

from __future__ import annotations

import asyncio
import contextlib
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from data.engine.guard import transaction_is_open
from sandbox.musicapi import webhooks as webhooks_module
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.exchange import Answer, Request, json_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulation.process import Process
    from tests.simulation.world import World

HOST = "musicapi.test"
REPEATABLE = ("midi", "download")  # the vendor's documents: these POSTs are sent again
_NUMBERED = re.compile(rb"order (\d+)\b")
_CLIP = re.compile(rb'"(?:continue_)?clip_id":\s*"([0-9a-f-]{36})"')
_FILES = {
    "mp3": b"ID3\x04" + bytes(60),
    "wav": b"RIFF\x00\x00\x00\x00WAVE" + bytes(60),
    "mid": b"MThd" + bytes(60),
    "jpg": b"\xff\xd8\xff" + bytes(60),
    "jpeg": b"\xff\xd8\xff" + bytes(60),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "webp": b"RIFF\x00\x00\x00\x00WEBP" + bytes(60),
}
_M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(60)
UNANSWERED = -1  # as a status: the sender knows nothing
NOT_SENT = 0  # as a status: the sender knows that nothing was sent


@dataclass
class Post:
    """One request that may cost, as its sender and the vendor saw it; `heard` is None while nobody knows."""

    key: str
    sender: Process
    sent_at: float
    repeatable: bool
    heard: int | None = None
    heard_at: float = math.inf
    accepted: bool = False
    task_id: str | None = None

    @property
    def may_be_sent_again(self) -> bool:
        """Whether the sender knows for certain that this one did nothing."""
        return self.heard == NOT_SENT or (self.heard is not None and 400 <= self.heard < 500)


@dataclass
class Wire:
    """Everything that passes between the bot and the vendor."""

    world: World
    vendor: Vendor
    posts: dict[str, list[Post]] = field(default_factory=dict)
    requests: int = 0
    is_out: bool = False  # nobody reaches the vendor

    async def ask(self, process: Process, arrived: Request) -> Answer:
        """What a process hears of its request; raises httpx's errors."""
        process.require_alive()
        assert not transaction_is_open(), "a network call while a transaction is open"
        loop, faults = self.world.loop, self.world.faults
        self.requests += 1
        post = self._note(process, arrived) if arrived.method == "POST" else None
        if self.is_out or faults.strikes("vendor unreachable"):
            await asyncio.sleep(faults.latency())
            if post is not None:
                post.heard, post.heard_at = NOT_SENT, loop.time()
            raise httpx.ConnectError("nobody is there")
        heard: asyncio.Future[Answer] = loop.create_future()
        way = faults.latency() + (faults.between(1.0, 50.0) if faults.strikes("vendor is slow") else 0.0)
        loop.call_in(loop.world, way, self._arrive, process, arrived, heard, post)
        if faults.strikes("crash after a request was sent"):
            process.die_now()
        try:
            answer = await heard
        except httpx.TransportError:
            if post is not None:
                post.heard, post.heard_at = UNANSWERED, loop.time()
            raise
        if post is not None:
            post.heard, post.heard_at = answer.status, loop.time()
            loop.note(post.key, answer.status)
        return answer

    def _note(self, process: Process, arrived: Request) -> Post:
        key = _key_of(arrived)
        post = Post(key, process, self.world.loop.time(), arrived.path.endswith(REPEATABLE))
        before = self.posts.setdefault(key, [])
        for other in before:
            if not post.repeatable and not other.may_be_sent_again:
                self.world.break_rule(f"{key} was sent again, though its sender had heard {other.heard}")
        before.append(post)
        return post

    def _arrive(self, process: Process, arrived: Request, heard: asyncio.Future[Answer], post: Post | None) -> None:
        self.world.loop.create_task(self._serve(process, arrived, heard, post))

    async def _serve(
        self, process: Process, arrived: Request, heard: asyncio.Future[Answer], post: Post | None
    ) -> None:
        faults = self.world.faults
        if faults.strikes("vendor drops the request"):
            await self._break_off(heard)
            return
        if faults.strikes("vendor says 429"):
            answer = json_answer(429, {"message": "rate limit"}, Retry_After=str(round(faults.between(1, 40))))
        elif faults.strikes("vendor says 502"):
            answer = Answer(502, b"<html>bad gateway</html>", "text/html")
        else:
            if post is not None:
                self._order_trouble()
            known = len(self.vendor.creates)
            answer = await self.vendor.handle(arrived)
            for create in self.vendor.creates[known:]:
                if post is not None and create.accepted:
                    post.accepted, post.task_id = True, create.task_id
            if post is not None and post.accepted and faults.strikes("vendor takes it and says 502"):
                answer = Answer(502, b"<html>bad gateway</html>", "text/html")
            fate = faults.first_of("vendor drops the answer", "vendor never answers")
            if fate == "vendor never answers":
                return
            if fate is not None:
                await self._break_off(heard)
                return
        await asyncio.sleep(faults.latency())
        if faults.strikes("crash before an answer is heard"):
            process.die_now()
        if not heard.done():
            heard.set_result(answer)

    async def _break_off(self, heard: asyncio.Future[Answer]) -> None:
        await asyncio.sleep(self.world.faults.latency())
        if not heard.done():
            heard.set_exception(httpx.ReadError("Connection reset by peer"))

    def _order_trouble(self) -> None:
        """Decide what becomes of the task that is about to be accepted."""
        faults, orders = self.world.faults, self.vendor.orders
        if orders._faults:
            return  # the last request made no task
        kind = faults.first_of("a task fails", "a clip fails", "a task stalls", "a task fails late")
        if kind == "a task fails":
            orders.fail_next()
        elif kind == "a clip fails":
            orders.fail_next_clip(*((1,), (2,), (1, 2))[int(faults.between(0, 3))])
        elif kind == "a task stalls":
            orders.stall_next_task()
        elif kind == "a task fails late":
            orders.fail_next(after=faults.between(20, 90))

    async def run_webhooks(self) -> None:
        """Send the vendor's webhooks when they are due, for ever."""
        hooks, faults = self.vendor.webhooks, self.world.faults
        async with httpx.AsyncClient(transport=_Callback(self.world, hooks.policy.timeout)) as client:
            hooks._http = client
            while True:
                if not hooks._orders._webhooks:
                    if faults.strikes("a webhook is lost"):
                        hooks._orders.lose_next_webhook()
                    elif faults.strikes("a webhook is late"):
                        hooks._orders.delay_next_webhook(faults.between(5, 900))
                    elif faults.strikes("a webhook is repeated"):
                        hooks._orders.repeat_next_webhook(2)
                hooks._wakes.clear()
                hooks._start_due()
                due = [min(each.task.ends_at, each.streams_at) for each in hooks._subscriptions]
                wait = min([*due, *(each.at for each in hooks._deliveries)], default=math.inf) - self.world.now()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(hooks._wakes.wait(), max(0.01, wait) if wait < math.inf else None)


class WireTransport(httpx.AsyncBaseTransport):
    """One process's way to the vendor, and to its files."""

    def __init__(self, wire: Wire, process: Process) -> None:
        self._wire, self._process = wire, process

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.startswith("/api/"):
            return await self._file(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        arrived = Request(request.method, request.url.path, dict(request.url.params), headers, await request.aread())
        answer = await self._wire.ask(self._process, arrived)
        told = {"Content-Type": answer.content_type, **answer.headers}
        return httpx.Response(answer.status, headers=told, content=answer.body, request=request)

    async def _file(self, request: httpx.Request) -> httpx.Response:
        """Whatever the file is, a few bytes that look like one of its kind."""
        self._process.require_alive()
        assert not transaction_is_open(), "a network call while a transaction is open"
        await asyncio.sleep(self._wire.world.faults.latency())
        self._process.require_alive()
        if self._wire.world.faults.strikes("a file is missing"):
            return httpx.Response(404, request=request)
        ending = request.url.path.rpartition(".")[2]
        return httpx.Response(200, content=_FILES.get(ending, _M4A), request=request)


class _Callback(httpx.AsyncBaseTransport):
    """The vendor's way to whichever process is there."""

    def __init__(self, world: World, timeout: float) -> None:
        self._world, self._timeout = world, timeout

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        world = self._world
        await asyncio.sleep(world.faults.latency())
        if world.faults.strikes("a proxy doubles a webhook"):
            world.loop.create_task(self._double(request))
        try:
            answered = await asyncio.wait_for(self._hand_over(request), self._timeout)
        except TimeoutError:
            raise httpx.ReadTimeout("no answer in time") from None
        if answered is None:
            raise httpx.ReadError("Connection reset by peer")
        world.loop.note(request.url, answered)
        return httpx.Response(answered, request=request)

    async def _double(self, request: httpx.Request) -> None:
        """The same bytes again, a moment later, perhaps at the other process."""
        await asyncio.sleep(self._world.faults.latency())
        with contextlib.suppress(httpx.TransportError):
            await self._hand_over(request)

    async def _hand_over(self, request: httpx.Request) -> int | None:
        """The status that a process answered, None where it died meanwhile."""
        process = self._world.some_process()
        if process is None or process.receiver is None:
            raise httpx.ConnectError("nobody is there")
        token = urlsplit(str(request.url)).path.rpartition("/")[2]
        asking = process.receiver.receive(token, dict(request.headers), request.content)
        status = await self._world.ask_process(process, asking)
        return None if status is None else int(status)


def _key_of(arrived: Request) -> str:
    """Which order a request is about: by the number in its words, or by its path and clip."""
    numbered = _NUMBERED.search(arrived.body)
    if numbered is not None:
        return f"order {numbered[1].decode()}"
    clip = _CLIP.search(arrived.body)
    return f"{arrived.path} {clip[1].decode() if clip else arrived.body!r}"


@contextlib.contextmanager
def vendors_time(world: World) -> Iterator[None]:
    """Let the vendor stamp its webhooks with the simulated time."""
    before = webhooks_module.time
    webhooks_module.time = _Time(world)  # pyright: ignore[reportAttributeAccessIssue] - the world's clock for the real one
    try:
        yield
    finally:
        webhooks_module.time = before


class _Time:
    def __init__(self, world: World) -> None:
        self.time, self.monotonic = world.now, world.loop.time
