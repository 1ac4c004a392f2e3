"""More…: everything else that can be made of a clip, from its menu to a card of its own."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from discord.ext import commands

from bot.errors import AlreadyAsked, BadWords, ClipUnfit
from bot.musicapi.offers import Operation
from bot.orders.sections import sections
from bot.orders.user_text import TITLE_LIMIT
from cogs.cards.status import clip_title, titled
from cogs.components.clip_button import Action, ClipButton
from cogs.components.operation_menu import OperationMenu, menu_for
from cogs.forms.operation_forms import PARTED, STRETCHES, VARIATIONS, Ask, form_for, needs_no_form
from cogs.forms.section_menus import stretch
from cogs.orders import begin, guild_of, order_from
from cogs.remix import inherited_style, needs_style, section_advice
from cogs.text import sentences
from cogs.text.escape import short
from data.brief import Brief, Details
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from bot.client import Encore
    from bot.orders.candidates import Candidate
    from bot.orders.order import Order
    from cogs.components.replies import Interaction
    from data.rows import Clip, Job

TITLE_SHOWN = 100
DOUBLE_PRESS = 3.0  # seconds in which pressing again is a slip of the finger, or impatience


class More(commands.Cog):
    """What has no button of its own."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot
        # Who began what of which clip: when, by the loop's clock, and by which interaction.
        self._begun: dict[tuple[int, int, Operation], tuple[float, int]] = {}

    async def open_menu(self, interaction: Interaction, _action: Action, clip_id: ClipId) -> None:
        """Show the person alone what can be made of the clip, with prices."""
        queries = self._bot.services.queries
        clip = await queries.clip(clip_id, guild_of(interaction))
        choices = await queries.menu(clip)
        if not choices:
            raise ClipUnfit(sentences.NOTHING_MORE)
        named = titled(clip, await queries.job_of(clip))
        left = (await queries.quote(clip.guild_id, 0)).account.left
        await interaction.response.send_message(
            f"Clip {clip.position}, **{clip_title(named, TITLE_SHOWN)}**: this server has "
            f"{sentences.credits_of(left)} left this month.",
            view=menu_for(clip, choices),
            ephemeral=True,
        )

    async def join(self, interaction: Interaction, _action: Action, clip_id: ClipId) -> None:
        """Join an extension to what it extends."""
        await self.begin_with(interaction, Operation.FULL_SONG, clip_id)

    async def begin_with(self, interaction: Interaction, operation: Operation, clip_id: ClipId) -> None:
        """Begin at once what takes nothing and costs little; open a form, with the price, for everything else."""
        queries = self._bot.services.queries
        clip = await queries.clip(clip_id, guild_of(interaction))
        choice = await queries.choice(clip, operation)
        if needs_no_form(choice):
            with self._once(interaction, clip_id, operation):
                await begin(self._bot, interaction, await self._order(interaction, choice, clip, {}))
            return

        async def sent(submit: Interaction, words: Mapping[str, str]) -> None:
            # Both are looked up again: the clip may have been deleted, the operation lost, while the form was open.
            still_there = await queries.clip(clip_id, guild_of(submit))
            still_offered = await queries.choice(still_there, operation)
            await begin(self._bot, submit, await self._order(submit, still_offered, still_there, words))

        await interaction.response.send_modal(form_for(sent, await self._ask(clip, choice)))

    @contextmanager
    def _once(self, interaction: Interaction, clip_id: ClipId, operation: Operation) -> Generator[None]:
        """Raises ClipUnfit where the same person began the same a moment ago: no form asks whether it was meant."""
        now = asyncio.get_running_loop().time()
        self._begun = {key: begun for key, begun in self._begun.items() if now - begun[0] < DOUBLE_PRESS}
        key = (interaction.user.id, clip_id, operation)
        if key in self._begun:
            if self._begun[key][1] == interaction.id:  # delivered twice by the gateway: the first one is answered
                raise AlreadyAsked("This was asked for once; nothing is charged twice.")
            raise ClipUnfit(sentences.ASKED_JUST_NOW)
        self._begun[key] = (now, interaction.id)
        try:
            yield
        except BaseException:
            self._begun.pop(key, None)
            raise

    async def _ask(self, clip: Clip, choice: Candidate) -> Ask:
        queries = self._bot.services.queries
        others: list[Clip] = []
        if choice.offer.operation is Operation.MASHUP:
            recent = await queries.recent_clips(clip.guild_id, clip.family)
            others = [other for other in recent if other.id != clip.id]
            if not others:
                raise ClipUnfit(sentences.NO_OTHER_CLIP)
        about_a_part = choice.offer.operation in STRETCHES
        made_by = await queries.job_of(clip)
        return Ask(
            choice,
            titled(clip, made_by),
            await queries.quote(clip.guild_id, choice.offer.price),
            parts=sections(clip.timeline, clip.duration) if about_a_part else (),
            others=others,
            advice=section_advice(clip, choice.family) if about_a_part else "",
            style_needed=needs_style(clip, made_by, choice),
        )

    async def _order(self, interaction: Interaction, choice: Candidate, clip: Clip, words: Mapping[str, str]) -> Order:
        made_by = await self._bot.services.queries.job_of(clip)
        title = words.get("title", "").strip() or short(titled(clip, made_by).title, TITLE_LIMIT)
        brief = Brief(
            prompt=words.get("prompt", ""),
            title=title,
            source=clip.id,
            details=_details(choice, clip, words),
            **_texts(choice, clip, made_by, words),
        )
        return order_from(interaction, brief, operation=choice.offer.operation)


def _details(choice: Candidate, clip: Clip, words: Mapping[str, str]) -> Details:
    """What only this operation takes, as it was chosen and typed; raises PersonError."""
    operation = choice.offer.operation
    chosen: dict[str, Any] = {}
    for name, offered in (("variation", VARIATIONS), ("format", choice.offer.formats)):
        if value := words.get(name, ""):
            if value not in offered:
                raise BadWords(sentences.NOT_OFFERED)
            chosen[name] = value
    if operation in STRETCHES:
        part = stretch(words, clip.duration)
        if part is None and operation in PARTED:
            raise BadWords(sentences.NO_SECTION)
        chosen["starts_at"], chosen["ends_at"] = part or (None, None)
    if operation is Operation.MASHUP:
        other = words.get("other_clip", "")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            raise BadWords(sentences.NOT_OFFERED)
        chosen["other_clip"] = ClipId(int(other))
    return Details(**chosen)


def _texts(choice: Candidate, clip: Clip, made_by: Job | None, words: Mapping[str, str]) -> dict[str, Any]:
    """Lyrics and style of the order: as typed, and what was left empty as it is in the clip."""
    texts: dict[str, Any] = {}
    if "lyrics" in words:
        texts = {"lyrics": words["lyrics"], "instrumental": not words["lyrics"].strip()}
    if "style" in words:
        texts["style"] = words["style"].strip() or inherited_style(clip, made_by, choice.limits)
    return texts


async def setup(bot: Encore) -> None:
    """Teach the bot its menus, those of years ago included."""
    cog = More(bot)
    ClipButton.openings |= {Action.MORE: cog.open_menu, Action.FULL_SONG: cog.join}
    OperationMenu.opening = cog.begin_with
    bot.add_dynamic_items(OperationMenu)
    await bot.add_cog(cog)
