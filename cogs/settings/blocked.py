"""Members who can make nothing in a server, by the word of whoever manages it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.status.server_settings import Changes
from cogs.settings.fields import ids_of
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.sentences import row_of
from data.ids import UserId

MEMBERS: Final = "members"
MOST: Final = 1_000  # in one server; whoever needs more closes the commands under Integrations
_LISTED: Final = 10  # by name in the panel


def _fields(shown: Shown) -> Iterable[Field]:
    there = _known(shown)
    label, hint = say("settings-blocked-label"), say("settings-blocked-hint")
    value = ",".join(sorted(map(str, there)))
    yield Field(MEMBERS, value, lambda form: form.choose_members(MEMBERS, label, there, hint=hint))


def _known(shown: Shown) -> list[UserId]:
    """Whom the form shows; who had everything deleted has no name left."""
    return [each.user_id for each in shown.settings.blocks if each.user_id > 0][: discord_limits.OPTIONS]


def _decide(shown: Shown, touched: Mapping[str, str]) -> Changes:
    wanted = {int(each) for each in ids_of(touched[MEMBERS])}
    there = set(_known(shown))
    blocked = tuple(UserId(each) for each in sorted(wanted - there))
    unblocked = tuple(sorted(there - wanted))
    if shown.settings.block_count + len(blocked) - len(unblocked) > MOST:
        raise refuse(say("settings-blocked-too-many", most=MOST))
    return Changes(blocked=blocked, unblocked=unblocked)


def _state(shown: Shown) -> Iterable[str]:
    settings = shown.settings
    yield say("settings-blocked-count", count=settings.block_count) if settings.block_count else say("settings-off")
    listed = [f"<@{each}>" for each in _known(shown)[:_LISTED]]
    more = settings.block_count - len(listed)
    yield row_of([*listed, *([say("settings-and-more", count=more)] if more > 0 else [])])
    yield say("settings-blocked-explained")


BLOCKED: Final = Section(
    "blocked",
    Tab.MODERATION,
    name=lambda: say("settings-blocked"),
    state=_state,
    fields=_fields,
    decide=_decide,
)
