"""Nuro, studio, producer's other endpoints and sonic's older name: shapes, limits and prices of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox.musicapi.operation import TaskOperation
from sandbox.musicapi.profiles import AIMUSICAPI
from sandbox.musicapi.readings import GONE
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content
from tests.sandbox.musicapi.document import check_answer, check_request, straightened
from tests.sandbox.musicapi.families.test_edits import refused
from tests.sandbox.musicapi.test_files import heard

WORDS = "[Verse]\n" + "Under the harbour light we wait for the morning\n" * 8
VOCAL = {
    "type": "vocal",
    "lyrics": WORDS,
    "genre": "Pop",
    "mood": "Happy",
    "gender": "Female",
    "timbre": "Warm",
    "duration": 60,
}
BGM = {"type": "bgm", "version": "v2.0", "description": "calm piano", "duration": 60}
STUDIO = {
    "prompt": "pop, warm",
    "lyrics_type": "generate",
    "prompt_strength": 0.5,
    "clarity_strength": 0.25,
    "lyrics_strength": 0.5,
    "generation_quality": 1,
    "model_type": "studio130-v1.5",
    "config": {"mode": "regular"},
}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {field: value for field, value in body.items() if field != name}


# Nuro


@pytest.mark.parametrize("body", [VOCAL, BGM], ids=lambda body: body["type"])
async def test_nuro_is_a_flat_object(body: dict[str, Any]) -> None:
    buyer = Buyer.of(credits=100)
    task_id = await buyer.bought("nuro", body)
    shapes: set[tuple[int, str]] = set()
    progress: list[int] = []
    async for answer in buyer.polls("nuro", task_id, every=2.0):
        if answer.status == 404:
            continue
        told = content(answer)
        shapes.add((answer.status, told["status"]))
        progress.append(told["progress"])
        assert set(told) == {
            *("task_id", "status", "progress", "audio_url", "lyrics", "duration"),
            *("genre", "mood", "gender", "timbre"),
        }
        assert told["status"] == "succeeded" or (told["audio_url"], told["duration"]) == ("", 0)
    assert {(200, "running"), (202, "running"), (200, "succeeded")} <= shapes
    assert progress == sorted(progress)
    told = content(await buyer.poll("nuro", task_id))
    assert told["genre"] == body.get("genre", "")
    assert told["audio_url"].endswith(".wav")
    codec, seconds, _ = heard((await buyer.file(told["audio_url"])).body)
    assert (codec, seconds) == ("pcm_s16le", pytest.approx(told["duration"], abs=0.1))
    assert await buyer.credits() == 90


@pytest.mark.parametrize(
    "body",
    [
        without(VOCAL, "type"),
        *(without(VOCAL, name) for name in VOCAL if name != "type"),
        {**VOCAL, "type": "song"},
        {**VOCAL, "genre": "pop"},
        {**VOCAL, "mood": "Bored"},
        {**VOCAL, "gender": "female"},
        {**VOCAL, "timbre": "Loud"},
        {**VOCAL, "lyrics": "x" * 299},
        {**VOCAL, "lyrics": "Песня о дожде. " * 30},
        {**VOCAL, "lyrics": "x" * 2001},
        {**VOCAL, "duration": 29},
        {**VOCAL, "duration": 241},
        {**VOCAL, "duration": 60.5},
        {"type": "bgm"},
        without(BGM, "duration"),
        {**BGM, "description": "x" * 200},
        {**BGM, "version": "v3.0"},
        {**BGM, "duration": 121},
        {"type": "bgm", "description": "calm", "duration": 61},
        {"type": "bgm", "description": "calm", "genre": "Pop"},
        {"type": "bgm", "description": "calm", "genre": ["a", "b", "c", "d", "e", "f"]},
        {**BGM, "segments": []},
        {**BGM, "segments": [{"name": "intro", "duration": 29}]},
        {**BGM, "segments": [{"name": "intro", "duration": 4}, {"name": "verse", "duration": 60}]},
        {**BGM, "segments": [{"name": "drop", "duration": 60}]},
        {**BGM, "segments": [{"name": "verse", "duration": 70}, {"name": "outro", "duration": 70}]},
        {**BGM, "segments": ["intro"]},
    ],
)
async def test_what_nuro_refuses(body: dict[str, Any]) -> None:
    buyer = Buyer.of()
    await refused(buyer, "nuro/create", body)
    told = content(await buyer.post("nuro/create", body))
    assert (told["type"], told["refund_processed"]) == ("bad_request", False)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "bgm", "description": "calm piano", "duration": 1, "genre": ["Pop", "Folk"], "theme": ["Rain"]},
        {"type": "bgm", "description": "calm piano"},
        {**without(BGM, "duration"), "segments": [{"name": "verse", "duration": 30}]},
    ],
)
async def test_what_nuro_takes(body: dict[str, Any]) -> None:
    await Buyer.of().bought("nuro", body)


async def test_nuro_fails_with_a_refund() -> None:
    shapes: set[bool] = set()
    for seed in range(12):
        buyer = Buyer.of(seed=seed, credits=100)
        buyer.vendor.orders.fail_next("queue full", "api_error")
        task_id = await buyer.bought("nuro", VOCAL)
        buyer.clock.advance(600)
        told = content(await buyer.poll("nuro", task_id))
        assert (told["type"], told["message"], told["refund_processed"]) == ("api_error", "queue full", True)
        shapes.add("status" in told)
        buyer.clock.advance(60)
        assert await buyer.credits() == 100
    assert shapes == {False, True}


async def test_nuro_is_gone_from_the_other_host() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI)
    await refused(buyer, "nuro/create", VOCAL, 410)
    assert (await buyer.poll("nuro", "any")).status == 410
    assert (await Buyer.of().poll("nuro", "any")).status == 404


# Studio


@pytest.mark.parametrize("status", GONE)
async def test_studio_is_unavailable(status: int) -> None:
    buyer = Buyer.of()
    buyer.vendor.readings = replace(buyer.vendor.readings, gone=status)
    await refused(buyer, "studio/create", STUDIO, status)
    assert (await buyer.poll("studio", "any")).status == status


async def test_every_reading_of_what_is_gone_is_drawn() -> None:
    assert {Buyer.of(seed=seed).vendor.readings.gone for seed in range(60)} == set(GONE)


@pytest.mark.parametrize("mode", ["user", "generate", "instrumental"])
async def test_studio_has_envelopes_of_its_own(mode: str) -> None:
    buyer = Buyer.of(studio=True, credits=100)
    body = {**STUDIO, "lyrics_type": mode, **({"lyrics": WORDS} if mode == "user" else {})}
    answer = await buyer.post("studio/create", body)
    assert check_request("/studio/create", body) == []
    assert check_answer("POST", "/studio/create", answer.status, content(answer)) == []
    assert (content(answer)["code"], await buyer.credits()) == ("success", 85)
    task_id = content(answer)["data"]
    words: list[str] = []
    async for look in buyer.polls("studio", task_id, every=2.0):
        if look.status == 400:
            continue
        assert check_answer("GET", "/studio/task/{id}", look.status, content(look)) == []
        words.append(content(look)["data"]["status"])
    assert list(dict.fromkeys(words)) == ["NOT_START", "IN_PROGRESS", "SUCCESS"]
    buyer.clock.advance(10)
    songs = content(await buyer.poll("studio", task_id))["data"]["data"]["songs"]
    assert [song["finished"] for song in songs] == [True, True]
    assert heard((await buyer.file(songs[0]["song_path"])).body)[1] == pytest.approx(songs[0]["duration"], abs=0.15)
    assert (await buyer.poll("studio", "nobody")).status == 400


@pytest.mark.parametrize(
    "body",
    [
        *(without(STUDIO, name) for name in STUDIO),
        {**STUDIO, "lyrics_type": "sung"},
        {**STUDIO, "lyrics_type": "user"},
        {**STUDIO, "lyrics_type": "user", "lyrics": "x" * 1001},
        {**STUDIO, "prompt_strength": 1.01},
        {**STUDIO, "generation_quality": "1"},
        {**STUDIO, "model_type": "studio130"},
        {**STUDIO, "config": "regular"},
        {**STUDIO, "config": {}},
        {**STUDIO, "config": {"mode": "wild"}},
    ],
)
async def test_what_studio_refuses(body: dict[str, Any]) -> None:
    await refused(Buyer.of(studio=True), "studio/create", body)


async def test_studio_says_why_it_failed() -> None:
    buyer = Buyer.of(studio=True)
    buyer.vendor.orders.fail_next("no studio free")
    task_id = content(await buyer.post("studio/create", STUDIO))["data"]
    buyer.clock.advance(600)
    told = content(await buyer.poll("studio", task_id))["data"]
    assert (told["fail_reason"], told["status"] in ("SUCCESS", "IN_PROGRESS")) == ("no studio free", False)


# Producer


@pytest.mark.parametrize(("format_", "codec"), [("mp3", "mp3float"), ("wav", "pcm_s16le")])
async def test_producers_download_is_a_task(format_: str, codec: str) -> None:
    buyer = Buyer.of(credits=100)
    clip = (await buyer.finished("producer"))[0]
    body = {"clip_id": clip["clip_id"], "format": format_}
    assert check_request("/producer/download", body) == []
    answer = await buyer.post("producer/download", body)
    assert check_answer("POST", "/producer/download", answer.status, content(answer)) == []
    (told,) = await buyer.waited_for("producer", content(answer)["task_id"])
    assert set(told) == {"audio_url"}
    buyer.clock.advance(10)
    (told,) = content(await buyer.poll("producer", content(answer)["task_id"]))["data"]
    file = heard((await buyer.file(told["audio_url"])).body)
    assert file[:2] == (codec, pytest.approx(clip["duration"], abs=0.15))
    assert await buyer.credits() == 100 - 12 - 2


async def test_what_cannot_be_downloaded() -> None:
    buyer = Buyer.of()
    clip_id = (await buyer.finished("producer"))[0]["clip_id"]
    for body in ({}, {"clip_id": "nobody"}, {"clip_id": clip_id, "format": "flac"}, {"clip_id": 7}):
        await refused(buyer, "producer/download", body)
    buyer.vendor.orders.refuse_next_create(502, {"message": "provider did not return a job id"})
    assert await refused(buyer, "producer/download", {"clip_id": clip_id}, 502)
    assert await buyer.made("producer/download", {"clip_id": clip_id})
    buyer.vendor.orders.retire("producer", "download")
    await refused(buyer, "producer/download", {"clip_id": clip_id}, 410)


async def test_the_newer_host_writes_lyrics_and_draws_videos() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI, credits=100)
    clip = (await buyer.finished("producer"))[0]
    (video,) = await buyer.made("producer/video-clip", {"clip_id": clip["clip_id"]})
    assert (await buyer.file(video["video_url"])).content_type in ("video/mp4", "binary/octet-stream")
    (lyrics,) = await buyer.made("producer/lyrics-create", {"prompt": "rain in May"})
    assert "[Chorus]" in lyrics["lyrics"]
    assert await buyer.credits() == 100 - 10 - 5 - 1
    for path, body in (("producer/video-clip", {"clip_id": "nobody"}), ("producer/lyrics-create", {"prompt": " "})):
        await refused(buyer, path, body)
    older = Buyer.of()
    assert (await older.post("producer/lyrics-create", {"prompt": "rain"})).status == 404
    assert (await older.post("producer/video-clip", {"clip_id": "x"})).status == 404


# The older name


async def test_the_older_name_makes_the_same_songs() -> None:
    buyer = Buyer.of()
    answer = await buyer.post("suno/create", CUSTOMS["sonic"])
    assert check_answer("POST", "/suno/create", answer.status, content(answer)) == []
    task_id = content(answer)["task_id"]
    left = buyer.vendor.seconds_left(task_id)
    assert left is not None
    buyer.clock.advance(left + 5)
    old = await buyer.ask("GET", f"/api/v1/suno/clip/{task_id}")
    new = await buyer.poll("sonic", task_id)
    assert check_answer("GET", "/suno/clip/{id}", old.status, straightened(content(old))) == []
    ids = [{clip["clip_id"] for clip in content(answer)["data"]} for answer in (old, new)]
    assert ids[0] == ids[1]
    assert (await buyer.ask("GET", f"/api/v1/suno/task/{task_id}")).status == 404
    assert (await buyer.ask("GET", f"/api/v1/suno/get-lyrics/{task_id}")).status in (400, 404)


async def test_the_older_name_writes_lyrics_as_a_task() -> None:
    buyer = Buyer.of(credits=100)
    body = {"prompt": "rain in May"}
    answer = await buyer.post("suno/make-lyrics", body)
    assert check_request("/suno/make-lyrics", body) == []
    assert check_answer("POST", "/suno/make-lyrics", answer.status, content(answer)) == []
    task_id = content(answer)["data"]["task_id"]
    buyer.clock.advance(3)
    first = await buyer.ask("GET", f"/api/v1/suno/get-lyrics/{task_id}")
    assert content(first)["data"]["text"] == ""
    buyer.clock.advance(120)
    told = content(await buyer.ask("GET", f"/api/v1/suno/get-lyrics/{task_id}"))["data"]
    assert set(told) == {"status", "text", "title", "task_id", "input", "metadata"}
    assert (told["status"], told["input"], "[Chorus]" in told["text"]) == ("complete", "rain in May", True)
    for path in (f"suno/clip/{task_id}", f"sonic/task/{task_id}"):
        assert (await buyer.ask("GET", f"/api/v1/{path}")).status in (400, 404)
    assert await buyer.credits() == 98
    for wrong in ({}, {"prompt": ""}, {"prompt": "x" * 120}, {"prompt": "sing like Adele"}):
        status = 403 if "Adele" in wrong.get("prompt", "") else 400
        await refused(buyer, "suno/make-lyrics", wrong, status)


async def test_the_older_name_knows_shared_songs() -> None:
    buyer = Buyer.of()
    clip = (await buyer.finished("sonic"))[0]
    body = {"share_link": f"https://suno.com/song/{clip['clip_id']}"}
    answer = await buyer.post("suno/get-song", body)
    assert check_request("/suno/get-song", body) == []
    assert check_answer("POST", "/suno/get-song", answer.status, content(answer)) == []
    assert content(answer)["audio_url"] == clip["audio_url"]
    for wrong in ({}, {"share_link": 7}, {"share_link": "https://suno.com/song/x"}, [], None):
        assert (await buyer.post("suno/get-song", wrong)).status == 400
    assert (await buyer.ask("POST", "/api/v1/suno/get-song", body, key="wrong")).status == 401


# All of them


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer", "nuro", "studio", "suno"])
async def test_everything_wants_the_key(family: str) -> None:
    buyer = Buyer.of(studio=True)
    served = buyer.vendor.families[family]
    made = (operation for operation in served.operations if isinstance(operation, TaskOperation))
    named = [operation.path for operation in made if operation.prices.on(buyer.vendor.profile) is not None]
    paths = ["create", *(path for path in named if served.operation_at(path))]
    for path in paths:
        answer = await buyer.ask("POST", f"/api/v1/{family}/{path}", {}, key="wrong")
        assert answer.status == 401
        assert (await buyer.ask("GET", f"/api/v1/{family}/{path}")).status == 404
    assert [create.path for create in buyer.vendor.creates] == [f"{family}/{path}" for path in paths]
    assert not buyer.vendor.accepted


@pytest.mark.parametrize("everything", [False, True])
async def test_whether_the_pace_holds_for_everything_is_a_reading(everything: bool) -> None:
    buyer = Buyer.of()
    buyer.vendor.readings = replace(buyer.vendor.readings, paces_everything=everything)
    clip_id = (await buyer.finished("sonic", CREATES["sonic"]))[0]["clip_id"]
    await buyer.bought("sonic")
    answer = await buyer.ask("POST", "/api/v1/sonic/stems/basic", {"clip_id": clip_id})
    assert answer.status == (429 if everything else 200)
    assert (await buyer.ask("POST", "/api/v1/sonic/create", CREATES["sonic"])).status == 429


@pytest.mark.parametrize("path", ["sonic/stems/basic", "sonic/upload", "riffusion/upload", "producer/upload"])
@pytest.mark.parametrize("body", [b"{not json", b"[1]", b'"text"', b"null", {}, {"clip_id": None, "url": None}])
async def test_a_body_that_is_none(path: str, body: Any) -> None:
    await refused(Buyer.of(), path, body)
