"""What the recorder keeps of requests that are no JSON or come to no end, and tokens that are hidden late."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.http.transport import PACKED, AiohttpTransport
from bot.probe.recorder import ASKED, MOST_ALIKE, Recorder
from bot.probe.records import record
from bot.probe.redaction import Redactor
from bot.probe.rows import Api
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import Answer, Request, json_answer
from sandbox.wire.server import LoopbackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def _answer(_: Request) -> Answer:
    return json_answer(200, {"id": "1"})


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer(_answer, HeldClock()) as server:
        yield server


@pytest.fixture
def recorder(server: LoopbackServer) -> Recorder:
    return Recorder(Api.DISCORD, f"{server.url}/api/v10", AiohttpTransport(connections=1, keepalive=0.0))


@pytest.fixture
async def client(server: LoopbackServer, recorder: Recorder) -> AsyncIterator[httpx.AsyncClient]:
    url = f"{server.url}/api/v10"
    async with httpx.AsyncClient(transport=recorder, base_url=url, headers=PACKED) as client:
        yield client


async def test_of_a_form_with_files_the_json_that_goes_with_them_is_kept(
    recorder: Recorder, client: httpx.AsyncClient
) -> None:
    files = {"files[0]": ("a", b"{}")}
    await client.post("/x", files=files, extensions={ASKED: {"content": "Hello"}})
    await client.post("/x", files=files)
    await client.post("/x", json={"content": "Hello"})
    assert [each.asked for each in recorder.exchanges] == [{"content": "Hello"}, None, {"content": "Hello"}]


async def test_what_is_interrupted_is_kept(
    server: LoopbackServer, recorder: Recorder, client: httpx.AsyncClient
) -> None:
    held = server.trouble.pause("GET", "/never", "before")
    asking = asyncio.create_task(client.get("/never"))
    await held.reached()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert [(each.path, each.status, each.silence) for each in recorder.exchanges] == [
        ("/never", None, "CancelledError")
    ]


async def test_of_many_answers_to_one_question_the_first_and_the_last_are_kept(
    recorder: Recorder, client: httpx.AsyncClient
) -> None:
    numbers = range(MOST_ALIKE + 5)
    with recorder.during("song"), recorder.listen() as answers:
        await client.post("/create", json={})
        for number in numbers:
            await client.get("/task/1", headers={"Authorization": str(number)})
            await client.post("/create", json={"number": number})
    with recorder.during("other song"):
        await client.get("/task/1")
    polls = [each for each in recorder.exchanges if each.method == "GET"]
    heard = [each for each in answers if each.method == "GET"]
    assert polls == [*heard[: MOST_ALIKE - 1], heard[-1], recorder.last]
    assert len(heard) == len(numbers)
    assert [each.asked for each in recorder.exchanges if each.method == "POST"] == [
        {},
        *({"number": n} for n in numbers),
    ]
    assert recorder.exchanges.index(heard[-1]) > recorder.exchanges.index(answers[-3])  # in their order


async def test_a_token_that_is_hidden_late_stands_nowhere(recorder: Recorder, client: httpx.AsyncClient) -> None:
    await client.get("/webhooks/1/short-token/messages")
    redactor = Redactor(("the-key-itself",))
    redactor.hide(("short-token", "the-key"))
    text = record((), recorder.exchanges, redactor, hosts={}, made_at=datetime(2026, 11, 22, tzinfo=UTC))
    assert "/webhooks/1/[key]/messages" in text
    assert redactor.words("the-key-itself and the-key") == "[key] and [key]"
