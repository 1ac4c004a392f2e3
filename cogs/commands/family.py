"""`/family`: the tree of a song as a picture with links, and a button where a branch can be joined."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.drawing.tree import Tree, laid_out
from bot.errors import ClipGone, PersonError, Problem
from bot.musicapi.catalog import label_of
from bot.orders.intake import is_blocked
from bot.orders.user_text import clock_time
from bot.status.snapshots import Lineage, clips_of
from cogs.cards.lineage import CAPTIONS, alt_text, family_card, relatives
from cogs.cog import Cog
from cogs.components.buttons import button, stopped_view
from cogs.components.custom_id import Action, ClipButton
from cogs.components.replies import Interaction
from cogs.languages import language_here
from cogs.permissions import guild_of, is_open, viewer_of
from cogs.text import discord_limits
from cogs.text.catalog import command_text, say, speaking, spoken
from cogs.text.escape import shorten
from cogs.text.sentences import credits_of
from cogs.thinking import show_thinking
from data.guilds.viewers import Viewer
from data.ids import ERASED_MEMBER, ClipId, GuildId, UserId
from data.rows import Clip

log = logging.getLogger(__name__)

SEARCHED = 500  # clips that a title is looked for among; a server's last months
MOST_NAMES = 8  # people who are asked for by name, a request each
NAMES_TIMEOUT = 3.0  # seconds; a picture without names is a picture too
IMAGE = "family.png"


class Family(Cog):
    """Where songs come from and what became of them."""

    @app_commands.command(name="family", description=command_text("command-family"))
    @app_commands.guild_only()
    @app_commands.describe(clip=command_text("command-family.clip"))
    async def family(self, interaction: Interaction, clip: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Draw the tree for everybody in the channel, or for one person alone.

        So it is where others may not see all of it, and for whoever is blocked, who posts nothing.
        """
        guild_id, viewer = guild_of(interaction), viewer_of(interaction)
        chosen = await self._find_clip(clip, guild_id, viewer)
        try:
            lineage = await self._bot.services.queries.lineage(chosen, guild_id, viewer)
        except ClipGone:
            raise ClipGone(Problem.NO_SUCH_CLIP) from None  # nobody pressed a button here
        shown = clips_of(lineage.rows).values()
        is_silenced = await is_blocked(self._bot.services.context, guild_id, viewer.user_id)
        private = is_silenced or not is_open(interaction, {row.channel_id for row in shown})
        # Names are asked for, and a picture takes its time.
        await show_thinking(self._bot, interaction, ephemeral=private)
        names = await self._names(row.user_id for row in shown)
        with speaking(spoken() if private else await language_here(self._bot, interaction)):
            tree = laid_out(relatives(lineage.rows, chosen, names))
            # In a thread, which speaks the same language: drawing would keep the gateway's heartbeats waiting.
            picture = await asyncio.to_thread(_draw, tree)
            file = discord.File(io.BytesIO(picture), IMAGE, description=alt_text(tree))
            card = family_card(tree, lineage.rows, guild_id, IMAGE)
            view = _join_buttons(tree, lineage)
        try:
            await interaction.edit_original_response(embed=card, attachments=[file], view=view)
        except discord.NotFound:
            raise PersonError(Problem.PICTURE_GONE) from None

    @family.autocomplete("clip")
    async def clips(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The newest clips of this server that the person may see."""
        if interaction.guild_id is None:
            return []
        newest = await self._recent(GuildId(interaction.guild_id), viewer_of(interaction))
        wanted = typed.casefold().split()
        named = [(_list_entry(clip), str(clip.id)) for clip in newest]
        fitting = [each for each in named if all(word in each[0].casefold() for word in wanted)]
        return [app_commands.Choice(name=name, value=value) for name, value in fitting[: discord_limits.CHOICES]]

    async def _find_clip(self, typed: str | None, guild_id: GuildId, viewer: Viewer) -> ClipId:
        """The row id of the clip that was chosen from the list or typed by its title; raises ClipGone."""
        if typed is not None and typed.isdecimal() and typed.isascii():
            return ClipId(int(typed))
        newest = await self._recent(guild_id, viewer)
        if not newest:
            raise ClipGone(Problem.NO_SONGS_YET)
        wanted = (typed or "").strip().casefold()
        meant = next((clip for clip in newest if wanted in clip.title.casefold()), None)
        if meant is None:
            raise ClipGone(Problem.NO_SUCH_CLIP)
        return meant.id

    async def _recent(self, guild_id: GuildId, viewer: Viewer) -> Sequence[Clip]:
        return await self._bot.services.queries.recent_clips(guild_id, viewer, limit=SEARCHED)

    async def _names(self, user_ids: Iterable[int]) -> dict[int, str]:
        """What some of the people are called; who cannot be asked for in time has no name."""
        wanted = [each for each in dict.fromkeys(user_ids) if each != ERASED_MEMBER][:MOST_NAMES]
        asked = [asyncio.create_task(self._name(UserId(user_id))) for user_id in wanted]
        if asked:
            _, late = await asyncio.wait(asked, timeout=NAMES_TIMEOUT)
            for task in late:
                task.cancel()
        return {user_id: task.result() for user_id, task in zip(wanted, asked, strict=True) if _is_known(task)}

    async def _name(self, user_id: UserId) -> str:
        return (self._bot.get_user(user_id) or await self._bot.fetch_user(user_id)).display_name


def _draw(tree: Tree) -> bytes:
    # Only with the first picture, and in its thread: Pillow takes memory and a moment to load.
    from bot.drawing.picture import draw

    return draw(tree, CAPTIONS)


def _is_known(task: asyncio.Task[str]) -> bool:
    """Whether a name is there; whatever kept it away, it is not worth the picture."""
    if not task.done() or task.cancelled():
        return False
    if error := task.exception():
        log.info("name_unknown error=%s", type(error).__name__)
    return error is None


def _join_buttons(tree: Tree, lineage: Lineage) -> discord.ui.View | None:
    """“Full song” for the branches that are shown and that their family can join."""
    placed = {row.relative.key: row for row in tree.rows}
    shown = [clip_id for clip_id in lineage.joins if clip_id in placed]
    buttons: list[discord.ui.Button[Any]] = []
    for clip_id in shown[: discord_limits.BUTTONS_IN_ROW]:
        row, price = placed[clip_id], credits_of(lineage.joins[clip_id].offer.price)
        room = discord_limits.BUTTON_LABEL - len(say("branch-button", number=row.number, name="", price=price))
        name = shorten(row.relative.name, room) or say("untitled")
        label = say("branch-button", number=row.number, name=name, price=price)
        buttons.append(button(ClipButton(Action.FULL_SONG, clip_id), label))
    return stopped_view(buttons) if buttons else None


def _list_entry(clip: Clip) -> str:
    """A clip as people know it, for a list."""
    title, family = clip.title or say("untitled"), label_of(clip.family)
    if not clip.duration:
        entry = say("clip-choice", title=title, position=clip.position, family=family)
    else:
        length = clock_time(clip.duration)
        entry = say("clip-choice-length", title=title, position=clip.position, family=family, length=length)
    return shorten(entry, discord_limits.CHOICE)
