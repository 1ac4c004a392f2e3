"""Songs of channels that are closed to somebody: no list, tree, menu or button has them, whatever id is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.threads import add_thread
from tests.e2e.conftest import is_done, labels

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from sandbox.discord.people import Person
    from tests.e2e.conftest import Stage

SEE, HISTORY = Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY
LYRICS = "[Verse]\nLa"
SECRET = "Hidden Harbour"


def _channel(stage: Stage, *overwrites: Overwrite, name: str = "secret") -> Channel:
    return stage.sandbox.world.add_channel(stage.sandbox.studio, name, overwrites)


def _role(stage: Stage, person: str, allowed: Permission) -> int:
    """A new role of the server, given to somebody."""
    world, studio = stage.sandbox.world, stage.sandbox.studio
    user = stage.person(person).user
    role = world.add_role(studio, "special", allowed)
    if user.id in studio.members:
        studio.members[user.id].role_ids.append(role.id)
    else:
        world.add_member(studio, user, [role])
    return role.id


def _closed(stage: Stage, why: str) -> Channel:
    """A channel that mia sees and noah does not."""
    sandbox = stage.sandbox
    mia, noah, bot = sandbox.mia.id, sandbox.noah.id, sandbox.world.bot.id
    match why:
        case "everyone but a few":
            few = [Overwrite(user, 1, allow=SEE) for user in (mia, bot)]
            return _channel(stage, Overwrite(sandbox.studio.id, 0, deny=SEE), *few)
        case "a role":
            return _channel(stage, Overwrite(_role(stage, "noah", EVERYDAY), 0, deny=SEE))
        case "a member":
            return _channel(stage, Overwrite(noah, 1, deny=SEE))
        case "a voice chat":  # whoever cannot join cannot open it
            barred = Overwrite(noah, 1, deny=Permission.CONNECT)
            return sandbox.world.add_channel(sandbox.studio, "stage", [barred], kind=ChannelType.GUILD_VOICE)
        case "past messages":
            return _channel(stage, Overwrite(noah, 1, deny=HISTORY))
        case _:
            return sandbox.private  # which the bot sees only until it has the order


async def _family(stage: Stage, name: str, where: Channel, **options: str) -> Message:
    """The finished answer to `/family`."""
    asked = stage.person(name).type_command(where.id, "family", options)
    return await stage.soon(asked.until(lambda message: bool(message.embeds)))


async def _refusal(asked: Invocation, person: Person) -> str:
    """The one private sentence that somebody gets."""
    answer = await asked.answered()
    assert answer.message is not None, answer
    assert answer.message.private_to == person.user.id
    assert not answer.message.embeds
    return answer.message.content


async def _offered(stage: Stage, name: str, where: Channel) -> list[str]:
    """What the list of `/family` offers, by row id."""
    choices = await stage.person(name).autocomplete(where.id, "family", {"clip": ""}, "clip")
    return [choice["value"] for choice in choices]


async def _see_nothing(stage: Stage, name: str, clip: str = "1") -> None:
    """Check that somebody reaches nothing of the only song, from the channel that everybody reads."""
    person, songs = stage.person(name), stage.sandbox.songs
    spent, creates = (await stage.account()).spent, stage.creates()
    assert await _offered(stage, name, songs) == []
    assert "no songs yet that you can see" in await _refusal(person.type_command(songs.id, "family", {}), person)
    for typed in (clip, SECRET):
        refused = await _refusal(person.type_command(songs.id, "family", {"clip": typed}), person)
        assert "no song" in refused
        assert SECRET not in refused
    said = person.say(songs.id, "let me in")
    for action in ("more", "extend", "cover", "full"):
        refused = await _refusal(person.press(said, f"clip:v1:{action}:{clip}", checked=False), person)
        assert refused == "This button belongs to no song that you can see here.\n-# Nothing was charged."
    opened = person.type_command(songs.id, "lyrics", {})
    modal = (await opened.answered()).modal
    assert modal is not None
    modal["custom_id"] = f"form:v1:clip:cover:{clip}:12"
    refused = await _refusal(person.submit(opened, {"lyrics": LYRICS, "style": "folk"}), person)
    assert "belongs to no song" in refused
    assert (await stage.account()).spent == spent
    assert stage.creates() == creates


@pytest.mark.promise(key="closed-channels")
@pytest.mark.parametrize(
    "why", ["everyone but a few", "a role", "a member", "past messages", "a voice chat", "the bot as well"]
)
async def test_a_song_is_out_of_reach_for_whoever_cannot_read_its_channel(stage: Stage, why: str) -> None:
    secret = _closed(stage, why)
    if secret is stage.sandbox.private:
        await stage.finished(await stage.ask_before_closing(secret, title=SECRET, lyrics=LYRICS))
    else:
        await stage.song(title=SECRET, lyrics=LYRICS, where=secret)
    await _see_nothing(stage, "noah")
    # Its maker finds it from anywhere, alone with it where others do not see it; and so does the server's owner.
    for name in ("mia", "admin"):
        assert await _offered(stage, name, stage.sandbox.songs) == ["2", "1"]
        shown = await _family(stage, name, stage.sandbox.songs)
        assert shown.private_to == stage.person(name).user.id
        assert SECRET in shown.embeds[0]["description"]
    assert (await _family(stage, "mia", secret)).private_to is None


async def test_an_administrator_and_a_role_let_in_see_the_songs_and_other_rights_do_not(stage: Stage) -> None:
    secret = _closed(stage, "everyone but a few")
    await stage.song(title=SECRET, lyrics=LYRICS, where=secret)
    _role(stage, "noah", EVERYDAY | Permission.MANAGE_MESSAGES | Permission.MANAGE_GUILD | Permission.MANAGE_THREADS)
    await _see_nothing(stage, "noah")
    _role(stage, "stranger", Permission.ADMINISTRATOR)
    assert await _offered(stage, "stranger", stage.sandbox.songs) == ["2", "1"]
    let_in = Overwrite(_role(stage, "noah", EVERYDAY), 0, allow=SEE)
    stage.sandbox.world.set_overwrite(secret, let_in)
    assert await _offered(stage, "noah", stage.sandbox.songs) == ["2", "1"]


@pytest.mark.promise(key="closed-channels")
async def test_access_counts_at_this_moment(stage: Stage) -> None:
    place = _channel(stage)
    song = await stage.song(title=SECRET, lyrics=LYRICS, where=place)
    noah, world = stage.person("noah"), stage.sandbox.world
    assert (await _family(stage, "noah", stage.sandbox.songs)).private_to is None  # everybody reads there
    opened = noah.press(song, "1 Cover")
    assert (await opened.answered()).modal is not None
    world.set_overwrite(place, Overwrite(noah.user.id, 1, deny=SEE))
    await _see_nothing(stage, "noah")
    # What somebody else is kept out of is no longer for everybody's eyes.
    assert (await _family(stage, "mia", stage.sandbox.songs)).private_to == stage.person("mia").user.id
    world.set_overwrite(place, Overwrite(noah.user.id, 1, allow=SEE))
    assert await _offered(stage, "noah", stage.sandbox.songs) == ["2", "1"]
    assert is_done(await stage.finished(noah.submit(opened, {"style": "folk"})))


@pytest.mark.promise(key="closed-channels")
async def test_the_songs_of_a_deleted_channel_are_their_makers_alone(stage: Stage) -> None:
    place = _channel(stage, name="gone")
    await stage.song(title=SECRET, lyrics=LYRICS, where=place)
    stage.sandbox.world.remove_channel(place)
    await _see_nothing(stage, "noah")
    shown = await _family(stage, "mia", stage.sandbox.songs)
    assert shown.private_to == stage.person("mia").user.id
    assert SECRET in shown.embeds[0]["description"]


@pytest.mark.parametrize("with_bot", [True, False])
async def test_a_private_thread_keeps_its_songs(stage: Stage, *, with_bot: bool) -> None:
    world, songs = stage.sandbox.world, stage.sandbox.songs
    thread = add_thread(world, songs, "quiet", stage.sandbox.mia, invited=[stage.sandbox.admin, world.bot])
    asked = stage.ask(title=SECRET, lyrics=LYRICS, where=thread)
    assert not (await asked.answered()).failed
    if not with_bot:  # somebody took it out of the thread
        thread.thread_members.discard(world.bot.id)
    await stage.finished(asked)
    await _see_nothing(stage, "noah")
    assert (await _family(stage, "mia", songs)).private_to == stage.sandbox.mia.id
    thread.thread_members.add(stage.sandbox.noah.id)
    assert (await _family(stage, "noah", thread)).private_to is None
    if with_bot:
        _role(stage, "stranger", EVERYDAY | Permission.MANAGE_THREADS)
        assert await _offered(stage, "stranger", songs) == ["2", "1"]


@pytest.mark.promise(key="closed-channels")
async def test_a_tree_shows_nothing_of_its_branches_elsewhere(stage: Stage) -> None:
    secret = _closed(stage, "everyone but a few")
    mia, noah, songs = stage.person("mia"), stage.person("noah"), stage.sandbox.songs
    await stage.song(title="Open Water", lyrics=LYRICS, style="pop", model="sonic/sonic-v5")
    opened = mia.press(mia.say(secret.id, "here"), "clip:v1:extend:1", checked=False)
    assert (await opened.answered()).modal is not None
    extended = await stage.finished(mia.submit(opened, {"moment": "1", "lyrics": "[Verse]\nOn"}))
    assert extended.channel_id == secret.id
    for name in ("noah", "mia"):
        shown = await _family(stage, name, songs, clip="1")
        text = shown.embeds[0]["description"]
        (picture,) = shown.attachments
        if name == "noah":
            assert shown.private_to is None
            assert len(text.splitlines()) == 2
            assert (picture.description or "").startswith("Family tree with 2 clips.")
            assert labels(shown) == []
        else:
            assert shown.private_to == mia.user.id
            assert len(text.splitlines()) == 4
            assert len(labels(shown)) == 2
    refused = noah.press(noah.say(songs.id, "join it"), "clip:v1:full:3", checked=False)
    assert "no song that you can see here" in await _refusal(refused, noah)
    assert "no song that you can see here" in await _refusal(noah.type_command(songs.id, "family", {"clip": "3"}), noah)


@pytest.mark.promise(key="closed-channels")
async def test_a_mashup_offers_and_takes_only_what_the_person_may_hear(stage: Stage) -> None:
    secret = _closed(stage, "a member")
    sonic: dict[str, Any] = {"lyrics": LYRICS, "style": "pop", "model": "sonic/sonic-v5"}
    await stage.song(title=SECRET, where=secret, **sonic)
    song = await stage.song("noah", title="Mine", **sonic)
    seen: dict[str, list[str]] = {}
    forms: dict[str, Invocation] = {}
    for name in ("mia", "noah"):
        person = stage.person(name)
        menu = (await person.press(song, "1 More…").answered()).message
        assert menu is not None
        forms[name] = person.select(menu, "pick:v1:3", ["mashup"])
        modal = (await forms[name].answered()).modal
        assert modal is not None
        (field,) = [part["component"] for part in modal["components"] if part.get("component", {}).get("options")]
        seen[name] = [option["value"] for option in field["options"]]
    assert seen == {"mia": ["4", "2", "1"], "noah": ["4"]}
    noah = stage.person("noah")
    typed = noah.submit(forms["noah"], {"other_clip": "1", "style": "house"}, checked=False)
    assert "you cannot see it" in await _refusal(typed, noah)


async def test_what_was_written_in_a_closed_channel_is_not_sung_elsewhere(stage: Stage) -> None:
    secret = _closed(stage, "everyone but a few")
    asked = stage.person("mia").type_command(secret.id, "write", {"topic": "rain"})
    await stage.soon(asked.until(is_done))
    noah = stage.person("noah")
    said = noah.say(stage.sandbox.songs.id, "let me in")
    for forged in ("sing:v1:1:1", "style:v1:1"):
        assert "belongs to nothing" in await _refusal(noah.press(said, forged, checked=False), noah)
