"""What `/privacy` shows: what is stored of somebody, the questions before it is deleted, and what a server keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import discord

from cogs.components.panels import Row, buttons, line, panel, text, with_title
from cogs.components.privacy_ids import (
    DeleteButton,
    EraseButton,
    ExportButton,
    KeepButton,
    Messages,
    RetentionMenu,
    Step,
)
from cogs.text.catalog import say
from data.privacy.kinds import Theme
from data.privacy.stored import themes_of_people

_STORED: Final[dict[Theme, Callable[[], str]]] = {
    Theme.SONGS: lambda: say("stored-songs"),
    Theme.CLIPS: lambda: say("stored-clips"),
    Theme.PERSONAS: lambda: say("stored-personas"),
    Theme.DRAFTS: lambda: say("stored-drafts"),
    Theme.CHOICES: lambda: say("stored-choices"),
    Theme.LIBRARY: lambda: say("stored-library"),
    Theme.SERVER: lambda: say("stored-server"),
    Theme.CREDITS: lambda: say("stored-credits"),
    Theme.SMALL: lambda: say("stored-small"),
    Theme.ADMINS: lambda: say("stored-admins"),
    Theme.MODERATION: lambda: say("stored-moderation"),
    Theme.ERASURES: lambda: say("stored-erasures"),
    Theme.WORKINGS: lambda: say("stored-workings"),
}
_ENDS: Final[dict[Theme, Callable[[], str]]] = {
    Theme.SONGS: lambda: say("stored-songs.ends"),
    Theme.CLIPS: lambda: say("stored-clips.ends"),
    Theme.PERSONAS: lambda: say("stored-personas.ends"),
    Theme.DRAFTS: lambda: say("stored-drafts.ends"),
    Theme.CHOICES: lambda: say("stored-choices.ends"),
    Theme.LIBRARY: lambda: say("stored-library.ends"),
    Theme.SERVER: lambda: say("stored-server.ends"),
    Theme.CREDITS: lambda: say("stored-credits.ends"),
    Theme.SMALL: lambda: say("stored-small.ends"),
    Theme.ADMINS: lambda: say("stored-admins.ends"),
    Theme.MODERATION: lambda: say("stored-moderation.ends"),
    Theme.ERASURES: lambda: say("stored-erasures.ends"),
    Theme.WORKINGS: lambda: say("stored-workings.ends"),
}
CHOICES: Final = (0, 7, 30, 90, 180, 365)  # days; 0: for ever


def stored_line(theme: Theme) -> str:
    """What is stored of one theme, in words."""
    return _STORED[theme]()


def end_line(theme: Theme) -> str:
    """What a deletion makes of one theme, in words."""
    return _ENDS[theme]()


def privacy_panel(*, policy: str, terms: str, kept_days: int | None, manages: bool) -> discord.ui.LayoutView:
    """What is stored of whoever asks, with what they can do; for managers, how long their server keeps words.

    `policy` and `terms` are the operator's addresses, which may be empty; `kept_days` None: words are kept for ever.
    """
    rows: list[Row] = [
        text(say("privacy-reach")),
        with_title(say("privacy-stored"), *(f"- {stored_line(theme)}" for theme in themes_of_people())),
        text(say("privacy-not-stored"), say("privacy-vendor")),
        buttons(_doors(policy, terms)),
    ]
    if manages:
        rows += [line(), *_retention(kept_days)]
    return panel(say("privacy-title"), rows)


def question_panel() -> discord.ui.LayoutView:
    """What a deletion does, and the question what becomes of messages."""
    choices = (
        _button(say("delete-messages-stay-button"), EraseButton(Messages.STAY, Step.ASK).custom_id),
        _button(say("delete-messages-go-button"), EraseButton(Messages.GO, Step.ASK).custom_id),
        _button(say("delete-keep-button"), KeepButton().custom_id),
    )
    return panel(say("delete-title"), [text(say("delete-what")), text(say("delete-messages")), buttons(choices)])


def sure_panel(messages: Messages) -> discord.ui.LayoutView:
    """The second question: after it, everything is deleted."""
    said = say("delete-sure-messages-go") if messages is Messages.GO else say("delete-sure-messages-stay")
    sure = EraseButton(messages, Step.SURE).custom_id
    choices = (
        _button(say("delete-sure-button"), sure, discord.ButtonStyle.danger),
        _button(say("delete-keep-button"), KeepButton().custom_id),
    )
    return panel(say("delete-title"), [text(say("delete-sure"), said), buttons(choices)])


def told_panel(*lines: str) -> discord.ui.LayoutView:
    """What came of it."""
    return panel(say("delete-title"), [text(*lines)])


def _doors(policy: str, terms: str) -> Iterator[discord.ui.Button[Any]]:
    yield _button(say("privacy-export-button"), ExportButton().custom_id)
    yield _button(say("privacy-delete-button"), DeleteButton().custom_id, discord.ButtonStyle.danger)
    if policy:
        yield discord.ui.Button(label=say("privacy-policy-button"), url=policy)
    if terms:
        yield discord.ui.Button(label=say("privacy-terms-button"), url=terms)


def _retention(kept_days: int | None) -> Iterator[Row]:
    now = say("retention-now-days", count=kept_days) if kept_days else say("retention-now-for-ever")
    yield with_title(say("retention-title"), say("retention-explained"), now, say("retention-purge"))
    days = sorted({*CHOICES, kept_days or 0})
    options = [
        discord.SelectOption(
            label=say("retention-days", count=each) if each else say("retention-for-ever"),
            value=str(each),
            default=each == (kept_days or 0),
        )
        for each in days
    ]
    menu = discord.ui.Select[Any](
        custom_id=RetentionMenu().custom_id, placeholder=say("retention-placeholder"), options=options
    )
    yield discord.ui.ActionRow(menu)


def _button(
    label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> discord.ui.Button[Any]:
    return discord.ui.Button(style=style, label=label, custom_id=custom_id)
