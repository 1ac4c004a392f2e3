"""Mistakes in the probe of the real services: what was paid for is lost, or more is spent than was agreed to."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

BUYING = "tests/bot/probe/test_buying.py::"
DISCORD = "tests/bot/probe/test_discord.py::"
OUTPUT = "tests/bot/probe/test_output.py::"
RECORDER = "tests/bot/probe/test_recorder.py::"
REDACTION = "tests/bot/probe/test_redaction.py::"
INTERRUPTS = "tests/bot/concurrency/test_interrupts.py::"

MUTANTS = (
    Mutant(
        "a_closed_terminal_ends_what_is_paid_for",
        "bot/probe/output.py",
        "except (OSError, ValueError):  # a terminal",
        "except BrokenPipeError:  # a terminal",
        (f"{OUTPUT}test_a_terminal_that_was_closed_ends_nothing",),
    ),
    Mutant(
        "the_kernel_and_the_shell_hang_up_and_tear_the_end",
        "bot/concurrency/interrupts.py",
        "if is_interrupted and number == signal.SIGHUP:",
        "if False:",
        (f"{INTERRUPTS}test_a_terminal_that_closes_hangs_up_several_times_and_tears_nothing",),
    ),
    Mutant(
        "a_long_integer_ends_the_probe",
        "bot/probe/redaction.py",
        "if isinstance(found, float) and not math.isfinite(found):",
        "if not math.isfinite(found):",
        (f"{REDACTION}test_an_id_that_is_a_number_is_one_still",),
    ),
    Mutant(
        "a_create_makes_room_for_polls",
        "bot/probe/recorder.py",
        'if exchange.method == "GET":\n            self._asked',
        "if exchange.path:\n            self._asked",
        (f"{RECORDER}test_of_many_answers_to_one_question_the_first_and_the_last_are_kept",),
    ),
    Mutant(
        "a_lost_answer_is_taken_for_a_refusal",
        "bot/probe/free_checks.py",
        "return answer.silence in UNSENT if answer.status is None else",
        "return True if answer.status is None else",
        (f"{BUYING}test_where_nobody_knows_whether_it_was_taken_no_more_of_it_is_asked_for",),
    ),
    Mutant(
        "what_was_seen_of_discord_is_kept_at_the_end_alone",
        "bot/probe/discord.py",
        "asked.table, asked.exchanges, asked.secrets = table, recorder.exchanges, api.secrets",
        "asked.secrets = api.secrets",
        (f"{DISCORD}test_what_was_seen_is_there_before_anything_is_waited_for",),
    ),
)
