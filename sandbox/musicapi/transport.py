"""The vendor's face for tests: an httpx transport without a socket, with the server's trouble and traffic."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from sandbox.musicapi.vendor import Vendor
from sandbox.wire.exchange import Answer, Request
from sandbox.wire.traffic import Exchange, Traffic
from sandbox.wire.trouble import Trouble


class VendorTransport(httpx.AsyncBaseTransport):
    """Hands every request to the vendor; `guards` are called first, such as one that asserts that nothing is open."""

    def __init__(self, vendor: Vendor, trouble: Trouble | None = None) -> None:
        self.trouble = trouble or Trouble()
        self.traffic = Traffic()
        self.unreachable = False  # nobody listens: every connection is refused before anything is sent
        self.guards: list[Callable[[Request], None]] = []
        self.vendor = vendor
        self._errors: list[tuple[type[httpx.TransportError], bool]] = []

    def raise_next(self, error: type[httpx.TransportError], *, after: bool) -> None:
        """The next request ends in `error`: `after` it took effect at the vendor, or before it got there."""
        self._errors.append((error, after))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer by the vendor; a dropped connection is a ReadError."""
        if self.unreachable:
            raise httpx.ConnectError("All connection attempts failed", request=request)
        arrived = Request(
            request.method,
            request.url.path,
            dict(request.url.params),
            {name.lower(): value for name, value in request.headers.items()},
            await request.aread(),
        )
        for guard in self.guards:
            guard(arrived)
        error, after = self._errors.pop(0) if self._errors else (None, False)
        if error is not None and not after:
            raise error("ordered by the test", request=request)
        started = time.monotonic()
        answer = await self.trouble.through(arrived, self.vendor.handle)
        self.traffic.add(Exchange(self.vendor.clock.now(), arrived, answer, time.monotonic() - started))
        if error is not None:
            raise error("ordered by the test", request=request)
        if answer.drop:
            raise httpx.ReadError("Connection reset by peer", request=request)
        return _response(arrived, answer, request)


def _response(arrived: Request, answer: Answer, request: httpx.Request) -> httpx.Response:
    headers = dict(answer.headers)
    if answer.content_type:
        headers["Content-Type"] = answer.content_type
    if arrived.method == "HEAD":
        headers["Content-Length"] = str(len(answer.body))
        return httpx.Response(answer.status, headers=headers, request=request)
    return httpx.Response(answer.status, headers=headers, content=answer.body, request=request)
