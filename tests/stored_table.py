"""The table of what is stored, in docs/privacy.md: written of the table in the code by `make docs`."""

from __future__ import annotations

from pathlib import Path

from cogs.cards.privacy import end_line, stored_line
from data.privacy.kinds import Theme
from data.privacy.stored import STORED

PATH = Path(__file__).resolve().parents[1] / "docs" / "privacy.md"
BEGIN, END = "<!-- what is stored: written by make docs -->", "<!-- end of what is stored -->"


def rows() -> list[str]:
    """A row for each theme: what it is, where it is, and what a deletion makes of it."""
    return [f"| {stored_line(theme)} | {_where(theme)} | {end_line(theme)} |" for theme in Theme]


def _where(theme: Theme) -> str:
    return "<br>".join(
        f"`{stored.table.name}`: {', '.join(column.name for column in stored.table.columns)}"
        for stored in STORED
        if stored.theme is theme
    )


def text() -> str:
    """The page with the table as it has to be."""
    before, _, rest = PATH.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    table = ["| What is stored | Where | When the person has it deleted |", "| --- | --- | --- |", *rows()]
    lines = "\n".join(table)
    return f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
