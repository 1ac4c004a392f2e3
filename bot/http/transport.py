"""The way of httpx to the network, through aiohttp's connections: the same requests for a seventh of the CPU.

Which error is raised says whether anything was sent, which decides whether a create may cost something:
httpx.ConnectError, ConnectTimeout, ProxyError and UnsupportedProtocol come before the first byte of a request, any
other httpx.TransportError may come after it. What aiohttp may raise is in docs.aiohttp.org, "Client Reference".
"""

from __future__ import annotations

import contextlib
import io
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Generator
from functools import cache
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from multidict import CIMultiDict
from yarl import URL

from bot.http.loopback import is_loopback

LARGE_BODY: Final = 1024 * 1024  # bytes of a request from which on aiohttp wants to read it piece by piece
LONGEST_HEADER: Final = 64 * 1024  # bytes of one line; a CDN's report headers are longer than aiohttp's 8 KiB at times
PACKED: Final = {"Accept-Encoding": "gzip"}  # what `read_body` unpacks

# The first that fits counts. Whatever is not known to come before the first byte of a request may come after it.
ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientHttpProxyError, httpx.ProxyError),  # the proxy refuses to connect
    (aiohttp.ClientConnectorError, httpx.ConnectError),  # name, connection, TLS and certificate
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),  # also where no connection of the pool fell free
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (aiohttp.NonHttpUrlClientError, httpx.UnsupportedProtocol),
    # From here on the request may have been sent.
    (aiohttp.SocketTimeoutError, httpx.ReadTimeout),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
    (aiohttp.ClientPayloadError, httpx.RemoteProtocolError),
    (aiohttp.ClientError, httpx.ReadError),
    (OSError, httpx.ReadError),
)


class BodyTooLarge(Exception):
    """The body of an answer has more bytes than are taken."""


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Sends httpx's requests through one pool of aiohttp's connections, which it opens with the first request.

    `connections` may be open at a time; one that is idle is closed after `keepalive` seconds, or at once where that is
    0. `proxy` is an `http://` or `https://` address, with name and password where it wants them.
    Two names at one address share no connection: `sni_hostname` is part of what aiohttp keeps one by.
    aiohttp sends a GET once more if its connection breaks before the answer; never a POST.
    """

    def __init__(self, *, connections: int, keepalive: float, proxy: str | None = None) -> None:
        if proxy is not None and urlsplit(proxy).scheme not in ("http", "https"):
            raise ValueError("the proxy of the environment is neither http nor https")
        self._connections = connections
        self._keepalive = keepalive
        self._proxy = proxy
        self._opened: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` and return the head of its answer; closing the response closes or returns the connection."""
        sni_hostname = request.extensions.get("sni_hostname")
        with _errors_of_httpx(request):
            answer = await self._session().request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=CIMultiDict((name.decode(), value.decode()) for name, value in request.headers.raw),
                data=_in_pieces(await request.aread()) or None,
                allow_redirects=False,
                timeout=_timeout(request),
                server_hostname=sni_hostname,
                ssl=tls_context() if request.url.scheme == "https" else True,
            )
        return httpx.Response(
            answer.status,
            headers=answer.raw_headers,
            stream=_Body(answer, request),
            request=request,
            extensions={"http_version": b"HTTP/1.1"},
        )

    async def aclose(self) -> None:
        """Close every connection."""
        if self._opened is not None:
            await self._opened.close()

    def _session(self) -> aiohttp.ClientSession:
        # Not sooner: aiohttp wants a running event loop.
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    keepalive_timeout=self._keepalive or None,
                    force_close=not self._keepalive,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,  # httpx does, and knows of what is packed
                proxy=self._proxy,
                max_line_size=LONGEST_HEADER,
                max_field_size=LONGEST_HEADER,
            )
        return self._opened


class _Body(httpx.AsyncByteStream):
    """The body as it comes in, in pieces as large as have arrived."""

    def __init__(self, answer: aiohttp.ClientResponse, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _errors_of_httpx(self._request):
            async for piece in self._answer.content.iter_any():
                yield piece

    async def aclose(self) -> None:
        # A body that was read to its end has given its connection back; what is left of another closes it.
        self._answer.close()


async def read_body(response: httpx.Response, largest: int) -> bytes:
    """The whole body of a streamed answer, unpacked; raises BodyTooLarge as soon as it has more than `largest` bytes.

    httpx itself unpacks whatever arrived as one piece, in every packing that it knows and one inside of the other: with
    a few hundred bytes, somebody could fill the memory. Raises httpx.DecodingError where it is packed as nobody asked.
    """
    if response.is_stream_consumed:  # whoever made it had it all already, as transports of tests have
        if len(response.content) > largest:
            raise BodyTooLarge
        return response.content
    unpack, body = _unpacker(response), bytearray()
    async for piece in response.aiter_raw():
        body += unpack(piece, largest + 1 - len(body))
        if len(body) > largest:
            raise BodyTooLarge
    return bytes(body)


def _unpacker(response: httpx.Response) -> Callable[[bytes, int], bytes]:
    """What makes at most so many bytes, and at least one if there are any, of a piece as it arrived."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return lambda piece, most: piece[:most]
    if packing not in ("gzip", "x-gzip"):
        raise httpx.DecodingError("packed in a way that was not asked for")
    gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def unpack(piece: bytes, most: int) -> bytes:
        try:
            return gzip.decompress(piece, most)
        except zlib.error:
            raise httpx.DecodingError("not packed as it says") from None

    return unpack


def environment_proxy(url: str) -> str | None:
    """The proxy that the environment names for `url`, if any: HTTPS_PROXY and its like, but for NO_PROXY.

    None for this very machine, which no proxy reaches.
    """
    parts = urlsplit(url)
    if not parts.hostname or is_loopback(url) or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


@cache
def tls_context() -> ssl.SSLContext:
    """Whom this process trusts: the authorities of certifi, or those of SSL_CERT_FILE and SSL_CERT_DIR."""
    return httpx.create_ssl_context()


def _in_pieces(body: bytes) -> bytes | io.BytesIO:
    """A body as aiohttp sends it without holding up everything else."""
    return io.BytesIO(body) if len(body) > LARGE_BODY else body


def _timeout(request: httpx.Request) -> aiohttp.ClientTimeout:
    seconds = request.extensions.get("timeout", {})
    pool, connect, read = (seconds.get(name) for name in ("pool", "connect", "read"))
    whole = None if pool is None or connect is None else pool + connect
    return aiohttp.ClientTimeout(connect=whole, sock_connect=connect, sock_read=read)


@contextlib.contextmanager
def _errors_of_httpx(request: httpx.Request) -> Generator[None]:
    """Raise what httpx's callers know, without a cause: aiohttp's errors quote headers, and with them the key."""
    try:
        yield
    except (aiohttp.ClientError, OSError) as error:
        raised = next(ours for theirs, ours in ERRORS if isinstance(error, theirs))
        raise raised(type(error).__name__, request=request) from None
