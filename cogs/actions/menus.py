"""The menu below More… after a choice: it says what became of it, and can be chosen from once more."""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.gateway.client import Encore
from bot.status.snapshots import ClipOperation
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.components.small_buttons import is_of_menu
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from data.engine.database import DATABASE_TROUBLE
from data.ids import MessageId
from data.messages import menus

log = logging.getLogger(__name__)

TITLE_SHOWN = 100
# A menu is shown first and kept afterwards, and a quick person on a busy day chooses before that is done.
LOOK_AGAIN = (0.2, 0.6, 1.8)  # seconds before each further look for its token


async def remember_menu(bot: Encore, interaction: Interaction, message_id: int | None) -> None:
    """Remember how a menu that was just shown can be edited: by no token but that of the press that it answers."""
    context = bot.services.context
    if message_id is None:
        return
    try:
        await context.database.write(menus.keep, MessageId(message_id), interaction.token, now=context.now())
    except DATABASE_TROUBLE as error:  # its person has the menu, which will stay as it is
        log.info("menu_not_kept interaction=%s error=%s", interaction.id, type(error).__name__)


async def say_form_open(bot: Encore, interaction: Interaction, asked: ClipOperation) -> None:
    """Let the menu say that a form is open, and how to open it once more."""
    await _update(bot, interaction, say("menu-form-open", clip=_clip(asked), operation=_operation(asked)))


async def say_on_its_way(bot: Encore, interaction: Interaction, asked: ClipOperation, message_id: int | None) -> None:
    """Let the menu say where what was chosen in it is made; `message_id` None: nothing was begun."""
    if message_id is not None:
        where = f"https://discord.com/channels/{interaction.guild_id}/{interaction.channel_id}/{message_id}"
        text = say("menu-on-its-way", clip=_clip(asked), operation=_operation(asked), where=where)
        await _update(bot, interaction, text)


async def _update(bot: Encore, interaction: Interaction, text: str) -> None:
    """Let the menu in which somebody chose say this, for as long as Discord lets anybody edit it."""
    message = interaction.message
    if message is None or not is_of_menu(interaction):
        return
    try:
        token = await _token_of(bot, MessageId(message.id))
        if token is not None:
            await _edit(bot, message, token, text)
    except (*NOT_TAKEN, *DATABASE_TROUBLE) as error:  # it stays as it was, and works
        log.info("menu_not_updated interaction=%s error=%s", interaction.id, type(error).__name__)


async def _token_of(bot: Encore, message_id: MessageId) -> str | None:
    context, token = bot.services.context, None
    for wait in (0.0, *LOOK_AGAIN):
        await asyncio.sleep(wait)
        token = await context.database.read(menus.token_of, message_id, now=context.now())
        if token is not None:
            break
    return token


async def _edit(bot: Encore, message: discord.Message, token: str, text: str) -> None:
    view = discord.ui.View.from_message(message, timeout=None)  # drawn anew, so that the same can be chosen again
    view.stop()
    webhook = discord.Webhook.partial(bot.application_id or 0, token, client=bot)
    nobody = discord.AllowedMentions.none()
    await webhook.edit_message(message.id, content=text, view=view, attachments=[], allowed_mentions=nobody)


def _clip(asked: ClipOperation) -> str:
    title = escape_markdown(asked.title, TITLE_SHOWN) or say("untitled")
    return say("menu-clip", position=str(asked.clip.position), title=title)


def _operation(asked: ClipOperation) -> str:
    return words_for(asked.candidate.offer.operation).name
