"""Mistakes between processes: leases, take-over, the stop, the gateway's lock, and what each hears of the others."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

ROLLING = "tests/data/engine/test_rolling_update.py::"
LEASES = "tests/data/jobs/test_leases.py::"
POLLER = "tests/bot/workers/test_poller.py::"
TAKEOVER = "tests/bot/test_takeover.py::"
NEWS = "tests/bot/jobs/test_news.py::"
COURIER = "tests/bot/delivery/test_courier.py::"
MEMORY = "tests/bot/workers/test_memory.py::"
REPEATS = "tests/bot/workers/test_repeats.py::"
LOCK = "tests/data/engine/test_worker_lock.py::"
OUTAGE = "tests/data/engine/test_outage.py::"
SHARDS = "tests/data/processes/test_shards.py::"
GATE = "tests/bot/concurrency/test_answer_gate.py"

MUTANTS = (
    Mutant(
        "lease_that_holds_is_taken_over",
        "data/jobs/leases.py",
        "*([] if before is None else [_jobs.lease_until < now])",
        "",
        (f"{LEASES}test_only_what_is_free_or_expired_is_claimed",),
    ),
    Mutant(
        "delivered_song_is_taken_over",
        "data/jobs/leases.py",
        "where(_open, is_understood()).order_by(_jobs.owner",
        "where(is_understood()).order_by(_jobs.owner",
        (f"{LEASES}test_what_is_delivered_is_nobodys",),
    ),
    Mutant(
        "a_song_that_only_a_newer_version_understands_is_taken_over",
        "data/jobs/leases.py",
        "where(_open, is_understood()).order_by(_jobs.owner",
        "where(_open).order_by(_jobs.owner",
        ("tests/data/jobs/test_needed_versions.py",),
    ),
    Mutant(
        "what_older_versions_use_is_taken_away_beside_them",
        "data/engine/migrate.py",
        "            await let_leave(guard, range(FIRST_PROGRAM, oldest))\n",
        "",
        (f"{ROLLING}test_what_takes_away_waits_for_those_that_use_it_and_for_no_others[postgresql]",),
    ),
    Mutant(
        "delivered_song_keeps_its_owner",
        "data/jobs/schedule.py",
        "delivered_at=now, deliver_at=None, owner=None, lease_until=None)",
        "delivered_at=now, deliver_at=None)",
        (f"{LEASES}test_what_is_delivered_is_nobodys",),
    ),
    Mutant(
        "leases_of_others_are_renewed",
        "data/jobs/leases.py",
        "select(_jobs.id).where(_open, _jobs.owner == owner)",
        "select(_jobs.id).where(_open)",
        (f"{LEASES}test_renewing_and_releasing_change_the_own_leases_alone",),
    ),
    Mutant(
        "claim_has_no_limit",
        "data/jobs/leases.py",
        "theirs.limit(limit - len(found))",
        "theirs",
        (f"{LEASES}test_a_claim_takes_the_longest_expired_up_to_its_limit",),
    ),
    Mutant(
        "two_workers_claim_the_same_job",
        "data/jobs/leases.py",
        "    free = free.with_for_update(skip_locked=True, key_share=True)\n",
        "",
        (f"{LEASES}test_two_workers_never_claim_the_same_job[postgresql]",),
    ),
    Mutant(
        "release_keeps_the_lease",
        "data/jobs/leases.py",
        "values(owner=None, lease_until=None)",
        "values(lease_until=None)",
        (f"{LEASES}test_renewing_and_releasing_change_the_own_leases_alone",),
    ),
    Mutant(
        "release_is_told_to_nobody",
        "data/jobs/leases.py",
        "    if released:\n        await notices.tell_freed(tx)\n",
        "",
        (f"{NEWS}test_jobs_that_are_handed_back_at_a_stop_go_on_at_once[postgresql]",),
    ),
    Mutant(
        "change_of_anothers_job_is_told_to_nobody",
        "data/jobs/notices.py",
        "        await tell_owner(tx, job.owner, [job.id])\n",
        "        pass\n",
        (f"{NEWS}test_a_task_that_another_process_has_news_of_is_polled_at_once[postgresql]",),
    ),
    Mutant(
        "lost_connection_hides_what_changed_meanwhile",
        "bot/jobs/news.py",
        "                self._changes.tell_missed()  # only now",
        "                pass  # only now",
        (f"{NEWS}test_a_change_that_was_not_heard_is_found_as_soon_as_the_connection_is_back[postgresql]",),
    ),
    Mutant(
        "more_changes_than_are_kept_are_forgotten",
        "bot/jobs/news.py",
        "            self._waiting.clear()\n            self._changes.tell_missed()\n",
        "            self._waiting.clear()\n",
        (f"{NEWS}test_more_than_anybody_should_keep_is_looked_up_in_the_table_instead[postgresql]",),
    ),
    Mutant(
        "leases_are_renewed_after_they_ran_out",
        "bot/workers/leases.py",
        "RENEW_EVERY = LEASE / 3",
        "RENEW_EVERY = LEASE * 1.5",
        ("tests/bot/test_health.py::test_the_poller_beats_often_enough",),
    ),
    Mutant(
        "no_more_than_a_batch_is_taken_over_at_once",
        "bot/workers/leases.py",
        "has_more = len(taken) == CLAIMED_AT_ONCE",
        "has_more = False",
        (f"{MEMORY}test_more_than_one_process_hands_back_is_taken_over_without_a_pause",),
    ),
    Mutant(
        "what_was_lost_in_a_sleep_is_not_read_anew",
        "bot/workers/leases.py",
        "lease_until=lease_until) if overslept else None",
        "lease_until=lease_until) if False else None",
        (f"{POLLER}test_with_webhooks_what_finished_while_the_process_was_suspended_is_found_within_seconds",),
    ),
    Mutant(
        "clock_that_was_set_back_holds_polls_up",
        "bot/workers/leases.py",
        "                await schedule.make_due_now(tx, owner=context.worker_id, now=now)\n",
        "",
        (f"{POLLER}test_a_clock_that_was_set_back_stops_nothing",),
    ),
    Mutant(
        "clock_that_was_set_back_holds_creates_up",
        "bot/workers/leases.py",
        "                await rate_limits.pull_forward(tx, now=now)\n",
        "",
        ("tests/bot/workers/test_submitter.py::test_a_clock_that_is_set_back_by_minutes_is_no_pause",),
    ),
    Mutant(
        "patience_with_the_vendor_ends_with_a_sleep",
        "bot/workers/leases.py",
        "            self.awake_since = self._jumped_at = now  # the network may need a moment as well",
        "            pass",
        (f"{POLLER}test_after_a_suspension_a_poll_that_fails_is_not_the_end_of_a_song",),
    ),
    Mutant(
        "job_that_another_process_has_is_polled",
        "bot/workers/poller.py",
        "job.state is not JobState.RUNNING or job.owner != self._context.worker_id or job.poll_at is None",
        "job.state is not JobState.RUNNING or job.poll_at is None",
        (f"{POLLER}test_a_job_that_another_process_took_over_is_polled_no_more",),
    ),
    Mutant(
        "jobs_that_others_took_over_are_kept_in_memory",
        "bot/workers/poller.py",
        "for job in gone)  # another process has taken them over",
        "for job in ())  # another process has taken them over",
        (f"{POLLER}test_a_job_that_another_process_took_over_is_polled_no_more",),
    ),
    Mutant(
        "songs_of_a_killed_process_wait_for_their_plan",
        "bot/workers/poller.py",
        "        await self._tell(jobs)\n        self._poll_soon(jobs)\n",
        "        await self._tell(jobs)\n",
        (f"{POLLER}test_with_webhooks_what_finished_while_nobody_listened_is_found_within_seconds",),
    ),
    Mutant(
        "restart_sends_a_repeat_sooner",
        "bot/workers/poller.py",
        "if job.id in self._running and not job.repeats_create:",
        "if job.id in self._running:",
        (f"{REPEATS}test_a_restart_goes_on_counting_the_repeats_and_waiting_for_the_next",),
    ),
    Mutant(
        "news_during_a_poll_is_forgotten",
        "bot/workers/poller.py",
        "                self._again.add(job_id)  # there is news",
        "                pass  # there is news",
        (f"{MEMORY}test_news_that_comes_while_a_task_is_polled_has_it_polled_once_more_right_after",),
    ),
    Mutant(
        "older_reading_overwrites_what_was_heard",
        "bot/workers/poller.py",
        "            if job.id not in self._told:\n                self._lifecycle",
        "            if True:\n                self._lifecycle",
        ("tests/bot/workers/test_poller.py::test_what_is_heard_while_the_table_is_read_is_newer_than_what_is_read",),
    ),
    Mutant(
        "song_of_another_process_is_delivered_as_well",
        "bot/delivery/courier.py",
        "        if status is None or status.job.owner != self._context.worker_id:\n            return\n",
        "        if status is None:\n            return\n",
        (f"{COURIER}test_a_song_that_another_process_took_over_is_left_to_it",),
    ),
    Mutant(
        "delivery_that_was_done_is_done_again",
        "bot/delivery/courier.py",
        "        if not refresh.is_delivery_due(status.job, self._context.now()):\n            return\n",
        "",
        (f"{COURIER}test_a_delivery_that_was_done_meanwhile_is_not_done_again",),
    ),
    Mutant(
        "card_of_another_process_is_edited",
        "bot/delivery/courier.py",
        "status.job.state.final or status.job.owner != self._context.worker_id:",
        "status.job.state.final:",
        (f"{COURIER}test_a_card_of_a_job_that_another_process_took_over_is_forgotten",),
    ),
    Mutant(
        "stop_keeps_the_leases",
        "bot/process/run.py",
        "            await leases.release(tx, owner=context.worker_id)",
        "            assert tx is not None",
        ("tests/e2e/test_crashes.py::test_a_stop_lets_the_answer_on_its_way_arrive_and_sends_nothing_more",),
    ),
    Mutant(
        "two_processes_share_a_sqlite_file",
        "data/engine/worker_lock.py",
        "    except Timeout:\n        raise _refusal(address) from None\n",
        "    except Timeout:\n        held = contextlib.nullcontext()\n",
        (f"{LOCK}test_a_second_one_on_sqlite_is_refused_whatever_its_id[sqlite]",),
    ),
    Mutant(
        "lock_that_the_server_gave_away_is_not_noticed",
        "data/engine/held_name.py",
        "                await self._connection.execute(select(1))\n",
        "                return\n",
        (f"{OUTAGE}test_a_name_that_another_one_took_meanwhile_is_lost[postgresql]",),
    ),
    Mutant(
        "commit_that_may_have_been_kept_is_begun_anew",
        "data/engine/outage.py",
        "        return self.stage is not Stage.COMMITTING or ",
        "        return True or ",
        (f"{OUTAGE}test_a_commit_without_an_answer_is_never_begun_anew[postgresql]",),
    ),
    Mutant(
        "shards_of_two_counts_are_held_at_once",
        "data/processes/shards.py",
        "    if any(of_count != count for of_count, _, _ in live):\n        return Claim([], frozenset())\n",
        "",
        (f"{SHARDS}test_of_two_counts_only_one_is_held_at_a_time",),
    ),
    Mutant(
        "lease_that_is_over_is_renewed",
        "data/processes/shards.py",
        "_leases.owner == owner, _leases.lease_until >= now)\n    renewed",
        "_leases.owner == owner)\n    renewed",
        (f"{SHARDS}test_what_is_not_renewed_is_the_next_ones_when_its_lease_is_over_and_no_sooner",),
    ),
    Mutant(
        "sessions_of_a_day_are_used_up",
        "data/processes/identifies.py",
        "remaining <= pace.spare",
        "remaining <= -pace.spare",
        ("tests/data/processes/test_identifies.py::test_the_last_of_a_day_are_left_alone_until_discord_counts_anew",),
    ),
    Mutant(
        "crowd_is_answered_one_after_the_other",
        "bot/concurrency/answer_gate.py",
        "if len(self._unanswered) > AT_ONCE:",
        "if len(self._unanswered) > 100 * AT_ONCE:",
        (
            "tests/bot/concurrency/test_answer_gate.py::test_of_many_all_are_acknowledged_before_anybody_further_is_written_down",
        ),
    ),
    Mutant(
        "whoever_was_answered_is_in_the_way",
        "bot/concurrency/answer_gate.py",
        "            self._unanswered.discard(order)\n",
        "            pass\n",
        (
            "tests/bot/concurrency/test_answer_gate.py::test_of_many_all_are_acknowledged_before_anybody_further_is_written_down",
        ),
    ),
    Mutant(
        "stop_cuts_off_whoever_was_acknowledged",
        "bot/concurrency/answer_gate.py",
        "                await self._none_under_way.wait()",
        "                await asyncio.sleep(0)",
        ("tests/bot/concurrency/test_answer_gate.py::test_whoever_has_their_answer_is_in_nobodys_way",),
    ),
)
