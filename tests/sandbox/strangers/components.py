"""The steps about buttons, menus, forms and layouts; what the programs do is in `programs/README.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.entities import Message, MessageFlag
from tests.sandbox.strangers.step import Script

if TYPE_CHECKING:
    from tests.sandbox.strangers.stage import Stage

SCRIPT = Script()


@SCRIPT.step("Buttons")
async def buttons(stage: Stage) -> None:
    shown = await stage.reads(stage.ask("buttons"), "press")
    with pytest.raises(ClientRefuses):
        stage.mia.press(shown, "Off")
    with pytest.raises(ClientRefuses):
        stage.mia.press(shown, "Site")
    reply = stage.mia.press(shown, "Reply")
    said = await stage.reads(reply, "for you")
    assert said.private_to == stage.mia.user.id
    stage.mia.press(shown, "Update")
    await _changes(stage, shown, "updated by mia")


@SCRIPT.step("Buttons that are acknowledged first")
async def acknowledged(stage: Stage) -> None:
    shown = await stage.reads(stage.ask("buttons"), "press")
    stage.mia.press(shown, "Later")
    await _changes(stage, shown, "later")


async def _changes(stage: Stage, shown: Message, content: str) -> None:
    try:
        await stage.until(lambda: shown.content == content)
    except TimeoutError:
        raise AssertionError(f"it should become {content!r}, and is {shown.content!r}") from None


async def _choose(stage: Stage, menu: str, values: Any, heard: str) -> None:
    shown = await stage.reads(stage.ask("menus"), "choose")
    said = await stage.reads(stage.mia.select(shown, menu, values), f"{menu}: {heard}")
    assert said.private_to == stage.mia.user.id


@SCRIPT.step("A menu of strings")
async def strings(stage: Stage) -> None:
    await _choose(stage, "strings", ["a", "c"], "a c")


@SCRIPT.step("A menu of users")
async def users(stage: Stage) -> None:
    await _choose(stage, "users", stage.noah.user, "noah")


@SCRIPT.step("A menu of roles")
async def roles(stage: Stage) -> None:
    await _choose(stage, "roles", stage.singers, "singers")


@SCRIPT.step("A menu of both")
async def mentionables(stage: Stage) -> None:
    await _choose(stage, "mentionables", [stage.noah.user, stage.singers], "noah singers")


@SCRIPT.step("A menu of channels")
async def channels(stage: Stage) -> None:
    await _choose(stage, "channels", stage.songs, "songs")


@SCRIPT.step("A command's form")
async def form(stage: Stage) -> None:
    opened = stage.ask("form")
    assert (await opened.answered()).modal is not None, "no form"
    with pytest.raises(ClientRefuses):
        stage.mia.submit(opened, {"Title": "no"})
    await stage.reads(stage.mia.submit(opened, {"Title": "Rain", "Words": "La\nla"}), "form: Rain / La\nla")
    opened = stage.ask("form")
    await opened.answered()
    await stage.reads(stage.mia.submit(opened, {"Title": "Rain"}), "form: Rain / -")


@SCRIPT.step("A button's form")
async def button_form(stage: Stage) -> None:
    shown = await stage.reads(stage.ask("buttonform"), "open")
    opened = stage.mia.press(shown, "Open")
    assert (await opened.answered()).modal is not None, "no form"
    stage.mia.submit(opened, {"Name": "Ada"})
    await _changes(stage, shown, "named Ada")


@SCRIPT.step("A form with menus and files")
async def labels(stage: Stage) -> None:
    opened = stage.ask("labels")
    assert (await opened.answered()).modal is not None, "no form"
    filled = {"Mood": "wild", "Singer": stage.noah.user, "Recording": ("tune.wav", b"RIFF")}
    await stage.reads(stage.mia.submit(opened, filled), "labels: wild, noah, tune.wav")


@SCRIPT.step("Layouts")
async def layouts(stage: Stage) -> None:
    asked = stage.ask("layout")
    shown = await stage.until(lambda: asked.message)
    assert shown.flags & MessageFlag.COMPONENTS_V2
    kinds = {part["type"] for _, part in walk(shown.components)}
    assert {17, 10, 9, 14, 12, 13, 2} <= kinds, kinds
    assert sorted(one.filename for one in shown.attachments) == ["cover.png", "notes.txt"]
    stage.mia.press(shown, "Redraw")
    await stage.until(lambda: list(texts(shown.components)) == ["redrawn"])
