"""The hostile mood: everything odd comes up, and none of it is a lie."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import Answer
from tests.sandbox.musicapi.buyer import CREATES, Buyer
from tests.sandbox.musicapi.families.test_other_families import BGM, STUDIO

FAMILIES = {**CREATES, "nuro": BGM, "studio": STUDIO}
CLIPS = {"riffusion": 2, "sonic": 2, "producer": 1, "nuro": 1, "studio": 2}
LONGEST_UNFOUND = 5.0  # seconds
PASSES = {429, 500, 502, 503, 0}  # 0: the connection was closed


def read(answer: Answer) -> Any:
    """The JSON of an answer as HTTP would hand it over."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return json.loads(gzip.decompress(answer.body) if packed else answer.body)


async def ordered(buyer: Buyer, family: str) -> str:
    """The id of a new task; a create that is refused out of turn is sent again."""
    while (answer := await buyer.create(family, FAMILIES[family])).status == 429:
        pass
    assert answer.status == 200, answer.body
    told = read(answer)
    return told["data"] if family == "studio" else told["task_id"]


async def answers(buyer: Buyer, family: str, task_id: str) -> list[Answer]:
    """What polls are told until nothing changes any more, and once more than that."""
    heard: list[Answer] = []
    ended = 0
    while ended < 2:
        answer = await buyer.ask("GET", f"/api/v1/{family}/task/{task_id}", Accept_Encoding="gzip")
        if answer.status in (400, 404):
            assert buyer.clock.now() < buyer.vendor.tasks[task_id].made_at + LONGEST_UNFOUND
        heard.append(answer)
        is_result = not answer.drop and answer.status == 200
        ended += is_result and buyer.vendor.seconds_left(task_id) == 0.0
        buyer.clock.advance(4.0)
    return heard


def clips_of(family: str, told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The clips of an answer by their ids."""
    if family == "nuro":
        return {"": told} if "status" in told else {}
    found: Any = told.get("data") or []
    if family == "studio":
        found = (found.get("data") or {}).get("songs", [])
    return {clip["id" if family == "studio" else "clip_id"]: clip for clip in found}


async def test_every_oddity_comes_up_and_the_end_is_true() -> None:
    odd = Counter[str]()
    for seed in range(8):
        for family in FAMILIES:
            buyer = Buyer.of(mood="hostile", seed=seed, studio=True)
            task_id = await ordered(buyer, family)
            named, clips = set[str](), dict[str, dict[str, Any]]()
            for answer in await answers(buyer, family, task_id):
                if answer.drop or answer.status in PASSES:
                    odd["trouble"] += 1
                    continue
                odd["packed"] += "Content-Encoding" in answer.headers
                odd["in pieces"] += answer.drip is not None
                odd["type"] += "json" not in answer.content_type.lower()
                told = read(answer)
                if answer.status in (400, 404):
                    odd["not found"] += 1
                    continue
                odd["extra"] += "meta" in told
                odd["code"] += isinstance(told.get("code"), str) and family != "studio"
                listed = told.get("data") if isinstance(told.get("data"), list) else []
                clips = clips_of(family, told)
                odd["twice"] += len(listed or []) > len(clips)
                odd["stale"] += not named <= set(clips)
                named |= set(clips)
                for clip in clips.values():
                    odd["text"] += isinstance(clip.get("duration"), str)
                    odd["null"] += "mv" in clip and clip["mv"] is None
                    odd["missing"] += "mv" not in clip
                    odd["state"] += clip.get("state") in ("queued", "submitted", "in_progress", "STREAMING")
            assert buyer.vendor.seconds_left(task_id) == 0.0
            assert len(clips) == CLIPS[family]
            for clip in clips.values():
                address = clip.get("song_path") or clip.get("audio_url")
                assert address
                assert clip.get("state", "succeeded") == "succeeded"
                assert (await buyer.file(address.partition("?")[0], "HEAD")).status == 200 if seed == 0 else True
            assert len(buyer.vendor.accepted) == 1
    assert min(odd.values()) > 0
    assert set(odd) >= {"trouble", "packed", "in pieces", "type", "not found", "extra", "code", "twice", "stale"}
    assert set(odd) >= {"text", "null", "missing", "state"}


async def test_a_create_that_is_refused_out_of_turn_has_no_effect() -> None:
    buyer = Buyer.of(mood="hostile")
    answers = [await buyer.create("sonic") for _ in range(300)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 0 < len(refused) < 90
    assert len(buyer.vendor.tasks) == len(answers) - len(refused)
    assert buyer.vendor.account.charged == 15 * len(buyer.vendor.tasks)
    waits = [answer.headers["Retry-After"] for answer in refused if "Retry-After" in answer.headers]
    dates = [wait for wait in waits if not wait.isdigit()]
    assert dates
    assert len(dates) < len(waits)
    assert all(parsedate_to_datetime(date).tzinfo is not None for date in dates)


async def test_trouble_comes_as_it_was_ordered() -> None:
    buyer = Buyer.of(mood="hostile")
    buyer.vendor.orders.refuse_next_create(402, {"type": "insufficient_credits", "error": "none"})
    assert (await buyer.create("sonic")).body == b'{"type":"insufficient_credits","error":"none"}'
    buyer.vendor.orders.time_next_task(10.0, 20.0)
    task = buyer.vendor.tasks[await ordered(buyer, "sonic")]
    assert [clip.ends_at - task.made_at for clip in task.clips] == [10.0, 20.0]


async def test_the_same_seed_is_the_same_world() -> None:
    async def story(seed: int) -> list[tuple[int, bytes]]:
        buyer = Buyer.of(mood="hostile", seed=seed)
        return [(answer.status, answer.body) for answer in await answers(buyer, "sonic", await ordered(buyer, "sonic"))]

    assert await story(3) == await story(3)
    assert await story(3) != await story(4)


async def test_answers_and_files_come_in_pieces_over_real_http() -> None:
    vendor = Vendor(RunningClock(600.0), mood="hostile", clip_seconds=2.0, create_interval=0.0)
    async with vendor_server(vendor) as server, httpx.AsyncClient(trust_env=False) as http:
        headers, chunked = {"Authorization": f"Bearer {vendor.key}"}, 0
        for _ in range(12):
            answer = await http.post(f"{server.url}/api/v1/sonic/lyrics", json={"description": "rain"}, headers=headers)
            assert answer.status_code == 429 or len(answer.json()["results"]) == 2
            chunked += answer.headers.get("Transfer-Encoding") == "chunked"
        assert 0 < chunked < 12
        file = await http.get(f"{server.url}/files/nothing.mp3")
        assert (file.status_code, file.headers["Transfer-Encoding"]) == (404, "chunked")
        assert b"NoSuchKey" in file.content
        head = await http.head(f"{server.url}/files/nothing.mp3")
        assert (head.status_code, head.content) == (404, b"")
