"""How often the name and the topic of a channel may be changed: each for itself, and no header announces it."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.channel_shapes import written
from sandbox.discord.entities import Channel, Payload
from sandbox.discord.limits import NAME_CHANGES, NAME_CHANGES_WINDOW
from sandbox.discord.world import DiscordWorld


def count(world: DiscordWorld, channel: Channel, said: Payload) -> None:
    """Note what a body changes of both; raises 429, and notes nothing, where one of them was changed too often."""
    now, known = world.clock.now(), channel.changed_at
    recent = {
        key: [at for at in known.get(key, []) if now - at < NAME_CHANGES_WINDOW] for key in _changing(channel, said)
    }
    waits = [times[0] + NAME_CHANGES_WINDOW - now for times in recent.values() if len(times) >= NAME_CHANGES]
    if waits:
        raise errors.too_many_requests(max(waits))
    for key, times in recent.items():
        known[key] = [*times, now]


def _changing(channel: Channel, said: Payload) -> list[str]:
    told = {key: said[key] or "" for key in ("name", "topic") if key in said}
    if "name" in told and not channel.is_thread:
        told["name"] = written(told["name"], channel.kind)
    there = {"name": channel.name, "topic": channel.topic or ""}
    return [key for key, value in told.items() if value != there[key]]
