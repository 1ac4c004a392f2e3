"""The probe's table as lines of text: a verdict in words, what was looked at, what is documented and what was seen."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.probe.rows import Api, Row, Verdict

TITLES: Final = {Api.MUSICAPI: "MusicAPI", Api.DISCORD: "Discord"}
VERDICTS: Final = max(len(verdict) for verdict in Verdict)
INDENT: Final = " " * (VERDICTS + 2)


def table(rows: Sequence[Row], width: int) -> str:
    """The rows of each API below its name, and below all of them how many there are of each verdict."""
    lines = list[str]()
    for api in Api:
        if mine := [row for row in rows if row.api is api]:
            lines += [TITLES[api], *(line for row in mine for line in _lines(row, width)), ""]
    return "\n".join([*lines, summary(rows), ""])


def summary(rows: Sequence[Row]) -> str:
    """Such as `31 as documented, 2 differs`; a sentence where nothing was looked at."""
    counts = Counter(row.verdict for row in rows)
    told = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    return ", ".join(told) or "Nothing was looked at."


def _lines(row: Row, width: int) -> list[str]:
    head = f"{row.verdict:<{VERDICTS}}  "
    if row.verdict is Verdict.SAME or not row.documented:
        return _wrap(f"{head}{row.check}: {row.seen}", width)
    return [
        *_wrap(f"{head}{row.check}", width),
        *_wrap(f"{INDENT}documented: {row.documented}", width),
        *_wrap(f"{INDENT}seen: {row.seen}", width),
    ]


def _wrap(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    text = line.strip() if indent else line
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=f"{INDENT}  ", break_on_hyphens=False)
