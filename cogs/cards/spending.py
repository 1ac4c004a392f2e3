"""Pure: the parts of `/credits` beside the server's own: mine, by member, and the words of the month's picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import discord

from bot.context import zone_of
from bot.drawing.month import ChartWords, MonthChart
from bot.status.statements import MEMBERS, DailyUse, MemberTable, MyMonth
from cogs.cards.credits import bar, figures, month_bar, pace_sentence
from cogs.cards.status import WAITING, relative
from cogs.components.credits_ids import CreditsPart, LedgerMenu, MembersPage
from cogs.components.credits_tabs import tabs_row
from cogs.components.library_buttons import quiet
from cogs.components.panel import panel, row
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from cogs.text.sentences import day_of, month_and_year, paragraph_of, row_of
from data.ids import UserId
from data.spending import MemberSpending, OperationSpending

NOBODY_ANY_MORE: Final = UserId(0)  # whose jobs those of erased members are
IMAGE: Final = "credits.png"
LAST_PAGE: Final = 999  # that a button can name


def mine_panel(mine: MyMonth, *, manages: bool) -> discord.ui.LayoutView:
    """What the person's own songs cost this month, what they may still use, and what it went on."""
    spent, held = sum(each.spent for each in mine.operations), sum(each.held for each in mine.operations)
    heading = [
        f"## {say('credits-mine-title')}",
        say("credits-mine-used", count=spent, held=held) if held else say("statement-mine", count=spent),
        _share_line(mine),
        say("statement-resets", when=relative(mine.resets_at)),
    ]
    lines = [f"- {_operation_line(each)}" for each in mine.operations] or [say("credits-mine-none")]
    return panel(
        discord.ui.TextDisplay("\n".join(heading)),
        discord.ui.Separator(),
        discord.ui.TextDisplay("\n".join(lines)),
        tabs_row(CreditsPart.MINE, manages=manages),
        colour=WAITING,
    )


def members_panel(table: MemberTable) -> discord.ui.LayoutView:
    """Who used the server's credits, a page of it, and a menu of the months whose ledger can be had."""
    before = table.last_month.spent + table.last_month.held
    heading = [
        f"## {say('credits-members-title')}",
        f"{month_bar(table.account)} {figures(table.account)}",
        say("credits-members-last-month", credits=say("credits", count=before)),
    ]
    first = table.page * MEMBERS + 1
    lines = [f"{place}. {_member_line(each)}" for place, each in enumerate(table.rows, first)]
    if table.members > len(table.rows):
        last = first + len(table.rows) - 1
        lines.append(f"-# {say('credits-members-shown', first=first, last=last, count=table.members)}")
    items: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay("\n".join(heading)),
        discord.ui.Separator(),
        discord.ui.TextDisplay("\n".join(lines or [say("credits-members-none")])),
    ]
    if turning := list(_turning(table)):
        items.append(row(*turning))
    if table.months:
        items.append(row(_ledger_menu(table.months)))
    return panel(*items, tabs_row(CreditsPart.MEMBERS, manages=True), colour=WAITING)


def chart_panel(use: DailyUse, *, manages: bool) -> discord.ui.LayoutView:
    """The picture of the month, and what it says in words."""
    account = use.account
    heading = [
        f"## {_chart_title(use)}",
        f"{month_bar(account)} {figures(account)}",
        pace_sentence(account, use.used_up_at),
        say("statement-resets", when=relative(use.ends)),
    ]
    # A picture inside a component loses the words of its file, and has its own.
    picture = discord.MediaGalleryItem(f"attachment://{IMAGE}", description=chart_alt(use))
    return panel(
        discord.ui.TextDisplay("\n".join(line for line in heading if line)),
        discord.ui.MediaGallery(picture),
        tabs_row(CreditsPart.CHART, manages=manages),
        colour=WAITING,
    )


