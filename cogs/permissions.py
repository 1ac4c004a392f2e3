"""Who may do what: everybody may press every button of their own server, and its managers decide for all of it.

That a clip, a job or a draft belongs to this server is asked where it is read, with what `guild_of` returns; a
confirmation of a higher price is taken from the member alone who asked (`data.drafts.get`).
"""

from __future__ import annotations

from bot.errors import PersonError
from cogs.components.replies import Interaction
from cogs.text import sentences
from data.ids import GuildId, UserId


def guild_of(interaction: Interaction) -> GuildId:
    """The server in which somebody asked; raises PersonError outside of servers."""
    if interaction.guild_id is None:
        raise PersonError(sentences.NOT_HERE)
    return GuildId(interaction.guild_id)


def user_of(interaction: Interaction) -> UserId:
    """Who asked."""
    return UserId(interaction.user.id)


def can_manage(interaction: Interaction) -> bool:
    """Whether the person may change what holds for the whole server: Discord's Manage Server."""
    return interaction.permissions.manage_guild
