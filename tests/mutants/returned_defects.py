"""Defects that were found once and mended: each brought back as it was, and the test that it would fail."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

MANY = "tests/bot/workers/test_many_jobs.py::"
LEDGER = "tests/data/test_ledger.py::"

CUT_OFF = "tests/e2e/test_database_trouble.py::"

MUTANTS = (
    Mutant(
        "a_song_is_refused_because_another_one_opened_the_month",
        "data/ledger.py",
        "        await insert_once(tx, tables.accounts, guild_id=job.guild_id, month=job.month, held=0, spent=0)\n"
        "        account = await _put_aside(tx, job, default_allowance, now)\n",
        "        made = await insert_once(\n"
        "            tx, tables.accounts, guild_id=job.guild_id, month=job.month, held=0, spent=0\n"
        "        )\n"
        "        account = await _put_aside(tx, job, default_allowance, now) if made else None\n",
        (f"{LEDGER}test_two_orders_that_are_a_guilds_first_of_the_month_at_the_same_moment_both_pay[postgresql]",),
    ),
    Mutant(
        "repeats_reserve_every_moment_before_songs",
        "bot/workers/rate_limit.py",
        "if isinstance(acquired, Granted) or acquired.moment > now + RESERVED_AHEAD * self._interval:",
        "if isinstance(acquired, Granted):",
        ("tests/bot/workers/test_turns.py",),
    ),
    Mutant(
        "a_create_is_repeated_for_as_long_as_it_is_not_ready",
        "bot/jobs/repeats.py",
        "MOST_REPEATS = 5",
        "MOST_REPEATS = 500",
        ("tests/bot/workers/test_repeats.py",),
    ),
    Mutant(
        "repeats_come_every_few_seconds",
        "bot/jobs/repeats.py",
        "FIRST, LONGEST = 15.0, 120.0",
        "FIRST, LONGEST = 5.0, 5.0",
        ("tests/bot/workers/test_repeats.py",),
    ),
    Mutant(
        "a_repeat_is_not_counted",
        "data/jobs/schedule.py",
        "since=[JobState.RUNNING], polls=_jobs.polls + 1, poll_at=poll_at)",
        "since=[JobState.RUNNING], poll_at=poll_at)",
        ("tests/bot/workers/test_repeats.py",),
    ),
    Mutant(
        "two_processes_answer_one_event",
        "data/processes/shards.py",
        " if shard_id not in had][",
        "][",
        ("tests/data/processes/test_shards.py",),
    ),
    Mutant(
        "clips_of_closed_channels_are_offered",
        "data/guilds/viewers.py",
        "        return channel_id in self.readable or (maker == self.user_id and channel_id not in self.closed)",
        "        return True",
        ("tests/data/guilds/test_viewers.py", "tests/bot/orders/test_sources.py"),
    ),
    Mutant(
        "lists_hold_clips_of_closed_channels",
        "data/guilds/viewers.py",
        "    return or_(jobs.channel_id.in_(sorted(viewer.readable)), own)",
        "    return or_(jobs.channel_id.not_in(sorted(viewer.closed)), own)",
        ("tests/data/guilds/test_viewers.py", "tests/bot/orders/test_sources.py"),
    ),
    Mutant(
        "a_tree_with_closed_channels_is_shown_to_all",
        "cogs/permissions.py",
        "    return all(_is_open_to_all(guild, guild.get_channel_or_thread(channel_id)) for channel_id in elsewhere)",
        "    return True",
        ("tests/e2e/test_closed_channels.py",),
    ),
    Mutant(
        "one_401_loses_a_song",
        "cogs/refusals.py",
        "            return Meaning.UNAUTHORIZED",
        "            return Meaning.CLOSED",
        ("tests/cogs/test_delivery.py",),
    ),
    Mutant(
        "one_400_loses_a_song",
        "cogs/refusals.py",
        "            return Meaning.CONTENT",
        "            return Meaning.CLOSED",
        ("tests/cogs/test_delivery.py",),
    ),
    Mutant(
        "what_nobody_knows_of_loses_a_song",
        "cogs/refusals.py",
        "            return Meaning.LATER if status >= 500 else Meaning.BARRED",
        "            return Meaning.LATER if status >= 500 else Meaning.CLOSED",
        ("tests/cogs/test_delivery.py",),
    ),
    Mutant(
        "one_server_fills_the_line",
        "bot/jobs/shares.py",
        "facts.queued_of_guild >= SERVER_SHARE",
        "facts.queued_of_guild >= QUEUE_LIMIT",
        ("tests/bot/jobs/test_shares.py",),
    ),
    Mutant(
        "one_member_fills_the_line",
        "bot/jobs/shares.py",
        "facts.queued_of_member >= MEMBER_SHARE",
        "facts.queued_of_member >= QUEUE_LIMIT",
        ("tests/bot/jobs/test_shares.py",),
    ),
    Mutant(
        "a_song_that_fails_late_is_refunded_though_a_clip_was_posted",
        "bot/jobs/settlement.py",
        "    if _gives(context, job) is Gives.SONGS and await finish_with_what_arrived(tx, context, job):\n",
        "    if _gives(context, job) is None and await finish_with_what_arrived(tx, context, job):\n",
        ("tests/cogs/test_delivery.py",),
    ),
    Mutant(
        "a_clip_that_was_posted_early_is_taken_away",
        "cogs/cards/message.py",
        "keeps=_names_posted(clip for clip in posted if clip.id not in attached)",
        "keeps=frozenset()",
        ("tests/cogs/cards/test_message.py",),
    ),
    Mutant(
        "what_musicapi_took_away_is_gone_for_ever",
        "bot/orders/candidates.py",
        "TRIED_AGAIN_AFTER = timedelta(days=1)",
        "TRIED_AGAIN_AFTER = timedelta(days=36_500)",
        ("tests/bot/orders/test_trials.py",),
    ),
    Mutant(
        "a_lone_clip_that_failed_waits_for_the_stall",
        "bot/workers/poller.py",
        "        failed = not news and report.has_only_failures and cadence.is_believed(changed, now)\n",
        "        failed = False\n",
        ("tests/bot/jobs/test_failed_clips.py",),
    ),
    Mutant(
        "a_task_forgets_the_one_that_took_its_key",
        "bot/concurrency/task_set.py",
        "        if self._tasks.get(key) is task:  # else the key has begun anew\n            del self._tasks[key]\n",
        "        self._tasks.pop(key, None)\n",
        ("tests/bot/concurrency/test_task_set.py",),
    ),
    Mutant(
        "private_addresses_of_rare_kinds_are_taken_for_public",
        "bot/media/addresses.py",
        'ipaddress.IPv6Network("2000::/3")',
        'ipaddress.IPv6Network("::/0")',
        ("tests/bot/media/test_addresses.py",),
    ),
    Mutant(
        "a_song_shows_the_account_of_another_month",
        "bot/status/queries.py",
        "status_in(tx, job, await self._account(tx, job.guild_id, job.month), posting=posting)",
        "status_in(tx, job, await self._account(tx, job.guild_id, self.context.month), posting=posting)",
        ("tests/bot/jobs/test_months.py",),
    ),
    Mutant(
        "more_ids_in_a_statement_than_postgresql_takes",
        "data/jobs/queries.py",
        "IDS_AT_ONCE = 5_000",
        "IDS_AT_ONCE = 50_000",
        (f"{MANY}test_as_many_open_jobs_as_no_statement_can_name_are_taken_back_renewed_and_found[postgresql]",),
    ),
    Mutant(
        "what_was_done_during_a_restart_waits_for_the_next_rare_poll",
        "bot/workers/poller.py",
        "        await self._tell(jobs)\n        self._poll_soon(jobs)\n",
        "        await self._tell(jobs)\n",
        ("tests/bot/workers/test_poller.py",),
    ),
    Mutant(
        "nobody_writes_down_who_reads_thinking",
        "cogs/thinking.py",
        "    await context.database.write_urgently(deferrals.add, deferral)\n",
        "    assert deferral\n",
        ("tests/e2e/test_upload.py",),
    ),
    Mutant(
        "nobody_answers_whom_a_killed_bot_left_thinking",
        "data/messages/deferrals.py",
        "if each.owner in owners or each.created_at < older_than]",
        "if each.created_at < older_than]",
        ("tests/e2e/test_upload.py",),
    ),
    Mutant(
        "a_pause_of_the_whole_bot_never_ends",
        "bot/gateway/rest_limits.py",
        "request.add_done_callback(lambda _: self.set())",
        "request.add_done_callback(lambda _: None)",
        ("tests/cogs/test_delivery_limits.py",),
    ),
    Mutant(
        "a_wait_that_discord_names_is_not_kept",
        "bot/delivery/retries.py",
        "    return max(usual, min(LONGEST_NAMED, named or 0.0))",
        "    return usual",
        ("tests/cogs/test_delivery_limits.py",),
    ),
    Mutant(
        "a_message_that_was_edited_too_often_is_waited_for",
        "cogs/delivery.py",
        "if self._bot.services.context.now() - job.created_at < refresh.OLD_MESSAGE:",
        "if job.created_at:",
        ("tests/cogs/test_delivery_limits.py",),
    ),
    Mutant(
        "discord_refuses_until_it_closes_its_door",
        "cogs/delivery.py",
        "if (wait := self._bot.refusals.seconds_left()) > 0:",
        "if (wait := 0.0) > 0:",
        ("tests/cogs/test_delivery_limits.py",),
    ),
    Mutant(
        "an_order_whose_commit_was_cut_off_is_asked_for_again",
        "cogs/orders.py",
        '    except DATABASE_TROUBLE as error:\n        log.warning("order_again',
        '    except ZeroDivisionError as error:\n        log.warning("order_again',
        (f"{CUT_OFF}test_an_order_whose_commit_was_cut_off_is_made_once_and_its_card_is_shown[postgresql]",),
    ),
    Mutant(
        "a_card_that_is_found_late_covers_what_was_told_meanwhile",
        "cogs/delivery.py",
        "                await self._find_by_token(status.job)",
        "                await self._edit(status.job, job_message(status, ()))",
        ("tests/cogs/test_small_results.py",),
    ),
    Mutant(
        "a_read_sees_what_was_there_before_it_was_asked_for",
        "data/engine/sqlite_pool.py",
        "before = None if self._writes else next(self._numbers)",
        "before = None",
        ("tests/data/engine/test_use_cases.py",),
    ),
    Mutant(
        "a_database_that_is_away_is_a_wrong_setting",
        "data/engine/migrate.py",
        "raise (DatabaseAway if _may_pass(cause, address) else DatabaseUnavailable)(said) from error",
        "raise DatabaseUnavailable(said) from error",
        ("tests/data/engine/test_opening.py",),
    ),
    Mutant(
        "what_was_paid_for_is_not_waited_for_where_something_broke",
        "bot/process/run.py",
        "ANSWERS_TIMEOUT = 45.0",
        "ANSWERS_TIMEOUT = 8.0",
        ("tests/e2e/test_database_trouble.py",),
    ),
    Mutant(
        "a_clock_that_is_set_forward_ends_songs",
        "bot/workers/leases.py",
        "        if self._jumped_at is None:\n            return moment",
        "        if self._jumped_at is None or moment:\n            return moment",
        ("tests/bot/test_clock_jumps.py",),
    ),
)
