"""`/credits`, page by page: everybody's songs, and nothing of those that were made behind closed doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data import ledger
from data.ids import ChannelId, GuildId, UserId
from data.jobs import schedule
from data.rows import JobState
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.entities import Overwrite
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
    return [part["label"] for _, part in walk(message.components) if part["type"] == 2]


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
