"""What the probe makes of MusicAPI's answers to what it buys, and where it stops."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.media.fetch import Fetcher
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.offers import Host
from bot.probe.buying import buy
from bot.probe.free_checks import TEXTS, ask_for_nothing, nonsense
from bot.probe.judging import MOST_SHAPES, Polls, is_documented, judge_polls
from bot.probe.purchases import choose
from bot.probe.recorder import Recorded
from bot.probe.redaction import Redactor
from bot.probe.rows import Api, Row
from bot.probe.vendor import ProbedVendor, open_vendor
from bot.settings import Settings
from sandbox.wire.exchange import DROPPED, Answer, json_answer
from sandbox.world import Sandbox, free_port
from tests.e2e.conftest import SPEED

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ACCEPTED = json_answer(200, {"message": "success", "task_id": "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"})


@asynccontextmanager
async def open_probe(**env: str) -> AsyncGenerator[tuple[Sandbox, ProbedVendor]]:
    """MusicAPI, and the probe before it asks anything; waits pass by MusicAPI's clock."""
    async with Sandbox(SPEED, clip_seconds=30.0) as sandbox:
        settings = Settings.from_environment(sandbox.env(database_url="sqlite:////never.db") | env)
        sleep = sandbox.vendor_clock.sleep
        async with open_vendor(settings, "default", Redactor(settings.secrets), say=print, sleep=sleep) as vendor:
            yield sandbox, vendor


def by_check(vendor: ProbedVendor) -> dict[str, Row]:
    """The rows by what was looked at."""
    return {row.check: row for row in vendor.rows}


async def _buy(sandbox: Sandbox, vendor: ProbedVendor, budget: int, between_polls: float = 5.0) -> None:
    urls = {"musicapi_url": sandbox.musicapi.url, "discord_url": sandbox.discord.api_url}
    async with Fetcher.of(**urls) as files:
        await buy(vendor, choose(vendor.catalog, budget), budget, files, between_polls)


async def test_where_what_no_one_can_make_is_taken_no_more_of_it_is_asked_for() -> None:
    async with open_probe() as (sandbox, vendor):
        sandbox.musicapi.trouble.answer_instead("POST", "riffusion/create", ACCEPTED)
        assert await ask_for_nothing(vendor) is False
        rows = by_check(vendor)
        assert rows["riffusion: not taken"].verdict == "differs"
        assert rows["sonic: not taken"].verdict == "not seen"
        posts = [each.request.path for each in sandbox.musicapi.traffic if each.request.method == "POST"]
        assert len(posts) == 1


@pytest.mark.parametrize(
    "answer",
    [DROPPED, json_answer(500, {"message": "internal error"}), json_answer(302, {})],
    ids=["lost", "500", "302"],
)
async def test_where_nobody_knows_whether_it_was_taken_no_more_of_it_is_asked_for(answer: Answer) -> None:
    async with open_probe() as (sandbox, vendor):
        sandbox.musicapi.trouble.answer_instead("POST", "riffusion/create", answer)
        assert await ask_for_nothing(vendor) is False
        rows = by_check(vendor)
        assert rows["sonic: not taken"].verdict == "not seen"
        assert "may have been taken" in rows["sonic: not taken"].seen
        posts = [each.request.path for each in sandbox.musicapi.traffic if each.request.method == "POST"]
        assert len(posts) == 1


@pytest.mark.parametrize("status", [400, 402, 403, 410, 429])
async def test_what_is_refused_is_free_however_it_is_refused(status: int) -> None:
    async with open_probe() as (sandbox, vendor):
        sandbox.musicapi.trouble.answer_instead("POST", "riffusion/create", json_answer(status, {"message": "no"}))
        assert await ask_for_nothing(vendor) is True
        assert len([each for each in sandbox.musicapi.traffic if each.request.method == "POST"]) > 1


async def test_what_never_left_this_machine_is_free() -> None:
    async with open_probe(MUSICAPI_URL=f"http://127.0.0.1:{free_port()}") as (_, vendor):
        assert await ask_for_nothing(vendor) is True
        assert {row.seen for row in vendor.rows if "not taken" in row.check} == {"no answer (ConnectError)"}


@pytest.mark.parametrize("host", list(Host))
async def test_what_no_one_can_make_has_no_words_to_make_it_of(host: Host) -> None:
    async with open_probe() as (_, vendor):
        vendor.catalog.host = host
        for family in FAMILIES[host]:
            body = nonsense(vendor, family)
            assert not TEXTS & body.keys()
            assert len(body["title"]) == 500
            assert "nothing at all" not in json.dumps(body)


@pytest.mark.parametrize("status", [402, 403])
async def test_without_credits_nothing_more_is_asked_for(status: int) -> None:
    async with open_probe() as (sandbox, vendor):
        refusal = json_answer(status, {"message": "The remaining credits are not enough."})
        sandbox.musicapi.trouble.answer_instead("POST", "nuro/create", refusal)
        await _buy(sandbox, vendor, 60)
        assert len(sandbox.vendor.creates) <= 1
        assert {row.verdict for row in vendor.rows} == {"not seen"}
        assert all("not enough" in row.seen for row in vendor.rows)


async def test_a_key_with_too_little_on_it_buys_nothing() -> None:
    async with open_probe() as (sandbox, vendor):
        sandbox.vendor.account.credits = 5
        await _buy(sandbox, vendor, 60)
        assert sandbox.vendor.creates == []
        assert {row.seen for row in vendor.rows} == {"the key has 5 credits left"}


