from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import ChannelType
from sandbox.discord.people import Person
from sandbox.discord.voice.server import VoiceServer
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import HeldClock
from tests.sandbox.discord.voice.client import WAIT, VoiceClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from sandbox.discord.entities import User, VoiceState


class Booth:
    """A voice channel with its server, and three people; time moves only when a test says so."""

    def __init__(self) -> None:
        self.clock = HeldClock()
        self.world = DiscordWorld(self.clock)
        self.mia, self.noah, self.ada = (self.world.add_user(name) for name in ("mia", "noah", "ada"))
        self.guild = self.world.add_guild("Studio", self.mia, [self.noah, self.ada])
        self.channel = self.world.add_channel(self.guild, "Booth", kind=ChannelType.GUILD_VOICE)
        self.stage = self.world.add_channel(self.guild, "Stage", kind=ChannelType.GUILD_STAGE_VOICE)
        self.server = VoiceServer(self.world)

    @property
    def gateway(self) -> Any:
        return self.server.gateway

    def join(self, user: User, channel: Any = None) -> VoiceState:
        return Person(self.world, user).join_voice((channel or self.channel).id)

    def leave(self, user: User) -> None:
        Person(self.world, user).leave_voice(self.guild.id)

    def client(self, state: VoiceState, version: str = "8") -> AbstractAsyncContextManager[VoiceClient]:
        return VoiceClient.connect(self.server, self.world.voice_endpoint, self.guild.id, state, version=version)

    async def until(self, condition: Any) -> None:
        await asyncio.wait_for(self.gateway.until(condition), WAIT)


@pytest.fixture
async def booth() -> AsyncIterator[Booth]:
    booth = Booth()
    async with booth.server:
        yield booth
