"""Mistakes past one machine: who has which shard, key and turn, and which versions work side by side.

Processes know of each other by rows alone.
"""

from __future__ import annotations

from tests.mutants.mutant import Mutant

KEYS = "tests/bot/workers/test_keys.py::"
RATE_LIMIT = "tests/bot/workers/test_rate_limit.py::"
SHARDS = "tests/data/processes/test_shards.py::"
SESSIONS = "tests/data/processes/test_identifies.py::"
ROLLING = "tests/data/engine/test_rolling_update.py::"
SUPPORT = "tests/bot/test_support.py::"
PROBES = "tests/bot/monitoring/test_probes.py::"
PAGES = "tests/bot/monitoring/test_server.py::"
LATE = f"{RATE_LIMIT}test_however_many_come_late_a_create_is_sent_every_interval_and_never_two_sooner"

MUTANTS = (
    Mutant(
        "every_late_worker_reserves_a_moment_of_the_queues",
        "bot/workers/rate_limit.py",
        "elif queue_at is None and is_overtaken and",
        "elif is_overtaken and",
        (LATE,),
    ),
    Mutant(
        "moment_of_the_queues_is_never_used_up",
        "bot/workers/rate_limit.py",
        "                if has_come:\n                    await rate_limits.use_queue_moment(tx, self.key)\n",
        "                pass\n",
        (RATE_LIMIT.removesuffix("::"),),
    ),
    Mutant(
        "queue_waits_for_a_moment_reserved_before_the_clock_was_set_back",
        "bot/workers/rate_limit.py",
        "reserved is not None and not self._is_reachable(reserved, now)",
        "reserved is not None and reserved > now + self.furthest",
        (f"{RATE_LIMIT}test_a_reserved_moment_far_ahead_was_reserved_before_the_clock_was_set_back",),
    ),
    Mutant(
        "worker_without_a_key_takes_its_songs_over",
        "data/jobs/leases.py",
        ".where(not_(runs_elsewhere) if foreign_keys else true())",
        ".where(true())",
        (f"{KEYS}test_a_worker_without_a_key_leaves_its_songs_to_one_that_has_it",),
    ),
    Mutant(
        "worker_without_a_key_sends_back_what_waits_for_it",
        "bot/workers/turns.py",
        "self._known | self.paces.held(self.now)",
        "self._known",
        (f"{KEYS}test_a_worker_without_a_key_leaves_its_songs_to_one_that_has_it",),
    ),
    Mutant(
        "worker_without_a_key_gives_up_what_runs_with_it",
        "bot/workers/leases.py",
        "            if key not in (await rate_limits.paces(tx)).held(context.now()):\n                return False\n",
        "            return False\n",
        (f"{KEYS}test_a_worker_without_a_key_leaves_its_songs_to_one_that_has_it",),
    ),
    Mutant(
        "key_that_nobody_has_is_waited_for_for_ever",
        "data/processes/rate_limits.py",
        "if family == HELD and now < until)",
        "if family == HELD)",
        (f"{KEYS}test_what_runs_with_a_key_that_nobody_had_for_minutes_is_refunded_by_whoever_comes",),
    ),
    Mutant(
        "late_create_lets_the_next_reserved_one_come_too_soon",
        "data/processes/rate_limits.py",
        "    await _set(tx, key, CLOSED, now + interval)\n",
        "",
        (f"{RATE_LIMIT}test_whoever_has_the_moment_after_one_that_came_late_keeps_the_distance_and_its_turn",),
    ),
    Mutant(
        "shard_that_another_one_has_is_taken",
        "data/processes/shards.py",
        " in known if lives]",
        " in known if lives and whose == owner]",
        (f"{SHARDS}test_a_shard_has_one_owner_until_it_gives_it_up",),
    ),
    Mutant(
        "shard_of_who_is_gone_is_nobodys",
        "data/processes/shards.py",
        " in known if lives]",
        " in known]",
        (f"{SHARDS}test_what_is_not_renewed_is_the_next_ones_when_its_lease_is_over_and_no_sooner",),
    ),
    Mutant(
        "process_takes_more_shards_than_it_may",
        "data/processes/shards.py",
        "room = count if at_most is None else at_most - sum(whose == owner for _, _, whose in live)",
        "room = count",
        (f"{SHARDS}test_so_many_a_process_leave_the_rest_to_others",),
    ),
    Mutant(
        "process_takes_as_many_shards_as_it_may_each_time",
        "data/processes/shards.py",
        "at_most - sum(whose == owner for _, _, whose in live)",
        "at_most",
        (f"{SHARDS}test_so_many_a_process_leave_the_rest_to_others",),
    ),
    Mutant(
        "shards_become_fewer_while_somebody_has_one",
        "data/processes/shards.py",
        "(count < known and not await _has_live(tx, application_id, now))",
        "count < known",
        (f"{SHARDS}test_the_larger_count_is_wanted_until_nobody_has_a_shard",),
    ),
    Mutant(
        "nobody_learns_whose_shards_were_taken_over",
        "data/processes/shards.py",
        "return Claim(free, frozenset(gone))",
        "return Claim(free, frozenset())",
        (f"{SHARDS}test_whoever_takes_over_learns_who_was_not_heard_of_again",),
    ),
    Mutant(
        "shards_of_another_bot_are_in_the_way",
        "data/processes/shards.py",
        "rows.where(_leases.application_id == application_id)",
        "rows",
        (f"{SHARDS}test_two_bots_share_a_database_and_no_shards",),
    ),
    Mutant(
        "whoever_leaves_gives_up_everybodys_shards",
        "data/processes/shards.py",
        "given_up if owner is None else given_up.where(_leases.owner == owner)",
        "given_up",
        (
            f"{SHARDS}test_so_many_a_process_leave_the_rest_to_others",
            f"{SHARDS}test_a_shard_has_one_owner_until_it_gives_it_up",
        ),
    ),
    Mutant(
        "lease_is_counted_by_each_processs_own_clock",
        "data/engine/dialects.py",
        ('    if tx.dialect.name == "sqlite":\n        return ours\n    return (await'),
        "    return ours\n    return (await",
        (f"{SHARDS}test_all_processes_read_one_clock[postgresql]",),
    ),
    Mutant(
        "two_sessions_of_a_bucket_begin_at_once",
        "data/processes/identifies.py",
        "next_at=now + pace.apart",
        "next_at=now",
        (f"{SESSIONS}test_two_of_a_bucket_are_apart_and_of_two_buckets_are_not",),
    ),
    Mutant(
        "sessions_of_every_bucket_wait_for_each_other",
        "data/processes/identifies.py",
        "_buckets.application_id == application_id, _buckets.bucket == bucket",
        "_buckets.application_id == application_id",
        (f"{SESSIONS}test_two_of_a_bucket_are_apart_and_of_two_buckets_are_not",),
    ),
    Mutant(
        "who_only_asks_takes_a_session",
        "data/processes/identifies.py",
        ("    if not counts:\n        return None\n"),
        "",
        (f"{SESSIONS}test_who_only_asks_takes_no_turn",),
    ),
    Mutant(
        "session_waits_for_a_clock_that_was_set_back",
        "data/processes/identifies.py",
        "now < each <= now + _LONGEST",
        "now < each",
        (f"{SESSIONS}test_a_clock_that_was_set_back_keeps_nobody_waiting_for_long",),
    ),
    Mutant(
        "sessions_of_a_day_are_not_counted_down",
        "data/processes/identifies.py",
        "else remaining - 1",
        "else remaining",
        (f"{SESSIONS}test_the_last_of_a_day_are_left_alone_until_discord_counts_anew",),
    ),
    Mutant(
        "what_older_processes_use_is_taken_away_at_once",
        "data/engine/running_versions.py",
        "    for version in versions:\n",
        "    for version in tuple[int, ...]():\n",
        (f"{ROLLING}test_what_takes_away_waits_for_those_that_use_it_and_for_no_others[postgresql]",),
    ),
    Mutant(
        "newest_program_may_not_work",
        "data/engine/running_versions.py",
        "program_version() < oldest:",
        "program_version() <= oldest:",
        (f"{ROLLING}test_what_takes_away_waits_for_those_that_use_it_and_for_no_others[postgresql]",),
    ),
    Mutant(
        "every_newer_schema_keeps_an_older_program_out",
        "data/engine/schema_version.py",
        "return program_version() < self.oldest_program if self.oldest_program is not None else self.is_newer",
        "return self.is_newer",
        (f"{ROLLING}test_what_adds_lets_an_older_version_start_and_go_on",),
    ),
    Mutant(
        "song_that_only_a_newer_version_understands_is_sent",
        "data/jobs/queue.py",
        "        is_understood(),\n",
        "",
        ("tests/data/jobs/test_needed_versions.py::test_the_line_goes_on_past_what_only_a_newer_version_understands",),
    ),
    Mutant(
        "support_shows_each_of_several_secrets",
        "bot/support.py",
        '    secrets |= {part.partition("=")[2].strip() for part in named}\n',
        "",
        (f"{SUPPORT}test_each_of_several_secrets_is_one_wherever_else_it_was_written",),
    ),
    Mutant(
        "support_shows_the_password_of_an_address",
        "bot/support.py",
        "    secrets |= {password for value in given.values() for password in passwords_in(value)}\n",
        "",
        (f"{SUPPORT}test_no_password_of_an_address_is_printed_wherever_it_stands",),
    ),
    Mutant(
        "rest_of_a_longer_key_stays_in_an_answer",
        "bot/musicapi/keys.py",
        "sorted(shown, key=len, reverse=True)",
        "sorted(shown, key=len)",
        ("tests/bot/musicapi/test_keys_in_answers.py",),
    ),
    Mutant(
        "rest_of_a_longer_secret_stays_in_the_log",
        "bot/logs.py",
        "sorted(secrets, key=len, reverse=True)",
        "secrets",
        ("tests/bot/test_settings.py::test_no_part_of_a_secret_reaches_a_log_line_where_another_one_is_part_of_it",),
    ),
    Mutant(
        "process_is_ready_with_one_of_its_shards",
        "bot/monitoring/probes.py",
        'Finding("discord", connected == known,',
        'Finding("discord", connected > 0,',
        (f"{PROBES}test_discord_is_needed_for_all_shards_that_this_process_has",),
    ),
    Mutant(
        "shard_without_a_connection_is_ready",
        "bot/monitoring/probes.py",
        "sum(not shard.is_closed() for shard in",
        "sum(True for shard in",
        (f"{PROBES}test_discord_is_needed_for_all_shards_that_this_process_has",),
    ),
    Mutant(
        "process_without_a_database_is_ready",
        "bot/monitoring/probes.py",
        'Finding("database", False, f"no answer',
        'Finding("database", True, f"no answer',
        (f"{PROBES}test_the_database_answers_or_does_not",),
    ),
    Mutant(
        "vendor_in_trouble_is_said_to_answer",
        "bot/monitoring/probes.py",
        "exchange.status < 500:",
        "exchange.status < 600:",
        (f"{PROBES}test_musicapi_is_what_it_answered_last",),
    ),
    Mutant(
        "figures_are_made_as_often_as_anybody_asks",
        "bot/monitoring/server.py",
        "not 0.0 <= self._clock() - self._made[0] < self._seconds",
        "self._made[0] < self._clock() + 1",
        (f"{PAGES}test_a_page_that_costs_something_is_made_once_for_all_who_ask_within_a_moment",),
    ),
    Mutant(
        "name_of_a_process_stays_for_ever",
        "data/processes/heartbeats.py",
        "beats.at < now - KEPT_FOR",
        "beats.at < now - 99 * KEPT_FOR",
        ("tests/data/test_small.py::test_a_worker_that_was_not_alive_for_a_week_is_forgotten",),
    ),
    Mutant(
        "turns_of_a_key_wait_for_a_family_of_another",
        "bot/workers/turns.py",
        "preferred[0].intersection(*preferred)",
        "preferred[0].union(*preferred)",
        (f"{KEYS}test_a_family_that_waits_on_one_key_is_asked_for_with_another",),
    ),
)
