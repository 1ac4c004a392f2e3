"""Songs wherever people can ask for one: threads, forum posts, voice chats, and servers that the bot is not in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.entities import ChannelType
from sandbox.discord.threads import add_thread, archive
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import audio, is_done, labels, small

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Channel
    from tests.e2e.conftest import Stage


def _place(stage: Stage, name: str) -> Channel:
    world, studio = stage.sandbox.world, stage.sandbox.studio
    if name == "thread":
        return add_thread(world, stage.sandbox.songs, "ideas", stage.person().user)
    if name == "forum post":
        forum = world.add_channel(studio, "wishes", kind=ChannelType.GUILD_FORUM)
        return add_thread(world, forum, "a slow one", stage.person().user)
    kinds = {"voice": ChannelType.GUILD_VOICE, "announcements": ChannelType.GUILD_ANNOUNCEMENT}
    return world.add_channel(studio, name, kind=kinds[name])


@pytest.mark.parametrize("name", ["thread", "forum post", "voice", "announcements"])
async def test_a_song_and_its_cover_come_where_they_were_asked_for(stage: Stage, name: str) -> None:
    where = _place(stage, name)
    message = await stage.finished(stage.ask(where=where))
    assert message.channel_id == where.id
    assert len(audio(message)) == 2
    pressed = stage.person("noah").press(message, "2 Cover")
    await pressed.answered()
    cover = await stage.finished(stage.person("noah").submit(pressed, {"style": "folk"}))
    assert cover.channel_id == where.id
    address = f"https://discord.com/channels/{stage.sandbox.studio.id}/{where.id}/{message.id}"
    assert address in small(cover)[0]


async def test_a_thread_that_was_archived_meanwhile_is_woken_by_the_song(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        stage.sandbox.vendor.orders.time_next_task(90, 95)
        thread = add_thread(stage.sandbox.world, stage.sandbox.songs, "ideas", stage.person().user)
        asked = stage.ask(where=thread)
        assert not (await asked.answered()).failed
        archive(stage.sandbox.world, thread)
        message = await stage.find(lambda message: len(audio(message)) == 2, where=thread)
        assert is_done(message)
        assert not thread.archived
        assert len(labels(message)) == 8


async def test_a_server_that_took_the_commands_without_the_bot_gets_its_song(stage: Stage) -> None:
    world = stage.sandbox.world
    guild = world.add_guild("Commands alone", stage.person("stranger").user, with_bot=False)
    guild.commands_alone = True
    channel = world.add_channel(guild, "music")
    message = await stage.finished(stage.ask("stranger", where=channel))
    assert len(audio(message)) == 2
    pressed = stage.person("stranger").press(message, "1 Extend")
    assert (await pressed.answered()).modal is not None
