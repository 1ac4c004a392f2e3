"""Every shape in which MusicAPI was seen to answer a create, a poll and a look at the account."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.musicapi.errors import MusicAPIError, RateLimited, Retired, TaskNotFound, Unanswered, Unauthorized
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from bot.musicapi.responses.accept import read_accept
from bot.musicapi.responses.account import Credits, read_credits
from bot.musicapi.responses.reply import Reply
from bot.musicapi.responses.reports import Accepted, AcceptedTask, TaskReport
from bot.musicapi.responses.task import read_task
from data.rows import ClipState
from tests.bot.musicapi.asking import catalog_of, least

TASK = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"
RIFF = "https://storage.googleapis.com/corpusant-app-public/riffs/author"

RIFFUSION_CLIP: dict[str, Any] = {
    "clip_id": "3b497e86-c6cf-4598-b999-94a1bfa912f6",
    "title": "Harbor",
    "lyrics": "[Verse 1]\nBy the water",
    "image_url": f"{RIFF}/image/3b497e86.jpg",
    "audio_url": f"{RIFF}/audio/3b497e86.m4a",
    "video_url": None,
    "created_at": "2025-06-19T06:41:43.107472Z",
    "mv": "FUZZ-1.1 Pro",
    "duration": 205.82167800453516,
    "timestamp": {"words": [{"text": "[Verse", "start": 4.458, "end": 4.458, "line_index": 0, "index_range": None}]},
    "sound": "folk",
    "state": "succeeded",
}
SONIC_DONE: dict[str, Any] = {
    "clip_id": "a1",
    "state": "succeeded",
    "title": "Demo",
    "tags": "pop",
    "lyrics": "[Verse]…",
    "image_url": "https://cdn2.suno.ai/image_a1.jpeg",
    "audio_url": "https://cdn1.suno.ai/a1.mp3",
    "video_url": None,
    "gpt_description_prompt": None,
    "duration": "142.36",
    "mv": "sonic-v5-5",
}
SONIC_RUNNING = {
    **SONIC_DONE,
    "clip_id": "b2",
    "state": "running",
    "image_url": None,
    "audio_url": "https://audiopipe.suno.ai/?item_id=b2",
    "duration": None,
}
PRODUCER_CLIP: dict[str, Any] = {
    "clip_id": "74dc7bf7",
    "title": "City Dreams",
    "sound": "emotional pop",
    "lyrics": "[Verse 1]…",
    "image_url": "https://musicapi-cdn.b-cdn.net/image.jpg",
    "audio_url": "https://musicapi-cdn.b-cdn.net/producer/74dc7bf7.m4a",
    "video_url": None,
    "mv": "FUZZ-2.0",
    "seed": "3966900172",
    "duration": 185.0165986394558,
    "state": "succeeded",
}


def reply(payload: Any, status: int = 200, **headers: str) -> Reply:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


SONIC = catalog_of(Host.MUSICAPI).family("sonic")


def accepted(answer: Reply) -> Accepted:
    return read_accept(answer, least(SONIC, Operation.CREATE), SONIC.offers[Operation.CREATE])


def told(answer: Reply, *, expected: int, family: str = "sonic") -> TaskReport:
    """What is read from the answer about a new song of `family`."""
    return read_task(answer, catalog_of(Host.MUSICAPI).family(family), Operation.CREATE, expected=expected)


def answered(*clips: Any, **more: Any) -> dict[str, Any]:
    return {"code": 200, "message": "success", "data": list(clips), **more}


@pytest.mark.parametrize(
    "payload",
    [
        {"message": "success", "task_id": TASK},
        {"code": 200, "message": "success", "task_id": TASK},
        {"code": 200, "data": {"task_id": TASK}},
        {"code": "success", "data": TASK},
        {"code": "200", "data": TASK},
    ],
)
@pytest.mark.parametrize("status", [200, 201, 202])
def test_a_create_is_accepted_by_its_task_id(payload: Any, status: int) -> None:
    assert accepted(reply(payload, status)) == AcceptedTask(TASK)


@pytest.mark.parametrize(
    "payload",
    [
        {"message": "success"},
        {"message": "success", "task_id": ""},
        {"message": "success", "task_id": None},
        {"message": "success", "task_id": "../../get-credits"},
        {"message": "success", "task_id": f"{TASK}/../../get-credits"},
        {"message": "success", "task_id": 7},
        {"type": "failed", "error": "upstream error"},
        [TASK],
        None,
        b"",
        b"<html>accepted</html>",
        b"\xff\xfe\x00",
    ],
)
def test_a_2xx_without_a_task_id_is_no_answer(payload: Any) -> None:
    with pytest.raises(Unanswered) as caught:
        accepted(reply(payload))
    assert caught.value.status == 200


RUNNING: list[Any] = [
    pytest.param(reply({"type": "not_ready", "error": "Task is still processing."}, 202), 0, id="202 not_ready"),
    pytest.param(reply({"code": 202, "type": "not_ready", "error": "…"}, 202), 0, id="202 with code"),
    pytest.param(reply({"type": "not_ready", "error": "…"}), 0, id="200 not_ready"),
    pytest.param(reply(b"still working", 202), 0, id="202 that is no JSON"),
    pytest.param(reply({"code": 200, "status": "RUNNING", "message": "success", "data": []}), 0, id="twin running"),
    pytest.param(reply({"code": 200, "status": "PENDING", "data": None}), 0, id="twin pending"),
    pytest.param(reply({"code": 200, "message": "processing"}), 0, id="no data"),
    pytest.param(reply({"code": 200, "message": "processing", "data": {}}), 0, id="data an empty object"),
    pytest.param(reply(answered(RIFFUSION_CLIP)), 1, id="one of two clips"),
    pytest.param(reply(answered(SONIC_DONE, SONIC_RUNNING)), 2, id="one done, one running"),
    pytest.param(reply(answered(SONIC_RUNNING, {**SONIC_RUNNING, "clip_id": "a1"})), 2, id="both running"),
    pytest.param(reply(answered(SONIC_DONE, {**SONIC_RUNNING, "state": "succeeded"})), 2, id="done, but a stream"),
    pytest.param(reply(answered(SONIC_DONE, {**SONIC_RUNNING, "state": "mastering"})), 2, id="unknown state"),
    pytest.param(reply(answered(SONIC_DONE, {**SONIC_DONE, "clip_id": "b2", "audio_url": None})), 2, id="no file yet"),
    pytest.param(reply(answered(SONIC_DONE, SONIC_DONE)), 1, id="the same clip twice"),
    pytest.param(reply(answered(SONIC_DONE, {**SONIC_RUNNING, "state": None}, 7, None, {})), 2, id="strange elements"),
    pytest.param(reply({"type": "mystery", "error": "…"}), 0, id="unknown type"),
]


@pytest.mark.parametrize(("answer", "clips"), RUNNING)
def test_running_has_many_faces(answer: Reply, clips: int) -> None:
    report = told(answer, expected=2)
    assert report.state == "running"
    assert len(report.clips) == clips


def test_a_running_clip_has_no_file_even_where_it_streams() -> None:
    done, running = told(reply(answered(SONIC_DONE, SONIC_RUNNING)), expected=2).clips
    assert (done.state, done.audio_url) == (ClipState.SUCCEEDED, "https://cdn1.suno.ai/a1.mp3")
    assert (running.state, running.audio_url, running.duration) == (ClipState.RUNNING, "", None)


def test_done_is_every_clip_that_is_due() -> None:
    report = told(reply(answered(SONIC_DONE, {**SONIC_DONE, "clip_id": "b2"})), expected=2)
    assert report.state == "done"
    assert [clip.clip_id for clip in report.clips] == ["a1", "b2"]
    assert report.clips[0].duration == 142.36
    assert report.clips[0].style == "pop"
    assert report.clips[0].model == "sonic-v5-5"


@pytest.mark.parametrize(
    ("duration", "known"), [(0, None), ("86400", 86_400), (86_401, None), (1e308, None), ("∞", None)]
)
def test_a_clip_of_an_impossible_length_is_one_of_unknown_length(duration: object, known: float | None) -> None:
    (clip,) = told(reply(answered({**SONIC_DONE, "duration": duration})), expected=1).clips
    assert clip.duration == known


def test_riffusion_and_producer_clips_are_read_whole() -> None:
    (clip,) = told(reply(answered(RIFFUSION_CLIP)), expected=2).clips
    assert clip.title == "Harbor"
    assert clip.style == "folk"
    assert clip.lyrics == "[Verse 1]\nBy the water"
    assert clip.audio_url.endswith("3b497e86.m4a")
    assert clip.image_url.endswith("3b497e86.jpg")
    assert clip.duration == pytest.approx(205.8217, abs=1e-4)
    assert clip.timeline == RIFFUSION_CLIP["timestamp"]
    report = told(reply(answered(PRODUCER_CLIP)), expected=1)
    assert report.state == "done"
    assert (report.clips[0].style, report.clips[0].timeline) == ("emotional pop", None)


@pytest.mark.parametrize(
    "payload",
    [answered(PRODUCER_CLIP), answered(PRODUCER_CLIP, status="SUCCESS"), [PRODUCER_CLIP], {"data": PRODUCER_CLIP}],
)
def test_data_as_an_array_an_object_or_the_whole_answer(payload: Any) -> None:
    assert told(reply(payload), expected=1).state == "done"


@pytest.mark.parametrize("code", [400, "404", 429, 500])
def test_clips_count_whatever_code_stands_beside_them(code: Any) -> None:
    both = [SONIC_DONE, {**SONIC_DONE, "clip_id": "b2"}]
    assert told(reply(answered(*both) | {"code": code}), expected=2).state == "done"
    half = told(reply(answered(SONIC_DONE, SONIC_RUNNING) | {"code": code}), expected=2)
    assert (half.state, len(half.clips)) == ("running", 2)


def test_a_success_that_says_so_may_have_fewer_clips() -> None:
    assert told(reply(answered(SONIC_DONE, status="SUCCESS")), expected=2).state == "done"
    assert told(reply(answered(status="SUCCESS")), expected=2).state == "running"
    assert told(reply(answered(SONIC_RUNNING, status="SUCCESS")), expected=2).state == "running"


def test_more_clips_than_due_are_all_waited_for() -> None:
    three = [SONIC_DONE, {**SONIC_DONE, "clip_id": "c3"}, SONIC_RUNNING]
    assert told(reply(answered(*three)), expected=2).state == "running"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"type": "failed", "error": "upstream error"}, "upstream error"),
        ({"type": "timeout", "message": "took too long"}, "took too long"),
        ({"type": "forbidden", "error": "…"}, "…"),
        ({"type": "api_error", "error": {"message": "deep"}}, "deep"),
        ({"status": "FAILED", "type": "failed", "message": "refunded", "data": []}, "refunded"),
        ({"status": "FAILED", "message": "success"}, None),
    ],
)
def test_failed_within_an_answer_that_is_fine(payload: Any, reason: str | None) -> None:
    assert told(reply(payload), expected=2) == TaskReport("failed", (), reason)


NURO: dict[str, Any] = {
    "task_id": "4c35433b",
    "status": "running",
    "progress": 45,
    "audio_url": "",
    "lyrics": "",
    "duration": 0,
    "genre": "",
    "mood": "",
    "gender": "",
    "timbre": "",
}
NURO_DONE = {
    **NURO,
    "status": "succeeded",
    "progress": 100,
    "audio_url": "https://cdn.musicapi.ai/4c35433b.wav",
    "lyrics": "[Verse]\nBy the water",
    "duration": 93,
    "genre": "Pop",
    "mood": "Happy",
}


def test_nuro_tells_of_its_one_song_at_the_root() -> None:
    for status in ("pending", "running", "in some way"):
        assert told(reply({**NURO, "status": status}), expected=1, family="nuro").state == "running"
    assert told(reply(NURO, 202), expected=1, family="nuro").state == "running"
    report = told(reply(NURO_DONE), expected=1, family="nuro")
    (clip,) = report.clips
    assert (report.state, clip.clip_id, clip.style, clip.duration) == ("done", "4c35433b", "Pop, Happy", 93)
    assert (clip.audio_url, clip.lyrics) == (NURO_DONE["audio_url"], "[Verse]\nBy the water")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply({**NURO, "status": "failed"}), None),
        (reply({"type": "bad_request", "message": "too short", "refund_processed": False}), "too short"),
        (reply({"type": "api_error", "message": "upstream", "refund_processed": True}, 500), "upstream"),
    ],
)
def test_nuro_fails_in_its_own_ways(answer: Reply, reason: str | None) -> None:
    report = told(answer, expected=1, family="nuro")
    assert (report.state, report.reason) == ("failed", reason)


def test_an_error_of_nuro_that_may_pass_is_no_failure() -> None:
    with pytest.raises(Unanswered):
        told(reply({"type": "api_error", "message": "x", "refund_processed": False}, 500), expected=1, family="nuro")


def studio(status: str, lifecycle: Any = None, **more: Any) -> dict[str, Any]:
    data = {"songs": lifecycle} if lifecycle is not None else None
    return {"code": "success", "message": "", "data": {"task_id": "s", "status": status, "data": data, **more}}


def test_studio_tells_of_its_songs_deep_inside() -> None:
    song = {"id": "1", "tags": ["pop", "warm"], "title": "T", "song_path": "https://cdn.x/1.mp3", "finished": True}
    for status in ("NOT_START", "IN_PROGRESS", "QUEUED"):
        assert told(reply(studio(status, progress="10%")), expected=2, family="studio").state == "running"
    half = studio("IN_PROGRESS", [song, {**song, "id": "2", "finished": False}])
    assert told(reply(half), expected=2, family="studio").state == "running"
    report = told(reply(studio("SUCCESS", [song, {**song, "id": "2"}])), expected=2, family="studio")
    assert (report.state, [clip.style for clip in report.clips]) == ("done", ["pop, warm"] * 2)
    for failed in (studio("FAILURE"), studio("DOOMED", fail_reason="no credits upstream")):
        assert told(reply(failed), expected=2, family="studio").state == "failed"


def test_a_new_part_and_the_whole_beside_it() -> None:
    """`auto_concat` is never sent, and still what it does to an answer would be read."""
    for name in ("extended", "replaced"):
        waiting = told(reply(answered({name: SONIC_DONE, "full": None})), expected=1)
        assert [clip.clip_id for clip in waiting.clips] == ["a1"]
        both = told(reply(answered({name: SONIC_DONE, "full": {**SONIC_DONE, "clip_id": "f"}})), expected=1)
        assert (both.state, [clip.clip_id for clip in both.clips]) == ("done", ["a1", "f"])


def test_failed_as_an_http_error_that_speaks_of_the_refund() -> None:
    why = "Task failed due to timeout. Credits were previously refunded."
    assert told(reply({"message": why}, 504), expected=2) == TaskReport("failed", (), why)
    with pytest.raises(Unanswered):
        told(reply({"message": "Gateway Timeout"}, 504), expected=2)


def test_failed_clip_by_clip() -> None:
    dead = {**SONIC_RUNNING, "state": "failed", "error_message": "bad luck"}
    partly = told(reply(answered(dead, SONIC_DONE)), expected=2)
    assert (partly.state, partly.reason) == ("done", "bad luck")
    assert [clip.state for clip in partly.clips] == [ClipState.FAILED, ClipState.SUCCEEDED]
    wholly = told(reply(answered(dead, {**dead, "clip_id": "a1"})), expected=2)
    assert (wholly.state, wholly.reason) == ("failed", "bad luck")
    assert told(reply(answered(dead)), expected=2).state == "running"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply({"message": "task not found."}, 400), TaskNotFound),
        (reply({"message": "Task not found"}, 400), TaskNotFound),
        (reply({"code": 404, "message": "task not found"}, 404), TaskNotFound),
        (reply({"code": 404, "message": "task not found"}), TaskNotFound),
        (reply(b"", 404), TaskNotFound),
        (reply(b"<html>no such page</html>", 404), Unanswered),
        (reply({"type": "endpoint_retired", "error": "gone"}, 410), Retired),
        (reply({"type": "unauthorized", "error": "bad api key"}, 401), Unauthorized),
        (reply({"message": "rate limit"}, 429), RateLimited),
        (reply({"code": "429", "message": "rate limit", "data": []}), RateLimited),
        (reply({"code": 500, "message": "internal error"}), Unanswered),
        (reply({"message": "internal error"}, 500), Unanswered),
        (reply(b"<html>Bad Gateway</html>", 502), Unanswered),
        (reply(b"oops"), Unanswered),
        (reply(b""), Unanswered),
        (reply(b"[" * 100_000), Unanswered),
    ],
)
def test_what_says_nothing_about_the_song_is_an_error(answer: Reply, error: type[MusicAPIError]) -> None:
    with pytest.raises(MusicAPIError) as caught:
        told(answer, expected=2)
    assert type(caught.value) is error


def test_what_other_people_wrote_is_stored_without_harm() -> None:
    nasty = {
        **SONIC_DONE,
        "title": "a\x00\x1bb\ud800" + "x" * 5_000,
        "tags": ["no", "string"],
        "lyrics": "one\r\ntwo\x00",
        "duration": "NaN",
        "image_url": "javascript:alert(1)",
        "mv": 7,
        "timestamp": {"words": [{"text": "nul\x00", "start": float("inf")}]},
    }
    (clip,) = told(reply(answered(nasty)), expected=1).clips
    assert clip.title.startswith("abxxx")
    assert len(clip.title) == 200
    assert (clip.style, clip.model, clip.duration, clip.image_url) == ("", "", None, "")
    assert clip.lyrics == "one\ntwo"
    assert clip.timeline == {"words": [{"text": "nul", "start": None}]}


@pytest.mark.parametrize(
    "url", ["ftp://x/a.mp3", "https://", "https://[::1", "https://[v1.\x01]/a.mp3", "x" * 3_000, "", 7, None, {}]
)
def test_a_clip_without_a_usable_address_is_not_done(url: Any) -> None:
    assert told(reply(answered({**SONIC_DONE, "audio_url": url})), expected=1).state == "running"


@pytest.mark.parametrize(
    ("payload", "credits"),
    [
        ({"credits": 50, "extra_credits": 0}, Credits(50, 0)),
        ({"credits": "12.5", "extra_credits": 7}, Credits(12.5, 7)),
        ({"credits": 3}, Credits(3, 0)),
    ],
)
def test_credits(payload: Any, credits: Credits) -> None:
    read = read_credits(reply(payload))
    assert read == credits
    assert read.spendable == credits.credits + credits.extra_credits


@pytest.mark.parametrize("payload", [{}, {"credits": None}, {"credits": True}, b"", [1]])
def test_credits_that_nobody_named(payload: Any) -> None:
    with pytest.raises(Unanswered):
        read_credits(reply(payload))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["code", "type", "status", "data", "clip_id", "state", "audio_url", "timestamp", "error"])
            | st.text(max_size=5),
            children,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(ANY_JSON, st.sampled_from([200, 202, 400, 403, 404, 429, 500, 504]))
def test_no_answer_at_all_breaks_the_reader(payload: Any, status: int) -> None:
    reason, timelines = "", ""
    try:
        timelines = json.dumps([clip.timeline for clip in told(reply(payload, status), expected=2).clips])
    except MusicAPIError as error:
        reason = error.reason
    assert len(reason) <= 300
    assert "NaN" not in timelines
    assert "\\u0000" not in timelines


@pytest.mark.parametrize("depth", [5, 50, 200, 400, 900, 5_000, 50_000])
@pytest.mark.parametrize("nest", ['{"error":', "[", '{"data":', '{"data":[{"clip_id":"a","timestamp":{"a":'])
def test_an_answer_nested_without_end_is_read_like_any_other(depth: int, nest: str) -> None:
    body = nest.encode() * depth
    shut = bytes({"{": ord("}"), "[": ord("]")}[mark] for mark in reversed(nest * depth) if mark in "{[")
    for status in (200, 202, 400, 403, 504):
        reply = Reply(status, body + b"1" + shut)
        for read in (accepted, read_credits, lambda reply: told(reply, expected=2)):
            with contextlib.suppress(MusicAPIError):
                read(reply)
