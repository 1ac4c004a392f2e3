"""The documented mood: every answer of every operation is valid by the vendor's document, and says nothing else."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from musicapi import _types as sdk

from sandbox.musicapi.families.sonic.family import Sonic
from sandbox.musicapi.instant import success
from sandbox.musicapi.moods import document as listed
from sandbox.musicapi.operation import InstantOperation, Prices
from sandbox.musicapi.profiles import AIMUSICAPI
from sandbox.musicapi.vendor import KEY, Vendor
from sandbox.wire.clock import HeldClock
from tests.sandbox.musicapi.buyer import LYRICS, Buyer, content
from tests.sandbox.musicapi.document import check_request, document
from tests.sandbox.musicapi.families.test_other_families import STUDIO
from tests.sandbox.musicapi.families.test_uploads import audio, file_server
from tests.sandbox.musicapi.moods.strict import check_strictly

if TYPE_CHECKING:
    from sandbox.musicapi.works import FailureKind
    from sandbox.wire.exchange import Answer

WORDS = {"custom_mode": True, "mv": "sonic-v5", "prompt": LYRICS, "tags": "pop", "title": "Demo"}
POLLED = {"sonic": "task", "suno": "clip", "producer": "task", "riffusion": "task", "studio": "task"}
KINDS: tuple[FailureKind, ...] = ("failed", "timeout", "forbidden", "api_error", "http504")
SEEDS = (0, 1, 2)
# Nobody can be made to pay for what is free, nobody says when a provider has no job, and what the SDK cannot read, a
# MIDI file that is not ready, does not happen.
UNREACHED = {
    ("POST /suno/get-song", 403),
    ("POST /producer/download", 502),
    ("POST /sonic/midi", 202),
}


class StrictBuyer(Buyer):
    """A customer who holds every answer against the document and counts what came."""

    seen: Counter[tuple[str, int]]

    @classmethod
    def strict(cls, **options: Any) -> StrictBuyer:
        """A buyer at a vendor in the documented mood."""
        clock = HeldClock()
        buyer = cls(Vendor(clock, mood="documented", **{"clip_seconds": 8.0, **options}), clock)
        buyer.seen = Counter()
        return buyer

    async def ask(
        self, method: str, path: str, body: object = None, *, key: str | None = KEY, **headers: str
    ) -> Answer:
        """One request, whose answer is checked."""
        answer = await super().ask(method, path, body, key=key, **headers)
        if path.startswith("/api/v1/"):
            place = path.removeprefix("/api/v1")
            place = "/".join(place.split("/")[:3]) + "/{id}" if method == "GET" and place.count("/") == 3 else place
            assert answer.content_type == "application/json"
            # What has no schema, as a 404, has no body to look at.
            assert check_strictly(method, place, answer.status, content(answer)) == [], (place, answer.body)
            self.seen[f"{method} {place}", answer.status] += 1
        return answer

    async def look(self, family: str, task_id: str) -> Answer:
        """One poll, where the family's tasks are polled."""
        return await self.ask("GET", f"/api/v1/{family}/{POLLED[family]}/{task_id}")

    async def watched(self, path: str, body: object) -> dict[str, Any]:
        """What a task ended with that was asked for again and again."""
        answer = await self.post(path, body)
        assert answer.status == 200, answer.body
        told = content(answer)
        family, task_id = path.partition("/")[0], told["data"] if path == "studio/create" else told["task_id"]
        for _ in range(400):
            looked = content(await self.look(family, task_id))
            if self.vendor.seconds_left(task_id) == 0.0:
                return looked
            self.clock.advance(5.0)
        raise AssertionError("the task did not end")


