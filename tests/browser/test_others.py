"""Whoever is somewhere else: they see nothing of it, and what they forge is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.browser.stage import Stage

FORGED = """async ([as, channel, message, custom_id]) => {
  const headers = {"content-type": "application/json", "x-encore": "page"};
  const body = JSON.stringify({as, channel, message, custom_id});
  const answer = await fetch("/api/press", {method: "POST", headers, body});
  return [answer.status, await answer.json()];
}"""


async def test_a_stranger_sees_and_presses_nothing(stage: Stage) -> None:
    await stage.start_bot()
    mia = await stage.at("mia")
    card = await mia.song("a secret of Studio")
    message = await card.get_attribute("data-id")
    button = await card.get_by_role("button", name="1 Extend").get_attribute("data-custom-id")

    stranger = await stage.at("stranger")
    await expect(stranger.page.get_by_role("navigation", name="Servers").get_by_role("button")).to_have_text(["E"])
    await expect(stranger.page.get_by_role("button", name="songs")).to_have_count(0)
    sandbox = stage.sandbox
    for channel in (sandbox.songs, sandbox.lounge):
        forged = [str(sandbox.stranger.id), str(channel.id), message, button]
        status, said = await stranger.page.evaluate(FORGED, forged)
        assert 400 <= status < 500
        assert said["error"]
    await stranger.page.goto(f"{stage.server.url}/#as={sandbox.stranger.id}&channel={sandbox.songs.id}")
    await stranger.page.reload()
    await expect(stranger.page.get_by_role("heading", level=1)).to_have_text("lounge")
    await expect(stranger.messages).to_have_count(0)


async def test_changing_who_one_is(stage: Stage) -> None:
    await stage.start_bot()
    page = await stage.at("mia")
    await page.page.get_by_role("button", name="private").click()
    await page.box.fill("between us")
    await page.box.press("Enter")
    await expect(page.message("between us")).to_be_visible()
    admin = await stage.at("admin")
    await page.box.fill("are you there?")
    await page.box.press("Enter")
    await admin.page.get_by_role("button", name="private (private) (unread)").click()
    await expect(admin.message("are you there?")).to_be_visible()
    await expect(admin.page.get_by_role("button", name="(unread)")).to_have_count(0)
    await page.page.get_by_role("radio", name="noah").click()
    await expect(page.page.get_by_role("heading", level=1)).to_have_text("songs")
    await expect(page.page.get_by_role("button", name="private")).to_have_count(0)
    await page.page.get_by_role("radio", name="admin").click()
    await page.page.get_by_role("button", name="private").click()
    await expect(page.message("between us")).to_contain_text("mia")
    await page.page.reload()
    await expect(page.page.get_by_role("heading", level=1)).to_have_text("private")
    await expect(page.message("between us")).to_be_visible()


async def test_messages_reach_everybody_at_once(stage: Stage) -> None:
    mia, noah = await stage.at("mia"), await stage.at("noah")
    await mia.box.fill("**hello** <b>everybody</b>")
    await mia.box.press("Enter")
    got = noah.message("hello")
    await expect(got.locator("strong")).to_have_text("hello")
    await expect(got).to_contain_text("<b>everybody</b>")
    await mia.message("hello").click(button="right")
    await mia.page.get_by_role("menuitem", name="Delete message").click()
    await expect(got).to_have_count(0)
