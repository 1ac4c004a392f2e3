"""A member's own data as JSON files of a bounded size, one after the other."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.context import Context
from bot.version import VERSION
from data.ids import JobId, UserId
from data.privacy import exports

HEADROOM = 2_048  # bytes of a part beside its rows


@dataclass(slots=True)
class _Part:
    size: int = 0
    tables: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, table: str, row: str, size: int) -> None:
        self.tables.setdefault(table, []).append(row)
        self.size += size


async def export(context: Context, user_id: UserId, *, most_bytes: int) -> AsyncGenerator[bytes]:
    """Everything that is stored of a member, in files of at most `most_bytes` each, and at least one.

    A row that is larger than that by itself is a file of its own. No more than one file is in memory at a time. What is
    ordered or erased meanwhile may be in it or not.
    """
    part, number = _Part(), 1
    async for table, row in _rows(context, user_id):
        said = json.dumps(row, ensure_ascii=False)
        size = len(said.encode()) + len(table) + 16
        if part.tables and part.size + size + HEADROOM > most_bytes:
            yield _written(context, part, number, is_last=False)
            part, number = _Part(), number + 1
        part.add(table, said, size)
    yield _written(context, part, number, is_last=True)


async def _rows(context: Context, user_id: UserId) -> AsyncGenerator[tuple[str, Mapping[str, Any]]]:
    for each in _flat(await context.database.read(exports.settings_of, user_id)):
        yield each
    until, is_last = JobId(0), False
    while not is_last:
        page = await context.database.read(exports.jobs_of, user_id, after=until)
        for each in _flat(page.rows):
            yield each
        until, is_last = page.until, page.is_last


def _flat(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(table, row) for table, rows in tables.items() for row in rows]


def _written(context: Context, part: _Part, number: int, *, is_last: bool) -> bytes:
    head = {
        "made_by": f"Encore {VERSION}",
        "made_at": context.now().isoformat(),
        "part": number,
        "is_last_part": is_last,
    }
    begin = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{begin}, "tables": {{\n{_join(part)}\n}}}}\n'.encode()


def _join(part: _Part) -> str:
    of_tables = list[str]()
    for table, rows in part.tables.items():
        lines = ",\n    ".join(rows)
        of_tables.append(f"  {json.dumps(table)}: [\n    {lines}\n  ]")
    return ",\n".join(of_tables)
