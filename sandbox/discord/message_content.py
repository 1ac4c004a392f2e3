"""Whose words a bot reads that was not given the message content intent, over REST as at the gateway.

Source: documentation, Gateway, "Message Content Intent": without it "apps receive empty values in fields that contain
user-inputted content", across the APIs; the Message object names the fields, of which `poll` is left out altogether.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord.entities import Payload

GIVEN_BY = 1 << 18 | 1 << 19  # the application flags: the approved one, and the one for apps with few users
_NOTHING: Mapping[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}
_LEFT_OUT = ("poll",)


def without_content(message: Payload, bot_id: int, *, in_guild: bool) -> Payload:
    """The message as such a bot sees it: its own words, those of DMs and those that mention it, and no others."""
    shown = message
    if in_guild and not _is_for(message, str(bot_id)):
        shown = {key: _NOTHING.get(key, value) for key, value in message.items() if key not in _LEFT_OUT}
        if "message_snapshots" in shown:
            copied = ({**each["message"], **_NOTHING} for each in message["message_snapshots"])
            shown["message_snapshots"] = [{"message": each} for each in copied]
    answered = message.get("referenced_message")
    if answered:
        shown = {**shown, "referenced_message": without_content(answered, bot_id, in_guild=in_guild)}
    return shown


def _is_for(message: Payload, bot_id: str) -> bool:
    own = message.get("author", {}).get("id") == bot_id
    return own or any(user["id"] == bot_id for user in message.get("mentions", []))
