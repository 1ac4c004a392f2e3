"""The whole outside world of the bot: a simulated MusicAPI, a simulated Discord, and people in it."""

from __future__ import annotations

import os
import random
import socket
from contextlib import AsyncExitStack, suppress
from typing import Self

from dotenv import dotenv_values

from sandbox.bot_process import ROOT
from sandbox.discord import limits
from sandbox.discord.entities import Channel, Overwrite, User
from sandbox.discord.gateway.gateway import HEARTBEAT_INTERVAL, IDENTIFY_INTERVAL
from sandbox.discord.people import Person
from sandbox.discord.permissions import EVERYTHING, Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.musicapi.moods.mood import MoodName
from sandbox.musicapi.profiles import MUSICAPI, Profile
from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from sandbox.wire.failures import SandboxError, enter_server
from sandbox.wire.server import HOST

APPLICATION = "Encore"  # as it is called in Discord's world
CREATE_INTERVAL = 3.0  # seconds of the vendor's time between creates
UPLOAD_SECONDS = 20.0  # seconds of the vendor's time that an upload is waited for
POLL_INTERVAL = 5.0  # seconds of the vendor's time between polls of a task
SHORTEST_POLL = 0.25  # real seconds; a bot that asks more often than that only warms the machine
# Below those that systems give to whoever asks for any: one of them could be gone before the bot listens there.
WEBHOOK_PORTS = range(20_000, 32_000)
MUSICAPI_PORT, DISCORD_PORT = "--musicapi-port", "--discord-port"  # the options that choose the ports
# Whatever these say outside says nothing about the sandbox.
NOT_INHERITED = (
    "OPERATOR_IDS",
    "MUSICAPI_FAMILIES",
    "GUILD_MONTHLY_CREDITS",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "WEBHOOK_URL",
    "WEBHOOK_LISTEN",
    "SHARD_COUNT",
    "SHARDS_PER_PROCESS",
)
OF_MUSICAPI = (
    "MUSICAPI_KEY",
    "MUSICAPI_KEYS",
    "MUSICAPI_URL",
    "MUSICAPI_HOST",
    "MUSICAPI_FAMILIES",
    "MUSICAPI_CREATE_INTERVAL",
    "POLL_INTERVAL",
)


