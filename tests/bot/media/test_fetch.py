"""Files over real HTTP on loopback, and the open internet as a transport sees it."""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.media import fetch as module
from bot.media.errors import FileError, FileRefused, FileTooLarge, FileUnreachable, Obstacle
from bot.media.fetch import Fetcher
from bot.media.spool import Spool, SpooledFile
from sandbox.wire.exchange import DROPPED, Answer
from tests.bot.media.spooling import read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.bot.musicapi.front import Front

M4A = b"\0\0\0\x20ftypM4A " + bytes(200)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
MIB = 1024 * 1024


def file(data: bytes, content_type: str = "application/octet-stream", **headers: str) -> Answer:
    return Answer(200, data, content_type, {name.replace("_", "-"): value for name, value in headers.items()})


def away(location: str, status: int = 302) -> Answer:
    return Answer(status, b"", "", {"Location": location})


@pytest.fixture
async def files(front: Front) -> AsyncIterator[Fetcher]:
    async with Fetcher(front.host) as opened:
        yield opened


async def test_audio_is_what_its_bytes_say(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(M4A, "text/plain"))
    audio = await files.fetch_audio(f"{front.url}/song.mp3", spool, limit_bytes=MIB)
    assert (read(audio.data), audio.extension) == (M4A, "m4a")
    assert "authorization" not in front.requests[0].headers
    assert front.requests[0].headers["accept-encoding"] == "identity"


async def test_a_picture_is_what_its_bytes_say(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(PNG, "image/jpeg"))
    image = await files.fetch_image(f"{front.url}/cover.jpg", spool)
    assert (read(image.data), image.extension) == (PNG, "png")


FILM = b"\0\0\0\x20ftypisom" + bytes(40) + b"hdlr" + bytes(8) + b"vide" + bytes(100)
WAV = b"RIFF\x24\0\0\0WAVEfmt " + bytes(40)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (M4A, "m4a"),
        (FILM, "mp4"),
        (FILM.replace(b"vide", b"soun"), "m4a"),
        (WAV, "wav"),
        (b"ID3" + bytes(50), "mp3"),
        (b"fLaC" + bytes(50), "flac"),
        (b"OggS" + bytes(50), "ogg"),
        (b"MThd\0\0\0\x06" + bytes(50), "mid"),
        (b"PK\x03\x04" + bytes(50), "zip"),
    ],
)
async def test_what_an_operation_made_is_what_its_bytes_say(
    front: Front, files: Fetcher, spool: Spool, data: bytes, extension: str
) -> None:
    front.answer(file(data, "text/html"))
    found = await files.fetch_file(f"{front.url}/vocals", spool, limit_bytes=MIB)
    assert (read(found.data), found.extension) == (data, extension)


@pytest.mark.parametrize("data", [b"", b"<html>gone</html>", PNG, b"%PDF-1.7", b"MZ" + bytes(90)])
async def test_what_no_operation_makes_is_refused(front: Front, files: Fetcher, spool: Spool, data: bytes) -> None:
    front.answer(file(data, "audio/midi"))
    with pytest.raises(FileRefused, match="of no kind"):
        await files.fetch_file(f"{front.url}/a", spool, limit_bytes=MIB)


async def test_every_file_is_bounded(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(WAV))
    with pytest.raises(FileTooLarge):
        await files.fetch_file(f"{front.url}/a", spool, limit_bytes=len(WAV) - 1)
    front.answers.clear()
    front.answer(away("http://10.0.0.1/a"))
    with pytest.raises(FileRefused):
        await files.fetch_file(f"{front.url}/a", spool, limit_bytes=MIB)


async def test_what_is_neither_is_refused(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(b"<html>not found</html>", "audio/mp4"))
    with pytest.raises(FileRefused, match="no audio"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)
    with pytest.raises(FileRefused, match="no picture"):
        await files.fetch_image(f"{front.url}/a", spool)


async def test_an_announced_size_over_the_limit_is_not_read(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(M4A))
    with pytest.raises(FileTooLarge, match="212 bytes"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=len(M4A) - 1)
    assert read((await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=len(M4A))).data) == M4A


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
async def test_no_file_this_time(front: Front, files: Fetcher, spool: Spool, status: int) -> None:
    front.answer(Answer(status, b"no"))
    with pytest.raises(FileUnreachable, match=f"^HTTP {status}$"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)


async def test_a_dropped_connection_is_no_file(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(DROPPED)
    with pytest.raises(FileUnreachable, match=r"^(?!HTTP)"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)


@pytest.mark.parametrize(
    ("answer", "obstacle"),
    [
        (DROPPED, Obstacle.AWAY),
        (Answer(404, b"no"), Obstacle.ANSWER),
        (file(b"<html>not found</html>"), Obstacle.KIND),
        (file(M4A, Content_Encoding="gzip"), Obstacle.PACKED),
        (away("/round"), Obstacle.REDIRECTS),
        (away("http://example.com/a"), Obstacle.PLAIN),
        (away("https://10.0.0.1/a"), Obstacle.PRIVATE),
        (away("https://user:word@example.com/a"), Obstacle.ADDRESS),
    ],
    ids=lambda value: value.value if isinstance(value, Obstacle) else "",
)
async def test_what_kept_a_file_away_is_told_apart(
    front: Front, files: Fetcher, spool: Spool, answer: Answer, obstacle: Obstacle
) -> None:
    front.answer(answer)
    with pytest.raises(FileError) as raised:
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)
    assert raised.value.obstacle is obstacle


