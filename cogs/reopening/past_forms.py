"""The forms with everything that was typed for a job that is made of no clip, and what is ordered by them."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import ModelUnavailable, PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.orders.again import can_be_edited, edited_brief, has_lost_its_recording, model_of, texts_of
from bot.orders.candidates import Candidate
from bot.orders.order import Order
from bot.status.past_orders import PastOrder, PastSong, find_past_order, find_past_song, find_shown_job
from cogs.components.replies import Interaction
from cogs.forms.changed_form import changed_form
from cogs.forms.form import Form, sent_fields
from cogs.forms.song_form import edited_song_form, fitting_candidate, whole_song_texts
from cogs.orders import order_from
from cogs.permissions import guild_of, user_of, viewer_of
from cogs.text.sentences import recording_command
from data.ids import JobId
from data.rows import Job


async def past_form(bot: Encore, interaction: Interaction, job_id: JobId) -> Form:
    """The form with everything that was typed for a job; raises PersonError where there is none for it any more."""
    past = await find_job(bot, interaction, job_id)
    if Operation(past.job.operation).spec.is_new_song:
        return edited_song_form(await _find_song(bot, interaction, job_id))
    candidate, _ = await _find_maker(bot, interaction, past.job)
    return changed_form(past.job, candidate, past.account.left)


async def changed_order(bot: Encore, interaction: Interaction, job_id: JobId) -> tuple[Job, Order]:
    """A job and the order of what was changed in its form, all else as it was; raises PersonError like `past_form`."""
    job = (await find_job(bot, interaction, job_id)).job
    known, operation = texts_of(job.brief), Operation(job.operation)
    if operation.spec.is_new_song:
        past = await _find_song(bot, interaction, job_id)
        candidate, model = fitting_candidate(past.song, known), past.model
    else:
        candidate, model = await _find_maker(bot, interaction, job)
    # What the form did not ask for is as it was.
    texts = whole_song_texts({**known, **sent_fields(interaction)}, known, candidate.limits)
    order = order_from(interaction, edited_brief(job.brief, texts), operation=operation, model=model)
    return job, replace(order, prefers="" if model else model_of(job), pressed_under=job.user_id)


async def find_job(bot: Encore, interaction: Interaction, job_id: JobId) -> PastOrder:
    """A job whose words the person may read; raises PersonError for any other."""
    return await find_past_order(bot.services.context, job_id, guild_of(interaction), viewer_of(interaction))


async def find_shown(bot: Encore, interaction: Interaction, job_id: JobId) -> Job:
    """A job whose message the person may see, to be taken out of the line; raises PersonError for any other."""
    return await find_shown_job(bot.services.context, job_id, guild_of(interaction), viewer_of(interaction))


def check_recording(bot: Encore, interaction: Interaction, job: Job) -> None:
    """Raise PersonError where the recording of a job is somebody else's, or cannot be fetched any more."""
    if job.user_id != user_of(interaction):  # who brought it said that they may use it; nobody else did
        raise PersonError(Problem.RECORDING_NOT_YOURS)
    if has_lost_its_recording(job, bot.services.context.now()):
        raise PersonError(Problem.RECORDING_EXPIRED, command=recording_command(job.operation))


async def _find_song(bot: Encore, interaction: Interaction, job_id: JobId) -> PastSong:
    asked = guild_of(interaction), user_of(interaction), viewer_of(interaction)
    return await find_past_song(bot.services.context, job_id, *asked)


async def _find_maker(bot: Encore, interaction: Interaction, job: Job) -> tuple[Candidate, str]:
    """Who makes a job that is no new song, its own model first, and the model that alone may: as its person chose."""
    operation, own = Operation(job.operation), model_of(job)
    if job.brief.details.url:
        check_recording(bot, interaction, job)
    if job.brief.source is not None or not can_be_edited(job, bot.services.context.now()):
        raise PersonError(Problem.JOB_NOT_HERE)
    try:
        return (await bot.services.queries.candidates_for(operation, own))[0], own if job.family_chosen else ""
    except ModelUnavailable:
        return (await bot.services.queries.candidates_for(operation))[0], ""
