"""`/persona`: the voices that a server made for new songs, to be looked through and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import PersonError
from bot.musicapi.text import utf16_length
from bot.orders.personas import delete_persona
from cogs.cards.status import WAITING, relative
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text import discord_limits, sentences
from cogs.text.escape import escape_markdown, shorten
from data.ids import GuildId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.client import Encore
    from cogs.components.replies import Interaction
    from data.rows import Persona

MORE_ROOM = 80  # of it, for saying that there is more
NAME_SHOWN = 100


class Personas(commands.Cog):
    """A server's personas."""

    persona = app_commands.Group(
        name="persona",
        description="The personas and voices that were made here",
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    @persona.command(name="list", description="Show this server's personas and voices")
    async def show(self, interaction: Interaction) -> None:
        """Show them to the person alone."""
        found = await self._bot.services.queries.personas(guild_of(interaction))
        await interaction.response.send_message(embed=personas_card(found), ephemeral=True)

    @persona.command(name="delete", description="Delete a persona that you made; for those who manage the server, any")
    @app_commands.describe(persona="Which one")
    async def delete(self, interaction: Interaction, persona: app_commands.Range[str, 1, 100]) -> None:
        """Delete one for good."""
        found = await find_persona(self._bot, persona, guild_of(interaction))
        manages = can_manage(interaction)
        await delete_persona(self._bot.services.context, found, user_id=user_of(interaction), manages=manages)
        said = sentences.persona_deleted(escape_markdown(found.name, NAME_SHOWN))
        await interaction.response.send_message(said, ephemeral=True)

    @delete.autocomplete("persona")
    async def personas(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The personas and voices of this server."""
        return await persona_choices(self._bot, interaction, typed)


def personas_card(found: Sequence[Persona]) -> discord.Embed:
    """Who is there, what each was made of, by whom and when; as many as an embed holds."""
    card = discord.Embed(title="Personas of this server", colour=WAITING)
    text = ""
    for number, persona in enumerate(found):
        name = escape_markdown(persona.name, NAME_SHOWN) or "Unnamed"
        line = (
            f"**{name}** · {persona.kind} · {persona.family.capitalize()} · "
            f"<@{persona.user_id}> · {relative(persona.created_at)}\n"
        )
        if utf16_length(text + line) > discord_limits.EMBED_DESCRIPTION - MORE_ROOM:
            text += f"and {len(found) - number} more; /song and /persona delete find them by name"
            break
        text += line
    card.description = text or sentences.NO_PERSONAS_YET
    return card


async def find_persona(bot: Encore, typed: str, guild_id: GuildId) -> Persona:
    """The persona of this server that was chosen from the list, or typed by its name; raises PersonError."""
    found = await bot.services.queries.personas(guild_id)
    # The list hands ids on; a name that looks like one comes second.
    for said in ([str(each.id) for each in found], [each.name.casefold() for each in found]):
        if (wanted := typed.strip().casefold()) in said:
            return found[said.index(wanted)]
    raise PersonError(sentences.NO_SUCH_PERSONA)


async def persona_choices(bot: Encore, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Suggestions for what was typed of a persona's name so far; none outside of servers."""
    if interaction.guild_id is None:
        return []
    found = await bot.services.queries.personas(GuildId(interaction.guild_id))
    fitting = [each for each in found if typed.strip().casefold() in each.name.casefold()]
    return [
        app_commands.Choice(
            name=shorten(f"{each.name} · {each.kind} · {each.family.capitalize()}", discord_limits.CHOICE),
            value=str(each.id),
        )
        for each in fitting[: discord_limits.CHOICES]
    ]


async def setup(bot: Encore) -> None:
    """Add the commands."""
    await bot.add_cog(Personas(bot))
