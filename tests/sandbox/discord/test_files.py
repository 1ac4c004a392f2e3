from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from sandbox.discord.files import safe_name
from sandbox.discord.multipart import read_form
from sandbox.wire.exchange import Request

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def picture(width: int = 30, height: int = 20) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


async def post(api: Api, place: Place, body: Any, *files: tuple[str, bytes]) -> Any:
    reply = await api("POST", place.messages(), body, files=list(files))
    assert reply.status == 200, reply.body
    return reply.json


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("song.mp3", "song.mp3"),
        ("my song (1).mp3", "my_song_1.mp3"),
        ("Träume.m4a", "Trume.m4a"),
        ("../../etc/passwd", "passwd"),
        ("c:\\secret.txt", "secret.txt"),
        ("日本", "file"),
        (".hidden", "hidden"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert safe_name(given) == kept


async def test_a_changed_name_lives_on_as_the_title(api: Api, place: Place) -> None:
    (kept,) = (await post(api, place, {}, ("Träume.m4a", b"a")))["attachments"]
    assert (kept["filename"], kept["title"]) == ("Trume.m4a", "Träume")


async def test_pictures_are_measured(api: Api, place: Place) -> None:
    sent = await post(api, place, {}, ("cover.png", picture()), ("broken.png", b"no picture"))
    good, broken = sent["attachments"]
    assert (good["width"], good["height"], good["content_type"]) == (30, 20, "image/png")
    assert "width" not in broken


async def test_a_file_that_an_embed_shows_is_not_listed(api: Api, place: Place) -> None:
    embed = {"title": "Song", "thumbnail": {"url": "attachment://cover.png"}}
    sent = await post(api, place, {"embeds": [embed]}, ("one.m4a", b"a"), ("cover.png", picture()))
    assert [a["filename"] for a in sent["attachments"]] == ["one.m4a"]
    thumbnail = sent["embeds"][0]["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (30, 20)
    assert (await api.fetch(thumbnail["url"])).body == picture()


async def test_a_picture_in_an_embed_has_words_of_its_own(api: Api, place: Place) -> None:
    told = [{"id": 0, "filename": "cover.png", "description": "Said of the file"}]
    for said, shown in ((None, None), ("A teal square", "A teal square")):
        image = {"url": "attachment://cover.png", **({"description": said} if said else {})}
        body = {"embeds": [{"title": "Song", "image": image}], "attachments": told}
        sent = await post(api, place, body, ("cover.png", picture()))
        assert sent["attachments"] == []
        assert sent["embeds"][0]["image"].get("description") == shown


async def test_without_its_embed_the_file_shows_again(api: Api, place: Place) -> None:
    embed = {"title": "Song", "image": {"url": "attachment://cover.png"}}
    sent = await post(api, place, {"embeds": [embed]}, ("cover.png", picture()))
    assert sent["attachments"] == []
    path = f"{place.messages()}/{sent['id']}"
    bare = (await api("PATCH", path, {"embeds": [], "content": "Song"})).json
    assert [a["filename"] for a in bare["attachments"]] == ["cover.png"]


async def test_keeping_only_listed_files_takes_the_picture_from_its_embed(api: Api, place: Place) -> None:
    embed = {"title": "Song", "image": {"url": "attachment://cover.png"}}
    sent = await post(api, place, {"embeds": [embed]}, ("one.m4a", b"a"), ("cover.png", picture()))
    address = sent["embeds"][0]["image"]["url"]
    kept = [{"id": sent["attachments"][0]["id"]}]
    edited = await api("PATCH", f"{place.messages()}/{sent['id']}", {"attachments": kept})
    assert edited.json["embeds"][0]["image"]["url"] == "attachment://cover.png"
    assert (await api.fetch(address)).status == 404


async def test_addresses_are_signed_and_age(api: Api, place: Place) -> None:
    (kept,) = (await post(api, place, {}, ("one.m4a", b"audio")))["attachments"]
    url = kept["url"]
    assert (await api.fetch(url)).headers["content-type"] == "audio/mp4"
    assert (await api.fetch(url.split("?")[0])).status == 404
    assert (await api.fetch(url.replace("hm=", "hm=0"))).status == 404
    assert (await api.fetch(url.replace("one.m4a", "two.m4a"))).status == 404
    place.clock.advance(86_400)
    old = await api.fetch(url)
    assert (old.status, old.body) == (404, b"This content is no longer available.")
    fresh = (await api("GET", place.messages())).json[0]["attachments"][0]["url"]
    assert (await api.fetch(fresh)).status == 200


async def test_files_are_served_in_ranges(api: Api, place: Place) -> None:
    (kept,) = (await post(api, place, {}, ("one.m4a", b"0123456789")))["attachments"]
    for asked, told, body in (
        ("bytes=2-4", "bytes 2-4/10", b"234"),
        ("bytes=7-", "bytes 7-9/10", b"789"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=8-99", "bytes 8-9/10", b"89"),
    ):
        part = await api.fetch(kept["url"], range=asked)
        assert (part.status, part.headers["content-range"], part.body) == (206, told, body)
    beyond = await api.fetch(kept["url"], range="bytes=10-12")
    assert (beyond.status, beyond.headers["content-range"]) == (416, "bytes */10")
    assert (await api.fetch(kept["url"], range="lines=1-2")).status == 200


async def test_a_deleted_messages_files_are_gone(api: Api, place: Place) -> None:
    sent = await post(api, place, {}, ("one.m4a", b"a"))
    await api("DELETE", f"{place.messages()}/{sent['id']}")
    assert (await api.fetch(sent["attachments"][0]["url"])).status == 404
    assert place.world.files == {}


async def test_a_private_answers_files_lie_elsewhere(api: Api, place: Place) -> None:
    asked = place.ask()
    body = {"type": 4, "data": {"flags": 64, "attachments": [{"id": 0}]}}
    await api("POST", place.callback(asked), body, files=[("one.m4a", b"a")])
    (kept,) = (await api("GET", place.hook(asked))).json["attachments"]
    assert kept["ephemeral"] is True
    assert "/ephemeral-attachments/" in kept["url"]
    assert (await api.fetch(kept["url"])).body == b"a"


def test_multipart_bodies_are_read_byte_for_byte() -> None:
    data = b"\r\n--x\r\n\x00--xy\r\n"
    body = (
        b'--xyz\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{"content": "a"}\r\n'
        b'--xyz\r\nContent-Disposition: form-data; name="files[3]"; filename="a \\"b\\".mp3"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n"
        b"--xyz\r\nContent-Disposition: form-data; name=\"files[4]\"; filename*=utf-8''Tr%C3%A4ume.m4a\r\n\r\n\r\n"
        b"--xyz--\r\n"
    )
    form = read_form(Request("POST", "/", headers={"content-type": "multipart/form-data; boundary=xyz"}, body=body))
    assert form.payload == {"content": "a"}
    assert (form.files[3].filename, form.files[3].data) == ('a "b".mp3', data)
    assert (form.files[4].filename, form.files[4].data) == ("Träume.m4a", b"")
