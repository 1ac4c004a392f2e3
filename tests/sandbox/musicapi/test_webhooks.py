"""The vendor's calls: what they say, how they are signed, and what may happen to them on the way."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.musicapi.webhook_policy import WebhookPolicy
from sandbox.musicapi.webhooks import DEFAULT_SECRET
from sandbox.wire.exchange import EMPTY, Answer, Request
from sandbox.wire.server import LoopbackServer
from tests.sandbox.musicapi.buyer import CREATES, Buyer, content
from tests.sandbox.musicapi.document import check_answer, straightened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "between us"
PLAIN = WebhookPolicy(lag=0.0, twice=0.0, streams=0.0)  # every end is told once, at once


class Customer:
    """A buyer who listens for calls."""

    def __init__(self, buyer: Buyer, policy: WebhookPolicy) -> None:
        self.buyer = buyer
        self.webhooks = buyer.vendor.webhooks
        self.webhooks.policy = policy
        self.statuses: list[int] = []  # of the next answers; 204 where there are none
        self.heard: list[Request] = []
        self.server = LoopbackServer(self._hear, buyer.clock)

    async def _hear(self, request: Request) -> Answer:
        self.heard.append(request)
        return Answer(self.statuses.pop(0)) if self.statuses else EMPTY

    @property
    def events(self) -> list[str]:
        return [request.headers["x-webhook-event"] for request in self.heard]

    async def bought(self, family: str, *, secret: str = SECRET, url: str = "") -> str:
        """The task id of a create that asks to be called."""
        hook = {"webhook_url": url or f"{self.server.url}/calls/me", **({"webhook_secret": secret} if secret else {})}
        return await self.buyer.bought(family, {**CREATES[family], **hook})

    async def wait(self, seconds: float) -> None:
        """Let the world's time pass, and every call arrive that is due then."""
        self.buyer.clock.advance(seconds)
        await self.webhooks.tick()  # notices
        await self.webhooks.tick()  # and sends

    async def end(self, task_id: str) -> None:
        """Wait until the task has ended and was told of."""
        left = self.buyer.vendor.seconds_left(task_id)
        assert left is not None
        await self.wait(left)


@asynccontextmanager
async def customer(policy: WebhookPolicy = PLAIN, **options: Any) -> AsyncIterator[Customer]:
    listening = Customer(Buyer.of(**options), policy)
    async with listening.server, listening.webhooks:
        yield listening


def signature(secret: str, request: Request) -> str:
    """As the vendor's guide says: over the time-stamp, a full stop and the raw body."""
    signed = request.headers["x-webhook-timestamp"].encode() + b"." + request.body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(("family", "platform"), [("sonic", "suno"), ("producer", "producer")])
async def test_a_song_that_is_ready_is_told_of(family: str, platform: str) -> None:
    async with customer() as mia:
        task_id = await mia.bought(family)
        await mia.wait(1.0)
        assert mia.heard == []
        await mia.end(task_id)
        (request,) = mia.heard
        assert (request.method, request.path) == ("POST", "/calls/me")
        assert request.content_type == "application/json"
        assert request.headers["x-webhook-event"] == "song.completed"
        assert request.headers["x-webhook-id"] == request.headers["idempotency-key"] != ""
        assert request.headers["x-webhook-signature"] == signature(SECRET, request)
        assert abs(int(request.headers["x-webhook-timestamp"]) - time.time()) < 60  # real time, not the world's
        told = request.json()
        about = {name: told.pop(name) for name in ("task_id", "platform", "event")}
        assert about == {"task_id": task_id, "platform": platform, "event": "song.completed"}
        assert check_answer("GET", f"/{family}/task/{{id}}", 200, straightened(told)) == []
        polled = content(await mia.buyer.poll(family, task_id))
        assert {clip["clip_id"]: clip["audio_url"] for clip in told["data"]} == {
            clip["clip_id"]: clip["audio_url"] for clip in polled["data"]
        }
        await mia.wait(10_000)
        assert len(mia.heard) == 1


