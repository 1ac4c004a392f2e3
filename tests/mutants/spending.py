"""Mistakes in what is seen of credits: sums that differ, rows that are missing, who sees it, cells that run."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

SPENDING = "tests/data/test_spending.py::"
STATEMENTS = "tests/bot/status/test_statements.py::"
SEEN = "tests/e2e/test_credits.py::test_each_sees_their_part_and_who_manages_the_server_sees_whom_it_went_on"

MUTANTS = (
    Mutant(
        "anybody_sees_whom_credits_went_on",
        "cogs/commands/credits.py",
        "    _require_manager(interaction)\n    table",
        "    table",
        (SEEN,),
    ),
    Mutant(
        "anybody_has_the_ledger_sent",
        "cogs/commands/credits.py",
        "    _require_manager(interaction)\n    guild_id, month",
        "    guild_id, month",
        (SEEN,),
    ),
    Mutant(
        "month_of_the_table_begins_by_utc",
        "data/spending.py",
        "return begins - _EDGE, following + _EDGE",
        "return begins, following",
        (f"{SPENDING}test_a_day_begins_by_the_guilds_own_clock",),
    ),
    Mutant(
        "what_ends_late_is_missing_in_the_ledger",
        "data/spending.py",
        "if (await tx.execute(select(some).where(some >= end).limit(1))).first() is not None:",
        "if (await tx.execute(select(some).where(some < 0).limit(1))).first() is not None:",
        (f"{SPENDING}test_what_ends_long_after_its_month_is_in_its_months_ledger_alone",),
    ),
    Mutant(
        "what_came_back_stays_in_the_running_sum",
        "data/spending.py",
        "return -self.hold",
        "return 0",
        (f"{STATEMENTS}test_all_parts_say_the_same_when_a_month_turns_with_songs_under_way",),
    ),
    Mutant(
        "part_of_a_file_is_as_long_as_it_likes",
        "bot/status/ledger_csv.py",
        "if self._size + len(line) > self._limit and self._has_rows:",
        "if self._size > self._limit and self._has_rows:",
        (f"{STATEMENTS}test_a_long_ledger_comes_in_parts_below_the_limit_that_are_read_as_one",),
    ),
    Mutant(
        "formula_is_run_by_a_spreadsheet",
        "bot/status/ledger_csv.py",
        'return f"\'{cell}" if cell.startswith(_RUNS) else cell',
        "return cell",
        (f"{STATEMENTS}test_a_cell_that_a_spreadsheet_would_run_is_text",),
    ),
)
