"""Mistakes about what is stored of people: handed out, erased, forgotten in time, and what outlives it on purpose."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

ERASER = "tests/bot/privacy/test_eraser.py::"
EXPORTING = "tests/bot/privacy/test_exporting.py::"
IN_TIME = "tests/bot/privacy/test_in_time.py::"
LASTING = "tests/bot/privacy/test_lasting.py::"
WHOLE = f"{ERASER}test_nothing_of_a_member_is_left_anywhere_and_the_books_balance[sqlite]"
CARDS = f"{ERASER}test_what_moderators_were_shown_of_a_member_goes_before_its_row_does"
SHARE = f"{LASTING}test_a_deletion_fills_up_no_share[sqlite-month]"

MUTANTS = (
    Mutant(
        "erased_song_keeps_its_words",
        "data/privacy/erasures.py",
        'values(dict(OF_TABLE["jobs"].forgets))',
        "values(user_id=ERASED_MEMBER)",
        (WHOLE,),
    ),
    Mutant(
        "deletion_takes_what_is_ordered_afterwards",
        "data/privacy/erasures.py",
        "    return and_(_jobs.user_id == erasure.user_id, _jobs.created_at <= erasure.asked_at)\n",
        "    return and_(_jobs.user_id == erasure.user_id)\n",
        (f"{ERASER}test_what_is_ordered_afterwards_is_its_members_again",),
    ),
    Mutant(
        "deletion_forgets_that_messages_were_to_go",
        "data/privacy/erasures.py",
        "        both = or_(_erasures.with_messages, literal(with_messages))\n",
        "        both = literal(with_messages)\n",
        (f"{ERASER}test_asked_twice_it_is_one_erasure_with_the_messages_if_they_were_wanted_once",),
    ),
    Mutant(
        "cards_row_goes_before_the_card",
        "data/privacy/erasures.py",
        "            of_theirs = and_(of_theirs, _cases.message_id.is_(None))\n",
        "            pass\n",
        (CARDS,),
    ),
    Mutant(
        "moderators_keep_what_was_asked_for_where_messages_stay",
        "bot/privacy/eraser.py",
        "        return songs if erasure.user_id is None else [*songs, *await read(erasures.cards_of, jobs)]\n",
        "        return songs\n",
        (CARDS,),
    ),
    Mutant(
        "deletion_ends_while_a_card_is_left",
        "data/privacy/erasures.py",
        "    if first is not None or shown or now - erasure.asked_at < SETTLING:\n",
        "    if first is not None or now - erasure.asked_at < SETTLING:\n",
        (f"{ERASER}test_an_erasure_does_not_end_before_a_card_that_was_just_posted_is_gone",),
    ),
    Mutant(
        "discord_that_refuses_holds_up_a_deletion_for_ever",
        "bot/privacy/eraser.py",
        "            if self._context.now() - since < UNREMOVED:\n",
        "            if since:\n",
        (f"{ERASER}test_a_card_that_cannot_be_removed_keeps_nothing_for_longer_than_a_day",),
    ),
    Mutant(
        "message_that_was_just_posted_is_forgotten_with_its_job",
        "data/privacy/erasures.py",
        "await messages(tx, batch.jobs)} <= set(removed):\n",
        "await messages(tx, batch.jobs)}:\n",
        (f"{ERASER}test_a_song_that_is_posted_while_it_is_erased_goes_with_the_others[sqlite]",),
    ),
    Mutant(
        "song_that_is_gone_can_be_posted_once_more",
        "bot/library/songs.py",
        "        if not await changes.are_there(tx, clip_ids):\n",
        "        if not clip_ids:\n",
        (f"{ERASER}test_a_song_that_is_posted_after_it_was_erased_is_removed_however_often_that_takes[sqlite]",),
    ),
    Mutant(
        "refusal_that_may_pass_counts_as_a_removal",
        "cogs/message_removal.py",
        "meaning_of(error, by_token=False) is not Meaning.CLOSED:\n",
        "meaning_of(error, by_token=False) is Meaning.LATER:\n",
        ("tests/e2e/test_songs.py::test_what_is_brought_back_while_it_is_deleted_goes_again",),
    ),
    Mutant(
        "deletion_fills_up_a_share",
        "data/privacy/erasures.py",
        "        await member_use.keep_erased(tx, erasure.user_id, job_ids, now=now)\n",
        "        pass\n",
        (SHARE,),
    ),
    Mutant(
        "share_of_another_server_is_used_up",
        "data/jobs/member_use.py",
        '    _erased.guild_id == bindparam("guild", type_=BigInteger),\n',
        '    bindparam("guild", type_=BigInteger) > 0,\n',
        (SHARE,),
    ),
    Mutant(
        "use_of_the_erased_stays_for_ever",
        "bot/privacy/eraser.py",
        "        await self._context.database.write(member_use.forget_erased, now=now)\n",
        "",
        (f"{LASTING}test_what_counts_for_no_share_any_more_is_forgotten",),
    ),
    Mutant(
        "what_failed_uses_up_a_share",
        "data/jobs/member_use.py",
        "_jobs.created_at > now - KEPT, _jobs.state != JobState.FAILED)",
        "_jobs.created_at > now - KEPT)",
        (f"{LASTING}test_what_is_made_while_its_member_is_erased_counts_all_along_and_what_failed_never",),
    ),
    Mutant(
        "deletion_ends_the_pause_between_two_songs",
        "data/jobs/member_use.py",
        "    return max((at for at in found if at is not None), default=None)\n",
        "    return found[0]\n",
        (f"{LASTING}test_a_deletion_ends_no_pause_between_two_songs",),
    ),
    Mutant(
        "deletion_lifts_a_block",
        "data/guilds/member_blocks.py",
        "        await insert_once(tx, tables.member_blocks, **about)\n",
        "        pass\n",
        (f"{ERASER}test_whom_a_server_blocked_stays_so_there_and_who_decided_is_not_named",),
    ),
    Mutant(
        "export_says_nothing_of_blocks",
        "data/privacy/exports.py",
        "    await _read_blocks(tx, user_id, rows)\n",
        "",
        (f"{LASTING}test_a_member_is_told_where_they_are_blocked_since_when_and_not_by_whom",),
    ),
    Mutant(
        "export_hands_out_what_others_made",
        "data/privacy/exports.py",
        "    own = select(_jobs.id).where(between, _jobs.user_id == user_id)",
        "    own = select(_jobs.id).where(between)",
        (f"{EXPORTING}test_everything_that_an_erasure_takes_is_handed_out_but_secrets[sqlite]",),
    ),
    Mutant(
        "reports_outlive_the_words_of_their_song",
        "data/privacy/old_words.py",
        "    await cases.forget_words(tx, job_ids, now=now)\n",
        "",
        (f"{IN_TIME}test_what_was_said_of_old_songs_is_forgotten_and_the_moderators_cards_follow",),
    ),
)
