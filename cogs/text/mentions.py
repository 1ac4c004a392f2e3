"""How a member is named in a line: by a mention, or in words where nobody is left to be mentioned."""

from __future__ import annotations

from cogs.text.catalog import say
from data.ids import ERASED_MEMBER


def mention(user_id: int) -> str:
    """The mention of a member; words for somebody who had everything deleted."""
    return say("erased-member") if user_id == ERASED_MEMBER else f"<@{user_id}>"
