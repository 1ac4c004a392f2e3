"""“Open again” below the private answer to a form that could not be taken, and “Edit…” below that to a command.

Nothing is typed twice: the form opens with everything as it was typed.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

from bot.errors import AlreadyAsked, ClipUnfit, PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.orders.form_drafts import FormDraft, find_command, find_form, keep_form
from bot.orders.order import order_from_words
from bot.status.small_results import persona_song
from bot.status.snapshots import ClipOperation
from cogs.components.custom_id import (
    ClipForm,
    CustomId,
    DraftSongForm,
    EditedSongForm,
    PersonaSongForm,
    ReopenButton,
    SongForm,
    UploadForm,
    VoiceForm,
    WrittenSongForm,
)
from cogs.components.job_buttons import reopen_view
from cogs.components.replies import Interaction, reply_with_error
from cogs.components.typed_form import TypedSongForm, TypedUploadForm, TypedVoiceForm, WordsForm
from cogs.forms.clip_forms import form_for
from cogs.forms.filling import fill
from cogs.forms.form import Form, sent_fields
from cogs.forms.song_form import song_form, song_texts, written_texts
from cogs.forms.upload_form import THEN, VOICE, upload_form, voice_form
from cogs.orders import order_from
from cogs.permissions import guild_of, user_of, viewer_of
from cogs.reopening.past_forms import past_form
from cogs.reopening.refused_commands import open_command, open_words
from cogs.reopening.typed_songs import open_typed_song
from cogs.reopening.typed_uploads import find_typed, open_typed_upload, open_typed_voice, refused_recording
from data.engine.database import DATABASE_TROUBLE
from data.ids import ClipId, InteractionId
from data.rows import Draft

log = logging.getLogger(__name__)

T = TypeVar("T", bound=CustomId)


async def answer_slip(bot: Encore, interaction: Interaction, error: Exception, *, words: str = "") -> None:
    """Answer a form that could not be taken, with “Open again” where it can be; else `words` come back as a file."""
    kept = await _keep(bot, interaction, error) if _is_slip(error) else None
    if kept is None:
        await reply_with_error(interaction, error, words=words)
    else:
        await reply_with_error(interaction, error, view=reopen_view(kept))


async def reopen(bot: Encore, interaction: Interaction, button: ReopenButton) -> None:
    """Open a form as it was sent, at what it costs now; where that cannot be any more, the words come back."""
    draft_id, guild_id, user_id = button.draft_id, guild_of(interaction), user_of(interaction)
    typed = await find_form(bot.services.context, draft_id, guild_id=guild_id, user_id=user_id)
    try:
        if typed.command is not None:
            form = await open_command(bot, interaction, typed.command, draft_id, typed.fields)
        else:
            form = await _open(bot, interaction, typed)
    except PersonError as error:
        words = "\n\n".join(f"{name}:\n{value}" for name, value in typed.fields.items() if value.strip())
        await reply_with_error(interaction, error, words=words)
        return
    await interaction.response.send_modal(form)


def _is_slip(error: Exception) -> bool:
    """Whether it was refused, so that other words or another moment may do; what was made already is no slip."""
    return isinstance(error, PersonError) and not isinstance(error, AlreadyAsked)


async def _keep(bot: Encore, interaction: Interaction, error: Exception) -> Draft | None:
    """Keep what was typed; None where no form could be opened with it."""
    data = cast("dict[str, Any]", interaction.data or {})
    fields = {**sent_fields(interaction), **refused_recording(error)}
    typed = FormDraft(str(data.get("custom_id", "")), fields)
    try:
        await _open(bot, interaction, typed)
        interaction_id, user_id = InteractionId(interaction.id), user_of(interaction)
        return await keep_form(
            bot.services.context,
            typed,
            interaction_id=interaction_id,
            guild_id=guild_of(interaction),
            user_id=user_id,
        )
    except PersonError:
        return None
    except DATABASE_TROUBLE as error:
        log.warning("form_not_kept interaction=%s error=%s", interaction.id, type(error).__name__)
        return None


async def _open(bot: Encore, interaction: Interaction, typed: FormDraft) -> Form:
    """The form with what was typed in it; raises PersonError where it cannot be opened any more."""
    for opener in OPENERS:
        if (about := opener.format.read(typed.form)) is not None:
            return fill(await opener.open(bot, interaction, about, typed.fields), typed.fields)
    raise PersonError(Problem.DRAFT_GONE)


async def _open_new_song(bot: Encore, interaction: Interaction, about: SongForm, fields: Mapping[str, str]) -> Form:
    song = await bot.services.queries.new_song(guild_of(interaction), user_of(interaction), model=about.model)
    known = _known_texts(fields)
    return song_form(partial(SongForm, model=about.model), song, known, from_lyrics="prompt" not in fields)


async def _open_with_persona(
    bot: Encore, interaction: Interaction, about: PersonaSongForm, fields: Mapping[str, str]
) -> Form:
    _, song = await persona_song(bot.services.queries, about.job_id, guild_of(interaction), user_of(interaction))
    return song_form(partial(PersonaSongForm, about.job_id), song, _known_texts(fields), from_lyrics=False)


def _known_texts(fields: Mapping[str, str]) -> dict[str, str]:
    """The texts that were typed, so that whoever takes all of them comes first."""
    return {name: text for name, text in song_texts(fields).items() if text}


async def _open_written(bot: Encore, interaction: Interaction, about: WrittenSongForm, _: Mapping[str, str]) -> Form:
    asked, viewer = (guild_of(interaction), user_of(interaction)), viewer_of(interaction)
    song = await bot.services.queries.new_song(*asked, job_id=about.job_id, viewer=viewer)
    known = written_texts(song.job, about.version)
    return song_form(partial(WrittenSongForm, about.job_id, about.version), song, known)


async def _open_message(bot: Encore, interaction: Interaction, about: DraftSongForm, _: Mapping[str, str]) -> Form:
    asked = guild_of(interaction), user_of(interaction)
    song = await bot.services.queries.new_song(*asked, draft_id=about.draft_id)
    known = {"lyrics": order_from_words(song.draft.words, order_from(interaction)).brief.lyrics} if song.draft else {}
    return song_form(partial(DraftSongForm, about.draft_id), song, known)


async def _open_edited(bot: Encore, interaction: Interaction, about: EditedSongForm, _: Mapping[str, str]) -> Form:
    return await past_form(bot, interaction, about.job_id)


async def _open_typed(bot: Encore, interaction: Interaction, about: TypedSongForm, _: Mapping[str, str]) -> Form:
    context, guild_id, user_id = bot.services.context, guild_of(interaction), user_of(interaction)
    options = await find_command(context, about.draft_id, "song", guild_id=guild_id, user_id=user_id)
    return await open_typed_song(bot, interaction, about.draft_id, options)


async def _open_typed_upload(
    bot: Encore, interaction: Interaction, about: TypedUploadForm, fields: Mapping[str, str]
) -> Form:
    kept = await find_typed(bot, interaction, about.draft_id, "upload")
    return await open_typed_upload(bot, interaction, about.draft_id, _with_kept(kept, fields), kept)


async def _open_typed_voice(
    bot: Encore, interaction: Interaction, about: TypedVoiceForm, fields: Mapping[str, str]
) -> Form:
    kept = await find_typed(bot, interaction, about.draft_id, "voice")
    return await open_typed_voice(bot, interaction, about.draft_id, _with_kept(kept, fields))


def _with_kept(kept: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed into a form over what was kept with it; the command's word on rights counts on."""
    return {**kept, **fields, "rights": kept.get("rights", "")}


