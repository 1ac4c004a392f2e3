"""Fetches files from untrusted addresses: public hosts only, and never more bytes than the caller takes."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Generic, Self, TypeVar
from urllib.parse import urlsplit

import httpx

from bot.http.loopback import is_loopback
from bot.http.transport import AiohttpTransport
from bot.media import addresses, sniff
from bot.media.errors import FileRefused, FileTooLarge, FileUnreachable, Obstacle
from bot.media.spool import Spool, SpooledFile

MOST_REDIRECTS: Final = 3
LAST_PORT: Final = 65_535  # httpx takes any number for one
MOST_ADDRESSES: Final = 4  # of one host, tried one after the other
LARGEST_IMAGE: Final = 8 * 1024 * 1024  # bytes; covers are a few hundred thousand
FETCHES_AT_ONCE: Final = 20
KEEPALIVE: Final = 5.0  # seconds; a song's files are at one host, and each new connection costs a greeting
TIMEOUT: Final = httpx.Timeout(connect=10.0, write=10.0, read=30.0, pool=30.0)
WHOLE_FETCH: Final = 180.0  # seconds; a file that drips in is given up
PLAIN: Final = {"Accept-Encoding": "identity", "Accept": "*/*"}  # audio does not shrink, and nothing here may inflate


Extension = TypeVar("Extension", bound=str)


@dataclass(frozen=True, slots=True)
class FetchedFile(Generic[Extension]):
    """A file as it came, in the caller's spool; `extension` by its first bytes, without the dot."""

    data: SpooledFile
    extension: Extension


@dataclass(frozen=True, slots=True)
class Fetch:
    """One file that was asked for: how long that took, in seconds, and its bytes; None: it was not to be had."""

    seconds: float
    size: int | None