def chart_of(use: DailyUse) -> MonthChart:
    """The figures that are drawn: every day until today."""
    today = _today(use)
    begins, ends = use.began[today], [*use.began[1:], use.ends][today]
    elapsed = today + max(0.0, min(1.0, (use.now - begins) / (ends - begins)))
    return MonthChart(use.days[: today + 1], len(use.days), elapsed, use.account.allowance)


def chart_words(use: DailyUse) -> ChartWords:
    """What the picture says."""
    chart = chart_of(use)
    pace = ""
    if chart.total >= chart.allowance:
        pass  # the picture shows it
    elif use.used_up_at is not None:
        ends = use.used_up_at.astimezone(zone_of(use.account.time_zone))
        pace = say("chart-pace-used-up", day=day_of(ends))
    elif chart.total:
        pace = say("chart-pace-ends", count=round(chart.pace_ends[1]))
    return ChartWords(
        title=_chart_title(use),
        used=say("chart-used", count=chart.total),
        allowance=say("chart-allowance", count=chart.allowance),
        pace=pace,
        a_day=say("chart-a-day"),
        number=lambda number: say("chart-number", count=number),
    )


def chart_alt(use: DailyUse) -> str:
    """The picture in words, for whoever does not see it: its figures, and each day that has any."""
    words = chart_words(use)
    days = [say("chart-alt-day", day=str(day), count=count) for day, count in enumerate(use.days, 1) if count]
    by_day = say("chart-alt-days", days=row_of(days)) if days else say("chart-alt-no-days")
    parts = (words.title, words.used, words.allowance, words.pace)
    return shorten(
        paragraph_of([*(say("chart-alt-part", words=part) for part in parts if part), by_day]), discord_limits.ALT_TEXT
    )


def ledger_line(month: str, rows: int, part: int, parts: int) -> str:
    """What stands above a part of a ledger that was asked for, counted from 1."""
    said = say("ledger-here", month=month_and_year(month), count=rows)
    return f"{said}\n{say('ledger-part', part=part, parts=parts)}" if parts > 1 else said


def _share_line(mine: MyMonth) -> str:
    share = mine.share
    if share is None:
        return say("credits-mine-no-share", count=mine.account.left)
    facts = {"taken": share.taken, "most": share.most, "left": share.left, "period": share.period.value}
    return f"{bar(share.taken, share.most)} {say('credits-mine-share', **facts)}"


def _operation_line(each: OperationSpending) -> str:
    what = words_for(each.operation).name
    cost = say("credits", count=each.spent)
    line = say("credits-mine-line", what=what, count=each.songs, credits=cost)
    return f"{line} · {say('statement-held', held=each.held)}" if each.held else line


def _member_line(each: MemberSpending) -> str:
    who = say("credits-members-deleted") if each.user_id == NOBODY_ANY_MORE else f"<@{each.user_id}>"
    parts = [
        who,
        say("credits", count=each.spent),
        say("credits-members-songs", count=each.songs),
        say("statement-held", held=each.held) if each.held else "",
        say("credits-members-last", count=each.last_month) if each.last_month else "",
    ]
    return " · ".join(part for part in parts if part)


def _turning(table: MemberTable) -> Iterator[discord.ui.Button[Any]]:
    if table.page:
        yield quiet(MembersPage(table.page - 1), say("credits-members-back-button"))
    if table.has_more and table.page < LAST_PAGE:
        yield quiet(MembersPage(table.page + 1), say("credits-members-more-button"))


def _ledger_menu(months: tuple[str, ...]) -> discord.ui.Select[Any]:
    options = [discord.SelectOption(label=month_and_year(month), value=month) for month in months]
    placeholder = say("ledger-placeholder")
    return discord.ui.Select(custom_id=LedgerMenu().custom_id, placeholder=placeholder, options=options)


def _chart_title(use: DailyUse) -> str:
    return say("chart-title", month=month_and_year(use.account.month))


def _today(use: DailyUse) -> int:
    """The place of the day that it is."""
    return max((place for place, begins in enumerate(use.began) if begins <= use.now), default=0)
