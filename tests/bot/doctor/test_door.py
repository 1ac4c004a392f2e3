"""What answers where MusicAPI is to call: our own door, somebody else, nobody, or one whom nobody may trust."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.doctor import door
from bot.doctor.asking import Heard, Silence, Unheard
from bot.doctor.door import find_door
from bot.doctor.findings import Finding, Grade, What
from bot.doctor.usable import read_usable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

CERTIFICATES = Path(__file__).parents[1] / "http" / "certificates"


@pytest.fixture
async def self_signed() -> AsyncIterator[str]:
    """The address of a server with a certificate of its own making."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "certificate.pem", CERTIFICATES / "key.pem")
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    yield f"https://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def look(url: str) -> Finding:
    settings = read_usable({"WEBHOOK_URL": url}).settings
    assert settings is not None
    (found,) = await find_door(settings)
    return found


async def test_a_certificate_that_nobody_trusts(self_signed: str) -> None:
    found = await look(self_signed)
    assert (found.grade, found.what) == (Grade.WRONG, What.DOOR_UNTRUSTED)


@pytest.mark.parametrize(
    ("status", "what", "grade"),
    [
        (405, What.DOOR_PRIVATE, Grade.WARNING),  # our own door, behind a private address
        (404, What.DOOR_ELSEWHERE, Grade.WRONG),
        (301, What.DOOR_ELSEWHERE, Grade.WRONG),
        (502, What.DOOR_ELSEWHERE, Grade.WRONG),
        (200, What.DOOR_ELSEWHERE, Grade.WRONG),
    ],
)
async def test_every_answer_but_that_of_our_own_door_is_somebody_elses(
    status: int, what: What, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    async def answer(url: str, _headers: Mapping[str, str]) -> Heard:
        asked.append(url)
        return Heard(status, {}, b"", None)

    monkeypatch.setattr(door, "ask", answer)
    found = await look("https://10.0.0.1/songs")
    assert (found.what, found.grade) == (what, grade)
    (url,) = asked
    assert url.startswith("https://10.0.0.1/songs/musicapi/")


@pytest.mark.parametrize("why", [Silence.TIMEOUT, Silence.NO_CONNECTION, Silence.BROKEN])
async def test_nobody_answers(why: Silence, monkeypatch: pytest.MonkeyPatch) -> None:
    async def be_silent(_url: str, _headers: Mapping[str, str]) -> Heard:
        raise Unheard(why)

    monkeypatch.setattr(door, "ask", be_silent)
    found = await look("https://songs.example.com")
    assert (found.what, found.grade, found.facts) == (What.DOOR_CLOSED, Grade.WRONG, {"why": why.value})


async def test_without_webhooks_there_is_nothing_to_look_at() -> None:
    assert (await look("")).what is What.DOOR_OFF