async def test_a_full_disk_is_not_the_addresss_fault(
    front: Front, files: Fetcher, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SpooledFile, "append", fail)
    front.answer(file(M4A))
    with pytest.raises(FileUnreachable) as raised:
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)
    assert raised.value.obstacle is Obstacle.ROOM


async def test_a_packed_file_is_refused(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(file(M4A, Content_Encoding="gzip"))
    with pytest.raises(FileRefused, match="packed"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)


async def test_three_redirects_are_followed_and_not_a_fourth(front: Front, files: Fetcher, spool: Spool) -> None:
    front.answer(away("/b"), away(f"{front.url}/c", 301), away("d", 308), file(M4A))
    await files.fetch_audio(f"{front.url}/x/a", spool, limit_bytes=MIB)
    assert [request.path for request in front.requests] == ["/x/a", "/b", "/c", "/d"]
    front.answers.clear()
    front.answer(away("/round"))
    with pytest.raises(FileRefused, match="on and on"):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)


@pytest.mark.promise(key="open-internet")
@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://example.com:70000/a",
        "https://example.com:99999999999999999999/a",
        "http://127.0.0.1:70000/a",
        "http://127.0.0.1:-1/a",
        "https://169.254.169.254/latest/meta-data",
        "http://example.com/a",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "//10.0.0.1/a",
        "https://user:word@example.com/a",
        "https:///a",
        "nonsense",
        "https://exa mple/\x00",
        "https://xn--a/",
        "",
    ],
)
async def test_no_way_into_a_private_network(front: Front, files: Fetcher, spool: Spool, target: str) -> None:
    with pytest.raises(FileRefused):
        await files.fetch_audio(target, spool, limit_bytes=MIB)
    front.answer(away(target) if "\x00" not in target and target not in ("", "nonsense") else away("http://10.0.0.1/"))
    with pytest.raises(FileRefused):
        await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)


async def test_an_address_that_no_request_can_hold_is_refused(files: Fetcher, spool: Spool) -> None:
    with pytest.raises(FileRefused, match="no address"):
        await files.fetch_audio("https://example.com/\ud800.mp3", spool, limit_bytes=MIB)


