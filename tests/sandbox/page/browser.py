"""A browser that has the page open, without drawing it; and a puppet in the place of the bot."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sandbox.page.server import PageServer
    from sandbox.world import Sandbox

WAIT = 10.0  # seconds for what must come


class Browser:
    """One person's page: requests as its scripts send them."""

    def __init__(self, http: httpx.AsyncClient, sandbox: Sandbox, name: str) -> None:
        self.http = http
        self.sandbox = sandbox
        self.me = str(sandbox.person(name).user.id)
        self.songs = str(sandbox.songs.id)

    async def get(self, path: str, **query: str) -> Any:
        answer = await self.http.get(path, params={"as": self.me, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, path: str, **query: str) -> str:
        answer = await self.http.get(path, params={"as": self.me, **query})
        assert 400 <= answer.status_code < 500, answer.text
        return answer.json()["error"]

    async def post(self, path: str, files: Any = None, **fields: Any) -> httpx.Response:
        body = {"as": self.me, "channel": self.songs, **fields}
        if files is None:
            return await self.http.post(path, json=body)
        return await self.http.post(path, files=[("json", (None, json.dumps(body))), *files])

    async def act(self, path: str, files: Any = None, **fields: Any) -> Any:
        answer = await self.post(path, files, **fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def cannot(self, path: str, files: Any = None, **fields: Any) -> str:
        answer = await self.post(path, files, **fields)
        assert 400 <= answer.status_code < 500, answer.text
        return answer.json()["error"]

    async def messages(self, channel: str | None = None) -> list[Any]:
        return (await self.get("/api/channel", channel=channel or self.songs))["messages"]


class Line:
    """A page's events."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines
        self.comments = 0

    async def until(self, condition: Callable[[Any], bool]) -> Any:
        """The first event that is so."""
        async with asyncio.timeout(WAIT):
            async for line in self._lines:
                if line.startswith(":"):
                    self.comments += 1
                if line.startswith("data: ") and condition(event := json.loads(line.removeprefix("data: "))):
                    return event
        raise AssertionError("the line has ended")

    async def next(self, kind: str) -> Any:
        return await self.until(lambda event: event["kind"] == kind)

    async def ended(self) -> None:
        async with asyncio.timeout(WAIT):
            async for _ in self._lines:
                pass


class Puppet:
    """Speaks for the bot, over the real REST API."""

    def __init__(self, http: httpx.AsyncClient, sandbox: Sandbox) -> None:
        self._http = http
        self._sandbox = sandbox
        self._headers = {"Authorization": f"Bot {sandbox.world.token}", "User-Agent": "DiscordBot (puppet, 1)"}

    async def register(self, *commands: Any) -> None:
        path = f"/applications/{self._sandbox.world.application_id}/commands"
        answer = await self._http.put(path, json=list(commands), headers=self._headers)
        assert answer.status_code == 200, answer.text

    async def answer(self, invocation: Any, kind: int, data: Any = None, files: Any = None) -> None:
        interaction = self._sandbox.world.interactions[int(invocation["invocation"])]
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        body = {"type": kind, **({"data": data} if data else {})}
        if files is None:
            answer = await self._http.post(path, json=body)
        else:
            answer = await self._http.post(path, files=[("payload_json", (None, json.dumps(body))), *files])
        assert answer.status_code in (200, 204), answer.text

    async def edit(self, invocation: Any, data: Any) -> None:
        world = self._sandbox.world
        token = world.interactions[int(invocation["invocation"])].token
        path = f"/webhooks/{world.application_id}/{token}/messages/@original"
        answer = await self._http.patch(path, json=data)
        assert answer.status_code == 200, answer.text

    def data(self, invocation: Any) -> Any:
        """What the bot was sent of it."""
        return self._sandbox.world.interactions[int(invocation["invocation"])].data


def client_of(page: PageServer) -> httpx.AsyncClient:
    headers = {"X-Encore": "page", "Sec-Fetch-Site": "same-origin"}
    return httpx.AsyncClient(base_url=page.url, headers=headers, trust_env=False, timeout=WAIT)
