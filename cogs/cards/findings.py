"""Pure: what the doctor found, for operators: what is wrong first, each with what mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord

from bot.doctor.findings import Finding, Grade
from cogs.components.panels import panel, text
from cogs.text.catalog import say
from cogs.text.escape import fitting_lines
from cogs.text.finding_words import check_of, grade_of, mend_of, sentence_of, summary_of

ROOM: Final = 3_600  # units of text; Discord takes 4,000 in all
_ORDER: Final = (Grade.WRONG, Grade.WARNING, Grade.OK)


def findings_panel(found: Sequence[Finding]) -> discord.ui.LayoutView:
    """All findings, as many as have room, the worst first; within a grade in the order of the checks."""
    lines = [_lines_of(each) for each in sorted(found, key=lambda each: _ORDER.index(each.grade))]
    shown = fitting_lines(lines, ROOM)
    more = len(lines) - len(shown)
    return panel(
        say("findings-title"), [text(summary_of(found), *shown, say("findings-more", count=more) if more else "")]
    )


def _lines_of(finding: Finding) -> str:
    grade, check = grade_of(finding.grade), check_of(finding.check)
    line = say("findings-line", grade=grade, check=check, says=sentence_of(finding, markdown=True))
    mend = mend_of(finding)
    return f"{line}\n-# {mend}" if mend else line
