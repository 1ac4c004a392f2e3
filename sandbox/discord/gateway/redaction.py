"""What Discord takes out of an event before a bot sees it: hidden channels' names, and content without its intent.

Source of the first: Discord's documentation, "Obfuscated Channels" (in force for every bot since 16 November 2026).
"""

from __future__ import annotations

from sandbox.discord.entities import Payload
from sandbox.discord.gateway.intents import MESSAGE_CONTENT
from sandbox.discord.message_content import without_content
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

HIDDEN_NAME = "___hidden___"
CHANNEL_OBFUSCATED = 1 << 17


def visible_data(world: DiscordWorld, event: str, data: Payload, intents: int) -> Payload:
    """The event's data as a session with these intents sees it."""
    if event == "GUILD_CREATE":
        return data | {"channels": [_channel(world, channel, data["id"]) for channel in data["channels"]]}
    if event in ("CHANNEL_CREATE", "CHANNEL_UPDATE"):
        return _channel(world, data, data["guild_id"])
    if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents & MESSAGE_CONTENT:
        return without_content(data, world.bot.id, in_guild="guild_id" in data)
    return data


def _channel(world: DiscordWorld, payload: Payload, guild_id: str) -> Payload:
    channel = world.channels[int(payload["id"])]
    if world.permissions(world.bot, channel) & Permission.VIEW_CHANNEL:
        return payload
    hidden = {"id": guild_id, "type": 0, "allow": "0", "deny": str(int(Permission.VIEW_CHANNEL))}
    return payload | {  # id, type and position stay
        "name": HIDDEN_NAME,
        "topic": None,
        "last_message_id": None,
        "parent_id": None,
        "nsfw": False,
        "permission_overwrites": [hidden],
        "flags": payload["flags"] | CHANNEL_OBFUSCATED,
    }
