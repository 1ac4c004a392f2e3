"""Interactions over HTTP: what an endpoint answers in its response, and what is none."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from sandbox.discord import limits
from sandbox.discord.interaction_deadlines import age_tokens
from tests.sandbox.discord.http_bot import PROMPT, WAIT, answers, ask, says, seen

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place
    from tests.sandbox.discord.http_bot import HttpBot, Respond

BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Press", "custom_id": "press"}]}
FORM = {"type": 1, "components": [{"type": 4, "style": 1, "label": "Why", "custom_id": "why"}]}


async def test_the_response_is_the_answer(api: Api, place: Place, called: HttpBot) -> None:
    asked = ask(place)
    answer = await seen(asked)
    assert answer.message is not None
    assert (answer.message.content, answer.message.author) == ("Hello", place.world.bot)
    heard = await called.next()
    assert (heard["type"], heard["data"]["name"], heard["id"]) == (2, "song", str(asked.interaction.id))
    place.clock.advance(10)
    assert (await api("PATCH", place.hook(asked.interaction), {"content": "Hello again"})).status == 200
    assert answer.message.content == "Hello again"
    assert (await api("POST", place.callback(asked.interaction), {"type": 4})).code == 40060


async def test_a_response_brings_files(place: Place, called: HttpBot) -> None:
    async def respond(_: dict[str, Any]) -> web.StreamResponse:
        parts = [
            b'--cut\r\nContent-Disposition: form-data; name="payload_json"\r\nContent-Type: application/json\r\n\r\n'
            + json.dumps({"type": 4, "data": {"content": "A file"}}).encode(),
            b'--cut\r\nContent-Disposition: form-data; name="files[0]"; filename="song.txt"\r\n\r\nla la',
            b"--cut--\r\n",
        ]
        return web.Response(body=b"\r\n".join(parts), headers={"Content-Type": "multipart/form-data; boundary=cut"})

    called.respond = respond
    message = (await seen(ask(place))).message
    assert message is not None
    assert [(file.filename, file.data) for file in message.attachments] == [("song.txt", b"la la")]


async def test_a_deferred_answer_is_followed_up(api: Api, place: Place, called: HttpBot) -> None:
    called.respond = says(5)
    asked = ask(place)
    answer = await seen(asked)
    assert answer.deferred
    assert answer.message is not None
    assert answer.message.loading
    assert (await api("PATCH", place.hook(asked.interaction), {"content": "Done"})).status == 200
    assert (await api("POST", place.hook(asked.interaction, ""), {"content": "And more"})).status == 200
    assert [message.content for message in place.mia.messages(place.songs.id)] == ["Done", "And more"]


async def test_202_leaves_the_answer_to_rest(api: Api, place: Place, called: HttpBot) -> None:
    called.respond = answers(status=202)
    asked = ask(place)
    await called.next()
    await place.world.settings.outgoing.done()
    assert not asked.interaction.rejected
    assert (
        await api("POST", place.callback(asked.interaction), {"type": 4, "data": {"content": "Late"}})
    ).status == 204
    answer = await seen(asked)
    assert answer.message is not None
    assert answer.message.content == "Late"


async def test_202_and_nothing_more_is_no_answer(api: Api, place: Place, called: HttpBot) -> None:
    called.respond = answers(status=202)
    asked = ask(place)
    await called.next()
    await place.world.settings.outgoing.done()
    place.clock.advance(3)
    assert (await seen(asked)).failed
    assert (await api("POST", place.callback(asked.interaction), {"type": 4})).code == 10062


async def test_who_answers_over_rest_first_may_say_anything_then(api: Api, place: Place, called: HttpBot) -> None:
    async def respond(heard: dict[str, Any]) -> web.StreamResponse:
        path = f"/interactions/{heard['id']}/{heard['token']}/callback"
        assert (await api("POST", path, {"type": 4, "data": {"content": "Over REST"}})).status == 204
        return web.json_response({"type": 4, "data": {"content": "In the response"}})

    called.respond = respond
    asked = ask(place)
    await seen(asked)
    await place.world.settings.outgoing.done()
    assert [message.content for message in place.mia.messages(place.songs.id)] == ["Over REST"]
    assert not (await seen(asked)).failed


async def test_a_button_updates_its_message_and_a_form_is_opened_and_sent(place: Place, called: HttpBot) -> None:
    called.respond = says(4, content="Press", components=[BUTTON])
    message = (await seen(ask(place))).message
    assert message is not None
    called.respond = says(7, content="Pressed", components=[BUTTON])
    assert (await seen(place.mia.press(message, "press"))).message is message
    assert message.content == "Pressed"
    called.respond = says(6)
    assert (await seen(place.mia.press(message, "press"))).deferred
    called.respond = says(9, custom_id="form", title="Why?", components=[FORM])
    opened = place.mia.press(message, "press")
    modal = (await seen(opened)).modal
    assert modal is not None
    assert modal["title"] == "Why?"
    called.respond = says(4, content="Thanks", flags=64)
    sent = (await seen(place.mia.submit(opened, {"why": "because"}))).message
    assert sent is not None
    assert (sent.content, sent.private_to) == ("Thanks", place.mia.user.id)
    kinds = [called.heard.get_nowait()["type"] for _ in range(called.heard.qsize())]
    assert kinds == [2, 3, 3, 3, 5]


async def test_choices_are_offered(place: Place, called: HttpBot) -> None:
    called.respond = says(8, choices=[{"name": "Bossa nova", "value": "bossa"}])
    given = {**PROMPT, "style": "bo"}
    offered = await asyncio.wait_for(place.mia.autocomplete(place.songs.id, "song", given, "style"), WAIT)
    assert offered == [{"name": "Bossa nova", "value": "bossa"}]


@pytest.mark.parametrize(
    "respond",
    [
        says(1),
        says(7, content="there is nothing to update"),
        says(8, choices=[]),
        says(4, content="x" * 2001),
        says(12),  # activities are not simulated
        answers(status=204),
        answers(status=500),
        answers(status=401),
        answers(status=201, body=b'{"type": 5}', content_type="application/json"),
        answers(status=202, body=b'{"type": 5}', content_type="application/json"),
        answers(status=302, headers={"Location": "/bot"}),
        answers(status=200),
        answers(status=200, body=b"Hello", content_type="text/plain"),
        answers(status=200, body=b"[", content_type="application/json"),
        answers(status=200, body=b"[]", content_type="application/json"),
        answers(status=200, body=b"[" * 100_000, content_type="application/json"),
        answers(status=200, body=b'{"type": 5}', headers={"Content-Type": "text/html"}),
        answers(status=200, body=b"\xff", headers={"Content-Type": "multipart/form-data"}),
        answers(status=200, body=b" " * limits.INLINE_RESPONSE + b'{"type": 5}', content_type="application/json"),
    ],
)
async def test_what_is_no_response_is_no_answer_at_once(
    api: Api, place: Place, called: HttpBot, respond: Respond, caplog: pytest.LogCaptureFixture
) -> None:
    called.respond = respond
    asked = ask(place)
    with caplog.at_level(logging.WARNING):
        assert (await seen(asked)).failed  # no time has passed
    assert "interaction_response_refused" in caplog.text
    assert (await api("POST", place.callback(asked.interaction), {"type": 5})).code == 10062
    assert place.mia.messages(place.songs.id) == []
    called.respond = says(4, content="Now it is right")
    assert (await seen(ask(place))).message is not None


async def test_a_response_as_large_as_discord_reads(place: Place, called: HttpBot) -> None:
    body = b'{"type": 5}'
    body += b" " * (limits.INLINE_RESPONSE - len(body))
    called.respond = answers(status=200, body=body, content_type="application/json")
    assert (await seen(ask(place))).deferred


async def test_nothing_within_three_seconds_is_no_answer(api: Api, place: Place, called: HttpBot) -> None:
    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        return await asyncio.Future()

    called.respond = wait
    asked = ask(place)
    await called.next()
    place.clock.advance(3)
    assert (await seen(asked)).failed
    assert (await api("POST", place.callback(asked.interaction), {"type": 5})).code == 10062
    await place.world.settings.outgoing.done()  # nobody waits for it any more


async def test_a_response_is_too_late_where_all_interactions_were_made_to_expire(place: Place, called: HttpBot) -> None:
    go_on = asyncio.Event()

    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        await go_on.wait()
        return web.json_response({"type": 5})

    called.respond = wait
    asked = ask(place)
    await called.next()
    age_tokens(place.world)
    go_on.set()
    await asyncio.wait_for(place.world.settings.outgoing.done(), WAIT)
    assert (await seen(asked)).failed
    assert place.mia.messages(place.songs.id) == []


async def test_an_endpoint_that_is_gone_is_no_answer(place: Place, called: HttpBot) -> None:
    await called.__aexit__()
    assert (await seen(ask(place))).failed
