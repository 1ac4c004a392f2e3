"""`python -m benchmarks.whole_guilds`: the bot with servers kept as discord.py keeps them, for comparison."""

from __future__ import annotations

import runpy
from typing import Any

from bot.gateway import guild_cache


def leave_as_it_is(_guild: dict[str, Any]) -> None:
    """Take nothing out of what Discord tells of a server."""


if __name__ == "__main__":
    guild_cache.slim = leave_as_it_is
    runpy.run_module("bot", run_name="__main__")
