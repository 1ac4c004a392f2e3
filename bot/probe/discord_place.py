"""Where the probe asks: the bot's account, the test channel, and the server that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.musicapi.values import mapping
from bot.probe.discord_api import DiscordApi
from bot.probe.discord_facts import CHANNEL, LIMITS, SERVER, SESSIONS, TOKEN, UNBOOSTED, Table, words

_SESSION_NUMBERS = ("total", "remaining", "reset_after", "max_concurrency")


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that the bot sees; `limit` is what is documented for a file there, in bytes."""

    path: str
    guild_id: str  # empty: a direct message
    limit: int
    gateway: str  # the gateway's address, empty where Discord did not say it
    shards: int  # that Discord recommends

    @property
    def messages(self) -> str:
        """The path of its messages."""
        return f"{self.path}/messages"

    def shard_of(self, count: int) -> int:
        """Which of so many shards is told of it (docs: Gateway, Sharding Formula)."""
        return (int(self.guild_id or 0) >> 22) % count


async def find_place(api: DiscordApi, table: Table, channel_id: int) -> Place | None:
    """Look at the account, the channel and its server; None, and a reason in the table, where the bot is not let in."""
    account = await api.ask(TOKEN, "GET", "/users/@me")
    taken = account.status == 200 and isinstance(account.object.get("id"), str)
    table.see(TOKEN, account, same=taken)
    if not taken:
        table.end("the token was not taken" if account.status == 401 else f"Discord did not answer: {words(account)}")
        return None
    gateway, shards = await _find_gateway(api, table)
    path = f"/channels/{channel_id}"
    channel = await api.ask(CHANNEL, "GET", path)
    there = channel.status == 200 and isinstance(channel.object.get("type"), int)
    table.see(CHANNEL, channel, same=there and channel.object.get("id") == str(channel_id))
    if not there:
        table.end(f"the channel cannot be used ({words(channel)})")
        return None
    guild_id = channel.object.get("guild_id")
    guild_id = guild_id if isinstance(guild_id, str) and guild_id.isdecimal() else ""
    return Place(path, guild_id, await _find_limit(api, table, guild_id), gateway, shards)


async def _find_gateway(api: DiscordApi, table: Table) -> tuple[str, int]:
    answer = await api.ask(SESSIONS, "GET", "/gateway/bot")
    url, limit = answer.object.get("url"), mapping(answer.object.get("session_start_limit"))
    missing = [name for name in _SESSION_NUMBERS if not _is_count(limit.get(name))]
    address = url if isinstance(url, str) and url.startswith(("ws://", "wss://")) else ""
    said = ", ".join(f"{name} {limit[name]}" for name in _SESSION_NUMBERS if name not in missing)
    seen = f"{said}; not there: {', '.join(missing)}" if missing else said
    same = answer.status == 200 and bool(address) and not missing
    table.see(SESSIONS, answer, same=same, seen=seen if answer.status == 200 else "")
    shards = answer.object.get("shards")
    return address, max(1, shards) if isinstance(shards, int) else 1


async def _find_limit(api: DiscordApi, table: Table, guild_id: str) -> int:
    if not guild_id:
        table.miss(SERVER, why="the channel belongs to no server")
        return UNBOOSTED
    answer = await api.ask(SERVER, "GET", f"/guilds/{guild_id}")
    tier = answer.object.get("premium_tier")
    limit = LIMITS.get(tier) if answer.status == 200 and isinstance(tier, int) else None
    table.see(SERVER, answer, same=limit is not None, seen=f"premium_tier {tier}" if limit is not None else "")
    return limit or UNBOOSTED


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
