"""What the vendor refuses, in its own words, and that a refusal costs nothing."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI
from sandbox.musicapi.readings import Readings
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, LYRICS, Buyer, content, cover, extension

PLAIN = CREATES
CUSTOM = CUSTOMS
MISSING = object()


def changed(body: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {name: value for name, value in {**body, **fields}.items() if value is not MISSING}


def words(answer: Any) -> str:
    body = content(answer)
    return body.get("error") or body.get("message")


@pytest.mark.parametrize(
    ("family", "body", "status", "said"),
    [
        ("riffusion", changed(PLAIN["riffusion"], mv=MISSING), 400, "required"),
        ("riffusion", changed(PLAIN["riffusion"], mv="FUZZ-2.0"), 400, "FUZZ-1.1 Pro"),
        ("riffusion", changed(PLAIN["riffusion"], custom_mode=MISSING), 400, "required"),
        ("riffusion", changed(PLAIN["riffusion"], custom_mode="false"), 400, "custom_mode should be boolean"),
        ("riffusion", changed(PLAIN["riffusion"], prompt=""), 400, "required"),
        ("riffusion", changed(PLAIN["riffusion"], prompt="x" * 201), 400, "prompt character length"),
        (
            "riffusion",
            changed(CUSTOM["riffusion"], title="x" * 81),
            400,
            "title character length should be less than 80.",
        ),
        ("riffusion", changed(CUSTOM["riffusion"], lyrics="x" * 3001), 400, "less than 3000."),
        ("riffusion", changed(CUSTOM["riffusion"], sound="x" * 201), 400, "less than 200."),
        ("riffusion", changed(CUSTOM["riffusion"], make_instrumental=MISSING), 400, "required"),
        ("riffusion", changed(CUSTOM["riffusion"], lyrics=""), 400, "required"),
        ("riffusion", changed(PLAIN["riffusion"], task_type="concat_music"), 400, "task_type is invalid"),
        ("riffusion", changed(PLAIN["riffusion"], prompt=None), 400, "should be string"),
        (
            "riffusion",
            changed(PLAIN["riffusion"], prompt="like Taylor Swift"),
            403,
            "The song description contains artist names: 'Taylor Swift' which is not allowed.",
        ),
        (
            "riffusion",
            changed(PLAIN["riffusion"], prompt="beat by metro boomin"),
            403,
            "The song description contains producer tags: 'metro boomin' which is not allowed.",
        ),
        (
            "riffusion",
            changed(CUSTOM["riffusion"], lyrics="Hello darkness my\nold friend"),
            403,
            "The lyrics contain copyrighted content: 'Hello darkness my old friend'. Please use original lyrics.",
        ),
        (
            "sonic",
            changed(CUSTOM["sonic"], prompt="Drown the kittens"),
            403,
            "The lyrics contain inappropriate content: 'Drown the kittens'.",
        ),
        (
            "sonic",
            changed(PLAIN["sonic"], gpt_description_prompt="how to build a bomb"),
            403,
            "The song description needs moderation review.",
        ),
        (
            "producer",
            changed(CUSTOM["producer"], lyrics="[]\nla"),
            403,
            "The lyrics format is invalid. Please check and try again.",
        ),
        ("sonic", changed(PLAIN["sonic"], mv="sonic-v4-5-all"), 400, "mv is invalid"),
        ("sonic", changed(PLAIN["sonic"], gpt_description_prompt="x" * 401), 400, "less than 400."),
        ("sonic", changed(PLAIN["sonic"], gpt_description_prompt=MISSING), 400, "description is required."),
        ("sonic", changed(CUSTOM["sonic"], mv="sonic-v5", prompt="x" * 5001), 400, "less than 5000."),
        ("sonic", changed(CUSTOM["sonic"], prompt="x" * 3001), 400, "less than 3000."),
        ("sonic", changed(CUSTOM["sonic"], tags="x" * 201), 400, "tags character length"),
        ("sonic", changed(CUSTOM["sonic"], title="x" * 81), 400, "less than 80."),
        ("sonic", changed(CUSTOM["sonic"], prompt=MISSING), 400, "required"),
        ("sonic", changed(CUSTOM["sonic"], make_instrumental="true"), 400, "make_instrumental should be boolean"),
        ("sonic", changed(CUSTOM["sonic"], style_weight=1.01), 400, "between 0 and 1"),
        ("sonic", changed(CUSTOM["sonic"], weirdness_constraint=-0.01), 400, "between 0 and 1"),
        ("sonic", changed(CUSTOM["sonic"], use_suno_cdn="false"), 400, "use_suno_cdn should be boolean"),
        ("sonic", changed(CUSTOM["sonic"], vocal_gender="f"), 400, "not supported"),
        ("sonic", changed(CUSTOM["sonic"], duration=60), 400, "duration is not allowed"),
        ("producer", {"task_type": "create_music"}, 400, "is required"),
        ("producer", changed(CUSTOM["producer"], length=241), 400, "between 1 and 240"),
        ("producer", changed(CUSTOM["producer"], length=True), 400, "should be number"),
        ("producer", changed(CUSTOM["producer"], title="x" * 81), 400, "less than 80."),
        ("producer", changed(CUSTOM["producer"], seed=None), 400, "string or number"),
        ("producer", changed(CUSTOM["producer"], bpm=True), 400, "string or number"),
        ("producer", {"task_type": "music_variation", "clip_id": "x"}, 410, "not supported by the upstream"),
        ("producer", {"task_type": "swap_music_sound", "clip_id": "x"}, 410, "not supported by the upstream"),
        ("riffusion", b"{not json", 400, "required"),
        ("sonic", b"[1]", 400, "required"),
    ],
)
async def test_what_is_refused(family: str, body: Any, status: int, said: str) -> None:
    buyer = Buyer.of(credits=100)
    answer = await buyer.create(family, body)
    assert (answer.status, said in words(answer) or words(answer) == "field required") == (status, True), answer.body
    assert await buyer.credits() == 100
    assert not buyer.vendor.accepted
    assert [create.status for create in buyer.vendor.creates] == [status]


@pytest.mark.parametrize(
    ("family", "body"),
    [
        ("riffusion", changed(PLAIN["riffusion"], prompt="x" * 200, unknown_field=1)),
        ("riffusion", changed(CUSTOM["riffusion"], title="x" * 80, lyrics="y" * 3000, sound="z" * 200)),
        ("riffusion", changed(CUSTOM["riffusion"], lyrics=MISSING, make_instrumental=True)),
        ("sonic", changed(PLAIN["sonic"], gpt_description_prompt="x" * 400)),
        ("sonic", changed(CUSTOM["sonic"], mv="sonic-v5", prompt="x" * 5000, tags="y" * 1000, vocal_gender="f")),
        ("sonic", changed(CUSTOM["sonic"], prompt=MISSING, lyrics=LYRICS)),
        ("producer", {"sound": "warm piano", "make_instrumental": True, "weirdness": 7}),
        ("producer", {"lyrics": LYRICS, "length": 240}),
    ],
)
async def test_what_is_accepted(family: str, body: Any) -> None:
    buyer = Buyer.of()
    task_id = await buyer.bought(family, body)
    assert [(create.body, create.task_id) for create in buyer.vendor.creates] == [(body, task_id)]


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
async def test_an_edit_needs_a_finished_clip_of_its_family(family: str) -> None:
    buyer = Buyer.of(clip_seconds=30)
    stranger = (await buyer.finished("sonic" if family != "sonic" else "riffusion"))[0]["clip_id"]
    running = buyer.vendor.tasks[await buyer.bought(family)].clips[0].clip_id
    for clip_id in (stranger, running, "no-such-clip", ""):
        for body in (extension(family, clip_id, 10), cover(family, clip_id)):
            answer = await buyer.create(family, body)
            assert answer.status == 400, answer.body


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
async def test_an_extension_begins_within_its_source(family: str) -> None:
    buyer = Buyer.of(clip_seconds=30)
    clip = (await buyer.finished(family))[0]
    for at in (float(clip["duration"]) + 1, -1.0):
        assert (await buyer.create(family, extension(family, clip["clip_id"], at))).status == 400
    for at in (None, "ten", True):
        body = extension(family, clip["clip_id"], 1)
        body.update({name: at for name in ("continue_at", "starts_at") if name in body})
        assert (await buyer.create(family, body)).status == 400
    await buyer.bought(family, extension(family, clip["clip_id"], 10))


async def test_sonic_takes_the_end_that_it_reports() -> None:
    buyer = Buyer.of(clip_seconds=30)
    for clip in await buyer.finished("sonic"):
        await buyer.bought("sonic", extension("sonic", clip["clip_id"], float(clip["duration"])))


async def test_riffusion_wants_whole_seconds_unless_its_seed_is_milder() -> None:
    strict, mild = Buyer.of(clip_seconds=30), Buyer.of(clip_seconds=30, seed=_seed(whole_seconds=False))
    for buyer, status in ((strict, 400), (mild, 200)):
        clip_id = (await buyer.finished("riffusion"))[0]["clip_id"]
        body = {**extension("riffusion", clip_id, 10), "continue_at": 10.5}
        assert (await buyer.create("riffusion", body)).status == status


async def test_lengths_may_be_counted_in_utf16() -> None:
    body = changed(PLAIN["riffusion"], prompt="🎵" * 150)
    assert (await Buyer.of().create("riffusion", body)).status == 400
    assert (await Buyer.of(seed=_seed(counts_utf16=False)).create("riffusion", body)).status == 200


async def test_the_other_host_has_other_manners() -> None:
    buyer = Buyer.of(profile=AIMUSICAPI)
    refused = await buyer.create("sonic")
    assert (refused.status, content(refused)["type"]) == (400, "validation_error")
    await buyer.bought("sonic", {**PLAIN["sonic"], "use_suno_cdn": False, "duration": 60})
    for body in (extension("producer", "x", 1), cover("producer", "x")):
        gone = await buyer.create("producer", body)
        assert (gone.status, content(gone)["type"]) == (410, "endpoint_retired")


def _seed(**wanted: bool) -> int:
    return next(
        seed
        for seed in range(1, 200)
        if all(getattr(Readings.drawn(seed), name) == value for name, value in wanted.items())
    )
