"""The discord.py client: where Discord is, what people see, and commands synced only when changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.alerts import Alerts
from bot.answer_gate import AnswerGate
from bot.context import Context
from bot.delivery.courier import MAX_DELIVERIES, MAX_EDITS, MAX_FILE_DELIVERIES, Courier
from bot.jobs.lifecycle import JobLifecycle
from bot.orders.recordings import Recordings
from bot.reconnect import SessionPace, hold_connections
from bot.rest_limits import LONGEST_WAIT, GlobalPause, RefusalMeter
from bot.status.queries import Queries
from bot.workers.submitter import Submitter
from data import key_values

log = logging.getLogger(__name__)

EXTENSION = "cogs.router"  # everything that people see
SESSIONS_A_DAY = 1000  # of the gateway, until Discord says how many
# To Discord's API; the gateway is another host. As many as the courier ever holds are left for answers, however slowly
# files go out. discord.py would open one for every answer under way: to open it is most of the work of an answer.
CONNECTIONS = 2 * (MAX_DELIVERIES + MAX_FILE_DELIVERIES + MAX_EDITS)


@dataclass(frozen=True, slots=True)
class Services:
    """What the cogs may ask for."""

    context: Context
    lifecycle: JobLifecycle
    queries: Queries
    courier: Courier
    recordings: Recordings
    submitter: Submitter
    alerts: Alerts
    operator_ids: tuple[int, ...]
    operator_contact: str = ""
    source_url: str = ""


class Encore(commands.AutoShardedBot):
    """Encore on Discord: no privileged intents, mentions nobody, keeps no messages."""

    services: Services  # given before the start
    answer_gate: AnswerGate
    refusals: RefusalMeter

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        self.answer_gate = AnswerGate()
        self.refusals = RefusalMeter()
        self.session_pace = SessionPace(SESSIONS_A_DAY)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=CONNECTIONS),
            http_trace=self.refusals.trace(),
            max_ratelimit_timeout=LONGEST_WAIT,
        )

    async def setup_hook(self) -> None:
        """Load what people see, once logged in."""
        self.http._global_over = GlobalPause()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - it has no other name
        await self.load_extension(EXTENSION)

    async def prepare_to_connect(self) -> None:
        """Ask where the gateway is and tell Discord the commands: for the one process that people are answered by."""
        hold_connections()
        await self._find_gateway()
        await self._sync_commands()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a new session may begin."""
        await self.session_pace.wait()

    async def close_within(self, seconds: float) -> None:
        """Say goodbye to Discord; where it does not answer in time, leave without."""
        closing = asyncio.create_task(self.close())
        await asyncio.wait((closing,), timeout=seconds)
        if not closing.done():
            closing.cancel()
            await asyncio.wait((closing,))
            await self.http.close()

    async def on_ready(self) -> None:
        """Say that the gateway is there."""
        log.info("ready user=%s guilds=%s shards=%s", self.user, len(self.guilds), self.shard_count)

    async def _find_gateway(self) -> None:
        # discord.py asks for the first connection only: a reconnection would go to its built-in address.
        self.shard_count, address, limits = await self.http.get_bot_gateway()
        self.session_pace = SessionPace(limits["total"])
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)

    async def _sync_commands(self) -> None:
        """Overwrite the global commands only where ours or Discord's changed since the last time.

        Discord gives every registered command a version; while those are the ones that we were given for these very
        payloads, nothing needs to be sent.
        """
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        ours = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        key = f"commands:{self.application_id}"
        database = self.services.context.database
        async with database.reading() as tx:
            known = await key_values.get(tx, key)
        if self.application_id is None:
            raise RuntimeError("commands are synced after the log-in")
        registered: list[Any] = list(await self.http.get_global_commands(self.application_id))
        if known == f"{ours} {_versions(registered)}":
            log.info("commands_unchanged count=%s", len(registered))
            return
        answered: list[Any] = list(await self.http.bulk_upsert_global_commands(self.application_id, payload))
        async with database.transaction() as tx:
            await key_values.put(tx, key, f"{ours} {_versions(answered)}")
        log.info("commands_synced count=%s", len(answered))


def _versions(registered: list[Mapping[str, Any]]) -> str:
    return ",".join(sorted(f"{command['id']}:{command['version']}" for command in registered))


def point_at(api_url: str) -> None:
    """Send every REST request of discord.py to `api_url`; the gateway's address is what that API answers."""
    Route.BASE = api_url
    # Encore never speaks in voice channels, so what voice would need is nobody's business in the log.
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
