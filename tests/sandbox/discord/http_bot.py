"""A bot that has no gateway: it is called over HTTP, and checks each signature with PyNaCl, as a stranger's would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from aiohttp import web
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from sandbox.wire.server import HOST

if TYPE_CHECKING:
    from sandbox.discord.invocations import Answer, Invocation
    from tests.sandbox.discord.api import Place

ME = "/applications/@me"
FIELD = "interactions_endpoint_url"
PROMPT = {"prompt": "r&b pop"}
WAIT = 5.0  # seconds for what must come
Respond: TypeAlias = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]


def says(kind: int, **data: Any) -> Respond:
    """Answers with an interaction response."""

    async def respond(_: dict[str, Any]) -> web.StreamResponse:
        return web.json_response({"type": kind, "data": data} if data else {"type": kind})

    return respond


def answers(**response: Any) -> Respond:
    """Answers with anything at all."""

    async def respond(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(**response)

    return respond


def ask(place: Place) -> Invocation:
    """mia types `/song`."""
    return place.mia.type_command(place.songs.id, "song", PROMPT)


async def seen(invocation: Invocation) -> Answer:
    """What its person sees of the answer."""
    return await asyncio.wait_for(invocation.answered(), WAIT)


class HttpBot:
    """Serves one endpoint, for interactions and for webhook events; a test says what it does with them."""

    def __init__(self, verify_key: str) -> None:
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()  # what was signed well, but for PINGs
        self.pings = 0
        self.refused = 0
        self.agents: list[str] = []
        self.respond: Respond = says(4, content="Hello")
        self.pong: Respond = self._pong
        self.checks_signatures = True
        self._key = VerifyKey(bytes.fromhex(verify_key))
        app = web.Application()
        app.router.add_post("/bot", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0)
        await site.start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}/bot"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def next(self) -> dict[str, Any]:
        """The next interaction or event that comes."""
        return await asyncio.wait_for(self.heard.get(), WAIT)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.agents.append(request.headers["User-Agent"])
        assert request.content_type == "application/json"
        if self.checks_signatures and not self._is_signed(request, body):
            self.refused += 1
            return web.Response(status=401, text="invalid request signature")
        payload = json.loads(body)
        if ("token" in payload and payload["type"] == 1) or payload["type"] == 0:
            self.pings += 1
            return await self.pong(payload)
        self.heard.put_nowait(payload)
        return await self.respond(payload)

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        signature = bytes.fromhex(request.headers["X-Signature-Ed25519"])
        try:
            self._key.verify(request.headers["X-Signature-Timestamp"].encode() + body, signature)
        except BadSignatureError:
            return False
        return True

    async def _pong(self, payload: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=204) if payload["type"] == 0 else web.json_response({"type": 1})
