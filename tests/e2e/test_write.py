"""Words first: lyrics in two versions, a whole style, and a chat message, each the beginning of a song."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from tests.e2e.conftest import is_done, labels, said, small, title

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

MENU = "Make a song of this"
LYRICS = "[Verse]\nShips go out\n\n[Chorus]\nHome we come"


async def _written(stage: Stage, command: str, **options: str) -> Message:
    asked = stage.person().type_command(stage.sandbox.songs.id, command, options)
    message: Message = await stage.soon(asked.until(is_done))
    assert message.private_to == stage.person().user.id
    return message


async def _posted(stage: Stage, private: Message) -> Message:
    """What everybody reads once whoever reads it alone has posted it."""
    await stage.soon(
        stage.person().press(private, "Post here").until(lambda message: "Posted: https://" in str(message.embeds))
    )
    return await stage.find(lambda message: message.private_to is None and title(message) == title(private))


async def _filled(pressed: Invocation) -> dict[str, str]:
    """What the opened form shows, by field."""
    modal = (await pressed.answered()).modal
    assert modal is not None
    inner: list[dict[str, Any]] = [part["component"] for part in modal["components"] if "component" in part]
    return {field["custom_id"]: field.get("value", "") for field in inner}


async def _private(stage: Stage, asked: Invocation, name: str = "mia") -> str:
    answer = await asked.answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message.content


async def test_two_versions_stand_side_by_side_and_either_opens_the_filled_form(stage: Stage) -> None:
    message = await _written(stage, "write", topic="a lighthouse in winter")
    versions = [field for field in message.embeds[0]["fields"] if field["name"][:2] in ("1.", "2.")]
    assert [field["inline"] for field in versions] == [True, True]
    assert versions[0]["value"] != versions[1]["value"]
    assert labels(message) == ["Sing version 1", "Sing version 2", "Post here", "Again · 2 credits", "Edit…"]
    await stage.restart()
    public = await _posted(stage, message)
    assert labels(public) == labels(message) == ["Sing version 1", "Sing version 2", "Again · 2 credits", "Edit…"]
    assert [field for field in public.embeds[0]["fields"] if field["name"][:2] in ("1.", "2.")] == versions
    pressed = stage.person("noah").press(public, "Sing version 2")
    shown = await _filled(pressed)
    assert shown["lyrics"].splitlines()[0] in versions[1]["value"].replace("\\", "")
    assert shown["title"]
    sung = await stage.finished(stage.person("noah").submit(pressed, {"style": "folk"}))
    body = stage.sandbox.vendor.accepted[-1].body
    assert body["lyrics"] == shown["lyrics"]
    assert body["title"] == shown["title"]
    assert "folk" in said(sung) or body["sound"] == "folk"


async def test_a_style_opens_the_form_with_it_filled_in(stage: Stage) -> None:
    message = await _posted(stage, await _written(stage, "style", words="lofi, rain"))
    pressed = stage.person("noah").press(message, "Use this style")
    shown = await _filled(pressed)
    assert "lofi" in shown["style"].lower()
    assert shown["prompt"] == ""
    await stage.finished(stage.person("noah").submit(pressed, {"prompt": "the last train home"}))
    assert stage.creates() == 2


async def test_what_was_written_in_one_server_is_out_of_reach_in_another(stage: Stage) -> None:
    await _written(stage, "write", topic="rain")
    theirs = await stage.song("stranger", where=stage.sandbox.lounge)
    for forged in ("sing:v1:1:1", "style:v1:1", "sing:v1:999:1"):
        pressed = stage.person("stranger").press(theirs, forged, checked=False)
        assert "Nothing was charged" in await _private(stage, pressed, "stranger")


async def test_a_version_that_was_never_written_is_one_private_sentence(stage: Stage) -> None:
    message = await stage.song()
    for forged in (
        "sing:v1:1:1",
        "sing:v1:1:9",
        "style:v1:1",
        "sing:v2:1:1",
        "style:",
        "sing:v1:99999999999999999999:1",
    ):
        assert await _private(stage, stage.person().press(message, forged, checked=False))
    assert stage.creates() == 1


async def test_several_lines_become_lyrics(stage: Stage) -> None:
    said = stage.person("noah").say(stage.sandbox.songs.id, LYRICS)
    used = stage.person().use_menu(stage.sandbox.songs.id, MENU, said)
    shown = await _filled(used)
    assert shown["lyrics"] == LYRICS
    await stage.finished(stage.person().submit(used, {"title": "Harbour", "style": "folk"}))
    body = stage.sandbox.vendor.accepted[-1].body
    assert (body["title"], body["sound"], body["lyrics"]) == ("Harbour", "folk", LYRICS)


async def test_one_line_becomes_a_prompt_without_what_is_only_discords(stage: Stage) -> None:
    noah = stage.person("noah")
    said = noah.say(stage.sandbox.songs.id, f"**r&b pop** about <@{noah.user.id}> https://example.com/x")
    used = stage.person().use_menu(stage.sandbox.songs.id, MENU, said)
    assert (await _filled(used))["prompt"] == "r&b pop about"
    await stage.finished(stage.person().submit(used, {"prompt": "r&b pop about rain"}))
    assert "rain" in stage.sandbox.vendor.accepted[-1].body["prompt"]


async def test_lyrics_longer_than_a_form_are_sung_to_their_end(stage: Stage) -> None:
    await (
        stage.person("admin")
        .type_command(stage.sandbox.songs.id, "model server", {"model": "sonic/sonic-v5"})
        .answered()
    )
    lyrics = "\n".join(f"La la la number {number}" for number in range(210))
    said = stage.person("noah").say(stage.sandbox.songs.id, lyrics)
    used = stage.person().use_menu(stage.sandbox.songs.id, MENU, said)
    shown = await _filled(used)
    assert len(shown["lyrics"]) == 4_000
    await stage.finished(stage.person().submit(used, {"style": "folk"}))
    assert stage.sandbox.vendor.accepted[-1].body["prompt"] == lyrics


async def test_a_text_that_the_first_model_cannot_take_names_the_price_of_the_one_that_can(stage: Stage) -> None:
    said = stage.person("noah").say(stage.sandbox.songs.id, "la la " * 600)  # one line, too long for a prompt
    used = stage.person().use_menu(stage.sandbox.songs.id, MENU, said)
    shown = await _filled(used)
    assert shown["lyrics"] == ("la la " * 600).strip()
    assert " · 15 credits · " in str(used.interaction.modal)
    message = await stage.finished(stage.person().submit(used, {"style": "folk"}))
    assert small(message)[-1].startswith("Sonic v5 · 15 credits · ")


async def test_a_message_without_words_is_one_private_sentence(stage: Stage) -> None:
    noah = stage.person("noah")
    for text in (f"<@{noah.user.id}>", "https://example.com/song.mp3", "\u200b\n\u200d"):
        used = stage.person().use_menu(stage.sandbox.songs.id, MENU, noah.say(stage.sandbox.songs.id, text))
        assert "no words" in await _private(stage, used)
    card = await stage.song()  # the bot's own message has embeds and no text
    assert "no words" in await _private(stage, stage.person().use_menu(stage.sandbox.songs.id, MENU, card))


async def test_the_menu_is_offered_in_servers_alone(stage: Stage) -> None:
    letter = stage.sandbox.world.dm_with(stage.person().user)
    said = stage.person().say(letter.id, "r&b pop")
    with pytest.raises(ClientRefuses):
        stage.person().use_menu(letter.id, MENU, said)
    offered = [command["name"] for command in stage.person().commands(stage.sandbox.songs.id)]
    assert MENU in offered
    assert {"upload", "voice", "write", "style", "model", "family", "persona"} <= set(offered)
