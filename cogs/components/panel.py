"""Private panels of Components V2: text, buttons and menus in one frame; nothing of them is kept in a process."""

from __future__ import annotations

from typing import Any, cast

import discord

from cogs.components.replies import Interaction


def panel(*items: discord.ui.Item[Any], colour: int) -> discord.ui.LayoutView:
    """The items in a frame; stopped, so that discord.py keeps nothing of them: a press is found by its name."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*items, accent_colour=colour))
    view.stop()
    return view


def row(*items: discord.ui.Item[Any]) -> discord.ui.ActionRow[Any]:
    """Up to five buttons side by side, or one menu."""
    return discord.ui.ActionRow(*items)


def chosen_value(interaction: Interaction) -> str:
    """What was chosen in a menu; empty where nothing was."""
    values = cast("list[Any]", cast("dict[str, Any]", interaction.data or {}).get("values") or [""])
    return str(values[0])
