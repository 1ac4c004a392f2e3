"""Messages as Discord shows them: layouts, replies that call somebody, and what the bot did not answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.show_bot import show_bot
from tests.browser.stage import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.browser.show_bot import ShowBot
    from tests.browser.stage import Stage

MARKED = re.compile(r"\bto-me\b")


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[ShowBot]:
    async with show_bot(stage.sandbox) as bot:
        await bot.wait_until_ready()
        yield bot


@pytest.mark.usefixtures("bot")
async def test_a_layout_shows_what_its_components_show_and_nothing_else(stage: Stage) -> None:
    mia = await stage.at("mia")
    await mia.type("show", what="layout")
    message = mia.message("In a box")
    await expect(message.get_by_role("link", name="words.txt")).to_be_visible()
    await expect(message).not_to_contain_text("unseen.txt")
    await expect(message.get_by_role("img", name="A square")).to_be_visible()
    sizes = await message.locator(".md").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one.firstElementChild).fontSize))"
    )
    assert sizes[0] > 16 > sizes[-1]  # a heading, and small words


@pytest.mark.usefixtures("bot")
async def test_a_reply_calls_whom_it_mentions_and_leads_to_what_it_answers(stage: Stage) -> None:
    mia, noah = await stage.at("mia"), await stage.at("noah")
    await mia.type("notify")
    reply, answer = mia.message("it is done"), await mia.pinned(mia.message("used /notify"))
    await expect(reply).to_have_class(MARKED)
    await expect(answer).not_to_have_class(MARKED)
    await expect(noah.message("it is done")).not_to_have_class(MARKED)
    await reply.get_by_role("button", name="The first words").click()
    await expect(answer).to_be_focused()
    small = await reply.locator(".subtext").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert small < 16
    admin, songs = stage.sandbox.person("admin"), stage.sandbox.songs.id
    admin.delete(next(each for each in admin.messages(songs) if each.content == "The first words"))
    await mia.page.reload()
    await expect(reply).to_contain_text("Original message was deleted")


async def test_what_was_not_answered_stays_where_it_was_asked(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.order("Kill the bot")
    await expect(mia.page.get_by_role("complementary")).to_contain_text("Bot stopped")
    await mia.type("song", prompt="into the void")
    silent = mia.page.get_by_role("article").filter(has_text="The application did not respond")
    await silent.wait_for()
    await mia.box.fill("later words")
    await mia.box.press("Enter")
    await mia.message("later words").wait_for()
    shown = await mia.page.get_by_role("log").locator("> article").all_inner_texts()
    assert ["did not respond" in shown[0], "later words" in shown[1]] == [True, True]


async def test_a_bot_that_connects_again_is_waited_for(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    away = mia.page.get_by_role("status").filter(has_text="Bot reconnecting…")
    await expect(away).to_have_count(0)
    await mia.order("Take Discord down", Seconds="5")
    await expect(away).to_be_visible()
    await mia.begin("lyrics")
    await mia.page.get_by_role("combobox", name="Add an option").fill("model")
    await mia.page.keyboard.press("Enter")
    await expect(mia.page.get_by_role("status").filter(has_text="Loading options failed")).to_be_visible()
    await expect(away).to_have_count(0, timeout=TIMEOUT)
    await expect(mia.page.get_by_role("complementary")).to_contain_text("Bot running")
