"""“Download all” through the real process: as zips for whoever asked alone, and nothing for whoever may not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.invocations import until
from sandbox.discord.permissions import Permission
from tests.e2e.test_songs import buttons, change, choose, opened, press, songs, told

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

FILE = r"\.m4a$"


def names(message: Message) -> list[str]:
    """What is in the zip of a message."""
    (attached,) = message.attachments
    assert attached.filename.endswith(".zip")
    archive = zipfile.ZipFile(io.BytesIO(attached.data))
    assert archive.testzip() is None
    return archive.namelist()


async def begin(stage: Stage, name: str, who: str = "mia", **options: str) -> Invocation:
    """Press a button of a download on the panel of `/songs`, forged or not."""
    where = stage.sandbox.lounge if who == "stranger" else stage.sandbox.songs
    return await press(stage, await songs(stage, who, where, **options), name, who)


async def ended(stage: Stage, asked: Invocation) -> list[Message]:
    """The zips of a download that is over, once it says so."""
    await stage.soon(asked.until(lambda message: " here." in message.content))
    assert asked.message is not None
    for message in (asked.message, *asked.followups):
        assert message.private_to == asked.interaction.user.id
    return asked.followups


@pytest.mark.promise(key="own-server")
async def test_all_songs_of_a_list_come_as_zips_and_only_to_whoever_may_hear_them(stage: Stage) -> None:
    sandbox, see = stage.sandbox, Permission.VIEW_CHANNEL
    few = [Overwrite(user, 1, allow=see) for user in (sandbox.mia.id, sandbox.world.bot.id)]
    secret = sandbox.world.add_channel(sandbox.studio, "secret", [Overwrite(sandbox.studio.id, 0, deny=see), *few])
    hidden = stage.ask(title="Hidden", where=secret)
    await stage.finished(hidden)
    await stage.song(title="Rain / *now*")
    before = await stage.account()

    panel = await songs(stage)
    assert "Download all" in buttons(panel)
    assert "Download all" not in buttons(await songs(stage, show="server"))
    (zipped,) = await ended(stage, await begin(stage, "download:v1:mine:0:"))
    assert [name.rpartition(".")[0] for name in names(zipped)] == [
        *("01 Rain now", "02 Rain now", "03 Hidden", "04 Hidden")
    ]
    (zipped,) = await ended(stage, await begin(stage, "download:v1:mine:0:rain", search="rain"))
    assert len(names(zipped)) == 2

    # A playlist with a song that is gone, and one whose file is.
    song = await opened(stage, 1)
    await change(stage, song, "song:v1:add:1")
    made = await choose(stage, song, "lists:v1:add:1", "new")
    assert not (await stage.soon(stage.person().submit(made, {"name": "Mine"}).answered())).failed
    for clip in (3, 4):
        song = await opened(stage, clip)
        await change(stage, song, f"song:v1:add:{clip}")
        await choose(stage, song, f"lists:v1:add:{clip}", "1")
        await stage.soon(until(sandbox.world, lambda shown=song: shown.edits >= 2))
    song = await opened(stage, 3)
    await change(stage, song, "song:v1:gone:3")
    asked = await begin(stage, "download:v1:list:1:0")
    (zipped,) = await ended(stage, asked)
    assert [name.rpartition(".")[0] for name in names(zipped)] == ["01 Hidden", "03 Rain now", "missing"]
    archive = zipfile.ZipFile(io.BytesIO(zipped.attachments[0].data))
    assert "2. Untitled: deleted, or closed to you" in archive.read("missing.txt").decode()
    assert "1 song is missing" in asked.message.content if asked.message else False

    # Forged: another member gets what they may hear, and nobody's playlist but their own; a stranger nothing.
    assert "no song to download" in (await told(stage, await begin(stage, "download:v1:mine:0:", "noah"))).content
    (zipped,) = await ended(stage, await begin(stage, "download:v1:server:0:", "noah"))
    assert [name.rpartition(".")[0] for name in names(zipped)] == ["01 Rain now"]
    for who in ("noah", "stranger"):
        said = (await told(stage, await begin(stage, "download:v1:list:1:0", who))).content
        assert "not yours" in said
    assert "no song to download" in (await told(stage, await begin(stage, "download:v1:server:0:", "stranger"))).content
    assert await stage.account() == before


async def test_one_at_a_time_and_whoever_is_cut_off_is_told(stage: Stage) -> None:
    await stage.song()
    pause = stage.sandbox.musicapi.trouble.pause("GET", FILE, "before")
    asked = await begin(stage, "download:v1:mine:0:")
    await stage.soon(pause.reached())
    assert "Packing 2 songs for you." in (await told(stage, asked)).content
    again = await told(stage, await begin(stage, "download:v1:mine:0:"))
    assert "is under way" in again.content
    await stage.restart_at(pause)
    await stage.soon(asked.until(lambda message: "was interrupted" in message.content))
    (zipped,) = await ended(stage, await begin(stage, "download:v1:mine:0:"))
    assert len(names(zipped)) == 2
