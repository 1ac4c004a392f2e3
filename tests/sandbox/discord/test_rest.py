from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.entities import Team
from sandbox.discord.ratelimit import RateLimits
from sandbox.discord.rest import DiscordRest
from sandbox.wire.exchange import Request

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.clock import HeldClock
    from tests.sandbox.discord.api import Api, Place

ME = "/users/@me"
UA = {"user-agent": "DiscordBot (https://example.org, 1)"}


async def test_the_token_opens_the_door(api: Api, place: Place) -> None:
    me = await api("GET", ME)
    assert me.json["id"] == str(place.world.bot.id)
    for token in (None, "wrong", place.world.token[:-1]):
        refused = await api("GET", ME, token=token)
        assert (refused.status, refused.json) == (401, {"message": "401: Unauthorized", "code": 0})
    bearer = await api("GET", ME, token=None, headers={"Authorization": place.world.token})
    assert bearer.status == 401


async def test_answers_are_bare_json_behind_a_proxy(api: Api) -> None:
    me = await api("GET", ME)
    assert me.headers["content-type"] == "application/json"  # a charset would make discord.py hand back text
    assert me.headers["via"] == "1.1 google"


async def test_unknown_routes_methods_and_versions(api: Api, world: DiscordWorld) -> None:
    missing = await api("GET", "/songs")
    assert (missing.status, missing.json) == (404, {"message": "404: Not Found", "code": 0})
    assert (await api("DELETE", ME)).status == 405
    rest = DiscordRest(world)
    assert (await rest.handle(Request("GET", "/api/v10/gateway", headers=UA))).status == 200
    assert (await rest.handle(Request("GET", "/api/v6/gateway", headers=UA))).status == 400
    assert (await rest.handle(Request("GET", "/elsewhere", headers=UA))).status == 404


async def test_a_client_must_say_who_it_is(world: DiscordWorld) -> None:
    answer = await DiscordRest(world).handle(Request("GET", "/api/v10/gateway"))
    assert answer.status == 403
    assert b"40333" in answer.body


async def test_the_gateway_is_named(api: Api, world: DiscordWorld) -> None:
    world.gateway_url, world.shards = "ws://127.0.0.1:1234/gateway", 4
    world.session_starts.resets_at = world.clock.now() + 60
    assert (await api("GET", "/gateway", token=None)).json == {"url": world.gateway_url}
    bot = (await api("GET", "/gateway/bot")).json
    assert (bot["url"], bot["shards"]) == (world.gateway_url, 4)
    assert bot["session_start_limit"] == {
        "total": 1000,
        "remaining": 1000,
        "reset_after": 60_000,
        "max_concurrency": 1,
    }


async def test_the_application_has_an_owner_or_a_team(api: Api, place: Place) -> None:
    world = place.world
    for path in ("/applications/@me", "/oauth2/applications/@me"):
        assert (await api("GET", path)).json["owner"]["id"] == str(world.owner.id)
    world.team = Team(world.ids.next(), "Makers", [place.mia.user, place.noah.user])
    told = (await api("GET", "/applications/@me")).json
    assert [member["user"]["username"] for member in told["team"]["members"]] == ["mia", "noah"]
    assert told["team"]["owner_user_id"] == str(place.mia.user.id)
    assert told["owner"]["id"] == told["team"]["id"]


async def test_what_the_application_has_not(api: Api, world: DiscordWorld) -> None:
    assert (await api("GET", f"/applications/{world.application_id}/emojis")).json == {"items": []}
    assert (await api("GET", f"/applications/{world.application_id}/entitlements")).json == []
    for what in ("emojis", "entitlements"):
        assert (await api("GET", f"/applications/1/{what}")).code == 50001


async def test_guilds_and_who_is_in_them(api: Api, place: Place) -> None:
    base = f"/guilds/{place.guild.id}"
    assert (await api("GET", f"{base}?with_counts=true")).json["approximate_member_count"] == 4
    names = [channel["name"] for channel in (await api("GET", f"{base}/channels")).json]
    assert names == ["songs"]
    assert [role["name"] for role in (await api("GET", f"{base}/roles")).json] == ["@everyone", "Example"]
    member = await api("GET", f"{base}/members/{place.mia.user.id}")
    assert member.json["user"]["username"] == "mia"
    assert (await api("GET", f"{base}/members/1")).code == 10007
    assert (await api("GET", f"{base}/members")).code == 50001
    assert (await api("GET", "/guilds/1")).code == 10004
    assert (await api("GET", f"{ME}/guilds/{place.guild.id}/member")).json["user"]["bot"] is True


async def test_leaving_a_guild(api: Api, place: Place) -> None:
    assert [guild["name"] for guild in (await api("GET", f"{ME}/guilds")).json] == ["Studio"]
    assert (await api("DELETE", f"{ME}/guilds/{place.guild.id}")).status == 204
    assert (await api("GET", f"{ME}/guilds")).json == []
    assert (await api("GET", f"/guilds/{place.guild.id}")).code == 10004


