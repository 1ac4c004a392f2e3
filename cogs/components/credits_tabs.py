"""The row of buttons that turns between the parts of `/credits`."""

from __future__ import annotations

from typing import Any

import discord

from cogs.components.credits_ids import CreditsPart, CreditsTab
from cogs.components.panel import row
from cogs.text.catalog import say


def tabs_row(shown: CreditsPart, *, manages: bool) -> discord.ui.ActionRow[Any]:
    """A button for each part that the person may see; that of the part that is `shown` cannot be pressed."""
    parts = [part for part in CreditsPart if manages or part is not CreditsPart.MEMBERS]
    return row(*(_tab(part, is_open=part is shown) for part in parts))


def _tab(part: CreditsPart, *, is_open: bool) -> discord.ui.Button[Any]:
    match part:
        case CreditsPart.MINE:
            label = say("credits-mine-button")
        case CreditsPart.SERVER:
            label = say("credits-server-button")
        case CreditsPart.CHART:
            label = say("credits-chart-button")
        case CreditsPart.MEMBERS:
            label = say("credits-members-button")
    style = discord.ButtonStyle.primary if is_open else discord.ButtonStyle.secondary
    return discord.ui.Button[Any](
        style=style, label=label, custom_id=CreditsTab(part.value).custom_id, disabled=is_open
    )