async def test_too_many_requests_are_waited_for_and_differ_from_nothing() -> None:
    async with open_probe() as (sandbox, vendor):
        busy = json_answer(429, {"message": "rate limit"}, retry_after="7")
        sandbox.musicapi.trouble.answer_instead("POST", "nuro/create", busy)
        await _buy(sandbox, vendor, 22)
        rows = by_check(vendor)
        assert rows["nuro: create: accepted"].verdict == "not seen"
        assert rows["riffusion: create: result"].seen == "clips: 2"


async def test_a_create_whose_answer_is_lost_counts_in_full() -> None:
    async with open_probe() as (sandbox, vendor):
        sandbox.musicapi.trouble.answer_instead("POST", "nuro/create", json_answer(500, {"message": "internal error"}))
        await _buy(sandbox, vendor, 22)
        rows = by_check(vendor)
        assert rows["nuro: create: accepted"].verdict == "differs"
        assert rows["nuro: create: price"].verdict == "not documented"
        sent = [each for each in sandbox.musicapi.traffic if each.request.path.endswith("nuro/create")]
        assert len(sent) == 1


async def test_however_often_a_song_is_asked_for_it_is_judged_by_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.probe.recorder.MOST_ALIKE", 4)
    async with open_probe() as (sandbox, vendor):
        await _buy(sandbox, vendor, 22, between_polls=1.0)
        rows = by_check(vendor)
        for name in ("nuro: create", "riffusion: create"):
            assert rows[f"{name}: result"].verdict == "as documented"
            asked = sum(each.check == name and "/task/" in each.path for each in vendor.recorder.exchanges)
            counted = sum(map(int, re.findall(r"\((\d+)\)", rows[f"{name}: polls"].seen)))
            assert counted > asked == 4
        assert rows["riffusion: create: fields"].seen.startswith("all of them")


async def test_a_task_is_waited_for_no_longer_where_polls_are_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.probe.buying.TASK_TIMEOUT", 100.0)
    async with open_probe() as (sandbox, vendor):
        sandbox.vendor.orders.stall_next_task()
        later = json_answer(429, {"message": "rate limit"}, retry_after="60")
        sandbox.musicapi.trouble.answer_instead("GET", "nuro/task/", later)
        await _buy(sandbox, vendor, 10, between_polls=20.0)
        assert by_check(vendor)["nuro: create: result"].seen.startswith("it is not there after 1")
        assert sum("/task/" in each.path for each in vendor.recorder.exchanges) == 2


async def test_polls_beyond_the_bound_are_judged_and_only_their_shapes_are_kept() -> None:
    async with open_probe() as (sandbox, vendor):
        polls, (purchase, *_) = Polls(), choose(vendor.catalog, 30)
        for number in range(3 * MOST_SHAPES):
            polls.add([_poll(200, {"type": f"odd-{number}"}), _poll(429, {}), replace(_poll(200, {}), status=None)])
        judge_polls(vendor, purchase, polls)
        (row,) = vendor.rows
        assert row.verdict == "differs"
        assert len(polls.shapes) == MOST_SHAPES + 1
        assert polls.shapes.total() == 3 * MOST_SHAPES
        assert not list(sandbox.musicapi.traffic)


async def test_a_probe_that_is_cancelled_says_what_it_did_not_see() -> None:
    async with open_probe() as (sandbox, vendor):
        polled = asyncio.Event()
        sandbox.musicapi.traffic.listeners.append(lambda each: polled.set() if "/task/" in each.request.path else None)
        buying = asyncio.create_task(_buy(sandbox, vendor, 30))
        async with asyncio.timeout(30):
            await polled.wait()
        buying.cancel()
        await asyncio.gather(buying, return_exceptions=True)
        rows = by_check(vendor)
        assert rows["nuro: create"].seen == "it was stopped, and may have been charged"
        assert rows["riffusion: create"].seen == "it was stopped before"


def _poll(status: int, body: Any) -> Recorded:
    said = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Recorded(Api.MUSICAPI, "", "GET", "/sonic/task/1", None, status, body=said)


@pytest.mark.parametrize(
    ("status", "body", "documented"),
    [
        (202, {"type": "not_ready", "error": "Task is still processing."}, True),
        (200, {"type": "not_ready"}, True),
        (200, {"code": 200, "data": [{"state": "pending"}, {"state": "succeeded"}]}, True),
        (200, {"code": 200, "status": "RUNNING", "data": []}, True),
        (200, {"task_id": "1", "status": "running", "progress": 45}, True),
        (200, {"type": "failed", "error": "upstream error"}, True),
        (404, {"message": "task not found"}, True),
        (400, {"message": "task not found."}, True),
        (504, {"message": "Task failed due to timeout. Credits were previously refunded."}, True),
        (200, {"code": 200, "data": [{"state": "processing"}]}, False),
        (200, {"code": 500, "message": "boom"}, False),
        (200, {"type": "queued"}, False),
        (200, {"task_id": "1", "status": "blocked"}, False),
        (200, {"jobs": [1]}, False),
        (200, [1], False),
        (200, b"<html>", False),
        (404, b"<html>", False),
        (400, {"message": "no"}, False),
        (500, {"message": "internal error"}, False),
        (504, {"message": "gateway"}, False),
    ],
)
def test_polls_are_held_against_the_documents(status: int, body: Any, documented: bool) -> None:
    assert is_documented(_poll(status, body)) is documented
