"""What buttons, menus and forms of playlists do: each member sees and changes their own alone."""

from __future__ import annotations

from typing import Final, assert_never

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.library import playlists, songs
from cogs.cards.playlists import NEW, add_panel, playlist_panel, playlists_panel, remove_panel
from cogs.cards.songs import song_panel
from cogs.commands.songs import asker_of
from cogs.components.panel import chosen_value
from cogs.components.playlist_ids import (
    AddMenu,
    NewPlaylistForm,
    PlaceButton,
    PlaylistButton,
    PlaylistMenu,
    PlaylistNameForm,
    PlaylistsButton,
)
from cogs.components.replies import Interaction
from cogs.components.song_action import PlaceAction, PlaylistAction
from cogs.forms.form import Form, sent_fields
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, shorten
from data.ids import ClipId, PlaylistId
from data.library.playlists import Playlist

LONGEST_NAME: Final = 60
NAME_SHOWN: Final = 80


async def show_all(bot: Encore, interaction: Interaction, _button: PlaylistsButton) -> None:
    """Show the person their playlists, in the same private message."""
    found = await playlists.load_all(bot.services.context, asker_of(interaction))
    await interaction.response.edit_message(view=playlists_panel(found))


async def choose(bot: Encore, interaction: Interaction, _menu: PlaylistMenu) -> None:
    """Show the playlist that was chosen."""
    asker = asker_of(interaction)
    shown = await playlists.load_page(bot.services.context, asker, _chosen(interaction), 0)
    await interaction.response.edit_message(view=playlist_panel(shown, asker.guild_id))


async def press(bot: Encore, interaction: Interaction, button: PlaylistButton) -> None:
    """Do what a button about a playlist as a whole says."""
    context, asker = bot.services.context, asker_of(interaction)
    match button.list_action:
        case PlaylistAction.PAGE:
            shown = await playlists.load_page(context, asker, button.playlist_id, button.page)
            await interaction.response.edit_message(view=playlist_panel(shown, asker.guild_id))
        case PlaylistAction.RENAME:
            shown = await playlists.load_page(context, asker, button.playlist_id, 0)
            about = PlaylistNameForm(button.playlist_id)
            await interaction.response.send_modal(_name_form(about, shown.playlist.name))
        case PlaylistAction.REMOVE:
            shown = await playlists.load_page(context, asker, button.playlist_id, 0)
            await interaction.response.edit_message(view=remove_panel(shown.playlist))
        case PlaylistAction.REMOVE_NOW:
            left = await playlists.remove(context, asker, button.playlist_id)
            await interaction.response.edit_message(view=playlists_panel(left, note=say("playlist-deleted")))
        case _:
            assert_never(button.list_action)


async def press_place(bot: Encore, interaction: Interaction, button: PlaceButton) -> None:
    """Move a clip up or take it out."""
    context, asker = bot.services.context, asker_of(interaction)
    change = playlists.move_up if button.place_action is PlaceAction.UP else playlists.take_out
    shown = await change(context, asker, button.playlist_id, button.clip_id, button.page)
    await interaction.response.edit_message(view=playlist_panel(shown, asker.guild_id))


async def ask_where(bot: Encore, interaction: Interaction, clip_id: ClipId) -> None:
    """Ask to which playlist a clip is to be added."""
    context, asker = bot.services.context, asker_of(interaction)
    await songs.load_song(context, asker, clip_id)
    found = await playlists.load_all(context, asker)
    await interaction.response.edit_message(view=add_panel(found, clip_id))


async def add(bot: Encore, interaction: Interaction, menu: AddMenu) -> None:
    """Add a clip to the playlist that was chosen, or ask how a new one is to be called."""
    if chosen_value(interaction) == NEW:
        await interaction.response.send_modal(_name_form(NewPlaylistForm(menu.clip_id), ""))
        return
    own = await playlists.add(bot.services.context, asker_of(interaction), _chosen(interaction), menu.clip_id)
    await _say_added(bot, interaction, own, menu.clip_id)


async def submit_new(bot: Encore, interaction: Interaction, form: NewPlaylistForm) -> None:
    """Make a playlist that begins with a clip."""
    own = await playlists.make(bot.services.context, asker_of(interaction), _typed_name(interaction), form.clip_id)
    await _say_added(bot, interaction, own, form.clip_id)


async def submit_name(bot: Encore, interaction: Interaction, form: PlaylistNameForm) -> None:
    """Call a playlist otherwise."""
    asker = asker_of(interaction)
    shown = await playlists.rename(bot.services.context, asker, form.playlist_id, _typed_name(interaction))
    panel = playlist_panel(shown, asker.guild_id)
    if interaction.message is not None and interaction.message.flags.components_v2:
        await interaction.response.edit_message(view=panel)
    else:
        await interaction.response.send_message(view=panel, ephemeral=True)


async def _say_added(bot: Encore, interaction: Interaction, own: Playlist, clip_id: ClipId) -> None:
    asker = asker_of(interaction)
    view = await songs.load_song(bot.services.context, asker, clip_id)
    note = say("playlist-added", name=escape_markdown(own.name, NAME_SHOWN))
    panel = song_panel(view, asker.guild_id, note=note)
    if interaction.message is not None and interaction.message.flags.components_v2:
        await interaction.response.edit_message(view=panel)
    else:
        await interaction.response.send_message(view=panel, ephemeral=True)


def _chosen(interaction: Interaction) -> PlaylistId:
    value = chosen_value(interaction)
    if not (value.isascii() and value.isdecimal() and len(value) <= 18):
        raise PersonError(Problem.PLAYLIST_GONE)
    return PlaylistId(int(value))


def _typed_name(interaction: Interaction) -> str:
    name = " ".join(sent_fields(interaction).get("name", "").split())[:LONGEST_NAME]
    return name if shorten(name, LONGEST_NAME) else say("untitled")  # of characters that nobody sees, it is none


def _name_form(about: NewPlaylistForm | PlaylistNameForm, name: str) -> Form:
    form = Form(about, say("playlist-form-title"))
    form.ask("name", say("playlist-name-label"), limit=LONGEST_NAME, default=name, needed=True)
    return form