async def test_what_is_signed_is_what_was_sent_and_nothing_else() -> None:
    async with customer() as mia:
        hook = {"webhook_url": f"{mia.server.url}/calls/me", "webhook_secret": SECRET}
        body = {**CREATES["sonic"], "gpt_description_prompt": "café, 雨の夜", **hook}
        await mia.end(await mia.buyer.bought("sonic", body))
        (request,) = mia.heard
        assert "雨の夜".encode() in request.body
        anew = replace(request, body=json.dumps(request.json()).encode())  # read, and written by another's rules
        assert anew.json() == request.json()
        assert request.headers["x-webhook-signature"] == signature(SECRET, request) != signature(SECRET, anew)


async def test_nuro_tells_in_a_flat_object() -> None:
    async with customer() as mia:
        hook = {"webhook_url": f"{mia.server.url}/calls/me", "webhook_secret": SECRET}
        task_id = await mia.buyer.bought("nuro", {"type": "bgm", "description": "calm piano", "duration": 30, **hook})
        await mia.end(task_id)
        told = mia.heard[0].json()
        assert (told["task_id"], told["platform"], told["event"]) == (task_id, "nuro", "song.completed")
        assert (told["status"], told["prompt"], "data" in told) == ("succeeded", "calm piano", False)
        assert {"progress", "audio_url", "lyrics", "duration", "genre", "mood", "theme", "instrument"} <= set(told)


async def test_what_breaks_in_the_vendor_is_not_kept_quiet() -> None:
    mia = Customer(Buyer.of(), PLAIN)

    def broken(_: object) -> dict[str, Any]:
        raise KeyError("a clip")

    async with mia.server:
        await mia.webhooks.__aenter__()
        watch = mia.webhooks._watch
        assert watch is not None
        await mia.bought("sonic")
        mia.webhooks._poll = broken
        mia.buyer.clock.advance(10_000)
        async with asyncio.timeout(20):
            await asyncio.wait([watch])
        with pytest.raises(KeyError, match="a clip"):
            await mia.webhooks.__aexit__()


async def test_a_song_that_failed_is_told_of() -> None:
    async with customer() as mia:
        mia.buyer.vendor.orders.fail_next("too loud", "api_error")
        failed = await mia.bought("sonic")
        await mia.end(failed)
        mia.buyer.vendor.orders.fail_next("too slow", "http504")
        late = await mia.bought("sonic")
        await mia.end(late)
        mia.buyer.vendor.orders.fail_next_clip(1, 2, reason="both are gone")
        dead = await mia.bought("sonic")
        await mia.end(dead)
        shared = {"platform": "suno", "event": "song.failed", "refund_processed": True}
        assert [request.json() for request in mia.heard] == [
            {**shared, "task_id": failed, "type": "api_error", "message": "too loud"},
            {**shared, "task_id": late, "type": "timeout", "message": "too slow"},
            {**shared, "task_id": dead, "type": "failed", "message": "both are gone"},
        ]
        assert set(mia.events) == {"song.failed"}


async def test_a_failure_that_is_ordered_later_is_told_at_once() -> None:
    async with customer() as mia:
        task_id = await mia.bought("sonic")
        mia.buyer.vendor.fail_now(task_id, "pulled the plug")
        await mia.wait(0.0)
        assert mia.heard[0].json()["message"] == "pulled the plug"


async def test_who_did_not_ask_is_not_called_nor_is_riffusion_able_to() -> None:
    async with customer() as mia:
        for task_id in (await mia.bought("riffusion"), await mia.buyer.bought("sonic")):
            await mia.end(task_id)
        await mia.wait(100.0)
        assert mia.heard == []


async def test_without_a_secret_the_vendor_signs_with_its_own() -> None:
    async with customer() as mia:
        await mia.end(await mia.bought("sonic", secret=""))
        assert mia.heard[0].headers["x-webhook-signature"] == signature(DEFAULT_SECRET, mia.heard[0])


@pytest.mark.parametrize("anew", [True, False])
async def test_a_refused_call_is_repeated_after_longer_and_longer_pauses(*, anew: bool) -> None:
    async with customer(replace(PLAIN, retries=2, pause=10.0, stamps_anew=anew)) as mia:
        mia.statuses = [500, 404, 200]
        await mia.end(await mia.bought("sonic"))
        counts = [len(mia.heard)]
        for seconds in (9.0, 1.0, 19.0, 1.0, 1000.0):
            await mia.wait(seconds)
            counts.append(len(mia.heard))
        assert counts == [1, 1, 2, 2, 3, 3]
        assert len({request.body for request in mia.heard}) == 1
        assert len({request.headers["x-webhook-id"] for request in mia.heard}) == 1
        assert all(request.headers["x-webhook-signature"] == signature(SECRET, request) for request in mia.heard)
        assert [sent.status for sent in mia.webhooks.sent] == [500, 404, 200]


