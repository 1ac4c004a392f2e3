"""The row of buttons for a whole job: a second try at hand, and a way out of the line."""

from __future__ import annotations

from typing import Any

import discord

from bot.jobs.verdicts import is_settled, rejected_because
from bot.musicapi.operations import Operation
from bot.orders.again import can_be_edited, can_be_tried_again, can_have_another_take, is_known
from bot.status.job_status import JobStatus, Stage
from cogs.components.buttons import stopped_view
from cogs.components.custom_id import (
    AgainButton,
    CancelButton,
    CustomId,
    EditButton,
    EditDraftButton,
    ReopenButton,
    RetryButton,
)
from cogs.text import discord_limits
from cogs.text.catalog import say
from data.ids import JobId
from data.rows import Draft, JobState

_GREY, _BLUE = discord.ButtonStyle.secondary, discord.ButtonStyle.primary


def job_buttons(status: JobStatus) -> list[discord.ui.Button[Any]]:
    """What can be done with a job as a whole, as it stands: cancelled, tried again, made once more or changed."""
    job, price, found = status.job, _price_now(status), list[discord.ui.Button[Any]]()
    if status.stage in (Stage.QUEUED, Stage.APPROVAL):
        return [_button(CancelButton(job.id), say("cancel-button"))]
    if price is not None and has_retry_button(status):
        found.append(_button(RetryButton(job.id, price), say("retry-button", count=price), _BLUE))
    if price is not None and _has_another_take(status):
        found.append(_button(AgainButton(job.id, price), say("again-button", count=price)))
    if has_edit_button(status):
        found.append(edit_button(job.id))
    return found


def has_retry_button(status: JobStatus) -> bool:
    """Whether a failed job can be asked for again as it was, with the button for that."""
    is_possible = _price_now(status) is not None and can_be_tried_again(status.job, status.job.changed_at)
    # Who tries again what was said no to changes it first.
    is_rejected = rejected_because(status.job) is not None or (is_settled(status.job) and _can_be_edited(status))
    return status.stage is Stage.FAILED and is_possible and not is_rejected


def has_edit_button(status: JobStatus) -> bool:
    """Whether there is a form for what was typed for a job that is over, with the button that opens it."""
    is_over = status.stage is Stage.FAILED or _has_another_take(status)
    return is_over and _can_be_edited(status)


def job_view(status: JobStatus) -> discord.ui.View | None:
    """The buttons of a job as they stand below a card alone; None where it has none."""
    buttons = job_buttons(status)
    return stopped_view(buttons) if buttons else None


def with_job_buttons(view: discord.ui.View, status: JobStatus) -> discord.ui.View:
    """The view with one more row for the job as a whole, where a message has room for it."""
    row = 1 + max((item.row or 0 for item in view.children), default=-1)
    if row < discord_limits.ROWS:
        for button in job_buttons(status):
            button.row = row
            view.add_item(button)
    return view


def edit_button(job_id: JobId) -> discord.ui.Button[Any]:
    """The button that opens a form with everything that was typed for a job."""
    return _button(EditButton(job_id), say("edit-button"))


def edit_view(job_id: JobId) -> discord.ui.View:
    """The same below a private answer, where what was pressed cannot be made as it was."""
    return stopped_view([edit_button(job_id)])


def edit_draft_view(draft: Draft) -> discord.ui.View:
    """The same for an order that was kept and cannot be made as it was."""
    return stopped_view([_button(EditDraftButton(draft.id), say("edit-button"))])


def reopen_view(draft: Draft) -> discord.ui.View:
    """The button that opens a form again with what was typed."""
    return stopped_view([_button(ReopenButton(draft.id), say("reopen-button"), _BLUE)])


def _has_another_take(status: JobStatus) -> bool:
    return status.job.state is JobState.DONE and can_have_another_take(status.job, status.job.changed_at)


def _can_be_edited(status: JobStatus) -> bool:
    return can_be_edited(status.job, status.job.changed_at)


def _button(about: CustomId, label: str, style: discord.ButtonStyle = _GREY) -> discord.ui.Button[Any]:
    return discord.ui.Button(style=style, label=label, custom_id=about.custom_id)


def _price_now(status: JobStatus) -> int | None:
    """What the job would cost now where its own family made it; None where that no longer does such things."""
    offer = status.family.offers.get(Operation(status.job.operation)) if is_known(status.job) else None
    return offer.price if offer else None
