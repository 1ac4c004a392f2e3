"""Buttons of the library that stand in more than one place."""

from __future__ import annotations

from typing import Any

import discord

from cogs.components.buttons import button
from cogs.components.custom_id import CustomId
from cogs.components.library_ids import SongButton
from cogs.components.song_action import SongAction
from cogs.text.catalog import say
from data.ids import ClipId


def heart_button(clip_id: ClipId, *, is_favourite: bool) -> discord.ui.Button[Any]:
    """The button that puts a clip among the favourites, or takes it away where it is one."""
    if is_favourite:
        return quiet(SongButton(SongAction.UNHEART, clip_id), say("song-unheart-button"))
    return quiet(SongButton(SongAction.HEART, clip_id), say("song-heart-button"))


def library_button(clip_id: ClipId) -> discord.ui.Button[Any]:
    """The button that opens a clip in the library."""
    return quiet(SongButton(SongAction.SHOW, clip_id), say("song-library-button"))


def quiet(about: CustomId, label: str) -> discord.ui.Button[Any]:
    """A grey button."""
    made = button(about, label)
    made.style = discord.ButtonStyle.secondary
    return made
