"""Mistakes about who may do, see and hear what: rights, channels, servers, drafts, forms, buttons and words."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

CLIPS = "tests/data/test_clips.py::"
DRAFTS = "tests/data/test_drafts.py::"
VIEWERS = "tests/data/test_viewers.py"
SOURCES = "tests/bot/orders/test_sources.py::"
VOICES = "tests/bot/orders/test_voices.py::"
PERMISSIONS = "tests/e2e/test_permissions.py::"
CLOSED = "tests/e2e/test_closed_channels.py::"
ROUTER = "tests/cogs/test_router.py"
PRESSES = "tests/cogs/test_transactions.py::"
ESCAPE = "tests/cogs/text/test_escape.py"
FORM = "tests/cogs/forms/test_form.py"
UPLOAD_FORM = "tests/cogs/forms/test_upload_form.py"

MUTANTS = (
    Mutant(
        "overwrite_of_a_channel_decides_for_the_server",
        "cogs/permissions.py",
        "return member is None or member.guild_permissions.manage_guild",
        "return True",
        (f"{PERMISSIONS}test_the_servers_model_takes_manage_server_and_nothing_else",),
    ),
    Mutant(
        "statement_names_songs_of_closed_channels",
        "bot/status/snapshots.py",
        "seen = viewer.can_see(spent.channel_id, spent.user_id)",
        "seen = bool(viewer)",
        (
            "tests/cogs/cards/test_credits.py::test_a_song_of_a_channel_that_the_person_cannot_see_has_neither_title_nor_message",
        ),
    ),
    Mutant(
        "anybody_decides_for_the_server",
        "cogs/model.py",
        "if scope is ModelScope.SERVER and not can_manage(interaction):",
        "if scope is ModelScope.SERVER and interaction.guild_id is None:",
        (f"{PERMISSIONS}test_the_servers_model_takes_manage_server_and_nothing_else",),
    ),
    Mutant(
        "anybody_deletes_a_persona",
        "bot/orders/personas.py",
        "if persona.user_id != user_id and not manages:",
        "if not persona.user_id and not manages:",
        ("tests/bot/orders/test_personas.py::test_anybody_else_does_not",),
    ),
    Mutant(
        "only_managers_delete_a_persona",
        "bot/orders/personas.py",
        "if persona.user_id != user_id and not manages:",
        "if not manages:",
        ("tests/bot/orders/test_personas.py::test_whoever_made_it_or_manages_the_server_deletes_it_once",),
    ),
    Mutant(
        "maker_sees_a_channel_that_was_closed_to_them",
        "data/viewers.py",
        "(maker == self.user_id and channel_id not in self.closed)",
        "maker == self.user_id",
        ("tests/data/test_viewers.py::test_whoever_reads_a_channel_sees_what_was_made_there",),
    ),
    Mutant(
        "lists_show_a_channel_that_was_closed_to_its_maker",
        "data/viewers.py",
        "and_(jobs.user_id == viewer.user_id, jobs.channel_id.not_in(sorted(viewer.closed)))",
        "and_(jobs.user_id == viewer.user_id)",
        ("tests/data/test_viewers.py::test_many_rows_are_judged_like_one",),
    ),
    Mutant(
        "clip_of_another_server_is_found",
        "data/clips.py",
        "_clips.id == clip_row_id, _clips.guild_id == guild_id)",
        "_clips.id == clip_row_id)",
        (f"{CLIPS}test_a_clip_belongs_to_one_guild",),
    ),
    Mutant(
        "clip_of_a_closed_channel_is_found",
        "data/clips.py",
        "return Clip(*columns) if viewer is None or viewer.can_see(channel_id, maker) else None",
        "return Clip(*columns) if channel_id and maker else None",
        (f"{SOURCES}test_a_clip_of_a_channel_that_is_closed_to_somebody_is_no_source",),
    ),
    Mutant(
        "list_names_clips_of_closed_channels",
        "data/clips.py",
        "    living.append(seen_by(viewer))\n",
        "",
        (f"{SOURCES}test_a_mashup_offers_only_what_the_person_may_hear",),
    ),
    Mutant(
        "list_names_clips_of_other_servers",
        "data/clips.py",
        "[_clips.guild_id == guild_id, _clips.state == ClipState.SUCCEEDED,",
        "[_clips.state == ClipState.SUCCEEDED,",
        (f"{CLIPS}test_the_last_finished_clips_of_a_guild_newest_first",),
    ),
    Mutant(
        "deleted_clip_is_a_source",
        "bot/orders/planning.py",
        "if source is None or source.deleted_at is not None:",
        "if source is None:",
        ("tests/bot/orders/test_drafts.py::test_a_draft_whose_clip_was_deleted_says_so",),
    ),
    Mutant(
        "second_clip_may_be_hidden",
        "bot/orders/planning.py",
        "other = await clips.get(tx, other_id, guild_id=order.guild_id, viewer=order.viewer)",
        "other = await clips.get(tx, other_id, guild_id=order.guild_id, viewer=None)",
        (f"{SOURCES}test_a_clip_of_a_channel_that_is_closed_to_somebody_is_no_source",),
    ),
    Mutant(
        "clips_of_two_families_are_mixed",
        "bot/orders/planning.py",
        "if source is not None and other.family != source.family:",
        "if source is None and other.family:",
        (f"{SOURCES}test_a_mashup_takes_two_clips_of_one_server_and_family",),
    ),
    Mutant(
        "persona_of_another_server_sings",
        "bot/orders/planning.py",
        "if spec.needs_persona and wanted and wanted not in {persona.vendor_id for persona in living}:",
        "if spec.needs_persona and wanted and not living:",
        (f"{VOICES}test_a_persona_of_another_server_or_of_nobody_sings_nothing",),
    ),
    Mutant(
        "persona_of_another_server_is_deleted",
        "data/personas.py",
        "_personas.id == persona_id, _personas.guild_id == guild_id, _personas.deleted_at",
        "_personas.id == persona_id, _personas.deleted_at",
        ("tests/data/test_personas.py::test_a_persona_belongs_to_one_guild",),
    ),
    Mutant(
        "deleted_persona_is_offered",
        "data/personas.py",
        "where(_personas.guild_id == guild_id, _personas.deleted_at.is_(None))",
        "where(_personas.guild_id == guild_id)",
        ("tests/data/test_personas.py::test_a_persona_is_deleted_once_and_no_longer_offered",),
    ),
    Mutant(
        "draft_of_somebody_else_is_ordered",
        "data/drafts.py",
        "(drafts.id == draft_id, drafts.guild_id == guild_id, drafts.user_id == user_id)",
        "(drafts.id == draft_id, drafts.guild_id == guild_id)",
        (f"{DRAFTS}test_a_draft_is_found_by_its_member_in_its_guild_alone",),
    ),
    Mutant(
        "draft_is_ordered_in_another_server",
        "data/drafts.py",
        "(drafts.id == draft_id, drafts.guild_id == guild_id, drafts.user_id == user_id)",
        "(drafts.id == draft_id, drafts.user_id == user_id)",
        (f"{DRAFTS}test_a_draft_is_found_by_its_member_in_its_guild_alone",),
    ),
    Mutant(
        "draft_is_kept_for_ever",
        "data/drafts.py",
        "    await forget_old(tx, now=now)\n",
        "",
        (f"{DRAFTS}test_a_draft_is_forgotten_after_a_day",),
    ),
    Mutant(
        "draft_that_is_too_old_is_ordered",
        "data/drafts.py",
        "where(*own, drafts.created_at > now - LIFETIME)",
        "where(*own)",
        (f"{DRAFTS}test_a_draft_is_forgotten_after_a_day",),
    ),
    Mutant(
        "drafts_of_everybody_make_room_for_one",
        "data/drafts.py",
        "delete(tables.drafts).where(drafts.user_id == user_id, drafts.id.not_in(newest))",
        "delete(tables.drafts).where(drafts.id.not_in(newest))",
        (f"{DRAFTS}test_a_member_keeps_only_the_newest",),
    ),
    Mutant(
        "draft_is_ordered_twice",
        "bot/orders/order.py",
        "    if not await drafts.remove(tx, draft.id):\n",
        "    if not await drafts.remove(tx, draft.id) and draft.price < 0:\n",
        ("tests/bot/orders/test_drafts.py::test_a_draft_is_its_members_alone_and_used_once",),
    ),
    Mutant(
        "confirmed_order_leaves_its_draft",
        "cogs/orders.py",
        "agreed_price=draft.price, draft=draft)",
        "agreed_price=draft.price)",
        (f"{PRESSES}test_a_price_that_rose_is_asked_again_and_charged_once",),
    ),
    Mutant(
        "form_of_a_song_charges_what_it_did_not_show",
        "cogs/song.py",
        "agreed_price=form.price, repeatable=False)",
        "repeatable=False)",
        (f"{PRESSES}test_a_price_that_rose_is_asked_again_and_charged_once",),
    ),
    Mutant(
        "form_of_a_clip_charges_what_it_did_not_show",
        "cogs/clip_actions.py",
        "agreed_price=form.price, repeatable=False)",
        "repeatable=False)",
        (f"{PRESSES}test_a_form_of_a_clip_that_showed_a_lower_price_is_asked_again",),
    ),
    Mutant(
        "confirmed_order_charges_what_its_button_did_not_say",
        "cogs/orders.py",
        "agreed_price=draft.price, draft=draft)",
        "draft=draft)",
        (f"{PRESSES}test_a_price_that_rises_once_more_is_asked_once_more",),
    ),
    Mutant(
        "card_nobody_was_shown_is_not_withdrawn",
        "cogs/orders.py",
        '        await services.lifecycle.cancel(job, "")\n',
        "",
        ("tests/e2e/test_answers.py::test_a_form_whose_answer_came_too_late_can_be_sent_again",),
    ),
    Mutant(
        "private_sentence_is_read_by_everybody",
        "cogs/components/replies.py",
        "await interaction.response.send_message(sentence, ephemeral=True, **kept)",
        "await interaction.response.send_message(sentence, **kept)",
        (f"{PRESSES}test_what_was_kept_is_its_members_alone",),
    ),
    Mutant(
        "menu_of_a_clip_is_read_by_everybody",
        "cogs/clip_actions.py",
        "view=_menu_of(menu), ephemeral=True)",
        "view=_menu_of(menu), ephemeral=False)",
        ("tests/e2e/test_more.py::test_a_menu_is_private_and_has_what_the_family_can_do_with_its_price",),
    ),
    Mutant(
        "new_message_mentions_people",
        "cogs/cards/message.py",
        "        if self.content is not None:\n",
        '        arguments.pop("allowed_mentions")\n        if self.content is not None:\n',
        ("tests/cogs/cards/test_message.py::test_a_finished_song_has_two_files_two_pictures_and_its_buttons",),
    ),
    Mutant(
        "forged_id_with_a_leading_zero_is_read",
        "cogs/components/custom_id.py",
        '_ROW_ID: Final = r"[1-9][0-9]{0,17}"',
        '_ROW_ID: Final = r"[0-9]{1,18}"',
        (f"{ROUTER}::test_unknown_and_forged_names_are_nobodys",),
    ),
    Mutant(
        "name_with_something_behind_it_is_read",
        "cogs/components/custom_id.py",
        "match = re.fullmatch(",
        "match = re.match(",
        ("tests/cogs/test_router.py::test_unknown_and_forged_names_are_nobodys",),
    ),
    Mutant(
        "published_button_is_written_otherwise",
        "cogs/components/custom_id.py",
        'template = "clip:v1:{action}:{clip_id}"',
        'template = "clip:v1:{clip_id}:{action}"',
        ("tests/cogs/test_router.py::test_every_button_and_menu_ever_shipped_is_read",),
    ),
    Mutant(
        "words_can_mention_everybody",
        "cogs/text/escape.py",
        'return escaped.replace("@", f"@{_BREAK}")',
        "return escaped",
        (f"{ESCAPE}::test_nothing_of_it_works",),
    ),
    Mutant(
        "words_can_turn_the_direction_of_a_line",
        "cogs/text/escape.py",
        'in ("Cc", "Cf", "Cs", "Co")',
        'in ("Cc", "Cs", "Co")',
        ("tests/cogs/text/test_escape.py::test_nothing_of_it_works",),
    ),
    Mutant(
        "escapes_make_a_text_too_long",
        "cogs/text/escape.py",
        "    while (over := utf16_length(_escape(kept)) - (limit - 1)) > 0:",
        "    while (over := utf16_length(kept) - (limit - 1)) > 0:",
        (f"{ESCAPE}::test_the_limit_holds_where_nearly_everything_is_escaped",),
    ),
    Mutant(
        "untouched_field_cuts_the_lyrics",
        "cogs/forms/form.py",
        "return text if utf16_length(text) <= limit and is_untouched(typed, shown_text(text, limit)) else typed",
        "return typed",
        ("tests/cogs/forms/test_form.py::test_a_text_that_came_back_untouched_is_meant_to_its_end_where_it_is_taken",),
    ),
    Mutant(
        "text_that_nobody_takes_comes_back_whole",
        "cogs/forms/form.py",
        "return text if utf16_length(text) <= limit and is_untouched",
        "return text if is_untouched",
        ("tests/cogs/forms/test_form.py::test_a_text_that_came_back_untouched_is_meant_to_its_end_where_it_is_taken",),
    ),
    Mutant(
        "client_that_changes_white_space_loses_lyrics",
        "cogs/forms/form.py",
        "return typed.split() == shown.split()",
        "return typed == shown",
        (f"{FORM}::test_a_field_is_untouched_whatever_a_client_does_to_white_space",),
    ),
    Mutant(
        "form_is_charged_what_another_choice_costs",
        "cogs/forms/upload_form.py",
        "return THEN[then], offered[then]",
        "return THEN[then], max(offered.values())",
        (f"{UPLOAD_FORM}::test_a_sent_form_is_charged_what_its_choice_said",),
    ),
    Mutant(
        "recording_is_taken_whoever_owns_it",
        "cogs/text/consent.py",
        "return int(sent) if sent in map(str, self.versions) else 0",
        "return self.newest",
        (f"{UPLOAD_FORM}::test_a_form_agrees_to_the_version_that_it_showed",),
    ),
    Mutant(
        "form_that_is_opened_again_forgets_what_was_chosen",
        "cogs/forms/filling.py",
        "option.default = option.value == fields[item.custom_id]",
        "option.default = not fields[item.custom_id]",
        (f"{UPLOAD_FORM}::test_a_form_that_is_opened_again_holds_what_was_typed_chosen_and_agreed_to",),
    ),
    Mutant(
        "channel_whose_past_is_closed_is_read",
        "cogs/permissions.py",
        "return allowed.view_channel and allowed.read_message_history",
        "return allowed.view_channel",
        ("tests/cogs/test_permissions.py",),
    ),
    Mutant(
        "private_thread_is_read_by_everybody",
        "cogs/permissions.py",
        "channel.is_private() and not allowed.manage_threads:",
        "channel.is_private() and not allowed.view_channel:",
        (f"{CLOSED}test_a_private_thread_keeps_its_songs",),
    ),
)
