"""Mistakes in who is told and who is greeted: the wrong person pinged, everybody pinged, twice, or never."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

NOTICES = "tests/cogs/test_notices.py::"
WAITING = "tests/bot/delivery/test_notices.py::"
GREETINGS = "tests/data/guilds/test_greetings.py::"
WELCOME = "tests/cogs/servers/test_welcome.py::"
FIRST_MINUTE = "tests/e2e/test_first_minute.py::"
SETTINGS = "tests/e2e/test_settings.py::"

MUTANTS = (
    Mutant(
        "notice_pings_nobody",
        "cogs/notices.py",
        "users=[discord.Object(user_id)]",
        "users=[]",
        (f"{NOTICES}test_who_waited_more_than_a_minute_is_told_once_by_a_reply",),
    ),
    Mutant(
        "notice_is_said_again_after_a_crash",
        "cogs/notices.py",
        "reference=replied, nonce=nonce,",
        "reference=replied,",
        (f"{NOTICES}test_a_reply_whose_answer_was_lost_is_not_said_twice",),
    ),
    Mutant(
        "notice_ends_where_the_bot_may_not_write",
        "cogs/notices.py",
        "if refresh.is_token_alive(job, bot.services.context.now()):",
        "if False:",
        (f"{NOTICES}test_without_the_right_to_write_it_follows_by_the_interactions_token",),
    ),
    Mutant(
        "song_posted_anew_pings_who_turned_it_off",
        "cogs/delivery.py",
        "notice = [notice_text(status)] if status.tells_asker else []",
        "notice = [notice_text(status)]",
        (f"{NOTICES}test_a_song_that_is_posted_anew_pings_nobody_who_turned_it_off",),
    ),
    Mutant(
        "letter_is_followed_by_a_notice",
        "cogs/delivery.py",
        "return way not in (self._edit_by_token, self._edit_by_bot)",
        "return False",
        (f"{NOTICES}test_a_song_that_is_posted_anew_tells_by_itself",),
    ),
    Mutant(
        "whoever_waited_little_is_told",
        "bot/delivery/notices.py",
        "now - job.created_at > LONG_WAIT",
        "now >= job.created_at",
        (f"{WAITING}test_more_than_a_minute_is_long",),
    ),
    Mutant(
        "server_that_turned_notices_off_is_not_asked",
        "data/guilds/notice_settings.py",
        "return self.member and self.server",
        "return self.member",
        (f"{NOTICES}test_who_turned_it_off_is_not",),
    ),
    Mutant(
        "server_is_greeted_by_every_process",
        "data/guilds/greetings.py",
        "is_ours = await upsert(tx, tables.guilds, where=fresh,",
        "is_ours = await upsert(tx, tables.guilds,",
        (f"{GREETINGS}test_of_many_that_hear_of_it_at_once_one_greets",),
    ),
    Mutant(
        "server_is_greeted_at_every_start_where_the_clock_is_behind",
        "data/guilds/greetings.py",
        "at = max(now, joined_at)",
        "at = now",
        (f"{GREETINGS}test_a_clock_that_is_behind_discords_greets_once",),
    ),
    Mutant(
        "server_whose_greeting_a_killed_process_claimed_is_never_greeted",
        "data/guilds/greetings.py",
        ", claimed_at <= now - CLAIM_LASTS),",
        "),",
        (f"{GREETINGS}test_a_claim_of_whoever_was_killed_before_the_greeting_is_taken_over_after_minutes",),
    ),
    Mutant(
        "server_whose_greeting_a_killed_process_claimed_is_looked_at_once",
        "cogs/servers/welcome.py",
        "while wait is not None:",
        "while False:",
        (f"{WELCOME}test_a_server_whose_greeting_a_killed_process_claimed_is_greeted_once_its_claim_is_over",),
    ),
    Mutant(
        "members_change_what_holds_for_the_server",
        "cogs/settings/section.py",
        "    if not can_manage(interaction):\n        raise",
        "    if False:\n        raise",
        (f"{SETTINGS}test_managers_alone_change_what_holds_for_the_server",),
    ),
    Mutant(
        "server_joined_while_the_bot_was_away_is_not_greeted",
        "cogs/servers/welcome.py",
        "async def on_guild_available(",
        "async def on_guild_back(",
        (f"{FIRST_MINUTE}test_a_server_is_greeted_once_also_where_the_bot_was_away",),
    ),
)
