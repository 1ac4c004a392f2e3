"""Pictures of the gallery: each theme of states in each language, as wide as a desk and a phone, light and dark."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.drawing.lettering import font_files
from cogs.text.catalog import ENGLISH, speaking
from cogs.text.languages import LANGUAGES
from sandbox.bot_keeper import BotKeeper
from sandbox.page.server import PageServer
from sandbox.world import Sandbox
from tests.cogs.making import MEMBER, NOW
from tests.gallery.pseudo import PSEUDO, speaking_pseudo
from tests.gallery.showing import Wall
from tests.gallery.states import STATES

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

OUT = Path(__file__).resolve().parents[2] / "out" / "gallery"
WIDTHS = (1280, 390)  # a desk and a phone
HEIGHT = 900
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(width, colours) for width in WIDTHS for colours in COLOURS]
ONLY = "theme => document.querySelectorAll('.exhibits').forEach((one) => { one.hidden = one.ariaLabel !== theme; })"
ALL = (*LANGUAGES, PSEUDO)
LONGEST = 60_000.0  # milliseconds to draw all of it
LOADED = """() => Promise.all([document.fonts.ready, ...[...document.images].map((one) => {
  one.loading = "eager"; // also what is far below, which no screen shows yet
  return one.decode().catch(() => null);
})])"""
# Discord writes its clocks as each client writes them; the page's are English.
CLOCKS = """(language) => ["DateTimeFormat", "RelativeTimeFormat"].forEach((name) => {
  const Own = Intl[name];
  Intl[name] = function (english, options) { return new Own(language, options); };
})"""
LETTERS = """async (more) => {
  const { body, fonts } = document;
  body.hidden = true; // what was laid out without them is laid out anew
  await Promise.all(more.map((name) => fonts.load(`16px ${name}`, "aก歌")));
  body.style.fontFamily = [getComputedStyle(body).fontFamily, ...more].join(", ");
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  body.hidden = false;
}"""


@asynccontextmanager
async def open_gallery(spoken: Collection[str] = (ENGLISH, PSEUDO)) -> AsyncIterator[PageServer]:
    """The page with every state in these languages."""
    async with (
        Sandbox(1.0) as sandbox,
        BotKeeper(sandbox.discord, dict, Path()) as nobody,
        PageServer(sandbox, nobody) as server,
    ):
        for language in spoken:
            with speaking_pseudo() if language == PSEUDO else speaking(language):
                server.gallery.hang(language, hung(sandbox))
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
        viewport={"width": width, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce", bypass_csp=True
    )
    page = await context.new_page()
    await page.clock.set_fixed_time(NOW)
    if language not in (ENGLISH, PSEUDO):
        await page.add_init_script(f"({CLOCKS})({json.dumps(language)})")
    await page.goto(f"{server.url}/gallery.html#language={language}")
    await page.locator('#gallery[aria-busy="false"]').wait_for(timeout=LONGEST)
    await _give_letters(page)
    return page


async def _give_letters(page: Page) -> None:
    """Let the page draw what it has no letters for, as a browser of a machine without Chinese and Japanese ones."""
    fonts = font_files()

    async def send(route: Route) -> None:
        await route.fulfill(path=fonts[int(route.request.url.rpartition("-")[2])])

    await page.route("**/letters-*", send)
    names = [f"Letters {number}" for number, _ in enumerate(fonts)]
    faces = [f'@font-face {{ font-family: "{name}"; src: url("/letters-{n}"); }}' for n, name in enumerate(names)]
    await page.add_style_tag(content="\n".join(faces))
    await page.evaluate(LETTERS, [f'"{name}"' for name in names])


async def take_pictures(browser: Browser, spoken: Collection[str] = ALL) -> None:
    """Save a picture of each theme of states in these languages, in every way that it can be looked at."""
    OUT.mkdir(parents=True, exist_ok=True)
    for language in spoken:
        for old in OUT.glob(f"{language}-[0-9]*.png"):
            old.unlink()
    async with open_gallery(spoken) as server:
        for language in spoken:
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
