"""Mistakes in a second try: cancelled by anybody, paid for at another price, made of other words, or lost."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

AGAIN = "tests/bot/orders/test_again.py::"
PRESSED = "tests/cogs/actions/test_job_actions.py::"
BUTTONS = "tests/cogs/components/test_job_buttons.py::"
FAILURES = "tests/cogs/text/test_failures.py::"
ADDRESS_LIVES = "test_a_recording_has_its_buttons_while_its_address_lives"

MUTANTS = (
    Mutant(
        "words_that_are_refused_again_are_tried_again",
        "cogs/components/job_buttons.py",
        "or (is_settled(status.job) and _can_be_edited(status))",
        "",
        (f"{BUTTONS}test_words_that_would_be_refused_again_are_changed_first",),
    ),
    Mutant(
        "refused_stems_have_no_way_back",
        "cogs/components/job_buttons.py",
        "or (is_settled(status.job) and _can_be_edited(status))",
        "or is_settled(status.job)",
        (f"{BUTTONS}test_words_that_would_be_refused_again_are_changed_first",),
    ),
    Mutant(
        "words_that_fail_later_are_not_understood",
        "bot/jobs/verdicts.py",
        "is_vendors = job.failure in (FailureKind.REFUSED, FailureKind.FAILED)",
        "is_vendors = job.failure is FailureKind.REFUSED",
        (f"{FAILURES}test_what_musicapi_objects_to_is_said_at_once_and_later",),
    ),
    Mutant(
        "what_musicapi_names_is_said_as_it_came",
        "cogs/text/errors.py",
        "named=escape_markdown(words, LONGEST_NAMED)",
        "named=words",
        (f"{FAILURES}test_in_every_language_what_is_named_is_harmless_and_short",),
    ),
    Mutant(
        "address_in_musicapis_words_is_shown",
        "cogs/text/failures.py",
        'escape_markdown(without_addresses(job.reason or ""), REASON_LIMIT)',
        'escape_markdown(job.reason or "", REASON_LIMIT)',
        (f"{FAILURES}test_an_address_that_musicapi_quotes_is_shown_to_nobody",),
    ),
    Mutant(
        "recording_that_is_not_taken_has_words_to_change",
        "cogs/text/failures.py",
        "if problem in (Problem.RECORDING_NOT_FETCHED, Problem.RECORDING_NOT_READ):",
        "if problem is Problem.RECORDING_NOT_FETCHED:",
        (f"{FAILURES}test_what_musicapi_objects_to_is_said_at_once_and_later",),
    ),
    Mutant(
        "moderator_of_one_channel_cancels_in_another",
        "cogs/permissions.py",
        "== interaction.user.id or (is_here and interaction.permissions.manage_messages)",
        "== interaction.user.id or interaction.permissions.manage_messages",
        (f"{PRESSED}test_a_moderator_of_one_channel_is_none_of_another",),
    ),
    Mutant(
        "anybody_cancels",
        "cogs/actions/job_actions.py",
        "if not can_cancel(interaction, job):",
        "if False:",
        (f"{PRESSED}test_who_asked_and_moderators_take_a_song_out_of_the_line",),
    ),
    Mutant(
        "price_of_a_second_try_is_not_agreed_to",
        "cogs/actions/job_actions.py",
        "await place(bot, interaction, order, agreed_price=price, repeatable=False)",
        "await place(bot, interaction, order, repeatable=False)",
        (f"{PRESSED}test_a_price_that_rose_since_is_asked_about",),
    ),
    Mutant(
        "second_press_makes_a_second_take",
        "cogs/actions/job_actions.py",
        "await place(bot, interaction, order, agreed_price=price, repeatable=False)",
        "await place(bot, interaction, order, agreed_price=price)",
        (f"{PRESSED}test_the_second_of_two_presses_makes_nothing",),
    ),
    Mutant(
        "job_is_found_in_a_closed_channel",
        "bot/status/past_orders.py",
        "job.guild_id == guild_id and viewer.can_see(job.channel_id, job.user_id)",
        "job.guild_id == guild_id",
        (f"{AGAIN}test_a_job_is_found_in_its_server_by_whoever_may_see_it",),
    ),
    Mutant(
        "another_take_is_made_by_another_model",
        "bot/orders/again.py",
        "if by_same_model or job.family_chosen else",
        "if job.family_chosen else",
        (f"{AGAIN}test_a_failed_song_is_asked_for_once_more_by_its_own_model_first_or_another_that_can",),
    ),
    Mutant(
        "recording_is_used_again_by_anybody",
        "cogs/reopening/past_forms.py",
        "if job.user_id != user_of(interaction):",
        "if False:",
        (f"{PRESSED}test_a_recording_is_used_again_by_who_brought_it_while_it_can_be_fetched",),
    ),
    Mutant(
        "edit_cuts_what_the_form_could_not_show",
        "cogs/reopening/past_forms.py",
        "**sent_fields(interaction)}, known,",
        "**sent_fields(interaction)}, {},",
        (f"{PRESSED}test_lyrics_longer_than_a_field_are_kept_whole_by_an_edit",),
    ),
    Mutant(
        "failed_song_loses_the_buttons_of_its_clip",
        "cogs/cards/message.py",
        "_song_view(status, posted) if posted else job_view(status)",
        "job_view(status)",
        ("tests/cogs/cards/test_message.py",),
    ),
    Mutant(
        "letter_names_a_button_that_is_not_there",
        "cogs/cards/message.py",
        "embeds=self.buttonless or self.embeds",
        "embeds=self.embeds",
        ("tests/cogs/cards/test_message.py::test_what_failed_names_its_buttons_only_where_they_are",),
    ),
    Mutant(
        "tempo_that_is_known_is_paid_for_again",
        "cogs/actions/job_actions.py",
        "return found.status if isinstance(found, KnownAnswer) else None",
        "return None",
        (f"{PRESSED}test_a_tempo_that_somebody_else_found_meanwhile_is_shown_for_free",),
    ),
    Mutant(
        "form_of_a_kept_order_forgets_what_it_does_not_ask",
        "cogs/commands/write.py",
        "edited_brief(kept, texts)",
        "edited_brief(EMPTY_BRIEF, texts)",
        (f"{PRESSED}test_a_model_that_is_gone_when_the_price_is_agreed_to_has_a_form_with_everything",),
    ),
    Mutant(
        "take_of_a_recording_is_offered_for_ever",
        "bot/orders/again.py",
        "(is_another or _is_written(spec)) and not has_lost_its_recording(job, now)",
        "(is_another or _is_written(spec))",
        (f"{BUTTONS}{ADDRESS_LIVES}",),
    ),
)
