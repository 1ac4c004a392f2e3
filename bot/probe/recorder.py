"""A way of httpx to the network that keeps every exchange: what was asked, what was answered, and how long it took."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import httpx

from bot.http.transport import BodyTooLarge, read_body
from bot.musicapi.values import mapping
from bot.probe.rows import Api

LARGEST_BODY: Final = 2 * 1024 * 1024  # bytes of an answer; what is larger is no answer of either API
ASKED: Final = "encore.asked"  # the extension of a request that says what JSON goes with its files
MOST_ALIKE: Final = 40  # GETs of one path for one check that are kept: the first ones, and the newest


class Authorization(StrEnum):
    """With what a request was signed."""

    OWN = "own"
    NONE = "none"
    STRANGE = "strange"  # with what is nobody's


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request and its answer; `silence` says why there was none, and then `status` is None."""

    api: Api
    check: str
    method: str
    path: str  # with its query, below the API's address
    asked: Any  # the JSON that was sent, None where it was none
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    seconds: float = 0.0
    silence: str = ""
    authorization: Authorization = Authorization.NONE

    @property
    def json(self) -> Any:
        """The answer's body as JSON, None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def object(self) -> Mapping[str, Any]:
        """The answer's body as a JSON object, empty where it is none."""
        return mapping(self.json)


class Recorder(httpx.AsyncBaseTransport):
    """Sends requests by `transport` and keeps each with its answer, for the check that is under way.

    What is asked again and again, as a long song is, is kept MOST_ALIKE times; what may cost something, always.

    `base_url` is what paths are told below. An error of `transport` is kept by its name, and raised. A request that is
    signed with one of `wrong_keys` is known as such.
    """

    def __init__(
        self, api: Api, base_url: str, transport: httpx.AsyncBaseTransport, *, wrong_keys: Collection[str] = ()
    ) -> None:
        self._api, self._transport, self._wrong_keys = api, transport, wrong_keys
        self._base = httpx.URL(base_url).raw_path.decode().rstrip("/")
        self._check = ""
        self._last: Recorded | None = None
        self._listening: list[list[Recorded]] = []
        self._asked = Counter[tuple[str, str]]()  # how often each path was, by GET, for each check
        self.exchanges: list[Recorded] = []  # those that are kept, oldest first

    @contextmanager
    def during(self, check: str) -> Generator[None]:
        """Keep what is exchanged within as that check's."""
        before, self._check = self._check, check
        try:
            yield
        finally:
            self._check = before

    @contextmanager
    def listen(self) -> Generator[list[Recorded]]:
        """Yields a list of all that is exchanged within, whatever of it is kept."""
        mine = list[Recorded]()
        self._listening.append(mine)
        try:
            yield mine
        finally:
            self._listening = [each for each in self._listening if each is not mine]

    @property
    def last(self) -> Recorded:
        """The newest exchange; raises LookupError where there was none."""
        if self._last is None:
            raise LookupError("nothing was exchanged yet")
        return self._last

    def add(self, exchange: Recorded) -> None:
        """Keep an exchange."""
        self._last = exchange
        for each in self._listening:
            each.append(exchange)
        place = exchange.check, exchange.path
        if exchange.method == "GET":
            self._asked[place] += 1
            if self._asked[place] > MOST_ALIKE:
                alike = (n for n, each in enumerate(self.exchanges) if (each.check, each.path) == place)
                del self.exchanges[max(n for n in alike if self.exchanges[n].method == "GET")]
        self.exchanges.append(exchange)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it, keep what became of it, and return the answer with its whole body read."""
        asked, begun = _sent_json(request, await request.aread()), time.monotonic()
        path = request.url.raw_path.decode().removeprefix(self._base)
        authorization = self._authorization_of(request)
        sent = Recorded(self._api, self._check, request.method, path, asked, None, authorization=authorization)
        try:
            response = await self._transport.handle_async_request(request)
            try:
                body = await read_body(response, LARGEST_BODY)
            finally:
                await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, BodyTooLarge, TimeoutError, asyncio.CancelledError) as error:
            self.add(replace(sent, seconds=time.monotonic() - begun, silence=type(error).__name__))
            if isinstance(error, BodyTooLarge):
                raise httpx.ReadError("the answer is too large") from None
            raise
        headers = {name.lower(): value for name, value in response.headers.items()}
        seconds = time.monotonic() - begun
        self.add(replace(sent, status=response.status_code, headers=headers, body=body, seconds=seconds))
        unpacked = {
            name: value for name, value in headers.items() if name not in ("content-encoding", "content-length")
        }
        return httpx.Response(response.status_code, headers=unpacked, content=body, request=request)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    def _authorization_of(self, request: httpx.Request) -> Authorization:
        said = request.headers.get("Authorization", "")
        if not said:
            return Authorization.NONE
        return Authorization.STRANGE if said in self._wrong_keys else Authorization.OWN


def _sent_json(request: httpx.Request, sent: bytes) -> Any:
    """What was sent, where it is JSON; of a form with files, its JSON, where the request says it."""
    if ASKED in request.extensions:
        return request.extensions[ASKED]
    if "json" not in request.headers.get("content-type", ""):
        return None  # it may have a hundred megabytes
    try:
        return json.loads(sent) if sent else None
    except (ValueError, RecursionError):
        return None
