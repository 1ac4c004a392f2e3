"""The vendor's two faces: an httpx transport for tests, a server on loopback for processes; one state behind both."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.transport import VendorTransport
from sandbox.musicapi.vendor import KEY, Vendor
from sandbox.wire.clock import HeldClock, RunningClock
from sandbox.wire.exchange import json_answer
from tests.sandbox.musicapi.buyer import CREATES

if TYPE_CHECKING:
    from sandbox.wire.trouble import Moment

HEADERS = {"Authorization": f"Bearer {KEY}"}
MOMENTS: tuple[tuple[Moment, int], ...] = (("before", 0), ("after", 1))  # and how many creates were accepted by then


async def made(http: httpx.AsyncClient, files: httpx.AsyncClient, vendor: Vendor) -> list[bytes]:
    """The two files of a song, as a client gets them."""
    vendor.orders.time_next_task(0.5, 0.5)
    task_id = (await http.post("/api/v1/sonic/create", json=CREATES["sonic"])).json()["task_id"]
    if isinstance(vendor.clock, HeldClock):
        vendor.clock.advance(3)
    else:
        await vendor.clock.sleep(3)
    clips = (await http.get(f"/api/v1/sonic/task/{task_id}")).json()["data"]
    answers = [await files.get(clip["audio_url"], follow_redirects=True) for clip in clips]
    assert [answer.status_code for answer in answers] == [200, 200]
    return [answer.content for answer in answers]


async def test_through_the_transport() -> None:
    vendor = Vendor(HeldClock(), clip_seconds=4)
    transport = VendorTransport(vendor)
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://musicapi.test", headers=HEADERS) as http,
        httpx.AsyncClient(transport=transport) as files,
    ):
        assert len(set(await made(http, files, vendor))) == 2
        head = await files.head(
            f"http://musicapi.test/files/suno/{next(iter(vendor.clips))}.mp3", follow_redirects=True
        )
        assert int(head.headers["Content-Length"]) > 1000
    assert transport.traffic.count("POST", "/sonic/create") == 1


async def test_trouble_on_the_transport() -> None:
    vendor = Vendor(HeldClock(), create_interval=0)
    transport = VendorTransport(vendor)
    path = "/api/v1/sonic/create"
    async with httpx.AsyncClient(transport=transport, base_url="http://musicapi.test", headers=HEADERS) as http:
        transport.unreachable = True
        with pytest.raises(httpx.ConnectError):
            await http.post(path, json=CREATES["sonic"])
        transport.unreachable = False
        transport.raise_next(httpx.ConnectTimeout, after=False)
        with pytest.raises(httpx.ConnectTimeout):
            await http.post(path, json=CREATES["sonic"])
        assert vendor.creates == []
        transport.raise_next(httpx.ReadTimeout, after=True)
        with pytest.raises(httpx.ReadTimeout):
            await http.post(path, json=CREATES["sonic"])
        vendor.orders.lose_next_answer()
        with pytest.raises(httpx.ReadError):
            await http.post(path, json=CREATES["sonic"])
        assert len(vendor.accepted) == 2
        transport.trouble.answer_instead("POST", "create", json_answer(500, {"message": "internal error"}))
        assert (await http.post(path, json=CREATES["sonic"])).status_code == 500
        assert len(vendor.accepted) == 2
        transport.guards.append(_refuse)
        with pytest.raises(AssertionError, match="guarded"):
            await http.get("/api/v1/get-credits")


def _refuse(request: object) -> None:
    raise AssertionError(f"guarded: {request}")


async def test_a_pause_before_and_after_a_create_takes_effect() -> None:
    vendor = Vendor(HeldClock(), create_interval=0)
    transport = VendorTransport(vendor)
    async with httpx.AsyncClient(transport=transport, base_url="http://musicapi.test", headers=HEADERS) as http:
        for moment, accepted in MOMENTS:
            pause = transport.trouble.pause("POST", "/create$", moment)
            sending = asyncio.create_task(http.post("/api/v1/sonic/create", json=CREATES["sonic"]))
            await pause.reached()
            assert len(vendor.accepted) == accepted
            pause.drop()
            with pytest.raises(httpx.ReadError):
                await sending
            assert len(vendor.accepted) == accepted


async def test_through_the_server() -> None:
    vendor = Vendor(RunningClock(speed=100), clip_seconds=4)
    async with vendor_server(vendor) as server:
        async with (
            httpx.AsyncClient(base_url=server.url, headers=HEADERS, trust_env=False) as http,
            httpx.AsyncClient(trust_env=False) as files,
        ):
            assert len(set(await made(http, files, vendor))) == 2
            url = f"{server.url}/files/suno/{next(iter(vendor.clips))}.mp3"
            head = await files.head(url, follow_redirects=True)
            part = await files.get(url, headers={"Range": "bytes=0-99"}, follow_redirects=True)
            assert (head.content, part.status_code, len(part.content)) == (b"", 206, 100)
            assert part.headers["Content-Range"] == f"bytes 0-99/{head.headers['Content-Length']}"
            await vendor.clock.sleep(3)
            vendor.orders.lose_next_answer()
            with pytest.raises(httpx.TransportError):
                await http.post("/api/v1/sonic/create", json=CREATES["sonic"])
            assert len(vendor.accepted) == 2
            stream = vendor.files.addresses(next(iter(vendor.clips.values())), vendor.clock.now()).stream
            assert stream.startswith(f"http://audiopipe.localhost:{server.port}/?item_id=")
            part = await files.get(f"{server.url}/?{stream.partition('?')[2]}")
            assert (part.status_code, part.headers["Content-Type"]) == (200, "audio/mpeg")
        assert server.traffic.count("POST", "/create") == 2


async def test_sound_is_made_away_from_the_loop() -> None:
    threads: set[int] = set()
    vendor = Vendor(HeldClock(), clip_seconds=4)
    transport = VendorTransport(vendor)
    made_in = vendor.files.made
    async with httpx.AsyncClient(transport=transport, base_url="http://musicapi.test", headers=HEADERS) as http:
        loop = asyncio.get_running_loop()
        beats = 0

        def beat() -> None:
            nonlocal beats
            beats += 1
            threads.add(threading.get_ident())
            loop.call_later(0.001, beat)

        loop.call_soon(beat)
        async with httpx.AsyncClient(transport=transport) as files:
            await made(http, files, vendor)
    assert made_in.made == 2
    assert beats > 2  # the loop went on while the files were made
    assert threads == {threading.get_ident()}
