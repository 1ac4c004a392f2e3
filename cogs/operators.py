"""Who operates this bot: those of OPERATOR_IDS, or else the application's owner or team."""

from __future__ import annotations

import logging
import time
from typing import Final
from weakref import WeakKeyDictionary

import discord

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from cogs.components.replies import NOT_TAKEN, Interaction

log = logging.getLogger(__name__)

KNOWN_FOR: Final = 60.0  # seconds: Discord lets nobody ask at every letter that is typed
_known: Final[WeakKeyDictionary[Encore, tuple[float, tuple[int, ...]]]] = WeakKeyDictionary()
# Who may read a team's application only decides nothing.
_DECIDING = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)


async def operator_ids(bot: Encore) -> tuple[int, ...]:
    """Everybody who operates the bot; nobody where the settings name nobody and Discord does not say whose it is."""
    if bot.services.operator_ids:
        return bot.services.operator_ids
    known = _known.get(bot)
    if known is None or time.monotonic() >= known[0]:
        try:
            application = await bot.application_info()
        except NOT_TAKEN as error:
            log.warning("operators_unknown error=%s", type(error).__name__)
            return ()
        known = _known[bot] = time.monotonic() + KNOWN_FOR, _owners(application)
    return known[1]


async def check_operator(bot: Encore, interaction: Interaction) -> None:
    """Raise PersonError for everybody but operators, whatever their own server lets them do."""
    if interaction.user.id not in await operator_ids(bot):
        log.warning("operator_refused user=%s guild=%s", interaction.user.id, interaction.guild_id)
        raise PersonError(Problem.ONLY_OPERATORS)


def _owners(application: discord.AppInfo) -> tuple[int, ...]:
    if (team := application.team) is None:
        return (application.owner.id,)
    return tuple(member.id for member in team.members if member.id == team.owner_id or _decides(member))


def _decides(member: discord.TeamMember) -> bool:
    """Whether a member of the team has joined it, and may change the application."""
    return member.membership_state is discord.TeamMembershipState.accepted and member.role in _DECIDING
