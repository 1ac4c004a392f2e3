"""Mistakes about money and time that the tests did not notice once: a second process, a slow answer, a bound, a month.

Each was made in the code before the test that notices it was written or known.
"""

from __future__ import annotations

from tests.mutants.mutant import Mutant

TAKEOVER = "tests/bot/test_takeover.py::"
LOST = "tests/bot/workers/test_lost_answers.py::"
STOP = "tests/bot/workers/test_stop.py::"
BOUNDS = "tests/bot/workers/test_bounds.py::"
SUBMITTER = "tests/bot/workers/test_submitter.py::"
REPEATS = "tests/bot/workers/test_repeats.py::"
CRASHES = "tests/e2e/test_crashes.py::"
COURIER = "tests/bot/delivery/test_courier.py::"
DELIVERY = "tests/cogs/test_delivery.py::"
LETTERS = "tests/cogs/test_letters.py::"

MUTANTS = (
    # A second process
    Mutant(
        "takeover_forgets_creates_in_flight",
        "bot/workers/poller.py",
        "        await self._take(renewal.taken)\n",
        "        await self._tell(renewal.taken)\n",
        (f"{LOST}test_a_create_left_behind_is_waited_for_and_refunded_by_whoever_took_it_over",),
    ),
    Mutant(
        "lease_shorter_than_a_create",
        "bot/jobs/lifecycle.py",
        "LEASE = timedelta(seconds=90)",
        "LEASE = timedelta(seconds=60)",
        (f"{TAKEOVER}test_a_create_is_nobody_elses_for_as_long_as_its_answer_may_take",),
    ),
    Mutant(
        "create_longer_than_a_lease",
        "bot/musicapi/client.py",
        "WHOLE_EXCHANGE: Final = 75.0",
        "WHOLE_EXCHANGE: Final = 100.0",
        (f"{TAKEOVER}test_a_create_is_nobody_elses_for_as_long_as_its_answer_may_take",),
    ),
    Mutant(
        "orphaned_task_not_told",
        "bot/jobs/lifecycle.py",
        "        elif running is None:\n",
        "        elif known is None:\n",
        (f"{TAKEOVER}test_an_answer_that_comes_after_another_process_gave_it_up_is_told_to_the_operator_alone",),
    ),
    # A slow answer after the stop
    Mutant(
        "stop_cuts_off_a_create",
        "bot/workers/submitter.py",
        "        await self.tasks.wait_until_empty()\n",
        "        self.tasks.raise_first_error()\n",
        (f"{STOP}test_a_create_that_is_answered_slowly_after_the_stop_is_written_down",),
    ),
    Mutant(
        "stop_cuts_off_a_poll",
        "bot/workers/poller.py",
        "        await self.tasks.wait_until_empty()\n",
        "        self.tasks.raise_first_error()\n",
        (f"{STOP}test_a_song_that_is_told_slowly_after_the_stop_is_written_down",),
    ),
    Mutant(
        "stop_cuts_off_a_delivery",
        "bot/delivery/courier.py",
        "        await self.wait_until_idle()\n",
        "        self._wake.clear()\n",
        (f"{STOP}test_a_song_that_discord_takes_slowly_after_the_stop_is_marked_as_delivered",),
    ),
    Mutant(
        "process_that_stops_gives_creates_no_time",
        "bot/process/run.py",
        "            await asyncio.wait([*loops, answers], timeout=shutdown.GRACE)\n",
        "            await asyncio.wait([*loops, answers], timeout=0.0)\n",
        (f"{CRASHES}test_a_stop_lets_the_answer_on_its_way_arrive_and_sends_nothing_more",),
    ),
    Mutant(
        "process_that_breaks_gives_creates_no_time",
        "bot/process/run.py",
        "tasks.wait_at_most(timeout)",
        "tasks.wait_at_most(0.0)",
        (f"{CRASHES}test_an_answer_on_its_way_survives_the_end_of_the_gateway",),
    ),
    # Messages that are posted anew
    Mutant(
        "no_nonce_on_a_new_message",
        "cogs/delivery.py",
        'channel.send(nonce=_nonce(job, "instead of", job.message_id), **says)',
        "channel.send(**says)",
        (f"{DELIVERY}test_a_message_posted_anew_whose_answer_is_lost_is_not_posted_twice",),
    ),
    Mutant(
        "no_nonce_on_a_letter",
        "cogs/delivery.py",
        'person.send(nonce=_nonce(job, "letter", job.state), **letter',
        "person.send(**letter",
        (f"{LETTERS}test_a_letter_whose_answer_is_lost_is_not_written_twice",),
    ),
    Mutant(
        "one_nonce_for_all_letters_of_a_job",
        "cogs/delivery.py",
        '_nonce(job, "letter", job.state)',
        '_nonce(job, "letter")',
        (f"{LETTERS}test_a_letter_with_the_first_clip_is_followed_by_one_with_both",),
    ),
    # Money
    Mutant(
        "running_clips_are_paid_for",
        "bot/jobs/settlement.py",
        "        return False\n    if not known.result and not any(clip.state is ClipState.SUCCEEDED for clip in await",
        "        return False\n    if not known.result and not any(True for clip in await",
        ("tests/bot/jobs/test_lifecycle.py::test_what_is_given_up_is_paid_for_where_a_clip_can_be_heard",),
    ),
    Mutant(
        "closing_in_every_month",
        "data/ledger.py",
        "update(tables.accounts).where(_accounts.guild_id == job.guild_id, _accounts.month == job.month)",
        "update(tables.accounts).where(_accounts.guild_id == job.guild_id)",
        ("tests/bot/jobs/test_months.py",),
    ),
    Mutant(
        "old_price_after_a_move_to_a_cheaper_family",
        "bot/jobs/settlement.py",
        "credits = min(job.price, offer.price) if offer else job.price",
        "credits = job.price",
        ("tests/bot/jobs/test_settlement.py::test_a_song_that_moves_to_a_cheaper_family_costs_what_that_one_costs",),
    ),
    # What MusicAPI says
    Mutant(
        "not_found_once_is_gone_for_good",
        "bot/workers/submitter.py",
        "is_news = not error.is_said or await retirements.add(",
        "is_news = await retirements.add(",
        (f"{BOUNDS}test_a_path_that_is_not_found_once_costs_one_song_of_a_chosen_model_and_no_more",),
    ),
    Mutant(
        "long_pause_of_creates_ignored",
        "bot/workers/submitter.py",
        "timedelta(seconds=min(LONGEST_PAUSE, error.retry_after))",
        "timedelta(seconds=min(LONGEST_WAIT, error.retry_after))",
        (f"{SUBMITTER}test_a_pause_of_minutes_is_kept_by_every_process_and_shown",),
    ),
    Mutant(
        "pause_of_polls_ignored",
        "bot/workers/poll_pace.py",
        "return PAUSE if error.retry_after is None else min(LONGEST_PAUSE, error.retry_after)",
        "return PAUSE",
        (f"{BOUNDS}test_polls_pause_for_as_long_as_musicapi_says_but_not_for_a_day",),
    ),
    Mutant(
        "polls_pause_for_a_day",
        "bot/workers/poll_pace.py",
        "min(LONGEST_PAUSE, error.retry_after)",
        "error.retry_after",
        (f"{BOUNDS}test_polls_pause_for_as_long_as_musicapi_says_but_not_for_a_day",),
    ),
    Mutant(
        "clips_beside_an_error_code_dropped",
        "bot/musicapi/responses/task.py",
        "code >= 400 and not clips:",
        "code >= 400:",
        ("tests/bot/musicapi/responses/test_task.py::test_clips_count_whatever_code_stands_beside_them",),
    ),
    Mutant(
        "webhook_of_another_task_at_a_failed_job",
        "bot/webhooks/receiver.py",
        "if job.task_id is None and job.state is JobState.FAILED:",
        "if job.state is JobState.FAILED:",
        ("tests/bot/webhooks/test_receiver.py::test_it_is_turned_away_logged_once_and_changes_nothing",),
    ),
    # Bounds
    Mutant(
        "task_with_news_runs_for_ever",
        "bot/workers/poller.py",
        "if cadence.is_too_old(started, now) or (cadence.is_stalled(changed, now) and not news):",
        "if cadence.is_stalled(changed, now) and not news:",
        (f"{BOUNDS}test_a_task_that_has_news_for_ever_is_given_up_after_half_an_hour",),
    ),
    Mutant(
        "hard_cap_of_an_hour",
        "bot/jobs/cadence.py",
        "HARD_CAP = timedelta(minutes=30)",
        "HARD_CAP = timedelta(minutes=60)",
        (f"{BOUNDS}test_a_task_that_has_news_for_ever_is_given_up_after_half_an_hour",),
    ),
    Mutant(
        "one_delivery_too_many",
        "bot/delivery/retries.py",
        "if attempts + 1 >= MAX_TRIES:",
        "if attempts >= MAX_TRIES:",
        (f"{COURIER}test_a_delivery_is_not_tried_for_ever",),
    ),
    Mutant(
        "one_wait_for_a_clip_too_many",
        "bot/delivery/posting.py",
        "if missing and status.job.delivery_attempts < FETCH_TRIES:",
        "if missing and status.job.delivery_attempts <= FETCH_TRIES:",
        (f"{COURIER}test_a_file_that_never_comes_is_waited_for_twice_and_then_left_to_its_address",),
    ),
    Mutant(
        "one_wait_for_a_file_too_many",
        "bot/delivery/posting.py",
        "if bundle.missing and status.job.delivery_attempts < FETCH_TRIES:",
        "if bundle.missing and status.job.delivery_attempts <= FETCH_TRIES:",
        (
            "tests/bot/delivery/test_file_deliveries.py::test_a_file_of_an_operation_that_never_comes_is_left_to_its_address",
        ),
    ),
    Mutant(
        "one_broken_message_too_many",
        "bot/delivery/posting.py",
        "status.job.delivery_attempts < TRIES_WITH_FILES or",
        "status.job.delivery_attempts <= TRIES_WITH_FILES or",
        (f"{COURIER}test_files_that_break_the_message_again_and_again_are_left_out_of_it",),
    ),
    Mutant(
        "refund_after_the_last_repeat_late",
        "bot/workers/repeater.py",
        "if counted.polls >= repeats.MOST_REPEATS or",
        "if counted.polls > repeats.MOST_REPEATS or",
        (f"{REPEATS}test_what_never_gets_ready_is_sent_a_few_times_ever_more_rarely_and_refunded",),
    ),
    Mutant(
        "one_repeat_too_many",
        "bot/workers/repeater.py",
        "if job.polls >= repeats.MOST_REPEATS:",
        "if job.polls > repeats.MOST_REPEATS:",
        (f"{REPEATS}test_a_repeat_counts_though_its_sender_was_killed_before_the_answer",),
    ),
    Mutant(
        "one_question_too_many",
        "bot/musicapi/client.py",
        "for attempt in range(1, TRIES):",
        "for attempt in range(TRIES):",
        ("tests/bot/musicapi/test_musicapi_client.py::test_a_poll_is_asked_three_times_at_most",),
    ),
    Mutant(
        "token_trusted_to_its_end",
        "bot/delivery/refresh.py",
        "now < job.token_expires_at - TOKEN_MARGIN",
        "now < job.token_expires_at",
        ("tests/bot/delivery/test_refresh.py",),
    ),
    # People
    Mutant(
        "any_right_of_the_server_decides_for_it",
        "cogs/permissions.py",
        "return member is None or member.guild_permissions.manage_guild",
        "return member is None or member.guild_permissions.manage_messages",
        ("tests/e2e/test_permissions.py::test_the_servers_model_takes_manage_server_and_nothing_else",),
    ),
    Mutant(
        "any_right_in_a_channel_decides_for_the_server",
        "cogs/permissions.py",
        "if not interaction.permissions.manage_guild:",
        "if not interaction.permissions.manage_messages:",
        ("tests/e2e/test_permissions.py::test_the_servers_model_takes_manage_server_and_nothing_else",),
    ),
    Mutant(
        "personas_that_differ_by_case",
        "bot/orders/planning.py",
        "order.brief.title.casefold() in {persona.name.casefold() for persona in living}",
        "order.brief.title in {persona.name for persona in living}",
        ("tests/bot/orders/test_voices.py::test_a_persona_is_written_down_with_its_credits",),
    ),
)
