"""Addresses of any kind: fetched from the open internet, or refused; never another error, never a private address."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.media.addresses import is_public
from bot.media.errors import FileError, FileUnreachable
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from tests.fuzz.strategies import words
from tests.properties import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

hosts = st.one_of(
    st.sampled_from(
        ["cdn.example", "127.0.0.1", "[::1]", "0x7f.1", "2130706433", "[::ffff:10.0.0.1]", "localhost", "℀.com"]
    ),
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(lambda address: f"[{address}]"),
    words,
)
ports = st.sampled_from(["", "", ":443", ":0", ":70000", ":-1", ":99999999999999999999", ":１２", ":a", ":"])
schemes = st.sampled_from(
    ["https://", "https://", "https://", "http://", "HTTPS:", "//", "ftp://", "file://", "https:/", ""]
)
urls = st.one_of(
    words,
    st.builds("{}{}{}{}".format, schemes, hosts, ports, st.just("/a.mp3") | words),
)
LOOPBACK = "127.0.0.1:1"  # nobody listens at that port


class Internet(httpx.AsyncBaseTransport):
    """Leads on to an address, and remembers whom it was asked for."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.host)
        return httpx.Response(302, headers=[(b"location", self.location.encode("utf-8", "replace"))])


async def look_up(host: str, _port: int) -> Sequence[str]:
    """Names are public; an address is what it is, as the system reads it too."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        if host in ("localhost", "0x7f.1", "2130706433"):
            return ["127.0.0.1"]
        if not host.isascii():
            raise FileUnreachable("no such name") from None
        return ["93.184.215.14"]


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(urls, urls)
@example("https://cdn.example:70000/a.mp3", "")
@example("https://cdn.example/a.mp3", "https://cdn.example:99999999999999999999/")
@example("https://cdn.example/a.mp3", "http://127.0.0.1:70000/")
async def test_any_address_is_public_or_refused(url: str, location: str) -> None:
    internet = Internet(location)
    async with Fetcher(None, internet, look_up) as files, Spool() as spool:
        with pytest.raises(FileError, match=r"^.{1,200}$"):
            async with asyncio.timeout(20):
                await files.fetch_audio(url, spool, limit_bytes=1_000)
    assert all(map(is_public, internet.asked))
    assert len(internet.asked) <= 4


@settings(max_examples=examples(20))
@given(st.builds("http://{}{}{}".format, st.just("127.0.0.1"), ports, st.just("/a.mp3") | words))
@example("http://127.0.0.1:70000/a.mp3")
async def test_no_address_of_this_machine_breaks_the_way_to_it(url: str) -> None:
    async with Fetcher(LOOPBACK) as files, Spool() as spool:
        with contextlib.suppress(FileError):
            async with asyncio.timeout(20):
                await files.fetch_audio(url, spool, limit_bytes=1_000)
