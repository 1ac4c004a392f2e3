"""`/model`: what each model is good for, and which one makes a song when nobody names one."""

from __future__ import annotations

from discord import app_commands

from bot.client import Encore
from bot.errors import PersonError
from bot.musicapi.operations import NEW_SONG
from bot.orders.candidates import Candidate
from bot.orders.preferences import set_member_model, set_server_model
from cogs.cards.models import find_model_value, models_card, name_of, suggestion, value_of
from cogs.cog import IN_SERVERS, Cog
from cogs.components.replies import Interaction
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text import discord_limits, sentences


class Models(Cog):
    """Which model makes the songs."""

    model = app_commands.Group(
        name="model",
        description="Which model makes the songs",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    @model.command(name="list", description="Show every model: what it is good for, its price and its time")
    async def show(self, interaction: Interaction) -> None:
        """Show the models and the defaults to the person alone."""
        models = await self._bot.services.queries.models(guild_of(interaction), user_of(interaction))
        card = models_card(models.offered, models.defaults)
        await interaction.response.send_message(embed=card, ephemeral=True)

    @model.command(name="mine", description="Choose the model of your songs, in every server")
    @app_commands.describe(model="Who composes when you name nobody; left out, your default is forgotten")
    async def mine(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember the member's own default, or forget it."""
        guild_of(interaction)
        chosen = await self._find_candidate(model)
        await set_member_model(self._bot.services.context, user_of(interaction), value_of(chosen) if chosen else "")
        said = sentences.OWN_DEFAULT.format(model=name_of(chosen)) if chosen else sentences.NO_OWN_DEFAULT
        await interaction.response.send_message(said, ephemeral=True)

    @model.command(name="server", description="Choose the model of this server's songs; for those who manage it")
    @app_commands.describe(model="Who composes when somebody without a default names nobody; left out, it is forgotten")
    async def server(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember the server's default, or forget it."""
        guild_id = guild_of(interaction)
        if not can_manage(interaction):
            raise PersonError(sentences.ONLY_MANAGERS)
        chosen = await self._find_candidate(model)
        await set_server_model(self._bot.services.context, guild_id, value_of(chosen) if chosen else "")
        said = sentences.SERVER_DEFAULT.format(model=name_of(chosen)) if chosen else sentences.NO_SERVER_DEFAULT
        await interaction.response.send_message(said, ephemeral=True)

    @mine.autocomplete("model")
    @server.autocomplete("model")
    async def models(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The models that can make new songs now, by what they are good for."""
        return await model_choices(self._bot, typed)

    async def _find_candidate(self, model: str | None) -> Candidate | None:
        if not model:
            return None
        wanted = find_model(self._bot, model)
        return (await self._bot.services.queries.candidates_for(NEW_SONG, wanted))[0]


def find_model(bot: Encore, typed: str | None) -> str:
    """What was chosen from the suggestions, or is meant by what was typed instead; empty where nothing was."""
    return find_model_value(typed or "", bot.services.context.catalog)


async def model_choices(bot: Encore, typed: str) -> list[app_commands.Choice[str]]:
    """Suggestions for what was typed of a model so far."""
    models = await bot.services.queries.models()
    wanted = typed.casefold().split()
    named = [(suggestion(candidate, typical), value_of(candidate)) for candidate, typical in models.offered]
    fitting = [(name, value) for name, value in named if all(word in f"{name} {value}".casefold() for word in wanted)]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting[: discord_limits.CHOICES]]
