"""A `/upload` or `/voice` that was refused, once more: everything that was typed, in a form that orders it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.errors import ModelUnavailable, PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.catalog import label_of
from bot.orders.again import expires_at
from bot.orders.form_drafts import find_command
from bot.status.snapshots import RecordingOffers
from cogs.commands.model import find_model
from cogs.commands.upload import Source, place_upload, place_voice
from cogs.components.replies import Interaction
from cogs.components.typed_form import TypedUploadForm, TypedVoiceForm
from cogs.forms.form import YES, Form, sent_fields, sent_files, whole_text
from cogs.forms.typed_upload_form import (
    FILE_REFUSED,
    FILE_URL,
    LYRICS_LIMIT,
    is_agreed,
    kept_file,
    typed_upload_form,
    typed_voice_form,
)
from cogs.forms.upload_form import THEN, VOICE, chosen_operation
from cogs.permissions import guild_of, user_of
from cogs.text.catalog import say
from cogs.text.consent import RECORDING_TERMS, VOICE_TERMS, Terms
from cogs.text.escape import escape_markdown
from data.brief import Brief
from data.ids import DraftId

NAME_SHOWN: Final = 80
TERMS: Final[Mapping[str, Terms]] = {"upload": RECORDING_TERMS, "voice": VOICE_TERMS}  # by the command
# What is wrong with a recording itself, so that another one is asked for; everything else may be tried with the same.
_ABOUT_RECORDING: Final = frozenset(
    {
        Problem.LENGTH_OF_RECORDING,
        Problem.NO_RECORDING,
        Problem.RECORDING_IS_VIDEO,
        Problem.RECORDING_SILENT,
        Problem.RECORDING_TOO_LARGE,
        Problem.RECORDING_TOO_LONG,
        Problem.RECORDING_TOO_SHORT,
        Problem.RECORDING_UNREACHABLE,
        Problem.RECORDING_UNUSABLE,
    }
)


def agreed_rights(command: str, options: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a command's word on rights: the version of the terms that it showed."""
    terms, said = TERMS.get(command), options.get("rights", "")
    return {} if terms is None else {"rights": terms.kept(said)}


def refused_recording(error: BaseException) -> dict[str, str]:
    """What is kept with what was typed where the recording itself was refused; nothing where it was not."""
    is_about = isinstance(error, PersonError) and error.problem in _ABOUT_RECORDING
    return {FILE_REFUSED: YES} if is_about else {}


async def open_typed_upload(
    bot: Encore,
    interaction: Interaction,
    draft_id: DraftId,
    fields: Mapping[str, str],
    typed: Mapping[str, str] | None = None,
) -> Form:
    """The form of a recording with everything that was typed; raises ModelUnavailable where nobody takes any.

    `typed` is what the command said, where `fields` were changed since: its form goes to the same models each time.
    """
    _, offers, notes = await _find_offers(bot, interaction, fields if typed is None else typed)
    return typed_upload_form(draft_id, offers, _with_usable_file(bot, fields), notes=notes)


async def open_typed_voice(bot: Encore, interaction: Interaction, draft_id: DraftId, fields: Mapping[str, str]) -> Form:
    """The form of a voice with everything that was typed; raises ModelUnavailable where nobody makes any."""
    offers = await bot.services.queries.recording_offers(guild_of(interaction), [VOICE])
    return typed_voice_form(draft_id, offers, _with_usable_file(bot, fields))


async def find_typed(bot: Encore, interaction: Interaction, draft_id: DraftId, command: str) -> dict[str, str]:
    """What was typed into a command that was refused; raises PersonError where it is forgotten."""
    asked = guild_of(interaction), user_of(interaction)
    return dict(await find_command(bot.services.context, draft_id, command, guild_id=asked[0], user_id=asked[1]))


async def submit_typed_upload(bot: Encore, interaction: Interaction, form: TypedUploadForm) -> None:
    """Order what was changed of a recording; all else is as it was typed."""
    kept, sent = await find_typed(bot, interaction, form.draft_id, "upload"), sent_fields(interaction)
    fields = {**kept, **sent}
    if "lyrics" in sent:
        fields["lyrics"] = whole_text(sent["lyrics"], kept.get("lyrics", ""), LYRICS_LIMIT)
    model, _, _ = await _find_offers(bot, interaction, kept)
    operation, price = chosen_operation(form.prices, fields)
    source = _source(bot, interaction, kept, sent, RECORDING_TERMS)
    brief = Brief(title=fields.get("title", ""), style=fields.get("style", ""), lyrics=fields.get("lyrics", ""))
    await place_upload(bot, interaction, operation, source, brief, model=model, agreed_price=price)


async def submit_typed_voice(bot: Encore, interaction: Interaction, form: TypedVoiceForm) -> None:
    """Order a voice of what was changed; all else is as it was typed."""
    kept, sent = await find_typed(bot, interaction, form.draft_id, "voice"), sent_fields(interaction)
    source = _source(bot, interaction, kept, sent, VOICE_TERMS)
    await place_voice(bot, interaction, source, sent.get("name", "").strip(), agreed_price=form.price)


async def _find_offers(
    bot: Encore, interaction: Interaction, typed: Mapping[str, str]
) -> tuple[str, RecordingOffers, list[str]]:
    """Whose models take it, for how much, and why these are others than the command named, if they are."""
    model, guild_id, queries = find_model(bot, typed.get("model")), guild_of(interaction), bot.services.queries
    wanted, named = THEN.get(typed.get("then") or "keep"), None
    try:
        named = await queries.recording_offers(guild_id, THEN.values(), model)
    except ModelUnavailable:
        if not model:
            raise
    if named is not None and (not model or wanted in named.offered):
        return model, named, []
    others = await queries.recording_offers(guild_id, THEN.values())
    if named is None:
        gone = say("typed-model-gone", model=escape_markdown(typed.get("model", ""), NAME_SHOWN))
        return "", others, [gone]
    if wanted is None or wanted not in others.offered:
        return model, named, []
    taken, cannot = others.offered[wanted].family.label, label_of(model.partition("/")[0])
    return "", others, [say("model-because", model=taken, other=cannot)]


def _with_usable_file(bot: Encore, fields: Mapping[str, str]) -> Mapping[str, str]:
    """The fields, which say so where the file that was kept with them cannot be fetched any more."""
    expires = expires_at(fields.get(FILE_URL, ""))
    is_gone = expires is not None and expires <= bot.services.context.now()
    return {**fields, FILE_REFUSED: YES} if is_gone else fields


def _source(
    bot: Encore, interaction: Interaction, kept: Mapping[str, str], sent: Mapping[str, str], terms: Terms
) -> Source:
    """The recording that the form brought, or else the one that was kept, and what was agreed to."""
    brought, address = sent_files(interaction).get("file"), sent.get("address", "").strip()
    file = brought or (None if "address" in sent else kept_file(_with_usable_file(bot, kept)))
    version = terms.newest if is_agreed(kept, terms) else terms.version_of(sent.get("rights", ""))
    return Source(file, address or None, terms, version)
