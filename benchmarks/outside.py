"""What the measured bots live in: Discord as the sandbox speaks it, the quick vendor, and people in many servers."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.process import MeasuredProcess
from benchmarks.vendor import KEY, BenchmarkVendor
from sandbox.discord.entities import Overwrite
from sandbox.discord.people import Person
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.musicapi.audio import record
from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.musicapi.sound.picture import draw
from sandbox.wire.clock import RunningClock

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from sandbox.discord.entities import Channel, Guild
    from sandbox.discord.invocations import Invocation

GUILDS = 12
GUILDS_PER_SHARD = 1_000
CHANNELS, ROLES, CLOSED = 30, 20, 5  # of a server that is furnished
TOPIC = "What is made here stays here, and whoever asks for more than their turn waits for the next one."
AUDIO_SECONDS = 30.0
START_TIMEOUT = 120.0
OURS, PLAIN, LIMIT = "bot", "benchmarks.plain_bot", "benchmarks.only_answers"

_files: list[bytes] = []


@dataclass(frozen=True, slots=True)
class Outside:
    """Discord and the vendor, a bot in them, and how long it took to be ready."""

    world: DiscordWorld
    discord: DiscordServer
    vendor: BenchmarkVendor
    process: MeasuredProcess
    started_in: float
    places: tuple[tuple[Person, Channel], ...]

    def ask(self, number: int) -> Invocation:
        """Let somebody type `/song` with a prompt of its own; servers take turns."""
        person, channel = self.places[number % len(self.places)]
        return person.type_command(channel.id, "song", {"prompt": f"song {number}"})


@asynccontextmanager
async def open_outside(
    module: str,
    folder: Path,
    *,
    seconds: Callable[[random.Random], float] = lambda chance: chance.uniform(4.0, 8.0),
    clip_bytes: int = 0,
    servers: int = GUILDS,
    are_furnished: bool = False,
    database_url: str = "",
    **env: str,
) -> AsyncGenerator[Outside]:
    """Start a bot and wait until Discord sees it ready; `seconds` draws how long the vendor takes for a song.

    `clip_bytes` is what a clip weighs at least; servers that `are_furnished` have as many channels and roles as usual.
    """
    audio, picture = _song_files()
    async with AsyncExitStack() as stack:
        vendor = await stack.enter_async_context(BenchmarkVendor(audio, picture, seconds, clip_bytes))
        clock = RunningClock()
        world = DiscordWorld(clock)
        world.shards = -(-servers // GUILDS_PER_SHARD)  # as many as Discord recommends
        places = tuple(_place(world, number) for number in range(servers))
        if are_furnished:
            for guild in world.guilds.values():
                furnish(world, guild)
        discord = await stack.enter_async_context(DiscordServer(world, clock, identify_interval=0.0))
        settings = {
            **os.environ,
            "DISCORD_TOKEN": world.token,
            "DISCORD_API_URL": discord.api_url,
            "MUSICAPI_KEY": KEY,
            "MUSICAPI_URL": vendor.url,
            "MUSICAPI_HOST": "api.musicapi.ai",
            "MUSICAPI_FAMILIES": "riffusion",
            "MUSICAPI_CREATE_INTERVAL": "0",
            "POLL_INTERVAL": "0.5",
            "GUILD_MONTHLY_CREDITS": "1000000",
            "DATABASE_URL": database_url or f"sqlite:///{folder}/encore.db",
            "WORKER_ID": "benchmark",
            "WEBHOOK_URL": "",
            "LOG_LEVEL": "INFO",
            "LOG_FORMAT": "text",
            "OPERATOR_IDS": "",
            **env,
        }
        began = time.monotonic()
        process = await stack.enter_async_context(MeasuredProcess(module, settings, folder / f"{module}.log"))
        try:
            await asyncio.wait_for(discord.ready(), START_TIMEOUT)
        except TimeoutError:
            raise RuntimeError(f"{module} never got ready: {process.last_words()}") from None
        yield Outside(world, discord, vendor, process, time.monotonic() - began, places)


def furnish(world: DiscordWorld, guild: Guild) -> None:
    """Give a server `CHANNELS` channels, of which `CLOSED` are closed, and `ROLES` roles."""
    roles = [world.add_role(guild, f"role number {number}", EVERYDAY) for number in range(ROLES - len(guild.roles))]
    for number in range(CHANNELS - len(guild.channels)):
        closed = [Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL), Overwrite(roles[0].id, 0, allow=EVERYDAY)]
        channel = world.add_channel(guild, f"channel-number-{number}", closed if number < CLOSED else ())
        channel.topic = TOPIC


def _place(world: DiscordWorld, number: int) -> tuple[Person, Channel]:
    owner = world.add_user(f"owner-{number}")
    guild = world.add_guild(f"Server {number}", owner)
    return Person(world, owner), world.add_channel(guild, "songs")


def _song_files() -> list[bytes]:
    """A clip's audio and its picture; made once, the same for every song."""
    if not _files:
        brief = Brief("benchmark", "r&b pop", "r&b pop", (Stretch(AUDIO_SECONDS),))
        _files.extend([record(brief, AUDIO_SECONDS, "m4a", "Benchmark"), draw("benchmark", "jpeg")])
    return _files
