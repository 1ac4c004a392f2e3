"""The one HTTP client for MusicAPI: authorisation, time-outs, what may be repeated, errors that say what to do next."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self, TypeVar

import httpx

from bot.errors import RequestRefused
from bot.http.transport import PACKED, AiohttpTransport, BodyTooLarge, environment_proxy, read_body
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.errors import InvalidRequest, NotSent, Unanswered
from bot.musicapi.keys import SHORTEST_KEY, Keys
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest, WebhookTarget
from bot.musicapi.responses.accept import TASK_ID, read_accept
from bot.musicapi.responses.account import Credits, read_credits
from bot.musicapi.responses.reply import Reply
from bot.musicapi.responses.reports import Accepted, TaskReport
from bot.musicapi.responses.task import read_task

log = logging.getLogger(__name__)

T = TypeVar("T")

USER_AGENT: Final = "Encore (Discord bot)"
TRIES: Final = 3  # of a question that spends nothing, all in all
LARGEST_BODY: Final = 2 * 1024 * 1024  # bytes; the word timestamps of two songs are a tenth of it

# Some answers of the vendor take a minute (upload-extend and upload-cover: 20 to 60 s), so reading is what may last;
# the whole exchange has a bound of its own, or an answer that drips a byte at a time would never end.
TIMEOUT: Final = httpx.Timeout(connect=10.0, write=20.0, read=70.0, pool=10.0)
WHOLE_EXCHANGE: Final = 75.0  # less than a lease lasts: nobody may judge a create as lost that is under way

# An idle connection is dropped long before a server would: a create must not be lost to one that was closed just as it
# was used again.
KEEPALIVE: Final = 5.0  # seconds

# What httpx raises before the first byte of a request is out. Everything else it raises may have reached the vendor.
BEFORE_SENDING: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that was sent or could not be: its path, the status of its answer or why there was none, in seconds."""

    method: str
    path: str
    status: int | None
    seconds: float
    was_sent: bool = True  # as far as anybody can tell


