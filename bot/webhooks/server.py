"""A small HTTP server for MusicAPI's webhooks, built to withstand an open network.

Each connection takes one request, so that it ends soon whatever is sent. Senders that are slow, send too much, nothing
or garbage, or open a thousand connections at once are rejected; no body is parsed before its signature is verified. A
connection that never becomes a request is not logged, or port checks would fill the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.listening import open_port
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import RejectionLog

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
    server = _Server(receiver)
    listener, taken = await open_port(server, host, port, setting="WEBHOOK_LISTEN")
    try:
        yield taken
    finally:
        listener.close()
        server.pre_shutdown()
        await server.shutdown(SHUTDOWN_TIMEOUT)


class _Server(web.Server):
    """Closes its oldest connection when there are too many: a genuine webhook is over in no time."""

    def __init__(self, receiver: WebhookReceiver) -> None:
        super().__init__(
            self._answer,
            access_log=None,
            logger=_complaints_logger(receiver.rejections),
            keepalive_timeout=HEADER_TIMEOUT,  # aiohttp's only limit for a connection that sends no whole headers
            lingering_time=LINGER_TIME,
            auto_decompress=False,  # the signature is of the bytes as sent, and a few of them may unpack to gigabytes
        )
        self._receiver = receiver
        self._rejections = receiver.rejections
        # Many may come before the first of them is closed: each has to close another one, or their number grows.
        self._closing = set[web.RequestHandler]()

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Accept a connection, and close the oldest one if there are too many."""
        super().connection_made(handler, transport)
        here = self.connections
        self._closing.intersection_update(here)
        staying = [each for each in here if each not in self._closing]
        if len(staying) > MAX_CONNECTIONS:
            self._rejections.reject("crowded", HTTPStatus.SERVICE_UNAVAILABLE, most=1)
            self._closing.add(staying[0])
            staying[0].force_close()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer with a status and nothing else: strangers shall learn nothing here."""
        try:
            status = await self._status(request)
        except Exception as error:  # noqa: BLE001 - aiohttp would log a line for each, as many as anybody likes
            status = self._rejections.reject(f"broken:{type(error).__name__}", HTTPStatus.INTERNAL_SERVER_ERROR)
        response = web.Response(status=status, headers={"Server": "Encore"})
        response.force_close()
        return response

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


def _complaints_logger(rejections: RejectionLog) -> logging.Logger:
    """A logger for aiohttp, which complains of what strangers sent, each time and at length."""

    class Complaints(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:  # the others are notes on how a connection ended
                rejections.reject("no_http", HTTPStatus.BAD_REQUEST)

    logger = logging.Logger("webhook_server", logging.DEBUG)  # noqa: LOG001 - one of our own, of no tree
    logger.addHandler(Complaints())
    return logger
