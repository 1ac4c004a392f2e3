"""The README's pictures of the sandbox, taken anew: `make screenshots`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser.stage import READY, Stage, missing, open_browser

if TYPE_CHECKING:
    from playwright.async_api import ViewportSize

    from tests.browser.stage import Seat

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SIZE: ViewportSize = {"width": 1280, "height": 800}
TALL: ViewportSize = {"width": 1280, "height": 1020}
COLOURS = 256  # a palette is enough for a page of few colours, and a fraction of the size
HALFWAY = re.compile(r"About [1-3]\d s left")
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
    """A finished song, a form, the panel while a song fails, and what is made of clips."""
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

    await card.get_by_role("button", name="1 Extend").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Or a time, such as 1:35").fill("1:35")
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
    await mia.message("lofi rain").get_by_text("Composing").wait_for()  # or the clip that is lost would be its own
    await mia.order("Fail one of two clips")
    await page.get_by_role("tab", name="Songs").click()
    await page.get_by_role("progressbar").first.wait_for()
    await mia.message("lofi rain").get_by_text(HALFWAY).wait_for()
    await shoot(mia, "panel")
    await page.get_by_role("button", name="The outside world").click()
    mia.stage.sandbox.vendor.orders.clear()
    mia.stage.sandbox.vendor_clock.speed = 2 * SPEED
    await finished(mia, "lofi rain")
    await take_clips(mia)


async def take_clips(mia: Seat) -> None:
    """What can be made of a clip, and what two people made of one."""
    page, noah = mia.page, await mia.stage.at("noah", viewport=SIZE)
    card = await mia.song("wide synthwave with a saxophone, 104 bpm", title="Harbor Lights", model="sonic")
    await card.get_by_role("button", name="1 More…").click()
    menu = await mia.pinned(mia.message("credits left this month"))
    await menu.get_by_role("combobox").click()
    await settle(mia)
    await shoot(mia, "more")
    await page.keyboard.press("Escape")

    await noah.messages.filter(has_text="Harbor Lights").last.get_by_role("button", name="1 Extend").click()
    await fill_in(noah, "New lyrics", "[Bridge]\nAll the lights are turning home")
    await finished(mia, "Extends clip 1")
    await card.get_by_role("button", name="2 Cover").click()
    await fill_in(mia, "Style", "bossa nova with a nylon guitar")
    await finished(mia, "Covers clip 2")
    await page.set_viewport_size(TALL)
    await mia.type("family")
    tree = await mia.pinned(mia.message("Family of this song"))
    await tree.get_by_role("img").evaluate("node => node.decode()")
    await settle(mia)
    await shoot(mia, "family")


async def fill_in(seat: Seat, label: str, words: str) -> None:
    """Send the form that opens."""
    form = seat.page.get_by_role("dialog")
    await form.get_by_label(label).fill(words)
    await form.get_by_role("button", name="Submit").click()
    await form.wait_for(state="detached")


async def finished(seat: Seat, words: str) -> None:
    """Wait until the message with these words has its songs."""
    await seat.message(words).locator(".embed").filter(has_text=READY).wait_for()


async def settle(seat: Seat) -> None:
    """To the newest message, with the mouse out of the way."""
    await seat.page.mouse.move(640, 20)
    await seat.page.evaluate("() => { scroller.scrollTop = scroller.scrollHeight; }")


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