class MusicAPI:
    """Asks the MusicAPI host at `base_url`; close it, or use it as an async context manager.

    `keys` are the operator's, by their names, or the only one. Whoever asks names the key, or means the first one;
    UnknownKey is raised before anything is sent where there is none of that name.
    `host` says whose catalog holds there, where the address does not: behind a proxy, or in a sandbox. `connections`
    is how many requests may be under way; one that waits longer for its own than the time-out allows fails unsent.
    `transport` and `sleep` are for tests: where requests go, and how the waits between repeated polls pass.
    """

    def __init__(
        self,
        base_url: str,
        keys: str | Mapping[str, str],
        *,
        host: Host | None = None,
        connections: int = 40,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._keys = Keys(keys)
        self._sleep = sleep
        self.listeners: list[Callable[[Exchange], None]] = []  # told of every exchange; none may wait or fail
        host = host or Host.of(base_url)
        self._catalog = Catalog(host, FAMILIES[host])
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/") + "/api/v1/",
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/json",
                **PACKED,
            },
            timeout=TIMEOUT,
            follow_redirects=False,  # a redirected create could be sent twice, and the key go elsewhere
            transport=transport or _transport(base_url, connections),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def create(
        self, request: SongRequest, callback: WebhookTarget | None = None, *, key: str | None = None
    ) -> Accepted:
        """What `request` was answered with; sent once and never repeated here.

        Raises NotSent (nothing was asked), Refused (a definite no, nothing spent) or Unanswered (nobody can tell).
        """
        try:
            self._catalog.check_request(request)
        except RequestRefused as error:
            # Orders are checked before they are charged: this is a request that a change of the catalog left behind.
            raise InvalidRequest(f"not taken: {error.problem.replace('_', ' ')}") from None
        family = self._catalog.family(request.family)
        offer = family.offers[request.operation]
        body = family.body(request, self._catalog.host)
        if callback is not None and offer.webhooks:
            body |= {"webhook_url": callback.url, "webhook_secret": callback.secret}
        reply = await self._ask("POST", offer.path or f"{request.family}/create", body, key=key)
        return read_accept(reply if callback is None else _without(callback, reply), request, offer)

    async def repeat(self, request: SongRequest, *, key: str | None = None) -> TaskReport:
        """What became of a request that was to be sent again: the same POST, running while it is not ready.

        Whether each is charged, nobody knows: see `bot.jobs.repeats`. What it raises says no more of the request than
        what `task` raises, but for Refused.
        """
        accepted = await self.create(request, key=key)
        return accepted if isinstance(accepted, TaskReport) else TaskReport("running")

    async def task(
        self, family: str, task_id: str, operation: Operation, *, expected: int, key: str | None = None
    ) -> TaskReport:
        """What became of a task that is to make `expected` clips or files; asked up to three times, costs nothing.

        RateLimited comes at once, for whoever paces the polls. Clips name their model as the catalog does, or not at
        all. A MusicAPIError says nothing about the song, but for TaskNotFound and Retired.
        """
        if not TASK_ID.fullmatch(task_id):
            raise InvalidRequest("that is no task id")
        asked = self._catalog.find_family(family)
        report = await self._ask_again(
            f"{family}/task/{task_id}", lambda reply: read_task(reply, asked, operation, expected=expected), key
        )
        named = (replace(clip, model=self._catalog.model_name(family, clip.model)) for clip in report.clips)
        return replace(report, clips=tuple(named))

    async def credits(self, *, key: str | None = None) -> Credits:
        """What the operator's account holds; asked up to three times."""
        return await self._ask_again("get-credits", read_credits, key)

    async def _ask_again(self, path: str, read: Callable[[Reply], T], key: str | None) -> T:
        """Ask and read, again after trouble that may pass."""
        for attempt in range(1, TRIES):
            try:
                return read(await self._ask("GET", path, key=key))
            except (NotSent, Unanswered) as error:
                log.info("musicapi_again path=%s attempt=%s why=%s", path, attempt, type(error).__name__)
                await self._sleep(float(attempt))
        return read(await self._ask("GET", path, key=key))

    async def _ask(self, method: str, path: str, body: Body | None = None, *, key: str | None) -> Reply:
        begun, status, was_sent = time.monotonic(), None, True
        try:
            reply = await self._send(method, path, body, key=key)
            status = reply.status
        except NotSent:
            was_sent = False
            raise
        finally:
            exchange = Exchange(method, path, status, time.monotonic() - begun, was_sent)
            for listener in self.listeners:
                listener(exchange)
        return reply

    async def _send(self, method: str, path: str, body: Body | None = None, *, key: str | None) -> Reply:
        asking = self._http.stream(method, path, json=body, headers=self._keys.authorization(key))
        try:
            async with asyncio.timeout(WHOLE_EXCHANGE), asking as response:
                return Reply(response.status_code, await self._read_body(response), dict(response.headers.items()))
        # The key is in the request that httpx's errors carry: only their names go on, and no cause.
        except BEFORE_SENDING as error:
            raise NotSent(type(error).__name__) from None
        except (httpx.RequestError, httpx.StreamError, TimeoutError) as error:
            raise Unanswered(type(error).__name__) from None

    async def _read_body(self, response: httpx.Response) -> bytes:
        """The body, without a key should the vendor quote it; raises Unanswered where it is too large to be one."""
        try:
            body = await read_body(response, LARGEST_BODY)
        except BodyTooLarge:
            raise Unanswered("the answer is too large", status=response.status_code) from None
        return self._keys.taken_out_of(body)


def _transport(base_url: str, connections: int) -> AiohttpTransport:
    return AiohttpTransport(connections=connections, keepalive=KEEPALIVE, proxy=environment_proxy(base_url))


def _without(callback: WebhookTarget, reply: Reply) -> Reply:
    """The reply without what makes the callback genuine, should the vendor quote it: people are shown its reasons."""
    body = reply.body
    for secret, shown in ((callback.secret, b"[key]"), (callback.url.rpartition("/")[2], b"[token]")):
        if len(secret) >= SHORTEST_KEY:
            body = body.replace(secret.encode(), shown)
    return replace(reply, body=body)
