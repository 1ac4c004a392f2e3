"""`/credits`, page by page: everybody's songs, and nothing of those that were made behind closed doors."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from data import ledger
from data.ids import ChannelId, GuildId, UserId
from data.jobs import schedule
from data.rows import JobState
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.entities import Overwrite
from sandbox.discord.invocations import until
from sandbox.discord.permissions import Permission
from tests.data.making import NOW, job_in
from tests.e2e.conftest import open_stage

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Channel, Message
    from tests.e2e.conftest import Stage


async def _shown(stage: Stage, name: str = "mia") -> Message:
    answer = await stage.person(name).type_command(stage.sandbox.songs.id, "credits").answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message


def _lines(message: Message) -> list[str]:
    return list(texts(message.components))[1].splitlines()


def _labels(message: Message) -> list[str]:
    """The buttons that turn pages."""
    buttons = [part for _, part in walk(message.components) if part["type"] == 2]
    return [each["label"] for each in buttons if not each["custom_id"].startswith("credits:v1:tab:")]


def _tabs(message: Message) -> list[str]:
    buttons = [part for _, part in walk(message.components) if part["type"] == 2]
    return [each["label"] for each in buttons if each["custom_id"].startswith("credits:v1:tab:")]


async def _turn(stage: Stage, name: str, message: Message, tab: str) -> str:
    """What a part says, in the same message."""
    before = message.edits
    pressed = stage.person(name).press(message, tab)
    assert not (await stage.soon(pressed.answered())).failed
    await stage.soon(until(stage.sandbox.world, lambda: message.edits > before))
    return "\n".join(texts(message.components))


async def _told(stage: Stage, name: str, message: Message, custom_id: str) -> str:
    """What somebody is told of a button that they were not shown."""
    answer = (await stage.soon(stage.person(name).press(message, custom_id, checked=False).answered())).message
    assert answer is not None
    assert answer.private_to == stage.person(name).user.id
    return answer.content


async def _add_refunded(stage: Stage, count: int, where: Channel, title: str) -> None:
    """Songs of mia's that failed, as the database has them once she was told."""
    async with (await stage.database()).transaction() as tx:
        for number in range(1, count + 1):
            job = await job_in(
                tx,
                JobState.FAILED,
                guild_id=GuildId(stage.sandbox.studio.id),
                channel_id=ChannelId(where.id),
                user_id=UserId(stage.person().user.id),
                title=f"{title} {number}",
            )
            assert await ledger.refund(tx, job, now=NOW)
            await schedule.mark_delivered(tx, job.id, now=NOW)


async def test_pages_are_turned_in_the_same_message_also_after_a_restart(stage: Stage) -> None:
    await _add_refunded(stage, 30, stage.sandbox.songs, "Song")
    shown = await _shown(stage)
    assert len(_lines(shown)) == 12
    assert "Song 30 · 10 given back" in _lines(shown)[0]
    assert _labels(shown) == ["Older songs"]
    await stage.restart()
    for pressed, first, labels in (
        ("Older songs", "Song 18", ["Newer songs", "Older songs"]),
        ("Older songs", "Song 6", ["Newer songs"]),
        ("Newer songs", "Song 18", ["Newer songs", "Older songs"]),
    ):
        turned = await stage.person().press(shown, pressed).answered()
        assert turned.message is shown
        assert first in _lines(shown)[0]
        assert _labels(shown) == labels
    await stage.person().press(shown, "credits:v1:700", checked=False).answered()
    assert "Song 30" in _lines(shown)[0]  # there is no such page


@pytest.mark.promise(key="closed-channels")
async def test_a_song_behind_closed_doors_is_counted_and_not_named(stage: Stage) -> None:
    sandbox = stage.sandbox
    kept_out = Overwrite(sandbox.noah.id, 1, deny=Permission.VIEW_CHANNEL)
    secret = sandbox.world.add_channel(sandbox.studio, "secret", [kept_out])
    await _add_refunded(stage, 1, secret, "Hidden Harbour")
    assert "Hidden Harbour 1" in _lines(await _shown(stage, "mia"))[0]
    (seen,) = _lines(await _shown(stage, "noah"))
    assert seen.startswith("- A song in another channel · 10 given back · <@")


