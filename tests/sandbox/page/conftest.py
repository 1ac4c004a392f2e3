from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.bot_keeper import BotKeeper
from sandbox.page.server import PageServer
from sandbox.world import Sandbox
from tests.sandbox.page.browser import WAIT, Browser, Line, Puppet, client_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

SONG: dict[str, Any] = {
    "name": "song",
    "description": "Make a song",
    "options": [
        {"type": 3, "name": "prompt", "description": "What", "required": True, "max_length": 50},
        {"type": 3, "name": "style", "description": "How", "autocomplete": True},
        {"type": 6, "name": "singer", "description": "Who"},
        {"type": 11, "name": "voice", "description": "A recording"},
    ],
}
ADMINS: dict[str, Any] = {"name": "allowance", "description": "Set it", "default_member_permissions": "32"}
PRAISE: dict[str, Any] = {"name": "Praise", "type": 2}
QUOTE: dict[str, Any] = {"name": "Quote", "type": 3}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(30.0, clip_seconds=4.0, identify_interval=0.0) as sandbox:
        yield sandbox


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """The bot's own settings, as its next start finds them."""
    return {
        "database_url": f"sqlite:///{tmp_path}/encore.db",
        "POLL_INTERVAL": "0.25",
        "LOG_LEVEL": "INFO",
        "OPERATOR_IDS": str(sandbox.admin.id),
    }


@pytest.fixture
async def keeper(sandbox: Sandbox, settings: dict[str, str], tmp_path: Path) -> AsyncIterator[BotKeeper]:
    """The real bot, not started yet."""
    async with BotKeeper(sandbox.discord, lambda: sandbox.env(**settings), tmp_path / "bot.log") as keeper:
        yield keeper


@pytest.fixture
async def page(sandbox: Sandbox, keeper: BotKeeper) -> AsyncIterator[PageServer]:
    async with PageServer(sandbox, keeper, heartbeat=0.05) as page:
        yield page


@pytest.fixture
async def http(page: PageServer) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(page) as http:
        yield http


@pytest.fixture
def browser_of(http: httpx.AsyncClient, sandbox: Sandbox) -> Callable[[str], Browser]:
    return lambda name: Browser(http, sandbox, name)


@pytest.fixture
def mia(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("mia")


@pytest.fixture
def noah(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("noah")


@pytest.fixture
async def puppet(sandbox: Sandbox) -> AsyncIterator[Puppet]:
    async with httpx.AsyncClient(base_url=sandbox.discord.api_url, trust_env=False, timeout=WAIT) as http:
        puppet = Puppet(http, sandbox)
        await puppet.register(SONG, ADMINS, PRAISE, QUOTE)
        yield puppet


@pytest.fixture
def line_of(http: httpx.AsyncClient) -> Callable[[Browser], AbstractAsyncContextManager[Line]]:
    """Opens a page's events; they are on their way once it is entered."""

    @asynccontextmanager
    async def open_line(browser: Browser) -> AsyncIterator[Line]:
        async with http.stream("GET", "/api/live", params={"as": browser.me}) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "text/event-stream"
            lines = answer.aiter_lines()
            assert await anext(lines) == "retry: 1000"
            yield Line(lines)

    return open_line
