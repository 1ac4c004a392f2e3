"""The library through the real process: found, kept, renamed, brought back and deleted; and by nobody who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from data.guilds import admin_log
from data.ids import ClipId, GuildId
from data.library import favourites
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from sandbox.discord.entities import MessageFlag, Overwrite
from sandbox.discord.invocations import until
from sandbox.discord.permissions import Permission
from sandbox.wire.exchange import json_answer
from tests.e2e.conftest import audio, labels
from tests.traces import rows_with

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


def buttons(message: Message) -> list[str]:
    return [part["label"] for _, part in walk(message.components) if part["type"] == BUTTON]


def ids(message: Message) -> list[str]:
    return [part["custom_id"] for _, part in walk(message.components) if part["type"] == BUTTON]


async def told(stage: Stage, asked: Invocation) -> Message:
    """The private answer."""
    answer = await stage.soon(asked.answered())
    assert not answer.failed, answer
    assert answer.message is not None
    assert answer.message.private_to == asked.interaction.user.id
    return answer.message


async def songs(stage: Stage, name: str = "mia", where: Channel | None = None, **options: str) -> Message:
    """The panel of `/songs`."""
    channel = where or stage.sandbox.songs
    message = await told(stage, stage.person(name).type_command(channel.id, "songs", options))
    assert message.flags & MessageFlag.COMPONENTS_V2
    return message


async def press(stage: Stage, message: Message, name: str, who: str = "mia") -> Invocation:
    asked = stage.person(who).press(message, name, checked=False)
    assert not (await stage.soon(asked.answered())).failed
    return asked


async def change(stage: Stage, message: Message, name: str, who: str = "mia") -> None:
    """Press a button that changes its own message."""
    edits = message.edits
    await press(stage, message, name, who)
    await stage.soon(until(stage.sandbox.world, lambda: message.edits > edits))


async def opened(stage: Stage, clip: int, who: str = "mia", **options: str) -> Message:
    """A song's own panel."""
    asked = await press(stage, await songs(stage, who, None, **options), f"song:v1:show:{clip}", who)
    return await told(stage, asked)


async def refused(stage: Stage, name: str, who: str, where: Channel) -> str:
    """The one private sentence that a forged button gets."""
    seen = await told(stage, stage.person(who).type_command(where.id, "songs", {}))
    return (await told(stage, await press(stage, seen, name, who))).content


async def hearts(stage: Stage, clip: int = 1) -> int:
    async with (await stage.database()).reading() as tx:
        return await favourites.count(tx, ClipId(clip))


async def test_songs_are_found_kept_renamed_and_brought_back(stage: Stage) -> None:
    await stage.song(title="Crème brûlée", prompt="sugar in the rain")
    await stage.song("noah", title="100% rain")
    mine = await songs(stage)
    assert shown(mine).count("Crème brûlée") == 2
    assert "100% rain" not in shown(mine)
    found = await songs(stage, search="BRULEE sug")
    assert shown(found).count("Crème brûlée") == 2
    assert ids(found).count("song:v1:show:1") == 1
    assert shown(await songs(stage, search="%")).count("100% rain") == 2
    for typed in ('"', "*", "'", "%%%", "\\"):
        assert "100%" in (said := shown(await songs(stage, search=typed))) or "No song here" in said
    choices = await stage.person().autocomplete(stage.sandbox.songs.id, "songs", {"search": "bru"}, "search")
    assert [choice["value"] for choice in choices] == ["Crème brûlée"]
    assert "no favourites here yet" in shown(await songs(stage, show="favourites"))

    song = await opened(stage, 1)
    assert "♥ Add to favourites" in buttons(song)
    await change(stage, song, "song:v1:heart:1")
    assert "♥ Remove from favourites" in buttons(song)
    assert "♥ 1 favourite" in shown(song)
    await change(stage, song, "song:v1:heart:1")  # an old panel says the same once more
    assert await hearts(stage) == 1
    other = await opened(stage, 1, "noah", show="server")
    await change(stage, other, "song:v1:heart:1", "noah")
    assert "♥ 2 favourites" in shown(other)
    await change(stage, song, "song:v1:vote:1")
    await change(stage, other, "song:v1:vote:2", "noah")
    await change(stage, song, "song:v1:vote:2")  # one vote each
    assert "Clip 2: 2 votes to keep it" in shown(song)
    assert "Clip 1: 0 votes to keep it" in shown(song)

    more = await told(stage, await press(stage, stage.songs_in()[0], "clip:v1:more:1"))
    assert buttons(more)[-2:] == ["♥ Remove from favourites", "Keep, rename, bring back…"]
    await change(stage, more, "song:v1:unheart:1")
    assert buttons(more)[-2:] == ["♥ Add to favourites", "Keep, rename, bring back…"]
    assert await hearts(stage) == 1

    asked = await press(stage, song, "song:v1:rename:1")
    form = await stage.soon(stage.person().submit(asked, {"title": "Summer *night*"}).answered())
    assert not form.failed
    await stage.soon(until(stage.sandbox.world, lambda: "Summer" in shown(song)))
    assert "Summer \\*night\\*" in shown(song)
    assert shown(await songs(stage, search="summer night")).count("Summer") == 1

    before = await stage.account()
    old = stage.songs_in()[0]
    stage.sandbox.songs.messages.pop(old.id)  # somebody deleted the message
    back = stage.person().press(song, "song:v1:bring:1", checked=False)
    posted = await stage.soon(back.until(lambda message: len(audio(message)) == 2))
    assert posted.private_to is None
    assert "brought this back" in posted.content
    assert "1 Extend" in labels(posted)
    assert (await stage.soon(stage.person("noah").press(posted, "1 Extend").answered())).modal is not None
    assert await stage.account() == before


