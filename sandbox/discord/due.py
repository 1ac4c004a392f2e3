"""What happens by itself once its time has come: polls end, and threads fall asleep."""

from __future__ import annotations

from sandbox.discord import polls, threads
from sandbox.discord.world import DiscordWorld


def catch_up(world: DiscordWorld) -> None:
    """Let happen what is due: whoever looks at the world calls this first, and a server once in a minute."""
    polls.end_due(world)
    threads.archive_inactive(world)