def bodies(first: str, second: str, url: str) -> dict[str, dict[str, Any]]:
    """A body that is taken, for every path that is posted to; the clips are sonic's."""
    clip, chop = {"clip_id": first}, {"chop_sample_start_s": 0, "chop_sample_end_s": 3, "make_instrumental": False}
    return {
        "sonic/create": WORDS,
        "sonic/lyrics": {"description": "rain in May"},
        "sonic/aligned-lyrics": clip,
        "sonic/bpm": clip,
        "sonic/upsample-tags": {"tags": "lofi, rain"},
        "sonic/create-voice": {"audio_url": url},
        "sonic/persona": {**clip, "name": "Ada"},
        "sonic/vox": clip,
        "sonic/midi": clip,
        "sonic/wav": clip,
        "sonic/stems/basic": clip,
        "sonic/stems/full": clip,
        "sonic/mashup": {**WORDS, "mashup_clip_ids": [first, second]},
        "sonic/replace-section": {
            **clip,
            "mv": "sonic-v5",
            "infill_start_s": 1,
            "infill_end_s": 3,
            "auto_concat": True,
        },
        "sonic/sample": {**WORDS, **chop, "url": url},
        "sonic/upload": {"url": url},
        "sonic/upload-cover": {**WORDS, "url": url},
        "sonic/upload-extend": {**WORDS, "url": url, "auto_concat": True},
        "suno/create": WORDS,
        "suno/make-lyrics": {"prompt": "rain in May"},
        "suno/get-song": {"share_link": f"https://suno.com/song/{first}"},
        "producer/create": {"sound": "warm lo-fi piano"},
        "producer/upload": {"audio_url": url},
        "riffusion/create": {"prompt": "r&b pop song"},
        "riffusion/upload": {"url": url},
        "studio/create": STUDIO,
    }


def test_what_it_knows_of_the_document_is_the_documents() -> None:
    statuses: dict[str, set[int]] = {}
    roots: dict[str, set[str]] = {}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            place = f"{method.upper()} {path.removeprefix('/').removesuffix('/{id}')}"
            statuses[place] = set(map(int, operation["responses"]))
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            if "$ref" in schema:
                schema = document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
            roots[place] = set(schema["properties"])
    assert {place: set(known) for place, known in listed.STATUSES.items()} == statuses
    # Of the schema that all tasks are accepted by, the warning is for voices alone.
    assert {place: roots[place] - set(known) for place, known in listed.ROOTS.items()} == {
        place: {"warning"} if set(known) == {"message", "task_id"} else set() for place, known in listed.ROOTS.items()
    }
    assert all(set(known) <= roots[place] for place, known in listed.ROOTS.items())


def test_what_it_knows_of_elements_is_the_sdks() -> None:
    kinds = (sdk.SonicSong, sdk.SonicSong, sdk.ProducerSong, sdk.RiffusionSong)
    assert {place: set(known) for place, known in listed.ELEMENTS.items()} == {
        place: {field.name for field in fields(kind)} for place, kind in zip(listed.POLLS, kinds, strict=True)
    }
    assert set(listed.SONIC) == set(document()["components"]["schemas"]["SonicSong"]["properties"])
    assert set(listed.STUDIO_SONG) == {field.name for field in fields(sdk.StudioSong)}
    of_task = {field.name for field in fields(sdk.StudioTaskData)} - {"songs"}
    assert set(listed.STUDIO_TASK) == of_task | {"data", "fail_reason"}


def test_what_it_knows_of_fields_is_the_documents() -> None:
    for tables, kind in ((listed.NUMBERS, "number"), (listed.TEXTS, "string")):
        for place, names in tables.items():
            assert {schema_of(place)["properties"][name]["type"] for name in names} == {kind}
    for place, choices in listed.CHOICES.items():
        assert {name: tuple(schema_of(place)["properties"][name]["enum"]) for name in choices} == choices


