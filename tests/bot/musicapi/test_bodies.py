"""Each body as it goes over the wire, and each held against the vendor's own document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.musicapi.catalog import FAMILIES, Catalog, Family, Host, Operation
from bot.musicapi.requests import Body, SongRequest

CLIP = "f524dd12-cb7a-4eb6-b2fb-780f0ed07d9c"
LYRICS = "[Verse]\nLine one\n[Chorus]\nLine two"


def asked(family: str, operation: Operation = Operation.CREATE, host: Host = Host.MUSICAPI, **words: Any) -> Body:
    known = Catalog(host, FAMILIES[host]).family(family)
    request = SongRequest(operation, family, known.default_model, **words)
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


FULL = SongRequest(
    Operation.CREATE, "", "", prompt="r&b pop", title="Demo", style="warm", source_clip_id=CLIP, source_duration=100.5
)


def every_body() -> list[tuple[Host, Family, Operation, Body]]:
    """With words, without and without a voice: each operation, model and host."""
    bodies: list[tuple[Host, Family, Operation, Body]] = []
    for host, families in FAMILIES.items():
        for family in families:
            for operation in family.offers:
                for model in family.models:
                    request = replace(FULL, operation=operation, family=family.name, model=model.name)
                    said = [request, replace(request, lyrics=LYRICS), replace(request, instrumental=True)]
                    bodies += [(host, family, operation, family.body(each, host)) for each in said]
    return bodies


def schema_of(openapi: dict[str, Any], family: str) -> dict[str, Any]:
    content = openapi["paths"][f"/{family}/create"]["post"]["requestBody"]["content"]
    return {**content["application/json"]["schema"], "components": openapi["components"]}


# What the twin's pages ask for and the document, which is of the first host, does not have.
TWIN_FIELDS = {"use_suno_cdn", "make_instrumental"}


def test_every_body_is_one_that_the_vendors_document_takes(openapi: dict[str, Any]) -> None:
    checked = 0
    for host, family, operation, body in every_body():
        if (family.name, operation) == ("producer", Operation.COVER):
            continue  # cover came back on 2026-05-20, after the document was written; its body is held above
        schema = schema_of(openapi, family.name)
        Draft202012Validator(schema).validate(json.loads(json.dumps(body)))
        fields = schema.get("properties") or openapi["components"]["schemas"]["SonicCreateParams"]["properties"]
        strange = body.keys() - fields.keys()
        assert strange <= (TWIN_FIELDS if host is Host.TWIN else set())
        assert body["task_type"] == operation.task_type
        checked += 1
    assert checked > 60
