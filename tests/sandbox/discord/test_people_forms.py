from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from tests.sandbox.discord.cards import card, data_of, reply

if TYPE_CHECKING:
    from sandbox.discord.invocations import Invocation
    from tests.sandbox.discord.api import Api, Place

FORM = {
    "custom_id": "extend:1",
    "title": "Extend",
    "components": [
        {"type": 10, "content": "The clip is **3:20** long."},
        {"type": 18, "label": "From second", "component": {"type": 4, "custom_id": "from", "style": 1, "value": "200"}},
        {
            "type": 18,
            "label": "Lyrics",
            "component": {"type": 4, "custom_id": "lyrics", "style": 2, "required": False, "max_length": 20},
        },
        {
            "type": 18,
            "label": "Recording",
            "component": {"type": 19, "custom_id": "voice", "required": False, "min_values": 0},
        },
        {
            "type": 18,
            "label": "Mood",
            "component": {
                "type": 21,
                "custom_id": "mood",
                "options": [{"label": "Calm", "value": "calm"}, {"label": "Wild", "value": "wild", "default": True}],
            },
        },
    ],
}


async def opened(api: Api, place: Place) -> Invocation:
    asked = place.mia.press(await card(api, place), "Extend")
    await reply(api, place, asked, 9, FORM)
    return asked


async def test_a_form_is_filled_in_and_sent(api: Api, place: Place) -> None:
    asked = await opened(api, place)
    sent = place.mia.submit(asked, {"Lyrics": "la la", "voice": ("hum.ogg", b"hm")})
    data = data_of(sent)
    text, start, lyrics, voice, mood = data["components"]
    assert text == {"type": 10, "id": 1}
    assert start["component"]["value"] == "200"
    assert lyrics["component"] == {"type": 4, "id": lyrics["component"]["id"], "custom_id": "lyrics", "value": "la la"}
    assert list(data["resolved"]["attachments"]) == voice["component"]["values"]
    assert mood["component"]["value"] == "wild"
    assert sent.interaction.message is asked.interaction.message
    await reply(api, place, sent, 4, {"content": "Extending"})
    origin = (await api("GET", place.hook(sent.interaction))).json["interaction_metadata"]
    assert origin["triggering_interaction_metadata"]["id"] == str(asked.interaction.id)


@pytest.mark.parametrize(
    "values",
    [
        {"from": ""},
        {"lyrics": "l" * 21},
        {"mood": "Sad"},
        {"Tempo": "120"},
        {"voice": [("a.ogg", b"a"), ("b.ogg", b"b")]},
    ],
)
async def test_the_client_refuses_what_the_form_does_not_allow(api: Api, place: Place, values: Any) -> None:
    asked = await opened(api, place)
    with pytest.raises(ClientRefuses):
        place.mia.submit(asked, values)


async def test_unchecked_the_form_sends_anything(api: Api, place: Place) -> None:
    asked = await opened(api, place)
    data = data_of(place.mia.submit(asked, {"from": "-3", "lyrics": "l" * 5000, "mood": "Sad"}, checked=False))
    assert [part["component"].get("value") for part in data["components"][1:]] == ["-3", "l" * 5000, None, "Sad"]


BOXES = {
    "custom_id": "parts:1",
    "title": "Parts",
    "components": [
        {
            "type": 18,
            "label": "Parts",
            "component": {
                "type": 22,
                "custom_id": "parts",
                "max_values": 2,
                "options": [
                    {"label": n.title(), "value": n, "default": n == "bass"} for n in ("bass", "drums", "keys")
                ],
            },
        },
        {"type": 18, "label": "Loud", "component": {"type": 23, "custom_id": "loud", "default": True}},
        {
            "type": 18,
            "label": "Mood",
            "component": {
                "type": 21,
                "custom_id": "mood",
                "required": False,
                "options": [{"label": n, "value": n} for n in ("calm", "wild")],
            },
        },
        {"type": 18, "label": "Voices", "component": {"type": 19, "custom_id": "voices", "max_values": 2}},
    ],
}
VOICE = ("hum.ogg", b"hm")


async def opened_boxes(api: Api, place: Place) -> Invocation:
    asked = place.mia.press(await card(api, place), "Extend")
    await reply(api, place, asked, 9, BOXES)
    return asked


async def test_what_nobody_touched_keeps_what_was_ticked(api: Api, place: Place) -> None:
    asked = await opened_boxes(api, place)
    parts, loud, mood, voices = data_of(place.mia.submit(asked, {"voices": VOICE}))["components"]
    assert parts["component"]["values"] == ["bass"]
    assert (loud["component"]["value"], mood["component"]["value"]) == (True, None)
    assert len(voices["component"]["values"]) == 1


async def test_boxes_and_files_come_back_as_often_as_they_were_chosen(api: Api, place: Place) -> None:
    asked = await opened_boxes(api, place)
    given = {"Parts": ["Drums", "keys"], "loud": False, "mood": "wild", "voices": [VOICE, ("la.ogg", b"laa")]}
    data = data_of(place.mia.submit(asked, given))
    parts, loud, mood, voices = (part["component"] for part in data["components"])
    assert (parts["values"], loud["value"], mood["value"]) == (["drums", "keys"], False, "wild")
    files = [data["resolved"]["attachments"][number] for number in voices["values"]]
    assert [(file["filename"], file["size"], file["ephemeral"]) for file in files] == [
        ("hum.ogg", 2, True),
        ("la.ogg", 3, True),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"parts": []},
        {"parts": ["bass", "drums", "keys"]},
        {"parts": ["flute"]},
        {"voices": []},
        {"voices": [VOICE] * 3},
        {"mood": ["calm", "loud"]},
    ],
)
async def test_the_client_refuses_too_few_and_too_many(api: Api, place: Place, values: Any) -> None:
    asked = await opened_boxes(api, place)
    with pytest.raises(ClientRefuses):
        place.mia.submit(asked, {"voices": VOICE, **values})


async def test_without_an_open_form_nothing_is_sent(api: Api, place: Place) -> None:
    asked = place.mia.press(await card(api, place), "Extend")
    with pytest.raises(ClientRefuses):
        place.mia.submit(asked, {})