async def test_users(api: Api, place: Place) -> None:
    assert (await api("GET", f"/users/{place.mia.user.id}")).json["username"] == "mia"
    assert (await api("GET", "/users/1")).code == 10013
    assert (await api("POST", f"{ME}/channels", {"recipient_id": "1"})).code == 10013
    assert (await api("POST", f"{ME}/channels", {"recipient_id": str(place.world.bot.id)})).code == 50007
    assert (await api("POST", f"{ME}/channels", {})).problem("recipient_id") == "BASE_TYPE_REQUIRED"


async def test_a_bucket_empties_and_fills_again(api: Api, place: Place) -> None:
    for left in (4, 3, 2, 1, 0):
        sent = await api("POST", place.messages(), {"content": "a"})
        assert sent.status == 200
        assert sent.headers["x-ratelimit-remaining"] == str(left)
    assert (sent.headers["x-ratelimit-limit"], sent.headers["x-ratelimit-reset-after"]) == ("5", "5.000")
    place.clock.advance(1.5)
    refused = await api("POST", place.messages(), {"content": "a"})
    assert refused.status == 429
    assert refused.json["retry_after"] == 3.5
    assert refused.json["global"] is False
    assert refused.headers["retry-after"] == "4"
    assert refused.headers["x-ratelimit-scope"] == "user"
    assert refused.headers["via"]
    other = place.world.add_channel(place.guild, "other")
    elsewhere = await api("POST", place.messages(other), {"content": "a"})
    assert elsewhere.status == 200
    assert elsewhere.headers["x-ratelimit-bucket"] == refused.headers["x-ratelimit-bucket"]
    place.clock.advance(3.5)
    assert (await api("POST", place.messages(), {"content": "a"})).status == 200


async def test_the_answer_to_an_interaction_has_no_bucket(api: Api, place: Place) -> None:
    """Measured with hikari 2.7, whose route says `has_ratelimits=False`: headers there stall it."""
    asked = place.ask()
    for status in (204, *[400] * 6):  # the first answer, and what is too late for one
        answer = await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
        assert answer.status == status
        assert not [name for name in answer.headers if name.lower().startswith("x-ratelimit")]


async def test_each_token_has_buckets_of_its_own(api: Api, place: Place) -> None:
    one, other = place.ask(), place.ask()
    for asked in (one, other):
        await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    for _ in range(5):
        assert (await api("PATCH", place.hook(one), {"content": "Done"})).status == 200
    assert (await api("PATCH", place.hook(one), {"content": "Done"})).status == 429
    assert (await api("PATCH", place.hook(other), {"content": "Done"})).status == 200


async def test_the_whole_bot_makes_fifty_requests_a_second(api: Api, place: Place) -> None:
    channels = [place.world.add_channel(place.guild, f"c{n}") for n in range(11)]
    for number in range(50):
        sent = await api("POST", place.messages(channels[number // 5]), {"content": "a"})
        assert sent.status == 200
    refused = await api("POST", place.messages(channels[10]), {"content": "a"})
    assert refused.status == 429
    assert refused.json["global"] is True
    assert refused.headers["x-ratelimit-global"] == "true"
    assert refused.headers["x-ratelimit-scope"] == "global"
    asked = place.ask()
    free = await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    assert free.status == 204
    assert (await api("PATCH", place.hook(asked), {"content": "Done"})).status == 200
    place.clock.advance(1.0)
    assert (await api("POST", place.messages(channels[10]), {"content": "a"})).status == 200


async def test_who_is_refused_too_often_meets_a_closed_door(world: DiscordWorld, clock: HeldClock) -> None:
    rest = DiscordRest(world, RateLimits(clock, refusals=3))
    stranger = Request("GET", "/api/v10/users/@me", headers=UA)
    for _ in range(3):
        assert (await rest.handle(stranger)).status == 401
    owner = Request("GET", "/api/v10/users/@me", headers={**UA, "authorization": f"Bot {world.token}"})
    closed = await rest.handle(owner)
    assert (closed.status, closed.headers["Retry-After"]) == (429, "600")
    assert closed.content_type.startswith("text/html")
    assert "Via" not in closed.headers
    clock.advance(600)
    assert (await rest.handle(owner)).status == 200


@pytest.mark.parametrize("speed", [0.0, 0.0004])
async def test_who_waits_as_told_never_comes_too_early(world: DiscordWorld, clock: HeldClock, speed: float) -> None:
    clock.advance(speed)
    rest = DiscordRest(world)
    request = Request("GET", "/api/v10/users/@me", headers={**UA, "authorization": f"Bot {world.token}"})
    answers = [await rest.handle(request) for _ in range(5)]
    clock.advance(float(answers[-1].headers["X-RateLimit-Reset-After"]))
    assert (await rest.handle(request)).status == 200
