"""Mine, by member and the month's picture as panels: figures in words, nobody who is gone by name, room for many."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.operations import Operation
from bot.orders.month_warnings import lasts_until
from bot.status.statements import MEMBERS, DailyUse, MemberTable, MyMonth, Share
from cogs.cards.spending import (
    LAST_PAGE,
    chart_alt,
    chart_of,
    chart_panel,
    chart_words,
    ledger_line,
    members_panel,
    mine_panel,
)
from cogs.text import discord_limits
from cogs.text.catalog import speaking
from data.ids import UserId
from data.rows import Account, SharePeriod
from data.spending import MemberSpending, OperationSpending
from tests.cogs.cards.test_credits import HUGE, texts
from tests.cogs.making import ACCOUNT, GUILD, MEMBER, NOW

if TYPE_CHECKING:
    import discord

RESETS = NOW + timedelta(days=10)
DAYS = tuple(datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 31))


def mine(*operations: OperationSpending, share: Share | None = None) -> MyMonth:
    return MyMonth(ACCOUNT, RESETS, share, operations)


def table(*rows: MemberSpending, **more: Any) -> MemberTable:
    columns: dict[str, Any] = {
        "account": ACCOUNT,
        "last_month": Account(GUILD, "2026-10", 240, 0, 90),
        "rows": rows,
        "members": len(rows),
        "page": 0,
        "months": ("2026-11", "2026-10"),
    }
    return MemberTable(**{**columns, **more})


def use(*days: int, **more: Any) -> DailyUse:
    account = replace(ACCOUNT, held=0, spent=sum(days), **more)
    filled = (*days, *[0] * (30 - len(days)))
    return DailyUse(account, filled, DAYS, NOW, datetime(2026, 12, 1, tzinfo=UTC), lasts_until(account, NOW))


def rows_of(shown: discord.ui.LayoutView) -> list[dict[str, str]]:
    """The buttons and menus, row by row, by what they say."""
    (frame,) = shown.to_components()
    rows = [part["components"] for part in frame["components"] if part["type"] == 1]
    return [{each.get("label") or each["placeholder"]: each["custom_id"] for each in row} for row in rows]


async def test_mine_says_what_i_used_what_is_left_and_what_it_went_on() -> None:
    share = Share(60, 36, SharePeriod.MONTH)
    shown = mine_panel(mine(OperationSpending("cover", 2, 24, 12), share=share), manages=False)
    assert texts(shown)[0].splitlines() == [
        "## Your credits",
        "You used 24 this month, and 12 are held.",
        "▰▰▰▰▰▰▰▱▱▱▱▱ 36 of your 60 this month · 24 left",
        f"New credits come <t:{int(RESETS.timestamp())}:R>.",
    ]
    assert texts(shown)[1] == "- Cover · 2 times · 24 credits · 12 held"
    assert rows_of(shown) == [
        {
            "Mine": "credits:v1:tab:mine",
            "This server": "credits:v1:tab:server",
            "Chart": "credits:v1:tab:chart",
        }
    ]
    today = mine_panel(mine(share=Share(9, 12, SharePeriod.DAY)), manages=True)
    assert "12 of your 9 today · 0 left" in texts(today)[0]
    assert texts(today)[1] == "You made nothing yet this month."
    assert "No share is set for you. The server has 204 left." in texts(mine_panel(mine(), manages=True))[0]


async def test_members_are_mentioned_in_their_order_and_deleted_ones_are_one_line() -> None:
    shown = members_panel(
        table(
            MemberSpending(MEMBER, 24, 12, 3, 60),
            MemberSpending(UserId(0), 5, 0, 1, 0),
            MemberSpending(UserId(5), 0, 0, 0, 30),
        )
    )
    figures, lines = texts(shown)
    assert figures.splitlines() == [
        "## Credits by member",
        "▰▰▱▱▱▱▱▱▱▱▱▱ 24 of 240 used · 12 held · 204 left",
        "Last month: 90 credits.",
    ]
    assert lines.splitlines() == [
        f"1. <@{MEMBER}> · 24 credits · 3 songs · 12 held · last month 60",
        "2. Deleted members · 5 credits · 1 song",
        "3. <@5> · 0 credits · 0 songs · last month 30",
    ]
    menu, tabs = rows_of(shown)
    assert menu == {"The ledger as a CSV file: choose a month": "credits:v1:ledger"}
    assert list(tabs) == ["Mine", "This server", "Chart", "By member"]


async def test_pages_of_members_go_on_with_their_numbers() -> None:
    rows = [MemberSpending(UserId(number), 1, 0, 1, 0) for number in range(1, MEMBERS + 1)]
    shown = members_panel(table(*rows, members=3 * MEMBERS, page=1))
    assert f"{MEMBERS + 1}. <@1>" in texts(shown)[1]
    assert f"-# {MEMBERS + 1} to {2 * MEMBERS} of {3 * MEMBERS} members" in texts(shown)[1]
    assert rows_of(shown)[0] == {"Back": "credits:v1:members:0", "More members": "credits:v1:members:2"}
    last = members_panel(table(*rows, members=99_999, page=LAST_PAGE, months=()))
    assert list(rows_of(last)[0]) == ["Back"]
    assert texts(members_panel(table(members=0)))[1] == "Nobody used credits this month or last."


async def test_the_most_has_room_in_one_message() -> None:
    account = Account(GUILD, "2026-11", 10_000_000, 9_000_000, 900_000)
    worst = MemberSpending(UserId(HUGE), 9_000_000, 900_000, 900_000, 10_000_000)
    months = tuple(f"20{year}-{month:02}" for year in (26, 25) for month in range(12, 0, -1))
    full = table(*[worst] * MEMBERS, account=account, last_month=account, members=99_999, page=998, months=months)
    assert 500 < sum(map(len, texts(members_panel(full)))) <= 4_000
    every = [OperationSpending(each, 900_000, 9_000_000, 9_000_000) for each in Operation]
    assert sum(map(len, texts(mine_panel(mine(*every), manages=True)))) <= 4_000


async def test_the_picture_says_the_same_in_words() -> None:
    busy = use(0, 24, 0, 12, *[0] * 14, 96)
    assert (chart_of(busy).days, chart_of(busy).elapsed) == ((0, 24, 0, 12, *[0] * 14, 96, 0), 19.5)
    said = chart_words(busy)
    assert said.pace == "At this pace 203 by the end"
    assert chart_alt(busy) == (
        "Credits in November 2026. Used or held: 132. Allowance: 240. At this pace 203 by the end."
        " By day of the month: 2: 24, 4: 12, 19: 96."
    )
    early = use(200)
    assert early.used_up_at is not None
    assert chart_words(early).pace == "At this pace used up on 24 Nov 2026"
    assert chart_words(early).pace in chart_alt(early)
    assert f"until <t:{int(early.used_up_at.timestamp())}:D>" in texts(chart_panel(early, manages=False))[0]
    assert chart_words(use()).pace == ""
    assert chart_words(use(240)).pace == ""
    assert chart_alt(use()).endswith("Nothing is used yet.")
    assert "they last all month." in texts(chart_panel(use(1), manages=True))[0]
    assert "Nothing is left this month." in texts(chart_panel(use(240), manages=True))[0]
    (frame,) = chart_panel(busy, manages=True).to_components()
    (gallery,) = [part for part in frame["components"] if part["type"] == 12]
    assert gallery["items"][0]["description"] == chart_alt(busy)
    full = use(*[9_999_999] * 30, allowance=1)
    assert len(chart_alt(full)) <= discord_limits.ALT_TEXT
    assert len(re.findall(r"\d+: 9,999,999", chart_alt(full))) == 30


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Credits im November 2026. Verbraucht oder reserviert: 24. Kontingent: 240."),
        ("ja", "2026年11月のクレジット。使用済みと確保中：24。上限：240。"),
        ("zh-CN", "2026 年 11 月的积分。已用或预留：24。额度：240。"),
    ],
)
async def test_the_picture_is_told_in_each_language_with_its_own_punctuation(language: str, said: str) -> None:
    with speaking(language):
        told = chart_alt(use(0, 12, 12))
    assert told.startswith(said)
    assert ", " not in told or language == "de"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "and 1 is held."),
        ("de", "und 1 ist reserviert."),
        ("es-ES", "y hay 1 reservado."),
        ("fr", "et 1 est réservé."),
        ("pt-BR", "e 1 está reservado."),
    ],
)
async def test_one_credit_that_is_held_is_one(language: str, said: str) -> None:
    with speaking(language):
        shown = mine_panel(mine(OperationSpending("tempo", 1, 2, 1)), manages=False)
    assert texts(shown)[0].splitlines()[1].endswith(said)


@pytest.mark.parametrize(
    ("rows", "parts", "said"),
    [
        (1, 1, "The ledger of November 2026, 1 row. Times are in UTC."),
        (40_000, 3, "The ledger of November 2026, 40,000 rows. Times are in UTC.\nPart 2 of 3."),
    ],
)
async def test_a_ledger_says_what_it_is(rows: int, parts: int, said: str) -> None:
    assert ledger_line("2026-11", rows, 2, parts) == said
