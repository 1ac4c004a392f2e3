"""The client over real HTTP on loopback, and each way in which httpx can fail."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import socket
import tracemalloc
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import httpx
import pytest
import zstandard

from bot.musicapi import client
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import (
    InvalidRequest,
    MusicAPIError,
    NotSent,
    RateLimited,
    Refused,
    Retired,
    TaskNotFound,
    Unanswered,
    VendorOutOfCredits,
)
from bot.musicapi.keys import UnknownKey
from bot.musicapi.offers import Family, Host
from bot.musicapi.operations import Operation
from bot.musicapi.requests import WebhookTarget
from bot.musicapi.responses.reports import AcceptedTask, TaskReport
from sandbox.wire.exchange import DROPPED, Answer, json_answer
from tests.bot.musicapi.asking import CLIP, ask, catalog_of, least

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.musicapi.front import Front

KEY = "sk-very-secret-0123456789"
TASK = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"
SONIC = catalog_of(Host.MUSICAPI).family("sonic")
SONG = ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="r&b pop")
ACCEPTED = json_answer(200, {"message": "success", "task_id": TASK})
NOT_READY = json_answer(202, {"type": "not_ready", "error": "Task is still processing."})
NO_JSON = Answer(200, b"<html>hello</html>", content_type="text/html")


class Waits(list[float]):
    """Remembers how long was to be waited, and does not wait."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def musicapi(front: Front, waits: Waits) -> AsyncIterator[MusicAPI]:
    async with MusicAPI(front.url, KEY, sleep=waits) as opened:
        yield opened


async def test_a_create_is_one_post_with_the_key_and_the_body(front: Front, musicapi: MusicAPI) -> None:
    front.answer(ACCEPTED)
    assert await musicapi.create(SONG) == AcceptedTask(TASK)
    (request,) = front.requests
    assert (request.method, request.path) == ("POST", "/api/v1/riffusion/create")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["content-type"] == "application/json"
    assert "Encore" in request.headers["user-agent"]
    assert request.json() == {
        "task_type": "create_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": False,
        "prompt": "r&b pop",
    }


@pytest.mark.parametrize("family", ["sonic", "producer"])
async def test_each_family_has_its_path(front: Front, musicapi: MusicAPI, family: str) -> None:
    front.answer(ACCEPTED)
    model = {"sonic": "sonic-v5", "producer": "FUZZ-2.0"}[family]
    await musicapi.create(ask(Operation.CREATE, family, model, prompt="r&b pop"))
    assert front.requests[0].path == f"/api/v1/{family}/create"


EVERYTHING = [(family, operation) for family in FAMILIES[Host.MUSICAPI] for operation in family.offers]
CALLBACK = WebhookTarget("https://encore.example/musicapi/very-secret-token", "very-secret-key")
STARTED = {"message": "success", "task_id": TASK, "code": 200}
# Enough for every operation that is answered at once.
AT_ONCE = {
    "clip_id": "c",
    "persona_id": "p",
    "results": [{"title": "T", "lyrics": "la"}],
    "data": {
        "avg_bpm": 120,
        "vox_audio_id": "v",
        "wav_url": "https://cdn.example.com/a.wav",
        "midi_url": "https://cdn.example.com/a.mid",
        "alignment": [{"word": "la", "start_s": 0, "end_s": 1}],
        "upsampled_tags": "pop",
    },
}


@pytest.mark.parametrize(("family", "operation"), EVERYTHING, ids=lambda value: getattr(value, "name", str(value)))
async def test_every_operation_is_one_post_to_its_own_path(
    front: Front, musicapi: MusicAPI, family: Family, operation: Operation
) -> None:
    offer, request = family.offers[operation], least(family, operation)
    front.answer(json_answer(200, AT_ONCE if offer.at_once else STARTED))
    accepted = await musicapi.create(request, CALLBACK)
    (sent,) = front.requests
    assert (sent.method, sent.path) == ("POST", f"/api/v1/{offer.path or family.name + '/create'}")
    body = sent.json()
    called = {name: body.pop(name) for name in ("webhook_url", "webhook_secret") if name in body}
    assert called == ({"webhook_url": CALLBACK.url, "webhook_secret": CALLBACK.secret} if offer.webhooks else {})
    assert body == family.body(request, Host.MUSICAPI)
    assert isinstance(accepted, TaskReport) if offer.at_once else accepted == AcceptedTask(TASK)


async def test_without_a_callback_none_is_asked_for(front: Front, musicapi: MusicAPI) -> None:
    front.answer(ACCEPTED)
    await musicapi.create(least(SONIC, Operation.CREATE))
    assert not {"webhook_url", "webhook_secret"} & front.requests[0].json().keys()
    assert "secret" not in repr(CALLBACK)


