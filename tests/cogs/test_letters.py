"""Songs that can only be brought to their person by a direct message: each once, and a second clip is not lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cogs.text.catalog import say, speaking
from sandbox.discord.entities import Overwrite
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.cogs.test_delivery import (
    LETTERS,
    NEW,
    card,
    deliver_early,
    done,
    half_done,
    is_delivered,
    letters,
    refuse,
)
from tests.e2e.conftest import audio, fields, is_done

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.wire.exchange import Request
    from tests.cogs.live import Live


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    """The client, with a card in a channel that the bot may no longer see."""
    async with open_live(tmp_path) as opened:
        await card(opened)
        unseen = Overwrite(opened.sandbox.world.bot.id, 1, deny=Permission.VIEW_CHANNEL)
        opened.sandbox.world.set_overwrite(opened.sandbox.songs, unseen)
        yield opened


async def test_a_letter_whose_answer_is_lost_is_not_written_twice(live: Live) -> None:
    await done(live)

    def is_letter(request: Request) -> bool:
        to_person = live.sandbox.world.dms.get(live.sandbox.mia.id)
        return to_person is not None and f"/{to_person.id}/" in request.path

    pause = live.sandbox.discord.trouble.pause("POST", NEW, "after", is_letter)
    delivering = asyncio.create_task(deliver(live.studio))
    async with asyncio.timeout(WAIT):
        await pause.reached()
        pause.drop()
        await delivering
    assert not await is_delivered(live)
    await deliver(live.studio, 6)
    (letter,) = letters(live)
    assert len(audio(letter)) == 2
    assert await is_delivered(live)


async def test_a_letter_with_the_first_clip_is_followed_by_one_with_both(live: Live) -> None:
    await half_done(live)
    await deliver_early(live)
    (early,) = letters(live)
    assert len(audio(early)) == 1
    await done(live)
    await deliver(live.studio)
    _, whole = letters(live)
    assert is_done(whole)
    assert len(audio(whole)) == 2
    assert await is_delivered(live)


async def test_a_letter_that_is_opened_too_fast_is_written_later(live: Live) -> None:
    await done(live)
    refuse(live, DiscordError(400, 40003, "You are opening direct messages too fast"), ("POST", LETTERS), times=1)
    await deliver(live.studio)
    assert not await is_delivered(live)
    await deliver(live.studio, 6)
    (letter,) = letters(live)
    assert len(audio(letter)) == 2


async def test_a_letter_speaks_its_persons_language_and_not_the_servers(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        live.sandbox.mia.locale, live.sandbox.studio.locale = "de", "ja"
        shown = await card(live)
        unseen = Overwrite(live.sandbox.world.bot.id, 1, deny=Permission.VIEW_CHANNEL)
        live.sandbox.world.set_overwrite(live.sandbox.songs, unseen)
        await done(live)
        await deliver(live.studio)
        (letter,) = letters(live)
    with speaking("ja"):
        assert say("credits", count=12) in str(shown.embeds)
    with speaking("de"):
        assert letter.content == say("sent-by-letter", channel=f"<#{live.sandbox.songs.id}>")
        assert fields(letter).keys() == {say("clip-name", number=number) for number in (1, 2)}