@pytest.mark.promise(key="own-server")
async def test_whoever_asked_or_manages_deletes_it_and_nobody_else_reaches_it(stage: Stage) -> None:
    sandbox = stage.sandbox
    see = Permission.VIEW_CHANNEL
    few = [Overwrite(user, 1, allow=see) for user in (sandbox.mia.id, sandbox.world.bot.id)]
    secret = sandbox.world.add_channel(sandbox.studio, "secret", [Overwrite(sandbox.studio.id, 0, deny=see), *few])
    hidden = stage.ask(title="Hidden Harbour", where=secret)
    await stage.finished(hidden)
    await stage.song(title="Open Sea")
    assert "Hidden" not in shown(await songs(stage, "noah", show="server"))
    assert "No song here" in shown(await songs(stage, "noah", search="harbour"))
    assert await stage.person("noah").autocomplete(sandbox.songs.id, "songs", {"search": "hid"}, "search") == []
    for action in ("show", "heart", "vote", "bring", "rename", "delete", "gone"):
        assert "no song that you can see" in await refused(stage, f"song:v1:{action}:1", "noah", sandbox.songs)
        assert "no song that you can see" in await refused(stage, f"song:v1:{action}:999", "noah", sandbox.songs)
    for action in ("rename", "delete", "gone"):
        assert "Only who asked for this song" in await refused(stage, f"song:v1:{action}:3", "noah", sandbox.songs)
    assert await hearts(stage) == 0

    # Brought back from a closed channel, it is for the person alone.
    song = await opened(stage, 1, search="harbour")
    back = stage.person().press(song, "song:v1:bring:1", checked=False)
    private = await stage.soon(back.until(lambda message: len(audio(message)) == 2))
    assert private.private_to == sandbox.mia.id

    heard = next(iter(stage.songs_in()))
    song = await opened(stage, 3)
    await change(stage, song, "song:v1:heart:3")
    await change(stage, song, "song:v1:delete:3")
    assert "for everybody and for good" in shown(song)
    await change(stage, song, "song:v1:show:3")
    await change(stage, song, "song:v1:gone:3")
    await stage.soon(until(sandbox.world, lambda: "The clip is gone" in shown(song)))
    assert len(audio(heard)) == 1
    assert [label for label in labels(heard) if label.startswith("1 ")] == []
    assert "2 Extend" in labels(heard)
    assert await hearts(stage, 3) == 0
    for action in ("heart", "vote", "bring", "gone"):
        assert "was deleted" in await refused(stage, f"song:v1:{action}:3", "mia", sandbox.songs)
    managers = await opened(stage, 4, "admin", show="server")
    await change(stage, managers, "song:v1:gone:4", "admin")
    await stage.soon(until(sandbox.world, lambda: heard.id not in sandbox.songs.messages))
    assert "There is no song here" in shown(await songs(stage, "noah", show="server"))
    async with (await stage.database()).reading() as tx:
        (written,) = await admin_log.of_guild(tx, GuildId(sandbox.studio.id), limit=5)
    assert (written.action, written.facts["clip"]) == ("song.delete", "4")


