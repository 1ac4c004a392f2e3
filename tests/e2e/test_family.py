"""`/family`: the whole tree of a song, as a picture and as links, and a button where a branch can be joined."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from sandbox.wire.exchange import Answer
from tests.e2e.conftest import labels

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from tests.e2e.conftest import Stage


async def _family(stage: Stage, name: str = "mia", **options: str) -> Message:
    """The finished answer to `/family`."""
    asked = stage.person(name).type_command(stage.sandbox.songs.id, "family", options)
    return await stage.soon(asked.until(lambda message: bool(message.embeds)))


async def _private(stage: Stage, name: str = "mia", **options: str) -> str:
    """The one private sentence that answers `/family`."""
    answer = await stage.person(name).type_command(stage.sandbox.songs.id, "family", options).answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message.content


async def _by_form(stage: Stage, message: Message, button: str, name: str = "noah", **words: str) -> Message:
    pressed = stage.person(name).press(message, button)
    assert (await pressed.answered()).modal is not None
    return await stage.finished(stage.person(name).submit(pressed, words))


def _link(stage: Stage, message: Message) -> str:
    return f"https://discord.com/channels/{stage.sandbox.studio.id}/{message.channel_id}/{message.id}"


async def test_a_tree_shows_the_original_and_what_was_made_of_it_with_links_and_who(stage: Stage) -> None:
    song = await stage.song(title="Late Night")
    extended = await _by_form(stage, song, "1 Extend", moment="1", lyrics="[Verse]\nOn")
    covered = await _by_form(stage, extended, "2 Cover", "mia", style="folk")
    shown = await _family(stage)
    assert shown.private_to is None
    text = shown.embeds[0]["description"]
    for message in (song, extended, covered):
        assert text.count(_link(stage, message)) == 2
    assert text.count("original") == 2
    assert text.count("extension from 0:01") == 2
    assert text.count("· cover") == 2
    assert text.count(f"<@{stage.person('noah').user.id}>") == 2
    assert text.splitlines()[1].startswith("2\\. [Late Night \\(extended\\)]")
    (picture,) = shown.attachments
    assert shown.embeds[0]["image"]["url"].startswith("attachment://")
    assert (picture.description or "").startswith("Family tree with 6 clips. 1: Late Night, original.")
    image = Image.open(io.BytesIO(picture.data))
    assert image.format == "PNG"
    assert image.height > image.width // 2
    # Any clip of the tree shows the same one.
    again = await _family(stage, clip="1")
    assert again.embeds[0]["description"] == text


async def test_clips_are_offered_by_title_the_newest_first(stage: Stage) -> None:
    await stage.song(title="Late Night", lyrics="[Verse]\nLa")
    await stage.song(title="Harbour", lyrics="[Verse]\nLa")
    offered = await stage.person().autocomplete(stage.sandbox.songs.id, "family", {"clip": ""}, "clip")
    assert [choice["value"] for choice in offered] == ["4", "3", "2", "1"]
    assert "clip 2 · Riffusion · 0:0" in offered[0]["name"]
    assert await stage.person("stranger").autocomplete(stage.sandbox.lounge.id, "family", {"clip": ""}, "clip") == []


async def test_a_branch_is_joined_from_the_tree_also_after_a_restart(stage: Stage) -> None:
    song = await stage.song(model="sonic/sonic-v5", title="Late", lyrics="[Verse]\nLa", style="pop")
    await _by_form(stage, song, "1 Extend", moment="1", lyrics="[Verse]\nOn")
    shown = await _family(stage)
    assert sorted(labels(shown)) == [
        "Full song of 2. Late (extended) · 2 credits",
        "Full song of 3. Late (extended) · 2 credits",
    ]
    await stage.restart()
    joined = await stage.finished(stage.person("noah").press(shown, labels(shown)[0]))
    assert stage.sandbox.vendor.accepted[-1].body["task_type"] == "concat_music"
    assert (await stage.account()).spent == 15 + 15 + 2
    assert joined.id != shown.id
    after = await _family(stage)
    assert len(labels(after)) == 1
    assert "full song" in after.embeds[0]["description"]


async def test_a_family_that_joins_nothing_has_no_such_button(stage: Stage) -> None:
    song = await stage.song()
    await _by_form(stage, song, "1 Extend", moment="1", lyrics="[Verse]\nOn")
    assert labels(await _family(stage)) == []


async def test_without_names_the_picture_comes_all_the_same(stage: Stage) -> None:
    await stage.song()
    stage.sandbox.discord.trouble.answer_instead("GET", r"/users/\d+$", Answer(503, b"{}"), times=20)
    assert (await _family(stage)).attachments


async def test_a_message_that_is_deleted_before_the_picture_is_one_private_sentence(stage: Stage) -> None:
    await stage.song()
    pause = stage.sandbox.discord.trouble.pause("PATCH", r"/webhooks/\d+/[^/]+/messages/@original$", "before")
    asked = stage.person().type_command(stage.sandbox.songs.id, "family", {})
    await stage.soon(pause.reached())
    assert asked.message is not None
    stage.person("admin").delete(asked.message)
    pause.release()
    told = await stage.find(lambda message: message in asked.followups)
    assert told.private_to == stage.person().user.id
    assert "was deleted" in told.content
    assert "Nothing was charged" in told.content
    assert "interaction_failed" not in stage.log()


async def test_a_clip_that_is_not_there_is_one_private_sentence(stage: Stage) -> None:
    await stage.song()
    for clip in ("999", "0", "soon", "99999999999999999999", "-1", "1 "):
        assert "no song that you can see here" in await _private(stage, clip=clip)


async def test_a_clip_is_found_by_the_title_that_its_person_chose(stage: Stage) -> None:
    await stage.song(title="Late Night")  # without lyrics: the vendor gives it a title of its own
    await stage.song()
    offered = await stage.person().autocomplete(stage.sandbox.songs.id, "family", {"clip": "late"}, "clip")
    assert [choice["value"] for choice in offered] == ["2", "1"]
    assert offered[0]["name"].startswith("Late Night · clip 2 · ")
    assert "Late Night" in (await _family(stage, clip=" late NIGHT")).embeds[0]["description"]


async def test_a_branch_that_is_joined_by_a_double_press_is_joined_once(stage: Stage) -> None:
    song = await stage.song(model="sonic/sonic-v5", title="Late", lyrics="[Verse]\nLa", style="pop")
    await _by_form(stage, song, "1 Extend", moment="1", lyrics="[Verse]\nOn")
    shown = await _family(stage)
    pressed = [stage.person().press(shown, labels(shown)[0]) for _ in range(2)]
    answers = [await each.answered() for each in pressed]
    (refused,) = [answer.message for answer in answers if answer.message and answer.message.private_to is not None]
    assert "a moment ago" in refused.content
    assert refused.content.endswith("\n-# Nothing was charged a second time.")
    assert refused.content.count("\n") == 1
    (joined,) = [each for each in pressed if each.message and each.message.private_to is None]
    await stage.finished(joined)
    assert (await stage.account()).spent == 15 + 15 + 2


async def test_a_server_without_songs_says_so_and_another_servers_clips_are_out_of_reach(stage: Stage) -> None:
    assert "no songs yet" in await _private(stage)
    await stage.song("stranger", where=stage.sandbox.lounge)
    assert "no song that you can see here" in await _private(stage, clip="1")
