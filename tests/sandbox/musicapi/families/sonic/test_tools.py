"""What sonic answers at once: within the vendor's document, paid for once, and only what is there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, content
from tests.sandbox.musicapi.document import check_answer, check_request
from tests.sandbox.musicapi.sound.test_midi import read_file
from tests.sandbox.musicapi.test_files import heard

if TYPE_CHECKING:
    from sandbox.wire.exchange import Answer

OF_A_CLIP = ("bpm", "vox", "wav", "midi", "aligned-lyrics", "persona")
NOBODY = "3b497e86-c6cf-4598-b999-94a1bfa912f6"


async def use(buyer: Buyer, name: str, body: object, *, wait: float = 3.0) -> Answer:
    """One request, three seconds after the last one."""
    buyer.clock.advance(wait)
    return await buyer.ask("POST", f"/api/v1/sonic/{name}", body)


async def used(buyer: Buyer, name: str, body: object) -> Any:
    """The content of an answer that must be a result; what is still being made is asked for again."""
    answer = await use(buyer, name, body)
    while answer.status == 202:
        answer = await use(buyer, name, body, wait=5.0)
    assert answer.status == 200, answer.body
    return content(answer)


async def song_of(buyer: Buyer, **changes: Any) -> str:
    """The clip id of a finished song with own lyrics."""
    return (await buyer.finished("sonic", {**CUSTOMS["sonic"], "use_suno_cdn": True, **changes}))[0]["clip_id"]


def body_of(name: str, clip_id: str) -> dict[str, Any]:
    return {"clip_id": clip_id, **({"name": "Ada"} if name == "persona" else {})}


@pytest.mark.parametrize("profile", [MUSICAPI, AIMUSICAPI], ids=lambda profile: profile.host)
@pytest.mark.parametrize("seed", [0, 3])
async def test_every_answer_is_documented_and_paid_for(profile: Any, seed: int) -> None:
    buyer = Buyer.of(profile=profile, seed=seed)
    clip_id = await song_of(buyer)
    buyer.clock.advance(100)
    bodies = {name: body_of(name, clip_id) for name in OF_A_CLIP}
    bodies |= {"lyrics": {"description": "rain in May"}, "upsample-tags": {"tags": "lofi, rain"}}
    for name, body in bodies.items():
        before = await buyer.credits()
        answer = await use(buyer, name, body)
        assert check_request(f"/sonic/{name}", body) == []
        assert check_answer("POST", f"/sonic/{name}", answer.status, content(answer)) == []
        assert answer.status == (202 if name == "midi" else 200)
        assert before - await buyer.credits() == (2 if name == "lyrics" else 1)
    assert [create.path for create in buyer.vendor.accepted[1:]] == [f"sonic/{name}" for name in bodies]


async def test_a_tempo_is_the_songs() -> None:
    buyer = Buyer.of()
    clip_id = await song_of(buyer, tags="pop, 96 bpm")
    told = (await used(buyer, "bpm", {"clip_id": clip_id}))["data"]
    assert told["min_bpm"] < told["avg_bpm"] < told["max_bpm"]
    assert told["avg_bpm"] == pytest.approx(96, rel=0.01)
    assert (await used(buyer, "bpm", {"clip_id": clip_id}))["data"] == told


async def test_a_wav_has_no_code_and_can_be_played() -> None:
    buyer = Buyer.of()
    clip = (await buyer.finished("sonic"))[0]
    told = await used(buyer, "wav", {"clip_id": clip["clip_id"]})
    assert set(told) == {"message", "data"}
    codec, seconds, peak = heard((await buyer.file(told["data"]["wav_url"])).body)
    assert (codec, seconds) == ("pcm_s16le", pytest.approx(float(clip["duration"]), abs=0.01))
    assert peak > 0.3


async def test_nobody_finds_a_file_that_was_not_asked_for() -> None:
    buyer = Buyer.of()
    clip_id = await song_of(buyer)
    for form in ("wav", "mid", "mp3", "exe"):
        assert (await buyer.file(f"http://musicapi.test/files/also/{clip_id}.{form}")).status == 404


async def test_midi_is_made_while_the_same_request_is_sent_again() -> None:
    buyer = Buyer.of(credits=1000)
    body = {"clip_id": await song_of(buyer)}
    before = await buyer.credits()
    first = await use(buyer, "midi", body)
    assert (first.status, content(first)["type"]) == (202, "not_ready")
    told = (await used(buyer, "midi", body))["data"]
    assert await buyer.credits() == before - 1
    file = await buyer.file(told["midi_url"])
    _, (_, *tracks) = read_file(file.body)
    assert [(track.name, len(track.notes)) for track in tracks] == [
        (instrument["name"], len(instrument["notes"])) for instrument in told["instruments"]
    ]
    assert set(told["instruments"][0]["notes"][0]) == {"start", "end", "pitch", "velocity"}
    again = await use(buyer, "midi", body)  # is there, and is another purchase
    assert (again.status, await buyer.credits()) == (200, before - 2)


async def test_some_vendors_charge_every_repeat() -> None:
    seed = next(seed for seed in range(1, 50) if Buyer.of(seed=seed).vendor.readings.repeats_cost)
    buyer = Buyer.of(seed=seed)
    body = {"clip_id": await song_of(buyer)}
    buyer.clock.advance(100)
    before = await buyer.credits()
    await used(buyer, "midi", body)
    assert before - await buyer.credits() == len(buyer.vendor.accepted) - 1 > 1


async def test_aligned_lyrics_are_paid_for_once_and_hold_every_word() -> None:
    buyer = Buyer.of(clip_seconds=30)
    clip_id = await song_of(buyer)
    before = await buyer.credits()
    words = (await used(buyer, "aligned-lyrics", {"clip_id": clip_id}))["data"]["alignment"]
    assert (await used(buyer, "aligned-lyrics", {"clip_id": clip_id}))["data"]["alignment"] == words
    assert await buyer.credits() == before - 1
    assert "".join(word["word"] for word in words) == CUSTOMS["sonic"]["prompt"] + "\n"
    assert words[0]["word"] == "[Verse]\nOne "
    assert all(0 <= word["start_s"] <= word["end_s"] <= 30 for word in words)
    assert all(one["end_s"] <= other["start_s"] + 1e-3 for one, other in itertools.pairwise(words))
    assert {tuple(word) for word in words} == {("word", "start_s", "end_s", "p_align", "success")}


async def test_labels_may_be_words_by_themselves() -> None:
    seed = next(seed for seed in range(1, 50) if not Buyer.of(seed=seed).vendor.readings.labels_inside)
    buyer = Buyer.of(seed=seed, clip_seconds=30)
    words = (await used(buyer, "aligned-lyrics", {"clip_id": await song_of(buyer)}))["data"]["alignment"]
    assert [word["word"] for word in words][:2] == ["[Verse]\n", "One "]
    assert words[0]["start_s"] == words[0]["end_s"]
    assert "".join(word["word"] for word in words) == CUSTOMS["sonic"]["prompt"] + "\n"


async def test_an_instrumental_has_no_lyrics() -> None:
    buyer = Buyer.of()
    clip_id = await song_of(buyer, prompt="", make_instrumental=True)
    before = await buyer.credits()
    answer = await use(buyer, "aligned-lyrics", {"clip_id": clip_id})
    assert (answer.status, b"no lyrics" in answer.body) == (404, True)
    assert await buyer.credits() == before


@pytest.mark.parametrize("name", OF_A_CLIP)
async def test_a_clip_must_be_there(name: str) -> None:
    buyer = Buyer.of()
    other = (await buyer.finished("riffusion"))[0]["clip_id"]
    task_id = await buyer.bought("sonic")
    running = buyer.vendor.tasks[task_id].clips[0].clip_id
    before = buyer.vendor.account.charged
    for clip_id in (NOBODY, other, running):
        answer = await use(buyer, name, body_of(name, clip_id), wait=5.0)
        assert answer.status == (404 if name in ("wav", "aligned-lyrics") else 400)
        assert b"not found" in answer.body
        if answer.status == 400:
            assert check_answer("POST", f"/sonic/{name}", 400, content(answer)) == []
    assert buyer.vendor.account.charged == before


@pytest.mark.parametrize(
    ("range_", "status"),
    [
        ({}, 200),
        ({"vocal_start_s": 5}, 200),
        ({"vocal_start_s": 2, "vocal_end_s": 32}, 200),
        ({"vocal_start_s": 2, "vocal_end_s": 32.5}, 400),
        ({"vocal_start_s": 9, "vocal_end_s": 9}, 400),
        ({"vocal_start_s": 9, "vocal_end_s": 3}, 400),
        ({"vocal_start_s": -1}, 400),
        ({"vocal_end_s": 5000}, 400),
        ({"vocal_start_s": "2"}, 400),
    ],
)
async def test_a_voice_is_taken_from_half_a_minute_at_most(range_: dict[str, Any], status: int) -> None:
    buyer = Buyer.of(clip_seconds=40)
    clip_id = await song_of(buyer)
    before = await buyer.credits()
    answer = await use(buyer, "vox", {"clip_id": clip_id, **range_})
    assert answer.status == status
    assert before - await buyer.credits() == (status == 200)
    if status == 200:
        told = content(answer)["data"]
        assert told["source_clip_id"] == clip_id
        assert 0 < told["vocal_end_s"] - told["vocal_start_s"] <= 30
        made = await used(buyer, "persona", {"clip_id": clip_id, "name": "Ada", "vox_audio_id": told["vox_audio_id"]})
        assert buyer.vendor.library.personas[made["persona_id"]].name == "Ada"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "x" * 79}, ""),
        ({"name": "x" * 80}, "The name character length should be less than 80."),
        ({"name": ""}, "name and continue_clip_id are required fields."),
        ({"clip_id": ""}, "name and continue_clip_id are required fields."),
        ({"styles": "x" * 2000, "describe": "warm"}, ""),
        ({"styles": "x" * 2001}, "less than 2000"),
        ({"vox_audio_id": NOBODY}, "vox_audio_id is invalid"),
        ({"vocal_start_s": 1, "vocal_end_s": 3}, ""),
        ({"vocal_start_s": 3, "vocal_end_s": 1}, "greater"),
    ],
)
async def test_a_persona(changes: dict[str, Any], said: str) -> None:
    buyer = Buyer.of()
    answer = await use(buyer, "persona", {"clip_id": await song_of(buyer), "name": "Ada", **changes})
    assert answer.status == (400 if said else 200)
    assert said.encode() in answer.body
    assert len(buyer.vendor.library.personas) == (not said)


async def test_no_persona_is_another() -> None:
    buyer, ids = Buyer.of(), set[str]()
    clip_id = await song_of(buyer)
    for _ in range(3):
        ids.add((await used(buyer, "persona", body_of("persona", clip_id)))["persona_id"])
    assert len(ids) == 3


async def test_lyrics_come_in_two_versions() -> None:
    buyer = Buyer.of()
    told = await used(buyer, "lyrics", {"description": "a lighthouse in winter"})
    assert len(told["results"]) == 2
    assert told["results"][0] != told["results"][1]
    assert all(version["title"] and "[Chorus]" in version["lyrics"] for version in told["results"])
    assert await used(buyer, "lyrics", {"description": "x" * 119})


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"description": ""}, 400, "description is required."),
        ({"prompt": "rain"}, 400, "description is required."),
        ({"description": "x" * 120}, 400, "The description character length should be less than 120."),
        ({"description": "sing like Adele"}, 403, "artist names"),
    ],
)
async def test_lyrics_of_nothing_too_much_or_somebodys(body: object, status: int, said: str) -> None:
    buyer = Buyer.of()
    answer = await use(buyer, "lyrics", body)
    assert (answer.status, said.encode() in answer.body) == (status, True)
    assert check_answer("POST", "/sonic/lyrics", answer.status, content(answer)) == []
    assert buyer.vendor.account.charged == 0


async def test_lyrics_that_time_out_are_not_charged() -> None:
    buyer = Buyer.of(failure_rate=1.0)
    answer = await use(buyer, "lyrics", {"description": "rain"})
    assert (answer.status, buyer.vendor.account.charged) == (504, 0)
    assert check_answer("POST", "/sonic/lyrics", 504, content(answer)) == []


async def test_tags_become_more() -> None:
    buyer = Buyer.of()
    style = (await used(buyer, "upsample-tags", {"tags": "lofi,  rain"}))["data"]["upsampled_tags"]
    assert style.startswith("lofi, rain, ")
    assert 40 < len(style) <= 1000
    assert (await use(buyer, "upsample-tags", {"tags": " "})).status == 400


async def test_only_the_other_host_downloads() -> None:
    buyer = Buyer.of()
    body = {"clip_id": await song_of(buyer), "formats": ["mp3"]}
    assert (await use(buyer, "download", body)).content_type == "text/html"


async def test_a_download_is_prepared_once_and_paid_for_once() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI)
    clip_id = await song_of(buyer)
    before = await buyer.credits()
    for wrong in ([], ["flac"], "mp3", ["mp3", 7]):
        assert (await use(buyer, "download", {"clip_id": clip_id, "formats": wrong})).status == 400
    body = {"clip_id": clip_id, "formats": ["wav", "mp3", "m4a"]}
    assert (await use(buyer, "download", body)).status == 202
    files = {each["format"]: each["file_url"] for each in (await used(buyer, "download", body))["data"]["files"]}
    assert await buyer.credits() == before - 2
    codecs = {kind: heard((await buyer.file(url)).body)[0] for kind, url in files.items()}
    assert codecs == {"wav": "pcm_s16le", "mp3": "mp3float", "m4a": "aac"}
    buyer.vendor.files.expired.add(clip_id)
    purged = await use(buyer, "download", body)
    assert (purged.status, b"purged" in purged.body) == (404, True)


async def test_who_may_ask_and_who_can_pay() -> None:
    buyer = Buyer.of(credits=15 + 1)
    clip_id = await song_of(buyer)
    path = "/api/v1/sonic/bpm"
    assert (await buyer.ask("POST", path, {"clip_id": clip_id}, key="wrong")).status == 401
    assert (await buyer.ask("GET", path)).content_type == "text/html"
    assert (await use(buyer, "bpm", b"no json")).status == 400
    assert (await use(buyer, "bpm", {"clip_id": clip_id})).status == 200
    empty = await use(buyer, "bpm", {"clip_id": clip_id})
    assert (empty.status, b"credits" in empty.body) == (403, True)
    assert buyer.vendor.account.charged == 16


async def test_orders_hold_here_too() -> None:
    buyer = Buyer.of()
    body = {"clip_id": await song_of(buyer)}
    before = await buyer.credits()
    buyer.vendor.orders.refuse_next_create(504, {"message": "too slow"})
    assert (await use(buyer, "bpm", body)).status == 504
    buyer.vendor.orders.retire("sonic", "bpm")
    assert (await use(buyer, "bpm", body)).status == 410
    buyer.vendor.orders.revive("sonic", "bpm")
    assert await buyer.credits() == before
    buyer.vendor.orders.lose_next_answer()
    assert (await use(buyer, "bpm", body)).drop
    assert await buyer.credits() == before - 1


async def test_one_request_in_three_seconds() -> None:
    buyer = Buyer.of()
    body = {"clip_id": await song_of(buyer)}
    assert (await use(buyer, "bpm", body)).status == 200
    assert (await use(buyer, "bpm", body, wait=1.0)).status == 429
    lenient = next(seed for seed in range(1, 50) if not Buyer.of(seed=seed).vendor.readings.paces_everything)
    buyer = Buyer.of(seed=lenient)
    body = {"clip_id": await song_of(buyer)}
    assert [(await use(buyer, "bpm", body, wait=0.0)).status for _ in range(3)] == [200, 200, 200]
    assert (await buyer.ask("POST", "/api/v1/sonic/create", CREATES["sonic"])).status == 200
