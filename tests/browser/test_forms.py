"""Everything that discord.py offers, filled in, pressed and chosen at the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.show_bot import show_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Locator

    from tests.browser.show_bot import ShowBot
    from tests.browser.stage import Seat, Stage


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[ShowBot]:
    async with show_bot(stage.sandbox) as bot:
        yield bot


@pytest.fixture
async def mia(stage: Stage, bot: ShowBot) -> Seat:
    await bot.wait_until_ready()
    return await stage.at("mia")


async def opened(mia: Seat, kind: str) -> Locator:
    await mia.type("form", kind=kind)
    form = mia.page.get_by_role("dialog", name="Everything at once")
    await expect(form).to_contain_text("Up to five parts.")
    return form


async def send(form: Locator) -> None:
    await form.get_by_role("button", name="Submit").click()


async def pick(form: Locator, menu: str, *choices: str) -> None:
    await form.get_by_role("combobox", name=menu).click()
    for choice in choices:
        await form.get_by_role("listbox").get_by_role("option", name=choice).click()
    if await form.get_by_role("listbox").count():
        await form.page.keyboard.press("Escape")
    await expect(form).to_be_visible()


async def test_texts_files_and_a_checkbox(mia: Seat, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name[:3])
    form = await opened(mia, "texts")
    await send(form)
    await expect(form.get_by_role("alert").filter(has_text="This field is required.")).to_have_count(2)
    await expect(form.get_by_label("Name")).to_be_focused()
    await form.get_by_label("Name").fill("M")
    await expect(form.get_by_label("Name")).to_have_accessible_description(re.compile("Must be at least 2 characters"))
    await form.get_by_label("Name").fill("Mia")
    await expect(form.get_by_label("Story")).to_have_value("Once")
    await form.get_by_label("Recording").set_input_files([tmp_path / "one.txt", tmp_path / "two.txt"])
    await form.get_by_label("Loud").uncheck()
    await send(form)
    await expect(mia.messages.last).to_contain_text("Mia|Once|one,two|False")
    await expect(form).to_have_count(0)


async def test_groups_of_choices(mia: Seat) -> None:
    form = await opened(mia, "groups")
    moods, parts = form.get_by_role("radiogroup", name="Mood"), form.get_by_role("group", name="Parts")
    await send(form)
    await expect(moods).to_have_accessible_description(re.compile("About mood This field is required."))
    await expect(moods).to_have_attribute("aria-required", "true")
    await expect(parts).to_have_accessible_description(re.compile("About parts This field is required."))
    await expect(form.get_by_role("radio", name="Calm")).to_be_focused()
    for key in ("ArrowDown", "Tab", "Space"):  # as without a mouse: to the next mood, and on to the first part
        await mia.page.keyboard.press(key)
    await expect(form.get_by_role("radio", name="Wild")).to_be_checked()
    await expect(parts.get_by_role("checkbox", name="Bass")).to_be_checked()
    await expect(moods).to_have_accessible_description("About mood")
    for part in ("Bass", "Drums", "Keys"):
        await form.get_by_role("checkbox", name=part).check()
    await pick(form, "Model", "Sonic")
    await send(form)
    await expect(form).to_contain_text("Choose up to 2.")
    await form.get_by_role("checkbox", name="Drums").uncheck()
    await send(form)
    await expect(mia.messages.last).to_contain_text("wild|bass,keys|sonic")


async def test_people_roles_and_places(mia: Seat) -> None:
    form = await opened(mia, "pickers")
    await pick(form, "Singer", "mia", "noah")
    await pick(form, "Place", "#songs")
    await pick(form, "Anyone", "admin")
    await send(form)
    sandbox = mia.stage.sandbox
    singers = sorted([sandbox.mia.id, sandbox.noah.id])
    expected = f"{singers[0]},{singers[1]}||{sandbox.songs.id}|{sandbox.admin.id}"
    await expect(mia.messages.last).to_contain_text(expected)


async def test_a_form_that_is_closed_sends_nothing(mia: Seat) -> None:
    form = await opened(mia, "texts")
    await mia.page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(mia.messages).to_have_count(0)
    await expect(mia.box).to_be_focused()


async def test_buttons_and_a_menu(mia: Seat) -> None:
    await mia.type("show", what="buttons")
    card = await mia.pinned(mia.messages.last)
    await expect(card.get_by_role("button", name="Disabled")).to_be_disabled()
    await expect(card.get_by_role("link", name="Link")).to_have_attribute("rel", "noopener noreferrer")
    menu = card.get_by_role("combobox", name="Pick two")
    await menu.focus()
    for key in ("Enter", "Enter", "ArrowDown", "ArrowDown", "Enter", "Escape"):
        await mia.page.keyboard.press(key)
    await expect(mia.messages.last).to_contain_text("Picked Bass, Keys")
    await card.get_by_role("button", name="Silence").click()
    await expect(card).to_contain_text("This interaction failed")
    await card.get_by_role("button", name="Edit").click()
    await expect(card).to_contain_text("Edited in place (edited)")
    await expect(card.get_by_role("combobox")).to_have_count(0)


async def test_values_of_every_kind(mia: Seat, tmp_path: Path) -> None:
    (tmp_path / "hum.txt").write_text("hum")
    await mia.begin("options")
    whole = mia.page.locator("[data-option=whole]")
    problem = mia.page.locator("#composer").get_by_role("alert")
    for wrong, said in (("1.5", "whole number"), ("10", "at most 9"), ("many", "valid number")):
        await whole.fill(wrong)
        await whole.press("Enter")
        await expect(problem).to_contain_text(said)
    await whole.fill("3")
    for name in ("number", "yes", "file"):
        await mia.page.get_by_role("combobox", name="Add an option").fill(name)
        await mia.page.keyboard.press("Enter")
    await mia.page.locator("[data-option=number]").fill("1.5")
    await mia.page.locator("[data-option=yes]").fill("tr")
    await mia.page.keyboard.press("Enter")
    await mia.page.locator("[data-option=file]").set_input_files(tmp_path / "hum.txt")
    await mia.page.get_by_role("button", name="Send").click()
    answer = mia.message("3|1.5|True|hum")
    await expect(answer).to_contain_text("Only you can see this")


async def test_mentions_have_names_and_places_lead_there(mia: Seat) -> None:
    await mia.type("mention", user="noah")
    await expect(mia.messages.last).to_contain_text("@noah #songs")
    await mia.page.get_by_role("button", name="private").click()
    await mia.box.fill(f"over in <#{mia.stage.sandbox.songs.id}>")
    await mia.box.press("Enter")
    await mia.messages.last.get_by_role("button", name="#songs").click()
    await expect(mia.page.get_by_role("heading", level=1)).to_have_text("songs")


async def test_context_menus(mia: Seat) -> None:
    await mia.box.fill("words to keep")
    await mia.box.press("Enter")
    message = await mia.pinned(mia.message("words to keep"))
    await message.click(button="right")
    await mia.page.get_by_role("menuitem", name="Quote").click()
    await expect(mia.messages.last.get_by_role("blockquote")).to_have_text("words to keep")
    await mia.page.get_by_role("button", name="Members").click()
    await mia.page.get_by_role("complementary").get_by_role("button", name="noah").click()
    await mia.page.keyboard.press("Enter")
    await expect(mia.messages.last).to_contain_text("This is noah")


async def test_thinking_until_the_answer_is_there(mia: Seat, bot: ShowBot) -> None:
    await mia.type("slow")
    await expect(mia.messages.last).to_contain_text("Encore is thinking…")
    bot.go_on.set()
    await expect(mia.message("Thought of it")).to_be_visible()
    await expect(mia.page.get_by_text("is thinking…")).to_have_count(0)


async def test_an_embed_with_everything(mia: Seat) -> None:
    await mia.type("show", what="embed")
    card = mia.messages.last.get_by_role("article", name="Card: A *title*")
    await expect(card.get_by_role("link", name="A title")).to_have_attribute("href", "https://example.org/")
    await expect(card.get_by_role("term")).to_have_text(["Field 0", "Field 1", "Field 2", "Field 3", "Alone"])
    await expect(card).to_contain_text("in 73 years")
    await expect(card).to_contain_text("A footer")
    assert await card.locator("img").evaluate_all("all => all.length === 4 && all.every((one) => one.complete)")
    await expect(mia.messages.last.get_by_role("img", name="A blue square")).to_be_visible()
    assert await card.evaluate("node => getComputedStyle(node).borderLeftColor") == "rgb(153, 51, 102)"


async def test_a_layout(mia: Seat) -> None:
    await mia.type("show", what="layout")
    box = mia.messages.last
    await expect(box.get_by_role("heading", name="In a box")).to_be_visible()
    await expect(box.get_by_role("img", name="A square")).to_be_visible()
    await expect(box.get_by_role("link", name="words.txt")).to_have_attribute("download", "words.txt")
    await expect(box.get_by_role("link", name="Listen")).to_be_visible()


async def test_files_of_every_kind(mia: Seat) -> None:
    await mia.type("show", what="files")
    message = await mia.pinned(mia.messages.last)
    await expect(message.get_by_role("figure", name="Audio: About Vocals.wav")).to_be_visible()
    await expect(message.get_by_role("figure")).to_have_count(1)  # no browser plays MIDI
    await expect(message.locator("video")).to_have_attribute("aria-label", "About song.mp4")
    for name in ("song.mid", "stems-1.zip", "song.mp4"):
        link = message.get_by_role("link", name=name)
        await expect(link).to_have_attribute("download", name)
        await expect(message.locator(".file", has_text=name)).to_contain_text(f"About {name}")
        async with mia.page.expect_download() as saving:
            await link.click()
        assert (await saving.value).suggested_filename == name


async def test_a_menu_that_one_person_sees(mia: Seat) -> None:
    noah = await mia.stage.at("noah")
    await mia.type("show", what="menu")
    card = await mia.pinned(mia.messages.last)
    await expect(card).to_contain_text("Only you can see this")
    await expect(noah.messages).to_have_count(0)
    menu = card.get_by_role("combobox", name="Choose what to do")
    await menu.click()
    await expect(card.get_by_role("option", name="Stems")).to_contain_text("15 credits: voice and band apart")
    await card.get_by_role("option", name="Stems").click()
    form = mia.page.get_by_role("dialog", name="Everything at once")
    await form.get_by_role("radio", name="Calm").check()
    await form.get_by_role("checkbox", name="Bass").check()
    await pick(form, "Model", "Fuzz")
    await send(form)
    answer = await mia.pinned(mia.message("calm|bass|fuzz"))
    await expect(answer.get_by_role("button", name="What next?", exact=True)).to_be_visible()
    await menu.click()
    await card.get_by_role("option", name="Tempo").click()
    await expect(card).to_contain_text("120 a minute")
    await expect(card.get_by_role("combobox")).to_have_count(0)
