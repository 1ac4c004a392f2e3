"""Extend and Cover: from a button under a clip, by a form, to a new song with its own card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.errors import ClipGone
from bot.musicapi.catalog import Operation
from bot.words import TITLE_LIMIT, seconds
from cogs.song import begin, order_in
from cogs.ui import explain
from cogs.ui.cards import titled
from cogs.ui.clip_button import Action, ClipButton
from cogs.ui.harmless import short
from cogs.ui.modals import cover_form, end_shown, extend_form, suggested, untouched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Encore
    from bot.orders import Order
    from cogs.ui.answers import Press
    from data.rows import Clip

OPERATIONS = {Action.EXTEND: Operation.EXTEND, Action.COVER: Operation.COVER}


class Remix(commands.Cog):
    """Songs made from clips."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    async def open_form(self, interaction: Press, action: Action, clip_id: int) -> None:
        """Open the form of a pressed button, with the price and what the server has left."""
        services = self._bot.services
        clip = await services.views.clip(clip_id, _guild(interaction))
        offer, limits = services.views.offer_for(clip, OPERATIONS[action])
        quote = await services.views.quote(clip.guild_id, offer.price)
        named = titled(clip, await services.views.job_of(clip))

        async def sent(submit: Press, words: Mapping[str, str]) -> None:
            # The clip is looked up again: it may have been deleted while the form was open.
            still_there = await services.views.clip(clip_id, _guild(submit))
            await begin(self._bot, submit, await self._order(submit, action, still_there, words))

        form = extend_form if action is Action.EXTEND else cover_form
        await interaction.response.send_modal(form(sent, named, limits, quote))

    async def _order(self, interaction: Press, action: Action, clip: Clip, words: Mapping[str, str]) -> Order:
        views = self._bot.services.views
        made_by = await views.job_of(clip)
        _, limits = views.offer_for(clip, OPERATIONS[action])
        lyrics = words.get("lyrics", "")
        # A form shows as much of the lyrics as Discord lets it: what came back untouched means all of them.
        if action is Action.COVER and lyrics.strip() and untouched(lyrics, suggested(clip.lyrics, limits.lyrics)):
            lyrics = clip.lyrics
        # What is inherited was written for another model or by the vendor: it may be longer than this one takes.
        inherited = clip.style or (made_by.style or made_by.prompt if made_by else "")
        return order_in(
            interaction,
            parent=clip,
            continue_at=_moment(words["moment"], clip) if action is Action.EXTEND else None,
            lyrics=lyrics,
            style=words["style"].strip() or suggested(inherited, limits.style),
            title=short(titled(clip, made_by).title, TITLE_LIMIT),
            instrumental=not lyrics.strip() and "lyrics" in words,
        )


def _moment(typed: str, clip: Clip) -> float:
    # The form shows whole seconds: left as it was, the song goes on from its very end.
    return seconds("" if untouched(typed, end_shown(clip)) else typed, clip.duration)


def _guild(interaction: Press) -> int:
    if interaction.guild_id is None:
        raise ClipGone(explain.NOT_HERE)
    return interaction.guild_id


async def setup(bot: Encore) -> None:
    """Teach the bot its buttons, those of years ago included."""
    cog = Remix(bot)
    ClipButton.opening = cog.open_form
    bot.add_dynamic_items(ClipButton)
    await bot.add_cog(cog)
