"""`/write`, `/style` and “Make a song of this”: words first, and then a form with them filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import BadWords, ClipGone
from bot.musicapi.offers import Operation
from bot.orders.message_draft import draft_from
from cogs.components.sing_button import SingButton
from cogs.components.style_button import StyleButton
from cogs.forms.modals import lyrics_form, whole
from cogs.forms.prompt_form import prompt_form
from cogs.orders import begin, brief_from, guild_of, order_from
from cogs.text.escape import units
from data.brief import Brief
from data.ids import GuildId, JobId, UserId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Encore
    from bot.orders.candidates import Candidate
    from cogs.components.replies import Interaction

TOPIC_LIMIT = 119  # docs.musicapi.ai, make lyrics: a description has fewer than 120 characters
MENU = "Make a song of this"


class Write(commands.Cog):
    """Lyrics and styles, and the songs that are made of them."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(
            name=MENU,
            callback=self.make_a_song,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def cog_load(self) -> None:
        """Put the message menu beside the commands."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="write", description="Write lyrics about a topic, in two versions to choose from")
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(topic="What the song is about, such as: a lighthouse in winter")
    async def write(self, interaction: Interaction, topic: app_commands.Range[str, 1, TOPIC_LIMIT]) -> None:
        """Order lyrics."""
        await begin(
            self._bot, interaction, order_from(interaction, Brief(prompt=topic), operation=Operation.WRITE_LYRICS)
        )

    @app_commands.command(name="style", description="Make a whole style out of a few words")
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(words="A few words, such as: lofi, rain")
    async def style(self, interaction: Interaction, words: app_commands.Range[str, 1, 200]) -> None:
        """Order a style."""
        await begin(
            self._bot, interaction, order_from(interaction, Brief(style=words), operation=Operation.ENRICH_STYLE)
        )

    async def make_a_song(self, interaction: Interaction, message: discord.Message) -> None:
        """Open a form with the words of a message: as lyrics, or as a prompt where it is one line."""
        guild_of(interaction)
        draft = draft_from(message.content)
        if not (draft.prompt or draft.lyrics):
            raise BadWords("This message holds no words to make a song of; nothing was charged.")
        await self._open(interaction, prompt=draft.prompt, lyrics=draft.lyrics)

    async def sing(self, interaction: Interaction, job_id: JobId, version: int) -> None:
        """Open a form with one version of the lyrics that a job wrote."""
        versions: list[dict[str, str]] = (await self._answer(job_id, guild_of(interaction))).get("versions") or []
        if version > len(versions):
            raise ClipGone("These lyrics are not there any more; nothing was charged, please write new ones.")
        written = versions[version - 1]
        await self._open(interaction, title=written.get("title", ""), lyrics=written.get("lyrics", ""))

    async def use_style(self, interaction: Interaction, job_id: JobId) -> None:
        """Open a form with the style that a job found."""
        style = str((await self._answer(job_id, guild_of(interaction))).get("style") or "")
        if not style:
            raise ClipGone("This style is not there any more; nothing was charged, please ask for a new one.")
        await self._open(interaction, style=style)

    async def _answer(self, job_id: JobId, guild_id: GuildId) -> Mapping[str, Any]:
        """What a job of this server found out; raises ClipGone where there is no such job."""
        view = await self._bot.services.queries.job_status(job_id)
        if view is None or view.job.guild_id != guild_id:
            raise ClipGone("This button belongs to nothing in this server; nothing was charged.")
        return view.answer

    async def _open(self, interaction: Interaction, **filled: str) -> None:
        """Open the form of a new song with what is known of it filled in."""
        queries, guild_id = self._bot.services.queries, guild_of(interaction)
        choices = await queries.choices_for(Operation.CREATE, guild_id=guild_id, user_id=UserId(interaction.user.id))
        choice = next((each for each in choices if _takes(each, filled)), choices[0])
        quote = await queries.quote(guild_id, choice.offer.price)

        async def sent(submit: Interaction, words: Mapping[str, str]) -> None:
            meant = {
                name: whole(typed, filled.get(name, ""), getattr(choice.limits, name)) for name, typed in words.items()
            }
            await begin(self._bot, submit, order_from(submit, brief_from(meant)))

        if filled.get("lyrics"):
            form = lyrics_form(sent, choice.limits, quote, "Make a song from lyrics", filled=filled)
        else:
            form = prompt_form(sent, choice.limits, quote, "Make a song", filled=filled)
        await interaction.response.send_modal(form)


def _takes(choice: Candidate, filled: Mapping[str, str]) -> bool:
    """Whether the texts are short enough for a model: who takes them all will sing them, and says the price."""
    limits = choice.limits
    return all(units(text) <= getattr(limits, name) for name, text in filled.items())


async def setup(bot: Encore) -> None:
    """Add the commands, and teach the bot the buttons under what they wrote, those of years ago included."""
    cog = Write(bot)
    SingButton.opening, StyleButton.opening = cog.sing, cog.use_style
    bot.add_dynamic_items(SingButton, StyleButton)
    await bot.add_cog(cog)
