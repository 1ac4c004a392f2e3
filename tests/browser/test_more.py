"""What a member makes of a clip and of their own recordings and words, at the page with the real bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from sandbox.musicapi.audio import record
from sandbox.musicapi.sound.brief import Brief, Stretch
from tests.browser.stage import READY, TIMEOUT, Stage
from tests.browser.test_access import check

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Locator

    from tests.browser.stage import Seat

MANY = 30  # more than any list here is long
CLIP_SECONDS = 30.0  # long enough for two sections
RECORDING_SECONDS = 8.0  # above the least that an upload may have


async def press_until_offered(field: Locator, words: str) -> None:
    """Open a menu and choose what begins with these words, with the keyboard alone."""
    page = field.page
    await field.focus()
    await page.keyboard.press("Enter")
    for _ in range(MANY):
        active = page.locator(f"#{await field.get_attribute('aria-activedescendant')}")
        if (await active.inner_text()).startswith(words):
            await expect(active).to_be_in_viewport()
            await page.keyboard.press("Enter")
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"The menu offers nothing that begins with {words!r}")


async def ready(message: Locator) -> None:
    """Wait for a song's own card; its message may well be a reply to one that says the same."""
    await message.locator(".embed").filter(has_text=READY).wait_for(timeout=TIMEOUT)


async def sent(form: Locator) -> None:
    """Send a form, whose words are all good."""
    await form.get_by_role("button", name="Submit").press("Enter")
    await expect(form).to_have_count(0)


async def test_everything_that_can_be_made_of_a_clip_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    stage = Stage(tmp_path, browser, speed=60.0, clip_seconds=CLIP_SECONDS, webhooks=True)
    async with stage:
        await stage.start_bot()
        mia = await stage.at("mia")
        card = await mia.song("warm soul by the sea", title="Harbor", model="sonic")
        await words_of(mia, await menu_of(mia, card))
        menu = await menu_of(mia, card)
        await files_of(mia, menu)
        await parts_of(mia, menu, card)
        await family_of(mia)
        await calls_to(mia)
    assert stage.errors == []


async def menu_of(mia: Seat, card: Locator) -> Locator:
    """The menu below More… of the first clip."""
    await card.get_by_role("button", name="1 More…").press("Enter")
    menu = await mia.pinned(mia.message("credits left this month"))
    await expect(menu).to_contain_text("Only you can see this")
    return menu


async def words_of(mia: Seat, menu: Locator) -> None:
    """Read the song's words above the menu, and have its timeline in place of both."""
    field = menu.get_by_role("combobox")
    await press_until_offered(field, "Lyrics · free")
    await expect(menu).to_contain_text("[Verse 1]")
    await press_until_offered(field, "Lyrics timeline")
    await expect(menu).to_contain_text("The lyrics timeline is ready", timeout=TIMEOUT)
    await expect(menu).to_contain_text(re.compile(r"\d:\d\d–\d:\d\d Verse 1"))
    await menu.get_by_role("button", name="Post here").press("Enter")
    await expect(menu).to_contain_text("Posted:")


async def files_of(mia: Seat, menu: Locator) -> None:
    """Order the MIDI file and the stems, and find each as what it is."""
    field = menu.get_by_role("combobox")
    await press_until_offered(field, "MIDI")
    midi = mia.message("The MIDI file is ready")
    await expect(midi.get_by_role("link", name=re.compile(r"\.mid$"))).to_be_visible(timeout=TIMEOUT)
    await press_until_offered(field, "Stems: main parts")
    form = mia.page.get_by_role("dialog")
    await expect(form).to_contain_text("Sonic · 15 credits")
    await sent(form)
    stems = mia.message("The stems are ready")
    await expect(stems.get_by_role("figure")).to_have_count(4, timeout=TIMEOUT)
    await expect(stems.get_by_role("figure").first).to_have_accessible_name(re.compile("Audio: .*Vocals"))
    await expect(mia.page.get_by_role("complementary")).to_contain_text("Vocals")  # each by its name in the panel, too
    await check(mia.page, "files")