async def test_the_vendor_gives_up() -> None:
    async with customer(replace(PLAIN, retries=1)) as mia:
        mia.statuses = [500] * 9
        await mia.end(await mia.bought("sonic"))
        await mia.wait(10_000)
        await mia.wait(10_000)
        assert len(mia.heard) == 2


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/gone", "https://a..b/", "https://127.0.0.1:9/"])
async def test_nobody_there(url: str) -> None:
    async with customer() as mia:
        await mia.end(await mia.bought("sonic", url=url))
        assert [sent.status for sent in mia.webhooks.sent] == [0]


async def test_nobody_quick_enough() -> None:
    async with customer(replace(PLAIN, timeout=0.05)) as mia:
        pause = mia.server.trouble.pause("POST", "/calls/", "before")
        async with asyncio.timeout(20):
            await mia.end(await mia.bought("sonic"))
        assert [sent.status for sent in mia.webhooks.sent] == [0]
        pause.release()


async def test_calls_that_are_lost_late_or_repeated() -> None:
    async with customer() as mia:
        orders = mia.buyer.vendor.orders
        orders.lose_next_webhook()
        orders.delay_next_webhook(60.0)
        orders.repeat_next_webhook(2)
        assert orders.waiting() == [
            "the next callback is lost",
            "the next callback comes 60 s late",
            "the next callback comes 3 times",
        ]
        await mia.end(await mia.bought("sonic"))
        assert mia.heard == []
        await mia.end(await mia.bought("producer"))
        await mia.wait(59.0)
        assert mia.heard == []
        await mia.wait(1.0)
        assert len(mia.heard) == 1
        await mia.end(await mia.bought("sonic"))
        await mia.wait(10.0)
        assert len(mia.heard) == 4
        assert len({request.headers["x-webhook-id"] for request in mia.heard}) == 2
        assert orders.waiting() == []


async def test_orders_are_taken_back() -> None:
    async with customer() as mia:
        mia.buyer.vendor.orders.lose_next_webhook()
        mia.buyer.vendor.orders.clear()
        await mia.end(await mia.bought("sonic"))
        assert mia.events == ["song.completed"]


@pytest.mark.parametrize("late", [False, True])
async def test_a_stream_is_told_of_before_or_after_the_end(*, late: bool) -> None:
    async with customer(replace(PLAIN, streams=1.0, late_streams=float(late))) as mia:
        mia.buyer.vendor.orders.time_next_task(30, 40, named=10)
        task_id = await mia.bought("sonic")
        counts: list[int] = []
        for seconds in (19.0, 2.0, 20.0, 10.0):
            await mia.wait(seconds)
            counts.append(len(mia.heard))
        streaming = json.loads(mia.heard[late].body)
        assert counts == ([0, 0, 1, 2] if late else [0, 1, 2, 2])
        assert mia.events == (["song.completed", "song.streaming"] if late else ["song.streaming", "song.completed"])
        assert (streaming["message"], streaming["task_id"]) == ("streaming", task_id)
        assert {clip["state"] for clip in streaming["data"]} <= {"pending", "running", "processing"}
        assert len({request.headers["x-webhook-id"] for request in mia.heard}) == 2


async def test_what_is_under_way_ends_with_the_vendor() -> None:
    async with customer() as mia:
        pause = mia.server.trouble.pause("POST", "/calls/", "before")
        task_id = await mia.bought("sonic")
        mia.buyer.clock.advance(mia.buyer.vendor.seconds_left(task_id) or 0.0)
        async with asyncio.timeout(20):
            await pause.reached()  # by the watch, without a tick
        await mia.webhooks.__aexit__()
        await mia.webhooks.tick()
        assert not mia.webhooks.sent


async def test_habits_belong_to_the_seed() -> None:
    assert WebhookPolicy.drawn(0) == WebhookPolicy()
    assert WebhookPolicy.drawn(5) == WebhookPolicy.drawn(5)
    drawn = [WebhookPolicy.drawn(seed) for seed in range(1, 30)]
    assert {policy.retries for policy in drawn} == {0, 1, 2, 3}
    assert {policy.stamps_anew for policy in drawn} == {True, False}
