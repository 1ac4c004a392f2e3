"""Mistakes about a server's moderation: what waits for its word, its cards, reports, and whom it blocked."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

APPROVALS = "tests/bot/jobs/test_approvals.py::"
LISTED = "tests/bot/jobs/test_listed_words.py::"
REPORTS = "tests/bot/jobs/test_reports.py::"
CARD = "tests/cogs/cards/test_moderation.py::"
MESSAGE = "tests/cogs/cards/test_message.py::"
CARDS = "tests/cogs/servers/test_moderators.py::"
DELETE = "tests/cogs/actions/test_moderation_actions.py::"
MENU = "tests/cogs/commands/test_report.py::"
CASES = "tests/data/guilds/test_cases.py::"
CHECK = "tests/cogs/settings/test_checking.py::"
FOLLOWS = f"{APPROVALS}test_a_card_is_stale_once_its_order_ended_elsewhere_and_one_process_edits_it"
BLOCKED = f"{REPORTS}test_a_blocked_member_makes_and_changes_nothing_in_that_server_alone"

MUTANTS = (
    Mutant(
        "order_is_sent_before_it_is_approved",
        "bot/jobs/intake.py",
        "    if approvals.awaits_approval(decided, order):\n",
        "    if approvals.awaits_approval(decided, order) and not order.guild_id:\n",
        (f"{APPROVALS}test_nothing_is_sent_before_it_is_approved_and_then_it_is_made",),
    ),
    Mutant(
        "card_of_what_was_cancelled_before_a_moderator_looked_shows_its_words",
        "bot/jobs/verdicts.py",
        "    return bool(job.awaits_approval) or is_undecided(job)",
        "    return is_undecided(job)",
        (f"{MESSAGE}test_what_no_moderator_let_through_leaves_no_word_on_the_card",),
    ),
    Mutant(
        "lyrics_that_were_rejected_hang_at_the_card",
        "cogs/cards/message.py",
        "    if len(job.brief.lyrics) > LYRICS_SHOWN and not is_unapproved(job):",
        "    if len(job.brief.lyrics) > LYRICS_SHOWN:",
        (f"{MESSAGE}test_what_no_moderator_let_through_leaves_no_word_on_the_card",),
    ),
    Mutant(
        "notice_names_what_was_rejected",
        "cogs/notices.py",
        "Gives.SONGS or is_unapproved(status.job):",
        "Gives.SONGS:",
        ("tests/cogs/test_notices.py::test_what_no_moderator_let_through_is_told_without_its_title",),
    ),
    Mutant(
        "anybody_opens_what_no_moderator_let_through",
        "bot/status/past_orders.py",
        " or not may_be_told(job, viewer.user_id):",
        ":",
        ("tests/bot/orders/test_again.py::test_what_no_moderator_let_through_is_its_members_and_can_be_taken_back",),
    ),
    Mutant(
        "statement_names_what_was_rejected_once_it_is_packed",
        "bot/jobs/verdicts.py",
        " is not None or is_packed\n",
        " is not None\n",
        (
            "tests/cogs/cards/test_credits.py::test_what_no_moderator_let_through_is_called_by_its_words_for_its_member_alone",
        ),
    ),
    Mutant(
        "what_waits_for_moderators_fills_the_servers_line",
        "data/jobs/placing.py",
        ", _jobs.awaits_approval.is_not(True))\n",
        ")\n",
        ("tests/bot/jobs/test_shares.py::test_what_waits_for_moderators_fills_nobody_elses_line",),
    ),
    Mutant(
        "words_are_posted_round_the_moderators",
        "bot/jobs/approvals.py",
        "    if manages or spec_of(job.operation).takes_nothing:\n",
        "    if manages or spec_of(job.operation).is_small:\n",
        ("tests/cogs/test_small_results.py::test_where_moderators_approve_only_managers_post_what_somebody_typed",),
    ),
    Mutant(
        "rejected_order_keeps_its_credits",
        "bot/jobs/approvals.py",
        "    if job is not None:\n        await ledger.refund(tx, job, now=context.now())\n    return job",
        "    return job",
        (f"{APPROVALS}test_what_is_rejected_is_refunded_and_says_why",),
    ),
    Mutant(
        "case_is_decided_twice",
        "data/guilds/cases.py",
        "    this = update(tables.moderation_cases).where(_cases.id == case_id, _cases.closed_at.is_(None))\n",
        "    this = update(tables.moderation_cases).where(_cases.id == case_id)\n",
        (f"{REPORTS}test_a_report_needs_moderators_words_a_song_of_this_server_and_a_pause",),
    ),
    Mutant(
        "moderators_of_another_server_decide",
        "data/guilds/cases.py",
        "where(_cases.id == case_id, _cases.guild_id == guild_id)",
        "where(_cases.id == case_id)",
        (f"{APPROVALS}test_a_case_is_posted_by_one_and_another_server_knows_nothing_of_it",),
    ),
    Mutant(
        "order_that_nobody_decides_about_waits_for_ever",
        "bot/jobs/approvals.py",
        "    late = await context.database.read(cases.waiting_since, before, limit=AT_ONCE)\n",
        "    late = await context.database.read(cases.waiting_since, before, limit=0)\n",
        (f"{APPROVALS}test_what_nobody_decides_about_ends_after_a_day_with_its_credits",),
    ),
    Mutant(
        "card_of_a_cancelled_order_asks_on",
        "data/jobs/transitions.py",
        "        await cases.close_of_job(tx, job_id, now=now)\n",
        "        pass\n",
        (FOLLOWS,),
    ),
    Mutant(
        "two_processes_edit_one_card",
        "data/guilds/cases.py",
        "    due = (_cases.id == case_id, *_is_stale, _is_free(now))\n",
        "    due = (_cases.id == case_id, *_is_stale)\n",
        (FOLLOWS,),
    ),
    Mutant(
        "card_that_changed_meanwhile_counts_as_shown",
        "data/guilds/cases.py",
        "    this = (_cases.id == case.id, _cases.stale_since == case.stale_since)\n",
        "    this = (_cases.id == case.id,)\n",
        (FOLLOWS,),
    ),
    Mutant(
        "posted_card_is_claimed_for_minutes",
        "data/guilds/cases.py",
        '"posted_at": now, "claimed_at": None}',
        '"posted_at": now}',
        (FOLLOWS,),
    ),
    Mutant(
        "one_server_fills_every_look_for_cases",
        "data/guilds/cases.py",
        ".where(due.c.place <= OF_A_GUILD)",
        "",
        (f"{CASES}test_a_guild_with_many_cases_takes_nobodys_turn",),
    ),
    Mutant(
        "cases_that_no_place_takes_are_found_again_at_once",
        "cogs/servers/moderators.py",
        "    await context.database.write(cases.put_off, case, now=context.now(), with_all=is_closed)\n",
        "",
        (f"{CARDS}test_a_server_whose_channel_is_gone_keeps_no_other_servers_cases_waiting",),
    ),
    Mutant(
        "one_case_that_is_not_taken_puts_off_all_of_its_server",
        "cogs/servers/moderators.py",
        "            is_closed = is_closed and meaning is Meaning.CLOSED\n",
        "",
        (f"{CARDS}test_one_card_that_discord_does_not_take_keeps_no_other_of_its_server_waiting",),
    ),
    Mutant(
        "reported_song_that_is_still_made_is_called_deleted",
        "cogs/actions/moderation_actions.py",
        "    if not job.state.final or not (clips or job.delivered_at):\n",
        "    if not job.state.final and not clips and not job.delivered_at and job.deliver_at:\n",
        (f"{DELETE}test_a_song_that_is_being_made_is_deleted_once_it_is_there",),
    ),
    Mutant(
        "reported_message_without_clips_stays",
        "cogs/actions/moderation_actions.py",
        "    if not clips and not await remove_messages(bot, job):\n",
        "    if not clips and not job:\n",
        (f"{DELETE}test_what_came_to_nothing_is_deleted_wherever_it_stands",),
    ),
    Mutant(
        "message_that_discord_keeps_is_called_deleted",
        "cogs/song_messages.py",
        "    return bool(gone) and all(gone)\n",
        "    return bool(gone)\n",
        (f"{DELETE}test_what_discord_does_not_delete_is_not_called_deleted",),
    ),
    Mutant(
        "moderator_deletes_only_what_they_can_read",
        "cogs/actions/moderation_actions.py",
        "frozenset({job.channel_id})",
        "frozenset()",
        (f"{DELETE}test_who_moderates_deletes_a_song_of_a_channel_that_is_closed_to_them",),
    ),
    Mutant(
        "report_is_taken_where_no_channel_is_left",
        "cogs/posting_rights.py",
        "    return channel is not None and not missing_rights(",
        "    return channel is None or not missing_rights(",
        (f"{MENU}test_without_a_channel_that_is_there_nobody_is_told_that_moderators_look_at_it",),
    ),
    Mutant(
        "case_of_long_texts_has_no_room_in_its_card",
        "cogs/cards/moderation.py",
        "discord_limits.EMBED_DESCRIPTION - _OWN_WORDS - utf16_length(others)",
        "discord_limits.EMBED_DESCRIPTION - _OWN_WORDS",
        (f"{CARD}test_the_longest_of_everything_has_room_in_one_card[!-report-fr]",),
    ),
    Mutant(
        "moderators_read_the_language_of_whoever_presses",
        "cogs/cards/moderation.py",
        "    with speaking(language or known(view.language)):\n",
        "    for _ in range(1):\n",
        (f"{CARD}test_it_speaks_the_servers_language_to_whoever_presses",),
    ),
    Mutant(
        "forgotten_words_stay_in_a_file",
        "cogs/cards/moderation.py",
        '            arguments["attachments"] = []\n',
        "            pass\n",
        (f"{CARD}test_words_that_were_forgotten_leave_no_file_and_no_empty_spoiler",),
    ),
    Mutant(
        "blocked_member_makes_songs",
        "bot/orders/intake.py",
        "    if standing.is_blocked_here:\n",
        "    if standing.is_blocked_here and standing.is_guild_blocked:\n",
        (BLOCKED,),
    ),
    Mutant(
        "whom_the_operator_blocked_changes_what_others_see",
        "bot/orders/intake.py",
        "    if standing.is_member_blocked:\n",
        "    if standing.is_member_blocked and standing.is_guild_blocked:\n",
        (f"{REPORTS}test_whom_the_operator_blocked_is_refused_the_same_by_another_sentence",),
    ),
    Mutant(
        "blocked_member_renames_what_others_see",
        "bot/library/songs.py",
        "        await check_member(tx, asker.guild_id, asker.viewer.user_id)\n        song, job = await _changeable",
        "        song, job = await _changeable",
        (BLOCKED,),
    ),
    Mutant(
        "member_blocked_on_one_server_is_blocked_on_all",
        "data/guilds/intake.py",
        'exists().where(_members.guild_id == bindparam("guild"), _members.subject_id.in_(_member)),',
        "exists().where(_members.subject_id.in_(_member)),",
        (BLOCKED,),
    ),
    Mutant(
        "approval_where_nobody_sees_it_is_well",
        "cogs/settings/checking.py",
        "not any(_lacks(guild, each, needed) == () for each in places)",
        "not places",
        (f"{CHECK}test_moderators_who_are_shown_nothing_are_no_moderators",),
    ),
    Mutant(
        "card_of_somebody_who_was_erased_meanwhile_stays",
        "cogs/servers/moderators.py",
        "                await posted.delete()\n",
        "                pass\n",
        (f"{CARDS}test_a_card_of_somebody_who_was_erased_meanwhile_does_not_stay",),
    ),
    Mutant(
        "card_of_somebody_who_was_erased_meanwhile_is_forgotten_where_discord_does_not_remove_it",
        "cogs/servers/moderators.py",
        "        await removals.add(tx, card, now=now)\n",
        "        pass\n",
        (f"{CARDS}test_a_card_that_must_not_stay_is_remembered_until_it_is_gone",),
    ),
    Mutant(
        "card_that_discord_did_not_take_counts_as_shown",
        "cogs/servers/moderators.py",
        "        if not is_final and not is_late:",
        "        if is_final and is_late:",
        (f"{CARDS}test_while_discord_takes_no_edit_it_is_tried_again_for_a_day",),
    ),
    Mutant(
        "card_that_somebody_removed_is_edited_for_ever",
        "cogs/servers/moderators.py",
        "meaning_of(error, by_token=False) not in LATER",
        "meaning_of(error, by_token=False) in LATER",
        (f"{CARDS}test_a_card_that_somebody_removed_is_asked_for_once",),
    ),
    Mutant(
        "what_a_song_is_called_keeps_it_from_being_worked_on",
        "bot/orders/listed_words.py",
        "    if nobodys:\n",
        "    if not words:\n",
        (f"{LISTED}test_what_a_song_is_called_keeps_nothing_from_being_made_of_it",),
    ),
    Mutant(
        "title_that_is_typed_for_what_is_made_of_a_song_is_not_read",
        "bot/orders/listed_words.py",
        "    return known | {derived_title(operation, title, order.brief.style) for title in known}\n",
        "    return known | {order.brief.title}\n",
        (f"{LISTED}test_a_title_that_is_typed_for_what_is_made_of_a_song_is_read",),
    ),
)
