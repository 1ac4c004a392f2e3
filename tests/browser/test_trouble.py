"""What a person sees when something goes wrong, ordered from the panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.stage import FAILED, READY, TIMEOUT

if TYPE_CHECKING:
    from tests.browser.stage import Stage


async def test_an_allowance_that_is_used_up(stage: Stage) -> None:
    await stage.start_bot(GUILD_MONTHLY_CREDITS="12")
    mia = await stage.at("mia")
    await mia.song()
    await mia.type("song", prompt="one too many")
    answer = mia.message("Only you can see this")
    await expect(answer).to_contain_text("credits")
    await expect(mia.messages.filter(has_text=READY)).to_have_count(1)


async def test_a_failure_that_was_ordered_from_the_panel(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.order("Fail the next song", What_MusicAPI_says="the choir is ill")
    panel = mia.page.get_by_role("complementary")
    await expect(panel).to_contain_text("Ordered")
    await expect(panel).to_contain_text(re.compile(r"MusicAPI ×\d+\s*observed"))  # its mood
    await mia.type("song", prompt="a choir")
    card = mia.message("a choir")
    await expect(card).to_contain_text(FAILED, timeout=TIMEOUT)
    await expect(card).to_contain_text("the choir is ill")
    await expect(card).to_contain_text(re.compile("credits .*back"))
    await mia.page.get_by_role("tab", name="Songs").click()
    await expect(mia.page.get_by_role("tabpanel")).to_contain_text("the choir is ill")


async def test_a_kill_in_the_middle_of_a_song(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.type("song", prompt="interrupted")
    card = mia.message("interrupted")
    await expect(card).to_contain_text("Composing your song", timeout=TIMEOUT)
    await mia.order("Kill the bot")
    panel = mia.page.get_by_role("complementary")
    await expect(panel).to_contain_text("Bot stopped")

    await mia.type("song", prompt="into the void")
    silent = mia.page.get_by_role("article").filter(has_text="The application did not respond")
    await silent.wait_for()
    await silent.get_by_role("button", name="Dismiss message").click()
    await expect(silent).to_have_count(0)

    await mia.order("Start the bot")
    await expect(panel).to_contain_text("Bot running", timeout=TIMEOUT)
    await expect(card).to_contain_text(READY, timeout=TIMEOUT)


async def test_requests_are_shown_as_they_pass(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.page.get_by_role("tab", name="Requests").click()
    await mia.type("song", prompt="watched")
    created = mia.page.get_by_role("row").filter(has_text="/riffusion/create")
    await expect(created.first).to_contain_text("POST", timeout=TIMEOUT)
    await expect(created.first).to_contain_text("200")
    await expect(mia.page.get_by_role("row").filter(has_text="/callback").first).to_contain_text("…")


async def test_a_page_that_lost_its_sandbox_says_so(stage: Stage) -> None:
    mia = await stage.at("mia")
    await mia.page.context.set_offline(True)
    await mia.box.fill("is anybody there?")
    await mia.box.press("Enter")
    await expect(mia.page.get_by_role("alert").filter(has_text="The sandbox does not answer")).to_be_visible()
