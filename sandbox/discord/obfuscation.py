"""Channels that the bot does not see, as the gateway tells of them: where they are, and nothing of what is there.

Source: documentation, Channel, "Obfuscated Channels" (in force for every bot since 16 November 2026).
"""

from __future__ import annotations

from sandbox.discord.entities import Payload
from sandbox.discord.permissions import Permission

HIDDEN_NAME = "___hidden___"
CHANNEL_OBFUSCATED = 1 << 17


def obfuscated(channel: Payload) -> Payload:
    """The same channel with its id, type, position and category alone."""
    hidden = {"id": channel["guild_id"], "type": 0, "allow": "0", "deny": str(int(Permission.VIEW_CHANNEL))}
    return channel | {
        "name": HIDDEN_NAME,
        "topic": None,
        "last_message_id": None,
        "nsfw": False,
        "permission_overwrites": [hidden],
        "flags": channel["flags"] | CHANNEL_OBFUSCATED,
    }
