"""What Discord takes out of an event before a bot sees it: hidden channels' names, and content without its intent."""

from __future__ import annotations

from sandbox.discord.entities import Payload
from sandbox.discord.gateway.intents import MESSAGE_CONTENT
from sandbox.discord.message_content import without_content
from sandbox.discord.obfuscation import obfuscated
from sandbox.discord.world import DiscordWorld


def visible_data(world: DiscordWorld, event: str, data: Payload, intents: int) -> Payload:
    """The event's data as a session with these intents sees it."""
    if event == "GUILD_CREATE":
        return data | {"channels": [_channel(world, channel) for channel in data["channels"]]}
    if event in ("CHANNEL_CREATE", "CHANNEL_UPDATE"):
        return _channel(world, data)
    if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents & MESSAGE_CONTENT:
        return without_content(data, world.bot.id, in_guild="guild_id" in data)
    return data


def _channel(world: DiscordWorld, payload: Payload) -> Payload:
    return payload if world.sees(world.channels[int(payload["id"])]) else obfuscated(payload)
