"""The observed mood: no field and no word of its answers that neither a document nor anybody's evidence has."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from sandbox.musicapi.vendor import KEY
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content, cover, extension
from tests.sandbox.musicapi.families.test_other_families import BGM, STUDIO, VOCAL
from tests.sandbox.musicapi.families.test_uploads import audio, file_server
from tests.sandbox.musicapi.moods.test_documented import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.wire.exchange import Answer

# What musicapi.md knows beside the document, by the section that knows it.
ERRORS = "type error message code"  # 9.1
STEPS = "steps failed_step upload extend cover sample success clip_id task_id"  # 3.9, 3.10, 3.12
SONIC = (  # 3.24; `error_message`: 10, E7c; `extended`, `replaced`, `full`: 3.9, 3.22
    "clip_id state title tags lyrics image_url audio_url video_url created_at mv gpt_description_prompt duration"
    " negative_tags style_weight weirdness_constraint error_message extended replaced full"
)
RIFFUSION = (  # 1.10
    "clip_id title lyrics image_url audio_url video_url created_at mv duration timestamp words text start end"
    " line_index index_range wav2vec2_format state sound vocal_variation"
)
PRODUCER = (  # 2.10
    "clip_id title sound lyrics image_url audio_url wav_url video_url created_at mv seed duration state lyrics_id"
    " lyrics_timing_markers"
)
STUDIO_TASK = (  # 5
    "task_id notify_hook action status fail_reason submit_time start_time finish_time progress data songs id tags"
    " liked likes plays title artist lyrics song_path image_path duration created_at finished"
)
NURO = "task_id status progress audio_url lyrics duration genre mood gender timbre refund_processed"  # 4.3, 4.4
KNOWN = {
    "GET get-credits": "credits extra_credits",  # 7
    "GET sonic/task": f"data {SONIC}",
    "GET suno/clip": f"data {SONIC}",
    "GET riffusion/task": f"data {RIFFUSION}",
    "GET producer/task": f"data status {PRODUCER}",
    "GET studio/task": STUDIO_TASK,
    "GET nuro/task": NURO,
    "GET suno/get-lyrics": "data status text title task_id input metadata",  # 3.25
    "POST nuro/create": "task_id refund_processed",
    "POST studio/create": "data",
    "POST suno/make-lyrics": "data task_id",
    "POST suno/get-song": "audio_url video_url cover_image song_title song_author music_styles",  # the document
    "POST sonic/bpm": "data avg_bpm max_bpm min_bpm",  # 3.14
    "POST sonic/vox": "data vox_audio_id status source_clip_id vocal_start_s vocal_end_s wave_response",  # 3.15
    "POST sonic/wav": "data wav_url",  # 3.16
    "POST sonic/download": "data clip_id files format file_url",  # 3.17
    "POST sonic/midi": "data midi_url instruments name notes start end pitch velocity",  # 3.18
    "POST sonic/aligned-lyrics": "data alignment word start_s end_s p_align success",  # 3.19
    "POST sonic/upsample-tags": "data upsampled_tags",  # 3.20
    "POST sonic/lyrics": "results title lyrics",  # 6
    "POST sonic/persona": "persona_id",  # 3.11
    "POST sonic/create-voice": "task_id warning",  # 3.23b
    **dict.fromkeys(("POST sonic/upload", "POST riffusion/upload"), "clip_id"),  # 1.9, 3.23
    **dict.fromkeys(("POST sonic/upload-extend", "POST sonic/upload-cover", "POST sonic/sample"), STEPS),
}
RUN = {"pending", "running"}
STATES = {
    "GET sonic/task": {*RUN, "processing", "succeeded", "failed"},  # "processing" was seen in the wild (3.24)
    "GET suno/clip": {*RUN, "processing", "succeeded", "failed"},
    "GET riffusion/task": {*RUN, "succeeded", "failed"},  # 1.10
    "GET producer/task": {"succeeded", "failed"},  # 2.10: empty or complete
}
STATUSES = {
    "GET producer/task": {"PENDING", "RUNNING", "SUCCESS", "FAILED"},  # 2.10
    "GET nuro/task": {*RUN, "succeeded", "failed"},  # 4.3
}
KINDS = {  # of errors and failures: 9.3, 9.4, 4.4; `not_found` is in the SDK's own tests
    *("validation_error", "unauthorized", "insufficient_credits", "forbidden", "endpoint_retired", "rate_limited"),
    *("internal_error", "upstream_error", "timeout", "failed", "api_error", "bad_request", "not_ready", "not_found"),
}


class Listener(Buyer):
    """A customer who writes down the name and the words of every field that comes."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields: defaultdict[str, set[str]] = defaultdict(set)
        self.words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    async def ask(
        self, method: str, path: str, body: object = None, *, key: str | None = KEY, **headers: str
    ) -> Answer:
        """One request, of whose answer every field is written down."""
        answer = await super().ask(method, path, body, key=key, **headers)
        if path.startswith("/api/v1/") and answer.content_type == "application/json":
            place = path.removeprefix("/api/v1/")
            place = f"{method} {'/'.join(place.split('/')[:2]) if method == 'GET' else place}"
            for name, value in _fields(json.loads(answer.body)):
                self.fields[place].add(name)
                if isinstance(value, str):
                    self.words[place, name].add(value)
        return answer


