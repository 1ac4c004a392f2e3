"""The table of clients and steps in docs/sandbox.md, and the notes below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.sandbox.strangers.clients import CLIENTS
from tests.sandbox.strangers.script import LACKS, NO, STEPS, YES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.sandbox.strangers.script import Played

PATH = Path(__file__).resolve().parents[3] / "docs" / "sandbox.md"
BEGIN, END = "<!-- strangers: written by make strangers -->", "<!-- end of strangers -->"
NOTES = "¹²³⁴⁵⁶⁷⁸⁹"
JOIN = "https://github.com/discord/discord-api-docs/issues/2978"
CONTENT = "https://docs.discord.com/developers/events/gateway#message-content-intent"
# What is not simply ticked, by client and step: what a library lacks, and what fails with the real Discord as well.
REASONS: dict[tuple[str, str], tuple[str, str]] = {
    ("hikari", "A form with menus and files"): (LACKS, "hikari 2.7 builds no labels: a form has rows of text inputs."),
    ("nextcord", "A form with menus and files"): (LACKS, "nextcord 2.6 knows neither labels nor layouts."),
    ("nextcord", "Layouts"): (LACKS, "nextcord 2.6 knows neither labels nor layouts."),
    ("nextcord", "A message's menu"): (
        NO,
        (
            "nextcord 2.6 takes the message that it heard before (`get_messages_from_interaction`), not the one that "
            f"comes with the menu, and what it heard [has no content without the intent]({CONTENT})."
        ),
    ),
    ("nextcord", "Every request as documented"): (
        YES,
        f"But one: nextcord 2.6 joins threads by `POST`, which Discord [takes as well as `PUT`]({JOIN}).",
    ),
}


def column(played: Played) -> list[str]:
    """A client's version and marks, as they stand in the table."""
    return [played.client.version, *(_cell(played.client.key, name, one.mark) for name, one in played.results.items())]


def unexplained(played: Played) -> list[str]:
    """The steps whose mark is neither a tick nor the one that a note explains, with what happened."""
    key = played.client.key
    return [
        f"{one.mark} {name}: {one.why}"
        for name, one in played.results.items()
        if one.mark != REASONS.get((key, name), (YES,))[0]
    ]


def text(played: Iterable[Played]) -> str:
    """The page with what was played; clients that were not keep the column that they have."""
    before, _, rest = PATH.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    columns = present() | {one.client.name: column(one) for one in played}
    names = [client.name for client in CLIENTS]
    rows = [["", *names], ["---"] * (len(names) + 1)]
    for number, label in enumerate(["Version", *(step.name for step in STEPS)]):
        rows.append([label, *(_at(columns.get(name, []), number) for name in names)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    notes = [f"{NOTES[number]} {note}  " for number, note in enumerate(_notes())]
    return "\n".join([before + BEGIN, "", *lines, "", *notes, "", END]) + after


def present() -> dict[str, list[str]]:
    """The table's columns as the page has them, by the clients' names."""
    _, _, rest = PATH.read_text(encoding="utf-8").partition(BEGIN)
    table, _, _ = rest.partition(END)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    if not rows:
        return {}
    return {name: [row[number] for row in rows[2:]] for number, name in enumerate(rows[0]) if name}


def _cell(key: str, step: str, mark: str) -> str:
    if (key, step) not in REASONS:
        return mark
    return mark + NOTES[_notes().index(REASONS[key, step][1])]


def _notes() -> list[str]:
    return list(dict.fromkeys(note for _, note in REASONS.values()))


def _at(cells: list[str], number: int) -> str:
    return cells[number] if number < len(cells) else ""