async def test_what_is_not_ready_is_sent_again_and_once_each_time(front: Front, musicapi: MusicAPI) -> None:
    midi = {"midi_url": "https://cdn.example.com/a.mid", "instruments": []}
    front.answer(NOT_READY, NOT_READY, json_answer(200, {"code": 200, "message": "ok", "data": midi}))
    request = least(SONIC, Operation.MIDI)
    assert await musicapi.create(request) == TaskReport("running")
    assert (await musicapi.repeat(request)).state == "running"
    report = await musicapi.repeat(request)
    assert (report.state, [file.name for file in report.files]) == ("done", ["MIDI"])
    assert [(sent.path, sent.json()) for sent in front.requests] == [("/api/v1/sonic/midi", {"clip_id": CLIP})] * 3


async def test_a_repeat_that_is_not_answered_is_not_repeated_here(front: Front, musicapi: MusicAPI) -> None:
    front.answer(json_answer(500, {"message": "internal error"}))
    with pytest.raises(Unanswered):
        await musicapi.repeat(least(SONIC, Operation.MIDI))
    assert len(front.requests) == 1


async def test_a_task_is_read_as_what_it_was_asked_for(front: Front, musicapi: MusicAPI) -> None:
    stem = {"clip_id": "1", "state": "succeeded", "title": "Vocals", "audio_url": "https://cdn.example.com/1.mp3"}
    front.answer(json_answer(200, {"code": 200, "message": "success", "data": [stem]}))
    stems = await musicapi.task("sonic", TASK, Operation.STEMS_BASIC, expected=1)
    assert (len(stems.files), stems.clips) == (1, ())
    songs = await musicapi.task("sonic", TASK, Operation.CREATE, expected=1)
    assert (len(songs.clips), songs.files) == (1, ())
    (clip,) = (await musicapi.task("sonic", TASK, Operation.UPLOAD, expected=1)).clips
    assert clip.uploaded
    assert (await musicapi.task("suno", TASK, Operation.CREATE, expected=1)).clips, (
        "a family that is gone is read as songs"
    )


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (json_answer(500, {"message": "internal error"}), Unanswered),
        (json_answer(504, {"message": "Task failed due to timeout. Credits were previously refunded."}), Unanswered),
        (json_answer(200, {"message": "success"}), Unanswered),
        (NO_JSON, Unanswered),
        (DROPPED, Unanswered),
        (json_answer(429, {"message": "rate limit"}, Retry_After="1"), RateLimited),
        (json_answer(403, {"message": "insufficient credits"}), VendorOutOfCredits),
        (json_answer(410, {"type": "endpoint_retired", "error": "gone"}), Retired),
        (Answer(307, headers={"Location": "/api/v1/sonic/create"}), Refused),
    ],
)
async def test_a_create_is_never_repeated(
    front: Front, musicapi: MusicAPI, waits: Waits, answer: Answer, error: type[MusicAPIError]
) -> None:
    front.answer(answer, ACCEPTED)
    with pytest.raises(MusicAPIError) as caught:
        await musicapi.create(SONG)
    assert type(caught.value) is error
    assert len(front.requests) == 1
    assert waits == []


async def test_what_cannot_be_taken_is_not_sent(front: Front, musicapi: MusicAPI) -> None:
    with pytest.raises(InvalidRequest, match="not taken: text too long"):
        await musicapi.create(ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="x" * 201))
    assert front.requests == []


async def test_halves_of_characters_do_not_stop_a_create(front: Front, musicapi: MusicAPI) -> None:
    front.answer(ACCEPTED)
    await musicapi.create(ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="r&b \ud83d pop 🎵"))
    assert front.requests[0].json()["prompt"] == "r&b pop 🎵"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_refused_connection_was_never_sent(waits: Waits) -> None:
    async with MusicAPI(f"http://127.0.0.1:{free_port()}", KEY, sleep=waits) as musicapi:
        with pytest.raises(NotSent):
            await musicapi.create(SONG)
        assert waits == []
        with pytest.raises(NotSent):
            await musicapi.task("riffusion", TASK, Operation.CREATE, expected=2)
        assert len(waits) == 2


