"""A person at the page: the sandbox with the real bot, and Debian's Chromium without a window."""

from __future__ import annotations

import os
import shutil
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from sandbox.bot_keeper import BotKeeper
from sandbox.page.server import PageServer
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from playwright.async_api import Browser, Locator, Page

SPEED = 30.0
CLIP_SECONDS = 6.0
TIMEOUT = 45_000.0  # milliseconds for anything at all; nothing here takes as long on an idle machine
SHORT_PATIENCE = 15_000.0  # milliseconds for what the page does by itself
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
)
READY, FAILED = "Made with AI", "This song did not work out"  # what every card of a song ends up saying


def missing() -> str | None:
    """Why there can be no browser here, or None."""
    try:
        import playwright.async_api as _  # noqa: F401 - the other tests run without it
    except ImportError:
        return "playwright is not installed"
    return None if executable() else f"there is no Chromium here: none of {', '.join(NAMES)} is installed"


def executable() -> str | None:
    """Where the browser is; never one that was downloaded."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def open_browser() -> AsyncGenerator[Browser]:
    """A browser with a profile of its own that is thrown away."""
    from playwright.async_api import async_playwright, expect

    expect.set_options(timeout=SHORT_PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=list(FLAGS), env=_environment())
        try:
            yield browser
        finally:
            await browser.close()


def _environment() -> dict[str, str | float | bool]:
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


class Stage:
    """The outside world with its page, and a bot that may be started."""

    def __init__(
        self,
        folder: Path,
        browser: Browser,
        *,
        speed: float = SPEED,
        clip_seconds: float | None = None,
        webhooks: bool = False,
    ) -> None:
        self.sandbox = Sandbox(
            speed, clip_seconds=clip_seconds or CLIP_SECONDS, webhooks=webhooks, identify_interval=0.0
        )
        self.browser = browser
        self.settings = {"POLL_INTERVAL": "0.25"}
        self.errors: list[str] = []  # what went wrong in the page itself
        self.bot = BotKeeper(self.sandbox.discord, lambda: self._env(folder), folder / "bot.log")
        self.server = PageServer(self.sandbox, self.bot)
        self._open = AsyncExitStack()

    def _env(self, folder: Path) -> dict[str, str]:
        return self.sandbox.env(database_url=f"sqlite:///{folder}/encore.db", **self.settings)

    async def __aenter__(self) -> Stage:
        async with AsyncExitStack() as stack:
            for each in (self.sandbox, self.bot, self.server):
                await stack.enter_async_context(each)
            self._open = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def start_bot(self, **settings: str) -> None:
        """Start the real bot, until its commands are there."""
        self.settings |= settings
        await self.bot.start()
        await self.bot.ready()

    async def at(self, name: str = "mia", *, width: int = 1280, height: int = 800, **wishes: Any) -> Seat:
        """Somebody opens the page."""
        wishes.setdefault("viewport", {"width": width, "height": height})
        wishes.setdefault("color_scheme", "dark")
        context = await self.browser.new_context(**wishes)
        page = await context.new_page()
        page.set_default_timeout(TIMEOUT)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda said: self.errors.append(said.text) if "Content Security Policy" in said.text else None
        )
        await page.goto(f"{self.server.url}/#as={self.sandbox.person(name).user.id}")
        await page.locator(f'.person[aria-checked="true"]:has-text("{name}")').wait_for(state="attached")
        return Seat(self, page, name)


class Seat:
    """One person in front of the page."""

    def __init__(self, stage: Stage, page: Page, name: str) -> None:
        self.stage = stage
        self.page = page
        self.name = name

    @property
    def messages(self) -> Locator:
        """What is in the channel, oldest first."""
        return self.page.get_by_role("log").locator("article[data-id]")

    @property
    def box(self) -> Locator:
        """The message box."""
        return self.page.get_by_role("textbox", name="Message #")

    def message(self, words: str) -> Locator:
        """The newest message with these words."""
        return self.messages.filter(has_text=words).last

    async def pinned(self, message: Locator) -> Locator:
        """This very message, also when another one has the same words."""
        return self.page.locator(f'[data-id="{await message.get_attribute("data-id")}"]')

    async def begin(self, command: str) -> None:
        """Choose a command from those that are offered."""
        await self.box.fill(f"/{command}")
        await self.page.get_by_role("option", name=f"/{command}").first.click()

    async def type(self, command: str, **options: str) -> None:
        """Fill in a command with the keyboard, and send it."""
        await self.begin(command)
        for name, value in options.items():
            field = self.page.get_by_label(name, exact=False).and_(self.page.locator("[data-option]"))
            if not await field.count():
                await self.page.get_by_role("combobox", name="Add an option").fill(name)
                await self.page.keyboard.press("Enter")
            await field.fill(value)
            if await field.get_attribute("role") == "combobox":
                await field.press("Tab")  # picks what fits
        await self.page.keyboard.press("Enter")

    async def song(self, prompt: str = "r&b pop", **options: str) -> Locator:
        """Ask for a song and wait for its clips."""
        count = await self.messages.filter(has_text=READY).count()
        await self.type("song", prompt=prompt, **options)
        ready = self.messages.filter(has_text=READY).nth(count)
        await ready.wait_for()
        return await self.pinned(ready)

    async def order(self, what: str, **fields: str) -> None:
        """Order trouble from the panel."""
        await self.page.get_by_role("tab", name="Trouble").click()
        form = self.page.get_by_role("form", name=what, exact=True)
        for label, value in fields.items():
            await form.get_by_label(label.replace("_", " ")).fill(value)
        await form.get_by_role("button", name=what).click()
