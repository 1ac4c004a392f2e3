"""What is read from operations that make no songs, in every shape that is known or may be."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.musicapi import answers
from bot.musicapi.answers import (
    EnrichedStyle,
    LyricsDraft,
    LyricsTimeline,
    MidiInstruments,
    NewPersona,
    NewVoice,
    PickedVoice,
    Tempo,
    TimedWord,
    WrittenLyrics,
)
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.errors import MusicAPIError, Refused, Unanswered
from bot.musicapi.offers import Host
from bot.musicapi.operations import Gives, Operation
from bot.musicapi.responses.accept import read_accept
from bot.musicapi.responses.reply import Reply
from bot.musicapi.responses.reports import (
    Accepted,
    AcceptedTask,
    ReportedFile,
    TaskReport,
)
from bot.musicapi.responses.task import read_task
from data.brief import Details
from data.rows import ClipState
from tests.bot.musicapi.asking import URL, catalog_of, least, result_of

TASK = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"
CDN = "https://cdn.example.com"


def reply(payload: Any, status: int = 200) -> Reply:
    return Reply(status, payload if isinstance(payload, bytes) else json.dumps(payload).encode())


def accepted(
    operation: Operation,
    payload: Any,
    status: int = 200,
    *,
    family: str = "sonic",
    host: Host = Host.MUSICAPI,
    **said: Any,
) -> Accepted:
    known = catalog_of(host).family(family)
    return read_accept(reply(payload, status), least(known, operation, **said), known.offers[operation])


def told(operation: Operation, payload: Any) -> Any:
    """The answer of an operation that is answered at once."""
    report = result_of(accepted(operation, {"code": 200, "message": "success", "data": payload}))
    assert report.state == "done"
    return report.answer


def looked(operation: Operation, payload: Any, status: int = 200, expected: int = 1) -> TaskReport:
    able = next(family for host in Host for family in FAMILIES[host] if operation in family.offers)
    return read_task(reply(payload, status), able, operation, expected=expected)


# Answers at once


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"avg_bpm": 120.5, "max_bpm": 122, "min_bpm": "118"}, Tempo(120.5, 118, 122)),
        ({"avg_bpm": 120}, Tempo(120, 120, 120)),
        ({"max_bpm": 130, "min_bpm": 110}, Tempo(120, 110, 130)),
    ],
)
def test_a_tempo(data: Any, answer: Any) -> None:
    assert told(Operation.BPM, data) == answer


def test_a_voice_taken_out_of_a_clip() -> None:
    data = {"vox_audio_id": "v-1", "status": "ready", "vocal_start_s": 0, "vocal_end_s": 30.0, "wave_response": {}}
    assert told(Operation.VOX, data) == PickedVoice("v-1", 0, 30)


def test_the_words_of_a_clip_come_in_riffusions_shape() -> None:
    alignment = [
        {"word": "[Verse 1]\nFirst ", "start_s": 1.5, "end_s": 2, "p_align": 0.9, "success": True},
        {"word": "lost", "start_s": 0, "end_s": 0, "success": False},
        {"word": "word", "start_s": "2.0", "end_s": 2.5},
        {"word": "", "start_s": 3, "end_s": 4},
        {"word": "timeless", "start_s": None, "end_s": 4},
        7,
    ]
    assert told(Operation.LYRICS_TIMELINE, {"alignment": alignment}) == LyricsTimeline(
        (TimedWord("[Verse 1]\nFirst", 1.5, 2.0), TimedWord("word", 2.0, 2.5))
    )


@pytest.mark.parametrize("alignment", [[], [1, 2, 3], None, {}, [{"word": "x", "success": False}]])
def test_a_timeline_without_words_gives_the_credits_back(alignment: Any) -> None:
    report = result_of(accepted(Operation.LYRICS_TIMELINE, {"code": 200, "data": {"alignment": alignment}}))
    assert report == TaskReport("failed", reason="no words were found in the clip")


def test_a_persona_a_style_and_two_drafts() -> None:
    persona = accepted(Operation.PERSONA, {"code": 200, "persona_id": "p-1", "message": "success"})
    assert result_of(persona) == TaskReport("done", answer=NewPersona("p-1"))
    assert told(Operation.PERSONA, {"persona_id": "p-2"}) == NewPersona("p-2")
    assert told(Operation.ENRICH_STYLE, {"upsampled_tags": "lo-fi,\nrain"}) == EnrichedStyle("lo-fi, rain")
    drafts = [{"title": "T1", "lyrics": "L1\r\nL2"}, {"title": None, "lyrics": "M"}, {"title": "empty"}]
    written = result_of(accepted(Operation.WRITE_LYRICS, {"code": 200, "results": drafts, "message": "success"}))
    assert written == TaskReport("done", answer=WrittenLyrics((LyricsDraft("T1", "L1\nL2"), LyricsDraft("", "M"))))


@pytest.mark.parametrize(
    ("operation", "payload"),
    [
        (Operation.BPM, {"code": 200, "data": {}}),
        (Operation.BPM, {"code": 200, "data": {"avg_bpm": 0}}),
        (Operation.VOX, {"code": 200, "data": {"status": "complete"}}),
        (Operation.VOX, {"code": 200, "data": {"vox_audio_id": "v", "status": "failed"}}),
        (Operation.LYRICS_TIMELINE, {"code": 200}),
        (Operation.PERSONA, {"code": 200, "message": "success"}),
        (Operation.ENRICH_STYLE, {"code": 200, "data": None}),
        (Operation.WRITE_LYRICS, {"code": 200, "results": []}),
        (Operation.WAV, {"message": "success", "data": {"wav_url": "javascript:x"}}),
        (Operation.UPLOAD, {"code": 200, "message": "success"}),
        (Operation.MIDI, {"code": 200, "data": {"instruments": []}}),
        (Operation.BPM, b"<html>ok</html>"),
        (Operation.WAV, {"message": "success", "task_id": TASK}),
    ],
)
def test_an_answer_that_does_not_answer_is_none(operation: Operation, payload: Any) -> None:
    with pytest.raises(Unanswered) as caught:
        accepted(operation, payload)
    assert "no result in the answer" in str(caught.value)


@pytest.mark.parametrize("operation", [Operation.BPM, Operation.WAV, Operation.UPLOAD, Operation.WRITE_LYRICS])
def test_what_fails_under_200_has_failed(operation: Operation) -> None:
    report = result_of(accepted(operation, {"type": "failed", "error": "upstream error"}))
    assert report == TaskReport("failed", reason="upstream error")


def test_only_what_is_made_by_repeating_is_sent_again() -> None:
    not_ready = {"type": "not_ready", "error": "still processing"}
    for status in (200, 202):
        assert accepted(Operation.MIDI, not_ready, status) == TaskReport("running")
        assert accepted(Operation.DOWNLOAD, not_ready, status, host=Host.TWIN) == TaskReport("running")
    assert accepted(Operation.MIDI, b"", 202) == TaskReport("running")
    with pytest.raises(Unanswered):
        accepted(Operation.BPM, not_ready, 202)


# Recordings


def test_an_uploaded_clip_is_what_was_sent_and_an_id() -> None:
    details = Details(url=URL, length=61.5)
    answer = {"code": 200, "clip_id": "imported-1", "message": "ok"}
    report = result_of(accepted(Operation.UPLOAD, answer, title="Mine", details=details))
    (clip,) = report.clips
    assert (report.state, clip.state, clip.uploaded) == ("done", ClipState.SUCCEEDED, True)
    assert (clip.clip_id, clip.title, clip.duration, clip.audio_url) == ("imported-1", "Mine", 61.5, URL)
    assert clip.model == "sonic-v5", "it is edited with the model that it was brought for"


def test_an_upload_may_be_a_task_all_the_same() -> None:
    assert accepted(Operation.UPLOAD, {"message": "success", "task_id": TASK}) == AcceptedTask(TASK)
    assert accepted(Operation.UPLOAD, {"message": "success", "task_id": TASK}, family="producer") == AcceptedTask(TASK)


@pytest.mark.parametrize(
    ("element", "state", "audio_url"),
    [
        ({"clip_id": "c"}, "done", ""),
        ({"clip_id": "c", "state": "succeeded", "audio_url": f"{CDN}/a.m4a"}, "done", f"{CDN}/a.m4a"),
        ({"clip_id": "c", "audio_url": f"{CDN}/a.m4a"}, "done", f"{CDN}/a.m4a"),
        ({"clip_id": "c", "state": "running", "audio_url": f"{CDN}/a.m4a"}, "running", ""),
        ({"clip_id": "c", "state": "failed"}, "failed", ""),
        ({"title": "no id"}, "running", None),
    ],
)
def test_an_uploads_task_needs_no_more_than_an_id(element: Any, state: str, audio_url: str | None) -> None:
    report = looked(Operation.UPLOAD, {"code": 200, "data": [element], "message": "success"})
    assert report.state == state
    if audio_url is not None:
        assert (report.clips[0].uploaded, report.clips[0].audio_url) == (True, audio_url)


@pytest.mark.parametrize(
    ("operation", "step"),
    [(Operation.UPLOAD_EXTEND, "extend"), (Operation.UPLOAD_COVER, "cover"), (Operation.SAMPLE, "sample")],
)
def test_two_requests_in_one(operation: Operation, step: str) -> None:
    steps = {"upload": {"success": True, "clip_id": "up-1"}, step: {"success": True, "task_id": TASK}}
    both = {"code": 200, "message": "success", "steps": steps}
    assert accepted(operation, both) == AcceptedTask(TASK)
    assert accepted(operation, {**both, "task_id": "root-1"}) == AcceptedTask(TASK)
    at_root = {"code": 200, "message": "success", "task_id": "root-1", "steps": {step: {"success": True}}}
    assert accepted(operation, at_root) == AcceptedTask("root-1")
    assert accepted(operation, {"message": "success", "task_id": "root-1"}) == AcceptedTask("root-1")
    broken = {"upload": {"success": True}, step: {"success": False, "error": "lyrics are empty"}}
    for failed in ({"failed_step": step, "steps": broken}, {"steps": broken, "task_id": TASK}):
        with pytest.raises(Refused, match="lyrics are empty") as caught:
            accepted(operation, {"code": 200, "message": "success", **failed})
        assert caught.value.kind == "failed_step"
    with pytest.raises(Refused, match="the step upload failed"):
        accepted(operation, {"code": 200, "message": "success", "failed_step": "upload"})
    assert accepted(operation, {**both, "failed_step": None}) == AcceptedTask(TASK)


# Files

STEMS = [
    {"clip_id": "1", "state": "succeeded", "title": "Harbor (Vocals)", "audio_url": f"{CDN}/1.mp3"},
    {"clip_id": "2", "state": "succeeded", "title": "Harbor (Drums)", "audio_url": f"{CDN}/2.mp3"},
]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (STEMS, ["Harbor (Vocals)", "Harbor (Drums)"]),
        ({"stems": STEMS}, ["Harbor (Vocals)", "Harbor (Drums)"]),
        (
            [{"stem": "Vocals", "title": "Harbor", "url": f"{CDN}/1"}, {"stem": "Bass", "url": f"{CDN}/2"}],
            ["Vocals", "Bass"],
        ),
        ([{"audio_url": f"{CDN}/1"}, {"audio_url": f"{CDN}/2"}], ["Stem 1", "Stem 2"]),
        (
            [{"title": "Harbor", "wav_url": f"{CDN}/1"}, {"title": "Harbor", "wav_url": f"{CDN}/2"}],
            ["Harbor 1", "Harbor 2"],
        ),
        ({"vocals_url": f"{CDN}/1", "backing_vocals": f"{CDN}/2"}, ["Vocals", "Backing vocals"]),
        ([{"files": STEMS}], ["Harbor (Vocals)", "Harbor (Drums)"]),
    ],
)
def test_stems_are_wherever_addresses_are(data: Any, names: list[str]) -> None:
    report = looked(Operation.STEMS_BASIC, {"code": 200, "data": data, "message": "success"}, expected=2)
    assert report.state == "done"
    assert [file.name for file in report.files] == names
    assert len({file.url for file in report.files}) == 2


@pytest.mark.parametrize(
    "payload",
    [
        {"code": 200, "data": [], "message": "success"},
        {"code": 200, "data": None},
        {"type": "not_ready"},
        {"code": 200, "data": STEMS[:1]},
        {"code": 200, "data": [STEMS[0], {**STEMS[1], "state": "running"}]},
        {"code": 200, "data": [STEMS[0], {**STEMS[1], "audio_url": None}]},
        {"code": 200, "data": [STEMS[0], {**STEMS[1], "audio_url": "https://audiopipe.suno.ai/?item_id=2"}]},
        {"code": 200, "data": [STEMS[0], STEMS[0]]},
        {"code": 200, "data": [STEMS[0], {"clip_id": "3", "state": "mastering"}]},
        {"code": 200, "data": [*STEMS, {"clip_id": "3", "state": "running"}]},  # more than are due at least
    ],
)
def test_stems_are_waited_for(payload: Any) -> None:
    assert looked(Operation.STEMS_BASIC, payload, expected=2).state == "running"


def test_of_stems_the_living_are_brought_and_none_is_a_failure() -> None:
    dead = {"clip_id": "9", "state": "failed", "error_message": "no drums"}
    partly = looked(Operation.STEMS_BASIC, {"code": 200, "data": [*STEMS[:1], dead]}, expected=2)
    assert (partly.state, len(partly.files), partly.reason) == ("done", 1, "no drums")
    wholly = looked(Operation.STEMS_BASIC, {"code": 200, "data": [dead, {**dead, "clip_id": "8"}]}, expected=2)
    assert (wholly.state, wholly.files, wholly.reason) == ("failed", (), "no drums")
    said = looked(Operation.STEMS_FULL, {"status": "SUCCESS", "data": STEMS[:1]}, expected=2)
    assert said.state == "done", "who says success has no more to give"
    assert looked(Operation.STEMS_FULL, {"type": "failed", "error": "upstream"}).reason == "upstream"


def test_four_and_twenty_stems_are_all_brought() -> None:
    many = [{**STEMS[0], "clip_id": str(n), "audio_url": f"{CDN}/{n}.mp3", "title": f"Part {n}"} for n in range(24)]
    report = looked(Operation.STEMS_FULL, {"code": 200, "data": many}, expected=2)
    assert (report.state, len(report.files)) == ("done", 24)


def test_files_that_are_answered_at_once() -> None:
    wav = accepted(Operation.WAV, {"message": "success", "data": {"wav_url": f"{CDN}/a.wav"}})
    assert result_of(wav) == TaskReport("done", files=(ReportedFile("Song", f"{CDN}/a.wav"),))
    data = {"midi_url": f"{CDN}/a.mid", "instruments": [{"name": "Piano", "notes": []}, {"name": ""}, "x"]}
    midi = result_of(accepted(Operation.MIDI, {"code": 200, "data": data}))
    assert midi == TaskReport("done", files=(ReportedFile("MIDI", f"{CDN}/a.mid"),), answer=MidiInstruments(("Piano",)))
    files = {"clip_id": "c", "files": [{"format": "m4a", "file_url": f"{CDN}/a.m4a"}]}
    download = result_of(accepted(Operation.DOWNLOAD, {"code": 200, "data": files}, host=Host.TWIN))
    assert download == TaskReport("done", files=(ReportedFile("Song", f"{CDN}/a.m4a"),))


def test_files_that_are_tasks() -> None:
    download = looked(Operation.DOWNLOAD, {"code": 200, "data": [{"audio_url": f"{CDN}/a.wav"}], "message": "success"})
    assert download == TaskReport("done", files=(ReportedFile("Song", f"{CDN}/a.wav"),))
    element = {"clip_id": "c", "state": "succeeded", "audio_url": f"{CDN}/a.m4a", "video_url": f"{CDN}/a.mp4"}
    video = looked(Operation.VIDEO, {"code": 200, "status": "SUCCESS", "data": [element]})
    assert video == TaskReport("done", files=(ReportedFile("Video", f"{CDN}/a.mp4"),))
    still = looked(Operation.VIDEO, {"code": 200, "data": [{**element, "video_url": None}]})
    assert still.state == "running", "the song's own file is no video"
    assert looked(Operation.VIDEO, {"code": 200, "status": "RUNNING", "data": []}).state == "running"


# Answers that are tasks


@pytest.mark.parametrize(
    ("payload", "voice_id"),
    [
        ({"code": 200, "data": [{"voice_id": "v", "state": "succeeded"}]}, "v"),
        ({"code": 200, "data": {"id": "v", "status": "complete"}}, "v"),
        ({"code": 200, "data": [{"persona_id": "v", "clip_id": "c"}]}, "v"),
        ({"code": 200, "data": [{"state": "succeeded"}]}, ""),
        ({"code": 200, "status": "SUCCESS", "voice_id": "v", "data": None}, "v"),
    ],
)
def test_a_voice_is_wherever_an_id_is(payload: Any, voice_id: str) -> None:
    assert looked(Operation.VOICE, payload) == TaskReport("done", answer=NewVoice(voice_id))


@pytest.mark.parametrize(
    ("operation", "payload", "status"),
    [
        (Operation.VOICE, {"type": "not_ready"}, 202),
        (Operation.VOICE, {"type": "not_ready", "voice_id": "early"}, 200),
        (Operation.VOICE, {"code": 200, "data": []}, 200),
        (Operation.VOICE, {"code": 200, "data": None}, 200),
        (Operation.VOICE, {"code": 200, "data": [{"voice_id": "v", "state": "pending"}]}, 200),
        (Operation.WRITE_LYRICS, {"code": 200, "status": "RUNNING", "data": []}, 200),
        (Operation.WRITE_LYRICS, {"code": 200, "data": [{"state": "succeeded"}]}, 200),
    ],
)
def test_an_answer_that_is_not_there_yet(operation: Operation, payload: Any, status: int) -> None:
    assert looked(operation, payload, status).state == "running"


def test_an_answer_that_failed() -> None:
    dead = {"state": "failed", "error_message": "too noisy"}
    assert looked(Operation.VOICE, {"code": 200, "data": [dead]}) == TaskReport("failed", reason="too noisy")
    assert looked(Operation.VOICE, {"type": "timeout", "message": "late"}) == TaskReport("failed", reason="late")


@pytest.mark.parametrize(
    "payload",
    [
        {"code": 200, "status": "SUCCESS", "data": [{"title": "T", "lyrics": "la"}]},
        {"code": 200, "data": [{"title": "T", "lyrics": "la", "state": "succeeded"}]},
        {"code": 200, "data": {"status": "complete", "text": "la", "title": "T", "metadata": {}}},
        {"code": 200, "results": [{"title": "T", "lyrics": "la"}], "status": "SUCCESS"},
    ],
)
def test_lyrics_that_were_a_task(payload: Any) -> None:
    assert looked(Operation.WRITE_LYRICS, payload).answer == WrittenLyrics((LyricsDraft("T", "la"),))


# Anything at all

KEYS = ["code", "type", "status", "data", "clip_id", "state", "audio_url", "files", "stems", "steps", "failed_step"]
MORE = [
    "success",
    "alignment",
    "results",
    "lyrics",
    "instruments",
    "wav_url",
    "midi_url",
    "url",
    "vox_audio_id",
    "name",
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from([CDN, "failed"]),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS + MORE) | st.text(max_size=5), children, max_size=5)
    ),
    max_leaves=20,
)
OFFERS = [(host, family, offer) for host in Host for family in FAMILIES[host] for offer in family.offers.values()]


@given(ANY_JSON, st.sampled_from(OFFERS), st.sampled_from([200, 202, 404, 500]))
def test_no_answer_at_all_breaks_a_reader(payload: Any, offered: Any, status: int) -> None:
    _, family, offer = offered
    answer = reply(payload, status)
    reports: list[TaskReport] = []
    with suppress(MusicAPIError):
        accepted = read_accept(answer, least(family, offer.operation), offer)
        reports += [accepted] if isinstance(accepted, TaskReport) else []
    if not offer.at_once:
        with suppress(MusicAPIError):
            reports.append(read_task(answer, family, offer.operation, expected=1))
    for report in reports:
        kept = None if report.answer is None else answers.to_json(report.answer)
        stored = json.dumps([kept, [file.name for file in report.files]], allow_nan=False)
        assert "\\u0000" not in stored
        assert kept is None or answers.from_json(kept) == report.answer
        assert report.state != "done" or report.clips or report.files or report.answer is not None
        assert offer.gives is Gives.SONGS or not report.clips


@pytest.mark.parametrize("depth", [5, 200, 440, 5_000, 50_000])
@pytest.mark.parametrize("nest", ['{"data":', '{"data":{"stems":', "[", '{"steps":{"upload":{"error":'])
def test_an_answer_nested_without_end_is_read_like_any_other(depth: int, nest: str) -> None:
    body = nest.encode() * depth
    shut = bytes({"{": ord("}"), "[": ord("]")}[mark] for mark in reversed(nest * depth) if mark in "{[")
    for operation in (Operation.STEMS_FULL, Operation.VOICE, Operation.BPM, Operation.UPLOAD_COVER):
        for read in (lambda o: accepted(o, body + b"1" + shut), lambda o: looked(o, body + b"1" + shut)):
            with suppress(MusicAPIError):
                read(operation)
