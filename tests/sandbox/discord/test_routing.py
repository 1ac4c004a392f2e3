"""Paths, methods and queries: what is not there says so, and what cannot be is refused before it does anything."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.ratelimit import RateLimits
from sandbox.discord.rest import ROUTES, DiscordRest
from sandbox.discord.routes import gateway
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Request
from tests import openapi

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.clock import HeldClock
    from sandbox.wire.exchange import Answer
    from tests.sandbox.discord.api import Api, Place

METHODS = ("get", "post", "put", "patch", "delete")


def shape(template: str) -> str:
    return re.sub(r"\{\w+\}", "{}", template)


@openapi.needs_document
async def test_whatever_is_not_simulated_says_so(
    world: DiscordWorld, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Each operation of Discord's document is answered by its own route, or by an error that the log explains."""
    caplog.set_level(logging.WARNING)
    here = {(route.method, shape(route.template)) for route in ROUTES}
    document = json.loads(openapi.PATH.read_text())
    missing = 0
    for template, operations in document["paths"].items():
        path = re.sub(r"\{\w+\}", "17", template)
        for method in [each for each in METHODS if each in operations]:
            if (method.upper(), shape(template)) in here:
                continue
            caplog.clear()
            rest = DiscordRest(world, RateLimits(clock))
            headers = {"user-agent": "test", "authorization": f"Bot {world.token}"}
            answer = await rest.handle(Request(method.upper(), f"/api/v10{path}", headers=headers))
            assert answer.status in (404, 405), (method, template, answer)
            assert [record.message for record in caplog.records] == [
                f"route_missing method={method.upper()} path={path}"
            ], (method, template)
            missing += 1
    assert missing + len(here) >= 200


@pytest.mark.parametrize("path", ["messages/pins", "messages/bulk-delete"])
async def test_a_word_where_an_id_can_be_is_another_route(api: Api, place: Place, path: str) -> None:
    assert (await api("PUT", f"/channels/{place.songs.id}/{path}")).status in (404, 405)
    odd = await api("GET", f"{place.messages()}/pinned")
    assert odd.problem("message_id") == "NUMBER_TYPE_COERCE"


@pytest.mark.parametrize("limit", ["abc", "", "1.5", "0", "101", "-1", "true", "\u0663", "9" * 30])
async def test_a_count_that_is_none_is_refused(api: Api, place: Place, limit: str) -> None:
    """The document: `limit` of these routes is a whole number within bounds."""
    refused = await api("GET", f"{place.messages()}?limit={limit}")
    assert refused.problem("limit") in ("NUMBER_TYPE_COERCE", "NUMBER_TYPE_MIN", "NUMBER_TYPE_MAX")


@pytest.mark.parametrize("word", ["before", "after", "around"])
async def test_an_id_in_the_query_that_is_none_is_refused(api: Api, place: Place, word: str) -> None:
    assert (await api("GET", f"{place.messages()}?{word}=first")).problem(word) == "NUMBER_TYPE_COERCE"


@pytest.mark.parametrize(
    ("said", "counts"), [("true", True), ("True", True), ("1", True), ("false", False), ("0", False)]
)
async def test_a_switch_is_written_in_three_ways(api: Api, place: Place, said: str, counts: bool) -> None:
    """Documentation, Reference, "Boolean Query Strings"."""
    told = (await api("GET", f"/guilds/{place.guild.id}?with_counts={said}")).json
    assert ("approximate_member_count" in told) is counts


async def test_another_switch_is_refused(api: Api, place: Place) -> None:
    refused = await api("GET", f"/guilds/{place.guild.id}?with_counts=yes")
    assert refused.problem("with_counts") == "BOOLEAN_TYPE_CHOICES"


async def test_messages_around_one(api: Api, place: Place) -> None:
    said = [place.mia.say(place.songs.id, str(number)) for number in range(9)]
    page = (await api("GET", f"{place.messages()}?limit=5&around={said[4].id}")).json
    assert [int(one["id"]) for one in page] == [one.id for one in reversed(said[2:7])]


async def test_guilds_come_a_page_at_a_time(api: Api, place: Place) -> None:
    """Documentation, Get Current User Guilds: `before`, `after` and `limit`, by id; `with_counts`."""
    for name in ("Attic", "Cellar"):
        place.world.add_guild(name, place.admin.user)

    async def names(query: str) -> list[Any]:
        return [guild["name"] for guild in (await api("GET", f"/users/@me/guilds{query}")).json]

    assert await names("?limit=2") == ["Studio", "Attic"]
    assert await names(f"?limit=2&after={place.guild.id}") == ["Attic", "Cellar"]
    assert (await api("GET", "/users/@me/guilds?limit=201")).problem("limit") == "NUMBER_TYPE_MAX"
    last = max(place.world.guilds)
    assert await names(f"?limit=1&before={last}") == ["Attic"]
    (counted, *_) = (await api("GET", "/users/@me/guilds?with_counts=1")).json
    assert counted["approximate_member_count"] == 4


@pytest.mark.beside_the_documents
async def test_a_mistake_of_the_sandbox_is_seen_and_has_discords_shape(
    world: DiscordWorld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: Call) -> Answer:
        raise RuntimeError("a mistake")

    monkeypatch.setattr("sandbox.discord.rest.ROUTES", (Route("GET", "/gateway", broken), *gateway.ROUTES))
    headers = {"user-agent": "test", "authorization": f"Bot {world.token}"}
    answer = await DiscordRest(world).handle(Request("GET", "/api/v10/gateway", headers=headers))
    assert (answer.status, json.loads(answer.body)) == (500, {"message": "500: Internal Server Error", "code": 0})
    assert "route_broken method=GET path=/api/v10/gateway" in caplog.text
