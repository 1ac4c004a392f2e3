"""What moderators are shown, in every state."""

from __future__ import annotations

from typing import Any

from bot.status.job_status import Stage
from bot.status.moderation import CaseView
from cogs.cards.moderation import case_message
from cogs.text.catalog import spoken
from data.guilds.cases import Case, CaseKind, Outcome
from data.ids import CaseId, ChannelId, JobId, UserId
from tests.cogs.making import GUILD, MEMBER, NOW, job, status
from tests.gallery.showing import Said, State, say

LYRICS = "[Verse]\nA line of @everyone || that is *long* and [linked](https://example.com)\n" * 60
EVERYTHING = {
    "title": "Last Train Home",
    "prompt": "slow _soul_ " * 30,
    "style": "warm, brushed " * 60,
    "lyrics": LYRICS,
}


def case(kind: CaseKind = CaseKind.APPROVAL, outcome: Outcome | None = None, words: str = "") -> Case:
    """A case of a minute ago, decided or not."""
    by = None if outcome in (None, Outcome.EXPIRED, Outcome.OVER) else UserId(MEMBER + 1)
    posted = NOW, NOW, ChannelId(5), None
    about = CaseId(1), kind, GUILD, JobId(7), UserId(MEMBER)
    return Case(*about, words, NOW, *posted, None if outcome is None else NOW, by, outcome)


def card(of: Case, **more: Any) -> Said:
    """The card of a case in the moderators' channel."""
    view = CaseView(of, status(Stage.APPROVAL, job(**more)), ())
    return say(private=False, **case_message(view, is_new=True, language=spoken()))


MODERATING = (
    State("Moderators: an order", lambda: card(case())),
    State("Moderators: an order with all that can be typed", lambda: card(case(), **EVERYTHING)),
    State("Moderators: an order without a message", lambda: card(case(), message_id=None)),
    *(
        State(f"Moderators: an order, {each.value}", lambda each=each: card(case(outcome=each)))
        for each in (Outcome.APPROVED, Outcome.REJECTED, Outcome.EXPIRED, Outcome.OVER)
    ),
    State("Moderators: a report", lambda: card(case(CaseKind.REPORT, words="Too @everyone || *loud*\nand long"))),
    State("Moderators: a report of a long song", lambda: card(case(CaseKind.REPORT, words=LYRICS[:600]), **EVERYTHING)),
    *(
        State(f"Moderators: a report, {each.value}", lambda each=each: card(case(CaseKind.REPORT, each, "Loud")))
        for each in (Outcome.DELETED, Outcome.DISMISSED)
    ),
)
