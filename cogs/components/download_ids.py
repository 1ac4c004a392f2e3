"""What the buttons of downloads are about: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.components.custom_id import CustomId
from data.ids import PlaylistId
from data.library.search import Shelf


@dataclass(frozen=True, slots=True)
class DownloadShelf(CustomId):
    """Sends whoever presses it the songs of a shelf that say what was typed, from a page on."""

    template = "download:v1:{shelf}:{page}:{typed}"
    shelf: Shelf
    page: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class DownloadPlaylist(CustomId):
    """Sends whoever presses it the songs of their playlist, from a page on."""

    template = "download:v1:list:{playlist_id}:{page}"
    playlist_id: PlaylistId
    page: int
