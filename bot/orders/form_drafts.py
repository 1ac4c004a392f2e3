"""What somebody typed into a form or a command that was refused, kept for a day, so that nobody types it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from bot.context import Context
from bot.errors import PersonError, Problem
from data import drafts
from data.engine.transaction import Transaction
from data.ids import DraftId, GuildId, InteractionId, UserId
from data.rows import Draft

_COMMAND: Final = "/"  # how the name of a command begins where it stands in place of a `custom_id`


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form by its `custom_id`, or a command as `/song`; what was typed and chosen, by the names of the fields."""

    form: str
    fields: Mapping[str, str]

    @classmethod
    def of_command(cls, name: str, options: Mapping[str, str]) -> FormDraft:
        """What was typed into the options of a command."""
        return cls(f"{_COMMAND}{name}", options)

    @property
    def command(self) -> str | None:
        """The name of the command; None for a form."""
        return self.form.removeprefix(_COMMAND) if self.form.startswith(_COMMAND) else None


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
    """What a member typed; raises PersonError where it is forgotten, somebody else's, or an order."""
    now = context.now()
    draft = await context.database.read(
        lambda tx: drafts.get(tx, draft_id, guild_id=guild_id, user_id=user_id, now=now)
    )
    if draft is None or not isinstance(draft.words.get("form"), str):
        raise PersonError(Problem.DRAFT_GONE)
    fields = cast("Mapping[str, Any]", draft.words.get("fields") or {})
    return FormDraft(draft.words["form"], {name: str(value) for name, value in fields.items()})


async def find_command(
    context: Context, draft_id: DraftId, name: str, *, guild_id: GuildId, user_id: UserId
) -> Mapping[str, str]:
    """What a member typed into the command called so, by its options; raises PersonError like `find_form`."""
    typed = await find_form(context, draft_id, guild_id=guild_id, user_id=user_id)
    if typed.command != name:
        raise PersonError(Problem.DRAFT_GONE)
    return typed.fields
