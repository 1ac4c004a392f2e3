"""All rows of a database, copied into another one of whichever kind, and summed up so that both can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import RowMapping, Table, func, insert, literal, select, text, tuple_

from data import tables
from data.engine.transaction import Transaction

BATCH = 1_000  # rows in memory at once
# Ids that are left out where an older copy takes the place of a database: buttons that were shown since the copy was
# made carry ids that it does not know, and these must never come to name other rows.
GAP = 1_000_000

TABLES: Final = tuple(tables.metadata.sorted_tables)  # those that others refer to come first
_COUNTED: Final = tuple(table.name for table in TABLES if table.dialect_kwargs.get("sqlite_autoincrement"))
_NAMES: Final[Mapping[str, str]] = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


_sequence = text(
    "SELECT last_value FROM pg_sequences"
    " WHERE format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence(:name, 'id')"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a database holds: of each table, how many rows, and a sum over all that they say in any order."""

    counts: Mapping[str, int]
    sums: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts.values())


async def copy_rows(source: Transaction, target: Transaction) -> None:
    """Copy every row into tables that are empty, in the order in which they were written.

    New rows get ids that neither database has ever given away.
    """
    for table in TABLES:
        async for rows in _read(source, table):
            await target.execute(insert(table), [dict(row) for row in rows])
    await set_counters(target, await counters(source))


async def remove_rows(tx: Transaction) -> None:
    """Empty every table of a PostgreSQL database; SQLite's are replaced as files."""
    await tx.execute(text("ALTER TABLE ledger DISABLE TRIGGER USER"))  # one of which forbids just this
    await tx.execute(text(f"TRUNCATE {', '.join(_quote(table.name) for table in TABLES)}"))
    await tx.execute(text("ALTER TABLE ledger ENABLE TRIGGER USER"))


async def lock_tables(tx: Transaction) -> None:
    """Let nobody else read or write until the transaction ends; on SQLite nobody else can write as it is."""
    if tx.dialect.name == "postgresql":
        names = ", ".join(_quote(table.name) for table in TABLES)
        await tx.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


async def summarize(tx: Transaction) -> Summary:
    """Read every row; two databases with the same summary hold the same."""
    counts, sums = dict[str, int](), dict[str, int]()
    for table in TABLES:
        count = total = 0
        async for rows in _read(tx, table):
            count += len(rows)
            total += sum(_digest(table, row) for row in rows)
        counts[table.name], sums[table.name] = count, total
    return Summary(counts, sums)


async def table_names(tx: Transaction) -> set[str]:
    """Return the names of all tables, whoever made them."""
    return {str(name) for name in (await tx.execute(text(_NAMES[tx.dialect.name]))).scalars()}


async def has_rows(tx: Transaction) -> bool:
    """Whether any of our tables has a row; one that is missing has none."""
    present = await table_names(tx)
    for table in TABLES:
        if table.name in present and (await tx.execute(select(literal(1)).select_from(table).limit(1))).first():
            return True
    return False


async def counters(tx: Transaction) -> dict[str, int]:
    """Return the highest id that each table has ever given away, rows that are gone included."""
    found = dict[str, int]()
    for name in _COUNTED:
        table = tables.metadata.tables[name]
        present = (await tx.execute(select(func.coalesce(func.max(table.c.id), 0)))).scalar_one()
        found[name] = max(int(present), await _counter(tx, name))
    return found


async def set_counters(tx: Transaction, highest: Mapping[str, int]) -> None:
    """Let each table's next id be higher than this."""
    for name, value in highest.items():
        if tx.dialect.name == "postgresql":
            if value > 0:  # PostgreSQL counts from one, and refuses to be set to less
                await tx.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :value)"), _at(name, value))
        else:
            await tx.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            await tx.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :value)"), _at(name, value))


async def _counter(tx: Transaction, name: str) -> int:
    if tx.dialect.name == "postgresql":
        found = await tx.execute(_sequence, {"name": name})
        return int(found.scalar_one() or 0)  # NULL: none was given away
    found = await tx.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name})
    return int(found.scalar_one_or_none() or 0)


def _at(name: str, value: int) -> dict[str, Any]:
    return {"name": name, "value": value}


def _quote(name: str) -> str:
    return f'"{name}"'


async def _read(tx: Transaction, table: Table) -> AsyncGenerator[Sequence[RowMapping]]:
    """Every row, in the order of the primary key, some at a time."""
    key = list(table.primary_key.columns)
    statement = select(table).order_by(*key).limit(BATCH)
    rows = (await tx.execute(statement)).mappings().all()
    while rows:
        yield rows
        last = [rows[-1][column.name] for column in key]
        after = key[0] > last[0] if len(key) == 1 else tuple_(*key) > tuple_(*last)
        rows = (await tx.execute(statement.where(after))).mappings().all()


def _digest(table: Table, row: RowMapping) -> int:
    """A number for all that a row says: read by way of our types, it is the same from either database."""
    said = repr([row[column.name] for column in table.columns])
    return int.from_bytes(hashlib.sha256(said.encode("utf-8", "backslashreplace")).digest())
