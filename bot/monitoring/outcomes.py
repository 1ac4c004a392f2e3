"""How a request ends, in one word: the same words for Discord and for MusicAPI."""

from __future__ import annotations

from typing import Final

OK: Final = "ok"
REFUSED: Final = "refused"
RATE_LIMITED: Final = "rate_limited"
TROUBLE: Final = "trouble"
UNANSWERED: Final = "unanswered"
OUTCOMES: Final = (OK, REFUSED, RATE_LIMITED, TROUBLE, UNANSWERED)


def outcome_of(status: int | None) -> str:
    """What an HTTP status means; None: there was no answer."""
    match status:
        case None:
            return UNANSWERED
        case 429:
            return RATE_LIMITED
        case _ if status < 400:
            return OK
        case _ if status < 500:
            return REFUSED
        case _:
            return TROUBLE
