"""What the buttons of a song in the library do: all of it is free, and each press says how it is to be afterwards."""

from __future__ import annotations

from typing import assert_never

from bot.errors import ClipGone, Problem
from bot.gateway.client import Encore
from bot.library import songs
from bot.library.songs import SongView
from bot.orders.intake import check_member
from bot.orders.user_text import TITLE_LIMIT
from cogs.actions import clip_actions, playlist_actions
from cogs.cards.songs import delete_panel, said_panel, song_panel
from cogs.commands.songs import asker_of
from cogs.components.library_ids import RenameForm, SongButton
from cogs.components.replies import Interaction
from cogs.components.small_buttons import is_of_menu
from cogs.components.song_action import SongAction
from cogs.forms.form import Form, sent_fields
from cogs.permissions import channels_open_to_all, guild_of
from cogs.song_messages import bring_back, show_to_all, take_away
from cogs.text.catalog import say
from data.ids import ClipId


async def press(bot: Encore, interaction: Interaction, button: SongButton) -> None:
    """Do what a button of a song says."""
    context, asker, clip_id = bot.services.context, asker_of(interaction), button.clip_id
    match button.song_action:
        case SongAction.SHOW:
            await _show(interaction, await songs.load_song(context, asker, clip_id))
        case SongAction.HEART | SongAction.UNHEART:
            is_on = button.song_action is SongAction.HEART
            is_open = channels_open_to_all(interaction)
            view = await songs.put_heart(context, asker, clip_id, is_on=is_on, open_channels=is_open)
            await _change(bot, interaction, view)
            await show_to_all(bot, interaction, view)
        case SongAction.VOTE | SongAction.UNVOTE:
            is_on = button.song_action is SongAction.VOTE
            await _change(bot, interaction, await songs.put_vote(context, asker, clip_id, is_on=is_on))
        case SongAction.BRING_BACK:
            await bring_back(bot, interaction, await songs.load_song(context, asker, clip_id))
        case SongAction.ADD:
            await playlist_actions.ask_where(bot, interaction, clip_id)
        case SongAction.RENAME:
            view = await songs.load_song(context, asker, clip_id)
            _check_may_change(view)
            await context.database.read(check_member, asker.guild_id, asker.viewer.user_id)
            await interaction.response.send_modal(_rename_form(view))
        case SongAction.DELETE:
            view = await songs.load_song(context, asker, clip_id)
            _check_may_change(view)
            await interaction.response.edit_message(view=delete_panel(view))
        case SongAction.DELETE_NOW:
            await _delete(bot, interaction, clip_id)
        case _:
            assert_never(button.song_action)


async def submit_name(bot: Encore, interaction: Interaction, form: RenameForm) -> None:
    """Give a clip the title that was typed."""
    title = " ".join(sent_fields(interaction).get("title", "").split())[:TITLE_LIMIT]
    view = await songs.rename(bot.services.context, asker_of(interaction), form.clip_id, title)
    await _change(bot, interaction, view, note=say("song-renamed"))


async def _show(interaction: Interaction, view: SongView) -> None:
    """Open a song beside its list, or in place of the question that was asked about it."""
    panel = song_panel(view, guild_of(interaction))
    if _is_question(interaction):
        await interaction.response.edit_message(view=panel)
    else:
        await interaction.response.send_message(view=panel, ephemeral=True)


async def _change(bot: Encore, interaction: Interaction, view: SongView, *, note: str = "") -> None:
    """Show how a song stands now, where the button was pressed: in its panel, or below More…."""
    if is_of_menu(interaction):
        menu = await bot.services.queries.clip_menu(
            view.song.clip_id, guild_of(interaction), asker_of(interaction).viewer
        )
        await interaction.response.edit_message(view=clip_actions.menu_view(menu))
        return
    panel = song_panel(view, guild_of(interaction), note=note)
    if interaction.message is not None and interaction.message.flags.components_v2:
        await interaction.response.edit_message(view=panel)
    else:
        await interaction.response.send_message(view=panel, ephemeral=True)


async def _delete(bot: Encore, interaction: Interaction, clip_id: ClipId) -> None:
    deleted = await songs.delete(bot.services.context, asker_of(interaction), clip_id)
    await interaction.response.defer()  # messages are changed one after the other, which may take a while
    stayed = await take_away(bot, deleted)
    where = " ".join(stayed)
    said = say("song-deleted-partly", where=where) if stayed else say("song-deleted")
    await interaction.edit_original_response(view=said_panel(said))


def _check_may_change(view: SongView) -> None:
    if not view.can_change:
        raise ClipGone(Problem.SONG_NOT_YOURS)


def _rename_form(view: SongView) -> Form:
    form = Form(RenameForm(view.song.clip_id), say("song-rename-title"))
    form.ask(
        "title", say("song-rename-label"), hint=say("song-rename-hint"), limit=TITLE_LIMIT, default=view.song.title
    )
    return form


def _is_question(interaction: Interaction) -> bool:
    """Whether the press is in a panel that asks about one song, and not in a list of songs."""
    rows = interaction.message.components if interaction.message is not None else []
    return any(
        (read := SongButton.read(str(getattr(part, "custom_id", "")))) and read.song_action is SongAction.DELETE_NOW
        for top in rows
        for inner in getattr(top, "children", [])
        for part in getattr(inner, "children", [])
    )
