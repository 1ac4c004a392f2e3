"""What polls are told from acceptance to the end: every shape that was seen, and never a step back."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from sandbox.musicapi.vendor import Vendor
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content

SEEDS = range(24)
FAMILIES = ("riffusion", "sonic", "producer")
CLIPS = {"riffusion": 2, "sonic": 2, "producer": 1}
EVERYWHERE = {
    "riffusion": {
        "202 not_ready",
        "200 not_ready",
        "200 code 202 no data",
        "200 code 200 no data",
        "one of two",
        "both",
        "runs",
        "done",
        "file late",
    },
    "sonic": {
        "202 not_ready",
        "200 not_ready",
        "200 code 200 no data",
        "data null",
        "both",
        "runs",
        "one runs",
        "streams",
        "done",
        "file late",
    },
    "producer": {"202 not_ready", "200 not_ready", "done", "file late"},
}


def seen(answer: Any, expected: int) -> set[str]:
    """The names of what this answer shows."""
    body = content(answer)
    if body.get("type") == "not_ready":
        return {f"{answer.status} not_ready"}
    clips: list[dict[str, Any]] = body.get("data") or []
    if not clips:
        null = {"data null"} if "data" in body and body["data"] is None else set[str]()
        return {f"{answer.status} code {body['code']} no data", *null}
    running = [clip for clip in clips if clip["state"] not in ("succeeded", "failed")]
    late = [clip for clip in clips if clip["state"] == "succeeded" and not _final(clip["audio_url"])]
    names = {
        "one of two": expected == 2 and len(clips) == 1,
        "both": expected == len(clips) == 2,
        "runs": bool(running),
        "one runs": len(clips) == 2 and len(running) == 1,
        "streams": any("audiopipe" in (clip["audio_url"] or "") for clip in running),
        "file late": bool(late),
        "done": len(clips) == expected and not running and not late,
    }
    return {name for name, holds in names.items() if holds}


def _final(url: str | None) -> bool:
    return bool(url) and "audiopipe" not in str(url)


@pytest.mark.parametrize("family", FAMILIES)
async def test_every_shape_is_seen(family: str) -> None:
    shapes = Counter[str]()
    for seed in SEEDS:
        buyer = Buyer.of(seed=seed)
        for body in (CREATES[family], CUSTOMS[family]):
            task_id = await buyer.bought(family, body)
            async for answer in buyer.polls(family, task_id, every=1.0):
                if answer.status in (200, 202):
                    shapes.update(seen(answer, CLIPS[family]))
    assert EVERYWHERE[family] <= set(shapes)


async def test_a_new_task_may_not_be_found_at_first() -> None:
    lost: list[tuple[str, int]] = []
    for seed in range(120):
        buyer = Buyer.of(seed=seed)
        for family in FAMILIES:
            task_id = await buyer.bought(family)
            answer = await buyer.poll(family, task_id)
            if answer.status in (400, 404):
                assert b"task not found" in answer.body
                lost.append((family, answer.status))
                buyer.clock.advance(2)
                assert (await buyer.poll(family, task_id)).status in (200, 202)
    assert {("riffusion", 400), ("sonic", 400), ("sonic", 404)} <= set(lost)
    assert ("riffusion", 404) not in lost  # its document knows none
    assert len(lost) < 60


@pytest.mark.parametrize("profile", [MUSICAPI, AIMUSICAPI], ids=lambda profile: profile.host)
@pytest.mark.parametrize("family", FAMILIES)
async def test_nothing_final_is_taken_back(family: str, profile: Any) -> None:
    for seed in SEEDS:
        buyer = Buyer.of(seed=seed, profile=profile)
        task_id = await buyer.bought(family, {**CREATES[family], "use_suno_cdn": True})
        finished: dict[str, Any] = {}
        named: set[str] = set()
        done = False
        async for answer in buyer.polls(family, task_id, every=1.0):
            if answer.status not in (200, 202):
                continue
            clips = {clip["clip_id"]: clip for clip in content(answer).get("data") or []}
            assert named <= set(clips)
            named = set(clips)
            for clip_id, clip in clips.items():
                if clip["state"] == "succeeded" and _final(clip["audio_url"]):
                    told = {name: clip[name] for name in ("audio_url", "duration", "title", "lyrics", "state")}
                    assert finished.setdefault(clip_id, told) == told
                else:
                    assert clip_id not in finished
            assert not done or "done" in seen(answer, CLIPS[family])
            done = done or "done" in seen(answer, CLIPS[family])
        assert done
        assert len(finished) == CLIPS[family]


async def test_the_other_host_names_the_whole_and_old_models() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI)
    task_id = await buyer.bought("producer")
    looks = buyer.polls("producer", task_id, every=1.0)
    words = [(answer.status, content(answer)["status"]) async for answer in looks]
    assert {word for _, word in words} == {"PENDING", "RUNNING", "SUCCESS"}
    assert {status for status, word in words if word == "RUNNING"} == {200, 202}
    (clip, _) = await buyer.finished("sonic", {**CREATES["sonic"], "use_suno_cdn": False})
    assert clip["mv"] == "chirp-v5"


async def test_types_are_those_of_live_answers() -> None:
    buyer = Buyer.of()
    sonic, riffusion = (await buyer.finished("sonic"))[0], (await buyer.finished("riffusion"))[0]
    (producer,) = await buyer.finished("producer")
    assert isinstance(sonic["duration"], str)
    assert isinstance(riffusion["duration"], float)
    assert isinstance(producer["seed"], str)
    assert sonic["video_url"] is riffusion["video_url"] is producer["video_url"] is None
    assert (sonic["audio_url"][-4:], riffusion["audio_url"][-4:], producer["audio_url"][-4:]) == (
        ".mp3",
        ".m4a",
        ".m4a",
    )


async def test_lyrics_have_times() -> None:
    buyer = Buyer.of(clip_seconds=None)
    clip = (await buyer.finished("riffusion", CUSTOMS["riffusion"]))[0]
    words = clip["timestamp"]["words"]
    assert " ".join(word["text"] for word in words) == " ".join(CUSTOMS["riffusion"]["lyrics"].split())
    assert all(before["start"] <= after["start"] for before, after in itertools.pairwise(words))
    assert words[-1]["end"] <= clip["duration"]
    assert 165 <= clip["duration"] <= 220
    instrumental = {**CUSTOMS["riffusion"], "make_instrumental": True, "lyrics": ""}
    assert (await buyer.finished("riffusion", instrumental))[0]["timestamp"]["words"] == []


async def test_the_same_seed_is_the_same_world() -> None:
    async def story(seed: int) -> list[tuple[int, bytes]]:
        buyer = Buyer.of(seed=seed)
        answers: list[tuple[int, bytes]] = []
        for family in FAMILIES:
            task_id = await buyer.bought(family)
            answers += [(answer.status, answer.body) async for answer in buyer.polls(family, task_id)]
        return answers

    assert await story(3) == await story(3)
    assert await story(3) != await story(4)


async def test_two_worlds_of_one_seed_share_no_ids() -> None:
    first, second = Buyer.of(), Buyer.of()
    second.clock.advance(0.001)
    second = Buyer(Vendor(second.clock), second.clock)
    tasks = [buyer.vendor.tasks[await buyer.bought("sonic")] for buyer in (first, second)]
    assert tasks[0].task_id != tasks[1].task_id
    assert not {clip.clip_id for clip in tasks[0].clips} & {clip.clip_id for clip in tasks[1].clips}
    assert [clip.title for clip in tasks[0].clips] == [clip.title for clip in tasks[1].clips]


async def test_times_are_those_of_the_families() -> None:
    times: dict[str, list[float]] = {family: [] for family in FAMILIES}
    for seed in range(60):
        buyer = Buyer.of(seed=seed)
        for family in FAMILIES:
            times[family].append(buyer.vendor.seconds_left(await buyer.bought(family)) or 0)
    middle = {family: sorted(seconds)[30] for family, seconds in times.items()}
    assert 30 <= middle["riffusion"] <= 60
    assert 90 <= middle["sonic"] <= 160
    assert 35 <= middle["producer"] <= 70
    assert max(times["sonic"]) > 200
