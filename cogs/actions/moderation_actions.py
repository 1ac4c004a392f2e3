"""What moderators' buttons and forms do: each decides once, whoever presses, however often, in whichever process."""

from __future__ import annotations

from typing import Final, assert_never

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.jobs import approvals
from bot.library import reports, songs
from bot.library.songs import Asker
from bot.status.moderation import CaseView, read_case
from cogs.cards.moderation import case_message
from cogs.components.moderation_ids import CaseButton, RejectForm
from cogs.components.replies import Interaction, reply_privately
from cogs.components.song_action import CaseAction
from cogs.forms.form import Form, sent_fields
from cogs.permissions import can_moderate, guild_of, user_of
from cogs.song_messages import remove_messages, take_away
from cogs.text.catalog import say
from data.guilds import cases
from data.guilds.cases import CaseKind, Outcome
from data.guilds.viewers import Viewer
from data.ids import CaseId

LONGEST_REASON: Final = 300  # characters
_OF_AN_ORDER: Final = (CaseAction.APPROVE, CaseAction.REJECT)


async def press(bot: Encore, interaction: Interaction, button: CaseButton) -> None:
    """Do what a moderator's button says; where it was decided meanwhile, the card says that."""
    view = await _find(bot, interaction, button.case_id)
    if view.case.outcome is not None:
        await _show(bot, interaction, view.case.id)
        return
    if (button.case_action in _OF_AN_ORDER) is not (view.case.kind is CaseKind.APPROVAL):
        raise PersonError(Problem.BUTTON_UNKNOWN)  # forged: no card has such a button
    match button.case_action:
        case CaseAction.APPROVE:
            services = bot.services
            by = user_of(interaction)
            await approvals.approve(
                services.context, services.lifecycle.changes, guild_of(interaction), button.case_id, by=by
            )
            await _show(bot, interaction, button.case_id)
        case CaseAction.REJECT:
            await interaction.response.send_modal(_reject_form(button.case_id))
        case CaseAction.DELETE:
            await _delete(bot, interaction, view)
        case CaseAction.BLOCK:
            await _block(bot, interaction, view)
        case CaseAction.DISMISS:
            await _close(bot, interaction, view, Outcome.DISMISSED)
            await _show(bot, interaction, button.case_id)
        case _:
            assert_never(button.case_action)


async def submit_reject(bot: Encore, interaction: Interaction, form: RejectForm) -> None:
    """End an order that was not approved, with what the moderator said of it."""
    view = await _find(bot, interaction, form.case_id)
    words = " ".join(sent_fields(interaction).get("words", "").split())[:LONGEST_REASON]
    if view.case.outcome is None:
        services, by = bot.services, user_of(interaction)
        about = (guild_of(interaction), form.case_id)
        await approvals.reject(services.context, services.lifecycle.changes, *about, by=by, words=words)
    await _show(bot, interaction, form.case_id)


async def _delete(bot: Encore, interaction: Interaction, view: CaseView) -> None:
    """Delete what was reported, as its maker would: every clip, or where there is none, what says what was asked for.

    Nothing is deleted while more of it is still to come, and nothing is called deleted that stays.
    """
    job, clips = view.status.job, view.status.ready_clips
    if not job.state.final or not (clips or job.delivered_at):
        raise PersonError(Problem.CASE_NOT_OVER)
    # They decide about this song, whether or not they can read its channel.
    asker = Asker(guild_of(interaction), Viewer(user_of(interaction), frozenset({job.channel_id})), manages=True)
    await interaction.response.defer()  # messages are changed one after the other, which may take a while
    stayed = list[str]()
    for clip in clips:
        stayed += await take_away(bot, await songs.delete(bot.services.context, asker, clip.id))
    if not clips and not await remove_messages(bot, job):
        raise PersonError(Problem.CASE_NOT_DELETED)
    await _close(bot, interaction, view, Outcome.DELETED)
    await _show(bot, interaction, view.case.id)
    if stayed:
        await reply_privately(interaction, say("song-deleted-partly", where=" ".join(dict.fromkeys(stayed))))


async def _block(bot: Encore, interaction: Interaction, view: CaseView) -> None:
    """Block who made a song that was reported; what becomes of the song is decided apart from that."""
    context, maker = bot.services.context, view.status.job.user_id
    is_new = await reports.block_member(context, guild_of(interaction), maker, by=user_of(interaction))
    who = f"<@{maker}>"
    said = say("case-member-blocked", who=who) if is_new else say("case-member-known", who=who)
    await reply_privately(interaction, said)


async def _close(bot: Encore, interaction: Interaction, view: CaseView, outcome: Outcome) -> None:
    by = user_of(interaction)
    await reports.close_report(bot.services.context, guild_of(interaction), view.case.id, outcome, by=by)


async def _find(bot: Encore, interaction: Interaction, case_id: CaseId) -> CaseView:
    """A case that the person may decide; raises PersonError."""
    view = await read_case(bot.services.queries, guild_of(interaction), case_id)
    if view is None:
        raise PersonError(Problem.CASE_GONE)
    if not can_moderate(interaction, view.case.channel_id):
        raise PersonError(Problem.CASE_NOT_YOURS)
    return view


async def _show(bot: Encore, interaction: Interaction, case_id: CaseId) -> None:
    """Let the card say how its case stands now."""
    view = await read_case(bot.services.queries, guild_of(interaction), case_id)
    if view is None:
        raise PersonError(Problem.CASE_GONE)
    if interaction.response.is_done():
        await interaction.edit_original_response(**case_message(view, is_new=False))
    else:
        await interaction.response.edit_message(**case_message(view, is_new=False))
    if view.case.stale_since is not None:
        await bot.services.context.database.write(cases.mark_shown, view.case)


def _reject_form(case_id: CaseId) -> Form:
    form = Form(RejectForm(case_id), say("case-reject-title"))
    form.ask("words", say("case-reject-label"), hint=say("case-reject-hint"), limit=LONGEST_REASON, long=True)
    return form