def schema_of(place: str) -> dict[str, Any]:
    """What the document says of a body."""
    schema = document()["paths"][f"/{place}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    return document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


WRONG = ({}, [], 7, "x", True, None, -1, 1e9, 1.5, "x" * 6000, ["a"], ["a", "b", "c"])


async def test_whatever_the_document_refuses_is_refused_and_not_charged() -> None:
    refused = Counter[str]()
    async with file_server(mine=audio(7)) as root:
        buyer = StrictBuyer.strict()
        first, second = (clip["clip_id"] for clip in (await buyer.watched("sonic/create", WORDS))["data"])
        credits = await buyer.credits()
        for path, body in bodies(first, second, f"{root}/mine").items():
            for name, value in itertools.product(schema_of(path)["properties"], WRONG):
                spoiled = {**body, name: value}
                if check_request(f"/{path}", spoiled):
                    answer = await buyer.post(path, spoiled)
                    assert answer.status >= 400 or content(answer)["code"] >= 400, (path, name, value)
                    refused[path] += 1
        assert await buyer.credits() == credits
    assert set(refused) == {*bodies("", "", "")}
    assert refused.total() > 1000


async def test_every_answer_of_every_operation_is_valid_by_the_document() -> None:
    seen = Counter[tuple[str, int]]()
    async with file_server(mine=audio(7)) as root:
        for seed in SEEDS:
            buyer = StrictBuyer.strict(seed=seed)
            first, second = (clip["clip_id"] for clip in (await buyer.watched("sonic/create", WORDS))["data"])
            for path, body in bodies(first, second, f"{root}/mine").items():
                await _everything_of(buyer, path, body)
            for family in POLLED:
                await _every_end(buyer, family, bodies(first, second, "")[f"{family}/create"])
            await _what_is_left(buyer)
            seen += buyer.seen
    everything = {
        (f"{method.upper()} {path}", int(status))
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        for status in operation["responses"]
    }
    assert everything - set(seen) == UNREACHED


async def _everything_of(buyer: StrictBuyer, path: str, body: dict[str, Any]) -> None:
    """One path: with nobody's key, nothing in it, nothing to pay with, nothing that is there, and as it should be."""
    assert check_request(f"/{path}", body) == []
    assert (await buyer.ask("POST", f"/api/v1/{path}", body, key="wrong")).status == 401
    assert (await buyer.ask("POST", f"/api/v1/{path}", body, key=None)).status == 401
    assert (await buyer.post(path, {})).status in (400, 403, 404)
    if "clip_id" in body:
        assert (await buyer.post(path, {**body, "clip_id": "nobody"})).status in (400, 404)
    if "custom_mode" in body:
        assert (await buyer.post(path, {**body, "title": "x" * 81})).status == 400
        assert (await buyer.post(path, {**body, "prompt": "Hello darkness my old friend"})).status == 403
    credits, buyer.vendor.account.credits = buyer.vendor.account.credits, 0
    poor = await buyer.post(path, body)
    buyer.vendor.account.credits = credits
    free = path == "suno/get-song"
    assert poor.status == (200 if free else 402 if path == "sonic/create-voice" else 403)
    answer = await buyer.post(path, body)
    assert answer.status == 200, answer.body
    told, family = content(answer), path.partition("/")[0]
    if "task_id" in told and path != "suno/make-lyrics":
        assert (await buyer.look(family, told["task_id"])).status in (200, 202)
        buyer.clock.advance((buyer.vendor.seconds_left(told["task_id"]) or 0.0) + 5)
        assert content(await buyer.look(family, told["task_id"]))["data"]


async def _every_end(buyer: StrictBuyer, family: str, body: dict[str, Any]) -> None:
    """Tasks that are done, lose a clip or all of them, fail in every way, and nobody's."""
    done = await buyer.watched(f"{family}/create", body)
    assert done["data"]
    buyer.vendor.orders.fail_next_clip(1)
    await buyer.watched(f"{family}/create", body)
    for kind in KINDS:
        buyer.vendor.orders.fail_next("upstream error", kind)
        told = await buyer.watched(f"{family}/create", body)
        assert family == "studio" or told["code"] >= 400
    for task_id in ("nobody", ""):
        unknown = await buyer.look(family, task_id)
        assert unknown.status == 200 if family == "riffusion" else unknown.status in (400, 404)
    assert (await buyer.ask("GET", f"/api/v1/{family}/{POLLED[family]}/x", key=None)).status == 401


async def _what_is_left(buyer: StrictBuyer) -> None:
    assert (await buyer.ask("GET", "/api/v1/get-credits")).status == 200
    assert (await buyer.ask("GET", "/api/v1/get-credits", key="wrong")).status == 401
    (song,) = (await buyer.watched("producer/create", {"sound": "piano"}))["data"]
    await _everything_of(buyer, "producer/download", {"clip_id": song["clip_id"], "format": "wav"})
    cover = {"task_type": "cover_music", "clip_id": song["clip_id"], "instruction": "jazz"}
    assert (await buyer.post("producer/create", cover)).status == 410
    longer = {"task_type": "extend_music", "clip_id": song["clip_id"], "starts_at": 3, "length": 5}
    assert (await buyer.watched("producer/create", longer))["data"][0]["duration"] > 3
    buyer.vendor.failure_rate = 1.0
    assert (await buyer.post("sonic/lyrics", {"description": "rain"})).status == 504
    buyer.vendor.failure_rate = 0.0
    for fails in (False, True):
        if fails:
            buyer.vendor.orders.fail_next("upstream error")
        task_id = content(await buyer.post("suno/make-lyrics", {"prompt": "rain"}))["data"]["task_id"]
        place = f"/api/v1/suno/get-lyrics/{task_id}"
        assert content(await buyer.ask("GET", place))["data"]["status"] == "running"
        buyer.clock.advance(100)
        told = content(await buyer.ask("GET", place))
        assert (told["code"], told["data"]["status"]) == ((500, "failed") if fails else (200, "complete"))
    assert content(await buyer.ask("GET", "/api/v1/suno/get-lyrics/nobody"))["code"] == 404
    assert (await buyer.ask("GET", place, key=None)).status == 401


async def test_a_200_is_the_end_of_a_task() -> None:
    interim = Counter[str]()
    for seed, family in itertools.product(range(6), POLLED):
        buyer = StrictBuyer.strict(seed=seed)
        body = bodies("", "", "")[f"{family}/create"]
        told = content(await buyer.post(f"{family}/create", body))
        task_id = told["data"] if family == "studio" else told["task_id"]
        while (left := buyer.vendor.seconds_left(task_id)) != 0.0:
            assert left is not None
            answer = await buyer.look(family, task_id)
            if answer.status == 200 and family != "studio":
                interim[family] += 1
                assert content(answer) == {"code": 202, "message": "processing", "data": []}
            buyer.clock.advance(7.0)
        clips = content(await buyer.look(family, task_id))["data"]
        for clip in [] if family == "studio" else clips:
            assert clip["state"] == "succeeded"
            assert buyer.vendor.clips[clip["clip_id"]].is_ready(buyer.clock.now())
    assert set(interim) == {"riffusion"}


async def test_what_the_document_does_not_know_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = InstantOperation("tempo_map", Prices(1, 1), "tempo-map", lambda _: success(data={}))
    monkeypatch.setattr(Sonic, "operations", (*Sonic.operations, newer))
    assert (await Buyer.of().post("sonic/tempo-map", {})).status == 200
    buyer = Buyer.of(mood="documented")
    assert (await buyer.post("sonic/tempo-map", {})).status == 404
    for path in ("nuro/create", "sonic/download", "producer/lyrics-create", "producer/video-clip"):
        assert (await buyer.post(path, {})).status == 404
    assert (await buyer.ask("GET", "/api/v1/sonic/task/a/b")).status == 404
    with pytest.raises(ValueError, match="no other host"):
        Buyer.of(mood="documented", profile=AIMUSICAPI)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("sonic/create", {"mv": "sonic-v5"}),
        ("sonic/create", {"mv": "sonic-v5", "gpt_description_prompt": "rain"}),
        ("sonic/create", {"mv": "sonic-v5", "lyrics": LYRICS}),
        ("riffusion/create", {"prompt": "rain"}),
        ("riffusion/create", {"lyrics": LYRICS, "sound": "pop"}),
        ("producer/create", {"sound": "ab"}),
        ("suno/create", {"mv": "sonic-v4", "custom_mode": False}),
    ],
)
async def test_what_the_document_does_not_require_may_be_left_out(path: str, body: dict[str, Any]) -> None:
    buyer = StrictBuyer.strict()
    assert check_request(f"/{path}", body) == []
    assert (await buyer.post(path, body)).status == 200
    strict = Buyer.of()
    assert path == "producer/create" or (await strict.post(path, body)).status == 400


