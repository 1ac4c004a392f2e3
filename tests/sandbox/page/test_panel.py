"""A page beside a bot that MusicAPI calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.wire.exchange import EMPTY, Answer, Request
from sandbox.wire.server import LoopbackServer
from sandbox.world import Sandbox
from tests.sandbox.page.test_troubles import BODY, order

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sandbox.page.browser import Browser

SECRET = "Zm9yLXRoZS1qb2I"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(1000.0, clip_seconds=4.0, identify_interval=0.0, webhooks=True) as sandbox:
        yield sandbox


async def hear(request: Request) -> Answer:
    assert request.path == f"/musicapi/{SECRET}"
    return EMPTY


async def bought(browser: Browser, sandbox: Sandbox) -> None:
    hook = {"webhook_url": f"http://127.0.0.1:{sandbox.webhook_port}/musicapi/{SECRET}", "webhook_secret": "us"}
    headers = {"Authorization": f"Bearer {sandbox.vendor.key}"}
    url = f"{sandbox.musicapi.url}/api/v1/sonic/create"
    answer = await browser.http.post(url, json={**BODY, **hook}, headers=headers)
    assert answer.status_code == 200, answer.text


async def test_a_call_is_seen_without_its_secret(mia: Browser, sandbox: Sandbox, line_of: Any) -> None:
    async with LoopbackServer(hear, sandbox.clock, port=sandbox.webhook_port or 0), line_of(mia) as line:
        await bought(mia, sandbox)
        told = await line.until(lambda event: event["kind"] == "traffic" and event["side"] == "callback")
    assert (told["method"], told["status"]) == ("POST", 204)
    assert told["path"] in ("/musicapi/… song.completed", "/musicapi/… song.streaming")
    outside = await mia.get("/api/outside")
    assert SECRET not in str(outside)
    assert [request["side"] for request in outside["traffic"]].count("callback") >= 1


async def test_nobody_answers_a_call(mia: Browser, sandbox: Sandbox, line_of: Any) -> None:
    async with line_of(mia) as line:
        await bought(mia, sandbox)
        told = await line.until(lambda event: event["kind"] == "traffic" and event["side"] == "callback")
    assert told["status"] == 0


async def test_trouble_with_calls(mia: Browser) -> None:
    await order(mia, "lose-callback")
    await order(mia, "delay-callback", seconds=12)
    assert await order(mia, "repeat-callback", times=3) == [
        "MusicAPI: the next callback is lost",
        "MusicAPI: the next callback comes 12 s late",
        "MusicAPI: the next callback comes 4 times",
    ]
    assert "from 1 to 20" in await mia.cannot("/api/trouble", what="repeat-callback", times=0)
    assert await order(mia, "clear") == []
