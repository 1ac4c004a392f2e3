"""The parts of `/credits` beside the server's own, in every state."""

from __future__ import annotations

import io

import discord

from bot.drawing.month_chart import draw
from bot.status.statements import Share
from cogs.cards.spending import IMAGE, chart_alt, chart_of, chart_panel, chart_words, members_panel, mine_panel
from data.ids import UserId
from data.rows import SharePeriod
from data.spending import MemberSpending, OperationSpending
from tests.cogs.cards.test_spending import mine, table, use
from tests.cogs.making import MEMBER
from tests.gallery.showing import Said, State, say

SONGS = (
    OperationSpending("create", 3, 36, 12),
    OperationSpending("cover", 1, 15, 0),
    OperationSpending("bpm", 2, 2, 0),
)


def my_month(*operations: OperationSpending, share: Share | None = None) -> Said:
    """What one member used."""
    return say(view=mine_panel(mine(*operations, share=share), manages=False))


def by_member(*user_ids: int) -> Said:
    """Whom it went on, for who manages the server."""
    rows = [MemberSpending(UserId(each), 60 - 9 * place, 0, 5, 12 * place) for place, each in enumerate(user_ids)]
    pages = {"members": 40, "page": 1} if rows else {}
    return say(view=members_panel(table(*rows, **pages)))


def chart(*days: int) -> Said:
    """The picture of a month."""
    used = use(*days)
    picture = draw(chart_of(used), chart_words(used))
    file = discord.File(io.BytesIO(picture), IMAGE, description=chart_alt(used))
    return say(view=chart_panel(used, manages=True), file=file)


SPENDING = [
    State("Answer: my credits", lambda: my_month(*SONGS, share=Share(60, 51, SharePeriod.MONTH))),
    State("Answer: my credits, none used", my_month),
    State("Answer: credits by member", lambda: by_member(MEMBER, 0, 5)),
    State("Answer: credits by member, none used", by_member),
    State(
        "Answer: chart of a month", lambda: chart(0, 12, 0, 24, 15, 0, 0, 3, 12, 12, 2, 0, 1, 24, 0, 0, 15, 0, 0, 12)
    ),
    State("Answer: chart of a month that ends early", lambda: chart(30, 45, 12, 60, 12)),
    State("Answer: chart of a quiet month", chart),
]
