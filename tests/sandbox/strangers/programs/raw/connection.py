"""One shard: requests and a websocket, as Discord's documentation writes them down."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any

import aiohttp

API, TOKEN = os.environ["DISCORD_API_URL"], os.environ["DISCORD_TOKEN"]
INTENTS = 1 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 13
EPHEMERAL = 1 << 6


class Refused(Exception):
    """An answer of 400 and above; `code` is Discord's."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status} {body}")
        self.code = body.get("code", 0)


class Connection:
    """The bot's account and its session; a subclass has a method `on_…` for each event that it hears."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http
        self.me: dict[str, Any] = {}
        self.session: dict[str, Any] | None = None
        self.sequence: int | None = None
        self.guilds: set[str] | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    # REST

    async def ask(self, method: str, path: str, body: Any = None, files: list[tuple[str, bytes]] | None = None) -> Any:
        headers = {"Authorization": f"Bot {TOKEN}"}
        while True:
            sent: dict[str, Any] = {}
            if files is not None:
                form = aiohttp.FormData()
                form.add_field("payload_json", json.dumps(body), content_type="application/json")
                for number, (name, data) in enumerate(files):
                    form.add_field(f"files[{number}]", data, filename=name)
                sent["data"] = form
            elif body is not None:
                sent["json"] = body
            async with self.http.request(method, API + path, headers=headers, **sent) as answer:
                if answer.status == 429:
                    await asyncio.sleep((await answer.json())["retry_after"])
                    continue
                told = await answer.json() if answer.content_length != 0 and answer.status != 204 else None
                if answer.status >= 400:
                    raise Refused(answer.status, told)
                return told

    async def respond(self, of: dict[str, Any], kind: int, data: Any = None, files: Any = None) -> None:
        body = {"type": kind, **({"data": data} if data is not None else {})}
        await self.ask("POST", f"/interactions/{of['id']}/{of['token']}/callback", body, files)

    def hook(self, of: dict[str, Any]) -> str:
        return f"/webhooks/{of['application_id']}/{of['token']}"

    async def edit(self, of: dict[str, Any], body: Any) -> None:
        await self.ask("PATCH", self.hook(of) + "/messages/@original", body)

    # The gateway

    async def run(self, commands: list[dict[str, Any]]) -> None:
        self.me = await self.ask("GET", "/users/@me")
        await self.ask("PUT", f"/applications/{self.me['id']}/commands", commands)
        address = (await self.ask("GET", "/gateway/bot"))["url"]
        while True:
            async with self.http.ws_connect(f"{address}?v=10&encoding=json", max_msg_size=0) as socket:
                await self.listen(socket)

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        hello = await socket.receive_json()
        beats = asyncio.create_task(self.beat(socket, hello["d"]["heartbeat_interval"] / 1000))
        if self.session is None:
            properties = {"os": "linux", "browser": "raw", "device": "raw"}
            data: dict[str, Any] = {"token": TOKEN, "properties": properties, "intents": INTENTS}
            await socket.send_json({"op": 2, "d": data})
        else:
            data = {"token": TOKEN, "session_id": self.session["session_id"], "seq": self.sequence}
            await socket.send_json({"op": 6, "d": data})
        try:
            async for message in socket:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    break
                payload = json.loads(message.data)
                self.sequence = payload.get("s") or self.sequence
                if payload["op"] == 9:
                    self.session = None
                    return
                if payload["op"] == 7:
                    return
                if payload["op"] == 0:
                    self.hear(payload["t"], payload["d"])
        finally:
            beats.cancel()

    async def beat(self, socket: aiohttp.ClientWebSocketResponse, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await socket.send_json({"op": 1, "d": self.sequence})

    def hear(self, event: str, data: dict[str, Any]) -> None:
        if event == "READY":
            self.session, self.guilds = data, {guild["id"] for guild in data["guilds"]}
        handler = getattr(self, f"on_{event.lower()}", None)
        if handler is not None:
            task = asyncio.create_task(handler(data))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
