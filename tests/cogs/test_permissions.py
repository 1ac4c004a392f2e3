"""What somebody may hear is asked of the channel where they ask, as it stands at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission
from tests.bot.conftest import SONIC
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.discord.entities import Message
    from tests.cogs.live import Live


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def test_whoever_cannot_read_a_channels_past_has_their_own_songs_alone(live: Live) -> None:
    here, noah = live.sandbox.songs, live.sandbox.person("noah")
    asked = live.sandbox.person("mia").type_command(here.id, "song", {"prompt": "r&b pop"})
    card = (await asked.answered()).message
    assert card is not None
    somebodys, his = [
        (await live.studio.song(model=SONIC, guild_id=live.sandbox.studio.id, channel_id=here.id, user_id=maker))[1][0]
        for maker in (live.sandbox.mia.id, noah.user.id)
    ]

    async def menu(clip_id: int) -> Message:
        shown = (await noah.press(card, f"clip:v1:more:{clip_id}", checked=False).answered()).message
        assert shown is not None
        assert shown.private_to == noah.user.id
        return shown

    assert [bool((await menu(clip.id)).components) for clip in (somebodys, his)] == [True, True]
    live.sandbox.world.set_overwrite(here, Overwrite(noah.user.id, 1, deny=Permission.READ_MESSAGE_HISTORY))
    assert [bool((await menu(clip.id)).components) for clip in (somebodys, his)] == [False, True]
    assert "Nothing was charged" in (await menu(somebodys.id)).content
