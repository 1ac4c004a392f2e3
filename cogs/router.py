"""Every command, press, menu and sent form: who handles it, and that it is always answered.

Presses and forms are read by their formats. discord.py knows none of them: its views and modals live in one process
and end with it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Encore
from bot.errors import Problem
from cogs import (
    about,
    clip_actions,
    credits,
    examples,
    family,
    help,
    job_actions,
    model,
    orders,
    persona,
    reopening,
    settings,
    small_results,
    song,
    typed_songs,
    typed_uploads,
    upload,
    write,
)
from cogs.alerts import write_to_operators
from cogs.cog import Cog
from cogs.components import custom_id, typed_form
from cogs.components.replies import Interaction, reply_privately, reply_with_error
from cogs.delivery import DiscordTransport
from cogs.forms.form import typed_text
from cogs.refused_commands import answer_refusal
from cogs.text.command_prices import add_prices
from cogs.text.errors import sentence_of
from cogs.thinking import Interruptions
from cogs.welcome import Welcome

T = TypeVar("T", bound=custom_id.CustomId)


@dataclass(frozen=True, slots=True)
class Route(Generic[T]):
    """What handles a format."""

    format: type[T]
    handle: Callable[[Encore, Interaction, T], Awaitable[None]]


COMMANDS = (
    song.Song,
    upload.Upload,
    write.Write,
    model.Models,
    persona.Personas,
    family.Family,
    credits.Credits,
    settings.Settings,
    help.Help,
    about.About,
)
COMPONENTS = (
    Route(custom_id.ClipButton, clip_actions.press),
    Route(custom_id.OperationMenu, clip_actions.choose),
    Route(custom_id.SingButton, write.sing),
    Route(custom_id.StyleButton, write.use_style),
    Route(custom_id.ConfirmButton, orders.confirm),
    Route(custom_id.EditDraftButton, write.edit_draft),
    Route(custom_id.AgainButton, job_actions.make_again),
    Route(custom_id.RetryButton, job_actions.try_again),
    Route(custom_id.EditButton, job_actions.edit),
    Route(custom_id.CancelButton, job_actions.cancel),
    Route(custom_id.ReopenButton, reopening.reopen),
    Route(custom_id.SettingButton, settings.switch),
    Route(custom_id.ExampleButton, examples.make_example),
    Route(custom_id.CreditsPage, credits.turn),
    Route(custom_id.ModelMenu, model.choose),
    Route(custom_id.PostButton, small_results.post_result),
    Route(custom_id.OperationButton, clip_actions.make),
    Route(custom_id.SingerButton, small_results.open_persona_form),
)
FORMS = (
    Route(custom_id.ClipForm, clip_actions.submit),
    Route(typed_form.TypedSongForm, typed_songs.submit_typed_song),
    Route(typed_form.TypedUploadForm, typed_uploads.submit_typed_upload),
    Route(typed_form.TypedVoiceForm, typed_uploads.submit_typed_voice),
    Route(typed_form.WordsForm, write.submit_words),
    Route(custom_id.SongForm, song.submit),
    Route(custom_id.WrittenSongForm, write.submit_written),
    Route(custom_id.DraftSongForm, write.submit_draft),
    Route(custom_id.EditedSongForm, job_actions.submit_edited),
    Route(custom_id.PersonaSongForm, small_results.submit_persona_song),
    Route(custom_id.UploadForm, upload.submit_upload),
    Route(custom_id.VoiceForm, upload.submit_voice),
)


def read_route(routes: tuple[Route[Any], ...], name: str) -> tuple[Route[Any], custom_id.CustomId] | None:
    """The route of a name, and what the name says; None where no format reads it."""
    for route in routes:
        if (read := route.format.read(name)) is not None:
            return route, read
    return None


class Router(Cog):
    """The one listener to everything that has a `custom_id`."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Act on a press, a choice or a sent form; what nobody knows gets one sentence."""
        match interaction.type:
            case discord.InteractionType.component:
                routes, unknown, typed = COMPONENTS, Problem.BUTTON_UNKNOWN, ""
            case discord.InteractionType.modal_submit:
                routes, unknown, typed = FORMS, Problem.FORM_UNKNOWN, typed_text(interaction)
            case _:  # commands and their suggestions are discord.py's
                return
        data = cast("dict[str, Any]", interaction.data or {})
        try:
            found = read_route(routes, str(data.get("custom_id", "")))
            if found is None:
                await reply_privately(interaction, sentence_of(unknown), words=typed)
                return
            route, about = found
            await route.handle(self._bot, interaction, about)
        except Exception as error:  # noqa: BLE001  the person gets a sentence and the operator a log line
            if routes is FORMS:
                await reopening.answer_slip(self._bot, interaction, error, words=typed)
            else:
                await reply_with_error(interaction, error)


async def explain_command(interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
    """Answer every error of every command in private, also of those that this version does not have."""
    await answer_refusal(cast("Encore", interaction.client), interaction, error)


async def setup(bot: Encore) -> None:
    """Load everything that people see."""
    if bot.services.courier is not None:
        bot.services.courier.use_transport(DiscordTransport(bot))
    bot.services.alerts.transport = partial(write_to_operators, bot)
    bot.tree.error(explain_command)
    for cog in (*COMMANDS, Router, Interruptions, Welcome):
        await bot.add_cog(cog(bot))
    add_prices(bot.tree, bot.services.context.catalog)
