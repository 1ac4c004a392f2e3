"""A small HTTP server for MusicAPI's webhooks, built to withstand an open network.

Each connection takes one request, so that it ends soon whatever is sent. Senders that are slow, send too much, nothing
or garbage, or open a thousand connections at once are rejected; no body is parsed before its signature is verified. A
connection that never becomes a request is not logged, or port checks would fill the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.http.server import Bounds, close_with, serve
from bot.webhooks.receiver import WebhookReceiver

LARGEST_BODY = 1024 * 1024  # bytes; a webhook holds two clips with their lyrics and the times of their words
MAX_CONNECTIONS = 64  # at once, and so at most 64 MiB of bodies
HEADER_TIMEOUT = 10.0  # seconds from the connection to the end of its headers
BODY_TIMEOUT = 10.0  # seconds for the body
LINGER_TIME = 1.0  # seconds of reading on after an early answer, so that the sender sees it
SHUTDOWN_TIMEOUT = 2.0  # seconds for the webhooks under way when the bot stops


class _TooLarge(Exception):
    """The body has more bytes than are taken."""


@asynccontextmanager
async def listen(receiver: WebhookReceiver, host: str, port: int) -> AsyncGenerator[int]:
    """Take webhooks at this address (port 0: any free one) and yield the port; raises CannotListen."""
    door, reject = _Door(receiver), receiver.rejections.reject
    async with serve(
        door.answer,
        (host, port),
        Bounds(MAX_CONNECTIONS, HEADER_TIMEOUT, LINGER_TIME, SHUTDOWN_TIMEOUT),
        setting="WEBHOOK_LISTEN",
        complain=lambda: _ignore(reject("no_http", HTTPStatus.BAD_REQUEST)),
        crowded=lambda: _ignore(reject("crowded", HTTPStatus.SERVICE_UNAVAILABLE, most=1)),
    ) as taken:
        yield taken


def _ignore(_status: HTTPStatus) -> None:
    """Say nothing to who is gone: the rejection is noted."""


class _Door:
    """Answers webhooks."""

    def __init__(self, receiver: WebhookReceiver) -> None:
        self._receiver = receiver
        self._rejections = receiver.rejections

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer with a status and nothing else: strangers shall learn nothing here."""
        try:
            status = await self._status(request)
        except Exception as error:  # noqa: BLE001 - aiohttp would log a line for each, as many as anybody likes
            status = self._rejections.reject(f"broken:{type(error).__name__}", HTTPStatus.INTERNAL_SERVER_ERROR)
        return close_with(status=status)

    async def _status(self, request: web.BaseRequest) -> HTTPStatus:
        reject = self._rejections.reject
        token = self._receiver.targets.token_in(request.path)
        if token is None:
            return reject("no_such_path", HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return reject("method", HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                body = await _body(request)
        except TimeoutError:
            return reject("slow", HTTPStatus.REQUEST_TIMEOUT)
        except _TooLarge:
            return reject("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (ConnectionError, ClientError, HttpProcessingError, web.RequestPayloadError):
            return reject("broken_off", HTTPStatus.BAD_REQUEST)
        return await self._receiver.receive(token, request.headers, body)


async def _body(request: web.BaseRequest) -> bytes:
    """The whole body; raises _TooLarge as soon as it is known to be, whether its length was announced or not."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise _TooLarge
    if request.headers.get("Expect", "").lower() == "100-continue":  # or the sender waits for it, some for ever
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # the answer itself has not begun
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise _TooLarge
    return bytes(body)
