"""Each body as it goes over the wire, and each held against the vendor's own document."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Family, Host
from bot.musicapi.operations import Operation
from data.brief import Details
from data.ids import ClipId
from tests.bot.musicapi.asking import CLIP, URL, ask, every

if TYPE_CHECKING:
    from bot.musicapi.requests import Body

LYRICS = "[Verse]\nLine one\n[Chorus]\nLine two"


def asked(family: str, operation: Operation = Operation.CREATE, host: Host = Host.MUSICAPI, **words: Any) -> Body:
    known = Catalog(host, FAMILIES[host]).family(family)
    request = ask(operation, family, known.models[0].name, **words)
    return known.body(request, host)


def test_riffusion_description_sends_the_documented_fields() -> None:
    assert asked("riffusion", prompt="r&b pop", style="warm", title="Not read here") == {
        "task_type": "create_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": False,
        "prompt": "r&b pop, warm",
    }


def test_riffusion_lyrics_go_with_the_style_or_else_with_the_prompt() -> None:
    body = asked("riffusion", prompt="about rain", style="pop", lyrics=LYRICS, title="Demo")
    assert body == {
        "task_type": "create_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": True,
        "lyrics": LYRICS,
        "sound": "pop",
        "title": "Demo",
        "make_instrumental": False,
    }
    assert asked("riffusion", prompt="about rain", lyrics=LYRICS)["sound"] == "about rain"
    assert "sound" not in asked("riffusion", lyrics=LYRICS)


def test_riffusion_instrumental_is_custom_mode_without_lyrics() -> None:
    assert asked("riffusion", prompt="slow piano", style="dusk", instrumental=True) == {
        "task_type": "create_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": True,
        "sound": "slow piano, dusk",
        "make_instrumental": True,
    }


def test_riffusion_extend_sends_a_whole_second_that_is_not_past_the_end() -> None:
    body = asked(
        "riffusion",
        Operation.EXTEND,
        lyrics=LYRICS,
        style="pop",
        title="On",
        source_clip_id=CLIP,
        continue_at=205.82,
        source_duration=205.82,
    )
    assert body == {
        "task_type": "extend_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": True,
        "continue_clip_id": CLIP,
        "lyrics": LYRICS,
        "sound": "pop",
        "title": "On",
        "continue_at": 205,
    }
    assert type(body["continue_at"]) is int


@pytest.mark.parametrize("operation", [Operation.EXTEND, Operation.COVER])
def test_riffusion_edits_without_new_words_go_on_without_a_voice(operation: Operation) -> None:
    body = asked("riffusion", operation, style="pop", source_clip_id=CLIP, continue_at=10.0)
    assert body["lyrics"] == "[Instrumental]"


def test_riffusion_cover_sends_all_that_its_siblings_send() -> None:
    body = asked("riffusion", Operation.COVER, style="acoustic folk", lyrics=LYRICS, source_clip_id=CLIP, title="Folk")
    assert body == {
        "task_type": "cover_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": True,
        "continue_clip_id": CLIP,
        "lyrics": LYRICS,
        "sound": "acoustic folk",
        "title": "Folk",
    }


def test_sonic_description_and_custom_mode() -> None:
    assert asked("sonic", prompt="upbeat synthwave", style="80s", instrumental=True) == {
        "task_type": "create_music",
        "mv": "sonic-v5",
        "custom_mode": False,
        "gpt_description_prompt": "upbeat synthwave, 80s",
        "make_instrumental": True,
    }
    assert asked("sonic", prompt="pop", lyrics=LYRICS, title="Demo") == {
        "task_type": "create_music",
        "mv": "sonic-v5",
        "custom_mode": True,
        "prompt": LYRICS,
        "tags": "pop",
        "title": "Demo",
        "make_instrumental": False,
    }


def test_sonic_extends_from_the_clips_end_where_no_point_is_named() -> None:
    body = asked("sonic", Operation.EXTEND, lyrics="[Bridge]\n…", source_clip_id=CLIP, source_duration=142.36)
    assert body["continue_at"] == 142.36
    assert body["continue_clip_id"] == CLIP
    assert body["custom_mode"] is True


def test_sonic_edits_without_words_go_on_without_a_voice() -> None:
    assert asked("sonic", Operation.COVER, style="jazz", source_clip_id=CLIP) == {
        "task_type": "cover_music",
        "mv": "sonic-v5",
        "custom_mode": True,
        "prompt": "[Instrumental]",
        "tags": "jazz",
        "make_instrumental": True,
        "continue_clip_id": CLIP,
    }
    assert "tags" not in asked("sonic", Operation.EXTEND, source_clip_id=CLIP, continue_at=5.0)


def test_sonic_sends_use_suno_cdn_to_the_twin_alone() -> None:
    assert asked("sonic", host=Host.TWIN, prompt="pop")["use_suno_cdn"] is False
    assert "use_suno_cdn" not in asked("sonic", prompt="pop")


def test_producer_create_says_instrumental_in_the_sound_and_asks_for_a_whole_song() -> None:
    assert asked("producer", prompt="warm lo-fi piano", title="Dusk", instrumental=True) == {
        "task_type": "create_music",
        "mv": "FUZZ-2.0",
        "sound": "warm lo-fi piano, instrumental, no vocals",
        "title": "Dusk",
        "length": 180,
    }
    assert asked("producer", lyrics=LYRICS)["lyrics"] == LYRICS


def test_producer_on_the_twin_says_instrumental_as_a_field_too() -> None:
    body = asked("producer", host=Host.TWIN, prompt="piano", instrumental=True)
    assert body["make_instrumental"] is True
    assert "length" not in body


def test_producer_extends_a_little_before_the_end() -> None:
    words = {"prompt": "add strings", "style": "soft", "source_clip_id": CLIP, "source_duration": 60.0}
    assert asked("producer", Operation.EXTEND, **words) == {
        "task_type": "extend_music",
        "clip_id": CLIP,
        "starts_at": 58.0,
        "length": 60,
        "instruction": "add strings, soft",
    }
    bare = asked("producer", Operation.EXTEND, source_clip_id=CLIP, source_duration=1.0)
    assert (bare["starts_at"], "instruction" in bare) == (0.0, False)
    earlier = asked("producer", Operation.EXTEND, **words, continue_at=45.0, lyrics=LYRICS)
    assert (earlier["starts_at"], earlier["lyrics"]) == (45.0, LYRICS)


def test_producer_cover_is_an_instruction_with_a_strength() -> None:
    assert asked("producer", Operation.COVER, style="acoustic folk", instrumental=True, source_clip_id=CLIP) == {
        "task_type": "cover_music",
        "clip_id": CLIP,
        "instruction": "acoustic folk, instrumental, no vocals",
        "strength": 0.5,
    }


def test_what_keeps_the_words_says_those_of_the_clip_again() -> None:
    said: dict[str, Any] = {"style": "a choir", "source_clip_id": CLIP, "source_lyrics": "[Verse]\nOld words"}
    for operation, task_type in (
        (Operation.SWAP_SOUND, "swap_music_sound"),
        (Operation.SWAP_VOCALS, "swap_music_vocals"),
    ):
        assert asked("riffusion", operation, **said) == {
            "task_type": task_type,
            "mv": "FUZZ-1.1 Pro",
            "custom_mode": True,
            "continue_clip_id": CLIP,
            "lyrics": "[Verse]\nOld words",
            "sound": "a choir",
        }
        assert asked("riffusion", operation, **said, lyrics=LYRICS)["lyrics"] == LYRICS
        assert len(asked("riffusion", operation, **{**said, "source_lyrics": "x" * 4_000})["lyrics"]) == 3_000
        assert asked("riffusion", operation, style="a choir", source_clip_id=CLIP)["lyrics"] == "[Instrumental]"


def test_a_section_is_named_in_each_familys_words() -> None:
    said = {"style": "pop", "lyrics": LYRICS, "source_clip_id": CLIP, "details": Details(starts_at=30, ends_at=45.678)}
    assert asked("riffusion", Operation.REPLACE_SECTION, **said) == {
        "task_type": "replace_music",
        "mv": "FUZZ-1.1 Pro",
        "custom_mode": True,
        "continue_clip_id": CLIP,
        "lyrics": LYRICS,
        "sound": "pop",
        "replace_start_time": 30,
        "replace_end_time": 45.68,
    }
    assert asked("sonic", Operation.REPLACE_SECTION, **said) == {
        "clip_id": CLIP,
        "mv": "sonic-v5",
        "infill_start_s": 30,
        "infill_end_s": 45.68,
        "infill_lyrics": LYRICS,
        "tags": "pop",
    }
    assert asked("producer", Operation.REPLACE_SECTION, **{**said, "lyrics": ""}) == {
        "task_type": "replace_music",
        "clip_id": CLIP,
        "instruction": "pop",
        "starts_at": 30,
        "ends_at": 45.68,
    }


def test_a_replaced_section_without_words_keeps_quiet_about_them_unless_none_are_wanted() -> None:
    said = {"source_clip_id": CLIP, "details": Details(starts_at=1, ends_at=2)}
    assert "infill_lyrics" not in asked("sonic", Operation.REPLACE_SECTION, **said)
    assert asked("sonic", Operation.REPLACE_SECTION, **said, instrumental=True)["infill_lyrics"] == "[Instrumental]"


@pytest.mark.parametrize(
    ("family", "operation", "task_type"),
    [
        ("riffusion", Operation.EXTEND, "extend_upload_music"),
        ("riffusion", Operation.COVER, "cover_upload_music"),
        ("riffusion", Operation.REPLACE_SECTION, "replace_upload_music"),
        ("riffusion", Operation.SWAP_SOUND, "swap_upload_music_sound"),
        ("riffusion", Operation.SWAP_VOCALS, "swap_upload_music_vocals"),
        ("sonic", Operation.EXTEND, "extend_upload_music"),
        ("sonic", Operation.COVER, "cover_upload_music"),
        ("producer", Operation.EXTEND, "extend_upload_music"),
        ("producer", Operation.COVER, "cover_upload_music"),
        ("producer", Operation.REPLACE_SECTION, "replace_upload_music"),
    ],
)
def test_a_recording_is_edited_under_another_name(family: str, operation: Operation, task_type: str) -> None:
    assert asked(family, operation, style="pop", source_clip_id=CLIP, source_uploaded=True)["task_type"] == task_type


@pytest.mark.parametrize(
    ("operation", "said", "sent"),
    [
        (
            Operation.PERSONA_SONG,
            {"prompt": "upbeat", "details": Details(persona_id="p-1", gender="f")},
            {
                "task_type": "persona_music",
                "mv": "sonic-v5",
                "persona_id": "p-1",
                "custom_mode": False,
                "gpt_description_prompt": "upbeat",
                "make_instrumental": False,
                "vocal_gender": "f",
            },
        ),
        (
            Operation.FULL_SONG,
            {"source_clip_id": CLIP, "title": "Not read here"},
            {"task_type": "concat_music", "continue_clip_id": CLIP},
        ),
        (
            Operation.REMASTER,
            {"source_clip_id": CLIP, "details": Details(variation="high")},
            {"task_type": "remaster", "continue_clip_id": CLIP, "mv": "sonic-v5", "variation_category": "high"},
        ),
        (
            Operation.ADD_VOCALS,
            {"source_clip_id": CLIP, "lyrics": LYRICS, "details": Details(starts_at=3, ends_at=9, audio_weight=0.5)},
            {
                "task_type": "add_vocals",
                "continue_clip_id": CLIP,
                "mv": "sonic-v5",
                "custom_mode": True,
                "prompt": LYRICS,
                "overpainting_start_s": 3,
                "overpainting_end_s": 9,
                "audio_weight": 0.5,
            },
        ),
        (
            Operation.ADD_INSTRUMENTAL,
            {"source_clip_id": CLIP, "style": "strings"},
            {
                "task_type": "add_instrumental",
                "continue_clip_id": CLIP,
                "mv": "sonic-v5",
                "custom_mode": True,
                "prompt": "[Instrumental]",
                "tags": "strings",
            },
        ),
        (
            Operation.SAMPLE,
            {"source_clip_id": CLIP, "prompt": "house", "details": Details(starts_at=0, ends_at=12.5)},
            {
                "sample_clip_id": CLIP,
                "chop_sample_start_s": 0,
                "chop_sample_end_s": 12.5,
                "mv": "sonic-v5",
                "custom_mode": False,
                "gpt_description_prompt": "house",
                "make_instrumental": False,
            },
        ),
        (
            Operation.MASHUP,
            {"source_clip_id": CLIP, "details": Details(other_clip=ClipId(3), other_clip_id="b")},
            {
                "mashup_clip_ids": [CLIP, "b"],
                "mv": "sonic-v5",
                "custom_mode": False,
                "make_instrumental": False,
            },
        ),
        (
            Operation.UPLOAD_EXTEND,
            {"style": "pop", "continue_at": 20.0, "details": Details(url=URL, length=60.0)},
            {
                "url": URL,
                "mv": "sonic-v5",
                "custom_mode": True,
                "prompt": "[Instrumental]",
                "tags": "pop",
                "make_instrumental": True,
                "continue_at": 20.0,
            },
        ),
        (
            Operation.UPLOAD_COVER,
            {"style": "jazz", "lyrics": LYRICS, "details": Details(url=URL, style_weight=0.2, weirdness=0.0)},
            {
                "url": URL,
                "mv": "sonic-v5",
                "custom_mode": True,
                "prompt": LYRICS,
                "tags": "jazz",
                "make_instrumental": False,
                "style_weight": 0.2,
                "weirdness_constraint": 0.0,
            },
        ),
        (Operation.UPLOAD, {"details": Details(url=URL)}, {"url": URL}),
        (Operation.VOICE, {"title": "Ada", "details": Details(url=URL)}, {"audio_url": URL}),
        (
            Operation.PERSONA,
            {
                "title": "Ada",
                "prompt": "warm",
                "style": "folk",
                "source_clip_id": CLIP,
                "details": Details(vox_id="v", starts_at=1, ends_at=9),
            },
            {
                "name": "Ada",
                "clip_id": CLIP,
                "describe": "warm",
                "styles": "folk",
                "vox_audio_id": "v",
                "vocal_start_s": 1,
                "vocal_end_s": 9,
            },
        ),
        (
            Operation.VOX,
            {"source_clip_id": CLIP, "details": Details(starts_at=0, ends_at=30)},
            {"clip_id": CLIP, "vocal_start_s": 0, "vocal_end_s": 30},
        ),
        (Operation.WRITE_LYRICS, {"prompt": "rain in May"}, {"description": "rain in May"}),
        (Operation.ENRICH_STYLE, {"style": "lofi, rain"}, {"tags": "lofi, rain"}),
    ],
)
def test_sonics_other_operations_send_their_documented_fields(
    operation: Operation, said: dict[str, Any], sent: Body
) -> None:
    assert asked("sonic", operation, **said) == sent


@pytest.mark.parametrize(
    "operation",
    [
        Operation.STEMS_BASIC,
        Operation.STEMS_FULL,
        Operation.WAV,
        Operation.MIDI,
        Operation.BPM,
        Operation.VOX,
        Operation.LYRICS_TIMELINE,
    ],
)
def test_what_needs_a_clip_alone_sends_a_clip_alone(operation: Operation) -> None:
    for host in Host:
        assert asked("sonic", operation, host, source_clip_id=CLIP, title="Not sent") == {"clip_id": CLIP}


def test_wishes_for_the_song_are_sent_where_they_are_taken() -> None:
    details = Details(avoid=" metal,\n noise", gender="m", style_weight=0.0, weirdness=1.0, length=90.4)
    sent = asked("sonic", host=Host.TWIN, prompt="pop", details=details)
    assert {name: sent[name] for name in sent if name not in ("task_type", "mv", "custom_mode")} == {
        "gpt_description_prompt": "pop",
        "make_instrumental": False,
        "negative_tags": "metal, noise",
        "vocal_gender": "m",
        "style_weight": 0.0,
        "weirdness_constraint": 1.0,
        "duration": 90,
        "use_suno_cdn": False,
    }
    assert "vocal_gender" not in asked("sonic", prompt="pop", instrumental=True, details=details)


def test_a_format_is_the_one_that_was_chosen_or_mp3() -> None:
    said: dict[str, Any] = {"source_clip_id": CLIP}
    wav: dict[str, Any] = {"details": Details(format="wav")}
    assert asked("producer", Operation.DOWNLOAD, **said) == {"clip_id": CLIP, "format": "mp3"}
    assert asked("producer", Operation.DOWNLOAD, **said, **wav) == {"clip_id": CLIP, "format": "wav"}
    assert asked("sonic", Operation.DOWNLOAD, Host.TWIN, **said) == {"clip_id": CLIP, "formats": ["mp3"]}
    assert asked("sonic", Operation.DOWNLOAD, Host.TWIN, **said, **wav) == {"clip_id": CLIP, "formats": ["wav"]}


def test_producers_other_endpoints() -> None:
    assert asked("producer", Operation.UPLOAD, details=Details(url=URL)) == {"audio_url": URL}
    assert asked("producer", Operation.VIDEO, Host.TWIN, source_clip_id=CLIP) == {"clip_id": CLIP}
    assert asked("producer", Operation.WRITE_LYRICS, Host.TWIN, prompt="rain") == {"prompt": "rain"}
    longer = asked("producer", prompt="x", details=Details(length=200))
    assert longer["length"] == 200
    cover = asked("producer", Operation.COVER, style="jazz", source_clip_id=CLIP, details=Details(audio_weight=0.0))
    assert cover["strength"] == 0.0


def test_studio_says_everything_that_is_required() -> None:
    wished = {"prompt": "rainy piano", "details": Details(avoid="drums")}
    assert asked("studio", **wished) == {
        "prompt": "rainy piano",
        "lyrics_type": "generate",
        "prompt_strength": 0.5,
        "clarity_strength": 0.5,
        "lyrics_strength": 0.5,
        "generation_quality": 0.75,
        "model_type": "studio130-v1.5",
        "config": {"mode": "regular"},
        "negative_prompt": "drums",
    }
    sung = asked("studio", style="folk", lyrics=LYRICS)
    assert (sung["prompt"], sung["lyrics"], sung["lyrics_type"]) == ("folk", LYRICS, "user")
    assert asked("studio", prompt="piano", instrumental=True)["lyrics_type"] == "instrumental"


def every_body() -> list[tuple[Host, Family, Operation, Body]]:
    """Each kind of request of each operation, model and host."""
    bodies: list[tuple[Host, Family, Operation, Body]] = []
    for host, families in FAMILIES.items():
        for family in families:
            for operation, offer in family.offers.items():
                for model in family.models:
                    if offer.models is None or model.name in offer.models:
                        requests = every(family, operation, model.name)
                        bodies += [(host, family, operation, family.body(each, host)) for each in requests]
    return bodies


# Paths that the vendor's document does not have: it knows neither nuro nor what the second host alone offers.
NOT_IN_THE_DOCUMENT = {"nuro/create", "sonic/download", "producer/lyrics-create", "producer/video-clip"}
# Cover came back to producer on 2026-05-20, after the document was written.
NEWER = {"cover_music", "cover_upload_music"}
# What the twin's pages ask for and the document, which is of the first host, does not have.
TWIN_FIELDS = {"use_suno_cdn", "make_instrumental", "duration"}


def schema_of(openapi: dict[str, Any], path: str) -> dict[str, Any]:
    schema = openapi["paths"][f"/{path}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return {**(openapi["components"]["schemas"][name] if name else schema), "components": openapi["components"]}


def test_every_body_is_one_that_the_vendors_document_takes(openapi: dict[str, Any]) -> None:
    checked: Counter[str] = Counter()
    unknown: set[str] = set()
    for host, family, operation, body in every_body():
        path = family.offers[operation].path or f"{family.name}/create"
        json.dumps(body, allow_nan=False)
        if f"/{path}" not in openapi["paths"]:
            unknown.add(path)
            continue
        if family.name == "producer" and body.get("task_type") in NEWER:
            continue
        schema = schema_of(openapi, path)
        Draft202012Validator(schema).validate(body)
        strange = body.keys() - schema["properties"].keys()
        assert strange <= (TWIN_FIELDS if host is Host.TWIN else set()), (path, body)
        checked[f"{family.name} {operation}"] += 1
    assert unknown == NOT_IN_THE_DOCUMENT
    assert len(checked) == 38
    assert checked.total() > 600


def test_every_task_type_of_the_document_is_sent(openapi: dict[str, Any]) -> None:
    for family in ("riffusion", "sonic", "producer"):
        documented = schema_of(openapi, f"{family}/create")["properties"]["task_type"]["enum"]
        sent = {body.get("task_type") for _, each, _, body in every_body() if each.name == family}
        assert set(documented) <= sent


def test_every_path_of_the_document_is_offered_but_old_names_of_the_same(openapi: dict[str, Any]) -> None:
    asked_for = {
        offer.path or f"{family.name}/create"
        for families in FAMILIES.values()
        for family in families
        for offer in family.offers.values()
    }
    posts = {path.strip("/") for path, methods in openapi["paths"].items() if "post" in methods}
    assert {path for path in posts - asked_for if not path.startswith("suno/")} == set()
