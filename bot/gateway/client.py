"""The discord.py client: where Discord is, its shards, what people see, and commands synced only when changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
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
from bot.concurrency.answer_gate import AnswerGate
from bot.context import Context
from bot.delivery.courier import MAX_DELIVERIES, MAX_EDITS, MAX_FILE_DELIVERIES, Courier
from bot.delivery.song_files import SongFiles
from bot.delivery.song_zips import SongZips
from bot.gateway.guild_cache import ThinGuilds
from bot.gateway.identify_turns import IdentifyTurns
from bot.gateway.reconnect import hold_connections
from bot.gateway.rest_limits import LONGEST_WAIT, GlobalPause, RefusalMeter
from bot.gateway.shard_connections import ShardConnections
from bot.jobs.lifecycle import JobLifecycle
from bot.orders.recordings import Recordings
from bot.privacy.eraser import Eraser
from bot.status.queries import Queries
from data import key_values

log = logging.getLogger(__name__)

EXTENSION = "cogs.router"  # everything that people see
# To Discord's API; the gateway is another host. As many as the courier ever holds are left for answers, however slowly
# files go out. discord.py would open one for every answer under way: to open it is most of the work of an answer.
CONNECTIONS = 2 * (MAX_DELIVERIES + MAX_FILE_DELIVERIES + MAX_EDITS)
LAST_ANSWERS = 0.5  # seconds for answers to what was heard in the very last moment, once nothing more is heard


@dataclass(frozen=True, slots=True)
class Services:
    """What the cogs may ask for."""

    context: Context
    lifecycle: JobLifecycle
    queries: Queries
    courier: Courier | None  # None: other processes post what people are promised
    recordings: Recordings
    song_files: SongFiles
    song_zips: SongZips
    alerts: Alerts
    eraser: Eraser
    operator_ids: tuple[int, ...]
    operator_contact: str = ""
    source_url: str = ""
    privacy_url: str = ""
    terms_url: str = ""


@dataclass(frozen=True, slots=True)
class GatewayFacts:
    """What Discord says of its gateway: how many shards it recommends, and how many sessions may begin.

    `total` a day, `remaining` in the next `reset_after` seconds, and `concurrency` side by side.
    """

    shards: int
    total: int
    remaining: int
    reset_after: float
    concurrency: int


class _Commands(app_commands.CommandTree["Encore"]):
    """The commands, each of which is answered before the process ends."""

    async def interaction_check(self, interaction: discord.Interaction[Encore], /) -> bool:
        """Take every command and every suggestion: this is where discord.py's task for it begins."""
        self.client.answer_gate.follow(asyncio.current_task())
        return True