async def test_what_is_brought_back_while_it_is_deleted_goes_again(stage: Stage) -> None:
    discord, where = stage.sandbox.discord, stage.sandbox.songs
    await stage.song(title="Open Sea")
    song, again = await opened(stage, 1), await opened(stage, 1)
    pause = discord.trouble.pause("PATCH", r"/messages/@original$", "before", lambda asked: b"filename=" in asked.body)
    back = stage.person().press(song, "song:v1:bring:1", checked=False)
    await stage.soon(pause.reached())
    await change(stage, again, "song:v1:gone:1")
    # Neither the answer's token nor the bot's is taken for a moment, of which nobody said that it is for good.
    unauthorized = json_answer(401, {"message": "401: Unauthorized", "code": 0})
    by_token = discord.trouble.answer_instead("DELETE", r"/messages/@original$", unauthorized)
    by_bot = discord.trouble.answer_instead("DELETE", r"/channels/\d+/messages/\d+$", unauthorized)
    pause.release()
    posted = await stage.soon(back.until(lambda message: len(audio(message)) == 2))
    assert posted.private_to is None
    await stage.soon(until(stage.sandbox.world, lambda: posted.id not in where.messages))
    assert (by_token.times, by_bot.times) == (0, 0)
    assert [message.content.splitlines()[0] for message in back.followups] == [
        "This clip was deleted. Choose another one."
    ]
    database = await stage.database()

    async def forgotten() -> bool | None:
        return await rows_with(database, [posted.id]) == [] or None

    await stage.until(forgotten, "forgotten")


async def gone(stage: Stage, song: Message, clip: int) -> None:
    """Delete a clip in its panel."""
    await change(stage, song, f"song:v1:gone:{clip}")
    await until_shown(stage, song, "The clip is gone")


async def test_a_clip_that_is_deleted_while_the_other_is_made_leaves_the_card_to_that(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 1_000)
    asked = stage.ask(title="Open Sea")
    card = await stage.soon(asked.until(lambda message: len(audio(message)) == 1))
    await gone(stage, await opened(stage, 1), 1)
    assert (audio(card), [label for label in labels(card) if label.startswith("1 ")]) == ([], [])
    stage.sandbox.vendor_clock.speed = 1_000
    assert await stage.finished(asked) is card
    assert len(audio(card)) == 1
    assert [label for label in labels(card) if label.startswith("1 ")] == []
    assert "2 Extend" in labels(card)
    assert stage.songs_in() == [card]


@pytest.mark.parametrize("which", [(1,), (1, 2)])
async def test_a_clip_that_is_deleted_while_its_song_is_posted_goes_again(stage: Stage, which: tuple[int, ...]) -> None:
    pause = stage.sandbox.discord.trouble.pause(
        "PATCH", r"/messages/(@original|\d+)$", "before", lambda asked: asked.body.count(b"filename=") > 1
    )
    asked = stage.ask(title="Open Sea")
    await stage.soon(pause.reached())
    card = asked.message
    assert card is not None
    for clip in which:
        await gone(stage, await opened(stage, clip), clip)
    pause.release()
    if which == (1,):
        await stage.soon(until(stage.sandbox.world, lambda: len(audio(card)) == 1 and "2 Extend" in labels(card)))
        assert [label for label in labels(card) if label.startswith("1 ")] == []
    else:
        await stage.soon(until(stage.sandbox.world, lambda: card.id not in stage.sandbox.songs.messages))
    await stage.settled()
    assert stage.songs_in() == ([card] if which == (1,) else [])


async def choose(stage: Stage, message: Message, name: str, value: str) -> Invocation:
    asked = stage.person().select(message, name, [value])
    assert not (await stage.soon(asked.answered())).failed
    return asked


async def until_shown(stage: Stage, message: Message, words: str) -> None:
    await stage.soon(until(stage.sandbox.world, lambda: words in shown(message)))