class Breaking(httpx.AsyncBaseTransport):
    """Raises `error` instead of answering."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.asked = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        raise self._error


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("slow"), NotSent),
        (httpx.PoolTimeout("full"), NotSent),
        (httpx.ProxyError("no"), NotSent),
        (httpx.UnsupportedProtocol("gopher"), NotSent),
        (httpx.LocalProtocolError(f"Illegal header value b'Bearer {KEY}'"), NotSent),
        (httpx.ReadTimeout("slow"), Unanswered),
        (httpx.WriteTimeout("slow"), Unanswered),
        (httpx.ReadError("reset"), Unanswered),
        (httpx.WriteError("reset"), Unanswered),
        (httpx.CloseError("reset"), Unanswered),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), Unanswered),
        (httpx.DecodingError("no gzip"), Unanswered),
    ],
)
async def test_each_trouble_says_whether_anything_was_sent(
    waits: Waits, trouble: Exception, error: type[MusicAPIError]
) -> None:
    transport = Breaking(trouble)
    async with MusicAPI("https://api.musicapi.ai", KEY, transport=transport, sleep=waits) as musicapi:
        with pytest.raises(error) as created:
            await musicapi.create(SONG)
        assert transport.asked == 1
        with pytest.raises(error):
            await musicapi.task("sonic", TASK, Operation.CREATE, expected=2)
    assert transport.asked == 1 + client.TRIES
    assert created.value.reason == type(trouble).__name__
    assert KEY not in repr(created.value)


class Dripping(httpx.AsyncByteStream):
    """A body that never ends, a byte now and then."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0)


