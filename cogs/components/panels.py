"""Private panels of text and buttons, in Discord's newer layout; no audio is ever in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

Row = discord.ui.Item[Any]


def panel(title: str, rows: Iterable[Row]) -> discord.ui.LayoutView:
    """A heading and its rows; stopped, so that discord.py keeps nothing of them: a press is found by its name."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(text(f"## {title}"), *rows))
    view.stop()
    return view


def with_title(title: str, *lines: str) -> discord.ui.TextDisplay[Any]:
    """Lines of markdown below a title of their own."""
    return text(f"**{title}**", *lines)


def text(*lines: str) -> discord.ui.TextDisplay[Any]:
    """Lines of markdown; empty ones are left out."""
    return discord.ui.TextDisplay("\n".join(filter(None, lines)))


def beside(button: discord.ui.Button[Any], *lines: str) -> discord.ui.Section[Any]:
    """Lines of markdown with a button at their right."""
    return discord.ui.Section(text(*lines), accessory=button)


def buttons(items: Iterable[discord.ui.Button[Any]]) -> discord.ui.ActionRow[Any]:
    """A row of at most five buttons."""
    return discord.ui.ActionRow(*items)


def line() -> discord.ui.Separator[Any]:
    """A line between two themes."""
    return discord.ui.Separator()
