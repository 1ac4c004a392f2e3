"""Mistakes about a job's way: its turn, its create, its polls, lost answers, repeats and its end."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

TRANSITIONS = "tests/data/jobs/test_transitions.py::"
ANSWERS = "tests/data/jobs/test_answers.py::"
SCHEDULE = "tests/data/jobs/test_schedule.py::"
QUEUE = "tests/data/jobs/test_queue.py::"
SUBMITTER = "tests/bot/workers/test_submitter.py::"
POLLER = "tests/bot/workers/test_poller.py::"
REPEATS = "tests/bot/workers/test_repeats.py::"
LOST = "tests/bot/workers/test_lost_answers.py::"
RATE_LIMIT = "tests/bot/workers/test_rate_limit.py"
FAILED_CLIPS = "tests/bot/jobs/test_failed_clips.py"
MEMORY = "tests/bot/workers/test_memory.py::"
CONTRADICTIONS = "tests/bot/jobs/test_contradictions.py::"

MUTANTS = (
    Mutant(
        "queued_job_is_accepted",
        "data/jobs/transitions.py",
        "    since = [JobState.SUBMITTING]\n    return await enter",
        "    since = [JobState.QUEUED, JobState.SUBMITTING]\n    return await enter",
        (f"{TRANSITIONS}test_every_step_starts_only_where_it_may",),
    ),
    Mutant(
        "job_without_a_task_is_done",
        "data/jobs/transitions.py",
        "JobState.DONE, [JobState.RUNNING], now",
        "JobState.DONE, [JobState.RUNNING, JobState.SUBMITTING], now",
        (f"{TRANSITIONS}test_every_step_starts_only_where_it_may",),
    ),
    Mutant(
        "end_is_owed_to_nobody",
        "data/jobs/transitions.py",
        '"poll_at": None, "deliver_at": now}',
        '"poll_at": None}',
        (f"{TRANSITIONS}test_the_whole_story",),
    ),
    Mutant(
        "lost_answer_is_lost_anew_each_time",
        "data/jobs/transitions.py",
        "first = func.coalesce(_jobs.answer_lost_at, now)",
        "first = func.coalesce(now, _jobs.answer_lost_at)",
        (f"{ANSWERS}test_an_answer_is_lost_once_however_often_a_restart_finds_it_so",),
    ),
    Mutant(
        "task_of_another_family_is_taken",
        "data/jobs/transitions.py",
        "exists().where(_jobs.family == family, _jobs.task_id == task_id",
        "exists().where(_jobs.family != family, _jobs.task_id == task_id",
        (f"{TRANSITIONS}test_a_task_has_one_job",),
    ),
    Mutant(
        "tokens_that_live_are_forgotten",
        "data/jobs/transitions.py",
        "_jobs.token_expires_at <= now)",
        "_jobs.token_expires_at > now)",
        (f"{TRANSITIONS}test_tokens_are_forgotten",),
    ),
    Mutant(
        "create_whose_answer_was_lost_is_sent_again",
        "data/jobs/queue.py",
        "JobState.QUEUED, _not_lost, since=since",
        "JobState.QUEUED, since=since",
        (f"{ANSWERS}test_a_job_whose_answer_was_lost_waits_and_never_goes_back_into_the_line",),
    ),
    Mutant(
        "create_that_was_not_taken_is_not_counted",
        "data/jobs/queue.py",
        "tried = _jobs.create_attempts + 1 if attempts is None",
        "tried = _jobs.create_attempts if attempts is None",
        (f"{QUEUE}test_back_to_the_queue_counts_the_create",),
    ),
    Mutant(
        "oldest_job_is_next_whoever_had_a_turn",
        "data/jobs/queue.py",
        ".order_by(tables.guilds.c.last_turn_at.nulls_first(), _jobs.id)",
        ".order_by(_jobs.id)",
        (f"{QUEUE}test_guilds_take_turns_however_many_songs_one_asks_for",),
    ),
    Mutant(
        "turn_is_not_remembered",
        "data/jobs/queue.py",
        "        await tx.execute(guild.values(last_turn_at=now))\n",
        "        guild.values(last_turn_at=now)\n",
        (f"{QUEUE}test_guilds_take_turns_however_many_songs_one_asks_for",),
    ),
    Mutant(
        "song_that_nobody_was_shown_is_made",
        "bot/workers/turns.py",
        "unseen_before = now - self._card_timeout",
        "unseen_before = now",
        (f"{SUBMITTER}test_nothing_is_spent_before_the_person_was_shown_a_card",),
    ),
    Mutant(
        "song_whose_card_was_cut_off_is_never_made",
        "data/jobs/queue.py",
        "return _jobs.message_id.is_not(None) | (_jobs.created_at <= unseen_before)",
        "return _jobs.message_id.is_not(None)",
        (f"{SUBMITTER}test_nothing_is_spent_before_the_person_was_shown_a_card",),
    ),
    Mutant(
        "turn_is_taken_after_the_stop",
        "bot/workers/submitter.py",
        "            if self._stop.is_set():\n                return 0.0\n",
        "",
        (f"{SUBMITTER}test_no_turn_is_taken_after_the_stop",),
    ),
    Mutant(
        "create_without_an_answer_is_sent_again",
        "bot/workers/submitter.py",
        "except (errors.NotSent, errors.RateLimited) as error:\n            await self._not_now",
        "except (errors.NotSent, errors.RateLimited, errors.Unanswered) as error:\n            await self._not_now",
        (f"{SUBMITTER}test_a_create_without_an_answer_is_lost_refunded_and_never_sent_again",),
    ),
    Mutant(
        "create_that_is_refused_for_now_is_sent_at_once",
        "bot/workers/submitter.py",
        "await self._turns.limiters[key].push_back(wait, family)",
        "pass",
        (f"{SUBMITTER}test_a_429_waits_as_long_as_it_says_and_is_no_failure",),
    ),
    Mutant(
        "unreachable_vendor_is_asked_at_one_pace",
        "bot/workers/submitter.py",
        "UNREACHABLE_WAIT * 2**job.create_attempts",
        "UNREACHABLE_WAIT",
        (f"{SUBMITTER}test_a_vendor_out_of_reach_is_asked_more_and_more_rarely",),
    ),
    Mutant(
        "creates_arrive_closer_than_the_interval",
        "bot/workers/submitter.py",
        "                await self._turns.limiters[key].keep_distance()\n",
        "",
        (f"{SUBMITTER}test_the_interval_is_counted_from_a_creates_answer",),
    ),
    Mutant(
        "empty_account_is_the_persons_fault",
        "bot/workers/submitter.py",
        "except (errors.Unauthorized, errors.VendorOutOfCredits) as error:",
        "except errors.Unauthorized as error:",
        (f"{SUBMITTER}test_the_person_is_not_blamed_for_the_operators_account",),
    ),
    Mutant(
        "operation_that_is_back_stays_retired",
        "bot/workers/submitter.py",
        "        await context.database.write(retirements.lift, host=host, family=job.family, operation=taken)\n",
        "",
        ("tests/bot/orders/test_trials.py::test_after_a_day_one_job_asks_again_and_others_wait_for_its_answer",),
    ),
    Mutant(
        "chosen_model_is_replaced",
        "bot/orders/planning.py",
        "    if job.family_chosen:\n        return None\n",
        "",
        (f"{SUBMITTER}test_a_chosen_model_that_retired_is_refunded_instead_of_replaced",),
    ),
    Mutant(
        "song_goes_back_to_the_family_that_refused_it",
        "bot/orders/planning.py",
        "if family.name not in refused]",
        "]",
        ("tests/bot/orders/test_trials.py::test_a_path_that_is_not_found_once_is_not_gone",),
    ),
    Mutant(
        "trial_is_taken_by_everybody",
        "data/retirements.py",
        "_retirements.retired_at <= since)",
        "_retirements.retired_at <= now)",
        ("tests/data/test_small.py::test_of_two_that_saw_an_old_refusal_one_takes_the_trial",),
    ),
    Mutant(
        "task_id_that_another_song_has_ends_the_process",
        "bot/jobs/lifecycle.py",
        "            await self.mark_answer_lost(job)\n            return\n        self.durations",
        "            return\n        self.durations",
        (f"{SUBMITTER}test_a_task_id_that_belongs_to_another_song_is_a_lost_answer",),
    ),
    Mutant(
        "lost_create_waits_for_a_webhook_that_never_comes",
        "bot/jobs/lifecycle.py",
        "        if self._context.webhook_for(job) is None:\n            await",
        "        if False:\n            await",
        (f"{SUBMITTER}test_a_create_without_an_answer_is_refunded_at_once_where_musicapi_does_not_call",),
    ),
    Mutant(
        "song_that_was_found_in_the_last_moment_is_refunded",
        "bot/jobs/settlement.py",
        "    since = [JobState.SUBMITTING]\n",
        "    since = [JobState.SUBMITTING, JobState.RUNNING]\n",
        (
            f"{LOST}test_a_song_that_was_found_in_the_last_moment_is_not_refunded",
            f"{CONTRADICTIONS}test_a_refusal_after_the_call_that_named_the_task_costs_nobody_the_song",
        ),
    ),
    Mutant(
        "lost_create_is_judged_within_seconds",
        "bot/workers/leases.py",
        "LOST_TIMEOUT = timedelta(minutes=15)",
        "LOST_TIMEOUT = timedelta(seconds=15)",
        (f"{LOST}test_a_lost_answer_ends_in_a_song_once_the_call_names_its_task", LOST.removesuffix("::")),
    ),
    Mutant(
        "fresh_task_that_is_unknown_is_given_up",
        "bot/workers/poller.py",
        "            if now - started < GRACE:\n                await self._poll_later(job)\n                return\n",
        "",
        (f"{POLLER}test_an_unknown_task_is_given_a_grace_before_it_is_given_up",),
    ),
    Mutant(
        "one_failed_poll_ends_a_song",
        "bot/workers/poller.py",
        "            if self._silent_for_long(job):",
        "            if True:",
        (f"{POLLER}test_failing_polls_do_not_fail_the_song",),
    ),
    Mutant(
        "vendor_that_never_answers_again_is_waited_for",
        "bot/workers/poller.py",
        "            if self._silent_for_long(job):",
        "            if False:",
        (f"{POLLER}test_a_vendor_that_never_answers_again_ends_in_a_refund",),
    ),
    Mutant(
        "sleep_of_the_process_is_silence_of_the_vendor",
        "bot/workers/poller.py",
        "            return False  # it was the process that slept, and the poll failed before a tick could notice\n",
        "            pass\n",
        (f"{MEMORY}test_a_poll_that_was_under_way_through_a_suspension_and_fails_is_not_the_end_of_a_song",),
    ),
    Mutant(
        "song_that_is_half_done_after_an_absence_is_given_up",
        "bot/workers/poller.py",
        "(cadence.is_stalled(changed, now) and not news)",
        "cadence.is_stalled(changed, now)",
        (f"{POLLER}test_what_is_half_done_after_a_long_absence_is_waited_for",),
    ),
    Mutant(
        "stalled_task_is_waited_for_twice_as_long",
        "bot/jobs/cadence.py",
        "STALL = timedelta(minutes=10)",
        "STALL = timedelta(minutes=20)",
        ("tests/bot/jobs/test_lifecycle.py::test_a_stalled_task_is_given_up_after_ten_minutes_and_refunded",),
    ),
    Mutant(
        "failure_is_believed_beside_a_clip_that_runs",
        "bot/jobs/settlement.py",
        "any(clip.state is not ClipState.FAILED for clip",
        "any(clip.state is ClipState.SUCCEEDED for clip",
        ("tests/bot/jobs/test_failed_clips.py::test_a_sister_that_comes_within_the_minute_is_waited_for",),
    ),
    Mutant(
        "failure_of_one_clip_is_believed_at_once",
        "bot/jobs/cadence.py",
        "return now - changed >= BELIEVED",
        "return now - changed >= BELIEVED / 2",
        (FAILED_CLIPS,),
    ),
    Mutant(
        "news_does_not_put_off_the_end",
        "bot/jobs/lifecycle.py",
        "                await schedule.mark_changed(tx, job.id, now=self._context.now())\n",
        "                pass\n",
        ("tests/bot/jobs/test_failed_clips.py::test_a_failure_that_stands_for_a_minute_is_believed_and_refunded",),
    ),
    Mutant(
        "part_of_the_files_is_no_news",
        "bot/jobs/settlement.py",
        'if len(report.files) <= len(before.get("files", ())):',
        'if len(report.files) < len(before.get("files", ())):',
        ("tests/bot/jobs/test_contradictions.py::test_a_new_file_is_news_and_nothing_else_is",),
    ),
    Mutant(
        "repeat_is_counted_twice_by_two_processes",
        "data/jobs/schedule.py",
        "(_jobs.repeats_create, _jobs.owner == owner, _jobs.polls == counted)",
        "(_jobs.repeats_create, _jobs.owner == owner)",
        (f"{SCHEDULE}test_a_repeat_is_counted_once_by_whoever_owns_the_job",),
    ),
    Mutant(
        "repeat_is_sent_for_another_process",
        "data/jobs/schedule.py",
        "(_jobs.repeats_create, _jobs.owner == owner, _jobs.polls == counted)",
        "(_jobs.repeats_create, _jobs.polls == counted)",
        (f"{SCHEDULE}test_a_repeat_is_counted_once_by_whoever_owns_the_job",),
    ),
    Mutant(
        "task_that_is_polled_is_bought_again",
        "data/jobs/schedule.py",
        "(_jobs.repeats_create, _jobs.owner == owner, _jobs.polls == counted)",
        "(_jobs.owner == owner, _jobs.polls == counted)",
        (f"{SCHEDULE}test_a_repeat_is_counted_once_by_whoever_owns_the_job",),
    ),
    Mutant(
        "repeats_come_at_one_pace",
        "bot/jobs/repeats.py",
        "FIRST * 2 ** (repeat - 1)",
        "FIRST",
        (f"{REPEATS}test_what_never_gets_ready_is_sent_a_few_times_ever_more_rarely_and_refunded",),
    ),
    Mutant(
        "repeat_that_is_refused_is_repeated",
        "bot/workers/repeater.py",
        "return isinstance(error, InvalidRequest | Moderated)",
        "return False",
        (f"{REPEATS}test_a_repeat_that_is_refused_ends_in_a_refund",),
    ),
    Mutant(
        "repeats_do_not_keep_the_pace_of_creates",
        "bot/workers/repeater.py",
        "        if isinstance(reserved, NotBefore):\n            return reserved.moment\n",
        "",
        (f"{REPEATS}test_what_is_asked_for_again_keeps_the_pace_of_creates",),
    ),
    Mutant(
        "pause_of_the_vendor_is_shortened",
        "data/rate_limits.py",
        "until, _paces.next_at <= until)",
        "until, _paces.next_at.is_not(None))",
        ("tests/data/test_small.py::test_a_push_back_holds_and_never_shortens",),
    ),
    Mutant(
        "pause_does_not_hold_for_reserved_moments",
        "bot/workers/rate_limit.py",
        "return Granted() if paused_until is None else NotBefore(paused_until)",
        "return Granted()",
        (
            "tests/bot/workers/test_rate_limit.py::test_a_pause_holds_for_moments_that_were_reserved_before_it_by_whichever_process",
        ),
    ),
)
