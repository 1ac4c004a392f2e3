"""A body may be JSON, a form of fields, or a form with files; the document takes all three everywhere.

Source: the OpenAPI document's `requestBody` of each operation; documentation, Reference, "Uploading Files".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.multipart import MOST_FIELDS
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=xyz"


def parts(*fields: tuple[str, str]) -> bytes:
    """A body of parts; a field's name with all that follows it in its head."""
    lines = [f'--xyz\r\nContent-Disposition: form-data; name="{name}\r\n\r\n{value}\r\n' for name, value in fields]
    return ("".join(lines) + "--xyz--\r\n").encode()


@pytest.mark.parametrize("content_type", [FORM, FORM.title(), f"{FORM}; charset=utf-8"])
async def test_a_form_of_fields_is_taken(api: Api, place: Place, content_type: str) -> None:
    body = b"content=Hello%20%26+welcome+%E2%99%AA&tts=false&flags=4096&nonce=77"
    sent = await api.raw("POST", place.messages(), body, content_type)
    assert sent.status == 200, sent.body
    assert (sent.json["content"], sent.json["flags"], sent.json["nonce"]) == ("Hello & welcome ♪", 4096, "77")
    opened = await api.raw("POST", "/users/@me/channels", f"recipient_id={place.mia.user.id}".encode(), FORM)
    assert opened.json["recipients"][0]["username"] == "mia"


async def test_an_interaction_may_be_answered_by_a_form_of_fields(api: Api, place: Place) -> None:
    asked = place.ask()
    refused = await api.raw("POST", place.callback(asked), b"type=6", FORM)
    assert refused.problem("type") == "BASE_TYPE_CHOICES"
    assert (await api.raw("POST", place.callback(asked), b"type=5", FORM)).status == 204


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (b"content=a&tts=perhaps", "tts", "BOOLEAN_TYPE_CHOICES"),
        (b"content=a&flags=many", "flags", "NUMBER_TYPE_COERCE"),
        (b"content=a&embeds=one", "embeds", "LIST_TYPE_CONVERT"),
        (b"content=" + b"a" * 2001, "content", "BASE_TYPE_MAX_LENGTH"),
    ],
)
async def test_what_a_field_cannot_say_is_refused(api: Api, place: Place, body: bytes, path: str, code: str) -> None:
    assert (await api.raw("POST", place.messages(), body, FORM)).problem(path) == code


@pytest.mark.parametrize("body", [b"content=%ff", b"content", b"&".join(b"a=b" for _ in range(MOST_FIELDS + 1))])
async def test_a_form_that_is_none_is_refused(api: Api, place: Place, body: bytes) -> None:
    refused = await api.raw("POST", place.messages(), body, FORM)
    assert refused.status == 400
    assert place.songs.messages == {}


async def test_parts_without_a_payload_are_fields(api: Api, place: Place) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.SEND_TTS_MESSAGES))
    body = parts(('content"', "Here"), ('tts"', "true"), ('files[0]"; filename="a.txt"', "text"))
    sent = await api.raw("POST", place.messages(), body, PARTS)
    assert sent.status == 200, sent.body
    assert (sent.json["content"], sent.json["tts"]) == ("Here", True)
    assert [file["filename"] for file in sent.json["attachments"]] == ["a.txt"]


async def test_a_payload_counts_for_more_than_fields(api: Api, place: Place) -> None:
    body = parts(('content"', "No"), ('payload_json"', '{"content": "Yes"}'))
    assert (await api.raw("POST", place.messages(), body, PARTS)).json["content"] == "Yes"


async def test_no_file_vanishes(api: Api, place: Place) -> None:
    one = parts(('payload_json"', "{}"), ('file"; filename="a.txt"', "text"))
    assert len((await api.raw("POST", place.messages(), one, PARTS)).json["attachments"]) == 1
    other = parts(('payload_json"', "{}"), ('song"; filename="a.txt"', "text"))
    assert (await api.raw("POST", place.messages(), other, PARTS)).problem("song")


@pytest.mark.parametrize(
    ("content_type", "code"),
    [("text/plain", 50035), ("", 50035), ("multipart/form-data", 50109), ("application/jsonp", 50035)],
)
async def test_other_bodies_are_refused(api: Api, place: Place, content_type: str, code: int) -> None:
    refused = await api.raw("POST", place.messages(), b'{"content": "a"}', content_type)
    assert (refused.status, refused.code) == (400, code)


async def test_json_that_is_too_deep_is_none(api: Api, place: Place) -> None:
    deep = b'{"embeds":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert (await api.raw("POST", place.messages(), deep, "application/json")).code == 50109
