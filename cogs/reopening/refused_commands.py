"""A command that was refused: what was typed into it is kept, and “Edit…” opens a form with all of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias, cast

import discord

from bot.errors import AlreadyAsked, PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.orders.form_drafts import FormDraft, keep_form
from cogs.components.buttons import button, stopped_view
from cogs.components.custom_id import ReopenButton
from cogs.components.replies import Interaction, cause_of, is_unknown_command, reply_with_error
from cogs.forms.form import Form, SentFile
from cogs.forms.typed_upload_form import file_fields
from cogs.forms.words_form import STYLE, WRITE, words_form
from cogs.permissions import guild_of, user_of
from cogs.reopening.typed_songs import open_typed_song
from cogs.reopening.typed_uploads import agreed_rights, open_typed_upload, open_typed_voice, refused_recording
from cogs.text import discord_limits
from cogs.text.catalog import say
from data.engine.database import DATABASE_TROUBLE
from data.ids import DraftId, InteractionId
from data.rows import Draft

log = logging.getLogger(__name__)

_Opener: TypeAlias = Callable[[Encore, Interaction, DraftId, Mapping[str, str]], Awaitable[Form]]

_TEXT: Final = discord.AppCommandOptionType.string.value


async def answer_refusal(bot: Encore, interaction: Interaction, error: Exception) -> None:
    """Answer a command that came to nothing, with “Edit…” where a form can take what was typed.

    What no form can show to its end, and what cannot be kept, comes back as a file. A name that was only chosen from a
    list is no text.
    """
    options, cause = _options(interaction), cause_of(error)
    typed = {name: value for name, (value, kind) in options.items() if kind == _TEXT and value.strip()}
    files = _files(interaction)
    if not (typed or files) or not (_command(interaction) in OPENERS or is_unknown_command(cause)):
        await reply_with_error(interaction, error)
        return
    words = "\n\n".join(f"{name}:\n{value}" for name, value in typed.items())
    is_refused = isinstance(cause, PersonError) or is_unknown_command(cause)
    kept = None
    if is_refused and not isinstance(cause, AlreadyAsked):
        given = {name: value for name, (value, _) in options.items()}
        agreed = agreed_rights(_command(interaction), given)
        kept = await _keep(bot, interaction, {**given, **agreed, **files, **refused_recording(cause)})
    if kept is None:
        await reply_with_error(interaction, error, words=words)
        return
    is_shown = all(utf16_length(value) <= discord_limits.TEXT_INPUT for value in typed.values())
    view = stopped_view([button(ReopenButton(kept.id), say("typed-button"))])
    await reply_with_error(interaction, error, words="" if is_shown else words, view=view)


async def open_command(
    bot: Encore, interaction: Interaction, name: str, draft_id: DraftId, options: Mapping[str, str]
) -> Form:
    """The form with everything that was typed into a command; raises PersonError where nobody can do that now."""
    opener = OPENERS.get(name)
    if opener is None:  # kept by another version, or before the command was called otherwise
        raise PersonError(Problem.DRAFT_GONE)
    return await opener(bot, interaction, draft_id, options)


def _command(interaction: Interaction) -> str:
    return str(cast("Mapping[str, Any]", interaction.data or {}).get("name", ""))


def _options(interaction: Interaction) -> dict[str, tuple[str, int]]:
    """What was typed and chosen, and its type, by the name of the option."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    given = cast("list[Mapping[str, Any]]", data.get("options") or [])
    return {each["name"]: (str(each["value"]), int(each["type"])) for each in given if "value" in each}


def _files(interaction: Interaction) -> dict[str, str]:
    """The file that came with the command, as it is kept."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    resolved = cast("Mapping[str, Any]", data.get("resolved") or {})
    added = cast("Mapping[str, Mapping[str, Any]]", resolved.get("attachments") or {})
    found = next(iter(added.values()), None)
    return file_fields(SentFile(found["filename"], found["url"], found["size"])) if found else {}


async def _keep(bot: Encore, interaction: Interaction, options: Mapping[str, str]) -> Draft | None:
    """Keep what was typed; None where no form could be opened with it, or the database has trouble."""
    name = _command(interaction)
    if name not in OPENERS or interaction.guild_id is None:
        return None
    try:
        return await keep_form(
            bot.services.context,
            FormDraft.of_command(name, options),
            interaction_id=InteractionId(interaction.id),
            guild_id=guild_of(interaction),
            user_id=user_of(interaction),
        )
    except DATABASE_TROUBLE as error:
        log.warning("form_not_kept interaction=%s error=%s", interaction.id, type(error).__name__)
        return None


async def _open_topic(bot: Encore, interaction: Interaction, _: DraftId, options: Mapping[str, str]) -> Form:
    return await open_words(bot, interaction, WRITE, options.get("topic", ""))


async def _open_style(bot: Encore, interaction: Interaction, _: DraftId, options: Mapping[str, str]) -> Form:
    return await open_words(bot, interaction, STYLE, options.get("words", ""))


async def open_words(bot: Encore, interaction: Interaction, operation: Operation, words: str) -> Form:
    """The form of `/write` or `/style` with these words in it; raises ModelUnavailable where nobody does that."""
    offers = await bot.services.queries.recording_offers(guild_of(interaction), [operation])
    return words_form(operation, offers, words)


OPENERS: Final[Mapping[str, _Opener]] = {
    "song": open_typed_song,
    "write": _open_topic,
    "style": _open_style,
    "upload": open_typed_upload,
    "voice": open_typed_voice,
}
