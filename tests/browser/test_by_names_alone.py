"""All that is done every day, with Tab, Enter and what a screen reader says: no mouse, no place, no colour.

How many presses each takes is counted, and how high what is read stands on a desk and on a phone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.stage import FAILED, READY, TIMEOUT

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Locator, Page

    from tests.browser.stage import Stage

MANY = 80  # more stops than the page has between any two things
DESK, PHONE = (1280, 800), (390, 844)
HIGHEST = {DESK: 500, PHONE: 2 * PHONE[1]}  # pixels of what somebody reads at once


class Reader:
    """Somebody who knows of the page only the role and the name of what has the focus, as the browser tells them."""

    def __init__(self, page: Page, devtools: CDPSession) -> None:
        self.page = page
        self.keys = page.keyboard
        self._devtools = devtools
        self.presses = 0

    @classmethod
    async def at(cls, page: Page) -> Reader:
        """Somebody at the page."""
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Accessibility.enable")
        return cls(page, devtools)

    async def presses_it(self) -> None:
        """Press what has the focus."""
        self.presses += 1
        await self.keys.press("Enter")

    async def finds(self, wanted: str, key: str = "Shift+Tab") -> None:
        """Go there from the newest messages' end, wherever the focus was."""
        await self.page.get_by_role("textbox", name="Message #").focus()
        await self.goes_to(wanted, key)

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
    reader = await Reader.at(page)
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
    await reader.presses_it()
    form = page.get_by_role("dialog", name=re.compile("1 Cover"))
    await expect(form).to_be_visible()
    if not re.match("textbox .*[Ss]tyle", await reader.hears()):
        await reader.goes_to("textbox .*[Ss]tyle")
    await reader.keys.type("bossa nova with a nylon guitar")
    await reader.goes_to("button Submit")
    await reader.presses_it()
    await expect(form).to_have_count(0)
    assert reader.presses == 2
    assert await reader.hears() == "button 1 Cover"  # back where the form was opened
    await expect(covers).to_have_count(2, timeout=TIMEOUT)

    # The cover is below its original: its buttons come next, and its players are the last that are heard before them.
    await reader.goes_to("button 1 Cover$")
    playing = await reader.goes_to("button Play ", "Shift+Tab")
    await reader.keys.press("Enter")
    await expect(page.get_by_role("button", name=playing.replace("button Play", "Pause"))).to_be_focused()


async def test_a_second_try_another_take_and_a_way_out_are_one_press_each(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    reader = await Reader.at(mia.page)
    stage.sandbox.vendor.orders.fail_next("the choir is ill")
    await mia.type("song", prompt="a choir", title="Choir")
    failed = await mia.pinned(mia.message(FAILED))
    await expect(failed).to_be_visible(timeout=TIMEOUT)
    await is_short(failed)

    await reader.finds("button Try again")
    await reader.presses_it()
    song = await mia.pinned(mia.message(READY))
    await expect(song).to_be_visible(timeout=TIMEOUT)
    assert reader.presses == 1
    await expect(song.get_by_role("button", name="2 More…")).to_be_visible()
    await is_short(song)

    noah = await Reader.at((await stage.at("noah")).page)  # the same words of mia's so soon would be a slip
    await noah.finds("button Again")
    await noah.presses_it()
    await expect(mia.messages.filter(has_text=READY)).to_have_count(2, timeout=TIMEOUT)
    assert noah.presses == 1

    await stage.bot.stop(kill=True)
    await stage.start_bot(MUSICAPI_CREATE_INTERVAL="3600")  # whatever is ordered now waits in line
    for number in (1, 2):
        await mia.type("song", prompt=f"in line, number {number}")
        await mia.message(f"in line, number {number}").wait_for()
    waiting = await mia.pinned(mia.message("in line, number 2"))
    await expect(waiting).to_contain_text("Waiting")
    await is_short(waiting)
    await reader.finds("button Cancel")
    await reader.presses_it()
    await expect(waiting).to_contain_text("Cancelled", timeout=TIMEOUT)
    assert reader.presses == 2
    for command in ("credits", "help", "about", "settings"):
        await mia.type(command)
        answer = mia.page.locator("article[data-id]").filter(has_text=f"used /{command}").last
        await expect(answer).to_contain_text("Only you can see this")
        await is_short(await mia.pinned(answer))


async def test_from_adding_the_bot_to_a_first_song_is_one_press(stage: Stage) -> None:
    await stage.start_bot()
    world, person = stage.sandbox.world, stage.sandbox.person("stranger")
    guild = world.add_guild("New", person.user, with_bot=False)
    channel = world.add_channel(guild, "general")
    world.invite_bot(guild)
    seat = await stage.at("stranger")
    await seat.page.goto(f"{stage.server.url}/#as={person.user.id}&channel={channel.id}")
    await seat.page.reload()
    greeting = await seat.pinned(seat.message("Encore makes songs here"))
    await expect(greeting).to_be_visible(timeout=TIMEOUT)
    await is_short(greeting)
    reader = await Reader.at(seat.page)
    await reader.finds("button Rainy lo-fi")
    await reader.presses_it()
    await expect(seat.messages.filter(has_text=READY)).to_have_count(1, timeout=TIMEOUT)
    assert reader.presses == 1


async def is_short(message: Locator) -> None:
    """Hold a message as it stands against what a screen shows at once, on a desk and on a phone."""
    for (width, height), highest in HIGHEST.items():
        await message.page.set_viewport_size({"width": width, "height": height})
        box = await message.bounding_box()
        assert box is not None
        assert 0 < box["height"] < highest, f"{width} px wide: {await message.inner_text()}"
        assert await message.evaluate("node => node.scrollWidth <= node.clientWidth"), width
    await message.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
