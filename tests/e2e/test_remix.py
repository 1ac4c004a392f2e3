"""Extend and Cover, from buttons that outlive the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.ids import ClipId, GuildId
from tests.data.making import delete_clip
from tests.e2e.conftest import Stage, audio, small, title

if TYPE_CHECKING:
    from sandbox.discord.entities import Message


async def _extend(stage: Stage, message: Message, button: str, words: dict[str, str]) -> Message:
    pressed = stage.person("noah").press(message, button)
    modal = (await pressed.answered()).modal
    assert modal is not None
    sent = stage.person("noah").submit(pressed, words)
    return await stage.finished(sent)


async def test_extend_on_clip_two_and_cover_on_clip_one_send_those_clips(stage: Stage) -> None:
    message = await stage.song()
    pressed = stage.person("noah").press(message, "2 Extend")
    modal = (await pressed.answered()).modal
    assert modal is not None
    shown = str(modal)
    assert "12 credits" in shown
    assert "228 left" in shown
    extended = await stage.finished(stage.person("noah").submit(pressed, {"lyrics": "[Verse]\nOn", "style": "pop"}))
    covered = await _extend(stage, message, "1 Cover", {"style": "acoustic folk"})
    bodies = [create.body for create in stage.sandbox.vendor.accepted]
    made = next(iter(stage.sandbox.vendor.tasks.values())).clips
    assert bodies[1]["task_type"] == "extend_music"
    assert bodies[2]["task_type"] == "cover_music"
    assert {bodies[1]["continue_clip_id"], bodies[2]["continue_clip_id"]} == {clip.clip_id for clip in made}
    second = await _vendor_clip(stage, 2)
    assert bodies[1]["continue_clip_id"] == second
    assert bodies[2]["continue_clip_id"] == await _vendor_clip(stage, 1)
    link = f"https://discord.com/channels/{stage.sandbox.studio.id}/{message.channel_id}/{message.id}"
    assert link in small(extended)[0]
    assert small(extended)[0].startswith("Extends")
    assert small(covered)[0].startswith("Covers")
    name = title(message)
    assert [_shown(extended), _shown(covered)] == [f"{name} (extended)", f"{name} (cover: acoustic folk)"]
    assert all("-extended-" in file for file in audio(extended))
    again = await _extend(stage, extended, "1 Extend", {"lyrics": "[Verse]\nAnd on"})
    assert _shown(again) == f"{name} (extended 2)"


def _shown(message: Message) -> str:
    """The title as Discord shows it, without what makes its brackets harmless."""
    return title(message).replace("\\", "")


async def _vendor_clip(stage: Stage, row: int) -> str:
    from data import clips
    from data.engine.database import Database

    database = await Database.open(stage.database_url)
    try:
        async with database.reading() as tx:
            clip = await clips.get(tx, ClipId(row), guild_id=GuildId(stage.sandbox.studio.id), viewer=None)
    finally:
        await database.close()
    assert clip is not None
    assert clip.position == row
    return clip.clip_id


@pytest.mark.promise(key="old-buttons")
async def test_buttons_of_a_message_from_before_a_restart_work(stage: Stage) -> None:
    message = await stage.song()
    await stage.restart()
    await _extend(stage, message, "1 Extend", {"lyrics": "[Verse]\nOn"})
    assert stage.sandbox.vendor.accepted[1].body["continue_clip_id"] == await _vendor_clip(stage, 1)


async def test_a_form_from_before_a_crash_makes_its_song_and_is_charged_once(stage: Stage) -> None:
    message = await stage.song()
    pressed = stage.person().press(message, "1 Cover")
    await pressed.answered()
    await stage.restart()
    sent = stage.person().submit(pressed, {"style": "folk", "lyrics": "[Verse]\nMy words"})
    assert small(await stage.finished(sent))[0].startswith("Covers")
    body = stage.sandbox.vendor.accepted[1].body
    assert (body["sound"], body["lyrics"]) == ("folk", "[Verse]\nMy words")
    assert (await stage.account()).spent == 24
    assert stage.creates() == 2


@pytest.mark.promise(key="checked-first")
@pytest.mark.parametrize("moment", ["-1", "0", "99999", "soon", "1e9", "5:00"])
async def test_a_bad_moment_is_one_private_sentence_and_costs_nothing(stage: Stage, moment: str) -> None:
    message = await stage.song()
    pressed = stage.person().press(message, "1 Extend")
    await pressed.answered()
    answer = await stage.person().submit(pressed, {"moment": moment, "lyrics": "la"}, checked=False).answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert (await stage.account()).held == 0
    assert stage.creates() == 1


@pytest.mark.promise(key="own-server")
@pytest.mark.parametrize(
    "forged",
    [
        "clip:v1:extend:999",
        "clip:v1:extend:-1",
        "clip:v9:extend:1",
        "clip:v1:dance:1",
        "clip:",
        "nonsense",
        "clip:v1:cover:9999999999999999999999",
    ],
)
async def test_a_forged_button_is_one_private_sentence(stage: Stage, forged: str) -> None:
    message = await stage.song()
    answer = await stage.person().press(message, forged, checked=False).answered()
    assert not answer.failed
    assert answer.message is not None
    assert answer.message.private_to == stage.person().user.id
    assert stage.creates() == 1


@pytest.mark.promise(key="own-server")
async def test_a_clip_of_another_guild_is_out_of_reach(stage: Stage) -> None:
    await stage.song()
    theirs = await stage.song("stranger", where=stage.sandbox.lounge)
    answer = await stage.person("stranger").press(theirs, "clip:v1:extend:1", checked=False).answered()
    assert answer.message is not None
    assert "no song that you can see here" in answer.message.content


async def test_a_deleted_clip_says_so(stage: Stage) -> None:
    from datetime import UTC, datetime

    from data.engine.database import Database

    message = await stage.song()
    database = await Database.open(stage.database_url)
    async with database.transaction() as tx:
        await delete_clip(tx, ClipId(1), at=datetime.now(UTC))
    await database.close()
    answer = await stage.person().press(message, "1 Extend").answered()
    assert answer.message is not None
    assert "deleted" in answer.message.content
