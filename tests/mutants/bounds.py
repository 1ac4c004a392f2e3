"""Mistakes about what is untrusted or scarce: addresses, files, secrets, room, rates, queues and transactions."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

ADDRESSES = "tests/bot/media/test_addresses.py"
FETCH = "tests/bot/media/test_fetch.py::"
RECORDINGS = "tests/bot/orders/test_recordings.py::"
BUDGET = "tests/bot/concurrency/test_byte_budget.py::"
BUCKET = "tests/bot/concurrency/test_token_bucket.py::"
PACE = "tests/bot/workers/test_poll_pace.py::"
QUEUE = "tests/bot/concurrency/test_delay_queue.py::"
TASKS = "tests/bot/concurrency/test_task_set.py::"
SETTINGS = "tests/bot/test_settings.py::"
DATABASE = "tests/data/engine/test_database.py::"

MUTANTS = (
    Mutant(
        "network_between_a_provider_and_its_customers_is_public",
        "bot/media/addresses.py",
        '            "100.64.0.0/10",  # between',
        "            # between",
        ("tests/bot/media/test_addresses.py::test_not_public",),
    ),
    Mutant(
        "metadata_of_a_cloud_is_public",
        "bot/media/addresses.py",
        '            "169.254.0.0/16",  # link-local',
        "            # link-local",
        ("tests/bot/media/test_addresses.py::test_not_public",),
    ),
    Mutant(
        "private_network_is_half_as_large",
        "bot/media/addresses.py",
        '"172.16.0.0/12"',
        '"172.16.0.0/13"',
        ("tests/bot/media/test_addresses.py::test_not_public",),
    ),
    Mutant(
        "address_wrapped_by_a_translator_is_public",
        "bot/media/addresses.py",
        '    (ipaddress.IPv6Network("64:ff9b::/96"), 12),  # NAT64, RFC 6052\n',
        "",
        ("tests/bot/media/test_addresses.py::test_public",),
    ),
    Mutant(
        "address_wrapped_by_6to4_is_read_at_the_wrong_place",
        "bot/media/addresses.py",
        '(ipaddress.IPv6Network("2002::/16"), 2)',
        '(ipaddress.IPv6Network("2002::/16"), 12)',
        ("tests/bot/media/test_addresses.py::test_public",),
    ),
    Mutant(
        "teredo_is_public",
        "bot/media/addresses.py",
        '            "2001::/23",  # protocol',
        "            # protocol",
        ("tests/bot/media/test_addresses.py::test_not_public",),
    ),
    Mutant(
        "one_public_address_is_enough",
        "bot/media/addresses.py",
        "if not all(is_public(address) for address in found):",
        "if not any(is_public(address) for address in found):",
        (f"{ADDRESSES}::test_one_private_address_is_enough_to_refuse",),
    ),
    Mutant(
        "redirect_is_followed_unseen",
        "bot/media/fetch.py",
        "            follow_redirects=False,\n",
        "            follow_redirects=True,\n",
        ("tests/bot/media/test_fetch.py::test_no_way_into_a_private_network",),
    ),
    Mutant(
        "name_is_looked_up_a_second_time",
        "bot/media/fetch.py",
        "                target.copy_with(host=address),\n",
        "                target.copy_with(host=target.host or address),\n",
        (f"{FETCH}test_the_address_that_was_checked_is_the_one_that_is_connected_to",),
    ),
    Mutant(
        "file_is_fetched_over_plain_http",
        "bot/media/fetch.py",
        '        if target.scheme != "https":',
        '        if target.scheme not in ("https", "http"):',
        (f"{FETCH}test_http_is_refused_but_for_the_host_that_was_named",),
    ),
    Mutant(
        "any_port_of_the_vendor_may_be_plain",
        "bot/media/fetch.py",
        "return is_there and (target.port or 80) == port",
        "return is_there",
        (f"{FETCH}test_another_port_of_the_host_that_was_named_is_another_host",),
    ),
    Mutant(
        "address_with_a_password_is_asked",
        "bot/media/fetch.py",
        "if not target.host or target.userinfo or ",
        "if not target.host or ",
        ("tests/bot/media/test_fetch.py::test_no_way_into_a_private_network",),
    ),
    Mutant(
        "only_the_first_address_of_a_host_is_tried",
        "bot/media/fetch.py",
        "for address in found[:MOST_ADDRESSES]",
        "for address in found[:1]",
        (f"{FETCH}test_the_next_address_is_tried_where_one_takes_no_connection",),
    ),
    Mutant(
        "file_without_a_length_is_read_to_its_end",
        "bot/media/fetch.py",
        "        if size > limit:\n            raise FileTooLarge",
        "        if size < 0:\n            raise FileTooLarge",
        (f"{FETCH}test_a_file_that_announces_nothing_is_read_up_to_the_limit",),
    ),
    Mutant(
        "file_that_announces_too_much_is_read",
        "bot/media/fetch.py",
        "    if int(announced) > limit:\n",
        "    if int(announced) < 0:\n",
        (f"{FETCH}test_an_announced_size_over_the_limit_is_not_read",),
    ),
    Mutant(
        "packed_file_is_kept",
        "bot/media/fetch.py",
        'if response.headers.get("content-encoding", "identity") != "identity":',
        'if response.headers.get("content-encoding", "identity") == "br":',
        (f"{FETCH}test_a_packed_file_is_refused",),
    ),
    Mutant(
        "any_answer_is_a_file",
        "bot/media/fetch.py",
        "    if response.status_code != 200:\n",
        "    if response.status_code >= 500:\n",
        (f"{FETCH}test_no_file_this_time",),
    ),
    Mutant(
        "page_that_is_called_a_song_is_one",
        "bot/media/sniff.py",
        'return "mp3" if data[:3] == b"ID3" or _is_mpeg_audio_frame(data[:4]) else None',
        'return "mp3"',
        ("tests/bot/media/test_sniff.py::test_audio",),
    ),
    Mutant(
        "reader_of_strangers_files_finds_secrets",
        "bot/media/isolation.py",
        'env={"PYTHONPATH": str(_ROOT), "TMPDIR": folder}',
        'env={**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": folder}',
        ("tests/bot/media/test_isolation.py::test_a_reader_finds_no_secrets",),
    ),
    Mutant(
        "member_has_many_recordings_looked_at",
        "bot/orders/recordings.py",
        "        if asker in self._askers:\n",
        "        if asker is None:\n",
        (f"{RECORDINGS}test_one_member_has_one_recording_looked_at_at_a_time",),
    ),
    Mutant(
        "member_whose_recording_failed_is_locked_out",
        "bot/orders/recordings.py",
        "            self._askers.discard(asker)\n",
        "            pass\n",
        (f"{RECORDINGS}test_one_member_has_one_recording_looked_at_at_a_time",),
    ),
    Mutant(
        "recording_of_any_length_is_paid_for",
        "bot/orders/recordings.py",
        "    if seconds > LONGEST + OVER:\n",
        "    if seconds > 2 * LONGEST + OVER:\n",
        (f"{RECORDINGS}test_a_recording_of_the_wrong_length_is_one_sentence",),
    ),
    Mutant(
        "video_is_a_recording",
        "bot/orders/recordings.py",
        'audio.data.chunks()) == "mp4":',
        'audio.data.chunks()) == "zip":',
        (f"{RECORDINGS}test_a_video_is_no_recording",),
    ),
    Mutant(
        "two_songs_wait_for_each_other",
        "bot/concurrency/byte_budget.py",
        "if more and more > self._free and reservation is not next(iter(self._begun), None):",
        "if more and more > self._free:",
        (f"{BUDGET}test_whoever_began_first_never_waits_however_large_it_is",),
    ),
    Mutant(
        "small_work_overtakes_what_waits",
        "bot/concurrency/byte_budget.py",
        "if not self._waiting and not self._short and size <= self._free:",
        "if not self._short and size <= self._free:",
        (f"{BUDGET}test_work_waits_for_room_in_the_order_in_which_it_came",),
    ),
    Mutant(
        "cancelled_work_keeps_its_room",
        "bot/concurrency/byte_budget.py",
        "                self._free += size  # the room was ours while we were being cancelled",
        "                pass  # the room was ours while we were being cancelled",
        (f"{BUDGET}test_whoever_is_cancelled_or_fails_keeps_no_room",),
    ),
    Mutant(
        "work_that_ended_keeps_its_room",
        "bot/concurrency/byte_budget.py",
        "            self.reduce(reservation, reservation.size)",
        "            pass",
        (f"{BUDGET}test_work_waits_for_room_in_the_order_in_which_it_came",),
    ),
    Mutant(
        "polls_that_were_not_made_are_saved_up",
        "bot/concurrency/token_bucket.py",
        "self._tokens = min(max(1.0, self._rate), self._tokens + passed * self._rate)",
        "self._tokens = self._tokens + passed * self._rate",
        (f"{BUCKET}test_what_was_not_used_is_not_saved_up",),
    ),
    Mutant(
        "vendor_that_complains_is_asked_as_often",
        "bot/workers/poll_pace.py",
        "rate = max(rate_at(pace, now, per_second) / 2, min(LEAST, per_second))",
        "rate = max(rate_at(pace, now, per_second), min(LEAST, per_second))",
        (f"{PACE}test_whoever_complains_is_left_alone_and_then_asked_half_as_often",),
    ),
    Mutant(
        "clock_that_is_set_back_takes_polls_away",
        "bot/concurrency/token_bucket.py",
        "passed = max(0.0, (now - self._filled_at).total_seconds())",
        "passed = (now - self._filled_at).total_seconds()",
        (f"{BUCKET}test_a_clock_that_is_set_back_gives_nothing_and_takes_nothing",),
    ),
    Mutant(
        "old_moment_of_a_key_counts",
        "bot/concurrency/delay_queue.py",
        "            if self._moments.get(key) == moment:\n                return moment\n",
        "            if key in self._moments:\n                return moment\n",
        (f"{QUEUE}test_a_new_moment_takes_the_place_of_the_old_one",),
    ),
    Mutant(
        "moment_is_brought_forward_to_a_later_one",
        "bot/concurrency/delay_queue.py",
        "if planned is None or planned > moment:",
        "if planned is None or planned != moment:",
        (f"{QUEUE}test_a_moment_is_brought_forward_and_never_put_off",),
    ),
    Mutant(
        "moved_keys_take_room_for_ever",
        "bot/concurrency/delay_queue.py",
        "if len(self._heap) > 2 * len(self._moments) + ROOM_FOR_STALE:",
        "if len(self._heap) < 0:",
        (f"{QUEUE}test_moving_a_key_again_and_again_takes_no_room",),
    ),
    Mutant(
        "task_that_has_ended_is_under_way",
        "bot/concurrency/task_set.py",
        "return task is not None and not task.done()",
        "return task is not None",
        (f"{TASKS}test_a_task_that_has_ended_is_not_under_way_even_before_anybody_was_told",),
    ),
    Mutant(
        "error_of_a_task_is_lost",
        "bot/concurrency/task_set.py",
        "            self._error = task.exception()\n",
        "            task.exception()\n",
        (f"{TASKS}test_the_first_error_is_kept_until_it_is_asked_for_and_told_as_an_end",),
    ),
    Mutant(
        "token_in_an_address_is_logged",
        "bot/logs.py",
        'text = _TOKEN_IN_PATH.sub(rf"\\1{MASK}", text)',
        "text = str(text)",
        (f"{SETTINGS}test_secrets_and_interaction_tokens_reach_no_log_line",),
    ),
    Mutant(
        "secret_is_logged",
        "bot/logs.py",
        "            text = text.replace(secret, MASK)",
        "            text = text.replace(secret, secret)",
        (f"{SETTINGS}test_secrets_and_interaction_tokens_reach_no_log_line",),
    ),
    Mutant(
        "words_of_people_break_a_log_line",
        "bot/logs.py",
        'return text if text.isprintable() else "".join(map(_visible, text))',
        "return text",
        (f"{SETTINGS}test_nobodys_words_begin_a_line_or_command_a_terminal",),
    ),
    Mutant(
        "transaction_that_is_over_is_open",
        "data/engine/guard.py",
        "        here.over = True\n",
        "",
        (f"{DATABASE}test_a_task_started_in_a_transaction_outlives_it",),
    ),
)