async def _open_words(bot: Encore, interaction: Interaction, about: WordsForm, _: Mapping[str, str]) -> Form:
    return await open_words(bot, interaction, about.operation, "")


async def _open_of_clip(bot: Encore, interaction: Interaction, about: ClipForm, _: Mapping[str, str]) -> Form:
    return form_for(await find_clip_operation(bot, interaction, about.clip_id, about.operation))


async def find_clip_operation(
    bot: Encore, interaction: Interaction, clip_id: ClipId, operation: Operation
) -> ClipOperation:
    """What a form about a clip says; raises PersonError where there is nothing that such a form could offer."""
    asked = guild_of(interaction), viewer_of(interaction)
    found = await bot.services.queries.clip_operation(clip_id, *asked, operation)
    if operation.spec.needs_second_clip and not found.others:
        raise ClipUnfit(Problem.NO_OTHER_CLIP)
    return found


async def _open_recording(bot: Encore, interaction: Interaction, about: UploadForm, _: Mapping[str, str]) -> Form:
    offers = await bot.services.queries.recording_offers(guild_of(interaction), THEN.values(), about.model)
    return upload_form(offers, about.model, then="", words="")


async def _open_voice(bot: Encore, interaction: Interaction, _: VoiceForm, __: Mapping[str, str]) -> Form:
    return voice_form(await bot.services.queries.recording_offers(guild_of(interaction), [VOICE]), name="")


@dataclass(frozen=True, slots=True)
class Opener(Generic[T]):
    """What opens a form of this format anew, for the fields that were typed."""

    format: type[T]
    open: Callable[[Encore, Interaction, T, Mapping[str, str]], Awaitable[Form]]


OPENERS: tuple[Opener[Any], ...] = (
    Opener(SongForm, _open_new_song),
    Opener(WrittenSongForm, _open_written),
    Opener(DraftSongForm, _open_message),
    Opener(EditedSongForm, _open_edited),
    Opener(PersonaSongForm, _open_with_persona),
    Opener(TypedSongForm, _open_typed),
    Opener(TypedUploadForm, _open_typed_upload),
    Opener(TypedVoiceForm, _open_typed_voice),
    Opener(WordsForm, _open_words),
    Opener(ClipForm, _open_of_clip),
    Opener(UploadForm, _open_recording),
    Opener(VoiceForm, _open_voice),
)
