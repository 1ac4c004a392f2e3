"""What the operator's account holds; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.errors import Unanswered
from bot.musicapi.responses import refusals
from bot.musicapi.responses.reports import Credits
from bot.musicapi.values import number

if TYPE_CHECKING:
    from bot.musicapi.responses.reply import Reply


def read_credits(reply: Reply) -> Credits:
    """What the account holds; raises MusicAPIError where the answer does not say."""
    if not 200 <= reply.status < 300:
        raise refusals.of_account(reply)
    found = reply.object
    credits, extra = number(found.get("credits")), number(found.get("extra_credits"))
    if credits is None:
        raise Unanswered("the answer names no credits", status=reply.status)
    return Credits(credits, extra or 0.0)
