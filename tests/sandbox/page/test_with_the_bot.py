"""What a person does at the page, with the real bot process behind it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from cogs.cards.status import FINISHED
from sandbox.bot_keeper import BotKeeper
from sandbox.page.server import PageServer
from sandbox.song_files import length
from sandbox.wire.failures import SandboxError
from sandbox.world import Sandbox
from tests.sandbox.page.browser import Browser, client_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

TIMEOUT = 60.0  # seconds for anything at all; nothing here takes as long on an idle machine


@pytest.fixture
async def bot(keeper: BotKeeper, page: PageServer) -> BotKeeper:
    assert page.port
    await keeper.start()
    assert keeper.state == "starting"
    await keeper.ready()
    return keeper


class Watcher:
    """Looks at the page until it is as it should be."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def until(self, look: Callable[[], Any]) -> Any:
        for _ in range(int(TIMEOUT / 0.05)):
            if found := await look():
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"never; the page shows {await self.browser.messages()}")

    async def card(self, title: str, place: int = -1) -> Any:
        async def look() -> Any:
            messages = await self.browser.messages()
            there = messages[place] if messages else None
            return there if there and title in (there["embeds"] or [{}])[0].get("title", "") else None

        return await self.until(look)

    async def song(self) -> Any:
        """The newest message, once it is a finished song."""

        async def look() -> Any:
            messages = await self.browser.messages()
            return messages[-1] if messages and is_done(messages[-1]) else None

        return await self.until(look)

    async def bot(self, state: str) -> Any:
        async def look() -> Any:
            bot = (await self.browser.get("/api/outside"))["bot"]
            return bot if bot["state"] == state else None

        return await self.until(look)


@pytest.fixture
def watch(mia: Browser) -> Watcher:
    return Watcher(mia)


async def order_song(browser: Browser, **options: Any) -> Any:
    return await browser.act("/api/command", name="song", options={"prompt": "lofi rain", **options})


def is_done(message: Any) -> bool:
    """Whether this is a song with all its clips: its card is of that colour in every wording."""
    return bool(message and message["embeds"]) and message["embeds"][0].get("color") == FINISHED


def button(message: Any, label: str) -> str:
    parts = [part for row in message["components"] for part in row["components"]]
    return next(part["custom_id"] for part in parts if part.get("label") == label)


async def test_a_song_and_its_extension(bot: BotKeeper, mia: Browser, watch: Watcher, line_of: Any) -> None:
    assert bot.state == "running"
    async with line_of(mia) as line:
        asked = await order_song(mia)
        assert (await line.next("answered"))["invocation"] == asked["invocation"]
        async with asyncio.timeout(TIMEOUT):
            stages: list[str] = []
            message: Any = None
            while not is_done(message):
                message = (await line.next("message"))["message"]
                stages.append(message["embeds"][0]["title"])
    assert len(set(stages)) > 1
    song = await watch.song()
    for clip in song["attachments"]:
        answer = await mia.http.get(clip["url"])
        assert answer.headers["content-type"] == clip["content_type"] == "audio/mp4"
        assert length(answer.content) > 0
    async with line_of(mia) as line:
        custom_id = button(song, "1 Extend")
        pressed = await mia.act("/api/press", message=song["id"], custom_id=custom_id)
        answered = await line.next("answered")
    assert (answered["answer"], answered["invocation"]) == ("modal", pressed["invocation"])
    fields = [part.get("component", {}) for part in answered["modal"]["components"]]
    assert "custom_id" in {key for field in fields for key in field}
    await mia.act("/api/submit", invocation=pressed["invocation"], values={})
    await watch.until(lambda: _second(mia))
    extended = await watch.song()
    assert extended["id"] != song["id"]
    outside = await mia.get("/api/outside")
    assert [task["operation"] for task in outside["tasks"]] == ["extend", "create"]
    assert {request["side"] for request in outside["traffic"]} == {"discord", "musicapi"}


async def _second(browser: Browser) -> bool:
    return len(await browser.messages()) > 1


async def test_ordered_failures_are_refunded_and_shown(bot: BotKeeper, mia: Browser, watch: Watcher) -> None:
    assert bot.state == "running"
    await mia.act("/api/trouble", what="fail-next-task", reason="too loud", seconds=1)
    await order_song(mia)
    failed = await watch.card("not work")
    assert "too loud" in str(failed["embeds"])
    assert (await mia.get("/api/outside"))["tasks"][0]["failure"] == "too loud"
    await mia.act("/api/trouble", what="refuse-next-create", status=400, reason="no such words")
    await order_song(mia)
    await watch.until(lambda: _second(mia))
    assert "no such words" in str((await watch.card("not work"))["embeds"])


@pytest.fixture
def poor(settings: dict[str, str]) -> None:
    settings["GUILD_MONTHLY_CREDITS"] = "12"


