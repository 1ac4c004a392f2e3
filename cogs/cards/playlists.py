"""Pure: playlists as private panels: all of them, one of them with its order, and where a clip can be added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.library.playlists import PlaylistPage
from cogs.cards.songs import song_line
from cogs.cards.status import WAITING
from cogs.components.download_ids import DownloadPlaylist
from cogs.components.library_buttons import quiet
from cogs.components.library_ids import SongButton
from cogs.components.panel import panel, row
from cogs.components.playlist_ids import AddMenu, PlaceButton, PlaylistButton, PlaylistMenu, PlaylistsButton
from cogs.components.song_action import PlaceAction, PlaylistAction, SongAction
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, shorten
from data.ids import ClipId, GuildId
from data.library.playlists import Place, Playlist

NAME_SHOWN: Final = 80
LAST_PAGE: Final = 99
NEW: Final = "new"  # what is chosen for a playlist that is not there yet


def playlists_panel(found: Sequence[Playlist], *, note: str = "") -> discord.ui.LayoutView:
    """All playlists of a member, to choose one."""
    lines = [f"## {say('playlists-mine')}", note, "" if found else say("playlists-none")]
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(line for line in lines if line))]
    if found:
        asked = say("playlist-choose")
        items.append(row(_menu(PlaylistMenu().custom_id, asked, [_option(each) for each in found])))
    return panel(*items, colour=WAITING)


def playlist_panel(shown: PlaylistPage, guild_id: GuildId) -> discord.ui.LayoutView:
    """A page of one playlist: each clip with what opens it, moves it up and takes it out."""
    own = shown.playlist
    heading = f"## {escape_markdown(own.name, NAME_SHOWN)}"
    lines = [heading, say("playlist-clips", count=own.clips) if own.clips else say("playlist-empty")]
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    for number, place in enumerate(shown.places, shown.first):
        items.append(discord.ui.TextDisplay(_line(number, place, guild_id)))
        items.append(row(*_buttons(shown, number, place)))
    items.append(row(*_below(shown)))
    if shown.places:
        items.append(row(quiet(DownloadPlaylist(own.id, shown.page), say("download-all-button"))))
    return panel(*items, colour=WAITING)


def remove_panel(own: Playlist) -> discord.ui.LayoutView:
    """Whether a playlist is really to be deleted."""
    asked = say("playlist-delete-question", name=escape_markdown(own.name, NAME_SHOWN))
    gone = quiet(PlaylistButton(PlaylistAction.REMOVE_NOW, own.id), say("playlist-delete-now-button"))
    gone.style = discord.ButtonStyle.danger
    keep = quiet(PlaylistButton(PlaylistAction.PAGE, own.id), say("song-keep-it-button"))
    return panel(discord.ui.TextDisplay(asked), row(gone, keep), colour=WAITING)


def add_panel(found: Sequence[Playlist], clip_id: ClipId) -> discord.ui.LayoutView:
    """To which playlist a clip is to be added."""
    new = discord.SelectOption(label=say("playlist-new"), value=NEW)
    menu = _menu(AddMenu(clip_id).custom_id, say("playlist-choose"), [*(_option(each) for each in found), new])
    return panel(discord.ui.TextDisplay(say("playlist-add-question")), row(menu), colour=WAITING)


def _menu(custom_id: str, asked: str, options: list[discord.SelectOption]) -> discord.ui.Select[Any]:
    return discord.ui.Select(custom_id=custom_id, placeholder=asked, options=options[: discord_limits.OPTIONS])


def _option(each: Playlist) -> discord.SelectOption:
    label = shorten(each.name, discord_limits.OPTION) or say("untitled")
    return discord.SelectOption(label=label, value=str(each.id), description=say("playlist-clips", count=each.clips))


def _line(number: int, place: Place, guild_id: GuildId) -> str:
    if place.song is None:
        return say("playlist-gap", number=number)
    return say("playlist-place", number=number, song=song_line(place.song, guild_id))


def _buttons(shown: PlaylistPage, number: int, place: Place) -> list[discord.ui.Button[Any]]:
    own, buttons = shown.playlist, list[discord.ui.Button[Any]]()
    if place.song is not None:
        buttons.append(quiet(SongButton(SongAction.SHOW, place.clip_id), say("song-open-button")))
    if number > 1:
        up = PlaceButton(PlaceAction.UP, own.id, place.clip_id, shown.page)
        buttons.append(quiet(up, say("playlist-up-button", number=number)))
    out = PlaceButton(PlaceAction.OUT, own.id, place.clip_id, shown.page)
    return [*buttons, quiet(out, say("playlist-out-button", number=number))]


def _below(shown: PlaylistPage) -> list[discord.ui.Button[Any]]:
    own, buttons = shown.playlist, list[discord.ui.Button[Any]]()
    if shown.page:
        back = PlaylistButton(PlaylistAction.PAGE, own.id, shown.page - 1)
        buttons.append(quiet(back, say("playlist-back-button")))
    if shown.has_more and shown.page < LAST_PAGE:
        onward = PlaylistButton(PlaylistAction.PAGE, own.id, shown.page + 1)
        buttons.append(quiet(onward, say("playlist-onward-button")))
    buttons.append(quiet(PlaylistButton(PlaylistAction.RENAME, own.id), say("song-rename-button")))
    buttons.append(quiet(PlaylistButton(PlaylistAction.REMOVE, own.id), say("playlist-delete-button")))
    return [*buttons, quiet(PlaylistsButton(), say("playlists-mine"))]
