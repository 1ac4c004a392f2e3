"""`/operator`: what those who run the bot decide for all servers; everybody else gets one sentence.

Discord shows it to the administrators of each server, and to nobody else unless they say so; who may use it is
asked here, at every use.
"""

from __future__ import annotations

import re
from typing import Any, Final

import discord
from discord import app_commands

from bot.doctor.examine import examine
from bot.errors import PersonError, Problem
from bot.operators import allowances, endings, intake, jobs, retired
from bot.operators.endings import Ending
from bot.settings import Settings, environment
from cogs.cards import operator as cards
from cogs.cards.findings import findings_panel
from cogs.cog import IN_SERVERS, Cog
from cogs.components.panels import panel, text
from cogs.components.replies import Interaction
from cogs.operators import check_operator, operator_ids
from cogs.permissions import user_of
from cogs.text import discord_limits
from cogs.text.catalog import command_text, say
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of
from data.guilds.intake import BlockKind
from data.ids import GuildId, InteractionId, JobId

MOST_ID: Final = 2**63 - 1
_ID: Final = re.compile(r"(?:<@!?)?([1-9][0-9]{16,18})>?")

Typed = app_commands.Range[str, 1, 100]


class Operators(Cog):
    """What holds for all servers."""

    operator = app_commands.Group(
        name="operator",
        description=command_text("command-operator"),
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions.none(),
    )

    @operator.command(name="quota", description=command_text("command-operator-quota"))
    @app_commands.describe(
        server=command_text("command-operator-quota.server"),
        credits=command_text("command-operator-quota.credits"),
        default=command_text("command-operator-quota.default"),
    )
    async def quota(
        self,
        interaction: Interaction,
        server: Typed,
        credits: app_commands.Range[int, 0, 10_000_000] | None = None,
        default: bool = False,
    ) -> None:
        """Show what a server may spend each month, or change it first."""
        await check_operator(self._bot, interaction)
        guild_id, context = await self._server(server), self._bot.services.context
        if credits is None and not default:
            allowance = await allowances.read_allowance(context, guild_id)
        else:
            own = None if default else credits
            allowance = await allowances.set_allowance(context, guild_id, own, user_of(interaction))
        await _answer(interaction, cards.allowance_panel(allowance, self._name(guild_id)))

    @operator.command(name="grant", description=command_text("command-operator-grant"))
    @app_commands.describe(
        server=command_text("command-operator-grant.server"), credits=command_text("command-operator-grant.credits")
    )
    async def grant(
        self, interaction: Interaction, server: Typed, credits: app_commands.Range[int, 1, 1_000_000]
    ) -> None:
        """Let a server spend more in this month."""
        await check_operator(self._bot, interaction)
        guild_id, by = await self._server(server), user_of(interaction)
        context, asked = self._bot.services.context, InteractionId(interaction.id)
        allowance = await allowances.grant(context, guild_id, credits, by, asked)
        await _answer(interaction, cards.allowance_panel(allowance, self._name(guild_id)))

    @operator.command(name="pause", description=command_text("command-operator-pause"))
    @app_commands.describe(server=command_text("command-operator-pause.server"))
    async def pause(self, interaction: Interaction, server: Typed | None = None) -> None:
        """Refuse new songs on a server, or on all."""
        await self._put_pause(interaction, server, on=True)

    @operator.command(name="resume", description=command_text("command-operator-resume"))
    @app_commands.describe(server=command_text("command-operator-resume.server"))
    async def resume(self, interaction: Interaction, server: Typed | None = None) -> None:
        """Take new songs again."""
        await self._put_pause(interaction, server, on=False)

    @operator.command(name="retired", description=command_text("command-operator-retired"))
    @app_commands.describe(lift=command_text("command-operator-retired.lift"))
    async def show_retired(self, interaction: Interaction, lift: Typed | None = None) -> None:
        """Show what MusicAPI refused, after offering one of it again."""
        await check_operator(self._bot, interaction)
        context, said = self._bot.services.context, ""
        if lift is not None:
            family, _, operation = lift.strip().partition("/")
            if await retired.lift(context, family, operation, user_of(interaction)):
                said = say("operator-lifted", family=family, operation=words_for(operation).name)
            else:
                said = say("operator-lift-unknown")
        await _answer(interaction, cards.retired_panel(await retired.read_retired(context), said))

    @operator.command(name="jobs", description=command_text("command-operator-jobs"))
    async def jobs(self, interaction: Interaction) -> None:
        """Show what is under way, what is stuck and what failed."""
        await check_operator(self._bot, interaction)
        await _answer(interaction, cards.jobs_panel(await jobs.read_jobs(self._bot.services.context), self._name))

    @operator.command(name="settle", description=command_text("command-operator-settle"))
    @app_commands.describe(
        job=command_text("command-operator-settle.job"), ending=command_text("command-operator-settle.ending")
    )
    @app_commands.choices(
        ending=[
            app_commands.Choice(name=command_text("ending-refund"), value=Ending.REFUND.value),
            app_commands.Choice(name=command_text("ending-settle"), value=Ending.SETTLE.value),
        ]
    )
    async def settle(
        self, interaction: Interaction, job: app_commands.Range[int, 1], ending: app_commands.Choice[str]
    ) -> None:
        """End a job that is lost or stuck."""
        await check_operator(self._bot, interaction)
        if not 1 <= job <= MOST_ID:
            raise PersonError(Problem.JOB_UNKNOWN)
        services, how = self._bot.services, Ending(ending.value)
        ended = await endings.end_job(
            services.context, services.lifecycle.changes, JobId(job), how, user_of(interaction)
        )
        if how is Ending.REFUND:
            said = say("operator-refunded", job=str(ended.id), credits=credits_of(ended.price))
        else:
            said = say("operator-settled", job=str(ended.id))
        await _answer(interaction, panel(say("operator-jobs-title"), [text(said)]))

    @operator.command(name="block", description=command_text("command-operator-block"))
    @app_commands.describe(
        server=command_text("command-operator-block.server"),
        member=command_text("command-operator-block.member"),
        lift=command_text("command-operator-block.lift"),
    )
    async def block(
        self, interaction: Interaction, server: Typed | None = None, member: Typed | None = None, lift: bool = False
    ) -> None:
        """Block or free a server and a member, and show who is blocked then."""
        await check_operator(self._bot, interaction)
        # Both are read first, so that one slip of the pen changes nothing.
        named = [(kind, _id_of(typed)) for kind, typed in _subjects(server, member) if typed is not None]
        context, by = self._bot.services.context, user_of(interaction)
        for kind, subject_id in named:
            await intake.set_block(context, kind, subject_id, by, on=not lift)
        await _answer(interaction, cards.blocks_panel(await intake.read_intake(context), self._name))

    @operator.command(name="doctor", description=command_text("command-operator-doctor"))
    async def doctor(self, interaction: Interaction) -> None:
        """Look at all that the bot needs, from inside of this process."""
        await check_operator(self._bot, interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)  # others may take seconds to answer

        async def own_commands(_settings: Settings) -> list[Any]:
            return await self._bot.command_payloads()

        found = await examine(environment(), own_commands, client=self._bot)
        await interaction.followup.send(view=findings_panel(found), ephemeral=True)

    @quota.autocomplete("server")
    @grant.autocomplete("server")
    @pause.autocomplete("server")
    @resume.autocomplete("server")
    @block.autocomplete("server")
    async def servers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The servers that this process knows, by their names; nothing for whoever is no operator."""
        if interaction.user.id not in await operator_ids(self._bot):
            return []
        wanted = typed.strip().casefold()
        found = [guild for guild in self._bot.guilds if wanted in guild.name.casefold() or wanted in str(guild.id)]
        return [
            app_commands.Choice(name=shorten(guild.name, discord_limits.CHOICE) or str(guild.id), value=str(guild.id))
            for guild in found[: discord_limits.CHOICES]
        ]

    @show_retired.autocomplete("lift")
    async def refusals(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What MusicAPI refused; nothing for whoever is no operator."""
        if interaction.user.id not in await operator_ids(self._bot):
            return []
        found = [f"{each.family}/{each.operation}" for each in await retired.read_retired(self._bot.services.context)]
        fitting = [each for each in found if typed.strip().casefold() in each.casefold()]
        return [app_commands.Choice(name=each, value=each) for each in fitting[: discord_limits.CHOICES]]

    async def _put_pause(self, interaction: Interaction, server: str | None, *, on: bool) -> None:
        await check_operator(self._bot, interaction)
        guild_id = None if server is None else await self._server(server)
        context = self._bot.services.context
        is_news = await intake.set_pause(context, guild_id, user_of(interaction), on=on)
        said = "" if is_news else say("operator-pause-known")
        await _answer(interaction, cards.pauses_panel(await intake.read_intake(context), self._name, said))

    async def _server(self, typed: str) -> GuildId:
        """The server with the id that was typed or chosen; raises PersonError where nobody knows it."""
        guild_id = GuildId(_id_of(typed))
        # Another process may hear of it, or the bot was thrown out.
        is_heard_of = self._bot.get_guild(guild_id) is not None
        if not is_heard_of and not await allowances.is_known(self._bot.services.context, guild_id):
            raise PersonError(Problem.SERVER_UNKNOWN)
        return guild_id

    def _name(self, guild_id: GuildId) -> str:
        return guild.name if (guild := self._bot.get_guild(guild_id)) is not None else ""


def _subjects(server: str | None, member: str | None) -> tuple[tuple[BlockKind, str | None], ...]:
    return (BlockKind.GUILD, server), (BlockKind.MEMBER, member)


def _id_of(typed: str) -> int:
    """The id that was typed, alone or in a mention; raises PersonError."""
    found = _ID.fullmatch(typed.strip())
    if found is None or int(found[1]) > MOST_ID:
        raise PersonError(Problem.SERVER_NOT_AN_ID)
    return int(found[1])


async def _answer(interaction: Interaction, shown: discord.ui.LayoutView) -> None:
    await interaction.response.send_message(view=shown, ephemeral=True)
