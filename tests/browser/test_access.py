"""The page for everybody: names, contrast, landmarks, the keyboard alone, little motion, narrow screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.show_bot import show_bot
from tests.browser.stage import READY, TIMEOUT

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.stage import Stage

CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
INSIDE = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
TABS = ("Songs", "Requests", "Trouble")
# Colours that change need a moment, and are none of either theme until then.
SHOW = """async (theme) => {
  document.documentElement.dataset.theme = theme;
  const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.all(changing.map(({ finished }) => finished.catch(() => null)));
}"""


async def check(page: Page, where: str) -> None:
    """Hold the page as it stands against the checks, in both themes."""
    for theme in ("light", "dark"):
        await page.evaluate(SHOW, theme)
        assert await page.evaluate(CHECKS) == [], f"{where}, {theme}"


async def test_a_channel_with_a_song_in_it(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await check(mia.page, "an empty channel")
    await mia.box.fill("/")
    await check(mia.page, "the commands")
    await mia.song()
    await mia.type("credits")
    await mia.message("Only you can see this").wait_for()
    for tab in TABS:
        await mia.page.get_by_role("tab", name=tab).click()
        await check(mia.page, tab)
    await mia.page.get_by_role("button", name="Members").click()
    await check(mia.page, "the members")
    await mia.message(READY).hover()
    await mia.message(READY).get_by_role("button", name="More", exact=True).click()
    await check(mia.page, "the menu of a message")


async def test_everything_that_a_bot_can_show(stage: Stage) -> None:
    async with show_bot(stage.sandbox):
        mia = await stage.at("mia")
        for what in ("embed", "buttons", "layout"):
            await mia.type("show", what=what)
            await expect(mia.messages.last).to_contain_text("used /show")
            await check(mia.page, what)
        for kind in ("texts", "groups", "pickers"):
            await mia.type("form", kind=kind)
            form = mia.page.get_by_role("dialog", name="Everything at once")
            await form.wait_for()
            await form.get_by_role("button", name="Submit").click()
            await check(mia.page, kind)
            await mia.page.keyboard.press("Escape")  # what needs nothing was sent and is closed by now
            await expect(form).to_have_count(0)


async def test_the_checks_find_what_they_look_for(stage: Stage) -> None:
    mia = await stage.at("mia")
    await mia.page.evaluate("""() => {
      document.querySelector(".topic-name").style.color = "rgb(70, 70, 70)";
      document.querySelector(".send").removeAttribute("aria-label");
      document.querySelector("#log").id = "rail";
    }""")
    found = " ".join(await mia.page.evaluate(CHECKS))
    for words in ("contrast 1.", "no name: <button", "id twice: rail"):
        assert words in found


async def test_landmarks(stage: Stage) -> None:
    mia = await stage.at("mia")
    page = mia.page
    for role, name in (
        ("navigation", "Servers"),
        ("navigation", "Channels"),
        ("complementary", "The outside world"),
        ("log", "Messages in #songs"),
        ("form", "Message box"),
    ):
        await expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type] # roles as text
    await expect(page.get_by_role("main")).to_have_count(1)
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await expect(page).to_have_title("#songs · Encore sandbox")


async def test_a_song_and_a_form_with_the_keyboard_alone(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    keys, page = mia.page.keyboard, mia.page
    await keys.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    await keys.press("Enter")
    await expect(mia.box).to_be_focused()
    await keys.type("/")
    await expect(mia.box).to_have_attribute("aria-activedescendant", re.compile("option"))
    await keys.type("song")
    await keys.press("Tab")
    await keys.type("made without a mouse")
    await keys.press("Tab")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(page.locator("[data-option=title]")).to_be_focused()
    await keys.type("By hand")
    await keys.press("Enter")
    await expect(mia.box).to_be_focused()
    card = mia.message("made without a mouse")
    await expect(card).to_contain_text(READY, timeout=TIMEOUT)
    await expect(card).to_contain_text("By hand")

    extend = card.get_by_role("button", name="1 Extend")
    for _ in range(40):
        await keys.press("Shift+Tab")
        if await extend.evaluate("node => node === document.activeElement"):
            break
    await expect(extend).to_be_focused()
    await keys.press("Enter")
    form = page.get_by_role("dialog", name=re.compile("1 Extend"))
    await expect(form.get_by_role("combobox", name=re.compile("Continue"))).to_be_focused()
    for _ in range(12):  # Tab goes round inside the form, or out to the browser, but never to the page behind it
        await keys.press("Tab")
        assert await page.evaluate(INSIDE)
    await keys.press("Escape")
    await expect(form).to_have_count(0)
    await expect(extend).to_be_focused()


async def test_the_focus_can_be_seen_wherever_it_goes(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.song()
    seen = """() => {
      const node = document.activeElement;
      const marks = (each) => {
        const style = getComputedStyle(each);
        return [style.outlineStyle, style.boxShadow, style.borderColor].join();
      };
      const frame = node.closest(".box, .chip") ?? node;
      const there = marks(node) + marks(frame);
      node.blur();
      const differs = there !== marks(node) + marks(frame);
      node.focus();
      return [node.outerHTML.slice(0, 80), node === document.body || differs];
    }"""
    for _ in range(30):
        await mia.page.keyboard.press("Tab")
        where, visible = await mia.page.evaluate(seen)
        assert visible, where


async def test_the_tabs_of_the_panel_turn_by_arrow_keys(stage: Stage) -> None:
    mia = await stage.at("mia")
    await mia.page.get_by_role("tab", name="Songs").focus()
    for name in ("Requests", "Trouble", "Songs"):
        await mia.page.keyboard.press("ArrowRight")
        await expect(mia.page.get_by_role("tab", name=name, selected=True)).to_be_focused()


async def test_little_motion_where_it_is_asked_for(stage: Stage) -> None:
    mia = await stage.at("mia", reduced_motion="reduce")
    moving = "() => document.getAnimations().length"
    await mia.box.fill("still")
    await mia.box.press("Enter")
    await mia.message("still").wait_for()
    assert await mia.page.evaluate(moving) == 0


async def test_the_theme_is_the_systems_until_another_is_chosen(stage: Stage) -> None:
    mia = await stage.at("mia", color_scheme="light")
    page = mia.page
    white, dark = "rgb(255, 255, 255)", "rgb(44, 45, 51)"
    await expect(page.locator("#main")).to_have_css("background-color", white)
    await check_theme_switch(page, "dark", dark)
    await page.reload()
    await expect(page.locator("#main")).to_have_css("background-color", dark)
    await check_theme_switch(page, "light", white)


async def check_theme_switch(page: Page, theme: str, background: str) -> None:
    """Choose a theme with the keyboard; the button then offers the other one."""
    switch = page.get_by_role("button", name=re.compile("^Use the .* theme$"))
    await expect(switch).to_have_accessible_name(f"Use the {theme} theme")
    await switch.press("Enter")
    await expect(page.locator("#main")).to_have_css("background-color", background)
    await expect(switch).not_to_have_accessible_name(f"Use the {theme} theme")


@pytest.mark.parametrize("contrast", ["more", "no-preference"])
async def test_more_contrast_where_it_is_asked_for(stage: Stage, contrast: str) -> None:
    mia = await stage.at("mia", contrast=contrast)
    dark = await mia.page.locator("#main").evaluate("node => getComputedStyle(node).backgroundColor")
    assert (dark == "rgb(16, 17, 20)") is (contrast == "more")
    await check(mia.page, contrast)


async def test_a_telephone(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia", width=390, height=844)
    page = mia.page
    await mia.song("in the pocket")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.locator("#scroller").evaluate("node => node.scrollWidth <= node.clientWidth")
    player = await mia.message(READY).get_by_role("figure").first.bounding_box()
    assert player is not None
    assert 54 <= player["height"] <= 72
    await page.get_by_role("button", name="Servers and channels").click()
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="private").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("private")
    await expect(page.get_by_role("navigation", name="Channels")).to_be_hidden()
    await page.get_by_role("button", name="The outside world").click()
    await expect(page.get_by_role("complementary")).to_contain_text("in the pocket")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("complementary")).to_be_hidden()
    opener = page.get_by_role("button", name="The outside world", exact=True)
    await expect(opener).to_be_focused()
    await opener.press("Enter")
    await page.get_by_role("complementary").get_by_role("button", name="Close: The outside world").click()
    await expect(page.get_by_role("complementary")).to_be_hidden()
    await expect(opener).to_be_focused()
