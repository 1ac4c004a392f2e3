"""Private answers, whatever happened to the interaction before."""

from __future__ import annotations

import contextlib
import io
import logging
from typing import Any

import aiohttp
import discord

from bot.errors import AlreadyAsked, PersonError, Problem
from cogs.text.catalog import say
from cogs.text.errors import SMALL, sentence_for, sentence_of
from data.engine.unavailable import DatabaseLost

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

# Discord's “unknown interaction”, after its three seconds, and “already acknowledged”, by another process or before a
# replay: nobody is left to be answered.
TOO_LATE, ANSWERED = 10062, 40060

# Whatever keeps a request to Discord from being answered well; a dropped connection is no OSError to aiohttp, and a
# session that was closed, because the process ends, a RuntimeError.
NOT_TAKEN = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)


async def reply_privately(
    interaction: Interaction, sentence: str, *, words: str = "", view: discord.ui.View | None = None
) -> None:
    """Say something to the person alone; `words` that they typed come back as a file, so that nothing is lost."""
    kept: dict[str, Any] = {"view": view} if view is not None else {}
    if words:
        said, small, cost = sentence.partition(SMALL)
        sentence = f"{said} {say('your-words')}{small}{cost}"
        kept["file"] = discord.File(io.BytesIO(words.encode()), "your-words.txt", description=say("your-words.alt"))
    try:
        if interaction.response.is_done():
            await _delete_thinking(interaction)
            await interaction.followup.send(sentence, ephemeral=True, **kept)
        else:
            await interaction.response.send_message(sentence, ephemeral=True, **kept)
    except (*NOT_TAKEN, RuntimeError) as error:
        # The person saw Discord's own “did not respond”; there is nobody left to tell.
        log.warning("answer_failed interaction=%s error=%s", interaction.id, type(error).__name__)


async def _delete_thinking(interaction: Interaction) -> None:
    """Take a public “thinking…” away: the first follow-up would take its place, and be read by everybody."""
    if interaction.response.type is not discord.InteractionResponseType.deferred_channel_message:
        return
    with contextlib.suppress(discord.NotFound):  # somebody deleted it
        waiting = await interaction.original_response()
        if waiting.flags.loading and not waiting.flags.ephemeral:
            await waiting.delete()


def cause_of(error: BaseException) -> BaseException:
    """What went wrong, without what discord.py puts around whatever a command raises."""
    while isinstance(error, discord.app_commands.CommandInvokeError):
        error = error.original
    return error


def is_unknown_command(error: BaseException) -> bool:
    """Whether somebody's client showed a command that is not, or not like that, one of this version."""
    return isinstance(error, discord.app_commands.CommandNotFound | discord.app_commands.CommandSignatureMismatch)


async def reply_with_error(
    interaction: Interaction, error: BaseException, *, words: str = "", view: discord.ui.View | None = None
) -> None:
    """Answer any error: what people may read as it is, everything else as a polite sentence and a log line."""
    cause = cause_of(error)
    if isinstance(cause, AlreadyAsked):
        # Whoever wrote the job down answers: another process on the same token, or this one before a replayed event.
        log.info("interaction_known interaction=%s", interaction.id)
        return
    if isinstance(cause, PersonError):
        await reply_privately(interaction, sentence_for(cause), words=words, view=view)
        return
    if isinstance(cause, discord.HTTPException) and cause.code in (TOO_LATE, ANSWERED):
        log.warning("answer_refused interaction=%s code=%s", interaction.id, cause.code)
        return
    if is_unknown_command(cause):
        log.warning("command_unknown interaction=%s error=%s", interaction.id, type(cause).__name__)
        await reply_privately(interaction, sentence_of(Problem.COMMAND_CHANGED), words=words, view=view)
        return
    if isinstance(cause, DatabaseLost):
        log.warning("interaction_unserved interaction=%s error=%s", interaction.id, type(cause).__name__)
        await reply_privately(interaction, sentence_of(Problem.UNEXPECTED), words=words)
        return
    log.error("interaction_failed interaction=%s guild=%s", interaction.id, interaction.guild_id, exc_info=cause)
    await reply_privately(interaction, sentence_of(Problem.UNEXPECTED), words=words)
