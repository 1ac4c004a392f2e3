"""From “I want a song” to its cover, with Tab, Enter and what a screen reader says: no mouse, no place, no colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.stage import TIMEOUT

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

    from tests.browser.stage import Stage

MANY = 80  # more stops than the page has between any two things


class Reader:
    """Somebody who knows of the page only the role and the name of what has the focus, as the browser tells them."""

    def __init__(self, page: Page, devtools: CDPSession) -> None:
        self.page = page
        self.keys = page.keyboard
        self._devtools = devtools

    async def hears(self) -> str:
        """What has the focus: its role and its name."""
        focused = await self._devtools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        asked = {"objectId": focused["result"]["objectId"], "fetchRelatives": False}
        (node,) = (await self._devtools.send("Accessibility.getPartialAXTree", asked))["nodes"]
        return f"{node['role']['value']} {node['name']['value']}".strip()

    async def goes_to(self, wanted: str, key: str = "Tab") -> str:
        """Press `key` until something is heard that begins as `wanted` says; everything on the way has a name."""
        heard: list[str] = []
        for _ in range(MANY):
            await self.keys.press(key)
            heard.append(await self.hears())
            assert " " in heard[-1] or heard[-1] in ("RootWebArea", "none"), f"something without a name, after {heard}"
            if re.match(wanted, heard[-1]):
                return heard[-1]
        raise AssertionError(f"nothing was heard that begins as {wanted!r}, but {heard}")


async def test_from_wanting_a_song_to_its_cover(stage: Stage) -> None:
    await stage.start_bot()
    page = (await stage.at("mia")).page
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Accessibility.enable")
    reader = Reader(page, devtools)
    covers = page.get_by_role("button", name="1 Cover", exact=True)

    await reader.goes_to("link Skip to the message box")
    await reader.keys.press("Enter")
    assert await reader.hears() == "textbox Message #songs"
    await reader.keys.type("/")
    await expect(page.get_by_role("option", selected=True)).to_have_accessible_name(re.compile("^/song "))
    await reader.keys.press("Enter")
    assert (await reader.hears()).startswith("textbox prompt")
    await reader.keys.type("a slow song about the sea")
    await reader.keys.press("Enter")
    await expect(covers).to_have_count(1, timeout=TIMEOUT)
    assert await reader.hears() == "textbox Message #songs"  # nobody's focus is taken away by what comes

    await reader.goes_to("button 1 Cover$", "Shift+Tab")
    await reader.keys.press("Enter")
    form = page.get_by_role("dialog", name=re.compile("1 Cover"))
    await expect(form).to_be_visible()
    if not re.match("textbox .*[Ss]tyle", await reader.hears()):
        await reader.goes_to("textbox .*[Ss]tyle")
    await reader.keys.type("bossa nova with a nylon guitar")
    await reader.goes_to("button Submit")
    await reader.keys.press("Enter")
    await expect(form).to_have_count(0)
    assert await reader.hears() == "button 1 Cover"  # back where the form was opened
    await expect(covers).to_have_count(2, timeout=TIMEOUT)

    # The cover is below its original: its buttons come next, and its players are the last that are heard before them.
    await reader.goes_to("button 1 Cover$")
    playing = await reader.goes_to("button Play ", "Shift+Tab")
    await reader.keys.press("Enter")
    await expect(page.get_by_role("button", name=playing.replace("button Play", "Pause"))).to_be_focused()
