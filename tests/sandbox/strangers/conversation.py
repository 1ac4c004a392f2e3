"""The steps about messages, servers and connections; what the programs do is in `programs/README.md`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.sandbox.strangers.stage import WAIT
from tests.sandbox.strangers.step import Script

if TYPE_CHECKING:
    from tests.sandbox.strangers.stage import Stage

SCRIPT = Script()


@SCRIPT.step("Messages that mention the bot")
async def mentions(stage: Stage) -> None:
    words = stage.mia.say(stage.songs.id, f"{stage.mention} good evening")
    said = await stage.posted("heard good evening")
    assert said.reply_to == words.id


@SCRIPT.step("Messages")
async def messages(stage: Stage) -> None:
    await stage.reads(stage.ask("messages"), "newest: posted, edited | working")
    assert all(one.content != "gone" for one in stage.songs.messages.values())


@SCRIPT.step("Direct messages")
async def direct(stage: Stage) -> None:
    asked = stage.ask("dm")
    await stage.reads(asked, "sent")
    channel = stage.world.dms[stage.mia.user.id]
    await stage.posted("in private", channel)
    stage.mia.say(channel.id, "good night")
    await stage.posted("you said good night", channel)


@SCRIPT.step("More messages than a bucket holds")
async def many(stage: Stage) -> None:
    await stage.reads(stage.ask("many"), "counting")
    await stage.posted("many 7")
    said = [one.content for one in stage.songs.messages.values() if one.content.startswith("many ")]
    assert said == [f"many {number}" for number in range(8)]


@SCRIPT.step("A new server")
async def new_server(stage: Stage) -> None:
    world = stage.world
    guild = world.add_guild("New", stage.mia.user, with_bot=False)
    welcome = world.add_channel(guild, "welcome")
    world.invite_bot(guild)
    await stage.posted("thanks", welcome)
    world.remove_bot(guild)


@SCRIPT.step("A session that is resumed")
async def resumed(stage: Stage) -> None:
    gateway = stage.discord.gateway
    began = len(gateway.sessions)
    gateway.drop_all()
    stage.mia.say(stage.songs.id, f"{stage.mention} are you back")  # which the resume brings
    await stage.posted("heard are you back")
    await asyncio.wait_for(gateway.until(lambda: bool(gateway.connections)), WAIT)
    assert len(gateway.sessions) == began