def _fields(told: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(told, list):
        for each in told:
            yield from _fields(each)
    elif isinstance(told, dict):
        for name, value in told.items():
            yield name, value
            yield from _fields(value) if name != "wave_response" else ()  # of unknown shape


async def test_every_field_and_every_word_is_known() -> None:
    fields: defaultdict[str, set[str]] = defaultdict(set)
    words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    async with file_server(mine=audio(7), words=b"no audio") as root:
        for seed in range(4):
            for profile in (MUSICAPI, AIMUSICAPI):
                buyer = Listener.of(profile=profile, seed=seed, studio=True)
                assert isinstance(buyer, Listener)
                await _everything(buyer, root)
                for place, names in buyer.fields.items():
                    fields[place] |= names
                for about, said in buyer.words.items():
                    words[about] |= said
    errors = set(ERRORS.split())
    unknown = {place: names - errors - set(KNOWN.get(place, "task_id").split()) for place, names in fields.items()}
    assert {place: names for place, names in unknown.items() if names} == {}
    assert set(KNOWN) <= set(fields)
    assert {place: words[place, "state"] - known for place, known in STATES.items()} == {
        place: set() for place in STATES
    }
    assert {place: words[place, "status"] - known for place, known in STATUSES.items()} == {
        place: set() for place in STATUSES
    }
    assert set().union(*(said for (_, name), said in words.items() if name == "type")) <= KINDS


async def _everything(buyer: Listener, root: str) -> None:
    """All operations, well and badly, and tasks that end in every way."""
    cdn, families = {"use_suno_cdn": True}, ("sonic", "riffusion", "producer")
    first, second = (clip["clip_id"] for clip in await buyer.finished("sonic", {**CUSTOMS["sonic"], **cdn}))
    asked = bodies(first, second, f"{root}/mine")
    asked |= {"sonic/download": {"clip_id": first, "formats": ["mp3", "wav"]}, "sonic/midi": {"clip_id": first}}
    asked |= {
        "nuro/create": VOCAL,
        "sonic/create": {**asked["sonic/create"], **cdn},
        "suno/create": {**CUSTOMS["sonic"], **cdn},
    }
    asked |= {"producer/lyrics-create": {"prompt": "rain"}, "riffusion/create": CUSTOMS["riffusion"]}
    for path, body in asked.items():
        for sent in ({}, {**body, "url": f"{root}/words", "audio_url": f"{root}/words"}, body, body):
            answer = await buyer.post(path, sent)
            told = content(answer) if answer.content_type == "application/json" else {}
            task_id = told.get("task_id") or (told.get("data") if path == "studio/create" else None)
            if path == "suno/make-lyrics" and answer.status == 200:
                task_id = told["data"]["task_id"]
            if isinstance(task_id, str) and task_id in buyer.vendor.tasks:
                await _watch(buyer, path, task_id)
            buyer.clock.advance(30)
    assert len(asked) > 20
    for family in families:
        source = (await buyer.finished(family, {**CREATES[family], **cdn}))[0]["clip_id"]
        for body in (extension(family, source, 2), cover(family, source)):
            answer = await buyer.create(family, {**body, **cdn})
            if answer.status == 200:
                await _watch(buyer, f"{family}/create", content(answer)["task_id"])
    for family, body in {**CREATES, "nuro": BGM, "studio": STUDIO}.items():
        for kind in ("clip", "failed", "timeout", "forbidden", "api_error", "http504"):
            if kind == "clip":
                buyer.vendor.orders.fail_next_clip(1)
            else:
                buyer.vendor.orders.fail_next("upstream error", kind)
            answer = await buyer.post(f"{family}/create", {**body, **cdn})
            if answer.status == 200:
                told = content(answer)
                await _watch(buyer, f"{family}/create", told["data"] if family == "studio" else told["task_id"])
            buyer.vendor.orders.clear()
        await buyer.ask("GET", f"/api/v1/{family}/task/nobody")
    await buyer.credits()


async def _watch(buyer: Listener, path: str, task_id: str) -> None:
    family = path.partition("/")[0]
    word = {"suno": "get-lyrics" if path == "suno/make-lyrics" else "clip"}.get(family, "task")
    for _ in range(60):
        await buyer.ask("GET", f"/api/v1/{family}/{word}/{task_id}")
        if buyer.vendor.seconds_left(task_id) == 0.0:
            return
        buyer.clock.advance(9.0)
    raise AssertionError(f"{path} did not end")
