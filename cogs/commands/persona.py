"""`/persona`: the voices that a server made for new songs, to be looked through and deleted."""

from __future__ import annotations

from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.catalog import label_of
from bot.orders.personas import delete_persona
from cogs.cards.personas import personas_card
from cogs.cog import IN_SERVERS, Cog
from cogs.components.replies import Interaction
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text import discord_limits
from cogs.text.catalog import command_text, say
from cogs.text.escape import escape_markdown, shorten
from data.ids import GuildId
from data.rows import Persona

NAME_SHOWN = 100


class Personas(Cog):
    """A server's personas."""

    persona = app_commands.Group(
        name="persona",
        description=command_text("command-persona"),
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    @persona.command(name="list", description=command_text("command-persona-list"))
    async def show(self, interaction: Interaction) -> None:
        """Show them to the person alone."""
        guild_id, queries = guild_of(interaction), self._bot.services.queries
        found, consents = await queries.personas(guild_id), await queries.consents(guild_id)
        await interaction.response.send_message(embed=personas_card(found, consents), ephemeral=True)

    @persona.command(name="delete", description=command_text("command-persona-delete"))
    @app_commands.describe(persona=command_text("command-persona-delete.persona"))
    async def delete(self, interaction: Interaction, persona: app_commands.Range[str, 1, 100]) -> None:
        """Delete one for good."""
        found = await find_persona(self._bot, persona, guild_of(interaction))
        manages = can_manage(interaction)
        await delete_persona(self._bot.services.context, found, user_id=user_of(interaction), manages=manages)
        said = say("persona-removed", name=escape_markdown(found.name, NAME_SHOWN))
        await interaction.response.send_message(said, ephemeral=True)

    @delete.autocomplete("persona")
    async def personas(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The personas and voices of this server."""
        return await persona_choices(self._bot, interaction, typed)


async def find_persona(bot: Encore, typed: str, guild_id: GuildId) -> Persona:
    """The persona of this server that was chosen from the list, or typed by its name; raises PersonError."""
    found = await bot.services.queries.personas(guild_id)
    # The list hands ids on; a name that looks like one comes second.
    for said in ([str(each.id) for each in found], [each.name.casefold() for each in found]):
        if (wanted := typed.strip().casefold()) in said:
            return found[said.index(wanted)]
    raise PersonError(Problem.PERSONA_UNKNOWN)


async def persona_choices(bot: Encore, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Suggestions for what was typed of a persona's name so far; none outside of servers."""
    if interaction.guild_id is None:
        return []
    found = await bot.services.queries.personas(GuildId(interaction.guild_id))
    fitting = [each for each in found if typed.strip().casefold() in each.name.casefold()]
    return [app_commands.Choice(name=_choice(each), value=str(each.id)) for each in fitting[: discord_limits.CHOICES]]


def _choice(persona: Persona) -> str:
    kind = say("persona-kind", kind=persona.kind.value)
    return shorten(f"{persona.name} · {kind} · {label_of(persona.family)}", discord_limits.CHOICE)
