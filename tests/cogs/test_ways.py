"""Which way a song takes when Discord refuses one for now: it waits for that one, and is not said twice elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cogs import delivery
from sandbox.discord.errors import DiscordError
from sandbox.wire.exchange import Answer
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.cogs.test_delivery import (
    BY_BOT,
    LETTERS,
    LONG,
    NEW,
    card,
    deliver_early,
    done,
    half_done,
    is_delivered,
    letters,
    refuse,
    songs,
)
from tests.e2e.conftest import audio, fields, is_done

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.discord.entities import Message
    from tests.cogs.live import Live


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


@pytest.fixture
async def promised(live: Live) -> Message:
    """The card of a song that is made and not posted yet, past the life of its token."""
    shown = await card(live)
    await done(live)
    return shown


async def test_a_way_that_may_open_again_is_waited_for_though_the_last_ones_are_closed(
    live: Live, promised: Message
) -> None:
    refuse(live, DiscordError(403, 0, "403: Forbidden"), ("PATCH", BY_BOT))
    refuse(live, DiscordError(404, 10003, "Unknown Channel"), ("POST", NEW))
    refuse(live, DiscordError(403, 50007, "Cannot send messages to this user"), ("POST", LETTERS))
    await deliver(live.studio)
    assert not await is_delivered(live)
    live.sandbox.discord.trouble.clear()
    await deliver(live.studio, 6)
    assert [message.id for message in songs(live)] == [promised.id]
    assert await is_delivered(live)


async def test_a_discord_that_is_down_for_a_moment_is_waited_for_and_nothing_is_posted_anew(
    live: Live, promised: Message
) -> None:
    refuse(live, DiscordError(503, 0, "503: Service Unavailable"), ("PATCH", BY_BOT), times=1)
    await deliver(live.studio)
    assert songs(live) == []
    await deliver(live.studio, 6)
    assert [message.id for message in songs(live)] == [promised.id]


async def test_an_upload_that_stands_still_is_ended_and_made_again(
    live: Live, promised: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "DELIVERY_TIMEOUT", 0.05)
    pause = live.sandbox.discord.trouble.pause("PATCH", BY_BOT, "before")
    async with asyncio.timeout(WAIT):
        await deliver(live.studio)
    assert not await is_delivered(live)
    pause.drop()
    live.sandbox.discord.trouble.clear()
    monkeypatch.undo()
    await deliver(live.studio, 6)
    assert len(audio(promised)) == 2
    assert await is_delivered(live)


@pytest.mark.parametrize("code", [20016, 20028])
async def test_a_channel_in_which_messages_come_too_fast_is_waited_for_and_no_letter_is_written(
    live: Live, promised: Message, code: int
) -> None:
    live.sandbox.person("admin").delete(promised)
    refuse(live, DiscordError(400, code, "slow down"), ("POST", NEW), times=1)
    await deliver(live.studio)
    assert (songs(live), letters(live)) == ([], [])
    await deliver(live.studio, 6)
    assert len(songs(live)) == 1
    assert letters(live) == []


async def test_a_clip_that_went_with_its_message_is_named_where_its_file_is_to_be_had_no_more(live: Live) -> None:
    first = await card(live)
    await half_done(live)
    await deliver_early(live)
    assert len(audio(first)) == 1
    live.sandbox.person("admin").delete(first)
    live.studio.transport.trouble.answer_instead("GET", r"\.m4a$", Answer(404, b"", "text/plain"), times=LONG)
    await done(live)
    for seconds in (0, 6, 11):
        await deliver(live.studio, seconds)
    assert await is_delivered(live)
    (message,) = [each for each in live.sandbox.songs.messages.values() if is_done(each)]
    named = fields(message)
    assert list(named) == ["Clip 1", "Clip 2"]
    assert all("Could not be attached" in value for value in named.values()), named
