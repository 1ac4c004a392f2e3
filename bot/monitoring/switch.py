"""Monitoring, where it is wanted: without MONITORING_LISTEN nothing of it is loaded, and nothing is counted."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.client import Encore
from bot.musicapi.client import MusicAPI
from bot.settings import Settings


@asynccontextmanager
async def open_if_wanted(
    settings: Settings, client: Encore, musicapi: MusicAPI | None, loops: Mapping[str, Any]
) -> AsyncGenerator[None]:
    """Let this process be watched until the block ends, as the settings say; entered before the client logs in.

    `loops` are what must go round, by their names, each with its `pulse`. Raises CannotListen.
    """
    if settings.monitoring_listen is None:
        yield
        return
    from bot.monitoring.opening import open_monitoring

    async with open_monitoring(settings.monitoring_listen, client, musicapi, loops):
        yield
