"""Pure: what the checks of `bot/doctor` found, in words: a sentence for each finding, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.findings import Check, Finding, Grade, What
from cogs.text.catalog import is_said, say
from cogs.text.escape import escape_markdown
from cogs.text.sentences import list_of, paragraph_of

LONGEST_FACT = 200  # characters of somebody else's words


def sentence_of(finding: Finding, *, markdown: bool = False) -> str:
    """What was found; other people's words in it are made harmless where they are shown as `markdown`."""
    return say(message_of(finding.what), **_spoken(finding, markdown=markdown))


def mend_of(finding: Finding) -> str:
    """What to do about it; empty where nothing needs to be done."""
    if finding.grade is Grade.OK or not is_said(name := f"{message_of(finding.what)}.mend"):
        return ""
    return say(name)


def message_of(what: What) -> str:
    """The name of the catalog's message about what was found."""
    return f"finding-{what.value}"


def check_of(check: Check) -> str:
    """What is looked at."""
    return say("finding-check", check=check.value)


def grade_of(grade: Grade) -> str:
    """How it is, in a word."""
    return say("finding-grade", grade=grade.value)


def summary_of(found: Sequence[Finding]) -> str:
    """How many findings are wrong or worth a warning."""
    wrong, warned = (sum(each.grade is grade for each in found) for grade in (Grade.WRONG, Grade.WARNING))
    if not wrong and not warned:
        return say("finding-none-wrong")
    return paragraph_of(
        line
        for line in (
            say("finding-count-wrong", count=wrong) if wrong else "",
            say("finding-count-warning", count=warned) if warned else "",
        )
        if line
    )


def _spoken(finding: Finding, *, markdown: bool) -> dict[str, str | float]:
    spoken = dict[str, str | float]()
    for name, fact in finding.facts.items():
        if isinstance(fact, tuple):
            fact = list_of(fact)
        is_word = isinstance(fact, str) and markdown
        spoken[name] = escape_markdown(str(fact), LONGEST_FACT) if is_word else fact
    return spoken
