from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sandbox.discord.entities import Message
from sandbox.discord.messages import post
from sandbox.page import api_live, hub
from sandbox.page.hub import Stream
from tests.sandbox.page.browser import WAIT
from tests.sandbox.page.test_api_actions import asked, card
from tests.sandbox.page.test_forms import PARTS

if TYPE_CHECKING:
    import pytest

    from sandbox.page.server import PageServer
    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet


async def test_messages_and_edits_come_as_they_happen(mia: Browser, puppet: Puppet, line_of: Any) -> None:
    async with line_of(mia) as line:
        invocation = await asked(mia)
        await puppet.answer(invocation, 5)
        thinking = await line.next("message")
        assert (thinking["channel"], thinking["message"]["thinking"]) == (mia.songs, True)
        answered = await line.next("answered")
        assert answered == {"kind": "answered", **invocation, "answer": "deferred", "modal": None}
        for content in ("first", "second"):
            await puppet.edit(invocation, {"content": content})
            told = (await line.next("message"))["message"]
            assert (told["content"], told["thinking"]) == (content, False)
        assert told["edited_timestamp"]
        assert (await mia.messages())[-1] == told


async def test_a_form_and_a_silence_are_told(mia: Browser, puppet: Puppet, sandbox: Sandbox, line_of: Any) -> None:
    async with line_of(mia) as line:
        await puppet.answer(await asked(mia), 9, PARTS)
        told = await line.next("answered")
        assert (told["answer"], told["modal"]["title"]) == ("modal", "More")
        await puppet.answer(await asked(mia), 4, {"content": "there"})
        assert (await line.next("answered"))["answer"] == "message"
        sandbox.world.answer_deadline = 0.05
        silent = await asked(mia)
        assert await line.next("answered") == {"kind": "answered", **silent, "answer": "failed", "modal": None}


async def test_nobody_hears_what_is_private_to_another(
    mia: Browser, noah: Browser, puppet: Puppet, line_of: Any
) -> None:
    async with line_of(noah) as line:
        private = await card(mia, puppet, flags=64)
        await mia.act("/api/delete", message=private)
        await mia.act("/api/say", channel=str(mia.sandbox.private.id), text="among us")
        await mia.act("/api/say", text="for all")
        told = await line.until(lambda event: event["kind"] in ("message", "gone", "answered"))
        assert told["message"]["content"] == "for all"
        await mia.act("/api/delete", message=told["message"]["id"])
        assert await line.next("gone") == {"kind": "gone", "channel": mia.songs, "message": told["message"]["id"]}


async def test_changes_of_the_world_and_of_the_commands_are_told(
    mia: Browser, puppet: Puppet, sandbox: Sandbox, line_of: Any
) -> None:
    async with line_of(mia) as line:
        sandbox.world.add_channel(sandbox.studio, "new")
        await line.next("world")
        await puppet.register()
        await line.next("commands")
        world = sandbox.world
        direct = world.dm_with(sandbox.mia)
        post(world, Message(world.ids.next(), direct.id, None, world.bot, world.clock.now(), "hello"))
        await line.next("world")
        assert (await line.next("message"))["channel"] == str(direct.id)


async def test_requests_are_told_without_tokens(mia: Browser, puppet: Puppet, sandbox: Sandbox, line_of: Any) -> None:
    async with line_of(mia) as line:
        invocation = await asked(mia)
        await puppet.answer(invocation, 4, {"content": "x"})
        told = await line.next("traffic")
        number = invocation["invocation"]
        assert (told["side"], told["method"], told["status"]) == ("discord", "POST", 204)
        assert told["path"] == f"/api/v10/interactions/{number}/…/callback"
        await puppet.edit(invocation, {"content": "y"})
        told = await line.next("traffic")
        assert told["path"] == f"/api/v10/webhooks/{sandbox.world.application_id}/…/messages/@original"
        outside = (await line.next("outside"))["outside"]
        assert [request["method"] for request in outside["traffic"]][-2:] == ["POST", "PATCH"]
        token = sandbox.world.interactions[int(number)].token
        assert token not in json.dumps(await mia.get("/api/outside"))


async def test_a_silent_line_beats(mia: Browser, line_of: Any) -> None:
    async with line_of(mia) as line:
        while line.comments < 2:
            await mia.act("/api/say", text="hello")
            await line.next("message")
            await asyncio.sleep(0.06)


async def test_there_is_a_bound_to_open_lines(mia: Browser, line_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_live, "MOST_STREAMS", 1)
    async with line_of(mia):
        answer = await mia.http.get("/api/live", params={"as": mia.me})
        assert (answer.status_code, answer.json()) == (503, {"error": "Too many pages are open."})


async def test_a_page_that_does_not_keep_up_loses_its_line(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "LONGEST_QUEUE", 3)
    cut: list[bool] = []
    stream = Stream(sandbox.mia, lambda: cut.append(True))
    for number in range(3):
        stream.put({"number": number})
    assert not cut
    stream.put({"number": 3})
    assert cut == [True]
    assert await stream.next() is None


async def test_a_page_that_reads_nothing_is_let_go(page: PageServer, noah: Browser, sandbox: Sandbox) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", page.port, limit=1024)
    writer.write(f"GET /api/live?as={noah.me} HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\n\r\n".encode())
    await reader.readuntil(b"retry: 1000")
    assert page.open_pages == 1
    world, sent = sandbox.world, 0
    async with asyncio.timeout(60):
        while page.open_pages:
            where = (sandbox.songs.id, sandbox.studio.id)
            post(world, Message(world.ids.next(), *where, world.bot, world.clock.now(), "x" * 50_000))
            sent += 1
            await asyncio.sleep(0)
    assert sent > hub.LONGEST_QUEUE
    writer.transport.abort()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def test_the_end_of_the_server_ends_the_lines(page: PageServer, mia: Browser, line_of: Any) -> None:
    async with line_of(mia) as line, asyncio.timeout(WAIT):
        end = asyncio.create_task(page.__aexit__(None, None, None))
        await line.ended()
        await end
