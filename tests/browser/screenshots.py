"""The README's pictures of the sandbox, taken anew: `make screenshots`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser.stage import Stage, missing, open_browser

if TYPE_CHECKING:
    from playwright.async_api import ViewportSize

    from tests.browser.stage import Seat

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SIZE: ViewportSize = {"width": 1280, "height": 800}
TALL: ViewportSize = {"width": 1280, "height": 1020}
COLOURS = 256  # a palette is enough for a page of few colours, and a fraction of the size
HALFWAY = re.compile(r"[2-9]\d %")
SPEED, CLIP_SECONDS = 20.0, 150.0


async def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with open_browser() as browser:
            stage = Stage(Path(folder), browser, speed=SPEED, clip_seconds=CLIP_SECONDS)
            async with stage:
                await stage.start_bot()
                mia = await stage.at("mia", viewport=SIZE, device_scale_factor=1.5)
                await take_all(mia)


async def take_all(mia: Seat) -> None:
    """A finished song, a form, and the panel while a song fails."""
    page = mia.page
    card = await mia.song("warm r&b about the last train home, 84 bpm", title="Last Train Home")
    await card.get_by_role("button", name="Play").first.click()
    await page.wait_for_function("() => document.querySelector('audio').currentTime > 3")
    await card.get_by_role("button", name="Pause").first.click()
    await page.set_viewport_size(TALL)
    await page.mouse.move(640, 20)
    await page.evaluate("() => { document.activeElement.blur(); scroller.scrollTop = scroller.scrollHeight; }")
    await shoot(mia, "song")
    await page.set_viewport_size(SIZE)

    await card.get_by_role("button", name="Extend clip 1").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("From which second").fill("1:35")
    await form.get_by_label("New lyrics").fill(
        "[Chorus]\nOne more mile until the morning\nOne more light along the line"
    )
    await shoot(mia, "form")
    await form.get_by_role("button", name="Cancel").click()

    await mia.order("Fail the next song", What_MusicAPI_says="upstream error")
    await mia.type("song", prompt="brass band in the rain")
    await mia.message("brass band in the rain").get_by_text("did not work out").wait_for()
    mia.stage.sandbox.vendor_clock.speed = 1.5  # slowly enough to be seen half done
    await mia.type("song", prompt="lofi rain, instrumental")
    await mia.order("Fail one of two clips")
    await page.get_by_role("tab", name="Songs").click()
    await page.get_by_role("progressbar").first.wait_for()
    await mia.message("lofi rain").get_by_text(HALFWAY).wait_for()
    await shoot(mia, "panel")


async def shoot(mia: Seat, name: str) -> None:
    """Save the page as it is, small."""
    path = IMAGES / f"{name}.png"
    await mia.page.screenshot(path=path, animations="disabled", caret="hide")
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(COLOURS, kmeans=1).save(path, optimize=True)
    sys.stdout.write(f"Saved docs/images/{name}.png ({path.stat().st_size // 1024} KB)\n")


if __name__ == "__main__":
    reason = missing()
    sys.exit(f"No pictures: {reason}." if reason else asyncio.run(main()))
