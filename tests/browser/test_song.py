"""A song as a person makes it: typed, watched, heard, extended, found again after a reload."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.stage import CLIP_SECONDS, READY, TIMEOUT

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.browser.stage import Seat, Stage


async def play(player: Locator) -> float:
    """Press play, wait until it sounds, and press pause; returns the clip's length."""
    audio = player.locator("audio")
    await player.get_by_role("button", name=re.compile("^Play")).click()
    await player.page.wait_for_function("audio => audio.currentTime > 0.2", arg=await audio.element_handle())
    await player.get_by_role("button", name=re.compile("^Pause")).click()
    return await audio.evaluate("audio => audio.duration")


async def test_a_song_from_the_keyboard_to_the_ear(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.box.fill("/song")
    offered = mia.page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offered).to_have_count(2)  # and /songs, which comes second
    await expect(offered.first).to_contain_text("Make a song")
    await mia.box.press("Enter")
    await mia.page.keyboard.type("slow soul with a warm piano")
    await mia.page.keyboard.press("Enter")

    card = mia.message("slow soul with a warm piano")
    await expect(card).to_contain_text("mia used /song")
    card = await mia.pinned(card)
    await expect(card).to_contain_text(re.compile("Composing your song|Song in line"))
    await expect(card).to_contain_text(re.compile(r"About \d+ s left"), timeout=TIMEOUT)
    await expect(card).to_contain_text(READY, timeout=TIMEOUT)
    await expect(card).to_contain_text("(edited)")

    players = card.get_by_role("figure")
    await expect(players).to_have_count(2)
    for index in range(2):
        assert abs(await play(players.nth(index)) - CLIP_SECONDS) < 1
    await expect(card.get_by_role("img")).to_have_count(0)  # cover art stands beside its title and says nothing new
    assert await card.locator("img.thumbnail").evaluate_all("all => all.every((one) => one.naturalWidth > 0)")

    await extend(mia, card)
    await mia.page.reload()
    await expect(mia.messages.filter(has_text=READY)).to_have_count(2)
    await expect(mia.page.get_by_role("radio", name="mia")).to_be_checked()


async def extend(mia: Seat, card: Locator) -> None:
    """Fill in the form of the first clip, and follow the new song back to it."""
    await card.get_by_role("button", name="1 Extend").click()
    form = mia.page.get_by_role("dialog")
    await expect(form).to_contain_text("1 Extend")
    await form.get_by_label("Or a time").fill("0:03")
    await form.get_by_label("New lyrics").fill("[Chorus]\nStay until the rain is over")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    new = mia.message("Extends clip 1")
    await expect(new).to_contain_text(READY, timeout=TIMEOUT)
    await new.get_by_role("link", name=re.compile("clip 1")).click()
    await expect(card).to_be_focused()
    await expect(card).to_be_in_viewport()


async def test_music_plays_on_while_its_message_changes(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    card = await mia.song()
    await card.get_by_role("button", name=re.compile("^Play")).first.click()
    audio = await card.locator("audio").first.element_handle()
    await mia.page.wait_for_function("audio => audio.currentTime > 0.1", arg=audio)
    await mia.type("song", prompt="another one")
    await mia.message("another one").wait_for()
    assert await audio.evaluate("audio => audio.isConnected && !audio.paused")


async def test_a_clip_can_be_sought_by_keyboard(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    card = await mia.song()
    seek = card.get_by_role("slider").first
    await expect(seek).to_have_attribute("aria-valuetext", re.compile(r"^0:00 of 0:0[56]$"))
    await seek.focus()
    await seek.press("End")
    await expect(seek).to_have_attribute("aria-valuetext", re.compile(r"^0:0[56] of 0:0[56]$"))


async def test_what_is_too_long_or_missing_is_said_before_it_is_sent(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.begin("song")
    await mia.page.keyboard.press("Enter")
    problem = mia.page.locator("#composer").get_by_role("alert")
    await expect(problem).to_have_text("This option is required. Specify a value: prompt")
    await mia.page.get_by_label("prompt").fill("x" * 401)
    await mia.page.keyboard.press("Enter")
    await expect(problem).to_contain_text("at most 400 characters")
    await expect(mia.page.get_by_label("prompt")).to_have_attribute("aria-invalid", "true")
    await expect(mia.messages).to_have_count(0)


async def test_models_are_completed_by_the_bot_while_one_types(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    await mia.begin("lyrics")
    await mia.page.get_by_role("combobox", name="Add an option").fill("model")
    await mia.page.keyboard.press("Enter")
    await mia.page.keyboard.type("sonic")
    models = mia.page.get_by_role("listbox", name="model").get_by_role("option")
    await expect(models.first).to_contain_text("Sonic")
    await mia.page.keyboard.press("Enter")
    await mia.page.keyboard.press("Enter")
    await expect(mia.page.get_by_role("dialog")).to_contain_text("Lyrics")
    await mia.page.keyboard.press("Escape")
    await expect(mia.page.get_by_role("dialog")).to_have_count(0)
    await expect(mia.box).to_be_focused()


async def test_only_you_can_see_a_private_answer(stage: Stage) -> None:
    await stage.start_bot()
    mia, noah = await stage.at("mia"), await stage.at("noah")
    await mia.type("credits")
    answer = mia.message("Credits of this server")
    await expect(answer).to_contain_text("Only you can see this")
    await noah.song("so that something is there")
    await expect(noah.messages.filter(has_text="Credits of this server")).to_have_count(0)
    await answer.get_by_role("button", name="Dismiss message").click()
    await expect(answer).to_have_count(0)
