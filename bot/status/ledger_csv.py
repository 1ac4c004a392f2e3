"""A server's ledger of one month as a CSV file, in parts that Discord takes.

As RFC 4180 has it: commas, lines that end with CR LF, names of the columns in the first line. UTF-8 without a byte
order mark: all that stands in it is ASCII, and programs would take the mark for a part of the first name.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import Final

from bot.context import Context
from data import spending
from data.engine.transaction import Transaction
from data.ids import GuildId
from data.spending import LedgerRow

# Published: scripts read them, in whatever language their people speak.
COLUMNS: Final = ("time", "job", "member", "operation", "model", "kind", "credits", "running_sum")
LARGEST_PART: Final = 8 * 1024 * 1024  # bytes, whatever more a server may take: one part is in memory at a time
MARGIN: Final = 4 * 1024  # bytes below Discord's limit
# What makes a spreadsheet run a cell as a formula, if it begins so; the wide ones count in some languages.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass
class LedgerFile:
    """The parts of a file, each with the names of the columns, packed until one is sent."""

    rows: int = 0
    parts: list[bytes] = field(default_factory=list[bytes])

    def __iter__(self) -> Iterator[bytes]:
        """The parts as they are sent."""
        return map(zlib.decompress, self.parts)


async def write_ledger(context: Context, guild_id: GuildId, month: str, *, part_limit: int) -> LedgerFile | None:
    """Every row of the guild's ledger of a month such as `2026-11`, as of one moment; None: it has no such.

    Each part has at most `part_limit` bytes. The running sum is what is held or spent after each row.
    """

    async def work(tx: Transaction) -> LedgerFile | None:
        if month not in await spending.months(tx, guild_id, limit=1_000):
            return None
        writer, running = _PartWriter(min(part_limit - MARGIN, LARGEST_PART)), 0
        async for page in spending.rows(tx, guild_id, month):
            for row in page:
                running += row.taken
                writer.add(_line(_cells(row, running)))
        return writer.finish()

    return await context.database.read(work)


def defuse(cell: str) -> str:
    """The text as a spreadsheet shows it and does not run it: an apostrophe stands before what begins a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _cells(row: LedgerRow, running: int) -> tuple[str | int, ...]:
    when = row.created_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    texts = (defuse(row.operation), defuse(f"{row.family}/{row.model}"), row.kind.value)
    return (when, row.job_id, row.user_id, *texts, row.credits, running)


def _line(cells: tuple[str | int, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()


class _PartWriter:
    """Packs lines into parts of so many bytes."""

    def __init__(self, limit: int) -> None:
        self._limit, self._file = limit, LedgerFile()
        self._begin()

    def add(self, line: bytes) -> None:
        """Write a line, into another part where this one is full."""
        if self._size + len(line) > self._limit and self._has_rows:
            self._end()
            self._begin()
        self._write(line)
        self._has_rows = True
        self._file.rows += 1

    def finish(self) -> LedgerFile:
        """The file; one without rows has the names of its columns."""
        self._end()
        return self._file

    def _begin(self) -> None:
        self._packer, self._packed, self._size, self._has_rows = zlib.compressobj(1), bytearray(), 0, False
        self._write(_line(COLUMNS))

    def _write(self, line: bytes) -> None:
        self._packed += self._packer.compress(line)
        self._size += len(line)

    def _end(self) -> None:
        self._file.parts.append(bytes(self._packed + self._packer.flush()))
