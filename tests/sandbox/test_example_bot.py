"""The bots in docs/sandbox.md, as they stand there, on the page of `python -m sandbox discord --no-bot`."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.bot_process import ROOT
from sandbox.world import free_port
from tests.sandbox.page.browser import Line
from tests.sandbox.test_cli import WAIT, Command

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

MOST_LINES = 20  # that say something
OF_THE_PAGE = {"X-Encore": "page", "Sec-Fetch-Site": "same-origin"}  # as its scripts send them


def examples() -> tuple[str, str]:
    """The programs in the document: one for the gateway, one for HTTP."""
    by_gateway, over_http = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "sandbox.md").read_text("utf-8"), re.DOTALL
    )
    return by_gateway, over_http


@asynccontextmanager
async def running(program: str, command: str, **settings: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    """The program as a process of its own, which has said that it is ready."""
    pipe = asyncio.subprocess.PIPE
    env = {**os.environ, **settings, "NO_PROXY": "127.0.0.1"}
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", program, env=env, stdout=pipe, stderr=pipe)
    try:
        assert bot.stdout is not None
        said = await asyncio.wait_for(bot.stdout.readline(), WAIT)
        if not said:
            _, why = await bot.communicate()
            pytest.fail(why.decode())
        assert said.decode() == f"Ready: type /{command} on the page.\n"
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.communicate()


@asynccontextmanager
async def command() -> AsyncGenerator[tuple[dict[str, str], str]]:
    """Discord and the page alone: the settings that the command printed, and the page's address."""
    started = await Command.start("--discord-port", "0", "--port", "0", "discord", "--no-bot", MUSICAPI_KEY="")
    try:
        settings = dict([(await started.line()).split("=", 1) for _ in range(3)])
        yield settings, (await started.line()).split()[1]
        assert await started.end(signal.SIGINT) == (130, "\nStopped.\n")
    finally:
        if started.process.returncode is None:
            started.process.kill()


async def ask(page: str, command: str, options: dict[str, Any]) -> str:
    """What the bot answers mia on the page."""
    async with httpx.AsyncClient(base_url=page, headers=OF_THE_PAGE, trust_env=False, timeout=WAIT) as http:
        people = (await http.get("/api/world")).json()["people"]
        mia = next(person["id"] for person in people if person["name"] == "mia")
        (studio,) = (await http.get("/api/world", params={"as": mia})).json()["servers"]
        songs = next(channel["id"] for channel in studio["channels"] if channel["name"] == "songs")
        async with http.stream("GET", "/api/live", params={"as": mia}) as live:
            typed = {"as": mia, "channel": songs, "name": command, "options": options}
            assert (await http.post("/api/command", json=typed)).status_code == 200
            told = await Line(live.aiter_lines()).next("message")
    return told["message"]["content"]


async def test_the_bot_in_the_document_works_as_it_stands_there() -> None:
    program, _ = examples()
    assert len([line for line in program.splitlines() if line.strip()]) <= MOST_LINES
    async with command() as (settings, page), running(program, "roll", **settings):
        assert set(settings) == {"DISCORD_API_URL", "DISCORD_TOKEN", "SSL_CERT_FILE"}
        assert re.fullmatch(r"[12] of 2", await ask(page, "roll", {"sides": 2}))


async def test_the_bot_without_a_gateway_works_as_it_stands_there() -> None:
    _, program = examples()
    assert program.count("8000") == 2
    program = program.replace("8000", str(free_port()))  # here, somebody may be there
    async with command() as (settings, page), running(program, "hello", **settings):
        assert await ask(page, "hello", {}) == "Hello"
