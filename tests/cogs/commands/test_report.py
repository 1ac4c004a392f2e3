"""“Report song”: whoever is told that moderators look at it can rely on one of their channels being there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from cogs.components.custom_id import AgainButton
from cogs.components.moderation_ids import ReportForm
from data.guilds import cases, limits
from data.ids import ChannelId, GuildId, UserId
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.discord.entities import Channel, Message
    from tests.cogs.live import Live

NOBODY = "This server has no moderators' channel."


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        await opened.client.remove_cog("Moderators")  # which would post the cases
        yield opened


async def posted_song(live: Live) -> Message:
    """A song's message, as far as a report looks at it."""
    user, songs = UserId(live.sandbox.mia.id), live.sandbox.songs
    where = {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": ChannelId(songs.id), "user_id": user}
    job, _ = await live.studio.song("loud", **where)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button[Any](label="Again", custom_id=AgainButton(job.id, 12).custom_id))
    channel = live.client.get_partial_messageable(songs.id, guild_id=live.sandbox.studio.id)
    return songs.messages[(await channel.send("a song", view=view)).id]


async def choose(live: Live, **channels: int) -> None:
    """Let these be the server's `moderation_channel_id` and `log_channel_id`."""
    guild = GuildId(live.sandbox.studio.id)
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild)
        await limits.put_values(tx, guild, dict(channels))


async def reports_by(live: Live, message: Message, name: str = "noah") -> str:
    """Report a song from its menu; what its member is told."""
    asked = live.sandbox.person(name).use_menu(live.sandbox.songs.id, "Report song", message)
    answer = await asked.answered()
    if answer.modal is not None:
        asked = live.sandbox.person(name).submit(asked, {"words": "too loud"})
        answer = await asked.answered()
    assert answer.message is not None
    return answer.message.content


def close(live: Live, channel: Channel, permission: Permission) -> None:
    """Take a permission from the bot in a channel."""
    bot = Overwrite(live.sandbox.world.bot.id, 1, allow=Permission(0), deny=permission)
    live.sandbox.world.set_overwrite(channel, bot)


async def unposted(live: Live) -> int:
    return len(await live.database.read(cases.find_unposted, now=live.studio.context.now(), limit=9))


async def test_without_a_channel_that_is_there_nobody_is_told_that_moderators_look_at_it(live: Live) -> None:
    song, mods = await posted_song(live), live.sandbox.world.add_channel(live.sandbox.studio, "mods")
    await choose(live, moderation_channel_id=77, log_channel_id=78)
    assert NOBODY in await reports_by(live, song)
    for permission in (Permission.VIEW_CHANNEL, Permission.EMBED_LINKS):
        close(live, mods, permission)
        await choose(live, moderation_channel_id=mods.id)
        assert NOBODY in await reports_by(live, song)
    assert await unposted(live) == 0
    log_channel = live.sandbox.world.add_channel(live.sandbox.studio, "log")
    await choose(live, log_channel_id=log_channel.id)
    assert "look at it" in await reports_by(live, song)
    assert await unposted(live) == 1


async def test_a_form_that_was_opened_before_the_channel_was_deleted_says_it_as_well(live: Live) -> None:
    song, mods = await posted_song(live), live.sandbox.world.add_channel(live.sandbox.studio, "mods")
    await choose(live, moderation_channel_id=mods.id)
    opened = live.sandbox.person("noah").use_menu(live.sandbox.songs.id, "Report song", song)
    modal = (await opened.answered()).modal
    assert modal is not None
    assert ReportForm.read(modal["custom_id"]) is not None
    await choose(live, moderation_channel_id=77)
    sent = live.sandbox.person("noah").submit(opened, {"words": "too loud"})
    message = (await sent.answered()).message
    assert message is not None
    assert NOBODY in message.content
    assert await unposted(live) == 0