async def test_creates_have_no_pace_and_no_code() -> None:
    buyer = StrictBuyer.strict()
    for _ in range(40):
        answer = await buyer.ask("POST", "/api/v1/sonic/create", WORDS)
        assert (answer.status, set(content(answer))) == (200, {"message", "task_id"})


async def test_no_task_lasts_longer_than_the_sdk_waits_for_it() -> None:
    buyer = StrictBuyer.strict()
    lengths = [buyer.vendor.seconds_left(await buyer.bought("sonic", WORDS)) or 0.0 for _ in range(200)]
    assert max(lengths) == 240.0
    assert min(lengths) < 100.0
    buyer.vendor.orders.time_next_task(400.0)
    assert (buyer.vendor.seconds_left(await buyer.bought("producer", {"sound": "piano"})) or 0.0) > 240
    buyer.vendor.orders.stall_next_task()
    assert buyer.vendor.seconds_left(await buyer.bought("sonic", WORDS)) is None


async def test_trouble_comes_as_it_was_ordered() -> None:
    buyer = Buyer.of(mood="documented")
    orders = buyer.vendor.orders
    orders.refuse_next_create(429, {"message": "rate limit"}, Retry_After="2")
    refused = await buyer.create("sonic", WORDS)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "2")
    orders.retire("sonic")
    assert (await buyer.create("sonic", WORDS)).status == 410
    orders.clear()
    orders.garble_next_poll(status=502)
    task_id = await buyer.bought("sonic", WORDS)
    assert b"Bad Gateway" in (await buyer.poll("sonic", task_id)).body
    orders.lose_next_answer()
    assert (await buyer.create("sonic", WORDS)).drop
