"""What can be done by a button with a song or a playlist of the library, as its `custom_id` names it."""

from __future__ import annotations

from enum import StrEnum


class SongAction(StrEnum):
    """What a button about a song of the library does; what comes in pairs says how it is to be afterwards."""

    SHOW = "show"
    HEART = "heart"
    UNHEART = "unheart"
    VOTE = "vote"
    UNVOTE = "unvote"
    BRING_BACK = "bring"
    RENAME = "rename"
    DELETE = "delete"
    DELETE_NOW = "gone"
    ADD = "add"  # to a playlist


class CaseAction(StrEnum):
    """What a moderator's button does with an order that waits, or with a song that was reported."""

    APPROVE = "approve"
    REJECT = "reject"
    DELETE = "delete"
    BLOCK = "block"
    DISMISS = "dismiss"


class PlaylistAction(StrEnum):
    """What a button about a playlist does."""

    PAGE = "page"
    RENAME = "rename"
    REMOVE = "remove"
    REMOVE_NOW = "gone"


class PlaceAction(StrEnum):
    """What a button about a place in a playlist does."""

    UP = "up"
    OUT = "out"
