"""`/queue`: what is being made on the server, in which place, how long it takes, and a way out of the line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.jobs.expected_times import Expected
from bot.status.guild_queue import GuildQueue, QueueLine, read_guild_queue
from bot.status.job_status import Stage
from cogs.actions.job_actions import why_not_cancelled
from cogs.cards.status import how_far, in_line, link_to, relative
from cogs.cog import Cog
from cogs.components.buttons import button
from cogs.components.panels import beside, buttons, panel, text
from cogs.components.queue_ids import QueueCancel, QueueLook
from cogs.components.replies import Interaction
from cogs.permissions import can_cancel, guild_of, user_of, viewer_of
from cogs.reopening.past_forms import find_shown
from cogs.text.catalog import command_text, say
from cogs.text.escape import escape_link
from cogs.text.operation_words import words_for
from cogs.text.times import whole_minutes, whole_seconds
from data.ids import JobId

NAME_SHOWN: Final = 60


class Queue(Cog):
    """What is being made here."""

    @app_commands.command(name="queue", description=command_text("command-queue"))
    @app_commands.guild_only()
    async def queue(self, interaction: Interaction) -> None:
        """Show it to the person alone."""
        await interaction.response.send_message(view=await _load_panel(self._bot, interaction), ephemeral=True)


async def look(bot: Encore, interaction: Interaction, _button: QueueLook) -> None:
    """Show the line as it is now."""
    await interaction.response.edit_message(view=await _load_panel(bot, interaction))


async def cancel(bot: Encore, interaction: Interaction, pressed: QueueCancel) -> None:
    """Take a job out of the line and give its credits back; whatever became of it, the panel says so."""
    job = await find_shown(bot, interaction, pressed.job_id)
    if not can_cancel(interaction, job):
        raise PersonError(Problem.CANCEL_NOT_YOURS)
    if await bot.services.lifecycle.cancel(job, str(user_of(interaction))):
        said = say("queue-cancelled")
    else:
        said = why_not_cancelled(await find_shown(bot, interaction, pressed.job_id))
    await interaction.response.edit_message(view=await _load_panel(bot, interaction, said))


async def _load_panel(bot: Encore, interaction: Interaction, said: str = "") -> discord.ui.LayoutView:
    found = await read_guild_queue(bot.services.queries, guild_of(interaction), viewer_of(interaction))
    mine = {
        line.status.job.id for line in found.lines if not line.is_hidden and can_cancel(interaction, line.status.job)
    }
    return queue_panel(found, mine, said)


def queue_panel(found: GuildQueue, cancellable: set[JobId], said: str = "") -> discord.ui.LayoutView:
    """The line of a server; a job that the person may take out of it has a button, as long as it waits."""
    rows: list[discord.ui.Item[Any]] = [text(said)] if said else []
    for line in found.lines:
        job, lines = line.status.job, _describe(line, found.read_at)
        if line.status.stage in (Stage.QUEUED, Stage.APPROVAL) and job.id in cancellable:
            rows.append(beside(button(QueueCancel(job.id), say("cancel-button")), *lines))
        else:
            rows.append(text(*lines))
    if more := found.count - len(found.lines):
        rows.append(text(say("queue-more", count=more)))
    if not found.lines:
        rows.append(text(say("queue-none")))
    rows.append(buttons([button(QueueLook(), say("queue-look"))]))
    return panel(say("queue-title"), rows)


def _describe(line: QueueLine, now: datetime) -> list[str]:
    """What is made for whom since when, and how far it is; what the person may not see is counted and not named."""
    status = line.status
    job = status.job
    if line.is_hidden:
        name = say("queue-elsewhere")
    else:
        words = (job.brief.title or job.brief.prompt or job.brief.style) if line.is_told else ""
        name = escape_link(words, NAME_SHOWN) or words_for(job.operation).name
        address = link_to(job, job.guild_id)
        name = f"[{name}]({address})" if address else name
    first = say("queue-line", name=name, who=f"<@{job.user_id}>", when=relative(job.created_at))
    if status.stage is not Stage.QUEUED:
        return [first, how_far(status)]
    return [first, *in_line(status, _likely(status.expected, now) if status.expected else _typical(line))]


def _likely(expected: Expected, now: datetime) -> str:
    """When it is likely to begin and to be ready, in whole minutes, which a range never falls short of."""
    first, begins = _minutes(expected.begins_from, expected.begins_by, now)
    least, most = _minutes(expected.ready_from, expected.ready_by, now)
    if first:
        return say("queue-expected", first=first, begins=begins, least=least, most=most)
    if least:
        return say("queue-expected-next", begins=begins, least=least, most=most)
    return say("queue-expected-soon", begins=begins, most=most)


def _minutes(begin: datetime, end: datetime, now: datetime) -> tuple[int, int]:
    minute = timedelta(minutes=1)
    least = max(0, (begin - now) // minute)
    return least, max(least + 1, -((now - end) // minute))


def _typical(line: QueueLine) -> str:
    seconds = line.typical.p50
    if (short := whole_seconds(seconds)) is not None:
        return say("queue-typical-seconds", seconds=short)
    return say("queue-typical-minutes", minutes=whole_minutes(seconds))
