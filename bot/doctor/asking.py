"""One GET without redirects and retries, and in plain words why there was no answer."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

import aiohttp
import httpx

from bot.http.transport import PACKED, AiohttpTransport, BodyTooLarge, environment_proxy, read_body

TIMEOUT: Final = 8.0  # seconds for one answer
LARGEST_ANSWER: Final = 2 * 1024 * 1024  # bytes; all commands of the bot are a twentieth of it


class Silence(StrEnum):
    """Why nobody answered."""

    TIMEOUT = "timeout"
    NO_CONNECTION = "no-connection"
    CERTIFICATE = "certificate"
    BROKEN = "broken"


class Unheard(Exception):
    """There was no answer."""

    def __init__(self, why: Silence) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, and how many seconds the clock there is ahead of ours; None: it does not say."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    ahead: float | None


async def ask(url: str, headers: Mapping[str, str]) -> Heard:
    """What is answered to a GET; raises Unheard."""
    sent = datetime.now(UTC)
    try:
        proxy = environment_proxy(url)
        async with (
            asyncio.timeout(TIMEOUT),
            httpx.AsyncClient(transport=AiohttpTransport(connections=1, keepalive=0.0, proxy=proxy)) as client,
            client.stream("GET", url, headers={**PACKED, **headers}, follow_redirects=False) as response,
        ):
            body = await read_body(response, LARGEST_ANSWER)
    except (httpx.HTTPError, httpx.InvalidURL, BodyTooLarge, TimeoutError, ValueError) as error:
        raise Unheard(_silence(error)) from None  # an error may quote its request, and with it a key
    half_way = sent + (datetime.now(UTC) - sent) / 2
    return Heard(response.status_code, dict(response.headers.items()), body, _ahead(response.headers, half_way))


def _silence(error: BaseException) -> Silence:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
            return Silence.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Silence.TIMEOUT
    return Silence.NO_CONNECTION if isinstance(error, httpx.ConnectError | httpx.ProxyError) else Silence.BROKEN


def _ahead(headers: httpx.Headers, moment: datetime) -> float | None:
    """By how much a clock is ahead that tells whole seconds; on average it is half of one later than it says."""
    try:
        said = parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return None
    return (said - moment).total_seconds() + 0.5 if said.tzinfo is not None else None
