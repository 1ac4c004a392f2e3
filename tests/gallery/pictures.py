"""Pictures of the gallery: each theme of states in both languages, as wide as a desk and a phone, light and dark."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cogs.text.catalog import ENGLISH
from sandbox.bot_keeper import BotKeeper
from sandbox.page.server import PageServer
from sandbox.world import Sandbox
from tests.cogs.making import MEMBER, NOW
from tests.gallery.pseudo import PSEUDO, speaking_pseudo
from tests.gallery.showing import Wall
from tests.gallery.states import STATES

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

OUT = Path(__file__).resolve().parents[2] / "out" / "gallery"
WIDTHS = (1280, 390)  # a desk and a phone
HEIGHT = 900
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(width, colours) for width in WIDTHS for colours in COLOURS]
ONLY = "theme => document.querySelectorAll('.exhibits').forEach((one) => { one.hidden = one.ariaLabel !== theme; })"
LANGUAGES = (ENGLISH, PSEUDO)
LONGEST = 60_000.0  # milliseconds to draw all of it
LOADED = """() => Promise.all([...document.images].map((one) => {
  one.loading = "eager"; // also what is far below, which no screen shows yet
  return one.decode().catch(() => null);
}))"""


@asynccontextmanager
async def open_gallery() -> AsyncIterator[PageServer]:
    """The page with every state in both languages."""
    async with (
        Sandbox(1.0) as sandbox,
        BotKeeper(sandbox.discord, dict, Path()) as nobody,
        PageServer(sandbox, nobody) as server,
    ):
        server.gallery.hang(ENGLISH, hung(sandbox))
        with speaking_pseudo():
            server.gallery.hang(PSEUDO, hung(sandbox))
        yield server


def hung(sandbox: Sandbox) -> list[dict[str, Any]]:
    """Every state as the page draws it, in the language that is spoken; the member is one whom the page knows."""
    mia = sandbox.person("mia").user
    wall = Wall(sandbox, mia)
    return [renamed(wall.hang(state), str(MEMBER), str(mia.id)) for state in STATES]


def renamed(value: Any, old: str, new: str) -> Any:
    """The same with another person mentioned."""
    if isinstance(value, dict):
        return {key: renamed(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, old, new) for inner in value]
    return value.replace(f"<@{old}>", f"<@{new}>") if isinstance(value, str) else value


async def look(browser: Browser, server: PageServer, language: str, width: int = WIDTHS[0]) -> Page:
    """The gallery as somebody sees it, at the moment of which its states tell."""
    context = await browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.clock.set_fixed_time(NOW)
    await page.goto(f"{server.url}/gallery.html#language={language}")
    await page.locator('#gallery[aria-busy="false"]').wait_for(timeout=LONGEST)
    return page


async def take_pictures(browser: Browser) -> None:
    """Save a picture of each theme of states, in every way that it can be looked at."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    async with open_gallery() as server:
        for language in LANGUAGES:
            page = await look(browser, server, language)
            themes: list[str] = await page.locator(".exhibits").evaluate_all("all => all.map((one) => one.ariaLabel)")
            for (width, colours), theme in itertools.product(LOOKS, themes):
                await page.set_viewport_size({"width": width, "height": HEIGHT})
                await page.emulate_media(color_scheme=colours)
                await page.evaluate(ONLY, theme)  # the browser paints all that is there for each picture
                name = f"{language}-{width}-{colours}-{re.sub(r'[^a-z]+', '-', theme.lower())}.png"
                await page.evaluate(LOADED)
                await page.screenshot(path=OUT / name, full_page=True, animations="disabled")
            await page.context.close()
    sys.stdout.write(f"Saved {len(list(OUT.glob('*.png')))} pictures in {OUT.parent.name}/{OUT.name}/\n")
