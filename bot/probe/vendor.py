"""MusicAPI as the probe asks it: by the bot's own client and by bare requests, each exchange kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import httpx

from bot.http.transport import PACKED, AiohttpTransport, environment_proxy
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.client import TIMEOUT, USER_AGENT, WHOLE_EXCHANGE, MusicAPI
from bot.musicapi.errors import MusicAPIError
from bot.musicapi.keys import Keys
from bot.probe.recorder import Recorded, Recorder
from bot.probe.redaction import Redactor
from bot.probe.rows import Api, Row, judge, unseen
from bot.settings import Settings

CONNECTIONS: Final = 4
WRONG_KEY: Final[Mapping[str, str]] = MappingProxyType({"Authorization": "Bearer encore-probe"})  # as no key looks


@dataclass
class ProbedVendor:
    """What the checks share; `rows` grows while they run, so that what was seen is kept when somebody stops them."""

    catalog: Catalog
    client: MusicAPI
    http: httpx.AsyncClient
    keys: Keys
    key: str  # the name of the operator's key
    recorder: Recorder
    redactor: Redactor
    say: Callable[[str], None]
    sleep: Callable[[float], Awaitable[object]]
    create_interval: float  # seconds between two creates
    rows: list[Row] = field(default_factory=list[Row])

    async def post(self, path: str, body: Any) -> None:
        """Send a request that the bot's client would not send, once; the recorder has what became of it."""
        try:
            async with asyncio.timeout(WHOLE_EXCHANGE):
                await self.http.post(path, json=body, headers=self.keys.authorization(self.key))
        except (httpx.HTTPError, TimeoutError):
            return  # the recorder kept why

    async def get(self, path: str, authorization: Mapping[str, str] | None = None) -> None:
        """As `post`; with the operator's key where no other authorization is given."""
        headers = self.keys.authorization(self.key) if authorization is None else authorization
        try:
            async with asyncio.timeout(WHOLE_EXCHANGE):
                await self.http.get(path, headers=headers)
        except (httpx.HTTPError, TimeoutError):
            return

    async def balance(self) -> float | None:
        """What the key can spend; None: MusicAPI does not say."""
        try:
            return (await self.client.credits(key=self.key)).spendable
        except MusicAPIError:
            return None

    def compare(self, check: str, *, documented: str, seen: str, same: bool | None) -> None:
        """Note down what was seen; the words of others in it are redacted here."""
        self.rows.append(judge(Api.MUSICAPI, check, documented=documented, seen=self.redactor.words(seen), same=same))

    def miss(self, check: str, *, documented: str, why: str) -> None:
        """Note down that it was not seen."""
        self.rows.append(unseen(Api.MUSICAPI, check, documented=documented, why=self.redactor.words(why)))


@asynccontextmanager
async def open_vendor(
    settings: Settings,
    key: str,
    redactor: Redactor,
    *,
    say: Callable[[str], None],
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncGenerator[ProbedVendor]:
    """The MusicAPI of these settings, asked with the key of this name; `transport` is for tests."""
    url = settings.musicapi_url
    network = transport or AiohttpTransport(connections=CONNECTIONS, keepalive=0.0, proxy=environment_proxy(url))
    recorder = Recorder(Api.MUSICAPI, f"{url.rstrip('/')}/api/v1", network, wrong_keys=(WRONG_KEY["Authorization"],))
    host = settings.musicapi_host
    async with (
        MusicAPI(url, settings.musicapi_keys, host=host, transport=recorder, sleep=sleep) as client,
        httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/api/v1/",
            headers={"User-Agent": USER_AGENT, "Accept": "application/json", **PACKED},
            timeout=TIMEOUT,
            follow_redirects=False,
            transport=recorder,
        ) as http,
    ):
        yield ProbedVendor(
            catalog=Catalog(host, FAMILIES[host]),
            client=client,
            http=http,
            keys=Keys(settings.musicapi_keys),
            key=key,
            recorder=recorder,
            redactor=redactor,
            say=say,
            sleep=sleep,
            create_interval=settings.musicapi_create_interval,
        )


def told(exchange: Recorded) -> str:
    """An answer in a few words: its status, and why, in the vendor's words."""
    if exchange.status is None:
        return f"no answer ({exchange.silence})"
    said = reason_of(exchange)
    kind = exchange.object.get("type")
    named = f" `{kind}`" if isinstance(kind, str) and kind else ""
    return f"{exchange.status}{named}" + (f" “{said}”" if said else "")


def reason_of(exchange: Recorded) -> str:
    """The sentence of an error's envelope, empty where it has none."""
    for name in ("error", "message", "detail"):
        if isinstance(said := exchange.object.get(name), str) and said:
            return said
    return ""
