"""A recording is looked at before anything is spent: over real HTTP, with real sound in it or none."""

from __future__ import annotations

import asyncio
import io
import wave
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.errors import PersonError, Problem
from bot.media.fetch import Fetcher
from bot.orders import recordings as module
from bot.orders.recordings import Recordings
from data.ids import UserId
from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import DROPPED, Answer
from sandbox.wire.server import LoopbackServer
from tests.telling import tells

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sandbox.wire.exchange import Request

RATE = 4_000


def recording(seconds: float) -> bytes:
    """A WAV file of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(b"\x80" * int(RATE * seconds))
    return out.getvalue()


class Web:
    """A web server on this machine that has one file."""

    def __init__(self) -> None:
        self.answer = Answer(404, b"no")
        self.asked = 0
        self.server = LoopbackServer(self._handle, RunningClock())

    def has(self, data: bytes) -> str:
        """Put a file there; its address."""
        self.answer = Answer(200, data, "application/octet-stream")
        return f"{self.server.url}/mine"

    async def _handle(self, _request: Request) -> Answer:
        self.asked += 1
        return self.answer


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    made = Web()
    async with made.server:
        yield made


@pytest.fixture
async def uploads(web: Web) -> AsyncIterator[Recordings]:
    async with Fetcher(f"127.0.0.1:{web.server.port}") as files:
        yield Recordings(files)


@pytest.mark.parametrize("seconds", [5.96, 6, 30.5, 480])
async def test_a_recording_is_measured_and_fetched_once(web: Web, uploads: Recordings, seconds: float) -> None:
    url = web.has(recording(seconds))
    found = await uploads.inspect(f" <{url}> ")
    assert found.url == url
    assert found.container == "wav"
    assert found.seconds == pytest.approx(seconds, abs=0.1)
    assert found.size == len(recording(seconds))
    assert web.asked == 1


async def test_what_an_encoder_added_to_eight_minutes_does_not_count(web: Web, uploads: Recordings) -> None:
    assert (await uploads.inspect(web.has(recording(480.3)))).seconds == 480


@pytest.mark.parametrize(
    ("seconds", "says"), [(0, "no sound"), (3, "lasts 3 seconds"), (5.8, "5.8 seconds"), (500, "lasts 8:20")]
)
async def test_a_recording_of_the_wrong_length_is_one_sentence(
    web: Web, uploads: Recordings, seconds: float, says: str
) -> None:
    with tells(PersonError, f"{says}.*nothing was charged"):
        await uploads.inspect(web.has(recording(seconds)))


@pytest.mark.parametrize(
    "data",
    [b"<html>no</html>", b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b"RIFF\x00\x00\x00\x00WAVEfmt ", b"ID3" + bytes(99)],
)
async def test_what_holds_no_sound_is_one_sentence(web: Web, uploads: Recordings, data: bytes) -> None:
    with tells(PersonError, "nothing was charged"):
        await uploads.inspect(web.has(data))


async def test_a_video_is_no_recording(web: Web, uploads: Recordings) -> None:
    film = b"\0\0\0\x20ftypisom" + bytes(16) + b"hdlr" + bytes(8) + b"vide" + bytes(400)
    with tells(PersonError, "is a video.*nothing was charged"):
        await uploads.inspect(web.has(film))


async def test_too_large_a_recording_is_not_read_to_its_end(
    web: Web, uploads: Recordings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 1024 * 1024)
    with tells(PersonError, "1 MiB at most.*nothing was charged"):
        await uploads.inspect(web.has(recording(300)))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(404, b"no"), "answers, but not with a file"),
        (Answer(500, b"no"), "answers, but not with a file"),
        (DROPPED, "could not be reached"),
    ],
)
async def test_an_address_out_of_reach_is_one_sentence(
    web: Web, uploads: Recordings, answer: Answer, says: str
) -> None:
    web.answer = answer
    with tells(PersonError, rf"{says}.*nothing was charged"):
        await uploads.inspect(f"{web.server.url}/mine")


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/a.mp3",
        "https://127.0.0.1/a.mp3",
        "https://[::1]/a.mp3",
        "https://169.254.169.254/latest/meta-data",
        "https://user:word@example.com/a.mp3",
        "ftp://example.com/a.mp3",
        "file:///etc/passwd",
        "my song.mp3",
        "https://",
        "<>",
    ],
)
async def test_an_address_that_is_not_public_is_one_sentence(web: Web, uploads: Recordings, url: str) -> None:
    with tells(PersonError, "nothing was charged"):
        await uploads.inspect(url)
    web.answer = Answer(
        302, b"", "", {"Location": url if url.startswith(("http", "ftp", "file")) else "http://10.0.0.1"}
    )
    with tells(PersonError, "nothing was charged"):
        await uploads.inspect(f"{web.server.url}/mine")


async def test_an_endless_address_is_not_even_asked_for(web: Web, uploads: Recordings) -> None:
    with tells(PersonError, "too long"):
        await uploads.inspect(f"{web.server.url}/{'a' * 2_000}")
    assert web.asked == 0


async def test_a_file_that_drips_in_is_given_up_and_the_next_one_gets_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn is taken by a file that never ends, and every one of them comes back."""

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            await asyncio.Event().wait()
            yield b""

    class Internet(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            drips = request.url.path == "/drip"
            return httpx.Response(200, stream=Endless() if drips else httpx.ByteStream(recording(10)))

    async def look_up(_host: str, _port: int) -> Sequence[str]:
        return ["93.184.216.34"]

    async with Fetcher(transport=Internet(), look_up=look_up) as files:
        uploads = Recordings(files)
        monkeypatch.setattr(module, "TIMEOUT", 0.2)
        dripping = [uploads.inspect("https://example.com/drip") for _ in range(2 * module.AT_ONCE)]
        errors = await asyncio.gather(*dripping, return_exceptions=True)
        assert {str(error) for error in errors} == {str(errors[0])}
        assert str(errors[0]) == Problem.RECORDING_SLOW
        monkeypatch.undo()
        assert (await uploads.inspect("https://example.com/whole")).container == "wav"


async def test_one_member_has_one_recording_looked_at_at_a_time(web: Web, uploads: Recordings) -> None:
    url = web.has(recording(10))
    first, second, others = await asyncio.gather(
        uploads.inspect(url, asker=UserId(1)),
        uploads.inspect(url, asker=UserId(1)),
        uploads.inspect(url, asker=UserId(2)),
        return_exceptions=True,
    )
    assert isinstance(first, module.Recording)
    assert isinstance(others, module.Recording)
    assert isinstance(second, PersonError)
    assert second.problem is Problem.RECORDING_BUSY
    with tells(PersonError, "too long"):
        await uploads.inspect("https://example.com/" + "a" * 2_000, asker=UserId(1))
    assert (await uploads.inspect(url, asker=UserId(1))).seconds == 10, "a refusal leaves nothing behind"