class Sandbox:
    """Both services on loopback, with a default population; use as an async context manager.

    MusicAPI's time runs `speed` times as fast as real time. Discord's never does: a client keeps its deadlines, rate
    limits and heartbeats by its own clock. MusicAPI answers in the mood `vendor`. `clip_seconds` bounds the length of
    the songs (None: as long as real ones). With `studio` MusicAPI serves the family of that name, which else is
    unavailable. With `webhooks` the bot asks MusicAPI to call it when a task ends, at a free port that it listens on.
    Discord recommends so many `shards`, of which `max_concurrency` may begin a session side by side. Ports are 0 for
    any free one; the other options are Discord's limits, to be shortened by tests. Where it does not simulate MusicAPI
    (`simulates_musicapi` False), the bot talks to the real one with the key of the environment.
    """

    def __init__(
        self,
        speed: float = 1.0,
        *,
        seed: int = 0,
        profile: Profile = MUSICAPI,
        vendor: MoodName = "observed",
        clip_seconds: float | None = None,
        vendor_credits: int = 100_000,
        simulates_musicapi: bool = True,
        webhooks: bool = False,
        studio: bool = False,
        musicapi_port: int = 0,
        discord_port: int = 0,
        shards: int = 1,
        max_concurrency: int = 1,
        token_lifetime: float = limits.TOKEN_LIFETIME,
        answer_deadline: float = limits.ANSWER_DEADLINE,
        file_limit: int = limits.FILE_BYTES,
        heartbeat_interval: float = HEARTBEAT_INTERVAL,
        identify_interval: float = IDENTIFY_INTERVAL,
    ) -> None:
        self.clock = RunningClock()
        self.simulates_musicapi = simulates_musicapi
        self.vendor_clock = RunningClock(speed)
        self.vendor = Vendor(
            self.vendor_clock,
            profile=profile,
            mood=vendor,
            seed=seed,
            clip_seconds=clip_seconds,
            credits=vendor_credits,
            create_interval=CREATE_INTERVAL,
            studio=studio,
            upload_seconds=UPLOAD_SECONDS,
        )
        self.musicapi = vendor_server(self.vendor, port=musicapi_port)
        self.webhook_port = free_port() if webhooks and simulates_musicapi else None
        self.world = DiscordWorld(
            self.clock,
            name=APPLICATION,
            token_lifetime=token_lifetime,
            answer_deadline=answer_deadline,
            file_limit=file_limit,
        )
        self.world.shards = shards
        self.world.session_starts.max_concurrency = max_concurrency
        self.discord = DiscordServer(
            self.world,
            self.clock,
            port=discord_port,
            heartbeat_interval=heartbeat_interval,
            identify_interval=identify_interval,
        )
        self._open = AsyncExitStack()
        self._populate()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            if self.simulates_musicapi:
                await enter_server(stack, self.musicapi, option=MUSICAPI_PORT)
                await stack.enter_async_context(self.vendor.webhooks)
            await enter_server(stack, self.discord, option=DISCORD_PORT)
            self._open = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    @property
    def poll_interval(self) -> float:
        """Seconds between a bot's polls of a task: as much rarer or denser than usual as MusicAPI's time goes by."""
        return max(SHORTEST_POLL, POLL_INTERVAL / self.vendor_clock.speed)

    def env(self, *, database_url: str, **more: str) -> dict[str, str]:
        """The environment of a bot process that lives in this sandbox; `more` wins over everything.

        Raises SandboxError where MusicAPI is the real one and there is no key for it.
        """
        return {
            **os.environ,
            # Set but empty means the default, and keeps a `.env` of the working folder out.
            **dict.fromkeys(NOT_INHERITED, ""),
            **(self._simulated_musicapi() if self.simulates_musicapi else real_musicapi()),
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
            "PYTHONUNBUFFERED": "1",
            "DISCORD_TOKEN": self.world.token,
            "DISCORD_API_URL": self.discord.api_url,
            "DATABASE_URL": database_url,
            "WORKER_ID": "sandbox",
            **more,
        }

    def _simulated_musicapi(self) -> dict[str, str]:
        speed = self.vendor_clock.speed
        return {
            "MUSICAPI_KEY": self.vendor.key,
            "MUSICAPI_KEYS": "",
            "MUSICAPI_URL": self.musicapi.url,
            "MUSICAPI_HOST": f"api.{self.vendor.profile.host}.ai",  # which of the two fronts is simulated
            "MUSICAPI_CREATE_INTERVAL": f"{CREATE_INTERVAL / speed:.3f}",
            "POLL_INTERVAL": f"{self.poll_interval:.3f}",
            **self._webhooks(),
        }

    def _webhooks(self) -> dict[str, str]:
        if self.webhook_port is None:
            return {}
        place = f"{HOST}:{self.webhook_port}"
        return {"WEBHOOK_URL": f"http://{place}", "WEBHOOK_LISTEN": place}

    def person(self, name: str) -> Person:
        """Somebody of the population at their client: admin, mia and noah of Studio, the stranger of Elsewhere."""
        return Person(self.world, next(user for user in self.world.users.values() if user.name == name))

    # The default population

    def _populate(self) -> None:
        self.admin, self.mia, self.noah, self.stranger = (
            self.world.add_user(name) for name in ("admin", "mia", "noah", "stranger")
        )
        self.studio = self.world.add_guild("Studio", self.admin, [self.mia, self.noah])
        self.songs = self.world.add_channel(self.studio, "songs")
        self.private = self._hidden_channel("private", self.admin, self.mia)
        self.elsewhere = self.world.add_guild("Elsewhere", self.stranger)
        self.lounge = self.world.add_channel(self.elsewhere, "lounge")

    def _hidden_channel(self, name: str, *seen_by: User) -> Channel:
        hidden = [Overwrite(self.studio.id, 0, deny=Permission.VIEW_CHANNEL)]
        seen = [Overwrite(user.id, 1, allow=EVERYTHING & ~Permission.ADMINISTRATOR) for user in seen_by]
        return self.world.add_channel(self.studio, name, [*hidden, *seen])


def real_musicapi() -> dict[str, str]:
    """What the environment, or else the bot's `.env`, says of the real MusicAPI; raises SandboxError without a key."""
    known = {**dotenv_values(ROOT / ".env"), **os.environ}
    if not any((known.get(name) or "").strip() for name in ("MUSICAPI_KEY", "MUSICAPI_KEYS")):
        raise SandboxError("MUSICAPI_KEY is missing, in the environment and in .env: the bot cannot use MusicAPI.")
    return {name: value for name in OF_MUSICAPI if (value := known.get(name))}


def free_port() -> int:
    """A port that nobody listens on now; chosen once, so that a bot that starts again is found again."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(WEBHOOK_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
