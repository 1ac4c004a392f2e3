"""What a refusal of Discord's means for a message that was promised: say it otherwise, elsewhere, later, or never.

Codes are Discord's JSON error codes (documentation: Opcodes and Status Codes); its OpenAPI document lists none.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import discord

from bot.musicapi.values import number


class Meaning(Enum):
    """What is to be done about a refusal."""

    CLOSED = auto()  # this way leads nowhere, now and later
    BARRED = auto()  # this way leads nowhere now, and nobody said that it never will
    DEAD_TOKEN = auto()  # of the interaction
    UNAUTHORIZED = auto()  # the bot's own token: nothing that the bot does is taken
    CONTENT = auto()  # the way is open and what is said there is refused
    TOO_LARGE = auto()
    LATER = auto()


# The only codes by which a way counts as closed, and those that mean something else than their HTTP status says.
MEANINGS: Final = {
    10003: Meaning.CLOSED,  # Unknown Channel: deleted
    10004: Meaning.CLOSED,  # Unknown Guild: deleted, or the bot was thrown out
    10008: Meaning.CLOSED,  # Unknown Message: deleted; it is posted anew
    10013: Meaning.CLOSED,  # Unknown User: the account is gone
    10015: Meaning.DEAD_TOKEN,  # Unknown Webhook
    20009: Meaning.CONTENT,  # explicit content cannot be sent to this person: a cover
    20016: Meaning.LATER,  # slow mode
    20028: Meaning.LATER,  # the channel's write rate limit
    30046: Meaning.BARRED,  # too many edits of messages older than an hour: a new message is none
    40003: Meaning.LATER,  # direct messages are opened too fast
    40005: Meaning.TOO_LARGE,  # Request entity too large
    50001: Meaning.CLOSED,  # Missing Access: the bot does not see the channel
    50005: Meaning.CLOSED,  # the message is somebody else's
    50007: Meaning.CLOSED,  # the person takes no direct messages
    50008: Meaning.CLOSED,  # a channel without text
    50009: Meaning.CLOSED,  # the server's verification level is too high
    50013: Meaning.CLOSED,  # Missing Permissions: to write, to embed or to attach here
    50024: Meaning.CLOSED,  # not in this kind of channel
    50027: Meaning.DEAD_TOKEN,  # Invalid Webhook Token: 15 minutes are over
    50033: Meaning.CLOSED,  # Invalid Recipient: a bot, or the account is gone
    50083: Meaning.CLOSED,  # the thread is archived: a new message wakes it, unless it is locked
    50278: Meaning.CLOSED,  # no server in common with the person
    160005: Meaning.CLOSED,  # the thread is locked
}


def meaning_of(refusal: discord.HTTPException, *, by_token: bool) -> Meaning:
    """What is to be done about a refusal of a request, which was made with an interaction's token or the bot's own."""
    if known := MEANINGS.get(refusal.code):
        return known
    match refusal.status:
        case 400:
            return Meaning.CONTENT
        case 401 | 404 if by_token:
            return Meaning.DEAD_TOKEN
        case 401:
            return Meaning.UNAUTHORIZED
        case 408 | 429:
            return Meaning.LATER
        case 413:
            return Meaning.TOO_LARGE
        case status:
            return Meaning.LATER if status >= 500 else Meaning.BARRED


def wait_of(refusal: discord.HTTPException) -> float | None:
    """How many seconds Discord, or what stands before it, asks to be left alone for; None: it does not say."""
    return number(refusal.response.headers.get("Retry-After")) if refusal.status in (429, 503) else None
