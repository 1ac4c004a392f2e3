"""What the operator's account holds; pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.musicapi.errors import Unanswered
from bot.musicapi.responses import refusals
from bot.musicapi.responses.reply import Reply
from bot.musicapi.values import number


@dataclass(frozen=True, slots=True)
class Credits:
    """What the operator's account with MusicAPI holds; extra credits are spent first."""

    credits: float
    extra_credits: float

    @property
    def spendable(self) -> float:
        """All that a create can be paid with."""
        return self.credits + self.extra_credits


def read_credits(reply: Reply) -> Credits:
    """What the account holds; raises MusicAPIError where the answer does not say."""
    if not 200 <= reply.status < 300:
        raise refusals.of_any(reply)
    found = reply.object
    credits, extra = number(found.get("credits")), number(found.get("extra_credits"))
    if credits is None:
        raise Unanswered("the answer names no credits", status=reply.status)
    return Credits(credits, extra or 0.0)
