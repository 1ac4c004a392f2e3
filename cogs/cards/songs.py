"""Pure: the library as private panels: a page of songs, and one song with all that can be done with it for free."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.library.songs import SongPage, SongView
from bot.orders.user_text import clock_time
from cogs.cards.status import WAITING, relative
from cogs.components.buttons import button
from cogs.components.custom_id import Action, ClipButton
from cogs.components.download_ids import DownloadShelf
from cogs.components.library_buttons import heart_button, quiet
from cogs.components.library_ids import LAST_PAGE, SongButton, SongsPage
from cogs.components.panel import panel, row
from cogs.components.playlist_ids import PlaylistsButton
from cogs.components.song_action import SongAction
from cogs.text.catalog import say
from cogs.text.escape import escape_link, escape_markdown
from cogs.text.mentions import mention
from data.ids import GuildId
from data.library.search import Shelf, Song

TITLE_SHOWN: Final = 60  # with its escapes
TYPED_SHOWN: Final = 100


def songs_panel(found: SongPage, guild_id: GuildId) -> discord.ui.LayoutView:
    """A page of a shelf: a line for each song with a button that opens it, and the ways to other pages and shelves."""
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(_heading(found)))]
    for song in found.songs:
        opening = quiet(SongButton(SongAction.SHOW, song.clip_id), say("song-open-button"))
        items.append(discord.ui.Section(discord.ui.TextDisplay(song_line(song, guild_id)), accessory=opening))
    items += [
        discord.ui.Separator(),
        row(*_turning(found), *_other_shelves(found), quiet(PlaylistsButton(), say("playlists-mine"))),
    ]
    if found.songs and found.shelf is not Shelf.SERVER:
        items.append(row(quiet(DownloadShelf(found.shelf, found.page, found.typed), say("download-all-button"))))
    return panel(*items, colour=WAITING)


def song_panel(view: SongView, guild_id: GuildId, *, note: str = "") -> discord.ui.LayoutView:
    """One song, how it is liked, and its buttons; `note` is a line about what was just done."""
    song = view.song
    lines = [f"## {escape_markdown(song.title, TITLE_SHOWN) or say('untitled')}", _facts(song, guild_id)]
    if len(view.standings) > 1:
        lines += [f"- {_standing(each.position, each.votes, each.is_mine)}" for each in view.standings]
    lines += [f"-# {note}"] if note else []
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines)), row(*_liking(view))]
    items.append(row(*_doing(view)))
    return panel(*items, colour=WAITING)


def delete_panel(view: SongView) -> discord.ui.LayoutView:
    """What deleting a clip means, with a button that does it."""
    song = view.song
    title = escape_markdown(song.title, TITLE_SHOWN) or say("untitled")
    asked = [say("song-delete-question", position=str(song.position), title=title), say("song-delete-means")]
    gone = quiet(SongButton(SongAction.DELETE_NOW, song.clip_id), say("song-delete-now-button"))
    gone.style = discord.ButtonStyle.danger
    keep = quiet(SongButton(SongAction.SHOW, song.clip_id), say("song-keep-it-button"))
    return panel(discord.ui.TextDisplay("\n".join(asked)), row(gone, keep), colour=WAITING)


def said_panel(*lines: str) -> discord.ui.LayoutView:
    """A few words in the place of a panel."""
    return panel(discord.ui.TextDisplay("\n".join(line for line in lines if line)), colour=WAITING)


def song_line(song: Song, guild_id: GuildId) -> str:
    """A song on one line of a list, with the way to its message."""
    name = escape_link(song.title, TITLE_SHOWN) or say("untitled")
    address = address_of(song, guild_id)
    return f"**[{name}]({address})** · {_facts(song)}" if address else f"**{name}** · {_facts(song)}"


def address_of(song: Song, guild_id: GuildId) -> str:
    """Where a song was posted; empty where it never was."""
    if song.message_id is None or song.message_channel_id is None:
        return ""
    return f"https://discord.com/channels/{guild_id}/{song.message_channel_id}/{song.message_id}"


def _heading(found: SongPage) -> list[str]:
    lines = [f"## {_name(found.shelf)}"]
    if typed := escape_markdown(found.typed, TYPED_SHOWN):
        lines.append(say("songs-that-say", typed=typed))
    if not found.songs:
        lines.append(_nothing(found))
    return lines


def _name(shelf: Shelf) -> str:
    match shelf:
        case Shelf.MINE:
            return say("songs-mine")
        case Shelf.SERVER:
            return say("songs-server")
        case Shelf.FAVOURITES:
            return say("songs-favourites")


def _nothing(found: SongPage) -> str:
    if found.typed:
        return say("songs-none-found")
    return say("songs-no-favourites" if found.shelf is Shelf.FAVOURITES else "songs-none")


def _turning(found: SongPage) -> list[discord.ui.Button[Any]]:
    turning = list[discord.ui.Button[Any]]()
    if found.page:
        turning.append(quiet(SongsPage(found.shelf, found.page - 1, found.typed), say("songs-newer-button")))
    if found.has_more and found.page < LAST_PAGE:
        turning.append(quiet(SongsPage(found.shelf, found.page + 1, found.typed), say("songs-older-button")))
    return turning


def _other_shelves(found: SongPage) -> list[discord.ui.Button[Any]]:
    others = [shelf for shelf in Shelf if shelf is not found.shelf]
    return [quiet(SongsPage(shelf, 0, found.typed), _name(shelf)) for shelf in others]


def _facts(song: Song, guild_id: GuildId | None = None) -> str:
    parts = [
        say("clip-name", number=song.position),
        clock_time(song.duration) if song.duration else "",
        mention(song.user_id),
        relative(song.created_at),
        say("song-hearts", count=song.hearts) if song.hearts else "",
    ]
    if guild_id is not None and (address := address_of(song, guild_id)):
        parts.append(f"[{say('song-message')}]({address})")
    return " · ".join(part for part in parts if part)


def _standing(position: int, votes: int, is_mine: bool) -> str:
    said = say("song-votes", number=position, count=votes)
    return f"{said} · {say('song-vote-mine')}" if is_mine else said


def _liking(view: SongView) -> list[discord.ui.Button[Any]]:
    song = view.song
    buttons = [heart_button(song.clip_id, is_favourite=song.is_favourite)]
    if len(view.standings) > 1:
        is_mine = any(each.is_mine and each.clip_id == song.clip_id for each in view.standings)
        action = SongAction.UNVOTE if is_mine else SongAction.VOTE
        label = say("song-unvote-button" if is_mine else "song-vote-button", number=song.position)
        buttons.append(quiet(SongButton(action, song.clip_id), label))
    buttons.append(quiet(SongButton(SongAction.BRING_BACK, song.clip_id), say("song-bring-button")))
    return buttons


def _doing(view: SongView) -> list[discord.ui.Button[Any]]:
    song = view.song
    buttons = [
        button(ClipButton(Action.MORE, song.clip_id), say("button-more", number=song.position)),
        quiet(SongButton(SongAction.ADD, song.clip_id), say("playlist-add-button")),
    ]
    if view.can_change:
        buttons.append(quiet(SongButton(SongAction.RENAME, song.clip_id), say("song-rename-button")))
        buttons.append(quiet(SongButton(SongAction.DELETE, song.clip_id), say("song-delete-button")))
    return buttons
