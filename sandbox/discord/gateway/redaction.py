"""What Discord takes out of an event before a bot sees it: hidden channels' names, and content without its intent.

Sources: Discord's documentation, "Obfuscated Channels" (in force for every bot since 16 November 2026) and "Message
Content Intent".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord.entities import Payload
from sandbox.discord.gateway.intents import MESSAGE_CONTENT
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

HIDDEN_NAME = "___hidden___"
CHANNEL_OBFUSCATED = 1 << 17
_NOTHING: Mapping[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


def visible_data(world: DiscordWorld, event: str, data: Payload, intents: int) -> Payload:
    """The event's data as a session with these intents sees it."""
    if event == "GUILD_CREATE":
        return data | {"channels": [_channel(world, channel, data["id"]) for channel in data["channels"]]}
    if event in ("CHANNEL_CREATE", "CHANNEL_UPDATE"):
        return _channel(world, data, data["guild_id"])
    if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents & MESSAGE_CONTENT:
        return _message(data, str(world.bot.id))
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


def _message(data: Payload, bot_id: str) -> Payload:
    # Content stays in direct messages, in the bot's own messages and where the bot is mentioned.
    own = data.get("author", {}).get("id") == bot_id
    if "guild_id" not in data or own or any(user["id"] == bot_id for user in data.get("mentions", [])):
        return data
    return {key: _NOTHING.get(key, value) for key, value in data.items()}
