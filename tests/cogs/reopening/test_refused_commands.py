"""A command that was refused: its “Edit…” opens a form with everything as it was typed, and nothing costs anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.musicapi.operations import Operation
from cogs.reopening import refused_commands
from data import drafts, retirements
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, InteractionId, UserId
from tests.bot.conftest import SONIC
from tests.cogs.live import open_live
from tests.data.making import set_allowance

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.rows import Job
    from sandbox.discord.entities import Message, Payload
    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")

ALLOWANCE = 50_000
MENTION = "<@123456789012345678>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    async with open_live(tmp_path_factory.mktemp("live")) as opened:
        async with opened.database.transaction() as tx:
            await set_allowance(tx, ALLOWANCE, GuildId(opened.sandbox.studio.id))
        yield opened


@pytest.fixture(autouse=True)
def later(live: Live) -> None:
    """What one test orders is no slip of the finger of the next one."""
    live.studio.clock.advance(60)


def _there(live: Live, name: str = "mia") -> dict[str, Any]:
    user_id, songs = UserId(live.sandbox.person(name).user.id), ChannelId(live.sandbox.songs.id)
    viewer = Viewer(user_id, frozenset({songs}))
    return {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": songs, "user_id": user_id, "viewer": viewer}


async def _refused(live: Live, command: str, typed: dict[str, Any], name: str = "mia") -> Message:
    """The private answer to a command that cost nothing."""
    before = await _left(live)
    answer = await live.sandbox.person(name).type_command(live.sandbox.songs.id, command, typed).answered()
    assert answer.message is not None
    assert answer.message.private_to == live.sandbox.person(name).user.id
    assert "-# Nothing was charged." in answer.message.content
    assert await _left(live) == before
    return answer.message


async def _edited(live: Live, refusal: Message, name: str = "mia") -> Invocation:
    (button,) = refusal.components[0]["components"]
    assert (button["label"], button["custom_id"].partition(":")[0]) == ("Edit…", "reopen")
    opened = live.sandbox.person(name).press(refusal, "Edit…")
    assert (await opened.answered()).modal is not None
    return opened


async def _placed(live: Live, asked: Invocation) -> Job:
    message = (await asked.answered()).message
    assert message is not None
    status = await live.studio.queries.status_asked_by(InteractionId(asked.interaction.id))
    assert status is not None, message.content
    return status.job


async def _private(live: Live, asked: Invocation, name: str = "mia") -> Message:
    message = (await asked.answered()).message
    assert message is not None
    assert message.private_to == live.sandbox.person(name).user.id
    return message


async def _left(live: Live) -> int:
    return (await live.studio.account(GuildId(live.sandbox.studio.id))).left


def _modal(opened: Invocation) -> Payload:
    assert opened.interaction.modal is not None
    return opened.interaction.modal


def _said(opened: Invocation) -> str:
    """The lines above the fields."""
    return "\n".join(part["content"] for part in _modal(opened)["components"] if part["type"] == 10)


def _fields(opened: Invocation) -> dict[str, str]:
    labels = [part["component"] for part in _modal(opened)["components"] if part["type"] == 18]
    return {field["custom_id"]: field.get("value") or "" for field in labels}


def _hints(opened: Invocation) -> dict[str, str]:
    labels = [part for part in _modal(opened)["components"] if part["type"] == 18]
    return {part["component"]["custom_id"]: part.get("description", "") for part in labels}


async def test_a_song_is_edited_in_a_form_with_all_that_was_typed_and_keeps_what_no_form_asks(live: Live) -> None:
    typed = {"prompt": f"for {MENTION}", "title": "Late", "style": "soul", "lyrics": "[Verse] La", "voice": "female"}
    refusal = await _refused(live, "song", {**typed, "avoid": "drums,  bass"})
    assert "mention" in refusal.content
    opened = await _edited(live, refusal)
    assert _fields(opened) == {name: typed[name] for name in ("prompt", "style", "title", "lyrics")}
    price, reason = _said(opened).splitlines()
    assert price.startswith("Sonic v5 · 15 credits · ")
    assert "left this month" in price
    assert reason == "-# Sonic, because Riffusion cannot leave out styles."
    placed = await _placed(live, live.sandbox.person("mia").submit(opened, {"prompt": "for Ann"}))
    assert (placed.brief.prompt, placed.brief.title, placed.brief.style) == ("for Ann", "Late", "soul")
    assert (placed.brief.details.gender, placed.brief.details.avoid, placed.price) == ("f", "drums, bass", 15)
    assert not placed.family_chosen


async def test_words_that_are_too_many_are_shown_whole_with_how_many_are_taken(live: Live) -> None:
    lyrics, prompt = ("La la la " * 400).strip(), ("slow " * 70).strip()
    refusal = await _refused(live, "song", {"prompt": prompt, "lyrics": lyrics, "model": "riffusion"})
    assert "Riffusion takes at most" in refusal.content
    opened = await _edited(live, refusal)
    assert (_fields(opened)["prompt"], _fields(opened)["lyrics"]) == (prompt, lyrics)
    assert _hints(opened)["prompt"].endswith("The model takes 200.")
    assert _said(opened).startswith("Riffusion")
    sent = live.sandbox.person("mia").submit(opened, {"prompt": "slow", "lyrics": "La"})
    placed = await _placed(live, sent)
    assert (placed.family, placed.brief.lyrics, placed.family_chosen) == ("riffusion", "La", True)


async def test_lyrics_longer_than_any_field_are_kept_whole_and_come_as_a_file_as_well(live: Live) -> None:
    lyrics = " ".join(f"La {number}" for number in range(720))[:4_990].strip()
    assert len(lyrics) > 4_500
    refusal = await _refused(live, "song", {"prompt": f"for {MENTION}", "lyrics": lyrics})
    assert lyrics.encode() in refusal.attachments[0].data
    opened = await _edited(live, refusal)
    assert lyrics.startswith(_fields(opened)["lyrics"])
    assert _hints(opened)["lyrics"] == "Too long to be shown. Left alone, all of it is kept."
    placed = await _placed(live, live.sandbox.person("mia").submit(opened, {"prompt": "for Ann"}))
    assert placed.brief.lyrics == lyrics


@pytest.mark.parametrize("model", ["nobody's name", "sonic/sonic-v1"])
async def test_a_model_that_is_not_there_is_replaced_and_the_form_says_so(live: Live, model: str) -> None:
    refusal = await _refused(live, "song", {"prompt": "r&b pop", "model": model})
    opened = await _edited(live, refusal)
    assert "is not available now." in _said(opened).splitlines()[1]
    placed = await _placed(live, live.sandbox.person("mia").submit(opened, {}))
    assert (placed.brief.prompt, placed.family_chosen) == ("r&b pop", False)


async def test_what_a_chosen_model_cannot_do_another_one_does_and_the_form_says_so(live: Live) -> None:
    refusal = await _refused(live, "song", {"prompt": "r&b pop", "model": "riffusion", "voice": "male"})
    opened = await _edited(live, refusal)
    assert _said(opened).splitlines()[1] == "-# Sonic, because Riffusion cannot choose a voice."
    placed = await _placed(live, live.sandbox.person("mia").submit(opened, {}))
    assert (placed.family, placed.brief.details.gender) == ("sonic", "m")


async def test_what_nobody_takes_is_left_out_and_the_form_names_who_makes_it_without(live: Live) -> None:
    async with live.database.transaction() as tx:
        host, now = live.studio.context.musicapi_host, live.studio.context.now()
        for family in ("sonic", "nuro"):
            await retirements.add(tx, host=host, family=family, operation="create", reason="gone", now=now)
    try:
        refusal = await _refused(live, "song", {"prompt": ("slow " * 60).strip(), "voice": "male"})
        opened = await _edited(live, refusal)
        assert _said(opened).splitlines()[1:] == [
            "-# Producer, because Riffusion takes 200 characters.",
            "-# Producer has no choice of voice here. It makes the song without.",
        ]
    finally:
        async with live.database.transaction() as tx:
            for family in ("sonic", "nuro"):
                await retirements.lift(tx, host=host, family=family, operation="create")


async def test_an_instrumental_with_lyrics_is_sung_or_not_as_the_form_comes_back(live: Live) -> None:
    refusal = await _refused(live, "song", {"prompt": "pop", "lyrics": "La la", "instrumental": True})
    opened = await _edited(live, refusal)
    assert "Clear them for an instrumental" in _hints(opened)["lyrics"]
    mia = live.sandbox.person("mia")
    sung = await _placed(live, mia.submit(opened, {}))
    assert (sung.brief.lyrics, sung.brief.instrumental) == ("La la", False)
    live.studio.clock.advance(60)
    played = await _placed(live, mia.submit(await _edited(live, refusal), {"lyrics": ""}))
    assert (played.brief.lyrics, played.brief.instrumental) == ("", True)


async def test_a_persona_that_is_gone_is_said_and_one_that_is_there_sings(live: Live) -> None:
    refusal = await _refused(live, "song", {"prompt": "pop", "persona": "Nobody"})
    opened = await _edited(live, refusal)
    assert "This server has no such persona." in _said(opened)
    assert (await _placed(live, live.sandbox.person("mia").submit(opened, {}))).operation == Operation.CREATE
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    await live.studio.done(Operation.PERSONA, clip, title="Nell", **_there(live))
    refusal = await _refused(live, "song", {"prompt": f"for {MENTION}", "persona": "nell", "voice": "female"})
    opened = await _edited(live, refusal)
    assert len(_said(opened).splitlines()) == 1
    placed = await _placed(live, live.sandbox.person("mia").submit(opened, {"prompt": "for Ann"}))
    assert (placed.operation, placed.brief.details.gender) == (Operation.PERSONA_SONG, "f")
    assert placed.brief.details.persona_id


async def test_too_few_credits_lose_no_words(live: Live) -> None:
    guild_id = GuildId(live.sandbox.studio.id)
    async with live.database.transaction() as tx:
        await set_allowance(tx, 1, guild_id)
    try:
        refusal = await _refused(live, "song", {"prompt": "r&b pop", "title": "Late"})
        assert "A song costs 12 credits" in refusal.content
    finally:
        async with live.database.transaction() as tx:
            await set_allowance(tx, ALLOWANCE, guild_id)
    opened = await _edited(live, refusal)
    assert (_fields(opened)["prompt"], _fields(opened)["title"]) == ("r&b pop", "Late")
    assert (await _placed(live, live.sandbox.person("mia").submit(opened, {}))).brief.title == "Late"


async def test_a_form_of_a_command_that_is_refused_again_is_opened_again(live: Live) -> None:
    opened = await _edited(live, await _refused(live, "song", {"prompt": f"for {MENTION}", "avoid": "drums"}))
    mia = live.sandbox.person("mia")
    slip = await _private(live, mia.submit(opened, {"style": "like <@1234567890>", "prompt": "for Ann"}))
    again = mia.press(slip, "Open again")
    await again.answered()
    assert (_fields(again)["prompt"], _fields(again)["style"]) == ("for Ann", "like <@1234567890>")
    placed = await _placed(live, mia.submit(again, {"style": "like Ann"}))
    assert (placed.brief.style, placed.brief.details.avoid) == ("like Ann", "drums")


@pytest.mark.parametrize(
    ("command", "option", "field", "operation"),
    [("write", "topic", "prompt", Operation.WRITE_LYRICS), ("style", "words", "style", Operation.ENRICH_STYLE)],
)
async def test_lyrics_and_styles_are_edited_as_they_were_typed(
    live: Live, command: str, option: str, field: str, operation: Operation
) -> None:
    opened = await _edited(live, await _refused(live, command, {option: f"a night with {MENTION}"}))
    assert _fields(opened) == {field: f"a night with {MENTION}"}
    assert "left this month" in _said(opened)
    mia = live.sandbox.person("mia")
    slip = await _private(live, mia.submit(opened, {field: "a night with <@1234567890>"}))
    again = mia.press(slip, "Open again")
    await again.answered()
    assert _fields(again) == {field: "a night with <@1234567890>"}
    placed = await _placed(live, mia.submit(again, {field: "a night with Ann"}))
    assert (placed.operation, getattr(placed.brief, field)) == (operation, "a night with Ann")


async def test_a_form_of_words_is_of_nothing_else(live: Live) -> None:
    mia = live.sandbox.person("mia")
    opened = await _edited(live, await _refused(live, "write", {"topic": f"a night with {MENTION}"}))
    _modal(opened)["custom_id"] = "form:v1:words:extend:12"
    told = await _private(live, mia.submit(opened, {"prompt": "a night"}))
    assert "another version of Encore" in told.content
    assert b"a night" in told.attachments[0].data


async def test_what_was_typed_is_its_members_alone_for_a_day(live: Live) -> None:
    refusal = await _refused(live, "song", {"prompt": f"my own {MENTION}"})
    (button,) = refusal.components[0]["components"]
    noah = live.sandbox.person("noah")
    public = (await noah.type_command(live.sandbox.songs.id, "song", {"prompt": "pop"}).answered()).message
    assert public is not None
    stolen = await _private(live, noah.press(public, button["custom_id"], checked=False), "noah")
    assert "my own" not in stolen.content
    assert stolen.attachments == []
    opened = await _edited(live, refusal)
    live.studio.clock.advance(drafts.LIFETIME.total_seconds())
    mia = live.sandbox.person("mia")
    forgotten = await _private(live, mia.press(refusal, "Edit…"))
    assert "is more than a day old" in forgotten.content
    late = await _private(live, mia.submit(opened, {"prompt": "typed at last"}))
    assert "is more than a day old" in late.content
    assert b"typed at last" in late.attachments[0].data


async def test_words_come_back_as_a_file_where_nobody_can_make_a_song_any_more(live: Live) -> None:
    refusal = await _refused(live, "song", {"prompt": f"not lost {MENTION}"})
    families = ("riffusion", "sonic", "producer", "nuro")
    async with live.database.transaction() as tx:
        host, now = live.studio.context.musicapi_host, live.studio.context.now()
        for family in families:
            await retirements.add(tx, host=host, family=family, operation="create", reason="gone", now=now)
    try:
        told = await _private(live, live.sandbox.person("mia").press(refusal, "Edit…"))
        assert "No model can make new songs right now." in told.content
        assert b"not lost" in told.attachments[0].data
    finally:
        async with live.database.transaction() as tx:
            for family in families:
                await retirements.lift(tx, host=host, family=family, operation="create")


async def test_words_come_back_as_a_file_where_they_cannot_be_kept(
    live: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("cogs.reopening.refused_commands.keep_form", fail)
    refusal = await _refused(live, "song", {"prompt": f"not lost {MENTION}"})
    assert refusal.components == []
    assert b"not lost" in refusal.attachments[0].data
    assert "form_not_kept" in caplog.text


async def test_what_was_only_chosen_is_no_words(live: Live) -> None:
    refusal = await _refused(live, "lyrics", {"model": "nobody's name"})
    assert (refusal.components, refusal.attachments) == ([], [])


async def test_what_another_version_kept_of_a_command_is_said_to_be_gone(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = await _refused(live, "song", {"prompt": "a rainy harbour", "model": "no such model"})
    others = {name: opener for name, opener in refused_commands.OPENERS.items() if name != "song"}
    monkeypatch.setattr(refused_commands, "OPENERS", others)
    told = await _private(live, live.sandbox.person("mia").press(refusal, "Edit…"))
    assert told.content.startswith("This was made already, or is more than a day old.")
