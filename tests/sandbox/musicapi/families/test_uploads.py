"""Audio that a customer brings by its address: really fetched, measured, and refused where it is none."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.musicapi import recordings
from sandbox.musicapi.audio import record
from sandbox.musicapi.profiles import AIMUSICAPI
from sandbox.musicapi.refusals import NOT_ACCESSIBLE, NOT_AUDIO
from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import DROPPED, EMPTY, Answer, Request, json_answer
from sandbox.wire.loopback import is_loopback
from sandbox.wire.server import LoopbackServer
from tests.sandbox.musicapi.buyer import Buyer, content
from tests.sandbox.musicapi.document import check_answer, check_request
from tests.sandbox.musicapi.families.test_edits import SONG

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

UPLOADS = ("riffusion/upload", "sonic/upload")
PRICES = {"riffusion/upload": 2, "sonic/upload": 2}


@cache
def audio(seconds: float, title: str = "Mine") -> bytes:
    return record(Brief("mine", "pop", "pop", (Stretch(seconds, lead=False),)), seconds, "mp3", title)


@asynccontextmanager
async def file_server(**files: bytes | Answer) -> AsyncGenerator[str]:
    """An address under which these files lie on loopback; an answer is given as it is."""

    async def handle(request: Request) -> Answer:
        found = files.get(request.path.removeprefix("/"), EMPTY)
        return found if isinstance(found, Answer) else Answer(200, found, content_type="application/octet-stream")

    async with LoopbackServer(handle, HeldClock()) as server:
        yield server.url


def named(path: str, url: str) -> dict[str, Any]:
    """The body that names an address at this endpoint."""
    field = "audio_url" if path in ("producer/upload", "sonic/create-voice") else "url"
    place = {"chop_sample_start_s": 0, "chop_sample_end_s": 3, "make_instrumental": False}
    more: dict[str, Any] = {
        "sonic/upload-extend": {**SONG, "continue_at": 2},
        "sonic/upload-cover": SONG,
        "sonic/sample": {**SONG, **place},
    }.get(path, {})
    return {field: url, **more}


@pytest.mark.parametrize("path", UPLOADS)
async def test_an_upload_is_a_clip_as_long_as_it_is(path: str) -> None:
    buyer = Buyer.of(credits=100)
    async with file_server(mine=audio(7.5), **{"the other": audio(6.5)}) as root:
        answer = await buyer.post(path, named(path, f"{root}/mine"))
        other = content(await buyer.post(path, named(path, f"{root}/the%20other")))["clip_id"]
    assert check_request(f"/{path}", named(path, f"{root}/mine")) == []
    assert check_answer("POST", f"/{path}", answer.status, content(answer)) == []
    assert set(content(answer)) == {"code", "clip_id", "message"}
    clip = buyer.vendor.clips[content(answer)["clip_id"]]
    assert (clip.is_uploaded, clip.seconds) == (True, pytest.approx(7.5, abs=0.1))
    assert buyer.vendor.clips[other].seconds == pytest.approx(6.5, abs=0.1)
    assert await buyer.credits() == 100 - 2 * PRICES[path]
    assert [create.path for create in buyer.vendor.accepted] == [path, path]
    assert [create.task_id is not None for create in buyer.vendor.accepted] == [True, True]
    # Who waited for the answer has no task to look at.
    hidden = buyer.vendor.accepted[0].task_id
    assert (await buyer.poll(path.partition("/")[0], str(hidden))).status in (400, 404)


@pytest.mark.parametrize("path", [*UPLOADS, "sonic/create-voice"])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("{root}/gone", NOT_ACCESSIBLE),
        ("{root}/broken", NOT_ACCESSIBLE),
        ("{root}/dropped", NOT_ACCESSIBLE),
        ("{root}/away", NOT_ACCESSIBLE),
        ("{root}/round", NOT_ACCESSIBLE),
        ("{root}/nowhere", NOT_ACCESSIBLE),
        ("https://example.com/song.mp3", NOT_ACCESSIBLE),
        ("http://10.0.0.1/song.mp3", NOT_ACCESSIBLE),
        ("http://127.0.0.1.example.com/a.mp3", NOT_ACCESSIBLE),
        ("http://127.0.0.1:9/song.mp3", NOT_ACCESSIBLE),
        ("{root}/page", NOT_AUDIO),
        ("{root}/empty", NOT_AUDIO),
        ("{root}/picture", NOT_AUDIO),
        ("{root}/huge", NOT_AUDIO),
        ("{root}/short", "between 6 and 480 seconds"),
        ("{root}/known", "matches a work"),
        ("ftp://127.0.0.1/a.mp3", "invalid"),
        ("song.mp3", "invalid"),
        ("http://[oops/a.mp3", "invalid"),
        ("", ""),
        (None, "string"),
        (7, "string"),
    ],
)
async def test_what_is_no_upload(path: str, url: Any, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "LARGEST", 200_000)
    buyer = Buyer.of(credits=100)
    pixel = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
    known = audio(7, "Adele: Hello")
    away, again = (Answer(302, headers={"Location": target}) for target in ("https://example.com/a.mp3", "/round"))
    async with file_server(
        broken=json_answer(500, {}),
        dropped=DROPPED,
        away=away,
        round=again,
        nowhere=Answer(302),
        page=b"<html>",
        empty=b"",
        picture=pixel,
        huge=b"\0" * 200_001,
        short=audio(5),
        known=known,
    ) as root:
        sent = url.format(root=root) if isinstance(url, str) else url
        answer = await buyer.post(path, named(path, sent))
    body = content(answer)
    assert (answer.status, said in (body.get("error") or body["message"])) == (400, True), answer.body
    assert await buyer.credits() == 100
    assert not buyer.vendor.accepted
    assert not buyer.vendor.clips


async def test_a_moved_file_is_followed_on_loopback() -> None:
    buyer = Buyer.of()
    async with file_server(mine=audio(7), moved=Answer(302, headers={"Location": "mine"})) as root:
        assert (await buyer.post("sonic/upload", {"url": f"{root}/moved"})).status == 200
        assert (
            await buyer.post("sonic/upload", {"url": root.replace("127.0.0.1", "cdn.localhost") + "/mine"})
        ).status == 200


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8000/a", True),
        ("http://127.8.9.1/a", True),
        ("http://[::1]/a", True),
        ("https://localhost/a", True),
        ("http://cdn.LOCALHOST./a", True),
        ("http://localhost.example.com/a", False),
        ("http://0.0.0.0/a", False),
        ("http://192.168.0.1/a", False),
        ("http://[::ffff:8.8.8.8]/a", False),
        ("http://2130706433/a", False),
        ("http://[oops/a", False),
        ("/a", False),
    ],
)
def test_what_leads_to_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) == here


async def test_how_short_an_upload_may_be_is_a_reading() -> None:
    buyer = Buyer.of()
    buyer.vendor.readings = replace(buyer.vendor.readings, uploads_have_least=False)
    async with file_server(mine=audio(3)) as root:
        assert (await buyer.post("sonic/upload", {"url": f"{root}/mine"})).status == 200


async def test_longer_than_eight_minutes_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "LONGEST", 8.0)  # eight minutes of music take a while to be made
    buyer = Buyer.of()
    async with file_server(mine=audio(8.5)) as root:
        answer = await buyer.post("sonic/upload", {"url": f"{root}/mine"})
    assert (answer.status, b"between 6 and 8 seconds" in answer.body) == (400, True)


async def test_who_cannot_pay_is_not_fetched_for() -> None:
    buyer = Buyer.of(credits=1)
    async with file_server() as root:
        answer = await buyer.post("sonic/upload", {"url": f"{root}/gone"})
    assert answer.status == 403


async def test_an_answer_to_an_upload_takes_its_time() -> None:
    buyer, asleep = Buyer.of(upload_seconds=20.0), asyncio.Event()
    sleep = buyer.clock.sleep

    async def noticed(seconds: float) -> None:
        asleep.set()
        await sleep(seconds)

    buyer.clock.sleep = noticed  # type: ignore[method-assign] - to see how long it waits
    async with file_server(mine=audio(7)) as root:
        waiting = asyncio.create_task(buyer.post("sonic/upload", {"url": f"{root}/mine"}))
        await asleep.wait()
        assert not buyer.vendor.accepted
        buyer.clock.advance(20)
        assert (await waiting).status == 200
    assert len(buyer.vendor.accepted) == 1


async def test_an_upload_that_something_follows_on_takes_longer() -> None:
    slept = set[float]()
    buyer = Buyer.of(upload_seconds=20.0)

    async def noted(seconds: float) -> None:
        slept.add(seconds)

    buyer.clock.sleep = noted  # type: ignore[method-assign] - to see how long it waits
    async with file_server(mine=audio(7)) as root:
        for _ in range(6):
            body = named("sonic/upload-cover", f"{root}/mine")
            assert (await buyer.post("sonic/upload-cover", body)).status == 200
    assert len(slept) == 6
    assert 20 <= min(slept) < max(slept) <= 60


@pytest.mark.parametrize("bare", [False, True])
async def test_producers_upload_is_a_task(bare: bool) -> None:
    buyer = Buyer.of(credits=100, seed=_seed(bare_upload_result=bare))
    async with file_server(mine=audio(7)) as root:
        body = {"audio_url": f"{root}/mine"}
        assert check_request("/producer/upload", body) == []
        (clip,) = await buyer.made("producer/upload", body)
    assert set(clip) == {"clip_id", "state"} or (not bare and float(clip["duration"]) == pytest.approx(7, abs=0.1))
    assert buyer.vendor.clips[clip["clip_id"]].is_uploaded
    assert await buyer.credits() == 98


async def test_producer_may_find_out_later() -> None:
    buyer = Buyer.of(credits=100)
    task_id = content(await buyer.post("producer/upload", {"audio_url": "https://example.com/a.mp3"}))["task_id"]
    assert await buyer.credits() == 98
    buyer.clock.advance(120)
    failed = content(await buyer.poll("producer", task_id))
    assert (failed["type"], NOT_ACCESSIBLE in (failed.get("error"), failed.get("message"))) == ("failed", True)
    assert await buyer.credits() == 100
    buyer.vendor.readings = replace(buyer.vendor.readings, upload_fails_in_band=False)
    assert (await buyer.post("producer/upload", {"audio_url": "https://example.com/a.mp3"})).status == 400


async def test_the_newer_host_can_call_back() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI)
    async with file_server(mine=audio(7)) as root:
        body = {"url": f"{root}/mine", "callback_url": "https://example.com/called"}
        (clip,) = await buyer.made("sonic/upload", body)
    assert buyer.vendor.clips[clip["clip_id"]].is_uploaded


@pytest.mark.parametrize(
    ("path", "step"), [("upload-extend", "extend"), ("upload-cover", "cover"), ("sample", "sample")]
)
async def test_an_upload_and_what_is_made_of_it(path: str, step: str) -> None:
    buyer = Buyer.of(credits=100)
    async with file_server(mine=audio(7)) as root:
        body = named(f"sonic/{path}", f"{root}/mine")
        answer = await buyer.post(f"sonic/{path}", body)
    told = content(answer)
    assert check_request(f"/sonic/{path}", body) == []
    assert check_answer("POST", f"/sonic/{path}", answer.status, told) == []
    assert set(told) == {"code", "message", "task_id", "steps"}
    assert told["steps"][step] == {"success": True, "task_id": told["task_id"]}
    uploaded = buyer.vendor.clips[told["steps"]["upload"]["clip_id"]]
    assert uploaded.is_uploaded
    assert await buyer.credits() == 100 - (15 if step == "sample" else 17)
    assert len(await buyer.waited_for("sonic", told["task_id"])) == 2
    # The clip that was brought along can be gone on with.
    again = {**SONG, "task_type": "extend_upload_music", "continue_clip_id": uploaded.clip_id, "continue_at": 0.1}
    assert (await buyer.create("sonic", again)).status == 200
    assert len(buyer.vendor.accepted) == 2


@pytest.mark.parametrize("path", ["upload-extend", "upload-cover", "sample"])
@pytest.mark.parametrize("in_band", [False, True])
async def test_a_first_step_that_fails(path: str, in_band: bool) -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.readings = replace(buyer.vendor.readings, failed_step_is_200=in_band)
    async with file_server(mine=b"no audio") as root:
        answer = await buyer.post(f"sonic/{path}", named(f"sonic/{path}", f"{root}/mine"))
    told = content(answer)
    assert (answer.status, told["failed_step"]) == (200 if in_band else 400, "upload")
    assert told["steps"] == {"upload": {"success": False, "error": NOT_AUDIO}}
    assert "task_id" not in told
    assert (await buyer.credits(), buyer.vendor.accepted) == (100, [])


@pytest.mark.parametrize("extra", [False, True])
async def test_a_second_step_that_fails(extra: bool) -> None:
    buyer = Buyer.of(credits=100)
    buyer.vendor.readings = replace(buyer.vendor.readings, uploads_cost_extra=extra)
    async with file_server(mine=audio(7)) as root:
        body = {**named("sonic/upload-extend", f"{root}/mine"), "continue_at": 8}
        told = content(await buyer.post("sonic/upload-extend", body))
    assert (told["failed_step"], told["steps"]["upload"]["success"]) == ("extend", True)
    assert "outside" in told["steps"]["extend"]["error"]
    assert await buyer.credits() == (98 if extra else 100)


async def test_an_extension_of_an_upload_may_come_with_its_whole() -> None:
    buyer = Buyer.of(clip_seconds=8)
    async with file_server(mine=audio(7)) as root:
        body = {**named("sonic/upload-extend", f"{root}/mine"), "auto_concat": True}
        elements = await buyer.made("sonic/upload-extend", body)
    buyer.clock.advance(30)
    for element in elements:
        assert set(element) == {"extended", "full"}
        part, whole = (float(element[name]["duration"]) for name in ("extended", "full"))
        assert whole == pytest.approx(part + 2, abs=0.03)


async def test_a_voice_is_made_of_a_recording() -> None:
    for seed in (0, 1, 2, 3):
        buyer = Buyer.of(credits=100, seed=seed)
        async with file_server(mine=audio(7)) as root:
            body = {"audio_url": f"{root}/mine"}
            answer = await buyer.post("sonic/create-voice", body)
        assert check_request("/sonic/create-voice", body) == []
        assert check_answer("POST", "/sonic/create-voice", answer.status, content(answer)) == []
        assert content(answer)["warning"]
        (voice,) = await buyer.waited_for("sonic", content(answer)["task_id"])
        assert set(voice) == {"clip_id", "state"}
        song = {**SONG, "task_type": "persona_music", "persona_id": voice["clip_id"]}
        taken = buyer.vendor.readings.voice_is_persona
        assert (await buyer.create("sonic", song)).status == (200 if taken else 400)


async def test_a_voice_that_cannot_be_paid_for_is_a_402_on_every_host() -> None:
    buyer = Buyer.of(credits=3)
    async with file_server(mine=audio(7)) as root:
        answer = await buyer.post("sonic/create-voice", {"audio_url": f"{root}/mine"})
    assert (answer.status, b"credits" in answer.body) == (402, True)
    assert check_answer("POST", "/sonic/create-voice", answer.status, content(answer)) == []
    assert (await buyer.credits(), buyer.vendor.accepted) == (3, [])


async def test_sonic_has_nothing_else_to_do_with_a_voice() -> None:
    buyer = Buyer.of()
    async with file_server(mine=audio(7)) as root:
        answer = await buyer.post("sonic/create-voice", {"audio_url": f"{root}/mine"})
    await buyer.waited_for("sonic", content(answer)["task_id"])
    (clip_id,) = buyer.vendor.clips
    assert (await buyer.post("sonic/stems/basic", {"clip_id": clip_id})).status == 404


def _seed(**wanted: Any) -> int:
    vendors = ((seed, Buyer.of(seed=seed).vendor.readings) for seed in range(100))
    return next(seed for seed, drawn in vendors if all(getattr(drawn, name) == value for name, value in wanted.items()))
