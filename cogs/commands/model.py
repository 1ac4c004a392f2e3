"""`/model`: what each model is good for, and which one makes a song when nobody names one."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import NEW_SONG
from bot.orders.preferences import set_member_model, set_server_model
from cogs.cards.models import FORGET, find_model_value, forgetting, models_panel, name_of, suggestion, value_of
from cogs.cog import IN_SERVERS, Cog
from cogs.components.custom_id import ModelMenu, ModelScope
from cogs.components.panel import chosen_value
from cogs.components.replies import Interaction
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text import discord_limits
from cogs.text.catalog import command_text, say


class Models(Cog):
    """Which model makes the songs."""

    model = app_commands.Group(
        name="model",
        description=command_text("command-model"),
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    @model.command(name="list", description=command_text("command-model-list"))
    async def show(self, interaction: Interaction) -> None:
        """Show the defaults and the models to the person alone."""
        await _show(self._bot, interaction)

    @model.command(name="mine", description=command_text("command-model-mine"))
    @app_commands.describe(model=command_text("command-model-mine.model"))
    async def mine(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember or forget the member's own default; where none is named, show it and change nothing."""
        await _show(self._bot, interaction, ModelScope.MINE, model)

    @model.command(name="server", description=command_text("command-model-server"))
    @app_commands.describe(model=command_text("command-model-server.model"))
    async def server(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Remember or forget the server's default; where none is named, show it and change nothing."""
        await _show(self._bot, interaction, ModelScope.SERVER, model)

    @mine.autocomplete("model")
    async def models_of_mine(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The models that can make new songs now, by what they are good for, and to forget the default."""
        return await _choices(self._bot, typed, ModelScope.MINE)

    @server.autocomplete("model")
    async def models_of_server(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The same, for the server's default."""
        return await _choices(self._bot, typed, ModelScope.SERVER)


async def choose(bot: Encore, interaction: Interaction, menu: ModelMenu) -> None:
    """Remember what was chosen in a panel, and show it there."""
    guild_of(interaction)
    news = await _change(bot, interaction, menu.scope, chosen_value(interaction))
    await interaction.response.edit_message(view=await _load_panel(bot, interaction, news))


async def _show(
    bot: Encore, interaction: Interaction, scope: ModelScope = ModelScope.MINE, model: str | None = None
) -> None:
    """Show the panel to the person alone, after the change where one was asked for."""
    guild_of(interaction)
    news = await _change(bot, interaction, scope, model) if model else ""
    await interaction.response.send_message(view=await _load_panel(bot, interaction, news), ephemeral=True)


async def _load_panel(bot: Encore, interaction: Interaction, news: str) -> discord.ui.LayoutView:
    models = await bot.services.queries.models(guild_of(interaction), user_of(interaction))
    return models_panel(models, manages=can_manage(interaction), news=news)


async def _change(bot: Encore, interaction: Interaction, scope: ModelScope, wanted: str) -> str:
    """Set a default or forget it, and say so; raises PersonError where that is not theirs, or the model is none."""
    if scope is ModelScope.SERVER and not can_manage(interaction):
        raise PersonError(Problem.ONLY_MANAGERS)
    candidate = None
    if not _is_forgetting(wanted, scope):
        (candidate, *_) = await bot.services.queries.candidates_for(NEW_SONG, find_model(bot, wanted))
    context, value = bot.services.context, value_of(candidate) if candidate else ""
    if scope is ModelScope.SERVER:
        await set_server_model(context, guild_of(interaction), user_of(interaction), value)
        return say("server-default", model=name_of(candidate)) if candidate else say("server-default-forgotten")
    await set_member_model(context, user_of(interaction), value)
    return say("own-default", model=name_of(candidate)) if candidate else say("own-default-forgotten")


def _is_forgetting(wanted: str, scope: ModelScope) -> bool:
    """Whether somebody asked to forget a default, by the choice or by typing what it says."""
    return " ".join(wanted.split()).casefold() in (FORGET, forgetting(scope).casefold())


def find_model(bot: Encore, typed: str | None) -> str:
    """What was chosen from the suggestions, or is meant by what was typed instead; empty where nothing was."""
    return find_model_value(typed or "", bot.services.context.catalog)


async def model_choices(bot: Encore, typed: str) -> list[app_commands.Choice[str]]:
    """Suggestions for what was typed of a model so far."""
    models = await bot.services.queries.models()
    named = [(suggestion(candidate, typical), value_of(candidate)) for candidate, typical in models.offered]
    return _fitting(named, typed)[: discord_limits.CHOICES]


async def _choices(bot: Encore, typed: str, scope: ModelScope) -> list[app_commands.Choice[str]]:
    """The same, and to forget the default."""
    forget = _fitting([(forgetting(scope), FORGET)], typed)
    return [*(await model_choices(bot, typed))[: discord_limits.CHOICES - len(forget)], *forget]


def _fitting(named: list[tuple[str, str]], typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.casefold().split()
    fitting = [(name, value) for name, value in named if all(word in f"{name} {value}".casefold() for word in wanted)]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting]