class Fetcher:
    """Fetches over https from public addresses, and over http from `allowed_http_host` alone (`host` or `host:port`).

    Where `is_sandboxed`, files may be on any port of this very machine, over http as well.
    `transport` and `look_up` are for tests: where requests go, and which addresses a name has.
    """

    def __init__(
        self,
        allowed_http_host: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        look_up: addresses.Resolve = addresses.resolve,
        *,
        is_sandboxed: bool = False,
    ) -> None:
        self.listeners: list[Callable[[Fetch], None]] = []  # told of every fetch; none may wait or fail
        self._is_sandboxed = is_sandboxed
        allowed = httpx.URL(f"http://{allowed_http_host or ''}")
        self._allowed = (allowed.host, allowed.port or 80)
        self._look_up = look_up
        # A transport of our own leaves out the environment's proxies: one would look names up again by itself.
        self._http = httpx.AsyncClient(
            transport=transport or AiohttpTransport(connections=FETCHES_AT_ONCE, keepalive=KEEPALIVE),
            timeout=TIMEOUT,
            headers=PLAIN,
            follow_redirects=False,
        )

    @classmethod
    def of(cls, *, musicapi_url: str, discord_url: str) -> Self:
        """One for files of this MusicAPI, which are as plain as it is: it may be a sandbox or the operator's proxy.

        Only where both are on this machine is it a sandbox: members of the real Discord are no guests of ours.
        """
        vendor = urlsplit(musicapi_url)
        is_sandboxed = is_loopback(musicapi_url) and is_loopback(discord_url)
        return cls(vendor.netloc if vendor.scheme == "http" else None, is_sandboxed=is_sandboxed)

    @property
    def is_sandboxed(self) -> bool:
        """Whether files may be on this very machine, over http as well, because whoever reads of them is here too."""
        return self._is_sandboxed

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def fetch_audio(self, url: str, spool: Spool, *, limit_bytes: int) -> FetchedFile[sniff.Container]:
        """The audio at `url`, at most `limit_bytes` of it; raises FileRefused, FileTooLarge or FileUnreachable.

        It waits until the spool has room for it.
        """
        return await self._fetch(url, spool, limit_bytes, _container, "no audio")

    async def fetch_file(self, url: str, spool: Spool, *, limit_bytes: int) -> FetchedFile[sniff.Kind]:
        """What an operation made: sound, notes, a film or an archive; waits and raises as `fetch_audio` does."""
        return await self._fetch(url, spool, limit_bytes, _kind, "of no kind")

    async def fetch_image(self, url: str, spool: Spool) -> FetchedFile[sniff.Picture]:
        """The picture at `url`; waits and raises as `fetch_audio` does."""
        return await self._fetch(url, spool, LARGEST_IMAGE, _image, "no picture")

    async def _fetch(
        self,
        url: str,
        spool: Spool,
        limit: int,
        recognize: Callable[[SpooledFile], Awaitable[Extension | None]],
        otherwise: str,
    ) -> FetchedFile[Extension]:
        file, begun, size = spool.new_file(), time.monotonic(), None
        try:
            await self._fetch_into(file, url, limit)
            extension = await recognize(file)
            if extension is None:
                raise FileRefused(f"the file is {otherwise} that is known here", Obstacle.KIND)
            size = file.size
        except BaseException:
            await spool.discard(file)
            raise
        finally:
            for listener in self.listeners:
                listener(Fetch(time.monotonic() - begun, size))
        return FetchedFile(file, extension)

    async def _fetch_into(self, file: SpooledFile, url: str, limit: int) -> None:
        try:
            while True:
                async with asyncio.timeout(WHOLE_FETCH), self._follow(url) as response:
                    size = _announced_size(response, limit)
                    if file.try_reserve(size):
                        return await _copy(response, file, limit)
                # Without the connection: those that have room may need one.
                await file.reserve(size)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):  # UnicodeError: half a character, no name
            raise FileRefused("that is no address of a file", Obstacle.ADDRESS) from None
        except (httpx.RequestError, httpx.StreamError, TimeoutError) as error:
            raise FileUnreachable(type(error).__name__) from None
        except OSError as error:
            raise FileUnreachable(f"there is no place for it: {error}", Obstacle.ROOM) from None

    @contextlib.asynccontextmanager
    async def _follow(self, url: str) -> AsyncGenerator[httpx.Response]:
        target = httpx.URL(url)
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._open(target)
            try:
                if not response.has_redirect_location:
                    yield response
                    return
                target = target.join(response.headers["location"])
            finally:
                await response.aclose()
        raise FileRefused("the address leads on and on", Obstacle.REDIRECTS)

    async def _open(self, target: httpx.URL) -> httpx.Response:
        """The answer's head, from the first of the host's addresses that takes a connection."""
        trouble: httpx.TransportError = httpx.ConnectError("the host has no address")
        for request in await self._requests(target):
            try:
                return await self._http.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                trouble = error
        raise trouble

    async def _requests(self, target: httpx.URL) -> list[httpx.Request]:
        if not target.host or target.userinfo or not 0 < (target.port or 443) <= LAST_PORT:
            raise FileRefused("that is no address of a file", Obstacle.ADDRESS)
        if target.scheme == "http" and self._may_be_plain(target):
            return [self._http.build_request("GET", target)]
        if target.scheme != "https":
            raise FileRefused("files are fetched over https only", Obstacle.PLAIN)
        found = await addresses.public_addresses(target.host, target.port or 443, self._look_up)
        # Connects to the address that was looked at, while TLS and the server still see the name.
        return [
            self._http.build_request(
                "GET",
                target.copy_with(host=address),
                headers={"Host": target.netloc.decode("ascii")},
                extensions={"sni_hostname": target.raw_host.decode("ascii")},
            )
            for address in found[:MOST_ADDRESSES]
        ]

    def _may_be_plain(self, target: httpx.URL) -> bool:
        is_here = is_loopback(str(target))
        if is_here and self._is_sandboxed:
            return True
        host, port = self._allowed
        is_there = target.host == host or (is_here and is_loopback(f"http://{host}"))
        return is_there and (target.port or 80) == port


def _announced_size(response: httpx.Response, limit: int) -> int:
    """How many bytes the file has, or `limit` where nobody says; raises FileUnreachable, FileRefused, FileTooLarge."""
    if response.status_code != 200:
        raise FileUnreachable(f"HTTP {response.status_code}", Obstacle.ANSWER)
    if response.headers.get("content-encoding", "identity") != "identity":
        raise FileRefused("the file is packed, which was not asked for", Obstacle.PACKED)
    announced = response.headers.get("content-length", "")
    if not announced.isdecimal():
        return limit
    if int(announced) > limit:
        raise FileTooLarge(f"the file has {int(announced):,} bytes, more than {limit:,}")
    return int(announced)


async def _copy(response: httpx.Response, file: SpooledFile, limit: int) -> None:
    size = 0
    async for chunk in response.aiter_bytes():
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(f"the file has more than {limit:,} bytes")
        await file.append(chunk)
    await file.finish()


async def _container(file: SpooledFile) -> sniff.Container | None:
    return sniff.container(file.head)


async def _image(file: SpooledFile) -> sniff.Picture | None:
    return sniff.image(file.head)


async def _kind(file: SpooledFile) -> sniff.Kind | None:
    return await asyncio.to_thread(sniff.kind, file.head, file.chunks())
