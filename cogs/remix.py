"""Extend and Cover: from a button under a clip, by a form, to a new song with its own card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.musicapi.offers import Operation
from bot.orders.sections import sections
from bot.orders.user_text import TITLE_LIMIT, seconds
from cogs.cards.status import titled
from cogs.components.clip_button import OPERATIONS, Action, ClipButton
from cogs.forms.modals import cover_form, end_shown, extend_form, suggested, untouched, whole
from cogs.orders import begin, guild_of, order_from
from cogs.text import sentences
from cogs.text.escape import short
from data.brief import Brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Encore
    from bot.musicapi.offers import Family, Limits
    from bot.orders.candidates import Candidate
    from bot.orders.order import Order
    from cogs.components.replies import Interaction
    from data.ids import ClipId
    from data.rows import Clip, Job


class Remix(commands.Cog):
    """Songs made from clips."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    async def open_form(self, interaction: Interaction, action: Action, clip_id: ClipId) -> None:
        """Open the form of a pressed button, with the price and what the server has left."""
        queries = self._bot.services.queries
        clip = await queries.clip(clip_id, guild_of(interaction))
        choice = await queries.choice(clip, OPERATIONS[action])
        quote = await queries.quote(clip.guild_id, choice.offer.price)
        made_by = await queries.job_of(clip)
        named = titled(clip, made_by)
        style_needed = needs_style(clip, made_by, choice)

        async def sent(submit: Interaction, words: Mapping[str, str]) -> None:
            # The clip is looked up again: it may have been deleted while the form was open.
            still_there = await queries.clip(clip_id, guild_of(submit))
            await begin(self._bot, submit, await self._order(submit, action, still_there, words))

        if action is Action.COVER:
            form = cover_form(sent, named, choice.limits, quote, style_needed=style_needed)
        else:
            parts, advice = sections(clip.timeline, clip.duration), section_advice(clip, choice.family)
            form = extend_form(sent, named, choice.limits, quote, parts=parts, advice=advice, style_needed=style_needed)
        await interaction.response.send_modal(form)

    async def _order(self, interaction: Interaction, action: Action, clip: Clip, words: Mapping[str, str]) -> Order:
        queries = self._bot.services.queries
        made_by = await queries.job_of(clip)
        limits = (await queries.choice(clip, OPERATIONS[action])).limits
        lyrics = words.get("lyrics", "")
        if action is Action.COVER and lyrics.strip():
            lyrics = whole(lyrics, clip.lyrics, limits.lyrics)
        brief = Brief(
            title=short(titled(clip, made_by).title, TITLE_LIMIT),
            style=words["style"].strip() or inherited_style(clip, made_by, limits),
            lyrics=lyrics,
            instrumental=not lyrics.strip() and "lyrics" in words,
            source=clip.id,
            continue_at=_moment(words, clip) if action is Action.EXTEND else None,
        )
        return order_from(interaction, brief, operation=OPERATIONS[action])


def inherited_style(clip: Clip, made_by: Job | None, limits: Limits) -> str:
    """How a clip sounds, for what is made of it when no other style was typed."""
    # It was written for another model or by the vendor: it may be longer than this one takes.
    return suggested(clip.style or (made_by.brief.style or made_by.brief.prompt if made_by else ""), limits.style)


def needs_style(clip: Clip, made_by: Job | None, choice: Candidate) -> bool:
    """Whether a style has to be typed: the family cannot do without one, and the clip has none, as a recording may."""
    return "style" in choice.offer.needs and not inherited_style(clip, made_by, choice.limits)


def section_advice(clip: Clip, family: Family) -> str:
    """How the bot can learn a clip's sections, where it does not know them and its family could tell."""
    tells = Operation.LYRICS_TIMELINE in family.offers and bool(clip.lyrics) and not clip.timeline
    return sentences.TIMELINE_TEACHES if tells else ""


def _moment(words: Mapping[str, str], clip: Clip) -> float:
    typed = words["moment"]
    if not typed.strip():
        typed = words.get("section", "")
    elif untouched(typed, end_shown(clip)):  # shown in whole seconds; meant is the very end
        typed = ""
    return seconds(typed, clip.duration)


async def setup(bot: Encore) -> None:
    """Teach the bot its buttons, those of years ago included."""
    cog = Remix(bot)
    ClipButton.openings |= dict.fromkeys(OPERATIONS, cog.open_form)
    bot.add_dynamic_items(ClipButton)
    await bot.add_cog(cog)
