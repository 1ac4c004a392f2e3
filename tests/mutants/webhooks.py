"""Mistakes about MusicAPI's calls: who sent them, for whom, how often, how many and how large, and what they change."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

SIGNATURE = "tests/bot/webhooks/test_signature.py"
RECEIVER = "tests/bot/webhooks/test_receiver.py::"
REFUSED = f"{RECEIVER}test_it_is_turned_away_logged_once_and_changes_nothing"
NO_REQUEST = f"{RECEIVER}test_what_is_no_request_is_refused_logged_once_and_changes_nothing"
SMALL = "tests/data/test_small.py::"

MUTANTS = (
    Mutant(
        "forged_signature_is_taken",
        "bot/webhooks/signature.py",
        "if not hmac.compare_digest(signature[1].lower(), sign(timestamp, body, secret)):",
        "if signature[1].lower() == sign(timestamp, b'', secret):",
        (f"{SIGNATURE}::test_a_made_up_signature",),
    ),
    Mutant(
        "signature_is_of_the_body_alone",
        "bot/webhooks/signature.py",
        '    mac = hmac.new(secret.encode(), timestamp.encode() + b".", hashlib.sha256)',
        '    mac = hmac.new(secret.encode(), b"", hashlib.sha256)',
        ("tests/bot/webhooks/test_signature.py::test_every_payload_of_the_guide_names_its_task",),
    ),
    Mutant(
        "body_is_read_before_its_signature_is_checked",
        "bot/webhooks/signature.py",
        "    # Before anything is read of the body, so that a stranger's JSON is never parsed.\n",
        '    _read(given, body, "")\n',
        (f"{SIGNATURE}::test_a_body_that_somebody_else_signed_is_never_parsed",),
    ),
    Mutant(
        "old_webhook_is_taken",
        "bot/webhooks/signature.py",
        "if abs(age) > WINDOW.total_seconds():",
        "if -age > WINDOW.total_seconds():",
        (f"{SIGNATURE}::test_older_and_newer_ones_are_not_taken",),
    ),
    Mutant(
        "webhook_of_the_future_is_taken",
        "bot/webhooks/signature.py",
        "if abs(age) > WINDOW.total_seconds():",
        "if age > WINDOW.total_seconds():",
        (f"{SIGNATURE}::test_older_and_newer_ones_are_not_taken",),
    ),
    Mutant(
        "one_key_signs_for_every_job",
        "bot/webhooks/targets.py",
        "hmac.new(self._key.encode(), token.encode(), hashlib.sha256)",
        'hmac.new(self._key.encode(), b"", hashlib.sha256)',
        (f"{RECEIVER}test_addresses_and_keys_are_the_same_after_a_restart_and_others_for_each_job",),
    ),
    Mutant(
        "key_is_made_anew_at_every_start",
        "bot/webhooks/targets.py",
        "await key_values.keep(tx, WEBHOOK_KEY, secrets.token_hex(32))",
        "secrets.token_hex(32 if tx else 16)",
        (f"{RECEIVER}test_addresses_and_keys_are_the_same_after_a_restart_and_others_for_each_job",),
    ),
    Mutant(
        "path_with_more_than_a_token_is_an_address",
        "bot/webhooks/targets.py",
        "_TOKEN.fullmatch(token)",
        "_TOKEN.match(token)",
        (REFUSED,),
    ),
    Mutant(
        "bytes_that_are_sent_again_are_acted_upon_again",
        "bot/webhooks/receiver.py",
        "for name in event.ids]",
        "for name in event.ids[1:]]",
        (f"{RECEIVER}test_a_repeated_callback_is_answered_alike_and_changes_nothing",),
    ),
    Mutant(
        "vendors_own_repetition_is_news",
        "bot/webhooks/receiver.py",
        "for name in event.ids]",
        "for name in event.ids[:1]]",
        (f"{RECEIVER}test_the_vendors_own_repetition_is_known_by_its_id",),
    ),
    Mutant(
        "repetition_is_forgotten_at_once",
        "data/webhooks.py",
        "received_at <= now - KEPT",
        "received_at <= now",
        (f"{SMALL}test_callbacks_are_remembered_for_a_day",),
    ),
    Mutant(
        "task_is_written_down_after_the_answer",
        "bot/webhooks/receiver.py",
        "                await self._lifecycle.adopt_task(job, event.task_id)\n",
        "",
        (f"{RECEIVER}test_a_create_that_was_never_answered_is_found_before_the_call_is_answered",),
    ),
    Mutant(
        "webhook_of_another_task_has_a_song_polled",
        "bot/webhooks/receiver.py",
        "        if job.task_id != event.task_id:\n",
        "        if job.task_id is None:\n",
        ("tests/bot/webhooks/test_receiver.py::test_it_is_turned_away_logged_once_and_changes_nothing",),
    ),
    Mutant(
        "webhook_of_a_queued_job_names_its_task",
        "bot/webhooks/receiver.py",
        "        if job.state is JobState.QUEUED:\n            return self.rejections.reject",
        "        if False:\n            return self.rejections.reject",
        (REFUSED,),
    ),
    Mutant(
        "webhook_of_a_finished_song_is_kept_for_later",
        "bot/webhooks/receiver.py",
        '        if job.state.final:\n            return self.rejections.ignore("over", who)\n',
        "",
        ("tests/bot/webhooks/test_receiver.py::test_it_is_turned_away_logged_once_and_changes_nothing",),
    ),
    Mutant(
        "any_number_of_webhooks_is_kept",
        "bot/webhooks/receiver.py",
        "        if len(self._accepted) >= WAITING:",
        "        if len(self._accepted) >= 100 * WAITING:",
        (f"{RECEIVER}test_more_news_than_can_be_kept_is_refused_and_what_was_taken_is_done",),
    ),
    Mutant(
        "task_that_the_database_did_not_take_is_forgotten",
        "bot/webhooks/receiver.py",
        "            self._unrecorded.append((token, event))\n",
        "",
        (f"{RECEIVER}test_a_task_that_could_not_be_written_down_is_written_down_as_soon_as_it_can_be",),
    ),
    Mutant(
        "token_of_an_address_is_logged",
        "bot/webhooks/receiver.py",
        'return f"address={hashlib.sha256(token.encode()).hexdigest()[:8]}"',
        'return f"address={token}"',
        (REFUSED,),
    ),
    Mutant(
        "log_has_a_line_for_each_of_a_thousand",
        "bot/webhooks/rejections.py",
        "if self._logged.total() < LINES_A_MINUTE and self._logged[why] < most:",
        "if True:",
        (f"{RECEIVER}test_a_thousand_requests_fill_no_log_and_keep_nobody_out",),
    ),
    Mutant(
        "body_without_a_length_is_read_to_its_end",
        "bot/webhooks/server.py",
        "        if len(body) > LARGEST_BODY:\n            raise _TooLarge\n",
        "",
        (REFUSED,),
    ),
    Mutant(
        "body_that_announces_too_much_is_asked_for",
        "bot/webhooks/server.py",
        "    if (request.content_length or 0) > LARGEST_BODY:\n        raise _TooLarge\n",
        "",
        (
            "tests/bot/webhooks/test_receiver.py::test_a_sender_who_asks_first_is_told_to_go_on_and_one_who_has_too_much_is_not",
        ),
    ),
    Mutant(
        "slow_body_is_waited_for",
        "bot/webhooks/server.py",
        "            async with asyncio.timeout(BODY_TIMEOUT):",
        "            async with asyncio.timeout(None):",
        (f"{RECEIVER}test_a_slow_body_is_not_waited_for",),
    ),
    Mutant(
        "any_number_of_connections_stays_open",
        "bot/http/server.py",
        "            staying[0].force_close()\n",
        "",
        (f"{RECEIVER}test_a_crowd_that_comes_all_at_once_is_no_larger",),
    ),
    Mutant(
        "connection_is_kept_for_more_requests",
        "bot/http/server.py",
        "    response.force_close()\n",
        "",
        (f"{RECEIVER}test_only_the_first_request_of_a_connection_is_answered",),
    ),
    Mutant(
        "webhook_is_taken_by_any_method",
        "bot/webhooks/server.py",
        '        if request.method != "POST":\n            return reject("method", HTTPStatus.METHOD_NOT_ALLOWED)\n',
        "",
        (REFUSED,),
    ),
    Mutant(
        "packed_body_is_unpacked",
        "bot/http/server.py",
        "auto_decompress=False,",
        "auto_decompress=True,",
        ("tests/bot/webhooks/test_receiver.py::test_it_is_turned_away_logged_once_and_changes_nothing",),
    ),
    Mutant(
        "refusal_that_quotes_the_address_is_shown",
        "bot/musicapi/client.py",
        "reply if callback is None else _without(callback, reply)",
        "reply",
        (f"{SIGNATURE}::test_a_refusal_that_quotes_the_request_gives_neither_token_nor_key_away",),
    ),
    Mutant(
        "family_that_does_not_call_is_asked_to",
        "bot/musicapi/client.py",
        "if callback is not None and offer.webhooks:",
        "if callback is not None:",
        (f"{SIGNATURE}::test_a_family_that_does_not_call_is_not_asked_to",),
    ),
)