class Internet(httpx.AsyncBaseTransport):
    """Remembers what it was asked, and answers by `answer`."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)


ADDRESSES = {
    "cdn1.suno.ai": ["2606:4700::1", "93.184.216.34"],
    "intranet.example": ["10.0.0.5"],
    "nowhere.example": [],
}


async def look_up(host: str, port: int) -> list[str]:
    return ADDRESSES[host]


@pytest.mark.promise(key="open-internet")
async def test_the_address_that_was_checked_is_the_one_that_is_connected_to(spool: Spool) -> None:
    internet = Internet(lambda _: httpx.Response(200, stream=httpx.ByteStream(M4A)))
    async with Fetcher(transport=internet, look_up=look_up) as files:
        await files.fetch_audio("https://cdn1.suno.ai:8443/a.mp3?x=1", spool, limit_bytes=MIB)
    (request,) = internet.requests
    assert str(request.url) == "https://[2606:4700::1]:8443/a.mp3?x=1"
    assert request.headers["host"] == "cdn1.suno.ai:8443"
    assert request.extensions["sni_hostname"] == "cdn1.suno.ai"


async def test_the_next_address_is_tried_where_one_takes_no_connection(spool: Spool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "2606:4700::1":
            raise httpx.ConnectError("no route")
        return httpx.Response(200, stream=httpx.ByteStream(M4A))

    internet = Internet(answer)
    async with Fetcher(transport=internet, look_up=look_up) as files:
        await files.fetch_audio("https://cdn1.suno.ai/a.mp3", spool, limit_bytes=MIB)
    assert [request.url.host for request in internet.requests] == ["2606:4700::1", "93.184.216.34"]


@pytest.mark.parametrize("trouble", [httpx.ConnectError, httpx.ConnectTimeout])
async def test_of_a_host_that_takes_no_connection_four_addresses_are_tried(
    trouble: type[httpx.TransportError], spool: Spool
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise trouble("no route")

    async def many(host: str, port: int) -> list[str]:
        return [f"93.184.216.{number}" for number in range(1, 30)]

    internet = Internet(answer)
    async with Fetcher(transport=internet, look_up=many) as files:
        with pytest.raises(FileUnreachable, match=trouble.__name__):
            await files.fetch_audio("https://cdn1.suno.ai/a.mp3", spool, limit_bytes=MIB)
    assert [request.url.host for request in internet.requests] == [f"93.184.216.{number}" for number in range(1, 5)]


async def test_a_picture_has_a_bound_of_its_own(
    front: Front, files: Fetcher, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_IMAGE", len(PNG))
    front.answer(file(PNG), file(PNG + b"x"))
    await files.fetch_image(f"{front.url}/cover.png", spool)
    with pytest.raises(FileTooLarge):
        await files.fetch_image(f"{front.url}/cover.png", spool)


class Unannounced(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield M4A


async def test_a_file_that_announces_nothing_may_be_as_large_as_the_limit(spool: Spool) -> None:
    internet = Internet(lambda _: httpx.Response(200, stream=Unannounced()))
    async with Fetcher(transport=internet, look_up=look_up) as files:
        fetched = await files.fetch_audio("https://cdn1.suno.ai/a", spool, limit_bytes=len(M4A))
        assert read(fetched.data) == M4A
        with pytest.raises(FileTooLarge):
            await files.fetch_audio("https://cdn1.suno.ai/a", spool, limit_bytes=len(M4A) - 1)


@pytest.mark.parametrize(
    ("url", "error"),
    [("https://intranet.example/a", FileRefused), ("https://nowhere.example/a", FileUnreachable)],
)
async def test_names_of_private_addresses_and_of_none(url: str, error: type[Exception], spool: Spool) -> None:
    internet = Internet(lambda _: httpx.Response(302, headers={"Location": url}))
    async with Fetcher(transport=internet, look_up=look_up) as files:
        with pytest.raises(error):
            await files.fetch_audio(url, spool, limit_bytes=MIB)
        assert internet.requests == []
        with pytest.raises(error):
            await files.fetch_audio("https://cdn1.suno.ai/a", spool, limit_bytes=MIB)


@pytest.mark.parametrize("vendor", [None, "musicapi.example", "musicapi.example:8080"])
@pytest.mark.parametrize("target", ["http://127.0.0.1:1/a", "http://localhost/a", "http://10.0.0.1/a"])
async def test_http_is_refused_but_for_the_host_that_was_named(vendor: str | None, target: str, spool: Spool) -> None:
    async with Fetcher(vendor) as files:
        with pytest.raises(FileRefused, match="https only"):
            await files.fetch_audio(target, spool, limit_bytes=MIB)


@pytest.mark.parametrize("target", ["http://musicapi.example/a", "http://musicapi.example:8081/a"])
async def test_another_port_of_the_host_that_was_named_is_another_host(target: str, spool: Spool) -> None:
    internet = Internet(lambda _: httpx.Response(200, content=M4A))
    async with Fetcher("musicapi.example:8080", internet) as files:
        with pytest.raises(FileRefused, match="https only"):
            await files.fetch_audio(target, spool, limit_bytes=MIB)
        fetched = await files.fetch_audio("http://musicapi.example:8080/a", spool, limit_bytes=MIB)
    assert read(fetched.data) == M4A
    assert len(internet.requests) == 1


DISCORD = "https://discord.com/api/v10"


async def test_in_a_sandbox_files_may_be_on_any_port_of_this_machine(front: Front, spool: Spool) -> None:
    front.answer(file(M4A))
    async with Fetcher.of(musicapi_url="http://127.0.0.1:1", discord_url="http://127.0.0.1:2/api/v10") as files:
        assert read((await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)).data) == M4A
        with pytest.raises(FileRefused, match="https only"):
            await files.fetch_audio("http://10.0.0.1/a", spool, limit_bytes=MIB)


@pytest.mark.parametrize("vendor", ["http://127.0.0.1:1", "http://localhost:1", "https://api.musicapi.ai"])
async def test_members_of_the_real_discord_reach_no_other_port_of_this_machine(
    front: Front, spool: Spool, vendor: str
) -> None:
    """MusicAPI may be asked by way of a proxy on this machine, which is no reason to let anybody in."""
    front.answer(file(M4A))
    async with Fetcher.of(musicapi_url=vendor, discord_url=DISCORD) as files:
        for target in (f"{front.url}/a", f"http://localhost:{front.server.port}/a"):
            with pytest.raises(FileRefused, match="https only"):
                await files.fetch_audio(target, spool, limit_bytes=MIB)
    assert front.requests == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_the_proxys_own_files_are_as_plain_as_it_is(front: Front, spool: Spool, name: str) -> None:
    front.answer(file(M4A))
    async with Fetcher.of(musicapi_url=f"http://{name}:{front.server.port}", discord_url=DISCORD) as files:
        assert read((await files.fetch_audio(f"{front.url}/a", spool, limit_bytes=MIB)).data) == M4A


class Endless(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield bytes(1_000)
            await asyncio.sleep(0)


async def test_a_file_that_announces_nothing_is_read_up_to_the_limit(
    monkeypatch: pytest.MonkeyPatch, spool: Spool
) -> None:
    async with Fetcher(transport=Internet(lambda _: httpx.Response(200, stream=Endless())), look_up=look_up) as files:
        with pytest.raises(FileTooLarge):
            await files.fetch_audio("https://cdn1.suno.ai/a", spool, limit_bytes=10_000)
        monkeypatch.setattr(module, "WHOLE_FETCH", 0.05)
        with pytest.raises(FileUnreachable, match="TimeoutError"):
            await files.fetch_audio("https://cdn1.suno.ai/a", spool, limit_bytes=10**12)
