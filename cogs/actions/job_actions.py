"""What acts on a job as a whole: another take, a second try, a change of what was typed, a way out of the line."""

from __future__ import annotations

from bot.errors import ModelUnavailable, PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation, StartsFrom
from bot.orders.again import (
    can_be_edited,
    is_worth_asking,
    order_again,
)
from bot.orders.order import Order, keep_order
from bot.status.job_status import JobStatus
from bot.status.snapshots import KnownAnswer
from cogs.components.buttons import confirm_button
from cogs.components.custom_id import AgainButton, CancelButton, EditButton, EditedSongForm, RetryButton
from cogs.components.job_buttons import edit_view
from cogs.components.replies import Interaction, reply_privately
from cogs.forms.clip_forms import form_for
from cogs.forms.filling import fill
from cogs.forms.form import Form
from cogs.forms.past_fields import past_fields
from cogs.orders import check_limits, order_from, place_order
from cogs.permissions import can_cancel, guild_of, user_of, viewer_of
from cogs.reopening.open_again import find_clip_operation
from cogs.reopening.past_forms import changed_order, check_recording, find_job, find_shown, past_form
from cogs.small_results import place_small_order, show_result
from cogs.text.catalog import say
from cogs.text.errors import sentence_for
from cogs.thinking import show_thinking
from data.rows import FailureKind, Job, JobState


async def make_again(bot: Encore, interaction: Interaction, button: AgainButton) -> None:
    """Make another take with the same model, at the button's price; ask first where that is much."""
    past = await find_job(bot, interaction, button.job_id)
    order = order_again(past.job, order_from(interaction, past.job.brief), by_same_model=True)
    if is_worth_asking(button.price, past.account.left):
        if _is_of_recording(order):  # now: the button of the question asks nothing more
            await _look_at_recording(bot, interaction, past.job, in_private=True)
        kept = await keep_order(bot.services.context, order, button.price)
        question = say("again-question", count=button.price, left=past.account.left)
        await reply_privately(interaction, f"{question}\n{say('nothing-charged-yet')}", view=confirm_button(kept))
        return
    await _place_again(bot, interaction, past.job, order, button.price)


async def try_again(bot: Encore, interaction: Interaction, button: RetryButton) -> None:
    """Ask once more for what could not be made, at the button's price."""
    past = await find_job(bot, interaction, button.job_id)
    order = order_again(past.job, order_from(interaction, past.job.brief))
    if (known := await _find_known(bot, interaction, order)) is not None:
        await show_result(interaction, known)
        return
    await _place_again(bot, interaction, past.job, order, button.price)


async def edit(bot: Encore, interaction: Interaction, button: EditButton) -> None:
    """Open a form with everything that was typed for a job."""
    past = await find_job(bot, interaction, button.job_id)
    job = past.job
    check_limits(bot, interaction, past.standing, Operation(job.operation))
    await interaction.response.send_modal(await edit_form(bot, interaction, job))


async def edit_form(bot: Encore, interaction: Interaction, job: Job) -> Form:
    """The form with everything that was typed for a job; raises PersonError where there is none."""
    if job.brief.source is None:
        return await past_form(bot, interaction, job.id)
    asked = await find_clip_operation(bot, interaction, job.brief.source, Operation(job.operation))
    return fill(form_for(asked), past_fields(job, asked.clip))


async def submit_edited(bot: Encore, interaction: Interaction, form: EditedSongForm) -> None:
    """Order what was changed; all else is as it was."""
    job, order = await changed_order(bot, interaction, form.job_id)
    if _is_of_recording(order):
        await _look_at_recording(bot, interaction, job)
    await _place(bot, interaction, order, form.price)


async def cancel(bot: Encore, interaction: Interaction, button: CancelButton) -> None:
    """Take a job out of the line and give its credits back; its card says so. What is under way cannot be recalled."""
    job = await find_shown(bot, interaction, button.job_id)
    if not can_cancel(interaction, job):
        raise PersonError(Problem.CANCEL_NOT_YOURS)
    if await bot.services.lifecycle.cancel(job, str(user_of(interaction))):
        await interaction.response.defer()  # the card is the answer
        return
    now = await find_shown(bot, interaction, button.job_id)
    await reply_privately(interaction, why_not_cancelled(now))


def why_not_cancelled(job: Job) -> str:
    """What became of a job that was to be taken out of the line and had left it."""
    if job.failure is FailureKind.CANCELLED:
        return say("cancel-was-cancelled")
    match job.state:
        case JobState.DONE:
            return say("cancel-was-done")
        case JobState.FAILED:
            return say("cancel-had-failed")
        case JobState.SUBMITTING:  # nobody knows yet whether MusicAPI takes it
            return say("cancel-being-sent")
        case _:
            return say("cancel-too-late")


async def _find_known(bot: Encore, interaction: Interaction, order: Order) -> JobStatus | None:
    """What was found out of the order's clip meanwhile, which is shown for free; None: nothing, or it is no such."""
    spec, source = order.operation.spec, order.brief.source
    if source is None or not (spec.is_small and spec.takes_nothing):
        return None
    asked = guild_of(interaction), viewer_of(interaction)
    found = await bot.services.queries.known_or_operation(source, *asked, order.operation)
    return found.status if isinstance(found, KnownAnswer) else None


async def _place_again(bot: Encore, interaction: Interaction, job: Job, order: Order, price: int) -> None:
    if _is_of_recording(order):
        await _look_at_recording(bot, interaction, job)
    try:
        await _place(bot, interaction, order, price)
    except ModelUnavailable as error:
        # Of a clip, its own family makes it or nobody.
        if job.brief.source is not None or not can_be_edited(job, bot.services.context.now()):
            raise
        await reply_privately(interaction, sentence_for(error), view=edit_view(job.id))


async def _place(bot: Encore, interaction: Interaction, order: Order, price: int) -> None:
    """Place an order at an agreed price; of a small one, what never reached its person is shown first."""
    place = place_small_order if order.operation.spec.is_small else place_order
    await place(bot, interaction, order, agreed_price=price, repeatable=False)


def _is_of_recording(order: Order) -> bool:
    return order.operation.spec.starts_from is StartsFrom.RECORDING


async def _look_at_recording(bot: Encore, interaction: Interaction, job: Job, *, in_private: bool = False) -> None:
    """Look at a recording once more before it costs anything; raises PersonError where it cannot be used."""
    check_recording(bot, interaction, job)
    await show_thinking(bot, interaction, ephemeral=in_private)
    await bot.services.recordings.inspect(job.brief.details.url, asker=job.user_id)
