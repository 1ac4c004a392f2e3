"""A new server is greeted once, also where whoever began to greet it was killed before it did."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cogs.servers import welcome
from data.engine.dialects import upsert
from data.guilds import greetings
from data.ids import GuildId
from data.tables import guilds
from tests.cogs.live import WAIT, open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cogs.live import Live


async def greeting_ended() -> None:
    """Wait until the bot has dealt with every server that Discord told it of: by the names of discord.py's tasks."""
    told = [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: on_guild_")]
    async with asyncio.timeout(WAIT):
        await asyncio.gather(*told)


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def test_a_server_whose_greeting_a_killed_process_claimed_is_greeted_once_its_claim_is_over(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    context, world = live.studio.context, live.sandbox.world

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        live.studio.clock.advance(seconds)

    monkeypatch.setattr(welcome, "sleep", wait)
    guild = world.add_guild("New", live.sandbox.person("stranger").user, with_bot=False)
    channel = world.add_channel(guild, "general")
    claimed_at = datetime.now(UTC) + timedelta(hours=1)  # in any case after the bot was added
    async with live.database.transaction() as tx:
        assert await greetings.claim(tx, GuildId(guild.id), joined_at=claimed_at, now=claimed_at)
    left = (claimed_at + greetings.CLAIM_LASTS - context.now()).total_seconds()
    world.invite_bot(guild)
    await live.database.until(lambda: len(channel.messages) > 0)  # what is written next is that it was said
    await greeting_ended()
    assert len(channel.messages) == 1
    assert waits == [left]
    joined = live.client.get_guild(guild.id)
    assert joined is not None
    cog = live.client.get_cog("Welcome")
    assert isinstance(cog, welcome.Welcome)
    async with asyncio.timeout(WAIT):
        await cog.on_guild_available(joined)
    assert len(channel.messages) == 1


async def test_nobody_waits_for_ever_where_a_server_makes_songs_before_a_killed_process_greeted_it(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    world = live.sandbox.world
    guild = world.add_guild("Newer", live.sandbox.person("stranger").user, with_bot=False)
    channel = world.add_channel(guild, "general")
    claimed_at = datetime.now(UTC) + timedelta(hours=1)  # in any case after the bot was added

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        assert len(waits) == 1, "it waits for what never comes"
        async with live.database.transaction() as tx:
            await upsert(tx, guilds, guild_id=guild.id, last_turn_at=claimed_at)
        live.studio.clock.advance(seconds)

    monkeypatch.setattr(welcome, "sleep", wait)
    async with live.database.transaction() as tx:
        assert await greetings.claim(tx, GuildId(guild.id), joined_at=claimed_at, now=claimed_at)
    world.invite_bot(guild)
    await live.database.until(lambda: len(waits) > 0)  # what is written then is that it made a song
    await greeting_ended()
    joined, cog = live.client.get_guild(guild.id), live.client.get_cog("Welcome")
    assert joined is not None
    assert isinstance(cog, welcome.Welcome)
    async with asyncio.timeout(WAIT):
        await cog.on_guild_available(joined)
    assert len(waits) == 1
    assert len(channel.messages) == 0
