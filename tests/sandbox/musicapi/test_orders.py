"""Trouble that is ordered comes, once, and to the next one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content

if TYPE_CHECKING:
    from sandbox.musicapi.works import FailureKind

KINDS: tuple[FailureKind, ...] = ("failed", "timeout", "forbidden", "api_error")


async def ended(buyer: Buyer, family: str, task_id: str) -> Any:
    left = buyer.vendor.seconds_left(task_id)
    assert left is not None
    buyer.clock.advance(left + 5)
    return await buyer.poll(family, task_id)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
async def test_a_task_fails_in_band(family: str, kind: FailureKind) -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.fail_next("the *model* broke", kind)
    answer = await ended(buyer, family, await buyer.bought(family))
    body = content(answer)
    assert (answer.status, body["type"]) == (200, kind)
    assert "the *model* broke" in (body.get("error"), body.get("message"))
    buyer.clock.advance(60)
    assert await buyer.credits() == 100
    task_id = await buyer.bought(family)  # the next one is made
    assert "data" in content(await ended(buyer, family, task_id))


async def test_a_failed_task_gives_no_clip_before() -> None:
    for seed in range(12):
        buyer = Buyer.of(seed=seed)
        buyer.vendor.orders.fail_next()
        task_id = await buyer.bought("sonic")
        async for answer in buyer.polls("sonic", task_id, every=1.0):
            assert b'"succeeded"' not in answer.body
        clips = buyer.vendor.tasks[task_id].clips
        assert not any(clip.is_ready(buyer.clock.now() + 1000) for clip in clips)


async def test_a_task_may_fail_after_its_first_clip() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.fail_next(after=1000)
    task_id = await buyer.bought("sonic")
    buyer.clock.advance(990)
    states = sorted(clip["state"] for clip in content(await buyer.poll("sonic", task_id))["data"])
    assert (len(states), states[1]) == (2, "succeeded")
    assert states[0] != "succeeded"
    buyer.clock.advance(20)
    assert content(await buyer.poll("sonic", task_id))["type"] == "failed"


async def test_a_timeout_may_be_an_http_error() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.fail_next(kind="http504")
    answer = await ended(buyer, "riffusion", await buyer.bought("riffusion"))
    assert (answer.status, b"Credits were previously refunded." in answer.body) == (504, True)


@pytest.mark.parametrize("position", [1, 2])
async def test_one_clip_of_two_fails_and_nothing_is_refunded(position: int) -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.fail_next_clip(position)
    clips = await buyer.finished("sonic")
    assert [clip["state"] == "failed" for clip in clips] == [position == 1, position == 2]
    assert not clips[position - 1]["audio_url"]
    buyer.clock.advance(100)
    assert await buyer.credits() == 85


async def test_all_clips_failed_is_refunded() -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.fail_next_clip(1, 2)
    assert [clip["state"] for clip in await buyer.finished("riffusion")] == ["failed", "failed"]
    buyer.clock.advance(100)
    assert await buyer.credits() == 100


async def test_a_task_stalls() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.stall_next_task()
    task_id = await buyer.bought("riffusion")
    for _ in range(50):
        buyer.clock.advance(3600)
        answer = await buyer.poll("riffusion", task_id)
        assert answer.status in (200, 202)
        assert b'"succeeded"' not in answer.body
    assert buyer.vendor.seconds_left(task_id) is None


async def test_a_task_only_ever_gives_one_clip() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.short_next_task()
    assert len(await buyer.finished("sonic")) == 1


async def test_times_can_be_ordered() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.time_next_task(30, 10, named=5)
    task_id = await buyer.bought("riffusion")
    told: list[list[bool]] = []
    for seconds in (4, 2, 5, 20):
        buyer.clock.advance(seconds)
        clips = content(await buyer.poll("riffusion", task_id)).get("data") or []
        clips.sort(key=lambda clip: buyer.vendor.clips[clip["clip_id"]].position)
        told.append([clip["state"] == "succeeded" for clip in clips])
    assert told == [[], [False, False], [False, True], [True, True]]


async def test_orders_stand_in_line() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.fail_next("first")
    buyer.vendor.orders.spare_next_task()
    buyer.vendor.orders.fail_next("third")
    tasks = [await buyer.bought("producer") for _ in range(3)]
    buyer.clock.advance(1000)
    bodies = [content(await buyer.poll("producer", task)) for task in tasks]
    assert ["first" in str(bodies[0]), "data" in bodies[1], "third" in str(bodies[2])] == [True, True, True]


async def test_a_create_is_refused_without_effect() -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.refuse_next_create(403, {"message": "queue full"}, Retry_After="7")
    buyer.vendor.orders.refuse_next_create(500, "down")
    first, second = await buyer.create("sonic"), await buyer.create("sonic")
    assert (first.status, content(first), first.headers) == (403, {"message": "queue full"}, {"Retry-After": "7"})
    assert (second.status, second.body, second.content_type) == (500, b"down", "text/plain")
    assert await buyer.credits() == 100
    await buyer.bought("sonic")
    assert [create.status for create in buyer.vendor.creates] == [403, 500, 200]


async def test_a_lost_answer_is_paid_for() -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.orders.lose_next_answer()
    buyer.vendor.orders.muddle_next_answer()
    assert (await buyer.create("sonic")).drop
    muddled = await buyer.create("sonic")
    assert (muddled.status, muddled.body[:6]) == (502, b"<html>")
    assert await buyer.credits() == 70
    assert [(create.status, create.task_id is None) for create in buyer.vendor.creates] == [(0, False), (502, False)]


async def test_a_refused_create_does_not_use_up_a_lost_answer() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.lose_next_answer()
    assert (await buyer.create("sonic", {})).status == 400
    assert (await buyer.create("sonic")).drop


async def test_polls_are_refused_and_garbled() -> None:
    buyer = Buyer.of()
    task_id = await buyer.bought("riffusion")
    buyer.clock.advance(5)
    buyer.vendor.orders.refuse_next_poll(429, {"message": "rate limit"}, Retry_After="2", times=2)
    buyer.vendor.orders.garble_next_poll()
    answers = [await buyer.poll("riffusion", task_id) for _ in range(4)]
    assert [answer.status for answer in answers[:3]] == [429, 429, 502]
    with pytest.raises(json.JSONDecodeError):
        content(answers[2])
    assert answers[3].status in (200, 202)


async def test_a_family_or_a_task_type_retires() -> None:
    buyer = Buyer.of(clip_seconds=30)
    clip_id = (await buyer.finished("riffusion"))[0]["clip_id"]
    edit = {**CREATES["riffusion"], "task_type": "cover_music", "continue_clip_id": clip_id}
    buyer.vendor.orders.retire("riffusion", "cover_music")
    assert (await buyer.create("riffusion", edit)).status == 410
    await buyer.bought("riffusion")
    buyer.vendor.orders.retire("riffusion")
    assert (await buyer.create("riffusion")).status == 410
    await buyer.bought("sonic")
    buyer.vendor.orders.revive("riffusion")
    await buyer.bought("riffusion")


async def test_an_unknown_task() -> None:
    buyer = Buyer.of()
    task_id = await buyer.bought("sonic")
    buyer.clock.advance(5)
    assert (await buyer.poll("riffusion", task_id)).status == 400  # another family's
    assert (await buyer.poll("sonic", task_id)).status in (200, 202)
    buyer.vendor.orders.forget_task(task_id)
    assert (await buyer.poll("sonic", task_id)).status in (400, 404)
    missing = await buyer.poll("sonic", "")
    assert (missing.status, b"missing task id." in missing.body) == (400, True)


async def test_a_running_task_is_made_to_fail() -> None:
    buyer = Buyer.of(credits=100)
    task_id = await buyer.bought("sonic")
    buyer.clock.advance(20)
    assert buyer.vendor.fail_now(task_id, "by hand")
    assert b"by hand" in (await buyer.poll("sonic", task_id)).body
    assert not buyer.vendor.fail_now(task_id)
    buyer.clock.advance(60)
    assert await buyer.credits() == 100


async def test_everything_can_be_taken_back() -> None:
    buyer = Buyer.of()
    orders = buyer.vendor.orders
    orders.fail_next()
    orders.lose_next_answer()
    orders.refuse_next_create(500)
    orders.garble_next_poll(times=5)
    orders.retire("sonic")
    orders.clear()
    assert len(await buyer.finished("sonic")) == 2


async def test_tasks_may_fail_by_themselves() -> None:
    buyer = Buyer.of(failure_rate=0.25)
    tasks = [buyer.vendor.tasks[await buyer.bought("producer")] for _ in range(80)]
    assert 8 <= sum(task.failure is not None for task in tasks) <= 35


async def test_nonsense_makes_the_upstream_model_fail() -> None:
    buyer = Buyer.of()
    task_id = await buyer.bought("producer", {"sound": "x"})
    assert content(await ended(buyer, "producer", task_id))["type"] == "failed"


@pytest.mark.parametrize(
    ("family", "body", "reason"),
    [
        ("riffusion", {"prompt": "loud, like Nirvana"}, "Song Description contained artist name: Nirvana"),
        ("producer", {"sound": "maybach  music"}, "Song Description contained producer tag"),
        ("sonic", {"gpt_description_prompt": "Madonna"}, "Song Description contained artist name: Madonna"),
        ("sonic", {**CUSTOMS["sonic"], "tags": "nirvana"}, "Tags contained artist name: nirvana"),
        (
            "sonic",
            {**CUSTOMS["sonic"], "prompt": "We all live in a\nyellow submarine"},
            "Lyrics contained copyrighted material.",
        ),
        ("riffusion", {"prompt": "burn their houses down"}, "Prompt flagged for moderation"),
    ],
)
async def test_words_that_only_the_model_finds_fail_the_task_in_band_and_are_paid_back(
    family: str, body: dict[str, Any], reason: str
) -> None:
    buyer = Buyer.of(credits=100)
    task_id = await buyer.bought(family, {**CREATES[family], **body})
    assert buyer.vendor.account.charged > 0
    said = content(await ended(buyer, family, task_id))
    assert said["type"] == "forbidden"
    assert reason in (said.get("error"), said.get("message"))
    buyer.clock.advance(60)
    assert await buyer.credits() == 100
