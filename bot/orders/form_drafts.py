"""What somebody typed into a form that could not be taken, kept for a day, so that it need not be typed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.context import Context
from bot.errors import PersonError, Problem
from data import drafts
from data.engine.transaction import Transaction
from data.ids import DraftId, GuildId, InteractionId, UserId
from data.rows import Draft


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form by its `custom_id`, and what was typed and chosen in it, by the names of its fields."""

    form: str
    fields: Mapping[str, str]


async def keep_form(
    context: Context, typed: FormDraft, *, interaction_id: InteractionId, guild_id: GuildId, user_id: UserId
) -> Draft | None:
    """Keep what a member typed; None: this interaction was kept before, such as by another process."""

    async def work(tx: Transaction) -> Draft | None:
        return await drafts.add(
            tx,
            interaction_id=interaction_id,
            guild_id=guild_id,
            user_id=user_id,
            words={"form": typed.form, "fields": dict(typed.fields)},
            price=0,  # it was not agreed to any
            now=context.now(),
        )

    return await context.database.write_urgently(work)


async def find_form(context: Context, draft_id: DraftId, *, guild_id: GuildId, user_id: UserId) -> FormDraft:
    """What a member typed into a form; raises PersonError where it is forgotten, or is no form's."""
    now = context.now()
    draft = await context.database.read(
        lambda tx: drafts.get(tx, draft_id, guild_id=guild_id, user_id=user_id, now=now)
    )
    if draft is None or not isinstance(draft.words.get("form"), str):
        raise PersonError(Problem.DRAFT_GONE)
    fields = cast("Mapping[str, Any]", draft.words.get("fields") or {})
    return FormDraft(draft.words["form"], {name: str(value) for name, value in fields.items()})
