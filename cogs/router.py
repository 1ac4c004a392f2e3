"""Every command, press, menu and sent form: who handles it, and that it is always answered.

Presses and forms are read by their formats. discord.py knows none of them: its views and modals live in one process
and end with it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import Problem
from bot.gateway.client import Encore
from bot.musicapi.catalog import Catalog
from cogs import downloads, examples, orders, small_results
from cogs.actions import clip_actions, job_actions, moderation_actions, playlist_actions, song_actions
from cogs.alerts import write_to_operators
from cogs.cog import Cog
from cogs.commands import (
    about,
    credits,
    family,
    help,
    model,
    operator,
    persona,
    privacy,
    queue,
    report,
    settings,
    showcase,
    song,
    songs,
    upload,
    write,
)
from cogs.components import (
    credits_ids,
    custom_id,
    download_ids,
    library_ids,
    moderation_ids,
    playlist_ids,
    privacy_ids,
    queue_ids,
    settings_ids,
    typed_form,
)
from cogs.components.replies import Interaction, reply_privately, reply_with_error
from cogs.delivery import DiscordTransport
from cogs.forms.form import typed_text
from cogs.languages import speaking_to
from cogs.message_removal import remove_message
from cogs.reopening import open_again, typed_songs, typed_uploads
from cogs.reopening.refused_commands import answer_refusal
from cogs.servers.departures import Departures, find_guild
from cogs.servers.moderators import Moderators
from cogs.servers.month_warnings import MonthWarnings
from cogs.servers.welcome import Welcome
from cogs.settings import checking, panel
from cogs.text.command_prices import add_prices
from cogs.text.command_words import CommandWords
from cogs.text.errors import sentence_of
from cogs.thinking import Interruptions

log = logging.getLogger(__name__)

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
    songs.Songs,
    showcase.Showcases,
    credits.Credits,
    queue.Queue,
    report.Reports,
    settings.Settings,
    privacy.Privacy,
    help.Help,
    about.About,
    operator.Operators,
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
    Route(custom_id.ReopenButton, open_again.reopen),
    Route(custom_id.SettingButton, panel.switch),
    Route(settings_ids.SettingsTab, panel.turn),
    Route(settings_ids.SectionButton, panel.open_section),
    Route(settings_ids.SettingsCheck, checking.check_server),
    Route(settings_ids.ChangesButton, panel.show_changes),
    Route(settings_ids.ChangesPage, panel.turn_changes),
    Route(custom_id.ExampleButton, examples.make_example),
    Route(custom_id.CreditsPage, credits.turn),
    Route(credits_ids.CreditsTab, credits.turn_to),
    Route(credits_ids.MembersPage, credits.turn_members),
    Route(credits_ids.LedgerMenu, credits.send_ledger),
    Route(queue_ids.QueueCancel, queue.cancel),
    Route(queue_ids.QueueLook, queue.look),
    Route(custom_id.ModelMenu, model.choose),
    Route(custom_id.PostButton, small_results.post_result),
    Route(custom_id.OperationButton, clip_actions.make),
    Route(custom_id.SingerButton, small_results.open_persona_form),
    Route(library_ids.SongsPage, songs.turn),
    Route(library_ids.SongButton, song_actions.press),
    Route(download_ids.DownloadShelf, downloads.download_shelf),
    Route(download_ids.DownloadPlaylist, downloads.download_playlist),
    Route(playlist_ids.PlaylistsButton, playlist_actions.show_all),
    Route(playlist_ids.PlaylistMenu, playlist_actions.choose),
    Route(playlist_ids.PlaylistButton, playlist_actions.press),
    Route(playlist_ids.PlaceButton, playlist_actions.press_place),
    Route(playlist_ids.AddMenu, playlist_actions.add),
    Route(privacy_ids.ExportButton, privacy.send_export),
    Route(privacy_ids.DeleteButton, privacy.ask_what),
    Route(privacy_ids.KeepButton, privacy.keep),
    Route(privacy_ids.EraseButton, privacy.erase),
    Route(privacy_ids.RetentionMenu, privacy.choose_retention),
    Route(moderation_ids.CaseButton, moderation_actions.press),
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
    Route(settings_ids.SectionForm, panel.submit),
    Route(library_ids.RenameForm, song_actions.submit_name),
    Route(playlist_ids.NewPlaylistForm, playlist_actions.submit_new),
    Route(playlist_ids.PlaylistNameForm, playlist_actions.submit_name),
    Route(moderation_ids.RejectForm, moderation_actions.submit_reject),
    Route(moderation_ids.ReportForm, report.submit_report),
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
        self._bot.answer_gate.follow(asyncio.current_task())
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
                await open_again.answer_slip(self._bot, interaction, error, words=typed)
            else:
                await reply_with_error(interaction, error)


async def explain_command(interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
    """Answer every error of every command in private, also of those that this version does not have."""
    try:
        await answer_refusal(cast("Encore", interaction.client), interaction, error)
    except Exception as unexpected:  # noqa: BLE001  discord.py lets nobody hear of it but the garbage collector
        log.warning("answer_failed interaction=%s error=%s", interaction.id, type(unexpected).__name__)


async def setup(bot: Encore) -> None:
    """Load everything that people see."""
    if bot.services.courier is not None:
        bot.services.courier.use_transport(DiscordTransport(bot))
    bot.services.alerts.transport = partial(write_to_operators, bot)
    bot.services.eraser.remove_message = partial(remove_message, bot)
    bot.services.eraser.find_guild = partial(find_guild, bot)
    bot.speaking_to = speaking_to
    bot.tree.error(explain_command)
    for cog in (Router, Interruptions, downloads.Downloads, Welcome, Departures, MonthWarnings, Moderators):
        await bot.add_cog(cog(bot))
    await add_commands(bot, bot.services.context.catalog)


async def add_commands(bot: Encore, catalog: Catalog) -> None:
    """Load the commands, with the prices of `catalog`; they need nothing else until somebody types one."""
    for cog in COMMANDS:
        await bot.add_cog(cog(bot))
    add_prices(bot.tree, catalog)
    await bot.tree.set_translator(CommandWords(catalog))
