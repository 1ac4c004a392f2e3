"""“Report song” in the menu of a song's message: a short form, which goes to the server's moderators."""

from __future__ import annotations

from functools import partial
from typing import Final

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.library import reports
from bot.library.reports import LONGEST_WORDS, CanPost
from cogs.cog import IN_SERVERS, Cog
from cogs.components.custom_id import AgainButton, ClipButton, EditButton
from cogs.components.moderation_ids import ReportForm
from cogs.components.replies import Interaction, reply_privately
from cogs.forms.form import Form, sent_fields
from cogs.permissions import guild_of, user_of, viewer_of
from cogs.posting_rights import can_post_in
from cogs.reopening.past_forms import find_job
from cogs.servers.moderators import announce_case
from cogs.text.catalog import command_text, say
from data.ids import JobId

MENU: Final = command_text("message-command-report")
WORDS: Final = "words"


class Reports(Cog):
    """What members tell moderators."""

    async def cog_load(self) -> None:
        """Put the message menu beside the commands."""
        menu = app_commands.ContextMenu(name=MENU, callback=self.report_song, allowed_contexts=IN_SERVERS)
        self._bot.tree.add_command(menu)

    async def report_song(self, interaction: Interaction, message: discord.Message) -> None:
        """Open a form about the song of a message."""
        job_id = await _find_song(self._bot, interaction, message)
        asked = guild_of(interaction), user_of(interaction), _places(interaction)
        await reports.check_report(self._bot.services.context, *asked)
        form = Form(ReportForm(job_id), say("report-title"))
        hint = say("report-hint")
        form.ask(WORDS, say("report-label"), hint=hint, limit=LONGEST_WORDS, long=True, needed=True)
        await interaction.response.send_modal(form)


async def submit_report(bot: Encore, interaction: Interaction, form: ReportForm) -> None:
    """Pass on what a member says of a song that they can see."""
    job = (await find_job(bot, interaction, form.job_id)).job
    words = sent_fields(interaction).get(WORDS, "")
    asked = guild_of(interaction), user_of(interaction), job.id, words, _places(interaction)
    await reports.report(bot.services.context, *asked)
    await reply_privately(interaction, say("report-taken"))
    announce_case(bot)


def _places(interaction: Interaction) -> CanPost:
    """Where in the server moderators can be shown what a member says."""
    return partial(can_post_in, interaction.guild)


async def _find_song(bot: Encore, interaction: Interaction, message: discord.Message) -> JobId:
    """The job whose clips or card stand in a message of the bot's own; raises PersonError where none does."""
    names = [
        str(getattr(part, "custom_id", ""))
        for line in (message.components if message.author.id == bot.application_id else [])
        for part in getattr(line, "children", [])
    ]
    for name in names:
        if (clip := ClipButton.read(name)) is not None:
            menu = await bot.services.queries.clip_menu(clip.clip_id, guild_of(interaction), viewer_of(interaction))
            if menu.made_by is not None:
                return menu.made_by.id
        for job_button in (AgainButton, EditButton):
            if (found := job_button.read(name)) is not None:
                return (await find_job(bot, interaction, found.job_id)).job.id
    raise PersonError(Problem.REPORT_NO_SONG)
