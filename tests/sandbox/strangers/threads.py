"""The steps about threads and reactions; what the programs do is in `programs/README.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.entities import Channel, ChannelType
from tests.sandbox.strangers.step import Script

if TYPE_CHECKING:
    from tests.sandbox.strangers.stage import Stage

SCRIPT = Script()
THUMB = "👍"


def _thread(stage: Stage, name: str) -> Channel | None:
    threads = (one for one in stage.studio.channels.values() if one.parent_id == stage.songs.id)
    return next((one for one in threads if one.name == name), None)


@SCRIPT.step("Threads")
async def threads(stage: Stage) -> None:
    await stage.reads(stage.ask("thread"), "archived")
    talk = _thread(stage, "talk")
    assert talk is not None
    assert (talk.kind, talk.archived) == (ChannelType.PUBLIC_THREAD, True)
    await stage.posted("in the thread", talk)
    stage.mia.say(talk.id, f"{stage.mention} wake up")
    await stage.posted("heard wake up", talk)
    assert not talk.archived


@SCRIPT.step("Threads below a message")
async def threads_below(stage: Stage) -> None:
    asked = stage.ask("discuss")
    await stage.reads(asked, "a topic")
    talk = await stage.until(lambda: _thread(stage, "about it"))
    await stage.posted("first", talk)
    assert asked.message is not None
    assert talk.id == asked.message.id


@SCRIPT.step("Threads of others")
async def threads_of_others(stage: Stage) -> None:
    stage.command("thread")
    talk = stage.mia.start_thread(stage.songs.id, "mine")
    await stage.posted("joined", talk)
    assert stage.world.bot.id in talk.thread_members


@SCRIPT.step("Reactions")
async def reactions(stage: Stage) -> None:
    asked = stage.ask("react")
    await stage.reads(asked, "vote")
    message = asked.message
    assert message is not None
    await stage.until(lambda: [one.emoji.name for one in message.reactions] == [THUMB])
    stage.mia.react(message, THUMB)
    await stage.posted(f"mia put {THUMB}")
    stage.mia.take_back(message, THUMB)
    await stage.posted(f"somebody took {THUMB}")
