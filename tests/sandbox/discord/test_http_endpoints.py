"""An endpoint for interactions is tried before Discord believes it, and tried again later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from sandbox.discord import endpoint_checks
from sandbox.wire.server import HOST
from tests.sandbox.discord.http_bot import FIELD, ME, WAIT, answers, says

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.clock import HeldClock
    from tests.sandbox.discord.api import Api
    from tests.sandbox.discord.http_bot import HttpBot, Respond


async def test_an_endpoint_is_tried_with_a_ping_and_a_wrong_signature(api: Api, called: HttpBot) -> None:
    assert (called.pings, called.refused) == (1, 1)
    assert called.agents[0].startswith("Discord-Interactions/1.0")
    told = (await api("GET", ME)).json
    assert told[FIELD] == called.url
    assert bytes.fromhex(told["verify_key"])
    assert len(told["verify_key"]) == 64


@pytest.mark.parametrize(
    "pong",
    [
        says(4, content="no PONG"),
        answers(status=200, body=b'{"type": 1}', content_type="text/plain"),
        answers(status=200, body=b"{", content_type="application/json"),
        answers(status=200, body=b"[1]", content_type="application/json"),
        answers(status=202),
        answers(status=200, body=b"{" * 500_000, content_type="application/json"),
        answers(status=307, headers={"Location": "/bot"}),
    ],
)
async def test_an_endpoint_that_answers_no_pong_is_refused(api: Api, bot: HttpBot, pong: Respond) -> None:
    bot.pong = pong
    refused = await api("PATCH", ME, {FIELD: bot.url})
    assert refused.problem(FIELD) == "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID"
    said = refused.json["errors"][FIELD]["_errors"][0]["message"]
    assert said == "The specified interactions endpoint url could not be verified."
    assert (await api("GET", ME)).json[FIELD] is None
    assert bot.pings == 1  # nothing is followed


async def test_an_endpoint_that_takes_any_signature_is_refused(api: Api, bot: HttpBot) -> None:
    bot.checks_signatures = False
    assert (await api("PATCH", ME, {FIELD: bot.url})).problem(FIELD).startswith("APPLICATION_INTERACTIONS_ENDPOINT")
    assert bot.pings == 2


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        (f"http://{HOST}:9/away", "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID"),
        (f"http://{HOST}:99999/bot", "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID"),
        ("ftp://127.0.0.1/bot", "URL_TYPE_INVALID_SCHEME"),
        ("bot", "URL_TYPE_INVALID_URL"),
        (7, "STRING_TYPE_CONVERT"),
    ],
)
async def test_an_address_that_cannot_be_called_is_refused(api: Api, url: Any, problem: str) -> None:
    assert (await api("PATCH", ME, {FIELD: url})).problem(FIELD) == problem


@pytest.mark.parametrize("url", ["http://192.0.2.1/bot", "https://bot.example/interactions"])
async def test_nothing_leaves_this_machine(api: Api, url: str, caplog: pytest.LogCaptureFixture) -> None:
    assert (await api("PATCH", ME, {FIELD: url})).problem(FIELD).startswith("APPLICATION_INTERACTIONS_ENDPOINT")
    assert f"endpoint_refused url={url} reason=it is not on this machine" in caplog.text


async def test_an_endpoint_that_does_not_answer_in_time_is_refused(api: Api, bot: HttpBot, clock: HeldClock) -> None:
    reached = asyncio.Event()

    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        reached.set()
        return await asyncio.Future()

    bot.pong = wait
    edit = asyncio.create_task(api("PATCH", ME, {FIELD: bot.url}))
    await asyncio.wait_for(reached.wait(), WAIT)
    clock.advance(3)
    assert (await asyncio.wait_for(edit, WAIT)).problem(FIELD).startswith("APPLICATION_INTERACTIONS_ENDPOINT")


async def test_a_refused_endpoint_changes_nothing_else(api: Api, called: HttpBot) -> None:
    called.pong = says(4, content="no PONG")
    edit = {FIELD: called.url, "description": "Songs", "event_webhooks_url": called.url}
    refused = await api("PATCH", ME, edit)
    assert set(refused.json["errors"]) == {FIELD, "event_webhooks_url"}
    told = (await api("GET", ME)).json
    assert (told["description"], told[FIELD], told["event_webhooks_url"]) == ("", called.url, None)


async def test_a_ping_cannot_be_answered_over_rest(api: Api, bot: HttpBot) -> None:
    """discord-api-docs, issue 7311."""
    codes: list[int] = []

    async def call_back(ping: dict[str, Any]) -> web.StreamResponse:
        codes.append((await api("POST", f"/interactions/{ping['id']}/{ping['token']}/callback", {"type": 1})).code)
        return web.Response(status=202)

    bot.pong = call_back
    assert (await api("PATCH", ME, {FIELD: bot.url})).status == 400
    assert codes == [10062]


async def test_discord_checks_again_and_removes_what_takes_any_signature(
    api: Api, world: DiscordWorld, called: HttpBot
) -> None:
    assert (await api("PATCH", ME, {"event_webhooks_url": called.url})).status == 200
    await endpoint_checks.check_again(world)
    assert (await api("GET", ME)).json[FIELD] == called.url
    called.checks_signatures = False
    await endpoint_checks.check_again(world)
    told = (await api("GET", ME)).json
    assert (told[FIELD], told["event_webhooks_url"]) == (None, None)


async def test_an_endpoint_that_is_away_is_not_removed(api: Api, world: DiscordWorld, called: HttpBot) -> None:
    """discord-api-docs, issue 2328."""
    assert (await api("PATCH", ME, {"event_webhooks_url": called.url})).status == 200
    await called.__aexit__()
    await endpoint_checks.check_again(world)
    told = (await api("GET", ME)).json
    assert told[FIELD] == told["event_webhooks_url"] == called.url