async def parts_of(mia: Seat, menu: Locator, card: Locator) -> None:
    """Replace one section and go on after another, each chosen by its name."""
    await press_until_offered(menu.get_by_role("combobox"), "Replace a section")
    form = mia.page.get_by_role("dialog")
    await check(mia.page, "a form with sections")
    await press_until_offered(form.get_by_role("combobox", name="Which part"), "Chorus")
    await form.get_by_label("New lyrics").fill("[Chorus]\nSing it back to me")
    await sent(form)
    await ready(mia.message("Replaces a section of"))
    await card.get_by_role("button", name="1 Extend").press("Enter")
    await press_until_offered(form.get_by_role("combobox", name="Continue"), "After Verse 1")
    await form.get_by_label("New lyrics").fill("[Bridge]\nStay until the rain is over")
    await sent(form)
    await ready(mia.message("Extends clip 1"))


async def family_of(mia: Seat) -> None:
    """See the song's tree, in words for whoever sees no picture, and join its newest branch."""
    await mia.page.locator("#scroller").evaluate("node => { node.scrollTop = 0; }")
    await expect(mia.page.get_by_role("button", name="Jump to the newest messages")).to_be_visible()
    await mia.type("family")
    tree = await mia.pinned(mia.message("Family of this song"))
    picture = tree.get_by_role("img", name=re.compile(r"Family tree with \d+ clips\. 1: Harbor, original\."))
    await expect(picture).to_be_in_viewport()  # what one asked for is seen, wherever one was
    await picture.evaluate("node => node.decode()")
    shape = "node => Math.abs(node.width / node.height - node.naturalWidth / node.naturalHeight) < 0.02"
    assert await picture.evaluate(shape)
    await expect(tree.get_by_role("link", name="Family tree")).to_have_attribute("target", "_blank")
    await check(mia.page, "a family")
    await tree.get_by_role("button", name=re.compile("Full song of")).first.press("Enter")
    await ready(mia.message("Joins clip"))


async def calls_to(mia: Seat) -> None:
    """Read in the panel that MusicAPI called when a song was ready, and nothing of where it did."""
    await mia.page.get_by_role("tab", name="Requests").click()
    calls = mia.page.get_by_role("row").filter(has_text="MusicAPI calls: POST /musicapi/… song.completed")
    await expect(calls.first).to_contain_text("200")


async def test_recordings_and_words_of_ones_own(stage: Stage, tmp_path: Path) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await recording_of(mia, tmp_path)
    await mia.type("write", topic="a lighthouse keeper who counts ships")
    drafts = await mia.pinned(mia.message("The lyrics are ready"))
    await expect(drafts.locator(".embed-field.of-2")).to_have_count(2)  # side by side
    await drafts.get_by_role("button", name="Sing version 2").press("Enter")
    form = mia.page.get_by_role("dialog")
    await expect(form.get_by_label("Lyrics")).to_have_value(re.compile(r"^\["))
    await form.get_by_label("Title").fill("Keeper")
    await sent(form)
    await ready(mia.message("Keeper"))

    await mia.box.fill("Neon rain on the avenue")
    await mia.box.press("Shift+Enter")
    await mia.page.keyboard.type("We were young and so were you")
    await mia.box.press("Enter")
    words = await mia.pinned(mia.messages.filter(has_text="Neon rain on the avenue").last)
    await words.hover()
    await words.get_by_role("button", name="More").press("Enter")
    await expect(mia.page.get_by_role("menuitem", name="Make a song of this")).to_be_focused()
    await mia.page.keyboard.press("Enter")
    await expect(form.get_by_label("Lyrics")).to_have_value("Neon rain on the avenue\nWe were young and so were you")


async def recording_of(mia: Seat, folder: Path) -> None:
    """Bring a file by a form, which asks for its rights, and have a clip with all its buttons."""
    brief = Brief("mine", "pop", "pop", (Stretch(RECORDING_SECONDS, lead=False),))
    (folder / "hum.mp3").write_bytes(record(brief, RECORDING_SECONDS, "mp3", "Hum"))
    await mia.begin("upload")
    leave, send = (mia.page.get_by_role("button", name=name) for name in ("Leave /upload", "Send"))
    tops = [(await each.bounding_box() or {"y": -1.0})["y"] for each in (leave, send)]
    assert abs(tops[0] - tops[1]) < 2  # side by side, however many options there are
    await send.click()
    form = mia.page.get_by_role("dialog")
    await form.locator("input[type=file]").set_input_files(folder / "hum.mp3")
    await form.get_by_role("checkbox").check()
    await check(mia.page, "a form with a file")
    await sent(form)
    clip = mia.message("Recording ·")
    for name in ("1 Extend", "1 Cover", "1 More…"):
        await expect(clip.get_by_role("button", name=name)).to_be_visible(timeout=TIMEOUT)
