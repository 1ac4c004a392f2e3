"""What buttons, menus and forms of playlists are about: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.components.custom_id import CustomId
from cogs.components.song_action import PlaceAction, PlaylistAction
from data.ids import ClipId, PlaylistId


@dataclass(frozen=True, slots=True)
class PlaylistsButton(CustomId):
    """Shows the playlists of whoever presses it."""

    template = "lists:v1"


@dataclass(frozen=True, slots=True)
class PlaylistMenu(CustomId):
    """Shows the playlist that is chosen, by its id."""

    template = "lists:v1:show"


@dataclass(frozen=True, slots=True)
class AddMenu(CustomId):
    """Adds a clip to the playlist that is chosen, by its id, or asks how a new one is to be called."""

    template = "lists:v1:add:{clip_id}"
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class PlaylistButton(CustomId):
    """Shows a page of a playlist, or does something with the playlist as a whole."""

    template = "list:v1:{list_action}:{playlist_id}:{page}"
    list_action: PlaylistAction
    playlist_id: PlaylistId
    page: int = 0


@dataclass(frozen=True, slots=True)
class PlaceButton(CustomId):
    """Does something with one place of a playlist, and shows the page on which it was."""

    template = "place:v1:{place_action}:{playlist_id}:{clip_id}:{page}"
    place_action: PlaceAction
    playlist_id: PlaylistId
    clip_id: ClipId
    page: int


@dataclass(frozen=True, slots=True)
class NewPlaylistForm(CustomId):
    """The name of a new playlist that begins with a clip."""

    template = "form:v1:list-new:{clip_id}"
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class PlaylistNameForm(CustomId):
    """Another name for a playlist."""

    template = "form:v1:list-name:{playlist_id}"
    playlist_id: PlaylistId