class Encore(commands.AutoShardedBot):
    """Encore on Discord: no privileged intents, mentions nobody, keeps no messages."""

    services: Services  # given before the start
    answer_gate: AnswerGate
    refusals: RefusalMeter
    connections: ShardConnections
    identify_turns: IdentifyTurns  # given before the first shard is opened
    may_answer: Callable[[], bool]  # whether the shards are still this process's
    # What lets everything that answers an interaction, as Discord sent it, be said in the language of its person.
    speaking_to: Callable[[Mapping[str, Any]], AbstractContextManager[None]]

    def __init__(self, *, proxy: str | None = None) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        self.answer_gate = AnswerGate()
        self.refusals = RefusalMeter()
        self.connections = ShardConnections(self)
        self._reconnect = True  # discord.py's: its shards are to come back
        self._ready_shards = set[int]()
        self.is_heard, self.has_left = asyncio.Event(), asyncio.Event()  # once a shard is there, and once it is closed
        self.may_answer = lambda: True
        self.speaking_to = lambda _: nullcontext()
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=_Commands,
            help_command=None,
            intents=intents,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=CONNECTIONS),
            http_trace=self.refusals.trace(),
            proxy=proxy,  # of requests and the gateway; discord.py asks the environment for none
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._connection.parsers["READY"] = self._hear_ready

    def _get_state(self, **options: Any) -> ThinGuilds:
        options |= {"dispatch": self.dispatch, "handlers": self._handlers, "hooks": self._hooks, "http": self.http}
        return ThinGuilds(**options)

    async def setup_hook(self) -> None:
        """Load what people see, once logged in."""
        self._connection.parsers["INTERACTION_CREATE"] = self._hear_interaction
        self.http._global_over = GlobalPause()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - it has no other name
        await self.load_extension(EXTENSION)

    async def find_gateway(self) -> GatewayFacts:
        """Ask where the gateway is, and what may be begun there."""
        hold_connections()
        # discord.py asks for the first connection only: a reconnection would go to its built-in address.
        shards, address, limits = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
        remaining, reset_after = limits["remaining"], limits["reset_after"] / 1000
        return GatewayFacts(shards, limits["total"], remaining, reset_after, max(1, limits["max_concurrency"]))

    def open_shards(self, shard_ids: Collection[int], count: int) -> None:
        """Hear what these shards are told, besides those that are open, out of `count`."""
        state = self._connection
        self.shard_count = state.shard_count = count
        state.shard_ids = [*state.shard_ids, *shard_ids]
        turns = self.identify_turns
        self.connections.open(shard_ids, concurrency=turns.concurrency, wait_for_turn=turns.wait_until_near)

    async def close_shards(self) -> None:
        """Hear nothing more, until other shards are opened."""
        await self.connections.close()
        self._ready_shards.clear()
        state: Any = self._connection
        state.shard_ids = []
        for guild in self.guilds:  # another process may hear of them from now on
            state._remove_guild(guild)  # noqa: SLF001 - nothing else lets go of a guild

    async def pause_shards(self) -> None:
        """Hear nothing more for now; `open_shards` goes on with the same sessions, where it comes soon."""
        await self.connections.close(resumable=True)
        self._connection.shard_ids = []

    def forget_paused(self, kept: Collection[int]) -> None:
        """Forget what was paused but the `kept` shards: other processes hear of the rest from now on."""
        state: Any = self._connection
        self.connections.forget(kept)
        self._ready_shards.intersection_update(kept)
        for guild in self.guilds:
            if guild.shard_id not in kept:
                state._remove_guild(guild)  # noqa: SLF001 - nothing else lets go of a guild

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a new session may begin."""
        await self.identify_turns.take(shard_id or 0)

    async def close(self) -> None:
        """Leave Discord for good."""
        self.has_left.set()
        await self.connections.close()
        await self.answer_gate.drain(LAST_ANSWERS)  # of what was heard until now: no answer leaves a closed session
        await super().close()

    async def close_within(self, seconds: float) -> None:
        """Say goodbye to Discord; where it does not answer in time, leave without."""
        closing = asyncio.create_task(self.close())
        await asyncio.wait((closing,), timeout=seconds)
        if not closing.done():
            closing.cancel()
            await asyncio.wait((closing,))
            await self.http.close()

    async def on_shard_ready(self, shard_id: int) -> None:
        """Say that a shard is there, and when all of this process's are."""
        if shard_id not in self.connections:
            return  # it was closed meanwhile
        self._ready_shards.add(shard_id)
        self.is_heard.set()
        ready, count = len(self._ready_shards), self.shard_count
        log.info("shard_ready shard=%s count=%s", shard_id, count)
        if self.are_ready:
            log.info("ready user=%s guilds=%s shards=%s count=%s", self.user, len(self.guilds), ready, count)

    @property
    def are_ready(self) -> bool:
        """Whether all shards of this process are there."""
        return len(self._ready_shards) == len(self.connections) > 0

    def _hear_ready(self, data: Any) -> None:
        """Let discord.py begin with a shard beside those whose servers it still waits for.

        It knows only shards that are all opened at once: it would give up those, which would never be ready, and would
        never say that a server was added to one of them.
        """
        vars(self._connection)["_ready_task"] = None
        self._connection.parse_ready(data)

    def _hear_interaction(self, data: Any) -> None:
        """Let discord.py handle an interaction, unless another process may have been told of it as well."""
        if self.may_answer():
            # discord.py begins a task for whoever listens, each of which stays what this one is at that moment.
            with self.speaking_to(data):
                self._connection.parse_interaction_create(data)
        else:
            log.warning("interaction_left_to_others")

    async def command_payloads(self) -> list[Any]:
        """The global commands as they are registered, in every language that somebody can translate them into."""
        commands, translator = self.tree.get_commands(), self.tree.translator
        if translator is None:
            return [command.to_dict(self.tree) for command in commands]
        return [await command.get_translated_payload(self.tree, translator) for command in commands]

    async def sync_commands(self) -> None:
        """Overwrite the global commands only where ours or Discord's changed since the last time.

        Discord gives every registered command a version; while those are the ones that we were given for these very
        payloads, nothing needs to be sent.
        """
        payload = await self.command_payloads()
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
