"""`/upload` and `/voice`: a recording of one's own, looked at before it costs anything."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from bot.errors import PersonError
from bot.musicapi.operations import Operation
from bot.orders.recordings import LARGEST, Recording, too_large
from bot.orders.user_text import TITLE_LIMIT
from cogs.cog import Cog
from cogs.components.replies import Interaction
from cogs.model import find_model
from cogs.orders import order_from, place_order
from cogs.permissions import guild_of, user_of
from cogs.text import discord_limits, sentences
from cogs.text.escape import shorten
from cogs.text.sentences import credits_of
from cogs.thinking import show_thinking
from data.brief import Brief, Details

RIGHTS = "You may use this recording: it is yours, or its owner agreed"
FILE = "The recording: MP3, M4A, WAV, FLAC or OGG, from 6 seconds to 8 minutes"
ADDRESS = "Or its public https address"
THEN = {"keep": Operation.UPLOAD, "extend": Operation.UPLOAD_EXTEND, "cover": Operation.UPLOAD_COVER}


class Upload(Cog):
    """Recordings that people bring."""

    @app_commands.command(name="upload", description="Bring a recording of your own, to extend, cover or change it")
    @app_commands.guild_only()
    @app_commands.describe(
        rights=RIGHTS,
        file=FILE,
        address=ADDRESS,
        title="What it is called",
        then="What is made of it at once: nothing, an extension or a cover",
        style="How it sounds, or what is made of it: genre, voice, tempo, mood",
        lyrics="What is sung in the extension or the cover",
        model="Who takes it; the first that can if you leave it out",
    )
    async def upload(
        self,
        interaction: Interaction,
        rights: bool,
        file: discord.Attachment | None = None,
        address: app_commands.Range[str, 1, 2000] | None = None,
        title: app_commands.Range[str, 1, 80] | None = None,
        then: Literal["keep", "extend", "cover"] = "keep",
        style: app_commands.Range[str, 1, 1000] | None = None,
        lyrics: app_commands.Range[str, 1, 5000] | None = None,
        model: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Order a clip of a recording, or at once what is made of it."""
        operation = THEN[then]
        if lyrics and operation.spec.is_upload:
            raise PersonError(sentences.LYRICS_NEED_MORE)
        found = await self._inspect(interaction, operation, model, file, address, rights=rights)
        brief = Brief(
            title=title or _title_of(file),
            style=style or "",
            lyrics=lyrics or "",
            continue_at=found.seconds if operation.spec.extends else None,
            details=Details(url=found.url, length=found.seconds),
        )
        order = order_from(interaction, brief, operation=operation, model=find_model(self._bot, model))
        await place_order(self._bot, interaction, order)

    @app_commands.command(name="voice", description="Make a voice for new songs out of a recording of somebody singing")
    @app_commands.guild_only()
    @app_commands.describe(
        rights="You may use this voice: it is yours, or its owner agreed",
        name="What the voice is called here",
        file=FILE,
        address=ADDRESS,
    )
    async def voice(
        self,
        interaction: Interaction,
        rights: bool,
        name: app_commands.Range[str, 1, 79],
        file: discord.Attachment | None = None,
        address: app_commands.Range[str, 1, 2000] | None = None,
    ) -> None:
        """Order a voice."""
        found = await self._inspect(interaction, Operation.VOICE, None, file, address, rights=rights)
        brief = Brief(title=name, details=Details(url=found.url, length=found.seconds))
        order = order_from(interaction, brief, operation=Operation.VOICE)
        await place_order(self._bot, interaction, order)

    @upload.autocomplete("model")
    async def families(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Who can do now what is to be done with the recording, and for how much."""
        then = str(getattr(interaction.namespace, "then", "") or "keep")
        offered = await self._bot.services.queries.candidates_for(THEN.get(then, Operation.UPLOAD))
        named = [(f"{each.family.label} · {credits_of(each.offer.price)}", each.family.name) for each in offered]
        fitting = [(name, value) for name, value in named if typed.strip().casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fitting[: discord_limits.CHOICES]]

    async def _inspect(
        self,
        interaction: Interaction,
        operation: Operation,
        model: str | None,
        file: discord.Attachment | None,
        address: str | None,
        *,
        rights: bool,
    ) -> Recording:
        """The recording, after “thinking…” was shown; raises PersonError before or after that."""
        guild_of(interaction)
        if not rights:
            raise PersonError(sentences.RIGHTS_NEEDED)
        if (file is None) == (address is None):
            raise PersonError(sentences.FILE_OR_ADDRESS)
        if file is not None and file.size > LARGEST:
            raise too_large()
        # Nobody waits for a look at what no family takes.
        await self._bot.services.queries.candidates_for(operation, find_model(self._bot, model))
        # To fetch a recording takes longer than the three seconds that Discord gives.
        await show_thinking(self._bot, interaction)
        where = file.url if file is not None else address or ""
        return await self._bot.services.recordings.inspect(where, asker=user_of(interaction))


def _title_of(file: discord.Attachment | None) -> str:
    """A title for a recording that was given none: its file's name without the ending, as far as that is readable."""
    name = file.filename.rpartition(".")[0] or file.filename if file is not None else ""
    return shorten(name.replace("_", " "), TITLE_LIMIT)
