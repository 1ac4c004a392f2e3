"""Every finding of the doctor is said in a sentence with all of its facts, and what is not well says what mends it."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from bot.doctor.findings import Check, Finding, Grade, What
from cogs.cards.findings import findings_panel
from cogs.text.finding_words import check_of, grade_of, mend_of, message_of, sentence_of, summary_of
from sandbox.discord.component_rules import texts
from tests.cogs.text.reading import PATTERNS, ROOT, facts_of

MAKING = ("ok", "warning", "wrong", "worse")
FACTS: dict[str, Any] = {"count": 1, "names": ("a", "b"), "why": "timeout", "which": "database"}


def _made() -> list[tuple[str, What, set[str]]]:
    """Every finding that a check makes: how, what, and with which facts."""
    found = list[tuple[str, What, set[str]]]()
    for path in (ROOT / "bot" / "doctor").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            named = node.args[1]
            if isinstance(named, ast.Attribute) and isinstance(named.value, ast.Name) and named.value.id == "What":
                how = node.func.id if isinstance(node.func, ast.Name) else "either"
                found.append((how, What[named.attr], {each.arg or "**" for each in node.keywords}))
    return found


def test_every_finding_is_made_with_the_facts_that_its_sentence_says() -> None:
    made = _made()
    dynamic = {What.KEY_REFUSED, What.VENDOR_ODD, What.DATABASE_READY, What.DOOR_ASLEEP, What.LOOP_SLOW}
    assert {what for _, what, _ in made} | dynamic == set(What)
    for _, what, facts in made:
        assert "**" in facts or facts == facts_of(message_of(what)), what


@pytest.mark.parametrize("what", What)
def test_what_was_found_is_said(what: What) -> None:
    facts = {name: FACTS.get(name, "3") for name in facts_of(message_of(what))}
    finding = Finding(Check.KEY, Grade.WRONG, what, facts)
    assert sentence_of(finding)
    good = {each for how, each, _ in _made() if how == "ok"} | {What.DATABASE_READY}
    assert bool(mend_of(finding)) == (what not in good)


def test_every_check_and_grade_has_a_word_of_its_own() -> None:
    assert len({check_of(each) for each in Check}) == len(Check)
    assert len({grade_of(each) for each in Grade}) == len(Grade)
    assert all(len(check_of(each)) <= 18 for each in Check)
    assert all(len(grade_of(each)) <= 7 for each in Grade)


def test_the_panel_shows_the_worst_first_and_makes_other_peoples_words_harmless() -> None:
    good = Finding(Check.SETTINGS, Grade.OK, What.SETTINGS_READ)
    bad = Finding(Check.PROCESSES, Grade.WRONG, What.PROCESS_UNWELL, {"says": "**@everyone**"})
    (title, said) = texts(findings_panel([good, bad]).to_components())
    assert title == "## Doctor"
    lines = said.splitlines()
    assert lines[0] == summary_of([good, bad]) == "1 thing is wrong."
    assert lines[1].startswith("WRONG · **Processes** · ")
    assert "**@everyone**" not in said
    assert lines[2].startswith("-# Look at its log.")
    assert lines[3].startswith("OK · **Settings**")


def test_a_panel_of_too_much_says_how_much_more_there_is() -> None:
    much = [Finding(Check.DATABASE, Grade.WRONG, What.DATABASE_AWAY, {"says": "x" * 300})] * 40
    (_, said) = texts(findings_panel(much).to_components())
    assert len(said) <= 4_000
    assert "are in: python -m bot doctor" in said


def test_no_message_about_findings_is_left_over() -> None:
    ours = {name for name in PATTERNS if name.startswith("finding-")}
    known = {message_of(what) for what in What}
    about = {"check", "grade", "none-wrong", "count-wrong", "count-warning"}
    assert {name.partition(".")[0] for name in ours} == known | {f"finding-{each}" for each in about}
