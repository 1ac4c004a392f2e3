from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import pytest

from sandbox.bot_process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path


def bare_environment(**settings: str) -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("DISCORD", "MUSICAPI"))
    } | settings


async def test_a_bot_without_settings_ends_and_its_last_words_say_why(tmp_path: Path) -> None:
    bot = BotProcess(bare_environment(DISCORD_TOKEN="", MUSICAPI_KEY=""), tmp_path / "bot.log")
    async with bot:
        assert await asyncio.wait_for(bot.ended(), 30) == 2
        assert not bot.running
        assert bot.last_words().startswith("MUSICAPI_KEY is missing")


async def test_it_can_be_killed_and_started_again_with_one_log(tmp_path: Path) -> None:
    # Nothing listens at these addresses; discord.py tries for a while, which is time enough.
    settings = {"DISCORD_TOKEN": "x", "MUSICAPI_KEY": "x", "LOG_LEVEL": "INFO"}
    addresses = {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10", "MUSICAPI_URL": "http://127.0.0.1:9"}
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/encore.db"}
    bot = BotProcess(bare_environment(**settings, **addresses, **database), tmp_path / "bot.log")
    await bot.start()
    assert bot.running
    with pytest.raises(RuntimeError):
        await bot.start()
    assert await bot.kill() == -signal.SIGKILL
    await bot.start()
    assert await bot.kill() == -signal.SIGKILL
    assert bot.log.exists()


async def test_before_a_start_there_is_nothing_to_wait_for(tmp_path: Path) -> None:
    bot = BotProcess({}, tmp_path / "bot.log")
    assert not bot.running
    assert bot.last_words() == ""
    with pytest.raises(RuntimeError):
        await bot.ended()
