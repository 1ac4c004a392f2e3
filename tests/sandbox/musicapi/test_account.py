"""Who may ask, how often, and what it costs."""

from __future__ import annotations

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content, extension

CREATE = "/api/v1/riffusion/create"


async def test_every_endpoint_wants_the_key() -> None:
    buyer = Buyer.of()
    for method, path in (("GET", "/api/v1/get-credits"), ("POST", CREATE), ("GET", "/api/v1/sonic/task/x")):
        missing = await buyer.ask(method, path, key=None)
        assert missing.status == 401
        assert b"Authorization header is missing." in missing.body
        raw = await buyer.ask(method, path, key=None, Authorization="sandbox-musicapi-key")
        assert raw.status == 401
        assert b"Invalid authorization format." in raw.body
        wrong = await buyer.ask(method, path, key="wrong")
        assert wrong.status == 401
        assert content(wrong)["type"] == "unauthorized"
    assert not buyer.vendor.accepted


async def test_what_does_not_exist_is_a_page() -> None:
    buyer = Buyer.of()
    for method, path in (("GET", CREATE), ("POST", "/api/v1/riffusion/task/x"), ("GET", "/api/v1/sonic/feed")):
        answer = await buyer.ask(method, path)
        assert (answer.status, answer.content_type) == (404, "text/html")


async def test_one_create_per_three_seconds() -> None:
    buyer = Buyer.of(credits=100)
    await buyer.bought("riffusion")
    for _ in range(6):
        buyer.clock.advance(0.49)
        refused = await buyer.ask("POST", CREATE, CREATES["riffusion"])
        assert refused.status == 429
        assert 1 <= int(refused.headers.get("Retry-After", 1)) <= 3
    buyer.clock.advance(3.0 - 6 * 0.49)
    assert (await buyer.ask("POST", CREATE, CREATES["riffusion"])).status == 200
    assert buyer.vendor.limit.refused == 6
    assert len(buyer.vendor.accepted) == 2
    assert await buyer.credits() == 100 - 2 * 12


async def test_a_429_comes_with_and_without_a_time_to_wait() -> None:
    buyer = Buyer.of()
    await buyer.bought("riffusion")
    refused = [await buyer.ask("POST", CREATE, CREATES["riffusion"]) for _ in range(40)]
    assert {"Retry-After" in answer.headers for answer in refused} == {True, False}
    assert {answer.content_type for answer in refused} == {"application/json", "text/plain"}


async def test_no_pace_where_none_is_asked_for() -> None:
    buyer = Buyer.of(create_interval=0)
    for _ in range(5):
        assert (await buyer.ask("POST", CREATE, CREATES["riffusion"])).status == 200


@pytest.mark.parametrize(
    ("profile", "family", "body", "price"),
    [
        (MUSICAPI, "riffusion", CREATES["riffusion"], 12),
        (MUSICAPI, "sonic", CREATES["sonic"], 15),
        (MUSICAPI, "sonic", CUSTOMS["sonic"], 15),
        (MUSICAPI, "producer", CREATES["producer"], 12),
        (AIMUSICAPI, "producer", CREATES["producer"], 10),
        (AIMUSICAPI, "sonic", {**CREATES["sonic"], "use_suno_cdn": True}, 14),
        (AIMUSICAPI, "sonic", {**CUSTOMS["sonic"], "use_suno_cdn": True}, 10),  # v4 with own lyrics
        (AIMUSICAPI, "sonic", {**CUSTOMS["sonic"], "mv": "sonic-v5", "use_suno_cdn": True}, 14),
    ],
)
async def test_prices(profile: object, family: str, body: object, price: int) -> None:
    buyer = Buyer.of(profile=profile, credits=100)
    await buyer.bought(family, body)
    assert await buyer.credits() == 100 - price


async def test_an_extension_costs_less_on_the_other_host() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI, credits=100, clip_seconds=30)
    body = {**CREATES["sonic"], "use_suno_cdn": True}
    clip = (await buyer.finished("sonic", body))[0]
    await buyer.bought("sonic", {**extension("sonic", clip["clip_id"], 5), "mv": "sonic-v5", "use_suno_cdn": True})
    assert await buyer.credits() == 100 - 14 - 10


@pytest.mark.parametrize(("profile", "status"), [(MUSICAPI, 403), (AIMUSICAPI, 402)])
async def test_an_empty_account(profile: object, status: int) -> None:
    buyer = Buyer.of(profile=profile, credits=11)
    for _ in range(8):
        answer = await buyer.create("riffusion")
        assert (answer.status, b"credits" in answer.body) == (status, True)
    assert await buyer.credits() == 11


async def test_extra_credits_go_first_and_need_a_subscription() -> None:
    buyer = Buyer.of(credits=20, extra_credits=5)
    await buyer.bought("riffusion")
    assert content(await buyer.ask("GET", "/api/v1/get-credits")) == {"credits": 13, "extra_credits": 0}
    buyer.vendor.account.extra_credits = 50
    buyer.vendor.account.credits = 0
    buyer.vendor.account.subscribed = False
    refused = await buyer.create("riffusion")
    assert (refused.status, b"subscription" in refused.body) == (403, True)


async def test_a_refund_is_seen_after_a_while() -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.fail_next(after=10)
    await buyer.bought("riffusion")
    buyer.clock.advance(10)
    assert await buyer.credits() == 88
    buyer.clock.advance(15)
    assert await buyer.credits() == 100
    assert (buyer.vendor.account.charged, buyer.vendor.account.refunded) == (12, 12)
