"""A `/song` that was refused, once more: everything that was typed, in a form that orders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.errors import PersonError
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.orders.form_drafts import find_command
from bot.status.makers import Makers, find_makers
from cogs.commands.model import find_model
from cogs.commands.persona import find_persona
from cogs.commands.song import song_details, song_operation
from cogs.components.replies import Interaction
from cogs.components.typed_form import TypedSongForm
from cogs.forms.form import Form, sent_fields
from cogs.forms.song_form import TEXTS, fitting_candidate, song_texts, typed_song_form, whole_song_texts
from cogs.orders import order_from, place_order
from cogs.permissions import guild_of, user_of
from cogs.text.catalog import say
from cogs.text.errors import detail_name
from data.brief import Brief
from data.ids import DraftId
from data.rows import Persona

YES = "True"  # what Discord's `true` is kept as


@dataclass(frozen=True, slots=True)
class TypedSong:
    """What was typed, who makes it now, and in a line each what it is made without."""

    operation: Operation
    makers: Makers
    notes: tuple[str, ...]


async def open_typed_song(bot: Encore, interaction: Interaction, draft_id: DraftId, options: Mapping[str, str]) -> Form:
    """The form of a song with everything that was typed; raises ModelUnavailable where nobody can make it."""
    typed = await _find(bot, interaction, options)
    is_instrumental, known = options.get("instrumental") == YES, song_texts(options)
    return typed_song_form(draft_id, typed.makers.song, known, is_instrumental=is_instrumental, notes=typed.notes)


async def submit_typed_song(bot: Encore, interaction: Interaction, form: TypedSongForm) -> None:
    """Order a song of what was changed; all else is as it was typed, as far as there is somebody who takes it."""
    asked = guild_of(interaction), user_of(interaction)
    options = await find_command(bot.services.context, form.draft_id, "song", guild_id=asked[0], user_id=asked[1])
    typed = await _find(bot, interaction, options)
    makers, known = typed.makers, song_texts(options)
    texts = whole_song_texts(sent_fields(interaction), known, fitting_candidate(makers.song, known).limits)
    brief = _with_texts(makers.brief, texts, options)
    order = replace(
        order_from(interaction, brief, operation=typed.operation, model=makers.model), prefers=makers.prefers
    )
    await place_order(bot, interaction, order, agreed_price=form.price, repeatable=False)


async def _find(bot: Encore, interaction: Interaction, options: Mapping[str, str]) -> TypedSong:
    singer = await _find_singer(bot, interaction, options.get("persona", ""))
    details = song_details(singer, options.get("voice", ""), options.get("avoid", ""))
    makers = await find_makers(
        bot.services.context,
        guild_id=guild_of(interaction),
        user_id=user_of(interaction),
        operation=song_operation(singer),
        brief=_with_texts(Brief(details=details), song_texts(options), options),
        model=find_model(bot, options.get("model")),
        singers_family=singer.family if singer else "",
    )
    gone = [say("typed-persona-gone")] if options.get("persona") and not singer else []
    label = fitting_candidate(makers.song, song_texts(options)).family.label
    without = [say("typed-left-out", model=label, detail=detail_name(name)) for name in makers.left_out]
    return TypedSong(song_operation(singer), makers, (*gone, *without))


async def _find_singer(bot: Encore, interaction: Interaction, persona: str) -> Persona | None:
    try:
        return await find_persona(bot, persona, guild_of(interaction)) if persona else None
    except PersonError:
        return None


def _with_texts(brief: Brief, texts: Mapping[str, str], options: Mapping[str, str]) -> Brief:
    """The brief with these texts; lyrics that stand there are sung, also where an instrumental was asked for."""
    is_instrumental = options.get("instrumental") == YES and not texts["lyrics"].strip()
    return replace(brief, instrumental=is_instrumental, **{name: texts[name] for name in TEXTS})
