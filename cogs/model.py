"""`/model`: what each model is good for, and which one makes a song when nobody names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.errors import NotAllowed
from bot.musicapi.offers import Operation
from bot.orders.candidates import Candidate
from cogs.cards.models import meant, models_card, name_of, suggestion, value_of
from cogs.orders import guild_of
from data.ids import UserId

if TYPE_CHECKING:
    from bot.client import Encore
    from bot.musicapi.offers import Typical
    from cogs.components.replies import Interaction

CHOICES = 25  # Discord's limit of suggestions


class Models(commands.Cog):
    """Which model makes the songs."""

    model = app_commands.Group(
        name="model",
        description="Which model makes the songs",
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    @model.command(name="list", description="Show every model: what it is good for, its price and its time")
    async def show(self, interaction: Interaction) -> None:
        """Show the models and the defaults to the person alone."""
        defaults = await self._bot.services.queries.defaults(guild_of(interaction), UserId(interaction.user.id))
        card = models_card(await offered(self._bot), defaults)
        await interaction.response.send_message(embed=card, ephemeral=True)

    @model.command(name="mine", description="Choose the model of your songs, in every server")
    @app_commands.describe(model="Who composes when you name nobody; left out, your default is forgotten")
    async def mine(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember the member's own default, or forget it."""
        guild_of(interaction)
        chosen = await self._chosen(model)
        await self._bot.services.preferences.set_member_model(
            UserId(interaction.user.id), value_of(chosen) if chosen else ""
        )
        said = (
            f"From now on {name_of(chosen)} makes your songs, unless you name another model."
            if chosen
            else "You have no default of your own any more; this server's counts, or the first model that can."
        )
        await interaction.response.send_message(said, ephemeral=True)

    @model.command(name="server", description="Choose the model of this server's songs; for those who manage it")
    @app_commands.describe(model="Who composes when somebody without a default names nobody; left out, it is forgotten")
    async def server(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember the server's default, or forget it."""
        guild_id = guild_of(interaction)
        if not interaction.permissions.manage_guild:
            raise NotAllowed("Only somebody who may manage this server can choose its model; nothing was changed.")
        chosen = await self._chosen(model)
        await self._bot.services.preferences.set_server_model(guild_id, value_of(chosen) if chosen else "")
        said = (
            f"From now on {name_of(chosen)} makes this server's songs, unless a member has another default or names "
            "another model."
            if chosen
            else "This server has no default any more; the first model that can makes its songs."
        )
        await interaction.response.send_message(said, ephemeral=True)

    @mine.autocomplete("model")
    @server.autocomplete("model")
    async def models(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The models that can make new songs now, by what they are good for."""
        return await model_choices(self._bot, typed)

    async def _chosen(self, model: str | None) -> Candidate | None:
        if not model:
            return None
        return await self._bot.services.queries.choice_for(Operation.CREATE, model_named(self._bot, model))


def model_named(bot: Encore, typed: str | None) -> str:
    """What was chosen from the suggestions, or is meant by what was typed instead; empty where nothing was."""
    return meant(typed or "", bot.services.context.catalog)


async def offered(bot: Encore) -> list[tuple[Candidate, Typical]]:
    """Every model that can make new songs now, the first that is asked first, with the time that it takes."""
    queries = bot.services.queries
    found = [
        Candidate(family, model, family.offers[Operation.CREATE], family.limits(Operation.CREATE, model.name))
        for family, model, _ in await queries.models_offered()
    ]
    return list(zip(found, await queries.typical(found), strict=True))


async def model_choices(bot: Encore, typed: str) -> list[app_commands.Choice[str]]:
    """Suggestions for what was typed of a model so far."""
    wanted = typed.casefold().split()
    named = [(suggestion(choice, typical), value_of(choice)) for choice, typical in await offered(bot)]
    fitting = [(name, value) for name, value in named if all(word in f"{name} {value}".casefold() for word in wanted)]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting[:CHOICES]]


async def setup(bot: Encore) -> None:
    """Add the commands."""
    await bot.add_cog(Models(bot))
