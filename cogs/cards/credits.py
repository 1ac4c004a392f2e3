"""Pure: a server's month as a private panel: a bar with its figures in words, then a line for each song."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import discord

from bot.musicapi.operations import spec_of
from bot.status.snapshots import Statement, StatementLine
from cogs.cards.status import WAITING, link_to, relative
from cogs.components.buttons import button
from cogs.components.credits_ids import CreditsPart
from cogs.components.credits_tabs import tabs_row
from cogs.components.custom_id import CreditsPage
from cogs.components.panel import panel, row
from cogs.text.catalog import say
from cogs.text.escape import escape_link
from cogs.text.mentions import mention
from cogs.text.operation_words import words_for
from cogs.text.sentences import month_name
from data.ids import GuildId
from data.rows import Account, EntryKind

BAR: Final = 12  # segments
TITLE_SHOWN: Final = 40  # with its escapes
LAST_PAGE: Final = 999  # that a button can name


def credits_panel(statement: Statement, guild_id: GuildId, *, manages: bool = False) -> discord.ui.LayoutView:
    """What of the allowance is used, held and left, what the person's own songs cost, and a page of what it went on."""
    account = statement.account
    heading = [
        f"## {say('statement-title')}",
        f"{month_bar(account)} {figures(account)}",
        pace_sentence(account, statement.used_up_at),
        say("statement-mine", count=statement.mine),
        say("statement-resets", when=relative(statement.resets_at)),
    ]
    lines = [f"- {_line(line, account.month, guild_id)}" for line in statement.lines] or [say("statement-none")]
    items: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay("\n".join(heading)),
        discord.ui.Separator(),
        discord.ui.TextDisplay("\n".join(lines)),
    ]
    turning: list[discord.ui.Item[Any]] = []
    if statement.page:
        turning.append(button(CreditsPage(statement.page - 1), say("statement-newer")))
    if statement.has_more and statement.page < LAST_PAGE:
        turning.append(button(CreditsPage(statement.page + 1), say("statement-older")))
    if turning:
        items.append(row(*turning))
    return panel(*items, tabs_row(CreditsPart.SERVER, manages=manages), colour=WAITING)


def figures(account: Account) -> str:
    """What of the allowance is used, held and left, in words."""
    parts = [
        say("statement-used", used=account.spent, total=account.allowance),
        say("statement-held", held=account.held) if account.held else "",
        say("statement-left", left=account.left),
    ]
    return " · ".join(part for part in parts if part)


def month_bar(account: Account) -> str:
    """How much of the allowance is used or held."""
    return bar(account.spent + account.held, account.allowance)


def bar(taken: int, most: int) -> str:
    """How much of it is taken; a little of it is seen, and what is left is seen as well."""
    full = BAR if taken >= most else min(BAR - 1, max(1, round(BAR * taken / most))) if taken else 0
    return "▰" * full + "▱" * (BAR - full)


def pace_sentence(account: Account, used_up_at: datetime | None) -> str:
    """How long the rest lasts at this pace."""
    if not account.left:
        return say("statement-used-up")
    if used_up_at is None:
        return say("statement-lasts")
    return say("month-ends-early", when=f"<t:{int(used_up_at.timestamp())}:D>")


def _line(line: StatementLine, month: str, guild_id: GuildId) -> str:
    amount = _amount(line)
    if line.month != month:
        amount = say("statement-of-month", amount=amount, month=month_name(line.month))
    has_words = bool(escape_link(line.title or "", TITLE_SHOWN))  # else it is called by what was asked for
    what = words_for(line.operation).name if has_words and not spec_of(line.operation).is_new_song else ""
    parts = (_name(line, guild_id), what, amount, mention(line.user_id), relative(line.created_at))
    return " · ".join(part for part in parts if part)


def _name(line: StatementLine, guild_id: GuildId) -> str:
    """What it is called, with the way to its message where the person may go there."""
    if line.title is None:
        return say("statement-elsewhere")
    name = escape_link(line.title, TITLE_SHOWN) or words_for(line.operation).name
    address = link_to(line, guild_id)
    return f"[{name}]({address})" if address else name


def _amount(line: StatementLine) -> str:
    match line.kind:
        case EntryKind.HOLD:
            return say("statement-still-held", count=line.credits)
        case EntryKind.REFUND:
            return say("statement-given-back", count=line.credits)
        case EntryKind.SETTLE:
            return say("credits", count=line.credits)
