"""The transport against a server on loopback that breaks in every way: its errors say whether anything was sent."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
import traceback
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from bot.http.transport import AiohttpTransport, environment_proxy, tls_context

CERTIFICATES = Path(__file__).parent / "certificates"  # self-signed, for one.example and two.example, until 2126
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PASSWORD = "Bearer a-key-that-nobody-sees"

Writer = asyncio.StreamWriter
Behave = Callable[[Writer], Awaitable[None]]


@dataclass
class Server:
    """Reads one request after the other and lets `behave` answer; `requests` are the heads as they came."""

    behave: Behave
    requests: list[str] = field(default_factory=list[str])
    connections: int = 0
    port: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[Writer] = field(default_factory=set[Writer])
    _gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        """Answer everything that one connection asks."""
        self.connections += 1
        self._open.add(writer)
        try:
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("utf-8")
                lengths = (line for line in head.lower().split("\r\n") if line.startswith("content-length:"))
                await reader.readexactly(int(next(lengths, ":0").partition(":")[2]))
                self.requests.append(head)
                self.asked.set()
                await self.behave(writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            pass  # the client is gone, or never spoke HTTP
        finally:
            self._open.discard(writer)
            self._gone.set()
            writer.transport.abort()

    async def close(self) -> None:
        """Break off every connection, and return when nobody is served any more."""
        while self._open:
            self._gone.clear()
            for writer in self._open:
                writer.transport.abort()
            await self._gone.wait()


@contextlib.asynccontextmanager
async def serving(behave: Behave) -> AsyncGenerator[Server]:
    server = Server(behave)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        try:
            yield server
        finally:
            await server.close()


def answering(*pieces: bytes, close: bool = False) -> Behave:
    async def behave(writer: Writer) -> None:
        for piece in pieces:
            writer.write(piece)
        if close:
            writer.close()

    return behave


async def stay_silent(_: Writer) -> None:
    return


async def break_off(writer: Writer) -> None:
    writer.transport.abort()


def client(*, connections: int = 4, keepalive: float = 5.0, proxy: str | None = None) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=AiohttpTransport(connections=connections, keepalive=keepalive, proxy=proxy),
        timeout=httpx.Timeout(5.0, read=0.2, pool=0.1),
        headers={"Authorization": PASSWORD},
    )


@pytest.mark.parametrize(
    ("behave", "error"),
    [
        (answering(close=True), httpx.RemoteProtocolError),
        (break_off, (httpx.RemoteProtocolError, httpx.ReadError)),
        (answering(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), httpx.RemoteProtocolError),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf", close=True), httpx.RemoteProtocolError),
        (answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), httpx.RemoteProtocolError),
        (
            answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", close=True),
            httpx.RemoteProtocolError,
        ),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"), httpx.ReadTimeout),
        (stay_silent, httpx.ReadTimeout),
    ],
)
async def test_what_the_server_may_have_read_may_have_been_sent(
    behave: Behave, error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    async with serving(behave) as server, client() as http:
        with pytest.raises(error) as raised:
            await http.post(f"{server.url}/create", json={"prompt": "lofi"})
        assert len(server.requests) == 1, "a POST is sent once"
    assert PASSWORD not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1:1/", httpx.ConnectError),
        ("http://no-such-host.invalid/", httpx.ConnectError),
        ("gopher://127.0.0.1/", httpx.UnsupportedProtocol),
    ],
)
async def test_where_nobody_is_nothing_was_sent(url: str, error: type[Exception]) -> None:
    async with client() as http:
        with pytest.raises(error):
            await http.post(url, json={})


async def test_where_no_tls_is_spoken_nothing_was_sent() -> None:
    heard = bytearray()

    async def refuse(reader: asyncio.StreamReader, writer: Writer) -> None:
        heard.extend(await reader.read(1))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    listening = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with listening, client() as http:
        with pytest.raises(httpx.ConnectError):
            await http.post(f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/", json={})
    assert heard == b"\x16", "the first byte of a TLS greeting"


async def test_two_names_at_one_address_share_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "certificate.pem"))
    tls_context.cache_clear()
    server = Server(answering(OK))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATES / "certificate.pem", CERTIFICATES / "key.pem")
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    url = f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
    try:
        async with listening, client() as http:
            for name, connections in (("one.example", 1), ("one.example", 1), ("two.example", 2), ("one.example", 2)):
                assert (await http.get(url, extensions={"sni_hostname": name})).text == "ok"
                assert server.connections == connections
            with pytest.raises(httpx.ConnectError):  # the certificate is nobody else's
                await http.post(url, json={}, extensions={"sni_hostname": "three.example"})
            await server.close()
    finally:
        tls_context.cache_clear()
    assert len(server.requests) == 4


async def test_a_request_that_finds_no_free_connection_was_not_sent() -> None:
    async with serving(stay_silent) as server, client(connections=1) as http:
        first = asyncio.create_task(http.post(server.url, json={}, timeout=httpx.Timeout(5.0)))
        await server.asked.wait()
        with pytest.raises(httpx.ConnectTimeout):
            await http.post(server.url, json={}, timeout=httpx.Timeout(0.05))
        assert len(server.requests) == 1
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_a_connection_that_the_server_closed_meanwhile_costs_no_second_post() -> None:
    answers = iter((answering(OK), answering(close=True), answering(OK)))

    async def behave(writer: Writer) -> None:
        await next(answers)(writer)

    async with serving(behave) as server, client() as http:
        await http.get(server.url)
        with pytest.raises(httpx.RemoteProtocolError):
            await http.post(server.url, json={})
        assert [head.split()[0] for head in server.requests] == ["GET", "POST"]
        assert (await http.get(server.url)).text == "ok"


async def test_connections_are_kept_or_not_as_told() -> None:
    async with serving(answering(OK)) as server:
        async with client() as http:
            for _ in range(3):
                await http.get(server.url)
        assert server.connections == 1
        async with client(keepalive=0) as http:
            for _ in range(3):
                await http.get(server.url)
        assert server.connections == 1 + 3


async def test_a_body_that_is_not_read_to_its_end_gives_its_connection_free() -> None:
    endless = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 4096)
    async with serving(endless) as server, client(connections=1) as http:
        for _ in range(3):
            async with http.stream("GET", server.url) as response:
                assert response.status_code == 200
        assert server.connections == 3


async def test_the_request_arrives_as_httpx_wrote_it() -> None:
    async with serving(answering(OK)) as server, client() as http:
        await http.post(f"{server.url}/a%2Fb/%C3%A9?q=1%2B1&r=%20", json={"words": "R&B 🎵"})
        (head,) = server.requests
    first, *lines = head.split("\r\n")
    assert first == "POST /a%2Fb/%C3%A9?q=1%2B1&r=%20 HTTP/1.1"
    names = [line.partition(":")[0].lower() for line in lines if line]
    assert sorted(names) == sorted(set(names)), "no header is sent twice"
    assert {"host", "content-length", "content-type", "authorization"} <= set(names)
    assert f"Authorization: {PASSWORD}" in lines


async def test_a_large_body_is_sent_as_httpx_wrote_it() -> None:
    async with serving(answering(OK)) as server, client() as http:
        answer = await http.post(server.url, content=bytes(3 * 1024 * 1024), timeout=5.0)
    assert answer.content == b"ok"  # which comes after all of it was read
    assert server.requests[0].lower().count("content-length: 3145728\r\n") == 1
    assert "transfer-encoding" not in server.requests[0].lower()


async def test_a_packed_answer_is_unpacked_and_its_headers_are_whole() -> None:
    body = gzip.compress(b'{"code": 200}')
    long = "x" * 20_000
    head = f"HTTP/1.1 201 Created\r\nX-Report: {long}\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
    packed = f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    async with serving(answering(head.encode() + packed.encode() + body)) as server, client() as http:
        first = await http.get(server.url)
        assert (first.status_code, first.json()) == (201, {"code": 200})
        assert first.headers["x-report"] == long
        assert first.headers.get_list("set-cookie") == ["a=1", "b=2"]


async def test_cookies_are_not_kept() -> None:
    async with serving(answering(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n")) as server:
        transport = AiohttpTransport(connections=1, keepalive=5.0)
        async with transport:
            for _ in range(2):
                await (await transport.handle_async_request(httpx.Request("GET", server.url))).aread()
        assert all("\r\ncookie:" not in head.lower() for head in server.requests)


async def test_a_redirect_is_handed_on() -> None:
    moved = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
    async with serving(answering(moved)) as server, client() as http:
        response = await http.post(server.url, json={})
        assert (response.status_code, response.headers["location"]) == (307, "/elsewhere")
        assert len(server.requests) == 1


async def test_a_proxy_is_asked_with_its_password() -> None:
    async with serving(answering(OK)) as server:
        proxy = server.url.replace("http://", "http://me:secret@")
        async with client(proxy=proxy) as http:
            assert (await http.get("http://api.musicapi.example/api/v1/get-credits")).text == "ok"
        (head,) = server.requests
    assert head.startswith("GET http://api.musicapi.example/api/v1/get-credits HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bWU6c2VjcmV0" in head


@pytest.mark.parametrize(
    ("behave", "url"),
    [
        (answering(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"), "https://api.example/"),
        (answering(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), "https://api.example/"),
    ],
)
async def test_a_proxy_that_refuses_was_sent_nothing_of_the_request(behave: Behave, url: str) -> None:
    async with serving(behave) as server, client(proxy=server.url) as http:
        with pytest.raises(httpx.ProxyError):
            await http.post(url, json={})
        assert [head.split()[0] for head in server.requests] == ["CONNECT"]
        assert PASSWORD not in server.requests[0]


async def test_a_proxy_that_is_not_there_was_sent_nothing() -> None:
    async with client(proxy="http://127.0.0.1:1") as http:
        with pytest.raises(httpx.ProxyError):
            await http.post("http://api.example/", json={})


def test_the_environment_names_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    assert environment_proxy("https://api.musicapi.ai") is None
    monkeypatch.setenv("ALL_PROXY", "http://all:3128")
    assert environment_proxy("https://api.musicapi.ai") == "http://all:3128"
    monkeypatch.setenv("HTTPS_PROXY", "http://tls:3128")
    assert environment_proxy("https://api.musicapi.ai:8443/api") == "http://tls:3128"
    assert environment_proxy("http://api.musicapi.ai") == "http://all:3128"
    for here in ("http://127.0.0.1:8080", "http://localhost", "http://[::1]:80/x"):
        assert environment_proxy(here) is None
    monkeypatch.setenv("NO_PROXY", "localhost,.musicapi.ai")
    assert environment_proxy("https://api.musicapi.ai") is None


def test_a_proxy_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="neither http nor https"):
        AiohttpTransport(connections=1, keepalive=0, proxy="socks5://127.0.0.1:1080")
