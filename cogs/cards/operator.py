"""Pure: what operators see: what a server may spend, who gets no new songs, what is stuck and what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import discord

from bot.operators.allowances import GuildAllowance
from bot.operators.intake import Intake
from bot.operators.jobs import JobsOverview
from cogs.cards.status import relative
from cogs.components.panels import panel, text, with_title
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, fitting_lines
from cogs.text.mentions import mention
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of
from data.guilds.intake import BlockKind
from data.ids import GuildId
from data.retirements import Retirement
from data.rows import Job

ROOM: Final = 1_200  # units of each part of a panel; Discord takes 4,000 in all
NAME_SHOWN: Final = 60
REASON_SHOWN: Final = 80

NameOf = Callable[[GuildId], str]  # a server's name; empty where it is not known here


def allowance_panel(allowance: GuildAllowance, name: str) -> discord.ui.LayoutView:
    """What a server may spend each month, and how it stands in this one."""
    account = allowance.account
    server = _server(account.guild_id, lambda _: name)
    if allowance.own is None:
        first = say("operator-quota-default", server=server, credits=credits_of(allowance.default))
    else:
        first = say("operator-quota-own", server=server, credits=credits_of(allowance.own))
    lines = [
        first,
        say("operator-quota-month", allowed=credits_of(account.allowance)),
        say("operator-quota-granted", granted=credits_of(allowance.granted)) if allowance.granted else "",
        say("operator-quota-used", used=account.spent, held=account.held, left=account.left),
    ]
    return panel(say("operator-quota-title"), [text(*lines)])


def pauses_panel(found: Intake, name_of: NameOf, said: str = "") -> discord.ui.LayoutView:
    """Where new songs are paused."""
    lines = list[str]()
    for each in found.pauses:
        about = {"who": mention(each.user_id), "when": relative(each.at)}
        if each.guild_id is None:
            lines.append(say("operator-paused-all", **about))
        else:
            lines.append(say("operator-paused-server", server=_server(each.guild_id, name_of), **about))
    shown = fitting_lines(lines, ROOM) or [say("operator-intake-open")]
    return panel(say("operator-intake-title"), [text(said, *shown)])


def blocks_panel(found: Intake, name_of: NameOf) -> discord.ui.LayoutView:
    """Who is blocked."""
    lines = list[str]()
    for each in found.blocks:
        is_server = each.kind is BlockKind.GUILD
        subject = _server(GuildId(each.subject_id), name_of) if is_server else f"<@{each.subject_id}>"
        who, when = mention(each.user_id), relative(each.at)
        lines.append(say("operator-block-line", kind=each.kind.value, subject=subject, who=who, when=when))
    shown = fitting_lines(lines, ROOM)
    if more := found.block_count - len(shown):
        shown.append(say("operator-more", count=more))
    return panel(say("operator-blocks-title"), [text(*(shown or [say("operator-blocks-none")]))])


def retired_panel(found: Sequence[Retirement], said: str = "") -> discord.ui.LayoutView:
    """What MusicAPI refused, since when, in its own words."""
    lines = [_retired_line(each) for each in found]
    shown = fitting_lines(lines, 2 * ROOM)
    if more := len(lines) - len(shown):
        shown.append(say("operator-more", count=more))
    return panel(say("operator-retired-title"), [text(said, *(shown or [say("operator-retired-none")]))])


def jobs_panel(found: JobsOverview, name_of: NameOf) -> discord.ui.LayoutView:
    """How many jobs wait for what, which are stuck, and which failed lately; nobody's words are in it."""
    waiting = [
        say("operator-jobs-count", state=each.state.value, count=each.count, when=relative(each.since))
        for each in found.waiting
    ]
    stuck = [
        " · ".join((_job(job, name_of), say("operator-stuck-why", why=why.value), relative(job.created_at)))
        for job, why in found.stuck
    ]
    failed = [
        " · ".join(filter(None, (_job(job, name_of), _why_failed(job), relative(job.finished_at or job.changed_at))))
        for job in found.failed
    ]
    rows: list[discord.ui.Item[Any]] = [
        with_title(title, *(fitting_lines(lines, ROOM) or [say("operator-jobs-none")]))
        for title, lines in (
            (say("operator-jobs-waiting"), waiting),
            (say("operator-jobs-stuck"), stuck),
            (say("operator-jobs-failed"), failed),
        )
    ]
    return panel(say("operator-jobs-title"), rows)


def _retired_line(each: Retirement) -> str:
    name = words_for(each.operation).name
    line = say("operator-retired-line", family=each.family, operation=name, when=relative(each.retired_at))
    return f"{line} · {escape_markdown(each.reason, REASON_SHOWN)}" if each.reason else line


def _job(job: Job, name_of: NameOf) -> str:
    return f"`{job.id}` {words_for(job.operation).name} · {job.family} · {_server(job.guild_id, name_of)}"


def _why_failed(job: Job) -> str:
    why = say("operator-failed-why", kind=job.failure.value if job.failure else "failed")
    reason = escape_markdown(job.reason or "", REASON_SHOWN)
    return say("labelled", name=why, words=reason) if reason else why


def _server(guild_id: GuildId, name_of: NameOf) -> str:
    name = escape_markdown(name_of(guild_id), NAME_SHOWN)
    return f"**{name}** ({guild_id})" if name else f"**{guild_id}**"
