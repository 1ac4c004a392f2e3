"""The answers that the tests of the vendor's own SDK (musicapi-sdk 0.1.0, tests/test_client.py) are written against."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.musicapi.answers import (
    EnrichedStyle,
    LyricsDraft,
    MidiInstruments,
    NewPersona,
    PickedVoice,
    Tempo,
    WrittenLyrics,
)
from bot.musicapi.errors import InvalidRequest, MusicAPIError, RateLimited, Unanswered, Unauthorized, VendorOutOfCredits
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from bot.musicapi.responses.accept import read_accept
from bot.musicapi.responses.account import read_credits
from bot.musicapi.responses.reply import Reply
from bot.musicapi.responses.reports import Accepted, AcceptedTask, ReportedFile, TaskReport
from bot.musicapi.responses.task import read_task
from data.rows import ClipState
from tests.bot.musicapi.asking import URL, catalog_of, least, result_of

CATALOG = catalog_of(Host.MUSICAPI)
SUBMITTED = {"message": "success", "task_id": "abc-123"}
CDN = "https://cdn.example.com"


def finished(clip_id: str, file: str, **more: Any) -> dict[str, Any]:
    clip = {"clip_id": clip_id, "state": "succeeded", "audio_url": f"{CDN}/{file}", **more}
    return {"code": 200, "message": "success", "data": [clip]}


TASKS = {
    "riffusion": finished("riff-1", "r.mp3"),
    "sonic": finished("clip-1", "clip-1.mp3", title="Night Drive"),
    "producer": finished("bgm-1", "bgm.mp3"),
}
STUDIO = {
    "code": "200",
    "data": {
        "task_id": "studio-task-1",
        "action": "generate",
        "status": "SUCCESS",
        "submit_time": 1700000000,
        "start_time": 1700000001,
        "finish_time": 1700000010,
        "progress": "100%",
        "data": {
            "songs": [{"id": "song-1", "title": "Studio Track", "finished": True, "song_path": f"{CDN}/s.mp3"}],
        },
    },
}


def reply(payload: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(payload).encode())


def accepted(family: str, operation: Operation, payload: Any, status: int = 200) -> Accepted:
    known = CATALOG.family(family)
    return read_accept(reply(payload, status), least(known, operation), known.offers[operation])


@pytest.mark.parametrize(
    ("family", "operation"),
    [
        ("sonic", Operation.CREATE),
        ("sonic", Operation.STEMS_BASIC),
        ("sonic", Operation.STEMS_FULL),
        ("sonic", Operation.MASHUP),
        ("sonic", Operation.REPLACE_SECTION),
        ("producer", Operation.CREATE),
        ("producer", Operation.UPLOAD),
        ("producer", Operation.DOWNLOAD),
        ("riffusion", Operation.CREATE),
    ],
)
def test_what_is_submitted(family: str, operation: Operation) -> None:
    assert accepted(family, operation, SUBMITTED) == AcceptedTask("abc-123")


@pytest.mark.parametrize(
    ("operation", "payload", "task_id"),
    [
        (Operation.SAMPLE, {"message": "success", "task_id": "sample-1"}, "sample-1"),
        (
            Operation.VOICE,
            {"message": "success", "task_id": "voice-task-1", "warning": "durability advisory"},
            "voice-task-1",
        ),
        (
            Operation.UPLOAD_COVER,
            {
                "code": 200,
                "message": "success",
                "task_id": "uc-1",
                "steps": {"upload": {"success": True}, "cover": {"success": True}},
            },
            "uc-1",
        ),
        (
            Operation.UPLOAD_EXTEND,
            {
                "code": 200,
                "message": "success",
                "task_id": "ue-1",
                "steps": {"upload": {"success": True}, "extend": {"success": True}},
            },
            "ue-1",
        ),
    ],
)
def test_what_is_submitted_with_more_said_about_it(operation: Operation, payload: Any, task_id: str) -> None:
    assert accepted("sonic", operation, payload) == AcceptedTask(task_id)


@pytest.mark.parametrize(
    ("operation", "payload", "report"),
    [
        (
            Operation.WRITE_LYRICS,
            {
                "code": 200,
                "results": [{"title": "T1", "lyrics": "L1"}, {"title": "T2", "lyrics": "L2"}],
                "message": "success",
            },
            TaskReport("done", answer=WrittenLyrics((LyricsDraft("T1", "L1"), LyricsDraft("T2", "L2")))),
        ),
        (
            Operation.LYRICS_TIMELINE,
            {"code": 200, "data": {"alignment": [1, 2, 3]}, "message": "ok"},
            TaskReport("failed", reason="no words were found in the clip"),
        ),
        (
            Operation.BPM,
            {"code": 200, "message": "ok", "data": {"avg_bpm": 120.0, "min_bpm": 118.0, "max_bpm": 122.0}},
            TaskReport("done", answer=Tempo(120.0, 118.0, 122.0)),
        ),
        (
            Operation.ENRICH_STYLE,
            {"code": 200, "message": "ok", "data": {"upsampled_tags": "upbeat pop synth"}},
            TaskReport("done", answer=EnrichedStyle("upbeat pop synth")),
        ),
        (
            Operation.PERSONA,
            {"code": 200, "persona_id": "p-123", "message": "ok"},
            TaskReport("done", answer=NewPersona("p-123")),
        ),
        (
            Operation.VOX,
            {
                "code": 200,
                "data": {
                    "vox_audio_id": "v-1",
                    "status": "ready",
                    "source_clip_id": "c1",
                    "vocal_start_s": 0,
                    "vocal_end_s": 30,
                    "wave_response": {},
                },
                "message": "ok",
            },
            TaskReport("done", answer=PickedVoice("v-1", 0, 30)),
        ),
        (
            Operation.MIDI,
            {"code": 200, "data": {"midi_url": f"{CDN}/a.mid", "instruments": []}, "message": "ok"},
            TaskReport("done", files=(ReportedFile("MIDI", f"{CDN}/a.mid"),), answer=MidiInstruments(())),
        ),
        (
            Operation.WAV,
            {"message": "ok", "data": {"wav_url": f"{CDN}/a.wav"}},
            TaskReport("done", files=(ReportedFile("Song", f"{CDN}/a.wav"),)),
        ),
    ],
)
def test_what_is_answered_at_once(operation: Operation, payload: Any, report: TaskReport) -> None:
    assert result_of(accepted("sonic", operation, payload)) == report


@pytest.mark.parametrize(("family", "clip_id"), [("sonic", "imported-clip-1"), ("riffusion", "riff-imported")])
def test_what_is_uploaded(family: str, clip_id: str) -> None:
    report = result_of(accepted(family, Operation.UPLOAD, {"code": 200, "clip_id": clip_id, "message": "ok"}))
    assert [(clip.clip_id, clip.state, clip.audio_url) for clip in report.clips] == [
        (clip_id, ClipState.SUCCEEDED, URL)
    ]


@pytest.mark.parametrize("family", TASKS)
def test_tasks_of_which_one_song_is_due(family: str) -> None:
    report = read_task(reply(TASKS[family]), CATALOG.family(family), Operation.CREATE, expected=1)
    assert (report.state, report.clips[0].clip_id) == ("done", TASKS[family]["data"][0]["clip_id"])
    waiting = read_task(reply(TASKS[family]), CATALOG.family(family), Operation.CREATE, expected=2)
    assert waiting.state == "running", "the SDK would lose the second"


@pytest.mark.parametrize(("family", "operation"), [("sonic", Operation.STEMS_BASIC), ("producer", Operation.DOWNLOAD)])
def test_tasks_of_which_one_file_is_due(family: str, operation: Operation) -> None:
    report = read_task(reply(TASKS["producer"]), CATALOG.family(family), operation, expected=1)
    assert (report.state, [file.url for file in report.files]) == ("done", [f"{CDN}/bgm.mp3"])


def test_a_task_that_still_runs_and_one_that_failed() -> None:
    sonic = CATALOG.family("sonic")
    for operation in (Operation.STEMS_FULL, Operation.VOICE, Operation.CREATE):
        running = read_task(reply({"type": "not_ready"}, 202), sonic, operation, expected=1)
        assert running == TaskReport("running")
        failure = {"type": "failed", "error": "upstream error"}
        failed = read_task(reply(failure), sonic, operation, expected=1)
        assert failed == TaskReport("failed", reason="upstream error")


def test_studio() -> None:
    assert accepted("studio", Operation.CREATE, {"code": "200", "data": "studio-task-1"}) == AcceptedTask(
        "studio-task-1"
    )
    report = read_task(reply(STUDIO), CATALOG.family("studio"), Operation.CREATE, expected=1)
    assert (report.state, report.clips[0].clip_id, report.clips[0].title) == ("done", "song-1", "Studio Track")
    assert report.clips[0].audio_url == f"{CDN}/s.mp3"


@pytest.mark.parametrize(
    ("status", "payload", "error"),
    [
        (401, {"type": "unauthorized", "error": "bad api key"}, Unauthorized),
        (401, {"message": "unauthorized"}, Unauthorized),
        (403, {"message": "insufficient credits"}, VendorOutOfCredits),
        (429, {"message": "rate limit"}, RateLimited),
        (500, {"message": "internal error"}, Unanswered),
        (400, {"type": "validation_error", "error": "field required"}, InvalidRequest),
    ],
)
def test_refusals(status: int, payload: Any, error: type[MusicAPIError]) -> None:
    with pytest.raises(MusicAPIError) as caught:
        accepted("sonic", Operation.CREATE, payload, status)
    assert type(caught.value) is error
    with pytest.raises(MusicAPIError) as caught:
        read_credits(reply(payload, status))
    assert type(caught.value) is error


def test_the_account() -> None:
    assert read_credits(reply({"credits": 500.0, "extra_credits": 50.0})).spendable == 550
