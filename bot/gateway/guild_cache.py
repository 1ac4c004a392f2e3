"""What discord.py keeps of every guild: what decides who may see which channel, and no more.

Who can read a channel is asked of its overwrites and the guild's roles, and a new guild is greeted where the bot may
write, so channels and roles stay. Names, topics and whatever else nobody asks for are left out before they are kept.
"""

from __future__ import annotations

from typing import Any

from discord.state import AutoShardedConnectionState

CATEGORY = 4  # a channel's type: that it is there is known, so that rules can name it
# Lists of a guild that nobody asks for.
UNUSED = (
    *("emojis", "stickers", "features", "presences", "voice_states", "stage_instances"),
    *("guild_scheduled_events", "soundboard_sounds"),
)


def slim(guild: dict[str, Any]) -> None:
    """Take out of GUILD_CREATE's or GUILD_UPDATE's data what nobody asks for."""
    for name in UNUSED:
        guild.pop(name, None)
    guild["description"] = None
    for role in guild.get("roles", ()):
        role.update(name="", icon=None, unicode_emoji=None)
    if "channels" in guild:  # not where the guild alone has changed
        for channel in guild["channels"]:
            channel.update(name="", topic=None)
            if channel["type"] == CATEGORY:  # each of its channels says by itself who may see it
                channel["permission_overwrites"] = []


class ThinGuilds(AutoShardedConnectionState[Any]):
    """discord.py's state of all connections, which keeps the slim form of every guild."""

    def parse_guild_create(self, data: Any) -> None:
        """Take a guild in, without what nobody asks for."""
        if data.get("unavailable") is not True:
            slim(data)
        super().parse_guild_create(data)

    def parse_guild_update(self, data: Any) -> None:
        """Note what has changed of a guild, without what nobody asks for."""
        slim(data)
        super().parse_guild_update(data)