@pytest.mark.promise(key="manage-server")
async def test_each_sees_their_part_and_who_manages_the_server_sees_whom_it_went_on(stage: Stage) -> None:
    await stage.song()
    mia = stage.person().user.id
    shown = await _shown(stage)
    assert _tabs(shown) == ["Mine", "This server", "Chart"]
    mine = await _turn(stage, "mia", shown, "Mine")
    assert "You used 12 this month." in mine
    assert "No share is set for you. The server has 228 left." in mine
    assert "1 time · 12 credits" in mine
    await stage.restart()  # the panel works in another process
    chart = await _turn(stage, "mia", shown, "Chart")
    assert "12 of 240 used · 228 left" in chart
    (gallery,) = [part for _, part in walk(shown.components) if part["type"] == 12]
    assert "Used or held: 12. Allowance: 240." in gallery["items"][0]["description"]
    (picture,) = shown.attachments
    assert picture.data.startswith(b"\x89PNG")
    assert "12 of 240 used" in await _turn(stage, "mia", shown, "This server")
    assert shown.attachments == []
    for forged in ("credits:v1:tab:members", "credits:v1:members:0", "credits:v1:ledger"):
        assert "Only members who may manage this server" in await _told(stage, "mia", shown, forged)
    assert "another version of Encore" in await _told(stage, "mia", shown, "credits:v1:tab:secrets")

    panel = await _shown(stage, "admin")
    table = await _turn(stage, "admin", panel, "By member")
    assert f"1. <@{mia}> · 12 credits · 1 song" in table
    ledger_of = stage.person("admin").select(panel, "credits:v1:ledger", f"{datetime.now(UTC):%Y-%m}")
    sent = await stage.shown(ledger_of)
    assert sent.private_to == stage.person("admin").user.id
    (file,) = sent.attachments
    rows = list(csv.DictReader(io.StringIO(file.data.decode())))
    assert [(row["member"], row["kind"], row["credits"], row["running_sum"]) for row in rows] == [
        (str(mia), "hold", "12", "12"),
        (str(mia), "settle", "12", "12"),
    ]

    # Whoever manages another server sees that one alone, whatever they press.
    where = stage.sandbox.lounge.id
    theirs = (await stage.soon(stage.person("stranger").type_command(where, "credits").answered())).message
    assert theirs is not None
    assert "Nobody used credits" in await _turn(stage, "stranger", theirs, "By member")
    assert "another version of Encore" in await _told(stage, "stranger", theirs, "credits:v1:ledger")


async def test_too_few_credits_are_said_before_a_form_opens_and_in_the_menu(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "18"}) as stage:
        message = await stage.song(model="sonic/sonic-v5")
        mia, channel = stage.person(), stage.sandbox.songs.id
        said = mia.say(channel, "a song about rain")
        for refused in (
            mia.type_command(channel, "lyrics"),
            mia.use_menu(channel, "Make a song of this", said),
            mia.press(message, "clip:v1:cover:1"),
            mia.press(message, "clip:v1:extend:1"),
        ):
            answer = await refused.answered()
            assert answer.modal is None
            assert answer.message is not None
            assert answer.message.private_to == mia.user.id
            assert "3 credits left" in answer.message.content
            assert ":R>" in answer.message.content
        menu = (await mia.press(message, "clip:v1:more:1").answered()).message
        assert menu is not None
        (select,) = [part for _, part in walk(menu.components) if part["type"] == 3]
        labels = [option["label"] for option in select["options"]]
        assert labels.pop(0) == "Lyrics · free"
        for label in labels:
            price = int(label.split(" · ")[1].split()[0])
            assert label.endswith("not enough left") is (price > 3), label
        assert any(label.endswith("not enough left") for label in labels)
        assert stage.creates() == 1
