"""From a server that just added the bot to its first song, and what helps on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.version import VERSION
from sandbox.discord import errors
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission
from tests.e2e.conftest import audio, labels, open_stage

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Channel, Guild, Message
    from tests.e2e.conftest import Stage


def new_server(stage: Stage, *, hidden: bool = False) -> tuple[Guild, Channel, Channel]:
    """A server without the bot, of the stranger's, and two channels; the first may be closed to the bot."""
    world = stage.sandbox.world
    guild = world.add_guild("New", stage.person("stranger").user, with_bot=False)
    closed = [Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL)] if hidden else []
    return guild, world.add_channel(guild, "rules", closed), world.add_channel(guild, "general")


async def greeting(stage: Stage, channel: Channel) -> Message:
    return await stage.find(lambda message: message.author is stage.sandbox.world.bot, where=channel)


async def test_one_press_after_it_was_added_makes_the_first_song(stage: Stage) -> None:
    guild, first, _ = new_server(stage)
    stage.sandbox.world.invite_bot(guild)
    message = await greeting(stage, first)
    assert labels(message) == [f"{name} · 12 credits" for name in ("Rainy lo-fi", "Birthday song", "Night drive")]
    said = message.embeds[0]["description"]
    for fact in ("12 credits", "240 each month", "/about", "/settings", "Integrations", "/help"):
        assert fact in said
    song = await stage.finished(stage.person("stranger").press(message, "Rainy lo-fi · 12 credits"))
    assert len(audio(song)) == 2
    assert (await stage.account(guild.id)).spent == 12


async def test_a_server_is_greeted_where_the_bot_may_write_and_in_its_system_channel_first(stage: Stage) -> None:
    world = stage.sandbox.world
    guild, _, general = new_server(stage, hidden=True)
    world.invite_bot(guild)
    await greeting(stage, general)
    other, first, second = new_server(stage)
    other.system_channel_id = second.id
    world.invite_bot(other)
    await greeting(stage, second)
    assert not first.messages


async def test_a_server_is_greeted_once_also_where_the_bot_was_away(stage: Stage) -> None:
    guild, first, _ = new_server(stage)
    await stage.kill()
    stage.sandbox.world.invite_bot(guild)
    await stage.start()
    await greeting(stage, first)
    await stage.logged(f"guild_greeted guild={guild.id}")
    await stage.restart()
    await stage.soon(stage.sandbox.discord.ready())
    later, channel, _ = new_server(stage)  # what is heard after it tells that the first was looked at
    stage.sandbox.world.invite_bot(later)
    await greeting(stage, channel)
    assert len(first.messages) == 1
    # Those where the bot has been for long are left in peace.
    assert not stage.sandbox.songs.messages
    assert not stage.sandbox.lounge.messages


async def test_a_greeting_that_discord_does_not_take_is_sent_by_the_next_start(stage: Stage) -> None:
    guild, first, _ = new_server(stage)
    refusal = errors.missing_permissions().answer()
    stage.sandbox.discord.trouble.answer_instead("POST", f"/channels/{first.id}/messages", refusal, times=1)
    stage.sandbox.world.invite_bot(guild)
    await stage.logged(f"greeting_not_sent guild={guild.id}")
    assert not first.messages
    await stage.restart()
    await greeting(stage, first)
    assert len(first.messages) == 1


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


async def _told(stage: Stage, command: str, name: str) -> Message:
    answer = await stage.soon(stage.person(name).type_command(stage.sandbox.songs.id, command).answered())
    assert not answer.failed
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message


async def test_help_is_private_has_examples_to_press_and_more_for_managers(stage: Stage) -> None:
    members, managers = await _told(stage, "help", "mia"), await _told(stage, "help", "admin")
    assert "For managers" not in shown(members)
    assert "For managers" in shown(managers)
    assert "240 left" in shown(members)
    examples = [part["label"] for _, part in walk(members.components) if part["type"] == BUTTON]
    assert len(examples) == 3
    song = await stage.finished(stage.person("mia").press(members, examples[2]))
    assert song.private_to is None
    assert len(audio(song)) == 2


async def test_about_says_what_is_known(tmp_path: Path) -> None:
    env = {"OPERATOR_CONTACT": "mail@example.com", "SOURCE_URL": "https://example.com/encore"}
    async with open_stage(tmp_path, env=env) as stage:
        before = shown(await _told(stage, "about", "mia"))
        for fact in (VERSION, "mail@example.com", "https://example.com/encore", "MIT", "nothing for this bot yet"):
            assert fact in before
        await stage.song()
        assert "MusicAPI last answered <t:" in shown(await _told(stage, "about", "mia"))
