"""`python -m benchmarks.guild_memory thin|whole COUNT`: what so many guilds cost in memory and CPU, as JSON.

Each comes as the text that Discord's gateway sends, made by the sandbox, and goes into discord.py's own state: `whole`
as discord.py keeps it, `thin` as the bot does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

import discord

from benchmarks.outside import furnish
from bot.gateway.guild_cache import ThinGuilds
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock


class _Whole(discord.AutoShardedClient):
    """discord.py as it is, with the intent for guilds alone."""


class _Thin(_Whole):
    """The same with the bot's own state."""

    def _get_state(self, **options: Any) -> Any:
        options |= {"dispatch": self.dispatch, "handlers": self._handlers, "hooks": self._hooks, "http": self.http}
        return ThinGuilds(**options)


def guild_text() -> str:
    """GUILD_CREATE's data of a furnished server."""
    world = DiscordWorld(RunningClock())
    guild = world.add_guild("A server of some size", world.add_user("owner"))
    furnish(world, guild)
    return json.dumps(world.guild_create(guild))


def guild_state(*, thin: bool) -> Any:
    """discord.py's state with the intent for guilds alone, which needs a running event loop."""
    made = (_Thin if thin else _Whole)(
        intents=discord.Intents(guilds=True),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )
    return made._connection  # noqa: SLF001 - where discord.py keeps its guilds


async def measure(kind: str, count: int) -> dict[str, float]:
    """KiB of memory and milliseconds of CPU for each guild, reading its text included."""
    state = guild_state(thin=kind == "thin")
    text = guild_text()
    own = json.loads(text)["id"]
    gc.collect()
    before, began = _resident(), time.process_time()
    for number in range(count):
        # Numbers as long as Discord's, of its own for each guild, as their ids are.
        state.parse_guild_create(json.loads(text.replace(own[:-6], f"{int(own[:-6]) + number}")))
    spent = time.process_time() - began
    gc.collect()
    return {"KiB": (_resident() - before) / count, "ms": spent * 1000 / count, "guilds": len(state._guilds)}  # noqa: SLF001 - the library tells nobody how many it keeps


def _resident() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[1], int(sys.argv[2])))))
