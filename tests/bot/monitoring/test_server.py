"""The pages for whoever watches: what is asked for and nothing else, whoever asks and however."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.http.listening import CannotListen
from bot.monitoring import server
from bot.monitoring.server import MAX_CONNECTIONS, KeptPage, Page, listen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"


async def say_hello() -> Page:
    return Page(b"hello\n")


async def hang() -> Page:
    await asyncio.Event().wait()
    raise AssertionError


async def break_down() -> Page:
    raise ValueError("of this nobody outside hears")


PAGES = {"/hello": say_hello, "/hang": hang, "/broken": break_down}


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with listen(PAGES, HOST, 0) as port:
        yield port


async def ask(port: int, path: str, method: str = "GET") -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.request(method, f"http://{HOST}:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_a_page_is_answered(port: int) -> None:
    assert await ask(port, "/hello") == (200, "hello\n")
    assert await ask(port, "/hello?of=no&account") == (200, "hello\n")
    assert await ask(port, "/hello", "HEAD") == (200, "")


async def test_what_is_not_there_says_what_is(port: int) -> None:
    assert await ask(port, "/") == (404, "There is nothing here but /hello /hang /broken\n")
    assert await ask(port, "/hello", "POST") == (405, "Only GET is answered.\n")


async def test_a_page_that_hangs_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "ANSWER_TIMEOUT", 0.05)
    assert await ask(port, "/hang") == (503, "It took too long.\n")


async def test_a_page_that_breaks_says_nothing_of_why(port: int, caplog: pytest.LogCaptureFixture) -> None:
    assert await ask(port, "/broken") == (500, "It is broken; the log says why.\n")
    assert [record.getMessage() for record in caplog.records] == ["monitoring_broken path=/broken"]


async def test_garbage_is_let_go_and_nobody_hears_of_it(port: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b"\x16\x03\x01 what is this\r\n\r\n")
    assert b"400" in await reader.read()
    writer.close()
    assert [record for record in caplog.records if record.name.startswith(("aiohttp", "monitoring"))] == []
    assert await ask(port, "/hello") == (200, "hello\n")


async def test_who_comes_in_crowds_and_says_nothing_keeps_nobody_out(port: int) -> None:
    crowd = [await asyncio.open_connection(HOST, port) for _ in range(MAX_CONNECTIONS + 5)]
    assert await ask(port, "/hello") == (200, "hello\n")
    assert await crowd[0][0].read() == b""  # the first that came is the first that goes
    for _, writer in crowd:
        writer.close()


async def test_a_taken_port_is_one_plain_sentence_and_names_its_setting(port: int) -> None:
    with pytest.raises(
        CannotListen, match=r"^Nothing can listen at 127\.0\.0\.1:\d+ \(Address already in use\): "
    ) as e:
        async with listen(PAGES, HOST, port):
            pass
    assert e.value.setting == "MONITORING_LISTEN"


async def test_a_page_that_costs_something_is_made_once_for_all_who_ask_within_a_moment() -> None:
    now, made = 100.0, 0

    async def make() -> Page:
        nonlocal made
        made += 1
        await asyncio.sleep(0)  # others ask meanwhile
        return Page(b"%d" % made)

    kept = KeptPage(make, clock=lambda: now, seconds=1.0)
    assert {page.body for page in await asyncio.gather(*(kept() for _ in range(9)))} == {b"1"}
    now += 0.9
    assert (await kept()).body == b"1"
    now += 0.2
    assert (await kept()).body == b"2"


async def test_a_page_that_broke_is_made_anew() -> None:
    asks = iter([break_down, say_hello])
    kept = KeptPage(lambda: next(asks)(), clock=lambda: 0.0)
    with pytest.raises(ValueError, match="of this"):
        await kept()
    assert (await kept()).body == b"hello\n"


def test_the_bot_ends_with_one_line_and_code_2_where_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        env = {
            **os.environ,
            "DISCORD_TOKEN": "a-token-of-the-test",
            "DISCORD_API_URL": "http://127.0.0.1:9",
            "MUSICAPI_KEY": "a-key-of-the-test",
            "MUSICAPI_FAMILIES": "",
            "DATABASE_URL": f"sqlite:///{tmp_path}/encore.db",
            "MONITORING_LISTEN": f"{HOST}:{taken.getsockname()[1]}",
        }
        ended = subprocess.run(
            [sys.executable, "-m", "bot"], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
        )
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert " cannot_listen setting=MONITORING_LISTEN fix=" in line
