"""Mistakes in what people see and in the files they get that the tests did not notice once.

A way that is closed for a moment, one order sent twice, lists longer than Discord takes, files at their very bounds.
"""

from __future__ import annotations

from tests.mutants.mutant import Mutant

WAYS = "tests/cogs/test_ways.py::"
ORDERS = "tests/cogs/test_orders.py::"
PERSONA = "tests/cogs/commands/test_persona.py::"
FETCH = "tests/bot/media/test_fetch.py::"
BUNDLE = "tests/bot/delivery/test_bundle.py::"
GUILD_CACHE = "tests/bot/gateway/test_guild_cache.py::"
SECTIONS = "tests/cogs/settings/test_sections.py::"
SNIFF = "tests/bot/media/test_sniff.py::"
ISOLATION = "tests/bot/media/test_isolation.py::"

MUTANTS = (
    # Which way a message takes
    Mutant(
        "way_that_may_open_again_is_forgotten_for_one_that_is_closed",
        "cogs/delivery.py",
        "may_open = may_open or (None if error.for_good else error)",
        "may_open = None if error.for_good else error",
        (f"{WAYS}test_a_way_that_may_open_again_is_waited_for_though_the_last_ones_are_closed",),
    ),
    Mutant(
        "discord_that_is_down_sends_a_song_another_way",
        "cogs/refusals.py",
        "return Meaning.LATER if status >= 500 else Meaning.BARRED",
        "return Meaning.BARRED",
        (f"{WAYS}test_a_discord_that_is_down_for_a_moment_is_waited_for_and_nothing_is_posted_anew",),
    ),
    Mutant(
        "upload_that_stands_still_is_waited_for",
        "cogs/delivery.py",
        "await asyncio.wait_for(way(job, wording), DELIVERY_TIMEOUT)",
        "await way(job, wording)",
        (f"{WAYS}test_an_upload_that_stands_still_is_ended_and_made_again",),
    ),
    Mutant(
        "slow_mode_closes_a_channel",
        "cogs/refusals.py",
        "20016: Meaning.LATER",
        "20016: Meaning.CLOSED",
        (f"{WAYS}test_a_channel_in_which_messages_come_too_fast_is_waited_for_and_no_letter_is_written",),
    ),
    Mutant(
        "write_limit_of_a_channel_closes_it",
        "cogs/refusals.py",
        "20028: Meaning.LATER",
        "20028: Meaning.CLOSED",
        (f"{WAYS}test_a_channel_in_which_messages_come_too_fast_is_waited_for_and_no_letter_is_written",),
    ),
    Mutant(
        "letter_that_was_opened_too_fast_is_given_up",
        "cogs/refusals.py",
        "40003: Meaning.LATER",
        "40003: Meaning.CLOSED",
        ("tests/cogs/test_letters.py::test_a_letter_that_is_opened_too_fast_is_written_later",),
    ),
    Mutant(
        "clip_that_went_with_its_message_is_not_named",
        "cogs/delivery.py",
        "message = job_message(status, [_as_unposted(each) for each in clips], files)",
        "message = job_message(status, clips, files)",
        (f"{WAYS}test_a_clip_that_went_with_its_message_is_named_where_its_file_is_to_be_had_no_more",),
    ),
    # One slip of the finger
    Mutant(
        "choice_in_a_menu_is_ordered_twice",
        "cogs/actions/clip_actions.py",
        "_order(interaction, asked, {}), repeatable=False)",
        "_order(interaction, asked, {}))",
        (f"{ORDERS}test_what_is_chosen_twice_in_a_menu_within_moments_is_one_order",),
    ),
    Mutant(
        "form_of_a_clip_is_ordered_twice",
        "cogs/actions/clip_actions.py",
        "agreed_price=form.price, repeatable=False)",
        "agreed_price=form.price)",
        (f"{ORDERS}test_a_form_that_is_sent_twice_within_moments_is_one_order",),
    ),
    Mutant(
        "form_of_a_song_is_ordered_twice",
        "cogs/commands/song.py",
        "agreed_price=form.price, repeatable=False)",
        "agreed_price=form.price)",
        (f"{ORDERS}test_a_form_that_is_sent_twice_within_moments_is_one_order",),
    ),
    Mutant(
        "form_of_written_lyrics_is_ordered_twice",
        "cogs/commands/write.py",
        "agreed_price=price, repeatable=False)",
        "agreed_price=price)",
        (f"{ORDERS}test_a_form_that_is_sent_twice_within_moments_is_one_order",),
    ),
    Mutant(
        "token_is_trusted_for_an_hour",
        "cogs/orders.py",
        "TOKEN_LIFETIME = timedelta(minutes=15)",
        "TOKEN_LIFETIME = timedelta(minutes=60)",
        (f"{ORDERS}test_a_token_is_counted_from_its_interaction_and_lives_fifteen_minutes",),
    ),
    # Lists and names
    Mutant(
        "list_of_personas_is_longer_than_discord_takes",
        "cogs/commands/persona.py",
        "fitting[: discord_limits.CHOICES]",
        "fitting",
        (f"{ORDERS}test_lists_are_no_longer_than_discord_takes",),
    ),
    Mutant(
        "list_of_clips_is_longer_than_discord_takes",
        "cogs/commands/family.py",
        "fitting[: discord_limits.CHOICES]",
        "fitting",
        (f"{ORDERS}test_lists_are_no_longer_than_discord_takes",),
    ),
    Mutant(
        "persona_is_meant_by_its_name_before_its_id",
        "cogs/commands/persona.py",
        "([str(each.id) for each in found], [each.name.casefold() for each in found])",
        "([each.name.casefold() for each in found], [str(each.id) for each in found])",
        (f"{PERSONA}test_a_persona_is_meant_by_the_lists_id_first_and_by_its_name_in_any_case",),
    ),
    Mutant(
        "persona_is_meant_by_its_very_capitals",
        "cogs/commands/persona.py",
        "[each.name.casefold() for each in found]):",
        "[each.name for each in found]):",
        (f"{PERSONA}test_a_persona_is_meant_by_the_lists_id_first_and_by_its_name_in_any_case",),
    ),
    Mutant(
        "clip_that_hangs_there_is_said_to_be_missing",
        "cogs/cards/clips.py",
        "if attached.audio is None and clip.posted_at is None:",
        "if attached.audio is None:",
        ("tests/cogs/cards/test_status.py::test_a_clip_that_hangs_at_the_message_already_is_not_said_to_be_missing",),
    ),
    Mutant(
        "title_of_another_channel_is_shown",
        "cogs/cards/status.py",
        "if made_by is not None and made_by.channel_id != job.channel_id:",
        "if made_by is None:",
        ("tests/cogs/cards/test_status.py::test_a_parent_in_another_channel_is_linked_and_not_called_by_its_title",),
    ),
    Mutant(
        "recording_is_said_to_be_made_by_a_machine",
        "cogs/cards/status.py",
        "if _is_heard(status) and not spec.is_upload",
        "if _is_heard(status)",
        (
            "tests/cogs/cards/test_status.py::test_no_model_is_said_to_have_sung_a_recording_and_no_machine_to_have_made_it",
        ),
    ),
    Mutant(
        "early_message_is_taken_for_the_whole_one",
        "cogs/cards/message.py",
        "and files <= names",
        "and bool(names)",
        ("tests/cogs/cards/test_message.py::test_a_message_is_said_by_one_with_the_same_card_and_the_same_files_only",),
    ),
    Mutant(
        "song_that_comes_anew_hangs_there_twice",
        "cogs/cards/message.py",
        "for clip in clips if clip.audio is None)",
        "for clip in clips)",
        ("tests/cogs/cards/test_message.py::test_a_song_that_comes_anew_takes_the_place_of_the_one_that_hangs_there",),
    ),
    Mutant(
        "menu_has_more_lines_than_discord_takes",
        "cogs/components/buttons.py",
        "for candidate in candidates][: discord_limits.OPTIONS]",
        "for candidate in candidates]",
        ("tests/cogs/components/test_buttons.py::test_a_menu_has_no_more_lines_than_discord_takes",),
    ),
    Mutant(
        "text_of_the_very_limit_goes_to_another_model",
        "cogs/forms/song_form.py",
        "utf16_length(text) <= getattr(candidate.limits, name)",
        "utf16_length(text) < getattr(candidate.limits, name)",
        ("tests/cogs/forms/test_song_form.py::test_who_takes_all_that_is_known_sings_it_or_else_the_first",),
    ),
    # Files
    Mutant(
        "frame_of_a_reserved_rate_is_a_song",
        "bot/media/sniff.py",
        " and rate != 3",
        "",
        (f"{SNIFF}test_audio",),
    ),
    Mutant(
        "frame_of_a_reserved_version_is_a_song",
        "bot/media/sniff.py",
        "version != 1 and ",
        "",
        (f"{SNIFF}test_audio",),
    ),
    Mutant(
        "frame_of_any_number_of_bits_is_a_song",
        "bot/media/sniff.py",
        "bitrate not in (0, 15)",
        "bitrate != 15",
        (f"{SNIFF}test_audio",),
    ),
    Mutant(
        "film_that_is_cut_into_pieces_is_a_song",
        "bot/media/sniff.py",
        "end = seen[1 - _FILM_LENGTH :]",
        'end = b""',
        (f"{SNIFF}test_a_film_is_one_wherever_it_is_cut_into_pieces",),
    ),
    Mutant(
        "recording_that_says_a_little_less_is_too_short",
        "bot/orders/recordings.py",
        "if seconds < SHORTEST - UNDER:",
        "if seconds < SHORTEST:",
        ("tests/bot/orders/test_recordings.py::test_a_recording_is_measured_and_fetched_once",),
    ),
    Mutant(
        "any_number_of_addresses_is_tried",
        "bot/media/fetch.py",
        "for address in found[:MOST_ADDRESSES]",
        "for address in found",
        (f"{FETCH}test_of_a_host_that_takes_no_connection_four_addresses_are_tried",),
    ),
    Mutant(
        "address_that_does_not_answer_is_the_last_one",
        "bot/media/fetch.py",
        "except (httpx.ConnectError, httpx.ConnectTimeout) as error:",
        "except httpx.ConnectError as error:",
        (f"{FETCH}test_of_a_host_that_takes_no_connection_four_addresses_are_tried",),
    ),
    Mutant(
        "picture_of_any_size_is_fetched",
        "bot/media/fetch.py",
        "self._fetch(url, spool, LARGEST_IMAGE, _image",
        "self._fetch(url, spool, 2**31, _image",
        (f"{FETCH}test_a_picture_has_a_bound_of_its_own",),
    ),
    Mutant(
        "file_without_a_length_is_refused_at_its_bound",
        "bot/media/fetch.py",
        "        if size > limit:\n",
        "        if size >= limit:\n",
        (f"{FETCH}test_a_file_that_announces_nothing_may_be_as_large_as_the_limit",),
    ),
    Mutant(
        "few_bits_are_spent_on_two_channels",
        "bot/media/fit.py",
        '"mono" if bitrate < MONO_BELOW else "stereo"',
        '"stereo"',
        ("tests/bot/media/test_fit.py::test_few_bits_are_spent_on_one_channel",),
    ),
    Mutant(
        "cover_of_any_size_is_attached",
        "bot/delivery/attachments.py",
        "if image is not None and image.data.size > limit:",
        "if image is not None and not limit:",
        (f"{BUNDLE}test_a_cover_that_is_larger_than_a_file_may_be_is_left_out",),
    ),
    Mutant(
        "encoder_that_hangs_is_waited_for",
        "bot/delivery/attachments.py",
        "asyncio.timeout(FIT_TIMEOUT)",
        "asyncio.timeout(None)",
        (f"{BUNDLE}test_an_encoder_that_hangs_leaves_the_address",),
    ),
    Mutant(
        "reader_of_strangers_files_has_any_time",
        "bot/media/isolation.py",
        "        (resource.RLIMIT_CPU, CPU),\n",
        "",
        (f"{ISOLATION}test_a_reader_is_bounded_in_time_and_in_what_it_writes_as_well",),
    ),
    Mutant(
        "reader_of_strangers_files_fills_the_disk",
        "bot/media/isolation.py",
        "        (resource.RLIMIT_FSIZE, FILE),\n",
        "",
        (f"{ISOLATION}test_a_reader_is_bounded_in_time_and_in_what_it_writes_as_well",),
    ),
    Mutant(
        "panel_with_many_shares_by_role_is_longer_than_discord_takes",
        "cogs/settings/spending.py",
        "    fitting = fitting_lines(lines, SHARES_SHOWN)\n",
        "    fitting = lines\n",
        (f"{SECTIONS}test_the_most_of_everything_fits_in_every_language",),
    ),
    Mutant(
        "category_looks_deleted_after_a_restart",
        "bot/gateway/guild_cache.py",
        '        for channel in guild["channels"]:\n',
        '        guild["channels"] = [each for each in guild["channels"] if each["type"] != CATEGORY]\n'
        '        for channel in guild["channels"]:\n',
        (f"{GUILD_CACHE}test_a_category_is_known_to_be_there_and_has_nothing_else",),
    ),
    Mutant(
        "deleted_log_channel_stays_for_ever",
        "cogs/settings/general.py",
        "    yield from gone_channel(shown, channel_id)\n",
        "",
        (f"{SECTIONS}test_a_chosen_channel_that_was_deleted_can_be_taken_away",),
    ),
    Mutant(
        "channel_that_was_chosen_meanwhile_is_taken_away_as_a_deleted_one",
        "cogs/settings/fields.py",
        "        chosen_in(touched[GONE], {str(channel_id)})\n",
        "        ids_of(touched[GONE])\n",
        (f"{SECTIONS}test_a_chosen_channel_that_was_deleted_can_be_taken_away",),
    ),
)