@pytest.mark.usefixtures("poor")
async def test_an_allowance_is_used_up(bot: BotKeeper, mia: Browser, noah: Browser, watch: Watcher) -> None:
    assert bot.state == "running"
    await order_song(mia)

    async def is_told() -> bool:  # the song is there, and below it that the month is used up
        messages = await noah.messages()
        return len(messages) == 2 and is_done(messages[0])

    await watch.until(is_told)
    await order_song(mia)

    async def refusal() -> Any:
        newest = (await mia.messages())[-1]
        return newest if newest["private"] else None

    assert "0 credits left" in (await watch.until(refusal))["content"]
    assert len(await noah.messages()) == 2


async def test_the_operator_is_told_by_direct_message(
    bot: BotKeeper, mia: Browser, watch: Watcher, browser_of: Callable[[str], Browser]
) -> None:
    assert bot.state == "running"
    await mia.act("/api/trouble", what="refuse-next-create", status=402, reason="insufficient credits")
    await order_song(mia)
    admin = browser_of("admin")

    async def look() -> Any:
        servers = (await admin.get("/api/world"))["servers"]
        channels = [server["channels"][0]["id"] for server in servers if server["id"] == "@me"]
        return await admin.messages(channels[0]) if channels else None

    (told,) = await watch.until(look)
    assert "MusicAPI" in str(told)
    await watch.card("in line")  # it keeps its place until MusicAPI takes songs again


@pytest.mark.parametrize("trouble", ["kill-bot", "restart-bot"])
async def test_a_song_survives_the_end_of_the_bot(bot: BotKeeper, mia: Browser, watch: Watcher, trouble: str) -> None:
    await mia.act("/api/trouble", what="speed", value=5)
    await order_song(mia)
    await watch.card("Composing")
    await mia.act("/api/trouble", what=trouble)
    if trouble == "kill-bot":
        assert bot.state == "stopped"
        await mia.act("/api/trouble", what="start-bot")
    assert bot.state in ("starting", "running")
    await watch.bot("running")
    await mia.act("/api/trouble", what="speed", value=100)
    song = await watch.song()
    assert len(song["attachments"]) == 2
    await mia.act("/api/trouble", what="start-bot")  # it runs: nothing happens
    assert (await watch.bot("running"))["why"] == ""


async def test_a_song_survives_an_outage_and_dead_tokens(bot: BotKeeper, mia: Browser, watch: Watcher) -> None:
    assert bot.state == "running"
    await mia.act("/api/trouble", what="speed", value=5)
    await order_song(mia)
    await watch.card("Composing")
    await mia.act("/api/trouble", what="discord-down", seconds=1)
    await mia.act("/api/trouble", what="age-tokens")
    await mia.act("/api/trouble", what="speed", value=100)
    song = await watch.song()
    assert len(song["attachments"]) == 2


async def test_a_bot_that_cannot_start_is_explained(sandbox: Sandbox, tmp_path: Path) -> None:
    def env() -> dict[str, str]:
        return sandbox.env(database_url="nonsense://")

    async with BotKeeper(sandbox.discord, env, tmp_path / "bot.log") as keeper:
        await keeper.start()
        with pytest.raises(SandboxError, match="exit code 2"):
            await keeper.ready()
        assert (keeper.state, "DATABASE_URL" in keeper.why) == ("stopped", True)
        await keeper.stop()
        await keeper.stop(kill=True)


@pytest.fixture
async def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    """The page of a sandbox without MusicAPI, whose key is missing."""
    monkeypatch.setenv("MUSICAPI_KEY", "")
    async with Sandbox(simulates_musicapi=False, identify_interval=0.0) as sandbox:
        keeper = BotKeeper(
            sandbox.discord, lambda: sandbox.env(database_url=f"sqlite:///{tmp_path}/e.db"), tmp_path / "log"
        )
        async with keeper, PageServer(sandbox, keeper) as page, client_of(page) as http:
            yield Browser(http, sandbox, "mia")


async def test_without_a_key_the_bot_cannot_be_started_from_the_page(alone: Browser) -> None:
    assert "MUSICAPI_KEY is missing" in await alone.cannot("/api/trouble", what="start-bot")
    outside = await alone.get("/api/outside")
    assert (outside["simulated"], outside["account"], outside["tasks"]) == (False, None, [])
    assert {trouble["side"] for trouble in await alone.get("/api/troubles")} == {"discord", "bot"}
    assert "no trouble" in await alone.cannot("/api/trouble", what="fail-next-task")
    await alone.act("/api/say", text="hello")


async def test_with_a_key_the_bot_talks_to_the_musicapi_of_the_environment(
    alone: Browser, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSICAPI_KEY", sandbox.vendor.key)
    monkeypatch.setenv("MUSICAPI_URL", sandbox.musicapi.url)  # another sandbox's, in the place of the real one
    monkeypatch.setenv("POLL_INTERVAL", "0.25")
    await alone.act("/api/trouble", what="start-bot")
    watch = Watcher(alone)
    await watch.bot("running")
    await order_song(alone)
    assert len((await watch.song())["attachments"]) == 2
    assert len(sandbox.vendor.accepted) == 1
