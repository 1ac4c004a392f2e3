"""Where Encore may not post, no way to an order leads to a charge: one sentence names the permission that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord import roles
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.threads import add_thread, archive
from tests.e2e.conftest import is_done, labels

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

SEE, SEND = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES
FILES, EMBEDS = Permission.ATTACH_FILES, Permission.EMBED_LINKS
IN_THREADS, JOIN = Permission.SEND_MESSAGES_IN_THREADS, Permission.CONNECT
NOTHING = Permission(0)


def _deny(stage: Stage, channel: Channel, right: Permission) -> None:
    world = stage.sandbox.world
    world.set_overwrite(channel, Overwrite(world.bot.id, 1, deny=right))


async def _told(stage: Stage, asked: Invocation) -> str:
    answer = await stage.shown(asked)
    assert answer.private_to == asked.interaction.user.id
    assert not answer.embeds
    return answer.content


def _needs(*names: str) -> str:
    return f"To post songs here, Encore needs {' and '.join(names)}. Ask a manager of this server to grant it."


@pytest.mark.promise(key="can-post")
async def test_no_way_to_an_order_charges_where_the_song_could_not_be_posted(stage: Stage) -> None:
    world, studio, songs = stage.sandbox.world, stage.sandbox.studio, stage.sandbox.songs
    mia = stage.person()
    song = await stage.song(lyrics="[Verse]\nLa", model="sonic")
    extended = mia.press(song, "1 Extend")  # a form that is open while the right is taken away
    assert (await extended.answered()).modal is not None
    before, creates = await stage.account(), stage.creates()

    for right, needed in (
        (SEE, _needs("View Channel")),
        (SEND, _needs("Send Messages")),
        (EMBEDS, _needs("Embed Links")),
        (FILES | EMBEDS, _needs("Embed Links", "Attach Files")),
    ):
        _deny(stage, songs, right)
        said = await _told(stage, stage.ask())
        assert said.startswith(needed)
        assert said.endswith("\n-# Nothing was charged.")
    # The last ones are still missing: every other way to an order.
    again = next(label for label in labels(song) if label.startswith("Again"))
    for asked in (
        mia.press(song, again),
        mia.press(song, "1 Cover"),
        mia.press(song, "example:v1:rain:12", checked=False),
        mia.submit(extended, {"moment": "1", "lyrics": "[Verse]\nOn"}),
        mia.type_command(songs.id, "lyrics", {}),
        mia.type_command(songs.id, "upload", {}),
        mia.type_command(songs.id, "voice", {}),
    ):
        assert (await _told(stage, asked)).startswith(_needs("Embed Links", "Attach Files"))
    # What one person alone is told takes no right; to post it for everybody does.
    menu = (await mia.press(song, "1 More…").answered()).message
    assert menu is not None
    tempo = mia.select(menu, "pick:v1:1", "bpm")
    found = await stage.soon(tempo.until(lambda message: "Post here" in labels(message)))
    assert (await _told(stage, mia.press(found, "Post here"))).startswith(_needs("Embed Links", "Attach Files"))

    thread = add_thread(world, songs, "ideas", mia.user)
    _deny(stage, songs, IN_THREADS)
    assert (await _told(stage, stage.ask(where=thread))).startswith(_needs("Send Messages in Threads"))
    _deny(stage, songs, NOTHING)
    archive(world, thread, locked=True)
    assert (await _told(stage, stage.ask(where=thread))).startswith("This thread is locked.")
    voice = world.add_channel(studio, "stage", [Overwrite(world.bot.id, 1, deny=JOIN)], kind=ChannelType.GUILD_VOICE)
    assert (await _told(stage, stage.ask(where=voice))).startswith(_needs("Connect"))
    assert (await _told(stage, stage.ask(where=stage.sandbox.private))).startswith(_needs("View Channel"))

    after = await stage.account()
    assert (after.held, after.spent - before.spent) == (0, 1)  # the tempo
    assert stage.creates() == creates + 1
    assert is_done(await stage.song(where=songs))  # and it works again as soon as it may


async def test_a_right_that_roles_take_away_and_give_back_is_noticed_at_once(stage: Stage) -> None:
    world, studio = stage.sandbox.world, stage.sandbox.studio
    before, creates = await stage.account(), stage.creates()
    for role in tuple(studio.roles.values()):
        roles.allow(world, studio, role, EVERYDAY & ~EMBEDS)
    assert (await _told(stage, stage.ask())).startswith(_needs("Embed Links"))
    granted = world.add_role(studio, "musicians", EMBEDS)
    roles.give(world, studio, world.bot, granted)
    assert is_done(await stage.song())
    roles.delete(world, studio, granted)
    assert (await _told(stage, stage.ask())).startswith(_needs("Embed Links"))
    assert stage.creates() == creates + 1
    assert (await stage.account()).spent > before.spent