async def test_a_playlist_is_made_ordered_renamed_and_keeps_the_place_of_what_is_gone(stage: Stage) -> None:
    await stage.song(title="Rain")
    song = await opened(stage, 1)
    await change(stage, song, "song:v1:add:1")
    asked = await choose(stage, song, "lists:v1:add:1", "new")
    assert not (await stage.soon(stage.person().submit(asked, {"name": "Summer *hits*"}).answered())).failed
    await until_shown(stage, song, "It is in “Summer \\*hits\\*” now.")
    second = await opened(stage, 2)
    await change(stage, second, "song:v1:add:2")
    for _ in range(2):  # a clip is in a playlist once
        await choose(stage, second, "lists:v1:add:2", "1")
        await until_shown(stage, second, "It is in")
        await change(stage, second, "song:v1:add:2")

    lists = await songs(stage)
    await change(stage, lists, "lists:v1")
    await choose(stage, lists, "lists:v1:show", "1")
    await until_shown(stage, lists, "2 clips")
    assert shown(lists).index("Clip 1") < shown(lists).index("Clip 2")
    await change(stage, lists, "place:v1:up:1:2:0")
    assert shown(lists).index("Clip 2") < shown(lists).index("Clip 1")
    asked = await press(stage, lists, "list:v1:rename:1:0")
    assert not (await stage.soon(stage.person().submit(asked, {"name": "Winter"}).answered())).failed
    await until_shown(stage, lists, "Winter")

    await change(stage, song, "song:v1:gone:1")
    await until_shown(stage, song, "The clip is gone")
    await change(stage, lists, "list:v1:page:1:0")
    assert "2. A clip that was deleted" in shown(lists)
    assert "1. **[Rain]" in shown(lists)

    songs_channel = stage.sandbox.songs
    for forged in ("list:v1:page:1:0", "list:v1:gone:1:0", "place:v1:out:1:2:0", "list:v1:rename:1:0"):
        assert "it is not yours" in await refused(stage, forged, "noah", songs_channel)
    await change(stage, lists, "place:v1:out:1:1:0")
    assert "1 clip" in shown(lists)
    await change(stage, lists, "list:v1:remove:1:0")
    await change(stage, lists, "list:v1:gone:1:0")
    assert "The playlist is gone" in shown(lists)
    assert "Rain" in shown(await songs(stage))


async def test_a_showcase_shows_once_what_enough_people_like_and_nothing_of_closed_channels(stage: Stage) -> None:
    sandbox = stage.sandbox
    see = Permission.VIEW_CHANNEL
    hall = sandbox.world.add_channel(sandbox.studio, "hall", [])
    bot = Overwrite(sandbox.world.bot.id, 1, allow=see)
    few = [Overwrite(user, 1, allow=see) for user in (sandbox.mia.id, sandbox.noah.id)]
    secret = sandbox.world.add_channel(sandbox.studio, "secret", [Overwrite(sandbox.studio.id, 0, deny=see), *few, bot])
    await stage.song(title="Open Sea")
    await stage.finished(stage.ask(title="Hidden Harbour", where=secret))
    given: dict[str, Any] = {"channel": hall, "favourites": 2}
    for forged in ({"set": given}, {"off": {}}):
        ((name, options),) = forged.items()
        asked = stage.person("noah").type_command(sandbox.songs.id, f"showcase {name}", options)
        assert "manage this server" in (await told(stage, asked)).content.lower()
    chosen = stage.person("admin").type_command(sandbox.songs.id, "showcase set", given)
    assert "2 favourites is shown once" in (await told(stage, chosen)).content
    for clip in (3, 1):  # the hidden one first: what is posted is the other one
        for who in ("mia", "noah"):
            panel = await opened(stage, clip, who, show="server")
            await change(stage, panel, f"song:v1:heart:{clip}", who)
    posted = await stage.find(lambda message: bool(audio(message)), where=hall)
    assert "a favourite of 2 people" in posted.content
    assert len(audio(posted)) == 1
    assert "1 Extend" in labels(posted)
    await change(stage, panel, "song:v1:unheart:1", "noah")
    await change(stage, panel, "song:v1:heart:1", "noah")
    off = await told(stage, stage.person("admin").type_command(sandbox.songs.id, "showcase off", {}))
    assert "No more songs" in off.content
    assert list(hall.messages) == [posted.id]
    deleting = await opened(stage, 1, show="server")
    await change(stage, deleting, "song:v1:gone:1")
    await until_shown(stage, deleting, "The clip is gone")
    assert list(hall.messages) == []
