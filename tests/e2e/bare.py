"""A stage without the usual rules, for what is against them, such as a second answer that Discord refuses."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sandbox.discord.limits import ANSWER_DEADLINE
from sandbox.world import Sandbox
from tests.e2e.conftest import SPEED, Stage
from tests.e2e.forked_bot import ForkedBot

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@asynccontextmanager
async def bare_stage(
    folder: Path, *, database_url: str = "", lease: float = 60.0, deadline: float = ANSWER_DEADLINE, **env: str
) -> AsyncGenerator[Stage]:
    """A bot that is ready, in a world of its own, whose refusals nobody counts; `env` are its settings.

    Discord waits `deadline` seconds for an answer, and a shard is the bot's own for `lease`.
    """
    async with Sandbox(SPEED, clip_seconds=2.0, identify_interval=0.0, answer_deadline=deadline) as world:
        url = database_url or f"sqlite:///{folder}/encore.db"
        process = ForkedBot(world.env(database_url=url, **env), folder / "bot.log", lease=lease)
        stage = Stage(world, process, url)
        async with process:
            await stage.soon(world.discord.ready())
            yield stage
        await stage.close()
