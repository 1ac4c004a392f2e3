"""What buttons and forms of the library are about: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cogs.components.custom_id import CustomId
from cogs.components.song_action import SongAction
from data.ids import ClipId
from data.library.search import Shelf

LONGEST_TYPED: Final = 50  # characters of a search, so that a button can carry it
LAST_PAGE: Final = 999  # that a button can name


@dataclass(frozen=True, slots=True)
class SongsPage(CustomId):
    """Turns to a page of a shelf, counted from 0, of the songs that say what was typed."""

    template = "songs:v1:{shelf}:{page}:{typed}"
    shelf: Shelf
    page: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class SongButton(CustomId):
    """Does something with a song that was made, for free."""

    template = "song:v1:{song_action}:{clip_id}"
    song_action: SongAction
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class RenameForm(CustomId):
    """Another title for a clip."""

    template = "form:v1:rename:{clip_id}"
    clip_id: ClipId
