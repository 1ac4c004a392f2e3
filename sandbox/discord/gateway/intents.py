"""Which events a gateway session asked for.

Source: "Gateway Intents" in Discord's gateway documentation.
"""

from __future__ import annotations

from sandbox.discord import message_content
from sandbox.discord.entities import Payload

GUILDS, GUILD_MEMBERS, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_REACTIONS, DIRECT_REACTIONS = 1 << 10, 1 << 13
GUILD_POLLS, DIRECT_POLLS = 1 << 24, 1 << 25
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
KNOWN = 0x1FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

# The application flags that allow a privileged intent: the approved one and the one for apps with few users.
ALLOWED_BY = {
    GUILD_PRESENCES: 1 << 12 | 1 << 13,
    GUILD_MEMBERS: 1 << 14 | 1 << 15,
    MESSAGE_CONTENT: message_content.GIVEN_BY,
}

_BY_GUILDS = (
    "GUILD_CREATE GUILD_UPDATE GUILD_DELETE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE GUILD_ROLE_DELETE "
    "CHANNEL_CREATE CHANNEL_UPDATE CHANNEL_DELETE CHANNEL_PINS_UPDATE "
    "THREAD_CREATE THREAD_UPDATE THREAD_DELETE THREAD_LIST_SYNC THREAD_MEMBER_UPDATE"
)
# The last of them is sent without the intent too where the bot itself comes or goes.
_BY_MEMBERS = "GUILD_MEMBER_ADD GUILD_MEMBER_UPDATE GUILD_MEMBER_REMOVE THREAD_MEMBERS_UPDATE"
_REACTIONS = "MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL MESSAGE_REACTION_REMOVE_EMOJI"
_VOTES = ("MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE")
_GUILD_EVENTS = {
    **dict.fromkeys(_BY_GUILDS.split(), GUILDS),
    **dict.fromkeys(_BY_MEMBERS.split(), GUILD_MEMBERS),
    **dict.fromkeys(("GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE"), 1 << 2),
    **dict.fromkeys(("INTEGRATION_CREATE", "INTEGRATION_UPDATE", "INTEGRATION_DELETE"), 1 << 4),
    "WEBHOOKS_UPDATE": 1 << 5,
    "VOICE_STATE_UPDATE": 1 << 7,
    "PRESENCE_UPDATE": GUILD_PRESENCES,
    **dict.fromkeys(("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"), GUILD_MESSAGES),
    **dict.fromkeys(_REACTIONS.split(), GUILD_REACTIONS),
    **dict.fromkeys(_VOTES, GUILD_POLLS),
    "TYPING_START": 1 << 11,
}
_DIRECT_EVENTS = {
    **dict.fromkeys(("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "CHANNEL_PINS_UPDATE"), DIRECT_MESSAGES),
    **dict.fromkeys(_REACTIONS.split(), DIRECT_REACTIONS),
    **dict.fromkeys(_VOTES, DIRECT_POLLS),
    "TYPING_START": 1 << 14,
}


def is_disallowed(intents: int, application_flags: int) -> bool:
    """Whether a privileged intent is asked for that the application has not been given."""
    return any(intents & intent and not application_flags & flags for intent, flags in ALLOWED_BY.items())


def is_own(event: str, data: Payload, bot_id: str, intents: int) -> bool:
    """Whether an event about members is about the bot itself, which needs less of a session."""
    if event == "GUILD_MEMBER_UPDATE":  # "for the current user" it needs no intent
        return data["user"]["id"] == bot_id
    if event == "THREAD_MEMBERS_UPDATE":
        added: list[Payload] = data.get("added_members", [])
        gone: list[str] = data.get("removed_member_ids", [])
        return bool(intents & GUILDS) and bot_id in (*gone, *(member["user_id"] for member in added))
    return False


def is_wanted(event: str, intents: int, *, in_guild: bool) -> bool:
    """Whether a session with these intents is sent the event; events of no intent, such as interactions, always are."""
    needed = (_GUILD_EVENTS if in_guild else _DIRECT_EVENTS).get(event)
    return needed is None or bool(intents & needed)
