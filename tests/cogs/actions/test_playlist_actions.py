"""What people call their playlists: a name that nobody can see is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library import playlists
from bot.library.songs import Asker
from cogs.cards.playlists import NEW, add_panel
from cogs.components.playlist_ids import AddMenu
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, UserId
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cogs.live import Live


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def test_a_playlist_whose_name_nobody_can_see_is_called_untitled(live: Live) -> None:
    guild, songs = GuildId(live.sandbox.studio.id), ChannelId(live.sandbox.songs.id)
    user, mia = UserId(live.sandbox.mia.id), live.sandbox.person("mia")
    _, made = await live.studio.song("loud", guild_id=guild, channel_id=songs, user_id=user)
    channel = live.client.get_partial_messageable(songs, guild_id=guild)
    for name in ("\u200b", " \u2800\u200b ", "Rain\u200b"):
        shown = live.sandbox.songs.messages[(await channel.send(view=add_panel([], made[0].id))).id]
        asked = mia.select(shown, AddMenu(made[0].id).custom_id, [NEW])
        assert (await asked.answered()).modal is not None
        sent = mia.submit(asked, {"name": name})
        assert not (await sent.answered()).failed
    own = await playlists.load_all(live.studio.context, Asker(guild, Viewer(user, frozenset({songs}))))
    assert {each.name for each in own} == {"Untitled", "Rain\u200b"}