class Answering(httpx.AsyncBaseTransport):
    """Answers 200 with `stream`."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=self._stream)


async def test_an_answer_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "WHOLE_EXCHANGE", 0.05)
    async with MusicAPI("https://api.musicapi.ai", KEY, transport=Answering(Dripping())) as musicapi:
        with pytest.raises(Unanswered):
            await musicapi.create(SONG)


async def test_an_answer_too_large_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST_BODY", 1_000)
    async with MusicAPI("https://api.musicapi.ai", KEY, transport=Answering(Dripping())) as musicapi:
        with pytest.raises(Unanswered, match="too large"):
            await musicapi.create(SONG)


def packed(body: bytes, packing: str) -> Answer:
    return Answer(200, body, headers={"Content-Encoding": packing})


MIB = 1024 * 1024
SWELLS = gzip.compress(bytes(64 * MIB))  # 64 KiB
WITHIN = gzip.compress(ACCEPTED.body)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (packed(SWELLS, "gzip"), "too large"),
        (packed(gzip.compress(SWELLS), "gzip, gzip"), "DecodingError"),
        (packed(zstandard.compress(bytes(64 * MIB)), "zstd"), "DecodingError"),
        (packed(zlib.compress(ACCEPTED.body), "deflate"), "DecodingError"),
        (packed(ACCEPTED.body, "gzip"), "DecodingError"),
    ],
)
async def test_an_answer_that_swells_is_given_up_before_it_fills_the_memory(
    front: Front, musicapi: MusicAPI, answer: Answer, why: str
) -> None:
    front.answer(packed(WITHIN, "GZIP"), answer)
    assert await musicapi.create(SONG) == AcceptedTask(TASK)
    tracemalloc.start()
    try:
        with pytest.raises(Unanswered, match=why):
            await musicapi.create(SONG)
        assert tracemalloc.get_traced_memory()[1] < 4 * client.LARGEST_BODY
    finally:
        tracemalloc.stop()
    assert front.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    "passing",
    [
        json_answer(500, {"message": "internal error"}),
        Answer(502, b"<html>Bad Gateway</html>", content_type="text/html"),
        NO_JSON,
        DROPPED,
    ],
)
async def test_a_poll_is_asked_again_after_trouble_that_passes(
    front: Front, musicapi: MusicAPI, waits: Waits, passing: Answer
) -> None:
    front.answer(passing, passing, NOT_READY)
    report = await musicapi.task("sonic", TASK, Operation.CREATE, expected=2)
    assert report.state == "running"
    assert [request.path for request in front.requests] == [f"/api/v1/sonic/task/{TASK}"] * 3
    # A connection that breaks is opened again at once, the first time.
    assert waits == ([1.0] if passing is DROPPED else [1.0, 2.0])


async def test_a_poll_is_asked_three_times_at_most(front: Front, musicapi: MusicAPI) -> None:
    front.answer(json_answer(503, {"message": "maintenance"}))
    with pytest.raises(Unanswered, match="maintenance"):
        await musicapi.task("sonic", TASK, Operation.CREATE, expected=2)
    assert len(front.requests) == 3


@pytest.mark.parametrize("retry_after", ["1", "61"])
async def test_too_many_polls_are_for_the_caller_to_slow_down(
    front: Front, musicapi: MusicAPI, waits: Waits, retry_after: str
) -> None:
    front.answer(json_answer(429, {"message": "rate limit"}, Retry_After=retry_after))
    with pytest.raises(RateLimited) as caught:
        await musicapi.task("sonic", TASK, Operation.CREATE, expected=2)
    assert caught.value.retry_after == float(retry_after)
    assert (len(front.requests), waits) == (1, [])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (json_answer(404, {"code": 404, "message": "task not found"}), TaskNotFound),
        (json_answer(400, {"message": "task not found."}), TaskNotFound),
        (json_answer(410, {"type": "endpoint_retired"}), Retired),
        (json_answer(403, {"message": "no active subscription"}), VendorOutOfCredits),
    ],
)
async def test_a_definite_answer_to_a_poll_is_not_asked_again(
    front: Front, musicapi: MusicAPI, answer: Answer, error: type[MusicAPIError]
) -> None:
    front.answer(answer)
    with pytest.raises(error):
        await musicapi.task("riffusion", TASK, Operation.CREATE, expected=2)
    assert len(front.requests) == 1


async def test_a_timeout_that_was_refunded_is_a_failed_song(front: Front, musicapi: MusicAPI) -> None:
    front.answer(json_answer(504, {"message": "Task failed due to timeout. Credits were previously refunded."}))
    report = await musicapi.task("riffusion", TASK, Operation.CREATE, expected=2)
    assert report.state == "failed"
    assert len(front.requests) == 1


@pytest.mark.parametrize("task_id", ["", "../get-credits", "a/b", "a b", "ü"])
async def test_what_is_no_task_id_is_not_asked_for(front: Front, musicapi: MusicAPI, task_id: str) -> None:
    with pytest.raises(InvalidRequest):
        await musicapi.task("riffusion", task_id, Operation.CREATE, expected=2)
    assert front.requests == []


async def test_credits(front: Front, musicapi: MusicAPI) -> None:
    front.answer(NO_JSON, json_answer(200, {"credits": 50, "extra_credits": 7}))
    assert (await musicapi.credits()).spendable == 57
    assert front.requests[-1].path == "/api/v1/get-credits"


async def test_many_polls_at_once(front: Front, musicapi: MusicAPI) -> None:
    front.answer(NOT_READY)
    reports = await asyncio.gather(
        *(musicapi.task("sonic", f"task-{n}", Operation.CREATE, expected=2) for n in range(100))
    )
    assert Counter(report.state for report in reports) == {"running": 100}


async def test_the_key_is_nowhere_to_be_seen(
    front: Front, musicapi: MusicAPI, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    front.answer(json_answer(401, {"type": "unauthorized", "error": f"bad api key {KEY}"}))
    with pytest.raises(MusicAPIError) as caught:
        await musicapi.create(SONG)
    assert caught.value.reason == "bad api key [key]"
    assert KEY not in caplog.text + repr(musicapi) + repr(caught.value) + json.dumps(vars(caught.value))


async def test_each_key_is_sent_where_it_is_named_and_none_is_to_be_seen(front: Front) -> None:
    keys = {"first": KEY, "second": "sk-also-secret-9876543210"}
    async with MusicAPI(front.url, keys) as musicapi:
        for _ in range(3):
            front.answer(json_answer(401, {"type": "unauthorized", "error": f"bad api key {' '.join(keys.values())}"}))
        for name in ("first", "second", None):
            with pytest.raises(MusicAPIError) as caught:
                await musicapi.create(SONG, key=name)
            assert caught.value.reason == "bad api key [key] [key]"
        with pytest.raises(UnknownKey, match="third"):
            await musicapi.create(SONG, key="third")
    shown = [request.headers["authorization"] for request in front.requests]
    assert shown == [f"Bearer {keys[name]}" for name in ("first", "second", "first")]


@pytest.mark.parametrize("key", ["", "   ", "line\nbreak-secret", "schlüssel-secret", "tab\x00secret"])
def test_a_key_that_no_header_can_carry_is_refused_without_quoting_it(key: str) -> None:
    with pytest.raises(ValueError, match="MusicAPI key") as caught:
        MusicAPI("https://api.musicapi.ai", key)
    assert "secret" not in str(caught.value)


async def test_a_cancelled_create_leaves_nothing_open(front: Front, musicapi: MusicAPI) -> None:
    front.answer(ACCEPTED)
    pause = front.server.trouble.pause("POST", "/create$", "before")
    creating = asyncio.create_task(musicapi.create(SONG))
    await asyncio.wait_for(pause.reached(), 5)
    creating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await creating
    pause.release()
    assert await musicapi.create(SONG) == AcceptedTask(TASK)
