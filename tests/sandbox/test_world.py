from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.bot_process import BotProcess
from sandbox.discord.client import ClientRefuses
from sandbox.discord.permissions import Permission
from sandbox.wire.exchange import EMPTY, Answer
from sandbox.wire.server import LoopbackServer
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.wire.exchange import Request

WAIT = 30.0  # seconds for a bot process to do what it must


async def test_the_population() -> None:
    async with Sandbox() as sandbox:
        world, bot = sandbox.world, sandbox.world.bot
        assert {member.user.name for member in sandbox.studio.members.values()} == {"admin", "mia", "noah", "Encore"}
        assert world.permissions(bot, sandbox.songs) & Permission.SEND_MESSAGES
        assert not world.permissions(bot, sandbox.private)
        assert world.permissions(sandbox.mia, sandbox.private) & Permission.SEND_MESSAGES
        assert not world.permissions(sandbox.noah, sandbox.private)
        assert world.permissions(sandbox.admin, sandbox.private) & Permission.VIEW_CHANNEL
        with pytest.raises(ClientRefuses):
            sandbox.person("stranger").say(sandbox.songs.id, "hello?")
        assert sandbox.person("stranger").say(sandbox.lounge.id, "hello!").content == "hello!"


async def test_only_musicapis_time_is_sped_up() -> None:
    sandbox = Sandbox(speed=50.0)
    assert (sandbox.vendor_clock.speed, sandbox.clock.speed) == (50.0, 1.0)
    async with sandbox:
        settings = sandbox.env(database_url="sqlite:///x.db")
        assert float(settings["MUSICAPI_CREATE_INTERVAL"]) == pytest.approx(0.06)
        assert float(settings["POLL_INTERVAL"]) == 0.25


async def test_the_environment_of_a_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_IDS", "1")
    monkeypatch.setenv("DISCORD_TOKEN", "somebody's real token")
    async with Sandbox() as sandbox:
        settings = sandbox.env(database_url="sqlite:///x.db", POLL_INTERVAL="1", LOG_LEVEL="DEBUG")
        assert settings["DISCORD_TOKEN"] == sandbox.world.token
        assert settings["DISCORD_API_URL"] == sandbox.discord.api_url
        assert settings["MUSICAPI_URL"] == sandbox.musicapi.url
        assert settings["DATABASE_URL"] == "sqlite:///x.db"
        assert (settings["POLL_INTERVAL"], settings["LOG_LEVEL"], settings["OPERATOR_IDS"]) == ("1", "DEBUG", "")
        assert settings["PATH"] == os.environ["PATH"]


async def test_musicapi_calls_the_bot_only_where_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://encore.example.org")
    monkeypatch.setenv("WEBHOOK_LISTEN", "0.0.0.0:8090")
    settings = Sandbox().env(database_url="sqlite:///x.db")
    assert (settings["WEBHOOK_URL"], settings["WEBHOOK_LISTEN"]) == ("", "")
    sandbox = Sandbox(webhooks=True)
    first, again = (sandbox.env(database_url="sqlite:///x.db") for _ in range(2))  # a bot that starts again
    assert first["WEBHOOK_LISTEN"] == again["WEBHOOK_LISTEN"] == f"127.0.0.1:{sandbox.webhook_port}"
    assert first["WEBHOOK_URL"] == f"http://{first['WEBHOOK_LISTEN']}"


async def test_callbacks_run_with_the_sandbox() -> None:
    heard: asyncio.Queue[Request] = asyncio.Queue()

    async def hear(request: Request) -> Answer:
        heard.put_nowait(request)
        return EMPTY

    async with Sandbox(speed=1000.0, webhooks=True) as sandbox:
        place = LoopbackServer(hear, sandbox.clock, port=sandbox.webhook_port or 0)
        async with place, httpx.AsyncClient(base_url=sandbox.musicapi.url, trust_env=False) as http:
            body = {"custom_mode": False, "gpt_description_prompt": "rain", "mv": "sonic-v5"}
            hook = {"webhook_url": sandbox.env(database_url="")["WEBHOOK_URL"] + "/job", "webhook_secret": "us"}
            headers = {"Authorization": f"Bearer {sandbox.vendor.key}"}
            answer = await http.post("/api/v1/sonic/create", json={**body, **hook}, headers=headers)
            assert answer.status_code == 200, answer.text
            called = await asyncio.wait_for(heard.get(), WAIT)
            assert (called.path, called.json()["task_id"]) == ("/job", answer.json()["task_id"])


async def test_the_real_bot_lives_here_and_returns_after_a_kill(tmp_path: Path) -> None:
    # Discord allows one identify in five seconds; a test need not wait for that.
    async with Sandbox(identify_interval=0.0) as sandbox:
        bot = BotProcess(sandbox.env(database_url=f"sqlite:///{tmp_path}/encore.db"), tmp_path / "bot.log")
        async with bot:
            await asyncio.wait_for(sandbox.discord.ready(), WAIT)
            assert await bot.kill() == -signal.SIGKILL
            await asyncio.wait_for(sandbox.discord.gone(), WAIT)
            await bot.start()
            await asyncio.wait_for(sandbox.discord.ready(), WAIT)
            assert await bot.stop() == 0
        await asyncio.wait_for(sandbox.discord.gone(), WAIT)


async def test_a_bot_that_returns_too_soon_is_let_in_a_little_later(tmp_path: Path) -> None:
    # Discord answers the second identify within five seconds with an invalid session.
    async with Sandbox() as sandbox:
        bot = BotProcess(sandbox.env(database_url=f"sqlite:///{tmp_path}/encore.db"), tmp_path / "bot.log")
        async with bot:
            await asyncio.wait_for(sandbox.discord.ready(), WAIT)
            await bot.kill()
            await asyncio.wait_for(sandbox.discord.gone(), WAIT)
            await bot.start()
            await asyncio.wait_for(sandbox.discord.ready(), WAIT)
