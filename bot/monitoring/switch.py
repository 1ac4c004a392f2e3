"""What whoever runs the bot can watch, where they want it: without a setting nothing is loaded, and nothing counted."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from bot.gateway.client import Encore
from bot.media.fetch import Fetcher
from bot.musicapi.client import MusicAPI
from bot.settings import Settings

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_if_wanted(
    settings: Settings, client: Encore, musicapi: MusicAPI | None, fetcher: Fetcher, loops: Mapping[str, Any]
) -> AsyncGenerator[None]:
    """Let this process be watched until the block ends, as the settings say; entered before the client logs in.

    `loops` are what must go round, by their names, each with its `pulse`; without `musicapi`, this process asks it
    nothing. Raises CannotListen.
    """
    async with AsyncExitStack() as stack:
        if settings.monitoring_listen is not None:
            from bot.monitoring.opening import open_monitoring

            watching = open_monitoring(settings.monitoring_listen, client, musicapi, fetcher, loops)
            await stack.enter_async_context(watching)
        if settings.otel_exporter_otlp_endpoint:
            await _open_tracing(stack, settings, client, fetcher)
        yield


async def _open_tracing(stack: AsyncExitStack, settings: Settings, client: Encore, fetcher: Fetcher) -> None:
    try:
        from bot.monitoring.tracing import open_tracing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "opentelemetry":
            raise
        log.warning("tracing_unavailable fix='install requirements/tracing.txt, or empty OTEL_EXPORTER_OTLP_ENDPOINT'")
    else:
        await stack.enter_async_context(open_tracing(settings, client, fetcher))
