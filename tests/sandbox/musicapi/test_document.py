"""Everything the simulator takes and says is what the vendor's OpenAPI document knows, but for what live answers do."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content, cover, extension
from tests.sandbox.musicapi.document import check_answer, check_body, straightened

FAMILIES = ("riffusion", "sonic", "producer")
ORDERS: tuple[Literal["none", "clip", "failed", "timeout", "forbidden", "api_error"], ...] = (
    "none",
    "clip",
    "failed",
    "timeout",
    "forbidden",
    "api_error",
)


@pytest.mark.parametrize("family", FAMILIES)
async def test_accepted_bodies_and_their_answers_are_documented(family: str) -> None:
    buyer = Buyer.of(clip_seconds=30)
    first = (await buyer.finished(family))[0]["clip_id"]
    bodies: list[dict[str, Any]] = [CREATES[family], CUSTOMS[family], extension(family, first, 10)]
    if family != "producer":  # its cover is newer than the document
        bodies.append(cover(family, first))
    for body in bodies:
        answer = await buyer.create(family, body)
        assert check_body(family, body) == []
        assert check_answer("POST", f"/{family}/create", answer.status, content(answer)) == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("profile", [MUSICAPI, AIMUSICAPI], ids=lambda profile: profile.host)
async def test_every_look_at_a_task_is_documented(family: str, profile: Any) -> None:
    buyer = Buyer.of(profile=profile, seed=7)
    body = {**CREATES[family], "use_suno_cdn": False}
    for order in ORDERS:
        if order == "clip":
            buyer.vendor.orders.fail_next_clip(1)
        elif order != "none":
            buyer.vendor.orders.fail_next("upstream error", order)
        task_id = await buyer.bought(family, body)
        async for answer in buyer.polls(family, task_id):
            if answer.status in (400, 404) and buyer.vendor.tasks[task_id].polls == 0:
                continue  # not found at first
            assert check_answer("GET", f"/{family}/task/{{id}}", answer.status, straightened(content(answer))) == []


@pytest.mark.parametrize("family", FAMILIES)
async def test_refusals_are_documented(family: str) -> None:
    buyer = Buyer.of(credits=20)
    path = f"/{family}/create"
    too_long = {**CREATES[family], "title": "x" * 81}
    wrong_key = await buyer.ask("POST", f"/api/v1{path}", CREATES[family], key="wrong")
    refusals = [wrong_key, await buyer.create(family, too_long)]
    await buyer.bought(family)
    refusals.append(await buyer.create(family))
    assert [answer.status for answer in refusals] == [401, 400, 403]
    for answer in refusals:
        assert check_answer("POST", path, answer.status, content(answer)) == []


async def test_the_account_is_documented() -> None:
    answer = await Buyer.of(credits=50).ask("GET", "/api/v1/get-credits")
    assert content(answer) == {"credits": 50, "extra_credits": 0}
    assert check_answer("GET", "/get-credits", 200, content(answer)) == []
