"""The page with everything behind it, opened for a person at the terminal."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.bot_keeper import BotKeeper
from sandbox.bot_process import ROOT
from sandbox.folders import prepare_folder
from sandbox.page.server import PageServer
from sandbox.wire.failures import enter_server
from sandbox.world import Sandbox

PAGE_PORT = "--port"  # the option that chooses the page's port
KEPT = ROOT / "var" / "sandbox"
POLL_INTERVAL = 1.0  # seconds at most; shorter than an operator's, for somebody is watching and may speed time up


@dataclass(frozen=True, slots=True)
class Opened:
    """What is there once the page is served."""

    page: PageServer
    bot: BotKeeper
    settings: Callable[[], Mapping[str, str]]  # the bot's environment at its next start


@asynccontextmanager
async def open_page(sandbox: Sandbox, *, port: int, keep: bool, **settings: str) -> AsyncGenerator[Opened]:
    """Serve the page of a sandbox that was entered, with a bot that is still to be started.

    The bot's database and log are gone afterwards, unless they are to be kept. `settings` go to the bot's environment.
    """
    async with AsyncExitStack() as stack:
        folder = KEPT if keep else Path(stack.enter_context(_temporary_folder()))
        prepare_folder(folder)

        def env() -> Mapping[str, str]:
            own = {"OPERATOR_IDS": str(sandbox.admin.id)}
            if sandbox.simulates_musicapi:
                own["POLL_INTERVAL"] = f"{min(POLL_INTERVAL, sandbox.poll_interval):g}"
            return sandbox.env(database_url=f"sqlite:///{folder}/encore.db", **(own | settings))

        bot = await stack.enter_async_context(BotKeeper(sandbox.discord, env, folder / "bot.log"))
        page = PageServer(sandbox, bot, port=port)
        await enter_server(stack, page, option=PAGE_PORT)
        bot.changed.append(lambda: _tell_of(bot))
        yield Opened(page, bot, env)


def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="encore-", ignore_cleanup_errors=True)


def _tell_of(bot: BotKeeper) -> None:
    if bot.state == "stopped" and bot.why:
        print(f"{bot.why} Its log is {bot.log}; the page can start it again.", file=sys.stderr, flush=True)
