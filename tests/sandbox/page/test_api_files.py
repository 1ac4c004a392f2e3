from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet

SOUND = bytes(range(200))
EMBED = {"title": "Clip", "image": {"url": "attachment://cover.png"}}
FILES = [
    ("files[0]", ("clip.m4a", SOUND)),
    ("files[1]", ("cover.png", b"no picture")),
    ("files[2]", ("words.html", b"<script>alert(1)</script>")),
]


async def posted(mia: Browser, puppet: Puppet, *, flags: int = 0) -> Any:
    asked = await mia.act("/api/command", name="song", options={"prompt": "rain"})
    await puppet.answer(asked, 4, {"embeds": [EMBED], "flags": flags}, FILES)
    return (await mia.messages())[-1]


async def test_every_address_of_a_file_is_the_pages_own(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    message = await posted(mia, puppet)
    sound, words = message["attachments"]
    addresses = [message["embeds"][0]["image"]["url"], sound["url"], sound["proxy_url"], words["url"]]
    assert all(address.startswith(f"/files/{mia.me}/") for address in addresses)
    assert sandbox.world.public_url not in str(message)
    answers = [await mia.http.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[1].content == SOUND
    assert [answer.headers["content-type"] for answer in answers] == [
        *("image/png", "audio/mp4", "audio/mp4", "text/plain; charset=utf-8")
    ]
    saved = [answer.headers.get("content-disposition") for answer in answers]
    assert saved == [None, None, None, "attachment; filename*=UTF-8''words.html"]


@pytest.mark.parametrize(
    ("asked", "status", "told", "body"),
    [
        ("bytes=0-9", 206, "bytes 0-9/200", SOUND[:10]),
        ("bytes=190-", 206, "bytes 190-199/200", SOUND[190:]),
        ("bytes=-5", 206, "bytes 195-199/200", SOUND[195:]),
        ("bytes=-500", 206, "bytes 0-199/200", SOUND),
        ("bytes=100-900", 206, "bytes 100-199/200", SOUND[100:]),
        ("bytes=200-", 416, "bytes */200", b""),
        ("bytes=-0", 416, "bytes */200", b""),
        ("bytes=9-5", 416, "bytes */200", b""),
        ("bytes=0-1,4-5", 200, None, SOUND),
        ("bytes=-", 200, None, SOUND),
        ("clips=0-1", 200, None, SOUND),
        ("bytes=" + "9" * 30 + "-", 200, None, SOUND),
    ],
)
async def test_a_player_can_seek(
    mia: Browser, puppet: Puppet, asked: str, status: int, told: str | None, body: bytes
) -> None:
    url = (await posted(mia, puppet))["attachments"][0]["url"]
    answer = await mia.http.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.headers.get("content-range"), answer.content) == (status, told, body)
    assert answer.headers.get("accept-ranges", "bytes") == "bytes"


async def test_a_file_is_seen_by_those_who_see_its_message(mia: Browser, noah: Browser, puppet: Puppet) -> None:
    public = (await posted(mia, puppet))["attachments"][0]["url"]
    private = (await posted(mia, puppet, flags=64))["attachments"][0]["url"]
    assert (await mia.http.get(private)).status_code == 200
    for url, status in ((public, 200), (private, 404)):
        assert (await noah.http.get(url.replace(mia.me, noah.me))).status_code == status


async def test_a_file_goes_with_its_message(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    message = await posted(mia, puppet)
    admin = str(sandbox.admin.id)
    await mia.act("/api/delete", **{"as": admin, "message": message["id"]})
    answer = await mia.http.get(message["attachments"][0]["url"])
    assert (answer.status_code, answer.json()) == (404, {"error": "This file is not there (any more)."})


async def test_a_head_says_how_large_it_is(mia: Browser, puppet: Puppet) -> None:
    url = (await posted(mia, puppet))["attachments"][0]["url"]
    answer = await mia.http.head(url)
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, "200", b"")
